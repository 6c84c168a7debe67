"""XLSX workbooks: refused when they would unpack to far more than they are, else their cells as text."""

from __future__ import annotations

import itertools
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa  # type: ignore[import-untyped]  # ships no types
import python_calamine as calamine

from journeymap.errors import UnreadableFile
from journeymap.formats.feedback.kinds import Kind, refusal
from journeymap.locale import gettext as _

MAX_UNPACKED = 500_000_000
MAX_RATIO = 100
_RATIO_FROM = 4_000_000
"""Small parts may shrink to next to nothing; from this size on the ratio counts."""
MAX_CELLS = 20_000_000
"""Of the rectangle from the first cell to the last: it is held as a whole, cells in between that are empty too."""

_CELL = re.compile(rb"<(?:\w+:)?c\s[^<>]*?\br=\"([A-Z]{1,3})([0-9]{1,7})\"")
_ROWS = 5000

Cell = str | float | int | bool | date | time | timedelta | None


def first_rows(path: Path, name: str, count: int) -> tuple[str, list[list[str]]]:
    """The first visible sheet that has a table, and its first rows; blank rows above the headings are among them.

    :raises UnreadableFile: the workbook is damaged, protected, or unpacks to far more than its size.
    """
    _check_sizes(path, name)
    try:
        with calamine.CalamineWorkbook.from_path(str(path)) as book:
            best: tuple[str, list[list[str]]] | None = None
            for sheet in book.sheets_metadata:
                if sheet.typ != calamine.SheetTypeEnum.WorkSheet or sheet.visible != calamine.SheetVisibleEnum.Visible:
                    continue
                rows = list(itertools.islice(_rows(book, sheet.name), count))
                best = best or (sheet.name, rows)
                if any(len(row) > 1 and any(row) for row in rows):
                    return sheet.name, rows
    except calamine.PasswordError as error:
        raise UnreadableFile(refusal(Kind.PROTECTED, name)) from error
    except calamine.CalamineError as error:
        raise UnreadableFile(refusal(Kind.DAMAGED, name)) from error
    return best or ("", [])


def batches(
    path: Path, sheet: str, width: int, skip: int, progress: Callable[[float], None] | None = None
) -> Iterator[Any]:
    """Rows of a sheet after the first ``skip``, as ``tables.Batch``."""
    with calamine.CalamineWorkbook.from_path(str(path)) as book:
        rows = itertools.islice(_rows(book, sheet), skip, None)
        height = max(1, book.get_sheet_by_name(sheet).total_height)
        first = skip + 1
        while chunk := list(itertools.islice(rows, _ROWS)):
            count = len(chunk)
            cells = list(zip(*((row + [""] * width)[:width] for row in chunk), strict=True))
            extra = [any(cell.strip() for cell in row[width:]) for row in chunk]
            yield pa.Table.from_arrays(
                [
                    pa.array(range(first, first + count), pa.int64()),
                    pa.array([False] * count, pa.bool_()),
                    pa.array(extra, pa.bool_()),
                    *(pa.array(column, pa.string()) for column in cells),
                ],
                names=["row", "cut", "extra", *(f"c{n}" for n in range(1, width + 1))],
            )
            first += count
            if progress:
                progress(min(1.0, first / height))


def _rows(book: calamine.CalamineWorkbook, sheet: str) -> Iterator[list[str]]:
    """Rows as text, from row 1 of the spreadsheet on."""
    for row in book.get_sheet_by_name(sheet).iter_rows():
        yield [as_text(cell) for cell in row]


def as_text(cell: Cell) -> str:
    """A typed cell as the text that it stands for: whole numbers without a point, times as ISO 8601."""
    match cell:
        case None:
            return ""
        case str():
            return cell.replace("\x00", "")
        case bool():
            return str(cell)
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) <= 2**53 else repr(cell)
        case datetime():
            # A spreadsheet keeps times as a fraction of a day, so the last digits are noise.
            near = cell + timedelta(microseconds=500)
            return near.replace(microsecond=near.microsecond // 1000 * 1000).isoformat(" ")
        case date():
            return cell.isoformat()
        case _:
            return str(cell)


def _check_sizes(path: Path, name: str) -> None:
    """Unpack every part without keeping it: the sizes written in the file may lie."""
    bomb = UnreadableFile(
        _("“{name}” unpacks to far more than its size and was not opened. Export it as CSV.").format(name=name)
    )
    total = 0
    columns, rows = 0, 0
    try:
        with zipfile.ZipFile(path) as archive, path.open("rb") as file:
            for part in archive.infolist():
                if part.flag_bits & 1:
                    raise UnreadableFile(refusal(Kind.PROTECTED, name))
                size, before = 0, b""
                for piece in _unpacked(file, part):
                    size += len(piece)
                    if total + size > MAX_UNPACKED or (
                        size > _RATIO_FROM and size > MAX_RATIO * max(1, part.compress_size)
                    ):
                        raise bomb
                    for letters, number in set(_CELL.findall(before + piece)):
                        columns, rows = max(columns, _column(letters)), max(rows, int(number))
                    before = piece[-100:]
                total += size
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError) as error:
        raise UnreadableFile(refusal(Kind.DAMAGED, name)) from error
    if columns * rows > MAX_CELLS:
        raise bomb


def _unpacked(file: BinaryIO, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The content of one part in pieces of at most a megabyte, read past what its directory entry claims."""
    file.seek(part.header_offset)
    name, extra = struct.unpack("<26xHH", file.read(30))
    file.seek(name + extra, 1)
    left = part.compress_size
    unpack = zlib.decompressobj(-15) if part.compress_type == zipfile.ZIP_DEFLATED else None
    while left and (raw := file.read(min(left, 1 << 16))):
        left -= len(raw)
        if unpack is None:
            yield raw
            continue
        while raw:
            yield unpack.decompress(raw, 1 << 20)
            raw = unpack.unconsumed_tail


def _column(letters: bytes) -> int:
    """``A`` is 1, ``AA`` is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
