"""What every reader of maps gives back, and what it says about what it did not understand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from journeymap.locale import gettext as _
from journeymap.model.journey import JourneyMap
from journeymap.model.persona import Picture
from journeymap.model.survey import Survey, SurveyTouchpoint


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a file.

    :param text: for people.
    :param line: line or row from 1; ``None`` where the file has none.
    """

    text: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Aside:
    """Something that was not understood, or not taken as it stands.

    :param sentence: what, and what became of it.
    """

    where: Where
    sentence: str


@dataclass(frozen=True, kw_only=True)
class MapDocument:
    """A map as it was read; nothing of it is stored yet.

    References in it hold, values have their types; lengths and ranges are looked at when it is stored.

    :param journey_map: its title may be blank. Ids are unique; those of our own file are those that the file names.
    :param asides: in the order of the file.
    :param places: where in the file a thing stands, by its id.
    """

    journey_map: JourneyMap
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    surveys: tuple[Survey, ...] = ()
    survey_touchpoints: tuple[SurveyTouchpoint, ...] = ()
    asides: tuple[Aside, ...] = ()
    places: Mapping[str, Where] = field(default_factory=dict)


def line(number: int) -> Where:
    """A line of a text, from 1."""
    return Where(_("line {n}").format(n=number), number)


def cell(row: int, column: int) -> Where:
    """A cell of a table, both from 1."""
    return Where(_("row {row}, column {column}").format(row=row, column=letters(column)), row)


def entry(name: str, index: int) -> Where:
    """An entry of a list in a JSON file, from 0."""
    return Where(f"{name}[{index}]")


def letters(column: int) -> str:
    """1 is ``A``, 27 is ``AA``."""
    found = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found
