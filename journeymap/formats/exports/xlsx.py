"""XLSX: the grid, the personas, the scores, and the answers if they go along. No cell can run as a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # ships no types

from journeymap.formats.exports.grid import Grid, grid
from journeymap.formats.exports.request import ExportRequest
from journeymap.layout.tokens import LIGHT
from journeymap.locale import figures
from journeymap.locale import gettext as _
from journeymap.model.cells import guarded
from journeymap.scores.score import Score
from journeymap.scores.wording import metric_name

_LONGEST = 32_767
"""Characters that a cell of a workbook holds."""
_BATCH = 5_000
_NO_GUESSING = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}

Value = str | float | int | bool | datetime | None


def export(request: ExportRequest) -> bytes:
    """The workbook."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, _NO_GUESSING)
    book.set_properties({"title": request.journey_map.journey.title, "comments": _made(request)})
    pages = _Pages(book, request)
    pages.grid(grid(request))
    pages.table(_("Personas"), _persona_rows(request))
    pages.table(_("Scores"), _score_rows(request))
    if request.comments:
        pages.table(_("Comments"), _comment_rows(request))
    if request.answers:
        pages.table(_("Answers"), _answer_rows(request), of=len(request.answers))
    book.close()
    return out.getvalue()


def _made(request: ExportRequest) -> str:
    return " · ".join(part for part in (request.period, figures.day(request.made_on)) if part)


class _Pages:
    """The sheets of a workbook, written one after the other."""

    def __init__(self, book: Any, request: ExportRequest) -> None:
        self.book = book
        self.progress = request.progress
        base = {"text_wrap": True, "valign": "top"}
        self.quoted: dict[Any, Any] = {}
        self.plain = self._style(base)
        self.bold = self._style({**base, "bold": True})
        self.head = self._style({**base, "bold": True, "bg_color": LIGHT.stripe, "bottom": 1})
        self.day = book.add_format({**base, "num_format": "yyyy-mm-dd hh:mm"})
        self.stages = [
            self._style({**base, "bold": True, "bg_color": hue, "font_color": LIGHT.on_stage}) for hue in LIGHT.stages
        ]

    def _style(self, looks: Mapping[str, Any]) -> Any:
        """A style, and its twin for what would become a formula when somebody edits the cell."""
        made = self.book.add_format(looks)
        self.quoted[made] = self.book.add_format({**looks, "quote_prefix": True})
        return made

    def grid(self, made: Grid) -> None:
        """The first sheet; what a reader of maps finds."""
        sheet = self.book.add_worksheet(_("Map"))
        sheet.freeze_panes(2, 1)
        sheet.set_column(0, 0, 22, self.bold)
        sheet.set_column(1, max(1, len(made.rows[0]) - 1), 28, self.plain)
        hue = -1
        for index, row in enumerate(made.rows):
            for column, value in enumerate(row):
                if index == 0 and column and value:
                    hue += 1
                style = self.head if index == 1 else self.bold if not column else self.plain
                if index == 0 and column:
                    style = self.stages[max(hue, 0) % len(self.stages)]
                self._write(sheet, index, column, value, style)

    def table(self, name: str, rows: Iterable[Sequence[Value]], *, of: int = 0) -> None:
        """A sheet with headings.

        :param of: how many rows, where there are so many that it takes a while.
        """
        sheet = self.book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for index, row in enumerate(rows):
            if index == 0:
                sheet.set_column(0, len(row) - 1, 24)
            for column, value in enumerate(row):
                self._write(sheet, index, column, value, self.plain if index else self.head)
            if self.progress and of and index % _BATCH == 0:
                self.progress(min(index, of), of)

    def _write(self, sheet: Any, row: int, column: int, value: Value, style: Any) -> None:
        if value is None or value == "":
            sheet.write_blank(row, column, None, style)
        elif isinstance(value, bool):
            sheet.write_boolean(row, column, value, style)
        elif isinstance(value, datetime):
            sheet.write_datetime(row, column, value, self.day)
        elif isinstance(value, str):
            text = value if len(value) <= _LONGEST else f"{value[: _LONGEST - 1]}…"
            sheet.write_string(row, column, text, self.quoted[style] if guarded(text) != text else style)
        else:
            sheet.write_number(row, column, value, style)


def _persona_rows(request: ExportRequest) -> Iterable[Sequence[Value]]:
    yield (
        *(_("Name"), _("Role"), _("Segment"), _("Quote"), _("Goals"), _("Needs"), _("Frustrations")),
        _("Preferred channels"),
    )
    for p in request.journey_map.personas:
        yield p.name, p.role, p.segment, p.quote, p.goals, p.needs, p.frustrations, p.channels


def _score_rows(request: ExportRequest) -> Iterable[Sequence[Value]]:
    yield (
        *(_("Touchpoint"), _("Metric"), _("Scale"), _("Answers"), _("Score"), _("From"), _("To")),
        *(_("Enough answers to show"), _("Period")),
    )
    for touchpoint in request.journey_map.touchpoints:
        for score in request.scores.get(touchpoint.id, ()):
            yield _score(request, touchpoint.title, score)
    for score in request.whole:
        yield _score(request, _("Whole journey"), score)


def _score(request: ExportRequest, place: str, score: Score) -> Sequence[Value]:
    scale = f"{score.scale_low}–{score.scale_high}"
    value = score.value if score.shown else None
    low, high = (score.low, score.high) if score.shown else (None, None)
    return place, metric_name(score.metric), scale, score.n, value, low, high, score.shown, request.period


def _comment_rows(request: ExportRequest) -> Iterable[Sequence[Value]]:
    yield _("Touchpoint"), _("Answered (UTC)"), _("Comment"), _("Score"), _("Language")
    for touchpoint in request.journey_map.touchpoints:
        for r in request.comments.get(touchpoint.id, ()):
            yield touchpoint.title, r.answered_at, r.comment, r.score, r.language


def _answer_rows(request: ExportRequest) -> Iterable[Sequence[Value]]:
    places = {place.id: place for place in request.survey_touchpoints}
    surveys = {survey.id: survey for survey in request.surveys}
    yield (
        *(_("Touchpoint"), _("Answered (UTC)"), _("Metric"), _("Scale"), _("Score"), _("Comment"), _("Segment")),
        *(_("Language"), _("Source")),
    )
    for r in request.answers:
        place, survey = places.get(r.survey_touchpoint_id), surveys.get(r.survey_id)
        touchpoint = request.journey_map.touchpoint_by_id.get((place and place.touchpoint_id) or "")
        yield (
            touchpoint.title if touchpoint else _("Whole journey"),
            r.answered_at,
            metric_name(survey.metric) if survey else "",
            f"{survey.low}–{survey.high}" if survey else "",
            r.score,
            r.comment,
            r.segment,
            r.language,
            r.source.value,
        )
