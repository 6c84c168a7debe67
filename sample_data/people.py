"""Who answers, and when each of them travels."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sample_data.ids import bell, chance, stable_id
from sample_data.maps import Rows, read

HERE = ZoneInfo("Europe/Berlin")
FIRST = datetime(2026, 1, 8, 20, 48)  # noqa: DTZ001 — the clock on the platform
SEASON = {1: 0.8, 2: 0.8, 3: 0.95, 4: 1.0, 5: 1.05, 6: 1.15, 7: 1.25, 8: 1.15, 9: 1.0, 10: 1.0, 11: 0.9, 12: 0.9}
WEEKDAY = (0.8, 0.7, 0.8, 1.1, 1.6, 1.0, 1.3)
LANGUAGES = {"de": 0.33, "da": 0.26, "sv": 0.26, "en": 0.15}
PERSONAS = {
    "de": {"jonas": 0.40, "freja": 0.24, "elsa": 0.20, "callum": 0.16},
    "da": {"jonas": 0.22, "freja": 0.42, "elsa": 0.20, "callum": 0.16},
    "sv": {"jonas": 0.26, "freja": 0.28, "elsa": 0.32, "callum": 0.14},
    "en": {"jonas": 0.18, "freja": 0.16, "elsa": 0.12, "callum": 0.54},
}
TRIPS = {"first": 2000, "aboard": 3300, "bear": 620}
PLAIN = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(slots=True)
class Person:
    """Somebody who can be told apart; ``mood`` is how kindly they rate, ``zeal`` how often they answer."""

    number: int
    name: str
    address: str
    language: str
    persona: str
    mood: float
    zeal: float

    @property
    def id(self) -> str:
        """Id in the file."""
        return stable_id(f"respondent/{self.number}")


@dataclass(slots=True)
class Trip:
    """One person's way through one journey. ``booked`` and ``departure`` are times on the platform's clock."""

    person: Person
    departure: datetime
    booked: datetime
    felt: dict[str, float] = field(default_factory=dict)
    visits: dict[str, datetime] = field(default_factory=dict)


def pick(dice: random.Random, weights: dict[str, float]) -> str:
    """One of the keys by its weight."""
    return dice.choices(list(weights), list(weights.values()))[0]


def people(count: int = 2600) -> list[Person]:
    """Invented people with addresses that belong to nobody."""
    dice = chance("people")
    names = read("names")
    taken: dict[str, int] = {}
    found = []
    for number in range(count):
        language = pick(dice, LANGUAGES)
        given, family = dice.choice(names[language]["given"]), dice.choice(names[language]["family"])
        stem = f"{given}_{family}".lower().translate(PLAIN)
        taken[stem] = taken.get(stem, 0) + 1
        again = "" if taken[stem] == 1 else str(taken[stem])
        found.append(
            Person(
                number=number,
                name=f"{given} {family}",
                address=f"{stem}{again}@example.{'com' if dice.random() < 0.6 else 'org'}",
                language=language,
                persona=pick(dice, PERSONAS[language]),
                mood=bell(dice),
                zeal=0.15 + dice.random() ** 2.5 * 3,
            )
        )
    return found


def trips(journey: str, guests: list[Person]) -> list[Trip]:
    """Departures from January to December, more of them in summer and towards the weekend."""
    dice = chance(f"trips {journey}")
    days = [FIRST + timedelta(days=n) for n in range(340)]
    weights = [SEASON[day.month] * WEEKDAY[day.weekday()] for day in days]
    found = []
    for n in range(TRIPS[journey]):
        person = guests[n] if n < len(guests) and journey == "first" else dice.choice(guests)
        departure = dice.choices(days, weights)[0]
        lead = 2 + int(70 * dice.random() ** 2.2)
        found.append(Trip(person, departure, _clock(dice, departure - timedelta(days=lead), 7, 23, late=True)))
    return found


def _clock(dice: random.Random, day: datetime, start: float, end: float, *, late: bool = False) -> datetime:
    """A time of ``day`` between two hours (past 24 is the next day); ``late`` leans towards the end."""
    share = dice.random()
    share = share**0.6 if late else share
    seconds = int((start + (end - start) * share) * 3600)
    return day.replace(hour=0, minute=0, second=0) + timedelta(seconds=seconds)


Clock = Callable[[random.Random, Trip], datetime]


def _after(days: tuple[float, float], hours: tuple[float, float], *, late: bool = False) -> Clock:
    """Some days after the departure, between two hours."""

    def at(dice: random.Random, trip: Trip) -> datetime:
        day = trip.departure + timedelta(days=round(days[0] + (days[1] - days[0]) * dice.random()))
        return _clock(dice, day, *hours, late=late)

    return at


def _booking(low: float, high: float) -> Clock:
    """Some minutes after the booking (before it, when negative)."""

    def at(dice: random.Random, trip: Trip) -> datetime:
        return trip.booked + timedelta(seconds=int(60 * (low + (high - low) * dice.random())))

    return at


WHEN: dict[str, Clock] = {
    "first/fares": _booking(-60, -8),
    "first/chat": _booking(-5000, -5),
    "first/choice": _booking(-7, -3),
    "first/payment": _booking(1, 9),
    "first/ticket": _booking(20, 1500),
    "first/reminder": _after((-1, -1), (10.1, 22)),
    "first/platform": _after((0, 0), (20.4, 22.6)),
    "first/lounge": _after((0, 0), (19.2, 20.5)),
    "first/welcome": _after((0, 0), (21.1, 23.8)),
    "first/berth": _after((1, 1), (7.2, 12)),
    "first/bedding": _after((1, 1), (7.2, 12)),
    "first/washroom": _after((1, 1), (7.2, 12)),
    "first/sleep": _after((1, 1), (7.2, 12)),
    "first/arrival": _after((1, 1), (9.8, 19)),
    "first/refund": _after((6, 27), (8, 22), late=True),
    "first/card": _after((8, 40), (8, 23), late=True),
    "first": _after((3, 6), (8.5, 22.5), late=True),
    "aboard/door": _after((0, 0), (20.5, 22.2)),
    "aboard/luggage": _after((0, 0), (20.9, 23.2)),
    "aboard/bed": _after((0, 0), (21.6, 24.3)),
    "aboard/bistro": _after((0, 0), (21.5, 25)),
    "aboard/callbutton": _after((1, 1), (6.5, 10.5)),
    "aboard/wakeup": _after((1, 1), (7, 9.6)),
    "aboard/breakfast": _after((1, 1), (7.4, 10.1)),
    "aboard/farewell": _after((1, 1), (9.7, 15)),
    "aboard": _after((2, 4), (8.5, 22.5), late=True),
    "bear/form": _after((1, 2), (8.5, 22)),
    "bear/call": _after((6, 14), (9, 17)),
    "bear/parcel": _after((18, 23), (11, 21)),
    "bear/postcard": _after((21, 27), (12, 22)),
    "bear": _after((27, 33), (8.5, 22.5), late=True),
}
"""When somebody answers at a place."""


def visit(dice: random.Random, trip: Trip, place: str) -> datetime:
    """The time of this trip's answer at ``place``, the same every time it is asked for."""
    if place not in trip.visits:
        trip.visits[place] = WHEN[place](dice, trip)
    return trip.visits[place]


def to_utc(clock: datetime) -> datetime:
    """A time on the platform's clock as UTC."""
    return clock.replace(tzinfo=HERE).astimezone(UTC)


def respondent_rows(guests: list[Person], used: set[str]) -> Rows:
    """Those who answered at least once."""
    return [{"id": p.id, "address": p.address, "name": p.name} for p in guests if p.id in used]
