"""A map as a grid: a column for each touchpoint; stage, touchpoint, then a row for each lane. XLSX and CSV write it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journeymap.formats.exports.request import ExportRequest
from journeymap.locale import N_
from journeymap.locale import gettext as _
from journeymap.locale.lane_words import written_lane
from journeymap.model.journey import CARD_LANES, Lane, LaneKind, Stage, Touchpoint
from journeymap.scores.wording import metric_name, shown_interval, shown_value, too_few

SUB = "↳ "
"""Before the name of a sub-touchpoint."""

LEAVES_OUT = (
    N_("what touchpoints say about themselves besides name, channel and promise"),
    N_("phases of the stages, paths, pictures and surveys"),
    N_("whom a card is for and what it rests on; cards of several lines become one line"),
)

Cell = str | float


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells, all equally long; the first column names the row, the first cell is the title of the journey.

    :param kinds: of what stands in each row: ``stage``, or the kind of a lane.
    """

    rows: Sequence[Sequence[Cell]]
    kinds: Sequence[str]


def grid(request: ExportRequest) -> Grid:
    """The grid of a map. A stage is named once, above its first touchpoint; one without any has a column too."""
    columns = _columns(request)
    rows: list[list[Cell]] = [_stages(request, columns)]
    rows.append([_("Touchpoint"), *(_title(t) for _stage, t in columns)])
    kinds = ["stage", LaneKind.TOUCHPOINT.value]
    for lane in request.journey_map.lanes:
        for row in _lane(request, lane, columns):
            rows.append(row)
            kinds.append(lane.kind.value)
    return Grid(rows, kinds)


_Columns = Sequence[tuple[Stage, Touchpoint | None]]


def _columns(request: ExportRequest) -> _Columns:
    found: list[tuple[Stage, Touchpoint | None]] = []
    for stage in request.journey_map.stages:
        inside = [t for t in request.journey_map.touchpoints if t.stage_id == stage.id]
        found += [(stage, t) for t in inside] or [(stage, None)]
    return found


def _stages(request: ExportRequest, columns: _Columns) -> list[Cell]:
    row: list[Cell] = [request.journey_map.journey.title]
    last = None
    for stage, _touchpoint in columns:
        row.append("" if stage.id == last else stage.title)
        last = stage.id
    return row


def _title(touchpoint: Touchpoint | None) -> str:
    if touchpoint is None:
        return ""
    return f"{SUB}{touchpoint.title}" if touchpoint.parent_id else touchpoint.title


def _lane(request: ExportRequest, lane: Lane, columns: _Columns) -> list[list[Cell]]:
    name = written_lane(lane.kind, lane.title)
    if lane.kind is LaneKind.EMOTION:
        return _emotions(request, name, columns)
    return [[name, *("" if t is None else _cell(request, lane, t) for _stage, t in columns)]]


def _emotions(request: ExportRequest, name: str, columns: _Columns) -> list[list[Cell]]:
    """A row for each persona."""
    found = request.journey_map.emotion_by_cell
    rows: list[list[Cell]] = []
    for persona in request.journey_map.personas:
        row: list[Cell] = [f"{name}: {persona.name}"]
        for _stage, touchpoint in columns:
            emotion = found.get((touchpoint.id, persona.id)) if touchpoint else None
            row.append("" if emotion is None else emotion.value)
        rows.append(row)
    return rows or [[name, *("" for _column in columns)]]


def _cell(request: ExportRequest, lane: Lane, touchpoint: Touchpoint) -> str:
    if lane.kind is LaneKind.TOUCHPOINT:
        return touchpoint.channel
    if lane.kind is LaneKind.PROMISE:
        return touchpoint.promise
    if lane.kind is LaneKind.SCORES:
        return "\n".join(score_lines(request, touchpoint.id))
    if lane.kind not in CARD_LANES:
        return ""
    cards = request.journey_map.cards_by_cell.get((touchpoint.id, lane.id), ())
    return "\n".join(" ".join(card.text.split()) for card in cards if card.text.strip())


def score_lines(request: ExportRequest, touchpoint_id: str) -> list[str]:
    """The scores at a touchpoint in words, one a metric."""
    lines = []
    for score in request.scores.get(touchpoint_id, ()):
        if not score.n:
            continue
        value = shown_value(score) if score.shown else too_few(score)
        interval = f" ({shown_interval(score)})" if score.shown and score.low is not None else ""
        lines.append(f"{metric_name(score.metric)} {value}{interval}, n = {score.n}")
    return lines
