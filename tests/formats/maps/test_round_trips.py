"""What goes out comes back: JSON identical, the others with everything that their format holds."""

from __future__ import annotations

import csv
import io
from collections import Counter
from itertools import pairwise
from typing import Any

import openpyxl  # type: ignore[import-untyped]  # ships no types
import pytest
from hypothesis import HealthCheck, given, settings

from journeymap.formats.exports.request import ExportRequest
from journeymap.model.journey import JourneyMap, LaneKind
from tests.formats.maps.any_map import again, any_map, read_again, written

FEW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def titles(whole: JourneyMap) -> list[tuple[str, list[str]]]:
    return [(s.title, [t.title for t in whole.touchpoints if t.stage_id == s.id]) for s in whole.stages]


def bare(title: str) -> str:
    """A title that looks like that of a sub-touchpoint becomes one."""
    return title.removeprefix("↳ ")


def by_column(whole: JourneyMap) -> dict[str, int]:
    return {t.id: n for n, t in enumerate(whole.touchpoints)}


def felt(whole: JourneyMap) -> dict[tuple[int, str], float]:
    at, names = by_column(whole), {p.id: p.name for p in whole.personas}
    return {(at[e.touchpoint_id], names[e.persona_id]): e.value for e in whole.emotions}


def cards(whole: JourneyMap) -> Counter[tuple[int, str, str]]:
    """Texts by column and kind of lane, as one line each."""
    at, kinds = by_column(whole), {lane.id: lane.kind for lane in whole.lanes}
    return Counter((at[c.touchpoint_id], kinds[c.lane_id], " ".join(c.text.split())) for c in whole.cards if c.text)


@FEW
@given(any_map())
def test_json_comes_back_identical(request: ExportRequest) -> None:
    content = written(request, "json")
    document = read_again(content, "json")
    assert document.asides == ()
    assert written(again(request, document), "json") == content
    assert document.journey_map.journey == request.journey_map.journey
    assert document.journey_map.touchpoints == request.journey_map.touchpoints
    assert document.journey_map.cards == request.journey_map.cards


@FEW
@given(any_map())
def test_mermaid_comes_back_whole_but_for_pictures(request: ExportRequest) -> None:
    before, document = request.journey_map, read_again(written(request, "md"), "md")
    after = document.journey_map
    assert document.asides == ()
    assert after.journey == before.journey
    assert after.stages == before.stages
    assert after.touchpoints == before.touchpoints
    assert after.lanes == before.lanes
    assert set(after.emotions) == set(before.emotions)
    assert set(after.paths) == set(before.paths)
    assert document.surveys == request.surveys
    assert cards(after) == cards(before)


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
@FEW
@given(request=any_map())
def test_a_grid_keeps_titles_lanes_cards_and_emotions(suffix: str, request: ExportRequest) -> None:
    before, after = request.journey_map, read_again(written(request, suffix), suffix).journey_map
    if all(a.title != b.title for a, b in pairwise(before.stages)):  # equal neighbours become one
        assert [(stage, list(map(bare, inside))) for stage, inside in titles(after)] == [
            (stage, list(map(bare, inside))) for stage, inside in titles(before)
        ]
    assert cards(after) == cards(before)
    kinds = [lane.kind for lane in after.lanes]
    assert all(lane.kind in kinds for lane in before.lanes if before.touchpoints)
    if any(lane.kind is LaneKind.EMOTION for lane in before.lanes):
        assert felt(after) == felt(before)


@FEW
@given(any_map())
def test_ojf_keeps_titles_cards_and_what_one_persona_feels(request: ExportRequest) -> None:
    before, after = request.journey_map, read_again(written(request, "ojf"), "ojf").journey_map
    assert titles(after) == titles(before)
    assert [t.moment_of_truth for t in after.touchpoints] == [t.moment_of_truth for t in before.touchpoints]
    assert [t.note for t in after.touchpoints] == [t.note for t in before.touchpoints]
    assert cards(after) == cards(before)
    if len(before.personas) == 1 and "," not in before.personas[0].name:
        assert felt(after) == felt(before)


@FEW
@given(any_map())
def test_no_cell_of_a_csv_begins_a_formula(request: ExportRequest) -> None:
    text = written(request, "csv").decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text, newline="")):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


@settings(FEW, max_examples=15)
@given(any_map())
def test_no_cell_of_a_workbook_is_a_formula(request: ExportRequest) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(request, "xlsx")))
    types: set[Any] = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in types
