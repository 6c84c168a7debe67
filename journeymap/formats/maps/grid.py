"""A map as a grid: XLSX, CSV, or pasted from a spreadsheet or a whiteboard. A column for each touchpoint.

Row 1 is the stage (blank means the same as to the left), row 2 the touchpoint, each further row a lane: its name in the
first column, then a cell for each touchpoint, several cards divided by line breaks.
"""

from __future__ import annotations

import csv
import io
import itertools
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path as File

from journeymap.errors import InvalidInput, UnreadableFile
from journeymap.formats.feedback import workbook
from journeymap.formats.feedback.delimited import SEPARATORS, find_separator
from journeymap.formats.feedback.generic import recognise_any
from journeymap.formats.feedback.kinds import Kind, kind_of, refusal
from journeymap.formats.feedback.recognised import Head
from journeymap.formats.feedback.registry import RECOGNISERS
from journeymap.formats.maps.build import Building, number_in
from journeymap.formats.maps.document import MapDocument, cell
from journeymap.formats.maps.source import Source
from journeymap.locale import gettext as _
from journeymap.locale.lane_words import STAGE_WORDS, TOUCHPOINT_WORDS, emotion_row, folded, read_lane
from journeymap.model.cells import unguarded
from journeymap.model.journey import CARD_LANES, LINES, Lane, LaneKind, Touchpoint
from journeymap.model.persona import Persona

MAX_ROWS = 200
MAX_COLUMNS = 2000
SUB = "↳"

Rows = Sequence[Sequence[str]]


def recognise(source: Source) -> bool:
    """A workbook, or a text whose lines have several cells each."""
    if source.is_archive:
        return True
    return not source.is_binary and source.data is None and bool(_separator(source.text[:100_000]))


def read(source: Source) -> MapDocument:
    """The map in a grid.

    :raises InvalidInput: it is no grid, or a table of answers.
    """
    return _Reading(source, _rows(source)).document()


def _separator(text: str) -> str:
    if "\t" in text:  # what spreadsheets and whiteboards put on the clipboard
        return "\t"
    _lead, found = find_separator(text)
    return found or next((sign for sign in SEPARATORS if sign in text.partition("\n")[0]), "")


def _rows(source: Source) -> list[list[str]]:
    rows = _of_workbook(source) if source.is_archive else _of_text(source)
    width = max((len(row) for row in rows), default=0)
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    return [[*row, *[""] * (width - len(row))] for row in rows]


def _of_workbook(source: Source) -> list[list[str]]:
    with tempfile.TemporaryDirectory(prefix="journeymap-map-") as folder:
        path = File(folder) / "map.xlsx"
        path.write_bytes(source.content)
        kind = kind_of(path, source.content[:16])
        if kind is Kind.ARCHIVE:
            raise UnreadableFile(
                _("“{name}” is an archive. Unpack it and choose the map in it.").format(name=source.called)
            )
        if kind is not Kind.WORKBOOK:
            raise UnreadableFile(refusal(kind, source.called))
        _sheet, rows = workbook.first_rows(path, source.called, MAX_ROWS + 1)
    return rows


def _of_text(source: Source) -> list[list[str]]:
    lead, _found = find_separator(source.text[:100_000])
    text = "".join(source.text.splitlines(keepends=True)[lead:]) if lead else source.text
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text[:100_000]) or ",")
    try:
        rows = list(itertools.islice(reader, MAX_ROWS + 1))
    except csv.Error as error:
        raise source.damaged() from error
    return [[unguarded(cell) for cell in row] for row in rows]


def _no_grid(source: Source) -> InvalidInput:
    return InvalidInput(
        _(
            "“{name}” is no map: row 1 must name the stages, row 2 the touchpoints, and each further row begin with "
            "the name of a lane."
        ).format(name=source.called)
    )


@dataclass
class _Column:
    """One touchpoint on its way.

    :param index: of its column, from 0.
    """

    index: int
    touchpoint: Touchpoint
    lines: dict[str, list[str]] = field(default_factory=dict)


