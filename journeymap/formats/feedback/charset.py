"""Which character set a text file is written in, and the file as a stream of UTF-8 without NUL characters."""

from __future__ import annotations

import codecs
import io
from dataclasses import dataclass
from pathlib import Path

_CHUNK = 1 << 20

END_MARK = "\x02end of file\x03"
"""The last line of every :class:`Utf8Stream`. Found inside a cell it says that a quotation mark was left open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Charset:
    """How the bytes of a file are to be read.

    :param name: Python's name of the codec.
    :param mark: number of bytes of the mark at the start.
    :param torn: the file ends inside a character, so its last row is cut off.
    :param size: bytes of the file.
    """

    name: str
    mark: int
    torn: bool
    size: int


def find_charset(path: Path) -> Charset:
    """UTF-8 with or without a mark, UTF-16 likewise, else Windows-1252. The whole file is looked at, piece by piece."""
    size = path.stat().st_size
    with path.open("rb") as file:
        start = file.read(_CHUNK)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = "utf-16-le" if start.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
        return Charset(name=name, mark=2, torn=size % 2 == 1, size=size)
    mark = 3 if start.startswith(codecs.BOM_UTF8) else 0
    if not mark and (name := utf16_without_mark(start)):
        return Charset(name=name, mark=0, torn=size % 2 == 1, size=size)
    torn = _utf8_torn(path)
    if torn is None:
        return Charset(name="cp1252", mark=0, torn=False, size=size)
    return Charset(name="utf-8", mark=mark, torn=torn, size=size)


def utf16_without_mark(start: bytes) -> str:
    """The codec of Western UTF-16 text that has no mark, by its first bytes; blank when it is something else."""
    """In Western text nearly every second byte of UTF-16 is 0; a stray NUL in UTF-8 is not mistaken for that."""
    half = len(start) // 2
    if half and start[1::2].count(0) > 0.7 * half and start[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if half and start[::2].count(0) > 0.7 * half and start[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return ""


def _utf8_torn(path: Path) -> bool | None:
    """Does UTF-8 text end inside a character? ``None``: it is not UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
        except UnicodeDecodeError:
            return None
    return bool(decoder.getstate()[0])


class Utf8Stream(io.RawIOBase):
    """The text of a file as UTF-8 bytes: no mark at the start, no NUL characters, :data:`END_MARK` as the last line.

    :ivar consumed: bytes of the file read so far.
    :ivar line_ended: whether the last line of the file had a line end; known when all was read.
    """

    def __init__(self, path: Path, charset: Charset) -> None:
        super().__init__()
        self._file = path.open("rb")
        self._file.seek(charset.mark)
        # A torn last character is dropped; the bytes that Windows-1252 does not know become a visible mark.
        errors = "replace" if charset.name == "cp1252" else "ignore"
        self._decoder = codecs.getincrementaldecoder(charset.name)(errors)
        self._as_is = charset.name == "utf-8" and not charset.torn
        self._rest = b""
        self._ended = False
        self.consumed = charset.mark
        self.line_ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        """Fill ``buffer``; 0 at the end."""
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]  # anything that has a buffer
        while not self._rest and not self._ended:
            self._rest = self._next(max(len(view), 4096))
        count = min(len(view), len(self._rest))
        view[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count

    def _next(self, size: int) -> bytes:
        raw = self._file.read(size)
        self.consumed += len(raw)
        if raw:
            text = raw if self._as_is else self._decoder.decode(raw).encode("utf-8", "ignore")
            text = text.replace(b"\x00", b"") if b"\x00" in text else text
            if text:
                self.line_ended = text.endswith((b"\n", b"\r"))
            return text
        self._ended = True
        return (b"" if self.line_ended else b"\n") + END_MARK.encode() + b"\n"

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()
