"""A file of answers as a table: what it really is, its headings, and its rows as batches of text."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]  # ships no types
import pyarrow.compute as pc  # type: ignore[import-untyped]

from journeymap.errors import UnreadableFile
from journeymap.formats.feedback import delimited, workbook
from journeymap.formats.feedback.charset import Charset, find_charset
from journeymap.formats.feedback.kinds import Kind, kind_of, kind_of_text, refusal
from journeymap.formats.feedback.recognised import Head
from journeymap.locale import gettext as _
from journeymap.model.cells import BLANKS, plain

HEAD_RECORDS = 400
"""So many records are looked at to recognise a file."""

MAX_BYTES = 4_000_000_000

_SAMPLES = (1 << 20, 16 << 20, 60 << 20)
"""Bytes that are looked at; more where the first rows are very long."""
_FEW = 10

Batch = Any
"""A ``pyarrow.Table`` with ``row`` (the spreadsheet's row, headings are row 1), ``cut`` (the file ends inside this
row), ``extra`` (it has more cells than the headings) and a text column ``c1``, ``c2`` … for each heading. A cell that
the row does not have is NULL, an empty one is blank; white space around a value is gone."""

_FLAGS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A file that can be read as a table.

    :param name: what the person calls the file.
    :param head: its first records.
    :param head_row: the spreadsheet's row of the headings, from 1.
    :param charset: ``None`` for a workbook.
    :param separator: blank for a workbook.
    """

    path: Path
    name: str
    head: Head
    head_row: int
    charset: Charset | None = None
    separator: str = ""
    lead: int = 0
    sheet: str = ""

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.head.headings)

    def refuse_headings_only(self) -> None:
        """:raises UnreadableFile: there is nothing under the headings."""
        raise UnreadableFile(_("“{name}” has headings, but no answers under them.").format(name=self.name))

    def batches(self, header_rows: int, progress: Callable[[float], None] | None = None) -> Iterator[Batch]:
        """All rows under the headings that are not blank, in steady memory.

        :param progress: called with the share of the file that was read, 0 to 1.
        :raises UnreadableFile: a row does not end.
        """
        skip = self.head_row - 1 + header_rows
        source = (
            workbook.batches(self.path, self.sheet, self.width, skip, progress)
            if self.charset is None
            else delimited.batches(
                self.path, self.charset, self.separator, self.width, skip, lead=self.lead, progress=progress
            )
        )
        for batch in source:
            kept = _trimmed(batch)
            if kept.num_rows:
                yield kept


def open_table(path: Path, name: str | None = None) -> Table:
    """Look at a file.

    :param name: what the person calls it, when ``path`` is a temporary copy.
    :raises UnreadableFile: it is empty, too large, or not a table, whatever its name says.
    """
    name = name or path.name
    try:
        if path.is_dir():
            raise UnreadableFile(_("“{name}” is a folder. Name a file in it.").format(name=name))
        if not path.is_file():
            raise UnreadableFile(_("There is no file “{name}”.").format(name=name))
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(65536)
    except OSError as error:
        sentence = _("“{name}” cannot be read: {reason}.").format(name=name, reason=error.strerror)
        raise UnreadableFile(sentence) from error
    if not size:
        raise UnreadableFile(_("“{name}” is empty. Export the answers again.").format(name=name))
    if size > MAX_BYTES:
        raise UnreadableFile(_("“{name}” is larger than 4 GB. Export the answers in several files.").format(name=name))
    kind = kind_of(path, start)
    if kind is Kind.WORKBOOK:
        return _open_workbook(path, name)
    if kind is not Kind.TEXT:
        raise UnreadableFile(refusal(kind, name))
    return _open_text(path, name)


def _open_workbook(path: Path, name: str) -> Table:
    sheet, rows = workbook.first_rows(path, name, HEAD_RECORDS)
    head, head_row = _head(name, rows)
    return Table(path=path, name=name, head=head, head_row=head_row, sheet=sheet)


def _open_text(path: Path, name: str) -> Table:
    charset = find_charset(path)
    for size in _SAMPLES:
        text, whole = delimited.sample(path, charset, size)
        kind = kind_of_text(text)
        if kind is not Kind.TEXT:
            raise UnreadableFile(refusal(kind, name))
        lead, separator = delimited.find_separator(text)
        if not separator:
            raise UnreadableFile(refusal(Kind.PROSE, name) if text.strip() else _blank(name))
        records = list(itertools.islice(csv.reader(delimited.lines(text)[lead:], delimiter=separator), HEAD_RECORDS))
        if whole or len(records) > _FEW:
            break
    head, head_row = _head(name, records if whole or len(records) < 2 else records[:-1])
    return Table(path=path, name=name, head=head, head_row=head_row, charset=charset, separator=separator, lead=lead)


def _blank(name: str) -> str:
    return _("“{name}” is empty. Export the answers again.").format(name=name)


def _head(name: str, records: list[list[str]]) -> tuple[Head, int]:
    """The headings and what is under them, from the first record that is not blank."""
    trimmed = [tuple(plain(cell) for cell in record) for record in records]
    first = next((place for place, record in enumerate(trimmed) if any(record)), None)
    if first is None:
        raise UnreadableFile(_blank(name))
    width = len(trimmed[first])
    while width and not trimmed[first][width - 1] and not any(len(r) >= width and r[width - 1] for r in trimmed):
        width -= 1
    if width < 2:
        raise UnreadableFile(refusal(Kind.PROSE, name))
    under = [record for record in trimmed[first + 1 :] if any(record)]
    padded = [(record + ("",) * width)[:width] for record in [trimmed[first], *under]]
    return Head(tuple(padded)), first + 1


def _trimmed(batch: Batch) -> Batch:
    """Cells without white space around them. Rows of which every cell is blank are no answers and are left out."""
    cells = [pc.utf8_trim(batch.column(name), characters=BLANKS) for name in batch.column_names[_FLAGS:]]
    batch = pa.Table.from_arrays([*batch.columns[:_FLAGS], *cells], names=batch.column_names)
    blank = pc.equal(pc.fill_null(cells[0], ""), "")
    for column in cells[1:]:
        if not pc.any(blank).as_py():
            return batch
        blank = pc.and_(blank, pc.equal(pc.fill_null(column, ""), ""))
    return batch.filter(pc.invert(blank))
