"""Grids from spreadsheets and whiteboards, and what is no grid."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]  # ships no types
import pytest

from journeymap.errors import InvalidInput
from journeymap.formats.maps.registry import reader_of
from journeymap.formats.maps.source import Source
from journeymap.model.journey import LaneKind
from tests.formats.maps.any_map import felt, read_again, read_text, said

FILES = Path(__file__).parents[1] / "files"

PASTED = (
    "\tBefore\t\tDuring\n"
    "\tAd\tWeb shop\tJetty\n"
    'Kundens handlinger\tSees it\t"Looks\nCompares"\t\n'
    "Schmerzpunkte\t\t\tQueue\n"
    "Weather\tSun\t\tRain\n"
    "Emotion\t1\t−0,5\t+2\n"
    "Touchpoint & channel\tInstagram\tWeb\tHarbour\n"
)


def test_a_grid_pasted_from_a_spreadsheet_becomes_a_map() -> None:
    whole = (document := read_text(PASTED)).journey_map
    assert [(s.title, [t.title for t in whole.touchpoints if t.stage_id == s.id]) for s in whole.stages] == [
        ("Before", ["Ad", "Web shop"]),
        ("During", ["Jetty"]),
    ]
    assert [(lane.kind, lane.title) for lane in whole.lanes] == [
        (LaneKind.ACTIONS, "Kundens handlinger"),
        (LaneKind.PAIN_POINTS, ""),
        (LaneKind.TEXT, "Weather"),
        (LaneKind.EMOTION, ""),
        (LaneKind.TOUCHPOINT, ""),
        (LaneKind.SCORES, ""),
    ]
    assert [card.text for card in whole.cards] == ["Sees it", "Looks", "Compares", "Queue", "Sun", "Rain"]
    assert felt(document) == {("Ad", "Customer"): 1, ("Web shop", "Customer"): -0.5, ("Jetty", "Customer"): 2}
    assert [t.channel for t in whole.touchpoints] == ["Instagram", "Web", "Harbour"]
    assert said(document) == []


def test_a_stage_named_in_every_column_is_one_stage() -> None:
    whole = read_text("Stage,A,A,B\nTouchpoint,x,y,z\nActions,1,2,3\n", "map.csv").journey_map
    assert [s.title for s in whole.stages] == ["A", "B"]


def test_a_line_above_the_grid_is_its_title_and_another_one_is_said() -> None:
    document = read_text("The long way home;;\n;;\nPrinted in May;;\n;A;B\n;x;y\nActions;1;2\n", "map.csv")
    assert document.journey_map.journey.title == "The long way home"
    assert said(document) == [(3, "This stands above the map and was left out.")]


def test_a_grid_that_is_too_wide_says_how_wide_it_may_be() -> None:
    rows = (",".join(["Actions", *(f"{sign}{n}" for n in range(2001))]) for sign in "STA")
    with pytest.raises(InvalidInput, match="more than 2000 columns or 200 rows"):
        read_text("\n".join(rows), "map.csv")


def test_a_title_that_begins_like_another_format_makes_no_difference() -> None:
    for title in ("Journey of Maya", "journey", "{ draft"):
        whole = read_text(f"{title},A\nTouchpoint,x\nActions,1\n", "map.csv").journey_map
        assert (whole.journey.title, [t.title for t in whole.touchpoints]) == (title, ["x"])


def test_a_grid_with_stages_alone_gets_a_touchpoint_for_each() -> None:
    document = read_text("\tAware\tBuy\nActions\tReads\tPays\nThoughts\tHm\tOh\n")
    assert [t.title for t in document.journey_map.touchpoints] == ["Aware", "Buy"]
    assert len(document.journey_map.cards) == 4
    assert [line for line, _sentence in said(document)] == [1]


def test_what_is_no_emotion_is_listed_with_its_cell() -> None:
    document = read_text("\tA\t\n\tx\ty\nEmotion: Maya\tgreat\t9\nThoughts\tHm\t\n")
    assert [aside.where.text for aside in document.asides] == ["row 3, column B", "row 3, column C"]
    assert felt(document) == {}


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_separator_and_character_set(separator: str, encoding: str) -> None:
    text = separator.join(["", "Før", ""]) + "\r\n" + separator.join(["", "Köp", "Café"]) + "\r\n"
    text += separator.join(["Tanker", "æh", "øh"]) + "\r\n"
    source = Source("map.csv", text.encode(encoding))
    assert [t.title for t in reader_of(source).read(source).journey_map.touchpoints] == ["Köp", "Café"]


def book(rows: list[list[Any]], **properties: Any) -> bytes:
    made = openpyxl.Workbook()
    sheet: Any = made.active
    for row in rows:
        sheet.append(row)
    for name, value in properties.items():
        sheet.merge_cells(value) if name == "merge" else None
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_workbook_with_merged_stages_and_typed_cells() -> None:
    rows: list[list[Any]] = [
        [None, "Before", None, "After"],
        [None, "Ad", 2, "Call"],
        ["Emotion", 1, -1.5, None],
        ["Thoughts", True, 3.5],
    ]
    document = read_again(book(rows, merge="B1:C1"), "xlsx")
    whole = document.journey_map
    assert [t.title for t in whole.touchpoints] == ["Ad", "2", "Call"]
    assert [s.title for s in whole.stages] == ["Before", "After"]
    assert felt(document) == {("Ad", "Customer"): 1, ("2", "Customer"): -1.5}


@pytest.mark.parametrize("name", sorted(p.name for p in FILES.iterdir() if p.suffix in (".csv", ".xlsx")))
def test_a_table_of_answers_is_no_map(name: str) -> None:
    source = Source(name, (FILES / name).read_bytes())
    with pytest.raises(InvalidInput, match="holds answers, not a map"):
        reader_of(source).read(source)


def bomb() -> bytes:
    out = io.BytesIO(book([["", "A"], ["", "x"], ["Thoughts", "y"]]))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b" " * 60_000_000)
    return out.getvalue()


def archive_of(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("map.xlsx", b"%PDF-1.7\n\xb5\xb5", "no map, whatever its name says"),
        ("map.csv", b"\x89PNG\r\n\x1a\n", "no map, whatever its name says"),
        ("map.csv", b"", "is empty"),
        ("map.csv", b" \r\n\t\n", "is empty"),
        ("", b"", "nothing to read"),
        ("map.csv", b"a,b\n" * 13_000_000, "far larger than any map"),
        ("map.xlsx", bomb(), "unpacks to far more"),
        ("map.xlsx", b"PK\x03\x04 damaged", "damaged"),
        ("map.xlsx", archive_of("a.txt"), "is an archive"),
        ("map.csv", b"just one line of words", "no map"),
        ("map.txt", b"one\ntwo\nthree\n", "no map"),
        ("map.exe", b"what is this", "cannot be read as a map"),
        ("map.csv", b"A,B\n", "no map"),
    ],
)
def test_what_is_no_grid_is_refused_with_a_reason(name: str, content: bytes, why: str) -> None:
    source = Source(name, content)
    with pytest.raises(InvalidInput, match=why):
        reader_of(source).read(source)
