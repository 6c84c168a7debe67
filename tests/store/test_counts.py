"""The grouped statements, held against the same counts made by hand from the rows of the sample company."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from journeymap.services.sample import add_sample
from journeymap.store.answers import AnswerQuery, count_answers, read_answers, read_places
from journeymap.store.counts import Window, read_asked, read_counts, read_counts_by_journey, read_counts_by_month
from journeymap.store.database import Database, open_database
from journeymap.store.queries import FOLDER, query


def utc(year: int, month: int, day: int = 1) -> datetime:
    return datetime(year, month, day, tzinfo=UTC).replace(tzinfo=None)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = open_database(tmp_path_factory.mktemp("sample") / "sample.duckdb")
    add_sample(database)
    yield database
    database.close()


@pytest.fixture(scope="module")
def rows(sample: Database) -> list[dict[str, object]]:
    return sample.rows(
        "SELECT r.survey_touchpoint_id AS place, r.score, r.answered_at, r.persona_id, p.journey_id"
        " FROM response r JOIN survey_touchpoint p ON p.id = r.survey_touchpoint_id WHERE r.score IS NOT NULL"
    )


@pytest.fixture(scope="module")
def journey(sample: Database) -> str:
    return str(sample.rows("SELECT id FROM journey ORDER BY position LIMIT 1")[0]["id"])


def test_every_query_says_what_it_is_for() -> None:
    names = [file.stem for file in Path(FOLDER).glob("*.sql")]
    assert names
    for name in names:
        assert query(name).startswith("--")


@pytest.mark.parametrize("of_persona", [False, True])
def test_counts_by_place_are_those_of_the_rows(
    sample: Database, rows: list[dict[str, object]], journey: str, of_persona: bool
) -> None:
    window = Window(
        start=utc(2026, 5), end=utc(2026, 8), earlier=(utc(2026, 2), utc(2026, 5)), later=(utc(2026, 7), utc(2026, 8))
    )
    persona = str(sample.rows("SELECT id FROM persona ORDER BY position LIMIT 1")[0]["id"]) if of_persona else None
    found = read_counts(sample, journey, window, persona)
    here = [r for r in rows if r["journey_id"] == journey and (persona is None or r["persona_id"] == persona)]

    def by_hand(start: datetime, end: datetime) -> dict[str, Counter[float]]:
        counts: dict[str, Counter[float]] = {}
        for row in here:
            if start <= row["answered_at"] < end:  # type: ignore[operator]  # a time
                counts.setdefault(str(row["place"]), Counter())[row["score"]] += 1  # type: ignore[index]
        return counts

    for name, span in (("counts", (window.start, window.end)), ("earlier", window.earlier), ("later", window.later)):
        assert {p: Counter(dict(getattr(t, name))) for p, t in found.items() if getattr(t, name)} == by_hand(*span)
    times = [r["answered_at"] for r in here if window.start <= r["answered_at"] < window.end]  # type: ignore[operator]
    assert min(t.first for t in found.values() if t.first) == min(times)  # type: ignore[type-var]
    assert max(t.last for t in found.values() if t.last) == max(times)  # type: ignore[type-var]


def test_counts_by_month_are_those_of_the_rows(sample: Database, rows: list[dict[str, object]], journey: str) -> None:
    places = [asked.place for asked in read_asked(sample, journey)][:3]
    starts = [utc(2026, month) for month in (3, 4, 5, 6)]
    found = {(p, month, score): n for p, month, score, n in read_counts_by_month(sample, places, starts)}
    by_hand = Counter(
        (r["place"], month, r["score"])
        for r in rows
        for month in range(3)
        if r["place"] in places and starts[month] <= r["answered_at"] < starts[month + 1]  # type: ignore[operator]
    )
    assert found == by_hand


def test_answers_by_journey_are_those_of_the_rows(sample: Database, rows: list[dict[str, object]]) -> None:
    found = {row["journey_id"]: row["answers"] for row in read_counts_by_journey(sample)}
    assert found == Counter(row["journey_id"] for row in rows)


def test_asked_names_every_place_of_the_journey_once(sample: Database, journey: str) -> None:
    asked = [a.place for a in read_asked(sample, journey)]
    assert asked == list(read_places(sample, journey_id=journey))
    assert len(set(asked)) == len(asked)


def test_pages_put_together_are_all_answers_in_order(sample: Database, journey: str) -> None:
    wanted = AnswerQuery(places=read_places(sample, journey_id=journey)[:2])
    total = count_answers(sample, wanted)
    pages = [read_answers(sample, wanted, limit=100, offset=start) for start in range(0, total, 100)]
    answers = [answer for page in pages for answer in page]
    assert len({a["id"] for a in answers}) == total
    assert [a["answered_at"] for a in answers] == sorted((a["answered_at"] for a in answers), reverse=True)
