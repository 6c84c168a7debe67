"""The title row: what is seen, by whom, in which period, and what customers say of the whole journey."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from journeymap.layout import words
from journeymap.layout.brand_mark import BrandMark
from journeymap.layout.flow import Item, flow, row_extent
from journeymap.layout.fonts import Style, em_width
from journeymap.layout.grid import Grid, label_pad
from journeymap.layout.marks import Text, Zone
from journeymap.layout.runs import Run, draw_runs, extent
from journeymap.layout.score_cell import COVERED, number_runs
from journeymap.layout.sheet import Sheet
from journeymap.layout.view import View
from journeymap.layout.window import slots
from journeymap.layout.wrap import Wrapped, clean, one_line, wrap
from journeymap.locale import gettext as _
from journeymap.model.journey import JourneyState
from journeymap.model.persona import Persona
from journeymap.scores.score import Score
from journeymap.scores.wording import shown_interval, too_few

_TITLE_LINES = 3
_LARGEST = 30.0
"""px at a width of 1920 px, and in proportion on larger screens."""


class Plan(NamedTuple):
    """The title row broken into lines.

    :param title: its lines.
    :param beside: what stands right of the title in its own line.
    :param below: rows under it.
    :param right: what stands at the right edge: in the first line, or in a row of its own.
    :param right_first: whether that is the first line.
    :param lead: the client's logo and name, before the title; ``lead_above``: in a row of its own.
    """

    title: Wrapped
    beside: list[Item]
    below: list[list[Item]]
    right: Item
    right_first: bool
    lead: Item
    lead_above: bool


class TitleRow:
    """The title row of a view."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.brand = BrandMark(view)
        self.title = clean(view.request.journey_map.journey.title) or _("Untitled journey")
        self.notes = [note for note in (*_who(view), _which(view), clean(view.request.period)) if note]
        self.whole = _in_order(view.request.whole)
        self.others = [_in_order(whole) for whole in view.request.room_for_whole]

    def height(self, grid: Grid) -> float:
        """The height that it needs, px."""
        plan = self._plan(grid)
        rows = len(plan.below) + (0 if plan.right_first else 1)
        titles = len(plan.title.lines) + plan.lead_above
        height = grid.lines(titles, _title_size(grid)) + rows * 1.5 * _size(grid) + 0.5 * grid.size
        return self.brand.band(grid) + height

    def _plan(self, grid: Grid) -> Plan:
        size, gap = _title_size(grid), 1.1 * _size(grid)
        room = grid.view.request.width - 2 * label_pad(grid.size)
        title = em_width(self.title, Style.BOLD) * size * 1.005
        notes = [item for note in self.notes for item in self._note(grid, note, room)]
        wholes = _wholes(grid, self.whole)
        lead = self.brand.item(grid, _size(grid), 1.15 * size, room)
        title += extent(lead) + gap if lead else 0.0
        used = title + gap + (row_extent(notes, gap) + gap if notes else 0.0)
        widest = self._widest(grid, wholes)
        for whole, wide in zip(wholes, widest, strict=True):
            if used + wide <= room:
                return Plan(Wrapped((self.title,)), notes, [], whole, True, lead, False)
        for whole, wide in zip(wholes, widest, strict=True):
            if title + gap + wide <= room:
                return Plan(Wrapped((self.title,)), [], flow(notes, room, gap), whole, True, lead, False)
        fitting = (whole for whole, wide in zip(wholes, widest, strict=True) if wide <= room)
        whole = next(fitting, _shrunk(wholes[-1], room))
        lines = wrap(self.title, Style.BOLD, size, room, None if grid.view.request.whole_texts else _TITLE_LINES)
        return Plan(lines, [], flow(notes, room, gap), whole, False, lead, bool(lead))

    @staticmethod
    def _note(grid: Grid, note: str, room: float) -> list[Item]:
        """One item, or, where nothing may be cut, as many as there are lines."""
        size, whole = _size(grid), grid.view.request.whole_texts
        lines = wrap(note, Style.REGULAR, size, room) if whole else one_line(note, Style.REGULAR, size, room)
        return [[Run(line, size, grid.view.colours.muted)] for line in lines.lines]

    def _widest(self, grid: Grid, wholes: list[Item]) -> list[float]:
        """How wide each way to write the journey's own score may become, px."""
        if not self.others:
            return [extent(whole) for whole in wholes]
        other = [_wholes(grid, scores) for scores in self.others]
        spare = 2 * _size(grid)  # months are not equally long either
        return [max(map(extent, ways)) + spare for ways in zip(wholes, *other, strict=True)]

    def draw(self, grid: Grid, y0: float, sheet: Sheet) -> None:
        """Draw it from a height downwards."""
        plan = self._plan(grid)
        colours = grid.view.colours
        size, gap, pad = _title_size(grid), 1.1 * _size(grid), label_pad(grid.size)
        block = grid.lines(len(plan.title.lines), size)
        self.brand.draw_band(grid, y0, sheet)
        y = y0 + self.brand.band(grid) + 0.15 * grid.size
        x = pad
        if plan.lead:
            draw_runs(plan.lead, x, y + grid.lines(1, size) / 2, colours, sheet, zone=Zone.TOP)
            x += 0.0 if plan.lead_above else extent(plan.lead) + gap
            y += grid.lines(1, size) if plan.lead_above else 0.0
        title = Text(x, y + block / 2, plan.title.lines, size, colours.ink, Style.BOLD.weight, zone=Zone.TOP)
        sheet.marks.append(title)
        # smaller texts stand on the title's baseline
        level = title.baselines()[0] - 0.25 * _size(grid)
        x += em_width(plan.title.lines[0], Style.BOLD) * size + gap
        for item in plan.beside:
            draw_runs(item, x, level, colours, sheet, zone=Zone.TOP)
            x += extent(item) + gap
        if plan.right_first:
            item = self._told(grid, plan.right)
            right = grid.view.request.width - pad - extent(item)
            draw_runs(item, right, level, colours, sheet, zone=Zone.TOP)
        y += block
        rows = plan.below if plan.right_first else [*plan.below, [self._told(grid, plan.right)]]
        for row in rows:
            x = pad
            for item in row:
                draw_runs(item, x, y + 0.75 * _size(grid), colours, sheet, zone=Zone.TOP)
                x += extent(item) + gap
            y += 1.5 * _size(grid)

    def _told(self, grid: Grid, whole: Item) -> Item:
        """The journey's own score; only that there is one, as long as scores are hidden."""
        if not (self.whole and grid.view.request.hidden_scores):
            return whole
        return [whole[0], Run(COVERED, _size(grid), grid.view.colours.muted, Style.BOLD, gap=0.6 * _size(grid))]


