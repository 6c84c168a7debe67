"""The field's words for values that are stored in short, in the reader's language."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from babel.numbers import format_decimal

from journeymap.locale import current, names
from journeymap.locale import gettext as _
from journeymap.model.journey import Evidence, Initiator, JourneyState, Lane, LaneKind, Phase
from journeymap.model.survey import Source


def _region() -> str:
    """Dates in English are those of everybody but the United States: ``31 Oct 2026``."""
    return {"en": "en_GB"}.get(current(), current())


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
    return format_date(value, format="medium", locale=_region())


def number(value: int) -> str:
    """A whole number with the reader's grouping, for example ``12,345``."""
    return format_decimal(value, locale=current())


def decimal(value: float) -> str:
    """A number with one decimal, as the reader writes it."""
    return format_decimal(value, format="#,##0.0", locale=current())


def moment(value: datetime, zone: ZoneInfo) -> str:
    """Day and time of a moment (naive UTC) in the installation's time zone, as the reader writes it."""
    local = value.replace(tzinfo=UTC).astimezone(zone)
    return f"{plain_day(local.date())}, {format_time(local, format='short', locale=_region())}"


def source(value: Source) -> str:
    """How an answer came in."""
    return {
        Source.IMPORT: _("Imported"),
        Source.LINK: _("Link"),
        Source.KIOSK: _("Kiosk"),
        Source.PAPER: _("Paper"),
        Source.SAMPLE: _("Sample"),
    }[value]
