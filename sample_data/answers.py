"""Who answers what, and when: counts are planned month by month, so that the planted truths are there and no others."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sample_data.ids import bell, chance, stable_id
from sample_data.maps import Tables, read, touchpoint_id
from sample_data.people import LANGUAGES, SEASON, Person, Trip, people, pick, respondent_rows, to_utc, trips, visit
from sample_data.wording import Remarks

MONTHS = tuple(range(2, 11))
SCALES = {"nps": (0, 10), "csat": (1, 5), "ces": (1, 7), "stars": (1, 5)}
SHAPES = {
    "csat": ({5: 0.60, 4: 0.40}, {3: 0.50, 2: 0.30, 1: 0.20}),
    "stars": ({5: 0.62, 4: 0.38}, {3: 0.53, 2: 0.30, 1: 0.17}),
    "ces": ({7: 0.42, 6: 0.37, 5: 0.21}, {4: 0.48, 3: 0.27, 2: 0.15, 1: 0.10}),
}
"""How content and other answers spread over a scale."""
PROMOTERS = {10: 0.55, 9: 0.45}
PASSIVES = {8: 0.58, 7: 0.42}
DETRACTORS = {6: 0.33, 5: 0.28, 4: 0.13, 3: 0.11, 2: 0.07, 1: 0.03, 0: 0.05}
WEIGHT_ON_WHOLE = {"platform": 0.55, "sleep": 0.5, "berth": 0.35, "breakfast": 0.45, "callbutton": 0.4, "form": 0.1}
"""How much of a touchpoint's own mood goes into what the same person says of the whole journey (others 0.2)."""
BUSY = {"freja": "Families", "jonas": "Business", "elsa": "Seniors", "callum": "Interrail"}
WORDY = {"good": 0.33, "mixed": 0.42, "bad": 0.58}
"""How many add a comment."""
ROOM_FOR_DOUBT = 0.45
"""Share of the noise of real sampling that the months keep: full noise would plant changes that nobody wrote down."""


@dataclass(slots=True)
class Answer:
    """One answer in the making."""

    trip: Trip | None
    language: str
    at: datetime
    felt: float
    score: int | None = None
    comment: str = ""


def answer_tables() -> Tables:
    """Surveys, where they are asked, respondents and responses."""
    guests = people()
    journeys = {key: trips(key, guests) for key in ("first", "aboard", "bear")}
    surveys = read("surveys")["survey"]
    tables: Tables = {"survey": [], "survey_touchpoint": [], "response": []}
    given: dict[tuple[str, str], list[Answer]] = {}
    remarks: dict[str, Remarks] = {}
    for survey in sorted(surveys, key=lambda s: s["metric"] == "nps"):
        for place in survey["places"]:
            earlier = given.get((survey.get("also", ""), place["at"]))
            answers = _answers(survey, place, journeys[place["at"].partition("/")[0]], earlier)
            given[survey["key"], place["at"]] = answers
            _comment(survey, place, answers, remarks)
    for survey in surveys:
        _add_survey(tables, survey)
        for place in survey["places"]:
            _add_place(tables, survey["key"], place["at"], given[survey["key"], place["at"]])
    tables["response"].sort(key=lambda r: (r["answered_at"], r["id"]))
    tables["respondent"] = respondent_rows(guests, {r["respondent_id"] for r in tables["response"]})
    return tables


def _answers(
    survey: dict[str, Any], place: dict[str, Any], travels: list[Trip], earlier: list[Answer] | None
) -> list[Answer]:
    dice = chance(f"answers {survey['key']} {place['at']}")
    if "only" in place:
        return _few(dice, place, travels)
    by_month: dict[int, list[Trip]] = {month: [] for month in MONTHS}
    asked = travels if earlier is None else [a.trip for a in earlier if a.trip]
    for trip in asked:
        at = to_utc(visit(dice, trip, place["at"]))
        if at.month in by_month and at.year == 2026:
            by_month[at.month].append(trip)
    answers: list[Answer] = []
    drift = 0.0
    for number, month in enumerate(MONTHS):
        n = round(place["a_month"] * SEASON[month] * (0.95 + 0.1 * dice.random()))
        if "level" in place and isinstance(place["level"], list):
            n = max(n, 204 + int(8 * dice.random()))
        cell = _cell(dice, place["at"], by_month[month], n, survey.get("anonymous", 0.06), month)
        level = place.get("level", 0.0)
        drift = -0.5 * drift + ROOM_FOR_DOUBT * max(-1.2, min(1.2, bell(dice)))
        counts = _counts(survey["metric"], place, level[number] if isinstance(level, list) else level, len(cell), drift)
        _spread(cell, counts)
        answers.extend(cell)
    _skip(dice, answers)
    return answers