def _shrunk(item: Item, room: float) -> Item:
    """An item made smaller so that it fits; the last resort on very narrow screens."""
    scale = min(1.0, room / extent(item))
    return [run._replace(size=run.size * scale, gap=run.gap * scale) for run in item]


def _largest(grid: Grid) -> float:
    return _LARGEST * max(1.0, grid.view.request.width / 1920)


def _title_size(grid: Grid) -> float:
    return min(1.4 * grid.size, 1.35 * _largest(grid))


def _size(grid: Grid) -> float:
    return min(grid.size, _largest(grid))


def _in_order(whole: Sequence[Score]) -> list[Score]:
    return sorted(whole, key=lambda score: (not score.main, -score.n))


def _wholes(grid: Grid, whole: Sequence[Score]) -> list[Item]:
    """The journey's own score: with all its metrics, then only the main one, then that without its interval."""
    size, colours = _size(grid), grid.view.colours
    head = [Run(_("Whole journey"), size, colours.muted)]
    if not whole:
        return [[*head, Run(_("not asked yet"), size, colours.muted, Style.ITALIC, gap=0.5 * size)]]
    long = [run for score in whole for run in _whole_runs(grid, score, with_interval=True)]
    return [[*head, *long], *[[*head, *_whole_runs(grid, whole[0], with_interval=w)] for w in (True, False)]]


def _whole_runs(grid: Grid, score: Score, *, with_interval: bool) -> list[Run]:
    size, small, colours = _size(grid), max(0.86 * _size(grid), grid.small), grid.view.colours
    small = min(small, size)
    name = Run(words.metric_name(score.metric), size, colours.ink, Style.SEMIBOLD, gap=0.9 * size)
    if not score.shown or score.value is None:
        return [name, Run(too_few(score), small, colours.muted, gap=0.4 * size)]
    number = number_runs(score, 1.1 * size, small, colours, score.more)
    runs = [name, number[0]._replace(gap=0.45 * size), *number[1:]]
    interval = shown_interval(score) if with_interval else ""
    if interval:
        runs.append(Run(_("({interval})").format(interval=interval), small, colours.muted, gap=0.4 * size))
    return [*runs, Run(words.answers(score.n), small, colours.muted, gap=0.5 * size)]


def _who(view: View) -> list[str]:
    everybody = view.request.journey_map.personas
    wanted = view.request.persona_ids
    shown = [p for p in everybody if not wanted or p.id in wanted]
    notes = [_("As it should be")] if view.request.journey_map.journey.state is JourneyState.TO_BE else []
    if len(shown) == 1:
        return [*notes, _one(shown[0])]
    return [*notes, ", ".join(clean(p.name) for p in shown)]


def _one(persona: Persona) -> str:
    name, role = clean(persona.name).replace("\n", " "), clean(persona.role).replace("\n", " ")
    return _("{name} – {role}").format(name=name, role=role) if role else name


def _which(view: View) -> str:
    n = len(view.slots)
    if n in (0, view.total):
        return ""
    first = view.slots[0].position + 1
    every = slots(view.request.journey_map, view.request.stage_id)
    some_empty = any(slot.touchpoint_id is None for slot in every)  # a stage without touchpoints has a column too
    which = _("columns {first}–{last} of {total}") if some_empty else _("touchpoints {first}–{last} of {total}")
    return which.format(first=first, last=first + n - 1, total=view.total)
