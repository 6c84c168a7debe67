"""The field's words for values that are stored in short, in the reader's language."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from datetime import UTC, date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from babel.dates import format_time, format_timedelta

from journeymap.locale import figures, names, ngettext, region
from journeymap.locale import gettext as _
from journeymap.model.journey import Evidence, Initiator, Journey, JourneyState, Lane, LaneKind, Phase
from journeymap.model.survey import Source

K = TypeVar("K", bound=Hashable)


def phase(value: Phase) -> str:
    """Before, during or after the purchase."""
    return {
        Phase.BEFORE: _("Before the purchase"),
        Phase.DURING: _("During the purchase"),
        Phase.AFTER: _("After the purchase"),
    }[value]


def journey_state(value: JourneyState) -> str:
    """As-is or to-be."""
    return {JourneyState.AS_IS: _("As it is"), JourneyState.TO_BE: _("As it should be")}[value]


def evidence(value: Evidence) -> str:
    """What a card rests on."""
    return names.evidence(value)


def initiator(value: Initiator) -> str:
    """Who starts the contact."""
    return {Initiator.CUSTOMER: _("The customer"), Initiator.COMPANY: _("The company")}[value]


def lane_kind(value: LaneKind) -> str:
    """The name of a kind of lane."""
    return names.lane_kind(value)


def lane(value: Lane) -> str:
    """The title of a lane, or the name of its kind."""
    return value.title or lane_kind(value.kind)


def day(moment: datetime, zone: ZoneInfo) -> str:
    """The day of a moment (naive UTC) in the installation's time zone, as the reader writes it."""
    return plain_day(moment.replace(tzinfo=UTC).astimezone(zone).date())


def plain_day(value: date) -> str:
    """A day as the reader writes it."""
    return figures.day(value)


def number(value: int) -> str:
    """A whole number with the reader's grouping, for example ``12,345``."""
    return figures.whole(value)


def decimal(value: float) -> str:
    """A number with one decimal, as the reader writes it."""
    return figures.decimal(value)


def moment(value: datetime, zone: ZoneInfo) -> str:
    """Day and time of a moment (naive UTC) in the installation's time zone, as the reader writes it."""
    local = value.replace(tzinfo=UTC).astimezone(zone)
    return f"{plain_day(local.date())}, {format_time(local, format='short', locale=region())}"


def clock(value: datetime, zone: ZoneInfo) -> str:
    """The time of day of a moment (naive UTC) in the installation's time zone, as the reader writes it."""
    return format_time(value.replace(tzinfo=UTC).astimezone(zone), format="short", locale=region())


def ago(value: datetime) -> str:
    """How long a moment (naive UTC) is past, as the reader says it: ``5 minutes ago``."""
    past = value.replace(tzinfo=UTC) - datetime.now(UTC)
    return format_timedelta(past, add_direction=True, locale=region())


def answers_stay(answers: int) -> str:
    """What becomes of answers when the touchpoint, stage or journey that they were given on goes.

    :param answers: skipped ones too.
    """
    return ngettext(
        "The {n} answer given on it is kept, without a place on a map (skipped ones are counted too).",
        "The {n} answers given on it are kept, without a place on a map (skipped ones are counted too).",
        answers,
    ).format(n=number(answers))


def source(value: Source) -> str:
    """How an answer came in."""
    return {
        Source.IMPORT: _("Imported"),
        Source.LINK: _("Link"),
        Source.KIOSK: _("Kiosk"),
        Source.PAPER: _("Paper"),
        Source.SAMPLE: _("Sample"),
    }[value]


def told_apart(names: Mapping[K, str]) -> dict[K, str]:
    """Names for a menu, no two of them equal: ``Invoice``, ``Invoice (2)``.

    A menu of Streamlit knows its entries by what is written on them; of two equal ones only the last could be chosen.
    """
    shown: dict[K, str] = {}
    taken: set[str] = set()
    for key, name in names.items():
        free, n = name, 1
        while free in taken:
            n += 1
            free = f"{name} ({n})"
        taken.add(free)
        shown[key] = free
    return shown


def journey_titles(journeys: Iterable[Journey]) -> dict[str, str]:
    """Titles by id, for a menu; archived journeys are marked."""
    return told_apart(
        {j.id: _("{title} (archived)").format(title=j.title) if j.archived else j.title for j in journeys}
    )


def beginning(text: str, most: int) -> str:
    """``text``, or its beginning where it is longer than ``most`` characters: a browser chokes on a comment of 5 MB."""
    if len(text) <= most:
        return text
    return _("{beginning} … ({n} characters)").format(beginning=text[:most], n=number(len(text)))