def _few(dice: random.Random, place: dict[str, Any], travels: list[Trip]) -> list[Answer]:
    """A handful in the last month: too few to tell."""
    late = [t for t in travels if (t.departure.month, t.departure.day) > (10, 12) and t.departure.month == 10]
    chosen = dice.sample(late, place["only"])
    answers = [Answer(t, t.person.language, to_utc(visit(dice, t, place["at"])), 0.0) for t in chosen]
    for answer, score in zip(answers, (5, 4, 2), strict=True):
        answer.score = score
    return answers


def _cell(dice: random.Random, place: str, pool: list[Trip], n: int, anonymous: float, month: int) -> list[Answer]:
    """``n`` answers of one month: people who were there, the eager ones first, and some who gave no name."""
    nameless = sum(dice.random() < anonymous for _ in range(n))
    by_zeal = sorted(pool, key=lambda t: dice.random() ** (1 / t.person.zeal), reverse=True)
    answers: list[Answer] = []
    met: set[int] = set()
    for trip in by_zeal:
        if len(answers) < n - nameless and trip.person.number not in met:
            met.add(trip.person.number)
            answers.append(
                Answer(trip, trip.person.language, to_utc(visit(dice, trip, place)), _felt(dice, trip, place))
            )
    while len(answers) < n:
        stranger = Person(-1, "", "", pick(dice, LANGUAGES), "", bell(dice), 1.0)
        answers.append(_stranger(dice, place, stranger, month))
    return answers


def _stranger(dice: random.Random, place: str, person: Person, month: int) -> Answer:
    """Somebody without a name, at a time that falls into ``month``."""
    while True:
        trip = _any_trip(dice, person, month)
        at = to_utc(visit(dice, trip, place))
        if at.month == month and at.year == 2026:
            return Answer(None, person.language, at, _felt(dice, trip, place))


def _any_trip(dice: random.Random, person: Person, month: int) -> Trip:
    day = datetime(2026, month, 1 + int(28 * dice.random()), 20, 48)  # noqa: DTZ001 — the clock on the platform
    return Trip(person, day, day.replace(hour=8 + int(14 * dice.random()), minute=int(60 * dice.random())))


def _felt(dice: random.Random, trip: Trip, place: str) -> float:
    """How somebody liked a place, before it is turned into a score; the whole follows from the parts they met."""
    journey, _slash, touchpoint = place.partition("/")
    if touchpoint:
        if place not in trip.felt:
            trip.felt[place] = 0.55 * trip.person.mood + 0.85 * bell(dice)
        return trip.felt[place] + 0.35 * bell(dice)
    parts = sum(
        WEIGHT_ON_WHOLE.get(key.partition("/")[2], 0.2) * value
        for key, value in sorted(trip.felt.items())
        if key.startswith(f"{journey}/")
    )
    return 0.35 * trip.person.mood + parts + 0.5 * bell(dice)


def _counts(metric: str, place: dict[str, Any], level: float, n: int, drift: float) -> dict[int, int]:
    """How many of ``n`` give each answer."""
    if metric == "nps":
        swing = drift * 0.5 * (0.7 / n) ** 0.5
        promoters, detractors = place["promoters"] + swing, place["detractors"] - swing
        shares = {s: p * promoters for s, p in PROMOTERS.items()}
        shares |= {s: p * (1 - promoters - detractors) for s, p in PASSIVES.items()}
        shares |= {s: p * detractors for s, p in DETRACTORS.items()}
    else:
        good, rest = SHAPES[metric]
        content = min(0.99, level + drift * (level * (1 - level) / n) ** 0.5)
        content = round(content * n) / n
        shares = {s: p * content for s, p in good.items()} | {s: p * (1 - content) for s, p in rest.items()}
    return _whole(shares, n)


