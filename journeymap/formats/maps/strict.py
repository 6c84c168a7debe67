"""Rows of JSON data into model objects, every type checked; a wrong value is said and its default taken."""

from __future__ import annotations

import base64
import binascii
import math
import uuid
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_type_hints

from journeymap.formats.maps.document import Aside, Where
from journeymap.locale import gettext as _
from journeymap.model.identity import new_id
from journeymap.model.map_file import FIELDS

_LARGEST = 2**31 - 1


class Ids:
    """Names that a file uses, as ids: a proper one is kept, any other gets a fresh one."""

    def __init__(self) -> None:
        self._by_name: dict[tuple[type, str], str] = {}
        self._used: set[str] = set()

    def take(self, kind: type, name: object) -> str | None:
        """The id of a thing that the file calls ``name``; ``None`` when another of its kind is called so."""
        if name is None:
            return new_id()
        key = kind, str(name)
        if key in self._by_name:
            return None
        wanted = str(name).lower()
        found = wanted if is_id(wanted) and wanted not in self._used else new_id()
        self._used.add(found)
        self._by_name[key] = found
        return found

    def forget(self, kind: type, row: object) -> None:
        """What the file has in ``row`` could not be made: nothing can refer to it."""
        if isinstance(row, dict):
            self._by_name.pop((kind, str(row.get("id"))), None)

    def known(self, kind: type, name: object) -> str | None:
        """The id of what the file called ``name`` before."""
        return self._by_name.get((kind, str(name))) if isinstance(name, str | int) else None


def is_id(text: str) -> bool:
    """Whether a text is an id as we write them."""
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False


def read_row(kind: Any, row: object, given: Mapping[str, Any], where: Where, asides: list[Aside]) -> Any:
    """An object of ``kind``.

    :param row: what the file has for it.
    :param given: fields that are known already, ids and references; they are not looked for in the row.
    :param asides: what is wrong is added here.
    :returns: ``None`` when it cannot be made at all.
    """
    if not isinstance(row, dict):
        asides.append(Aside(where, _("This is no object and was left out.")))
        return None
    values = dict(given)
    for name in FIELDS[kind]:
        if name in given:
            continue
        default = _defaults(kind)[name]
        if name not in row:
            if default is MISSING:
                asides.append(Aside(where, _("It has no “{field}” and was left out.").format(field=name)))
                return None
            continue
        try:
            values[name] = _reader(kind, name)(row[name])
        except (ValueError, TypeError, OverflowError):
            if default is MISSING:
                sentence = _("It was left out: its “{field}” cannot be used.")
                asides.append(Aside(where, sentence.format(field=name)))
                return None
            asides.append(Aside(where, _("Its “{field}” cannot be used and was left out.").format(field=name)))
    return kind(**values)


@cache
def _defaults(kind: Any) -> Mapping[str, Any]:
    return {field.name: field.default for field in fields(kind)}


@cache
def _reader(kind: type, name: str) -> Callable[[Any], Any]:
    hint = get_type_hints(kind)[name]
    choices = get_args(hint) if isinstance(hint, UnionType) else (hint,)
    (plain,) = (choice for choice in choices if choice is not NoneType)
    read = plain if issubclass(plain, StrEnum) else _READERS[plain]
    if NoneType in choices:
        return lambda value: None if value is None else read(value)
    return read


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value.encode("utf-8", "replace").decode().replace("\x00", "")  # half a surrogate pair becomes “?”


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > _LARGEST:
        raise TypeError
    return value


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise TypeError
    return float(value)


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _day(value: Any) -> date:
    return date.fromisoformat(_text(value))


def _content(value: Any) -> bytes:
    try:
        return base64.b64decode(_text(value), validate=True)
    except binascii.Error as error:
        raise ValueError from error


_READERS: Mapping[type, Callable[[Any], Any]] = {
    str: _text,
    int: _whole,
    float: _number,
    bool: _yes_or_no,
    date: _day,
    bytes: _content,
}
