"""A row of the file as a person reads it: fields by their names, choices by their words, titles instead of ids."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from journeymap.locale import N_
from journeymap.locale import gettext as _
from journeymap.model.journey import Evidence, Initiator, JourneyState, LaneKind, Phase
from journeymap.services import cards, journeys, personas, stages, touchpoints
from journeymap.services.file import database
from journeymap.services.titles import title_of
from journeymap.ui import words

_HIDDEN = frozenset({"id", "version", "journey_id", "position", "sample", "colour", "picture_id"})
"""Columns that tell a person nothing."""

_MORE: Mapping[str, str] = {
    "value": N_("Emotion"),
    "kind": N_("Kind"),
    "shown": N_("Shown"),
    "label": N_("Label"),
    "archived": N_("Archived"),
    "touchpoint_id": N_("Touchpoint"),
    "lane_id": N_("Lane"),
    "from_id": N_("From"),
    "to_id": N_("To"),
    "counterpart_id": N_("Counterpart"),
}
"""Columns that are no field of a form."""

_CHOICES: Mapping[str, Callable[[Any], str]] = {
    "phase": lambda value: words.phase(Phase(value)),
    "state": lambda value: words.journey_state(JourneyState(value)),
    "kind": lambda value: words.lane_kind(LaneKind(value)),
    "evidence": lambda value: words.evidence(Evidence(value)),
    "initiator": lambda value: words.initiator(Initiator(value)),
    "value": words.decimal,
}


@cache
def _names() -> Mapping[str, str]:
    """English names by column; the fields of forms first, so that both say the same."""
    forms = (
        journeys.FIELDS,
        stages.FIELDS,
        touchpoints.FIELDS,
        touchpoints.PLACE_FIELDS,
        cards.FIELDS,
        personas.FIELDS,
    )
    found = dict(_MORE)
    for form in forms:
        found |= {name: field.name for name, field in form.items()}
    return found


def field_name(column: str) -> str:
    """The name of a column in the reader's language; a column without one as it is."""
    return _(_names()[column]) if column in _names() else column


def field_value(column: str, value: Any) -> str:
    """What a column holds, in the reader's words; a dash for nothing."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if column.endswith("_id"):
        return title_of(database(), column, str(value)) or _("(deleted)")
    if column in _CHOICES and isinstance(value, str | float | int | StrEnum):
        try:
            return _CHOICES[column](value)
        except ValueError:
            return str(value)
    return words.plain_day(value) if isinstance(value, date) else str(value)


def told(row: Mapping[str, Any], other: Mapping[str, Any] | None) -> list[tuple[str, str]]:
    """(name, value) of every field of ``row`` that a person can read and in which ``other`` differs.

    Rows whose columns are names already, as a form gives them, keep them.
    """
    return [
        (field_name(column), field_value(column, value))
        for column, value in row.items()
        if column not in _HIDDEN and (other is None or other.get(column) != value)
    ]
