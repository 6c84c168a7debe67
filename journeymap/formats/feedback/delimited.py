"""Text tables: the separator is found out, the rows are read by Arrow, and a file that ends inside a row is noticed."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing
import pyarrow as pa  # type: ignore[import-untyped]  # ships no types
import pyarrow.compute as pc  # type: ignore[import-untyped]
import pyarrow.csv as pa_csv  # type: ignore[import-untyped]

from journeymap.errors import UnreadableFile
from journeymap.formats.feedback.charset import END_MARK, Charset, Utf8Stream
from journeymap.locale import gettext as _

SEPARATORS = (",", ";", "\t")
_BLOCKS = (4 << 20, 64 << 20)
"""Bytes read at a time; a row must fit into one block, so a file with a longer row goes on with larger ones."""

_A_DATE = 8
"""Shorter cells than a date may well be of one length by chance, and words too."""

csv.field_size_limit(_BLOCKS[-1])


def sample(path: Path, charset: Charset, size: int) -> tuple[str, bool]:
    """The beginning of a text file, about ``size`` bytes, and whether that is all of it."""
    raw = b""
    with Utf8Stream(path, charset) as stream:
        while len(raw) < size and (piece := stream.read(1 << 16)):
            raw += piece
    text = raw.decode("utf-8", "ignore")
    ended = END_MARK in text
    return text.replace(f"\n{END_MARK}\n", "\n").replace(f"{END_MARK}\n", ""), ended


def lines(text: str) -> list[str]:
    """Lines with their line ends, whatever these are."""
    return list(io.StringIO(text, newline=""))


def find_separator(text: str) -> tuple[int, str]:
    """How many lines stand before the table (``sep=;`` is one), and the separator; blank when nothing fits.

    The separator that splits most rows into as many cells as the headings wins, then the one with more cells.
    """
    split = lines(text)
    if split and (named := re.fullmatch(r"\"?sep=(.)\"?\s*", split[0])):
        return 1, named[1]
    best, found = (0.5, 1), ""
    for separator in SEPARATORS:
        widths = [len(r) for r in itertools.islice(csv.reader(split, delimiter=separator), 300) if any(r)]
        if not widths or widths[0] < 2:
            continue
        share = sum(1 for width in widths if width == widths[0]) / len(widths)
        if (round(share, 1), widths[0]) > best:
            best, found = (round(share, 1), widths[0]), separator
    return 0, found


def batches(
    path: Path,
    charset: Charset,
    separator: str,
    width: int,
    skip: int,
    *,
    lead: int = 0,
    progress: Callable[[float], None] | None = None,
) -> Iterator[Any]:
    """Rows after the first ``skip``, as ``tables.Batch``.

    :param width: number of headings.
    :param lead: lines before row 1.
    :raises UnreadableFile: a row is longer than the largest block: a quotation mark was not closed.
    """
    done = skip
    for block in _BLOCKS:
        reader = _Reader(path, charset, separator, width, done + lead, block, lead)
        try:
            for batch in reader.batches():
                done = reader.done - lead
                if progress:
                    progress(reader.share)
                yield batch
            return
        except pa.ArrowInvalid as error:
            if "straddling" not in str(error):
                raise UnreadableFile(
                    _("“{name}” cannot be read as a table near row {row}.").format(name=path.name, row=done + 1)
                ) from error
        finally:
            reader.close()
    raise UnreadableFile(
        _("Row {row} does not end. A quotation mark in it was not closed: correct it and try again.").format(
            row=done + 1
        )
    )


class _Reader:
    """One pass over the file with one block size.

    Arrow hands rows of another width than the headings to a handler, with their numbers: these are put back.
    """

    def __init__(
        self, path: Path, charset: Charset, separator: str, width: int, skip: int, block: int, lead: int
    ) -> None:
        self._width = width
        self._lead = lead
        self._separator = separator
        self._charset = charset
        self._odd: list[tuple[int, str]] = []
        self._ended = False
        self._stream = Utf8Stream(path, charset)
        self.done = skip
        self._lengths = (1 << 30, 0)
        self._names = [f"c{n}" for n in range(1, width + 1)]
        self._read = pa_csv.ReadOptions(
            column_names=self._names, block_size=block, skip_rows_after_names=skip, use_threads=False
        )
        self._parse = pa_csv.ParseOptions(
            delimiter=separator, newlines_in_values=True, ignore_empty_lines=False, invalid_row_handler=self._keep
        )
        self._convert = pa_csv.ConvertOptions(
            column_types={name: pa.string() for name in self._names}, strings_can_be_null=False
        )

    @property
    def share(self) -> float:
        """How much of the file was read, 0 to 1."""
        return min(1.0, self._stream.consumed / max(1, self._charset.size))

    def close(self) -> None:
        self._stream.close()

    def _keep(self, row: Any) -> str:
        if row.text.rstrip("\r\n") == END_MARK:
            self._ended = True
        else:
            self._odd.append((row.number, row.text))
        return "skip"

    def batches(self) -> Iterator[Any]:
        """Batches in the order of the file; ``done`` is the last record in them."""
        before = None
        try:
            for part in pa_csv.open_csv(self._stream, self._read, self._parse, self._convert):
                if not part.num_rows:
                    continue
                if before is not None:
                    yield self._measured(before)
                before = part
        except pa.ArrowInvalid:
            if before is not None:
                yield self._measured(before)
            raise
        yield self._finish(before)

    def _measured(self, part: Any) -> Any:
        batch = self._numbered(part)
        self._measure(batch)
        return batch

    def _numbered(self, part: Any) -> Any:
        """A batch with the numbers of its rows, and the rows of another width that lie among them."""
        count = part.num_rows if part is not None else 0
        odd: list[tuple[int, str]] = []
        while self._odd and self._odd[0][0] <= self.done + count + len(odd) + 1:
            odd.append(self._odd.pop(0))
        end = self.done + count + len(odd)
        rows = np.arange(self.done + 1, end + 1)
        if odd:
            rows = np.setdiff1d(rows, [number for number, _text in odd], assume_unique=True)
        self.done = end
        columns = part.columns if part is not None else [pa.array([], pa.string())] * self._width
        batch = self._table(rows, columns, pa.repeat(False, count))
        return pa.concat_tables([batch, self._odd_rows(odd)]) if odd else batch

    def _table(self, rows: np.typing.NDArray[np.int64], columns: Sequence[Any], extra: Any) -> Any:
        cut = pa.repeat(False, len(rows))
        return pa.Table.from_arrays(
            [pa.array(rows - self._lead), cut, extra, *columns], names=["row", "cut", "extra", *self._names]
        )

    def _odd_rows(self, odd: list[tuple[int, str]]) -> Any:
        """Rows of another width than the headings, as wide as these; cells that a row does not have are NULL."""
        cells: list[list[str | None]] = [
            list(next(csv.reader(lines(text), delimiter=self._separator), [])) for _number, text in odd
        ]
        extra = [any(cell and cell.strip() for cell in row[self._width :]) for row in cells]
        padded = [(row + [None] * self._width)[: self._width] for row in cells]
        columns = [pa.array(column, pa.string()) for column in zip(*padded, strict=True)]
        return self._table(np.array([number for number, _text in odd]), columns, pa.array(extra, pa.bool_()))

    def _finish(self, part: Any) -> Any:
        """The last batch, with the row that the file ends in marked as cut off."""
        batch = self._numbered(part)
        if not batch.num_rows:
            return batch
        open_quote = not self._ended
        last = int(np.argmax(batch.column("row").to_numpy()))
        if not (open_quote or self._charset.torn or (not self._stream.line_ended and self._is_short(batch, last))):
            return batch
        cut = [n == last for n in range(batch.num_rows)]
        batch = batch.set_column(1, "cut", pa.array(cut, pa.bool_()))
        return _without_mark(batch, last) if open_quote else batch

    def _measure(self, batch: Any) -> None:
        """Shortest and longest text in the last column, blanks apart."""
        lengths = pc.utf8_length(batch.column(self._names[-1]))
        found = pc.min_max(lengths.filter(pc.greater(lengths, 0))).as_py()
        if found["min"] is not None:
            self._lengths = (min(self._lengths[0], found["min"]), max(self._lengths[1], found["max"]))

    def _is_short(self, batch: Any, row: int) -> bool:
        """Does a last row without a line end lack cells, or end in a cell that all others have filled further?"""
        value = batch.column(self._names[-1])[row].as_py()
        if value is None:
            return True
        self._measure(batch.filter(pc.not_equal(batch.column("row"), batch.column("row")[row])))
        shortest, longest = self._lengths
        return _A_DATE <= shortest == longest and len(value) < shortest and value[:1].isdigit()


def _without_mark(batch: Any, row: int) -> Any:
    """The end mark was swallowed by a cell whose quotation mark is open: take it out again."""
    for place, name in enumerate(batch.column_names[3:], 3):
        value = batch.column(name)[row].as_py()
        if value and END_MARK in value:
            values = batch.column(name).to_pylist()
            values[row] = value.split(END_MARK)[0].removesuffix("\n")
            batch = batch.set_column(place, name, pa.array(values, pa.string()))
    return batch
