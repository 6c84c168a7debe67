"""The lane of touchpoints: name, channel, where a branch leads, and the marks of a moment of truth and a weak link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from journeymap.layout.fonts import Style, em_width
from journeymap.layout.geometry import Column, PlacedText, Rect
from journeymap.layout.grid import Grid
from journeymap.layout.lane import ground, label_height
from journeymap.layout.marks import Box, Layer, Line, Text
from journeymap.layout.sheet import Sheet
from journeymap.layout.view import View
from journeymap.layout.wrap import clean, line_count, one_line, widest_atom, wrap
from journeymap.locale import gettext as _
from journeymap.model.journey import Lane, Touchpoint

_STRIP = 0.28
_INDENT = 1.1
_NEST = 0.4


class Part(NamedTuple):
    """One run of lines in a touchpoint's card."""

    text: str
    style: Style
    small: bool
    muted: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A touchpoint's card before it has a place."""

    touchpoint: Touchpoint
    parts: tuple[Part, ...]
    stage: int
    weak: bool
    nested: bool


class TouchpointLane:
    """See :class:`journeymap.layout.lane.Row`."""

    def __init__(self, view: View, lane: Lane) -> None:
        self.lane = lane
        self.several = len(view.request.weakest) > 1
        self.told = not view.request.hidden_scores
        places = {span.stage_id: span.place for span in view.stages}
        self.entries: list[Entry | None] = []
        for slot in view.slots:
            touchpoint = view.touchpoint(slot)
            self.entries.append(
                Entry(
                    touchpoint,
                    _parts(view, touchpoint),
                    places[slot.stage_id],
                    touchpoint.id in view.request.weakest,
                    touchpoint.parent_id is not None,
                )
                if touchpoint
                else None
            )

    def least(self, grid: Grid) -> float:
        """The height that it needs, px."""
        heights = [self._text_height(grid, e) + _head(grid, e) + _foot(grid, e) for e in self.entries if e]
        height = max(heights, default=grid.lines(2, grid.small)) + 2 * grid.pad_y
        return max(height, label_height(grid, self.lane)) + 2 * grid.lane_pad + grid.heading

    def likes(self, grid: Grid) -> float:
        """How much more it makes good use of, px."""
        return 1.2 * grid.size

    def keeps_whole(self, limit: float, size: float) -> float:
        """Widest word, in em, that fits ``limit`` px at ``size``."""
        whole = [
            widest_atom(part.text, part.style, limit / size)
            for e in self.entries
            if e
            for part in e.parts
            if not part.small
        ]
        return max(whole, default=0.0)

    def _text_height(self, grid: Grid, entry: Entry) -> float:
        height = _NEST * grid.size if entry.nested else 0.0
        for part in entry.parts:
            size, width = self._measure(grid, entry, part)
            height += grid.lines(min(line_count(part.text, part.style, size, width), grid.most_lines), size)
        return height

    @staticmethod
    def _measure(grid: Grid, entry: Entry, part: Part) -> tuple[float, float]:
        size = grid.small if part.small else grid.size
        return size, grid.text_width - (_INDENT * grid.size if entry.nested else 0.0)

    def draw(self, grid: Grid, y0: float, y1: float, sheet: Sheet) -> None:
        """Draw it between two heights."""
        ground(grid, self.lane, y0, y1, sheet)
        top, bottom = y0 + grid.heading + grid.lane_pad, y1 - grid.lane_pad
        for slot, column, entry in zip(grid.view.slots, grid.columns, self.entries, strict=True):
            if entry:
                self._draw_card(grid, column, entry, top, bottom, sheet)
            elif not slot.gap:
                _draw_empty(grid, column, top, bottom, sheet)

    def _draw_card(self, grid: Grid, column: Column, entry: Entry, y0: float, y1: float, sheet: Sheet) -> None:
        colours = grid.view.colours
        touchpoint = entry.touchpoint
        y0 += _NEST * grid.size if entry.nested else 0.0
        box = Rect(column.x0 + grid.gap / 2, y0, column.x1 - grid.gap / 2, y1)
        hue = colours.stage(entry.stage)
        weak = entry.weak and self.told
        head, foot = _head(grid, entry), _foot(grid, entry) if weak else 0.0
        sure = weak and not self.several
        edge, width = (colours.alarm, 2.0) if sure else (colours.plain.stroke, 1.0)
        if weak:
            fill, ink = (colours.alarm, colours.on_alarm) if sure else (colours.poor.wash, colours.poor.ink)
            sheet.marks.append(Box(*box, fill, edge, width, grid.radius, touchpoint.id))
            self._tag(grid, box, y1 - foot / 2, self._weak_text(), ink, sheet, touchpoint.id)
        top = Rect(box.x0, y0, box.x1, y0 + head + 2 * grid.radius)
        sheet.marks.append(Box(*top, hue, radius=grid.radius, touchpoint=touchpoint.id))
        body = Rect(box.x0, y0 + head, box.x1, y1 - foot)
        paper = Box(*body, colours.plain.fill, edge, width, grid.radius, touchpoint.id)
        sheet.marks.append(paper)
        if touchpoint.moment_of_truth:
            text = _("◆ Moment of truth")
            self._tag(grid, box, y0 + head / 2, text, colours.on_stage, sheet, touchpoint.id, short="◆")
        self._draw_text(grid, entry, paper, sheet)

    def _weak_text(self) -> str:
        return _("Weakest link?") if self.several else _("Weakest link")

    @staticmethod
    def _tag(
        grid: Grid, box: Rect, y: float, text: str, colour: str, sheet: Sheet, touchpoint: str, short: str = ""
    ) -> None:
        """Small print in a coloured edge of the card; ``short`` stands there when it does not fit."""
        size = 0.94 * grid.small if 0.94 * grid.small >= grid.view.request.min_font else grid.small
        room = box.x1 - box.x0 - 1.2 * grid.pad_x
        if em_width(text, Style.SEMIBOLD) * size > room and short:
            text = short
        lines = one_line(text, Style.SEMIBOLD, size, room).lines
        x = box.x0 + grid.pad_x
        sheet.marks.append(Text(x, y, lines, size, colour, Style.SEMIBOLD.weight, touchpoint=touchpoint))

    def _draw_text(self, grid: Grid, entry: Entry, box: Box, sheet: Sheet) -> None:
        colours = grid.view.colours
        touchpoint = entry.touchpoint.id
        wrapped = []
        for part in entry.parts:
            size, width = self._measure(grid, entry, part)
            wrapped.append((part, size, wrap(part.text, part.style, size, width, grid.most_lines)))
        height = sum(grid.lines(len(w.lines), size) for _part, size, w in wrapped)
        y = (box.y0 + box.y1 - height) / 2
        x = box.x0 + grid.pad_x
        if entry.nested:
            _draw_elbow(grid, x, y + grid.lines(1) / 2, sheet)
            x += _INDENT * grid.size
        blocks: list[Text] = []
        for part, size, w in wrapped:
            block = grid.lines(len(w.lines), size)
            colour = colours.muted if part.muted else colours.plain.ink
            blocks.append(Text(x, y + block / 2, w.lines, size, colour, part.style.weight, touchpoint=touchpoint))
            y += block
        text = "\n".join(part.text for part in entry.parts)
        cut = any(w.cut for _part, _size, w in wrapped)
        sheet.marks += blocks
        width = box.x1 - grid.pad_x - x
        sheet.texts.append(PlacedText(self.lane.id, None, box, tuple(blocks), width, text, cut))


