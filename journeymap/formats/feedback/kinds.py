"""What a file really is, whatever its name says, and the sentence for those that are no table."""

from __future__ import annotations

import re
import zipfile
from enum import Enum, auto
from pathlib import Path

from journeymap.locale import gettext as _


class Kind(Enum):
    """What a file was found to be."""

    TEXT = auto()
    WORKBOOK = auto()
    OLD_WORKBOOK = auto()
    PROTECTED = auto()
    DAMAGED = auto()
    ARCHIVE = auto()
    PICTURE = auto()
    PDF = auto()
    MARKUP = auto()
    BINARY = auto()
    PROSE = auto()


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOOKED_AT = 8 << 20
"""Bytes of an old workbook in which the mark of a password is looked for."""
STARTS = (
    (b"\x89PNG", Kind.PICTURE),
    (b"\xff\xd8\xff", Kind.PICTURE),
    (b"GIF8", Kind.PICTURE),
    (b"%PDF", Kind.PDF),
    (b"\x1f\x8b", Kind.ARCHIVE),
    (b"7z\xbc\xaf", Kind.ARCHIVE),
    (b"Rar!", Kind.ARCHIVE),
    (b"PAR1", Kind.BINARY),
    (b"SQLite format 3", Kind.BINARY),
)
"""First bytes of what is no text."""
_MARKUP = re.compile(r"\s*(?:<[!?a-zA-Z]|\{\s*[\"}]|\[\s*[\"{\[\]0-9-])")


def kind_of(path: Path, start: bytes) -> Kind:
    """What ``path`` is by its first bytes; what is not known is ``TEXT`` until its characters say otherwise."""
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(path)
    if start.startswith(_OLE):
        with path.open("rb") as file:
            protected = "EncryptedPackage".encode("utf-16-le") in file.read(_LOOKED_AT)
        return Kind.PROTECTED if protected else Kind.OLD_WORKBOOK
    return next((kind for mark, kind in STARTS if start.startswith(mark)), Kind.TEXT)


def _kind_of_zip(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return Kind.DAMAGED
    return Kind.WORKBOOK if "xl/workbook.xml" in names else Kind.ARCHIVE


def kind_of_text(text: str) -> Kind:
    """A web page, XML and JSON are no tables; control characters have no business in one."""
    if _MARKUP.match(text):
        return Kind.MARKUP
    start = text[:65536]
    odd = start.count("\ufffd") + sum(1 for c in start if c < " " and c not in "\t\n\r\f\v\x1a")
    return Kind.BINARY if odd > 0.005 * len(start) else Kind.TEXT


def refusal(kind: Kind, name: str) -> str:
    """Why a file that is no table cannot be used, and what to do."""
    sentence = {
        Kind.OLD_WORKBOOK: _("“{name}” is an old Excel workbook (.xls). Save it as .xlsx or as CSV and try again."),
        Kind.PROTECTED: _("“{name}” is protected by a password. Save it without one and try again."),
        Kind.DAMAGED: _("“{name}” is a damaged workbook. Export it again."),
        Kind.ARCHIVE: _("“{name}” is an archive, not a table. Unpack it and choose the CSV or XLSX file in it."),
        Kind.PICTURE: _("“{name}” is a picture, not a table. Export the answers as CSV or XLSX."),
        Kind.PDF: _("“{name}” is a PDF, not a table. Export the answers as CSV or XLSX."),
        Kind.MARKUP: _("“{name}” is a web page, XML or JSON, not a table. Export the answers as CSV or XLSX."),
        Kind.PROSE: _("“{name}” is not a table: its rows have no columns. Export the answers as CSV or XLSX."),
    }.get(kind, _("“{name}” is not a table. Export the answers as CSV or XLSX."))
    return sentence.format(name=name)
