"""What a person typed, made fit to be kept, and the order of things in a row."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import Field as DataclassField
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, Protocol, TypeVar

import pandas as pd

from journeymap.errors import InvalidInput, NotFound
from journeymap.locale import N_
from journeymap.locale import gettext as _

TITLE_LIMIT = 200
LINE_LIMIT = 200
TEXT_LIMIT = 4000

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_YES = frozenset({"1", "true", "yes", "y", "x", "✓", "ja", "j"})
_NO = frozenset({"0", "false", "no", "n", "nej", "nein", "-"})

Reader = Callable[[str, Any], Any]
"""Takes the name of a field in the reader's language and what was given; returns what is stored."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form.

    :param name: English name, a message id.
    :param read: turns what was given into what is stored, or raises ``InvalidInput``.
    """

    name: str
    read: Reader

    @property
    def label(self) -> str:
        """Its name in the reader's language."""
        return _(self.name)


def clean_text(text: object) -> str:
    """A text of several lines: line ends as ``\\n``, no control characters, trimmed, no half characters."""
    whole = str(text).encode("utf-8", "replace").decode("utf-8")
    lines = whole.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(_CONTROLS.sub("", line).rstrip() for line in lines).strip()


def clean_line(text: object) -> str:
    """A text of one line: every run of white space one blank, no control characters, trimmed."""
    return " ".join(clean_text(text).split())


def is_blank(value: Any) -> bool:
    """Nothing given: ``None``, a missing value of pandas, or a text of white space."""
    return value is None or bool(pd.isna(value)) or not str(value).strip()


def line(limit: int = LINE_LIMIT, *, required: bool = False) -> Reader:
    """A text of one line with at most ``limit`` characters."""
    return _text(clean_line, limit, required)


def block(limit: int = TEXT_LIMIT, *, required: bool = False) -> Reader:
    """A text of several lines with at most ``limit`` characters."""
    return _text(clean_text, limit, required)


def _text(clean: Callable[[object], str], limit: int, required: bool) -> Reader:
    def read(name: str, value: Any) -> str:
        text = "" if is_blank(value) else clean(value)
        if required and not text:
            raise InvalidInput(_("{field} is empty. Type something first.").format(field=name))
        if len(text) > limit:
            raise InvalidInput(
                _("{field} can have {limit} characters at most, this has {n}. Shorten it.").format(
                    field=name, limit=limit, n=len(text)
                )
            )
        return text

    return read


def whole(low: int, high: int) -> Reader:
    """A whole number from ``low`` to ``high``, or ``None``."""

    def read(name: str, value: Any) -> int | None:
        if is_blank(value):
            return None
        number = _number(value)
        if number is None or number != int(number) or not low <= number <= high:
            raise InvalidInput(
                _("{field} must be a whole number from {low} to {high}, not “{value}”.").format(
                    field=name, low=low, high=high, value=_short(value)
                )
            )
        return int(number)

    return read


def tenths(low: float, high: float) -> Reader:
    """A number from ``low`` to ``high``, rounded to tenths, or ``None``."""

    def read(name: str, value: Any) -> float | None:
        if is_blank(value):
            return None
        number = _number(value)
        if number is None or not low <= number <= high:
            raise InvalidInput(
                _("{field} must be a number from {low} to {high}, not “{value}”.").format(
                    field=name, low=f"{low:+g}", high=f"{high:+g}", value=_short(value)
                )
            )
        return round(number, 1) + 0.0  # no minus zero

    return read


def _number(value: Any) -> float | None:
    if isinstance(value, bool):
        return None
    try:
        number = float(str(value).strip().replace(",", ".").replace("−", "-"))
    except ValueError:
        return None
    return number if abs(number) < 1e15 else None  # also drops NaN and infinity


def switch(name: str, value: Any) -> bool:
    """Yes or no; nothing given is no."""
    return bool(maybe(name, value))


def maybe(name: str, value: Any) -> bool | None:
    """Yes, no, or not said."""
    if is_blank(value):
        return None
    word = str(value).strip().casefold()
    if word not in _YES | _NO and word not in ("1.0", "0.0"):
        raise InvalidInput(_("{field} must be yes or no, not “{value}”.").format(field=name, value=_short(value)))
    return word in _YES or word == "1.0"


