"""The lane of scores: what customers said. A row for each metric, a cell where it crosses a touchpoint's column."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from journeymap.layout import words
from journeymap.layout.fonts import Style, em_width
from journeymap.layout.geometry import Column, Rect, ScoreCell
from journeymap.layout.grid import Grid, beside
from journeymap.layout.lane import ground, label_height
from journeymap.layout.marks import Box, Layer, Text, Zone
from journeymap.layout.runs import KERNING, Run, draw_runs
from journeymap.layout.score_cell import COVERED, draw_bar, number_runs, number_width
from journeymap.layout.sheet import Sheet
from journeymap.layout.view import View, others
from journeymap.layout.wrap import line_count, wrap
from journeymap.locale import gettext as _
from journeymap.model.journey import Lane
from journeymap.model.survey import Metric
from journeymap.scores.score import Score
from journeymap.scores.wording import too_few

_INLINE_BAR = 5.5
_BAR = 0.46


class Arrangement(Enum):
    """How number, answers and bar share a cell: side by side, the bar below, or each on a line of its own."""

    INLINE = "inline"
    STACKED = "stacked"
    TALL = "tall"


class Plan(NamedTuple):
    """The arrangement that fits the columns.

    :param size: font size of the numbers.
    :param number: widest number block, px; ``answers`` the widest count of answers.
    """

    arrangement: Arrangement
    size: float
    number: float
    answers: float
    row: float


class ScoreLane:
    """See :class:`journeymap.layout.lane.Row`."""

    def __init__(self, view: View, lane: Lane) -> None:
        self.lane = lane
        self.view = view
        self.cells: dict[tuple[str, Metric], tuple[Score, int]] = {
            key: (score, others(view.request, score, key[0])) for key, score in view.score_by_cell.items()
        }
        self.units = {metric: self._common_unit(metric) for metric in view.metrics}
        more_room = [(score, score.more) for score in view.request.room_for if score.metric in view.metrics]
        every = [*self.cells.values(), *more_room]
        shown = [(s, more) for s, more in every if s.shown and s.value is not None]
        self.lone = self._widths(shown, alone=True)
        self.joined = self._widths(shown, alone=False)
        self.answers = max((em_width(words.answers(score.n)) for score, _more in shown), default=0.0)
        self.few = {score.n: score for score, _more in every if not score.shown}

    def _widths(self, shown: list[tuple[Score, int]], *, alone: bool) -> set[tuple[float, float]]:
        """The different widths of the number blocks: in em of their font, and in em of the small print's."""
        return {number_width(s, more, with_unit=alone or not self.units[s.metric]) for s, more in shown}

    def _common_unit(self, metric: Metric) -> str:
        """The unit that all cells of a row share: it then stands once, beside the metric's name."""
        units = {words.note(score) for (_id, other), (score, _more) in self.cells.items() if other is metric}
        return units.pop() if len(units) == 1 else ""

    def least(self, grid: Grid) -> float:
        """The height that it needs, px."""
        if not self.view.metrics:
            return max(grid.lines(1) + grid.lane_pad, label_height(grid, self.lane)) + 2 * grid.lane_pad + grid.heading
        rows = self._plan(grid).row * len(self.view.metrics)
        named = label_height(grid, self.lane, beside(self.view, self.lane.kind, grid.label_small))
        return max(rows, named) + 2 * grid.lane_pad + grid.heading

    def likes(self, grid: Grid) -> float:
        """How much more it makes good use of, px."""
        return 0.5 * grid.size * len(self.view.metrics)

    def keeps_whole(self, limit: float, size: float) -> float:  # noqa: ARG002
        """Numbers are made to fit."""
        return 0.0

    def _plan(self, grid: Grid) -> Plan:
        inner = grid.card_width - 2 * grid.gap / 2
        floor = min(grid.size, grid.view.request.min_font)
        plan = self._try(grid, inner, grid.size)
        size = grid.size
        while plan.arrangement is Arrangement.TALL and size > max(floor, 0.72 * grid.size):
            size = max(floor, 0.94 * size)
            smaller = self._try(grid, inner, size)
            if smaller.arrangement is not Arrangement.TALL or plan.number > inner:
                plan = smaller
        return plan

    def _try(self, grid: Grid, inner: float, size: float) -> Plan:
        small = self._small(grid, size)
        named = 0.0
        if grid.above:
            named = max(em_width(words.metric_name(m), Style.SEMIBOLD) for m in self.units) * small + 0.45 * size
        lone = named + KERNING * max((a * size + b * small for a, b in self.lone), default=0.0)
        number = lone if grid.above else KERNING * max((a * size + b * small for a, b in self.joined), default=0.0)
        answers = KERNING * self.answers * small
        texts = [self._few_text(grid, score) for score in self.few.values()]
        lines = max((line_count(text, Style.REGULAR, small, inner) for text in texts), default=0)
        if lone + answers + (1.6 + _INLINE_BAR) * size <= inner and lines <= 1:
            return Plan(Arrangement.INLINE, size, lone, answers, 1.55 * size)
        stacked = number + answers + 0.7 * size <= inner
        row = 2.3 * size if stacked else 2.3 * size + grid.lines(1, small)
        label = 2.5 * grid.label_small if any(self.units.values()) and not grid.above else 0.0
        row = max(row, grid.lines(lines, small) + 0.4 * size, label)
        return Plan(Arrangement.STACKED if stacked else Arrangement.TALL, size, number, answers, row)

    @staticmethod
    def _small(grid: Grid, size: float) -> float:
        return max(0.8 * size, min(size, grid.view.request.min_font))

    def _number(self, grid: Grid, score: Score, more: int, size: float, *, alone: bool = False) -> list[Run]:
        """The number block; ``alone`` with its unit, which else stands beside the row's name where it can."""
        with_unit = alone or grid.above or not self.units[score.metric]
        runs = number_runs(score, size, self._small(grid, size), grid.view.colours, more, with_unit=with_unit)
        if not grid.above or not runs:
            return runs
        name = Run(words.metric_name(score.metric), self._small(grid, size), grid.view.colours.muted, Style.SEMIBOLD)
        return [name, runs[0]._replace(gap=0.45 * size), *runs[1:]]

    @staticmethod
    def _answers(grid: Grid, score: Score, small: float) -> Run:
        return Run(words.answers(score.n), small, grid.view.colours.muted)

    @staticmethod
    def _few_text(grid: Grid, score: Score) -> str:
        text = too_few(score) if score.n else _("no answers")
        name = words.metric_name(score.metric)
        return _("{metric}: {score}").format(metric=name, score=text) if grid.above else text

    def draw(self, grid: Grid, y0: float, y1: float, sheet: Sheet) -> None:
        """Draw it between two heights."""
        colours = grid.view.colours
        ground(grid, self.lane, y0, y1, sheet, beside(self.view, self.lane.kind, grid.label_small))
        top, bottom = y0 + grid.heading + grid.lane_pad, y1 - grid.lane_pad
        if not self.view.metrics:
            text = _("No feedback here yet")
            sheet.marks.append(Text(grid.x0 + grid.gap / 2, (top + bottom) / 2, (text,), grid.small, colours.muted))
            return
        plan = self._plan(grid)
        pitch = (bottom - top) / len(self.view.metrics)
        told = len(self.view.request.weakest) == 1 and not self.view.request.hidden_scores
        sure = self.view.request.weakest if told else frozenset()
        for column in grid.columns:
            if column.touchpoint_id in sure:
                tint = Box(column.x0 + 1, y0 + grid.heading, column.x1 - 1, y1, colours.poor.wash, layer=Layer.GROUND)
                sheet.marks.append(tint)
        for i, metric in enumerate(self.view.metrics):
            row = Rect(0, top + i * pitch, grid.width, top + (i + 1) * pitch)
            self._draw_row(grid, plan, metric, row, sheet)

    def _draw_row(self, grid: Grid, plan: Plan, metric: Metric, row: Rect, sheet: Sheet) -> None:
        colours = grid.view.colours
        if not grid.above:
            x = grid.label_width - 0.3 * grid.size
            middle = (row.y0 + row.y1) / 2
            unit = "" if plan.arrangement is Arrangement.INLINE else self.units[metric]
            name = tuple(text for text in (words.metric_name(metric), unit) if text)
            weight = Style.SEMIBOLD.weight
            sheet.marks.append(
                Text(x, middle, name, grid.label_small, colours.muted, weight, anchor="end", zone=Zone.LEFT)
            )
        for column in grid.columns:
            cell = self.cells.get((column.touchpoint_id or "", metric))
            if cell is None:
                continue
            sheet.scores.append(self._draw_cell(grid, plan, *cell, column, row, sheet))

    def _draw_cell(
        self, grid: Grid, plan: Plan, score: Score, more: int, column: Column, row: Rect, sheet: Sheet
    ) -> ScoreCell:
        touchpoint = column.touchpoint_id or ""
        box = Rect(column.x0 + grid.gap, row.y0, column.x1 - grid.gap, row.y1)
        if touchpoint in self.view.request.hidden_scores:
            return self._draw_cover(grid, plan, score, box, touchpoint, sheet)
        if not score.shown or score.value is None:
            return self._draw_few(grid, plan, score, box, touchpoint, sheet)
        small = self._small(grid, plan.size)
        alone = plan.arrangement is Arrangement.INLINE
        number = self._number(grid, score, more, plan.size, alone=alone)
        answers = self._answers(grid, score, small)
        at = _places(plan, box, KERNING * answers.extent, small)
        draw_runs(number, at.number[0], at.number[1], grid.view.colours, sheet, touchpoint)
        draw_runs([answers], at.answers[0], at.answers[1], grid.view.colours, sheet, touchpoint)
        filled, whisker = draw_bar(score, score.value, at.bar, grid.view.colours, sheet, touchpoint)
        text = " ".join(run.text for run in number if run.text)
        return ScoreCell(touchpoint, score.metric, score, box, text, answers.text, at.bar, filled, whisker)

    @staticmethod
    def _draw_cover(grid: Grid, plan: Plan, score: Score, box: Rect, touchpoint: str, sheet: Sheet) -> ScoreCell:
        """A blank card over a score that is not told yet; the same for all of them, also where too few answered."""
        colours = grid.view.colours
        pad = min(0.2 * plan.size, 0.08 * (box.y1 - box.y0))
        middle = ((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
        cover = Box(box.x0, box.y0 + pad, box.x1, box.y1 - pad, colours.track, "", 0, grid.radius, touchpoint)
        text = Text(*middle, (COVERED,), plan.size, colours.muted, Style.BOLD.weight, False, "middle", touchpoint)
        sheet.marks += [cover, text]
        return ScoreCell(touchpoint, score.metric, score, box, COVERED, "")

    def _draw_few(self, grid: Grid, plan: Plan, score: Score, box: Rect, touchpoint: str, sheet: Sheet) -> ScoreCell:
        small = self._small(grid, plan.size)
        text = self._few_text(grid, score)
        lines = wrap(text, Style.REGULAR, small, box.x1 - box.x0).lines
        middle = (box.y0 + box.y1) / 2
        sheet.marks.append(Text(box.x0, middle, lines, small, grid.view.colours.muted, touchpoint=touchpoint))
        return ScoreCell(touchpoint, score.metric, score, box, text, words.answers(score.n))


class _Places(NamedTuple):
    number: tuple[float, float]
    answers: tuple[float, float]
    bar: Rect


def _places(plan: Plan, box: Rect, answers: float, small: float) -> _Places:
    """Where the parts of a cell stand: left end and middle of the texts, and the bar."""
    size = plan.size
    middle = (box.y0 + box.y1) / 2
    half = _BAR * size / 2
    if plan.arrangement is Arrangement.INLINE:
        number = box.x1 - plan.answers - 0.8 * size - plan.number
        bar = Rect(box.x0, middle - half, number - 0.8 * size, middle + half)
        return _Places((number, middle), (box.x1 - answers, middle), bar)
    above = 0.65 * size
    below = 0.2 * size + 2 * half
    tall = plan.arrangement is Arrangement.TALL
    block = 2 * above + below + (1.3 * small + 0.1 * size if tall else 0.0)
    y = middle - block / 2 + above
    bar = Rect(box.x0, y + above + 0.1 * size, box.x1, y + above + 0.1 * size + 2 * half)
    if tall:
        return _Places((box.x0, y), (box.x0, bar.y1 + 0.25 * size + 0.55 * small), bar)
    return _Places((box.x0, y), (box.x1 - answers, y), bar)