def _parts(view: View, touchpoint: Touchpoint) -> tuple[Part, ...]:
    style = Style.SEMIBOLD if touchpoint.parent_id else Style.BOLD
    parts = [Part(clean(touchpoint.title) or _("Untitled"), style, small=False, muted=False)]
    if channel := clean(touchpoint.channel):
        parts.append(Part(channel, Style.REGULAR, small=True, muted=True))
    by_id = view.request.journey_map.touchpoint_by_id
    for path in view.request.journey_map.paths:
        if path.from_id == touchpoint.id and path.to_id in by_id:
            target = "→ " + clean(by_id[path.to_id].title)
            label = clean(path.label)
            text = _("{target} ({condition})").format(target=target, condition=label) if label else target
            parts.append(Part(text, Style.REGULAR, small=True, muted=True))
    return tuple(parts)


def _head(grid: Grid, entry: Entry) -> float:
    return 1.05 * grid.lines(1, grid.small) if entry.touchpoint.moment_of_truth else _STRIP * grid.size


def _foot(grid: Grid, entry: Entry) -> float:
    return 1.05 * grid.lines(1, grid.small) if entry.weak else 0.0


def _draw_elbow(grid: Grid, x: float, y: float, sheet: Sheet) -> None:
    """The sign of a sub-touchpoint: an arrow that turns in from above."""
    em = grid.size
    colour = grid.view.colours.muted
    elbow = ((x + 0.1 * em, y - 0.45 * em), (x + 0.1 * em, y + 0.08 * em), (x + 0.72 * em, y + 0.08 * em))
    tip = ((x + 0.5 * em, y - 0.14 * em), (x + 0.72 * em, y + 0.08 * em), (x + 0.5 * em, y + 0.3 * em))
    for points in (elbow, tip):
        sheet.marks.append(Line(points, colour, 0.09 * em, layer=Layer.DETAIL))


def _draw_empty(grid: Grid, column: Column, y0: float, y1: float, sheet: Sheet) -> None:
    colours = grid.view.colours
    most = max(1, int((y1 - y0) // grid.lines(1, grid.small)))
    lines = wrap(_("No touchpoint yet"), Style.ITALIC, grid.small, grid.text_width, most).lines
    x = column.x0 + grid.gap / 2 + grid.pad_x
    sheet.marks.append(Text(x, (y0 + y1) / 2, lines, grid.small, colours.muted, italic=True))
