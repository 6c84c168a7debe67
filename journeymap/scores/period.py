"""Periods and months. Days and months are those of the installation's time zone; the file holds UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from journeymap.errors import InvalidInput
from journeymap.locale import gettext as _

Span = tuple[datetime, datetime]
"""Two naive UTC times; the second does not belong to it any more."""

EARLIEST = datetime(1, 1, 1)  # noqa: DTZ001  # naive UTC, as the file keeps times
LATEST = datetime(9999, 12, 31)  # noqa: DTZ001


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days, both included.

    :param first: ``None`` for no beginning.
    :param last: ``None`` for no end.
    :raises InvalidInput: the last day lies before the first.
    """

    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        if self.first is not None and self.last is not None and self.last < self.first:
            raise InvalidInput(
                _("The period ends on {last}, before it begins on {first}; swap the two days.").format(
                    first=self.first, last=self.last
                )
            )

    def limits(self, zone: ZoneInfo) -> Span:
        """From the first day's midnight to the midnight after the last day, as naive UTC."""
        return (
            EARLIEST if self.first is None else midnight(self.first, zone),
            LATEST if self.last is None or self.last == date.max else midnight(self.last + timedelta(days=1), zone),
        )

    def open_limits(self, zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
        """As :meth:`limits`, with ``None`` where the period has no beginning or no end."""
        start, end = self.limits(zone)
        return (None if self.first is None else start), (None if self.last is None else end)

    def meets(self, other: Period) -> bool:
        """Whether some day belongs to both."""
        begins, ends = (p.first or date.min for p in (self, other)), (p.last or date.max for p in (self, other))
        return max(begins) <= min(ends)

    def before(self) -> Period | None:
        """As many days, right before this period; ``None`` unless it has a beginning and an end."""
        if self.first is None or self.last is None:
            return None
        length = self.last - self.first + timedelta(days=1)
        if self.first - date.min < length:
            return None
        return Period(self.first - length, self.first - timedelta(days=1))


ALL_TIME = Period()


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """When ``day`` begins in ``zone``, as naive UTC."""
    try:
        return datetime.combine(day, time(), zone).astimezone(UTC).replace(tzinfo=None)
    except OverflowError:
        return EARLIEST if day.year == 1 else LATEST


def day_of(moment: datetime, zone: ZoneInfo) -> date:
    """The day of a naive UTC time in ``zone``."""
    return moment.replace(tzinfo=UTC).astimezone(zone).date()


def month_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def later_month(month: date, by: int = 1) -> date:
    """The first day of the month that is ``by`` months later (earlier, below 0)."""
    number = month.year * 12 + month.month - 1 + by
    return date(number // 12, number % 12 + 1, 1)


def months_between(first: date, last: date) -> list[date]:
    """First days of every month from that of ``first`` to that of ``last``."""
    start = month_of(first)
    count = (last.year - start.year) * 12 + last.month - start.month + 1
    return [later_month(start, by) for by in range(count)]


def month_span(month: date, months: int, zone: ZoneInfo) -> Span:
    """``months`` whole months from ``month`` on."""
    return midnight(month, zone), midnight(later_month(month, months), zone)


def newest_full_month(today: date, newest: date) -> date:
    """The newest month that is over and not later than the newest answer."""
    return min(later_month(month_of(today), -1), month_of(newest))