class _Reading:
    """One pass over the rows, from the top."""

    def __init__(self, source: Source, rows: list[list[str]]) -> None:
        self.source = source
        first = next((n for n, row in enumerate(rows) if any(c.strip() for c in row[1:])), len(rows))
        self.offset = first
        self.above = [(number, row[0].strip()) for number, row in enumerate(rows[:first], 1) if row[0].strip()]
        self.rows = rows[first:]
        self.build = Building()
        self.columns: list[_Column] = []
        if len(self.rows) < 2 or not self.rows[0][1:]:
            raise _no_grid(source)
        if not self._knows_a_lane() and self._are_answers():
            raise InvalidInput(
                _("“{name}” holds answers, not a map. Bring it in on the Feedback page.").format(name=source.called)
            )
        if len(rows) > MAX_ROWS or len(rows[0]) > MAX_COLUMNS:
            raise InvalidInput(
                _("“{name}” has more than {columns} columns or {rows} rows. Divide it into several maps.").format(
                    name=source.called, columns=MAX_COLUMNS, rows=MAX_ROWS
                )
            )

    def document(self) -> MapDocument:
        """Everything that can be made."""
        title = self.rows[0][0].strip()
        self.build.title = "" if folded(title) in STAGE_WORDS else title
        for number, text in self.above:
            if not self.build.title:
                self.build.title = text
            else:
                self.build.aside(cell(number, 1), _("This stands above the map and was left out."))
        lanes = self.rows[2:]
        if self._without_touchpoints():
            lanes = self.rows[1:]
            self.build.aside(
                cell(self.offset + 1, 1), _("There is no row of touchpoints: each stage got one of its own name.")
            )
        self._columns(with_titles=len(lanes) == len(self.rows) - 2)
        if not self.columns and not self.build.stages:
            raise _no_grid(self.source)
        above = len(self.rows) - len(lanes)
        for index, row in enumerate(lanes):
            self._lane(row, self.offset + above + index + 1)
        return self.build.document()

    def _knows_a_lane(self) -> bool:
        return any(self._is_lane(row[0]) for row in self.rows[1:])

    @staticmethod
    def _is_lane(name: str) -> bool:
        return read_lane(name)[0] != "text" or emotion_row(name) is not None

    def _are_answers(self) -> bool:
        head = Head(tuple(tuple(c.strip() for c in row) for row in self.rows))
        numbers = sum(number_in(row[0]) is not None or not row[0].strip() for row in self.rows[2:])
        if len(self.rows) > 3 and numbers > 0.5 * (len(self.rows) - 2):
            return True  # lanes have names, not numbers
        return any(recognise(head) for recognise in RECOGNISERS) or bool(recognise_any(head).questions)

    def _without_touchpoints(self) -> bool:
        name = self.rows[1][0]
        return self._is_lane(name) and folded(name) not in TOUCHPOINT_WORDS

    def _columns(self, *, with_titles: bool) -> None:
        stage, parent = "", None
        for index in range(1, len(self.rows[0])):
            named = self.rows[0][index].strip()
            title = self.rows[1][index].strip() if with_titles else named
            filled = any(row[index].strip() for row in self.rows)
            if named and (named != stage or not self.build.stages):
                stage, parent = named, None
                self.build.stage(named, cell(self.offset + 1, index + 1))
            if not title and (not filled or not any(row[index].strip() for row in self.rows[1:])):
                continue
            where = cell(self.offset + 2, index + 1)
            if not self.build.stages:
                self.build.stage(_("Imported"), where)
            if not title:
                title = stage or _("Imported")
                self.build.aside(where, _("This touchpoint has no name; it got that of its stage."))
            is_sub = title.startswith(SUB) and title != SUB and parent is not None
            touchpoint = self.build.touchpoint(
                title.removeprefix(SUB).strip() if is_sub else title, where, parent_id=parent if is_sub else None
            )
            parent = parent if is_sub else touchpoint.id
            self.columns.append(_Column(index, touchpoint))

    def _lane(self, row: Sequence[str], number: int) -> None:
        name = row[0].strip()
        filled = [column for column in self.columns if row[column.index].strip()]
        if not name and not filled:
            return
        if persona := emotion_row(name):
            self._emotions(row, number, *persona)
            return
        kind, title = read_lane(name) if name else ("text", "")
        lane = self.build.lane(LaneKind(kind), title, cell(number, 1))
        if lane is None:
            return
        if lane.kind is LaneKind.EMOTION:
            if filled:
                self._emotions(row, number, title, _("Customer"))
        elif lane.kind in CARD_LANES:
            for column in filled:
                self._cards(lane, column, row[column.index], number)
        elif filled:
            self._about(lane, filled, row, number)

    def _cards(self, lane: Lane, column: _Column, text: str, number: int) -> None:
        for line in text.splitlines():
            if line.strip():
                self.build.card(column.touchpoint.id, lane.id, line.strip(), cell(number, column.index + 1))

    def _about(self, lane: Lane, filled: list[_Column], row: Sequence[str], number: int) -> None:
        """Lanes that show something of the touchpoint itself."""
        if lane.kind is LaneKind.SCORES:
            self.build.aside(cell(number, 1), _("Scores come from answers; what stands here was left out."))
        if lane.kind in LINES:
            self.build.aside(cell(number, 1), _("A line of a blueprint holds nothing; what stands here was left out."))
        for column in filled:
            text = row[column.index].strip()
            if lane.kind is LaneKind.TOUCHPOINT:
                self.build.change(column.touchpoint.id, channel=" ".join(text.split()))
            elif lane.kind is LaneKind.PROMISE:
                self.build.change(column.touchpoint.id, promise=text)

    def _emotions(self, row: Sequence[str], number: int, title: str, name: str) -> None:
        self.build.lane_of(LaneKind.EMOTION, title)
        persona: Persona = self.build.persona(name, cell(number, 1))
        for column in self.columns:
            text = row[column.index].strip()
            if not text:
                continue
            value = number_in(text)
            if value is None or not -2 <= value <= 2:
                self.build.aside(
                    cell(number, column.index + 1),
                    _("“{text}” is no emotion, which is a number from −2 to +2; it was left out.").format(
                        text=text[:40]
                    ),
                )
            else:
                self.build.emotion(column.touchpoint.id, persona.id, value, cell(number, column.index + 1))
