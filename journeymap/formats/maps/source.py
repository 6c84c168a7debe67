"""A file (or a pasted text) on its way in: its size, what it really is, its text."""

from __future__ import annotations

import codecs
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import Any, NoReturn

from journeymap.errors import UnreadableFile
from journeymap.formats.feedback.charset import utf16_without_mark
from journeymap.formats.feedback.kinds import STARTS
from journeymap.locale import gettext as _

MAX_BYTES = 100_000_000
"""Of our own file, which carries pictures."""
MAX_TEXT = 10_000_000
"""Characters of any other text."""
MAX_ENTRIES = 2_000_000
"""Commas and brackets of a JSON file: what it takes in memory grows with them, not with its pictures."""

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class Source:
    """What is to be read.

    :param name: what the person calls it; blank for a pasted text.
    """

    name: str
    content: bytes

    @property
    def suffix(self) -> str:
        """Ending of the name in lower case, without the dot."""
        return PurePath(self.name).suffix.lower().removeprefix(".")

    @property
    def called(self) -> str:
        """How sentences call it."""
        return self.name or _("pasted text")

    @property
    def stem(self) -> str:
        """The name without its ending; blank for a pasted text."""
        return PurePath(self.name).stem

    @cached_property
    def is_archive(self) -> bool:
        """Whether it is a ZIP, as workbooks are."""
        return self.content.startswith((b"PK\x03\x04", b"PK\x05\x06"))

    @cached_property
    def is_binary(self) -> bool:
        """Whether it is no text, whatever its name says."""
        start = self.content[:4096]
        if start.startswith((*(mark for mark, _kind in STARTS), _OLD_OFFICE)) or self.is_archive:
            return True
        marked = start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        odd = sum(1 for byte in start if byte < 32 and byte not in b"\t\n\r\f\v\x1a\x00")
        return not marked and (odd > 0.01 * len(start) or (b"\x00" in start and not utf16_without_mark(start)))

    @cached_property
    def text(self) -> str:
        """The text with line ends as ``\\n``, without NUL: UTF-8 or UTF-16, with or without a mark, or Windows-1252."""
        return _decoded(self.content).replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")

    @cached_property
    def data(self) -> Any:
        """The text as JSON; ``None`` when it is none. :func:`refuse_json` says why."""
        try:
            return self._json()
        except (ValueError, RecursionError):
            return None

    def refuse_json(self) -> NoReturn:
        """:raises UnreadableFile: with the line where the JSON breaks."""
        try:
            self._json()
        except json.JSONDecodeError as error:
            raise UnreadableFile(
                _("“{name}” is damaged in line {n}: it is no JSON from there on. Export it again.").format(
                    name=self.called, n=error.lineno
                )
            ) from error
        except (ValueError, RecursionError) as error:
            raise self.damaged() from error
        raise self.damaged()

    def damaged(self) -> UnreadableFile:
        """The refusal of a file that is not as it should be."""
        return UnreadableFile(_("“{name}” is damaged. Export it again.").format(name=self.called))

    def _json(self) -> Any:
        text = self.text
        if sum(text.count(sign) for sign in ",[{") > MAX_ENTRIES:
            raise self._too_large()
        return json.loads(text, parse_constant=_no_number)

    def check_size(self) -> None:
        """:raises UnreadableFile: it is empty, or far larger than any map."""
        if not self.content.strip():
            raise UnreadableFile(
                _("“{name}” is empty. Choose another file.").format(name=self.name)
                if self.name
                else _("There is nothing to read. Paste a map first.")
            )
        text_like = self.is_archive or self.content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{"
        if len(self.content) > (MAX_BYTES if text_like else MAX_TEXT):
            raise self._too_large()

    def _too_large(self) -> UnreadableFile:
        return UnreadableFile(
            _("“{name}” is far larger than any map and was not opened. Export a smaller part of it.").format(
                name=self.called
            )
        )


def _decoded(content: bytes) -> str:
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if content.startswith(mark):
            return content[len(mark) :].decode(name, "replace")
    if name := utf16_without_mark(content[:4096]):
        return content.decode(name, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)