def choice(kind: type[StrEnum], *, default: StrEnum | None = None) -> Reader:
    """One of the values of ``kind``; nothing given is ``default``."""

    def read(name: str, value: Any) -> StrEnum | None:
        if is_blank(value):
            return default
        try:
            return kind(str(value).strip().casefold())
        except ValueError:
            raise InvalidInput(
                _("{field} must be one of {choices}, not “{value}”.").format(
                    field=name, choices=", ".join(kind), value=_short(value)
                )
            ) from None

    return read


def day(name: str, value: Any) -> date | None:
    """A date, or ``None``."""
    if is_blank(value):
        return None
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        raise InvalidInput(
            _("{field} must be a date such as 2026-03-31, not “{value}”.").format(field=name, value=_short(value))
        ) from None


def colour(name: str, value: Any) -> str:
    """A colour as ``#rrggbb``."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", str(value)):
        raise InvalidInput(
            _("{field} must be a colour such as #0072B2, not “{value}”.").format(field=name, value=value)
        )
    return str(value).upper().replace("X", "x")


def key(name: str, value: Any) -> str | None:
    """An id, or ``None``."""
    if is_blank(value):
        return None
    if not is_id(str(value)):
        raise InvalidInput(_("{field} is not known.").format(field=name))
    return str(value)


def _short(value: object) -> str:
    text = clean_line(value)
    return text if len(text) <= 40 else f"{text[:39]}…"


def read_fields(fields: Mapping[str, Field], given: Mapping[str, Any]) -> dict[str, Any]:
    """The given fields, each read by its rule.

    :raises InvalidInput: a value cannot be used.
    :raises TypeError: a field that does not exist.
    """
    if unknown := given.keys() - fields.keys():
        raise TypeError(f"no such field: {', '.join(sorted(unknown))}")
    return {name: fields[name].read(fields[name].label, value) for name, value in given.items()}


def is_id(text: str) -> bool:
    """Could this be an id? (Links and command lines carry anything.)"""
    try:
        return str(uuid.UUID(text)) == text.lower()
    except (ValueError, AttributeError):
        return False


class _Placed(Protocol):
    __dataclass_fields__: ClassVar[dict[str, DataclassField[Any]]]

    @property
    def id(self) -> str: ...
    @property
    def position(self) -> int: ...


P = TypeVar("P", bound=_Placed)


def inserted(things: Sequence[P], thing: P, position: int | None) -> list[P]:
    """``things`` with one more.

    :param position: its index, from 0; ``None`` or past the end: last.
    """
    at = len(things) if position is None else max(position, 0)
    return [*things[:at], thing, *things[at:]]


def placed(things: Sequence[P], moved: Collection[str] = ()) -> list[P]:
    """The things with new positions, so that positions rise in this order and as few as possible change.

    Gaps stay, and so do equal positions of things in the order of their ids: somebody else's undo or open form must
    not be refused because a neighbour went, or because two people added something at the same time.

    :param moved: ids of those that stand elsewhere than before, or are new.
    """
    found: list[P] = []
    last = (-1, "")
    for thing in things:
        stays = thing.id not in moved and (thing.position, thing.id) > last
        last = (thing.position, thing.id) if stays else (last[0] + 1, "~")  # "~": past every id
        found.append(replace(thing, position=last[0]))
    return found


def in_order(things: Sequence[P], ids: Sequence[str]) -> list[P]:
    """``things`` in the order of ``ids``; those not named keep their order behind them.

    :raises NotFound: an id that is not among them.
    """
    by_id = {thing.id: thing for thing in things}
    if missing := [i for i in ids if i not in by_id]:
        raise NotFound(_("{id} is not there any more. Load the page again.").format(id=missing[0]))
    named = dict.fromkeys(ids)
    return [*(by_id[i] for i in named), *(thing for thing in things if thing.id not in named)]


TITLE = Field(N_("Title"), line(TITLE_LIMIT, required=True))
"""The title of anything that has one."""


def short(title: str) -> str:
    """A title cut for a label."""
    return _short(title)