def _whole(shares: dict[int, float], n: int) -> dict[int, int]:
    """Shares as whole numbers that add up to ``n`` (largest remainders)."""
    counts = {score: int(share * n) for score, share in shares.items()}
    by_rest = sorted(shares, key=lambda s: (shares[s] * n - counts[s], s), reverse=True)
    for score in by_rest[: n - sum(counts.values())]:
        counts[score] += 1
    return counts


def _spread(cell: list[Answer], counts: dict[int, int]) -> None:
    """The best scores go to those who liked it best."""
    scores = sorted((score for score, count in counts.items() for _ in range(count)), reverse=True)
    for answer, score in zip(sorted(cell, key=lambda a: -a.felt), scores, strict=True):
        answer.score = score


def _skip(dice: random.Random, answers: list[Answer]) -> None:
    """About one in a hundred leaves the score out."""
    for answer in answers:
        if dice.random() < 0.01:
            answer.score = None


def _mood(metric: str, score: int | None) -> str:
    if score is None:
        return "mixed"
    good, mixed = {"nps": (9, 7), "csat": (4, 3), "stars": (4, 3), "ces": (6, 4)}[metric]
    return "good" if score >= good else "mixed" if score >= mixed else "bad"


def _comment(survey: dict[str, Any], place: dict[str, Any], answers: list[Answer], said: dict[str, Remarks]) -> None:
    dice = chance(f"comments {survey['key']} {place['at']}")
    for answer in sorted(answers, key=lambda a: a.at):
        mood = _mood(survey["metric"], answer.score)
        if dice.random() < WORDY[mood] or "only" in place:
            topic = _topic(dice, place, answer.at.month, mood)
            answer.comment = said.setdefault(topic, Remarks(topic)).say(dice, answer.language, mood, answer.at.month)


def _topic(dice: random.Random, place: dict[str, Any], month: int, mood: str) -> str:
    """What somebody speaks of: the place, or what has changed there."""
    turn = place.get("turn", 13)
    changed = mood != "good" and month >= turn and (month == turn or dice.random() < 0.5)
    return f"{place['at']}.after" if changed else str(place["at"])


def _add_survey(tables: Tables, survey: dict[str, Any]) -> None:
    low, high = SCALES[survey["metric"]]
    tables["survey"].append(
        {
            "id": stable_id(f"survey/{survey['key']}"),
            **{name: survey[name] for name in ("title", "metric")},
            "low": low,
            "high": high,
            **{name: survey[name] for name in ("question", "main")},
        }
    )


def _add_place(tables: Tables, survey: str, place: str, answers: list[Answer]) -> None:
    journey, _slash, touchpoint = place.partition("/")
    tables["survey_touchpoint"].append(
        {
            "key": f"{survey}@{place}",
            "id": stable_id(f"survey_touchpoint/{survey}/{place}"),
            "survey_id": stable_id(f"survey/{survey}"),
            "journey_id": stable_id(f"journey/{journey}"),
            "touchpoint_id": touchpoint_id(journey, touchpoint) if touchpoint else None,
        }
    )
    tables["response"].extend(_rows(f"{survey}@{place}", answers))


def _rows(key: str, answers: list[Answer]) -> Iterator[dict[str, Any]]:
    for number, answer in enumerate(answers):
        person = answer.trip.person if answer.trip else None
        yield {
            "id": stable_id(f"response/{key}/{number}", answer.at),
            "place": key,
            "score": answer.score,
            "comment": answer.comment,
            "respondent_id": person.id if person else None,
            "language": answer.language,
            "segment": BUSY[person.persona] if person else "",
            "answered_at": answer.at.astimezone(UTC).replace(tzinfo=None).isoformat(),
        }
