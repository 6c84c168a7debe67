"""The journey as a whole, and what to do first, on the sample company."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
import scipy.stats  # type: ignore[import-untyped]

from journeymap.config import Settings
from journeymap.scores.journey import chain
from journeymap.services import sample
from journeymap.services.insights.priority import ImportanceKind, priorities
from journeymap.services.insights.whole import whole_journey
from journeymap.store.database import Database, open_database

TODAY = date(2026, 11, 22)
SETTINGS = Settings()


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    folder: Path = tmp_path_factory.mktemp("whole")
    database = open_database(folder / "journeys.duckdb")
    sample.add_sample(database)
    yield database
    database.close()


@pytest.fixture(scope="module")
def answers(db: Database) -> pd.DataFrame:
    """Valid answers of people who are known, oldest first."""
    return db.read(
        """SELECT CAST(p.journey_id AS VARCHAR) AS journey, CAST(p.touchpoint_id AS VARCHAR) AS touchpoint,
          CAST(r.respondent_id AS VARCHAR) AS person, s.metric, s.main, r.score,
          3 * (r.score - s.low) >= 2 * (s.high - s.low) AS content
        FROM response r
        JOIN survey s ON s.id = r.survey_id
        JOIN survey_touchpoint p ON p.id = r.survey_touchpoint_id
        WHERE r.score IS NOT NULL AND r.respondent_id IS NOT NULL
        ORDER BY r.answered_at, r.id"""
    )


def journeys(db: Database) -> dict[str, str]:
    return {row["title"]: row["id"] for row in db.rows("SELECT title, CAST(id AS VARCHAR) AS id FROM journey")}


def test_the_chain_is_counted_by_the_file_as_by_the_formula(db: Database, answers: pd.DataFrame) -> None:
    for journey_id in journeys(db).values():
        here = answers[(answers["journey"] == journey_id) & answers["touchpoint"].notna()]
        latest = here.groupby(["person", "touchpoint"])["content"].last()
        expected = chain(dict(one.droplevel(0)) for _person, one in latest.groupby(level=0))
        found = whole_journey(db, journey_id, settings=SETTINGS, today=TODAY).chain
        assert expected is not None
        assert found is not None
        assert (found.n, found.content) == (expected.n, expected.content)
        assert found.expected == pytest.approx(expected.expected)
        assert not found.flagged


def test_one_journey_is_red(db: Database) -> None:
    red = {
        title
        for title, journey_id in journeys(db).items()
        if whole_journey(db, journey_id, settings=SETTINGS, today=TODAY).red
    }
    assert red == {"The bear that stayed on the train"}


def test_derived_importance_is_the_correlation_with_the_journeys_own_score(db: Database, answers: pd.DataFrame) -> None:
    journey_id = journeys(db)["Eleven hours aboard"]
    here = answers[answers["journey"] == journey_id]
    own = here[here["touchpoint"].isna()].groupby("person")["score"].last().rename("own")
    found = priorities(db, journey_id, kind=ImportanceKind.DERIVED, settings=SETTINGS, today=TODAY)
    assert found
    for one in found:
        at = here[(here["touchpoint"] == one.touchpoint_id) & (here["metric"] == one.score.metric.value)]
        pairs = at.groupby("person")["score"].last().to_frame().join(own, how="inner")
        assert one.pairs == len(pairs)
        r = scipy.stats.spearmanr(pairs["score"], pairs["own"]).statistic
        assert one.importance == pytest.approx(10 * max(r, 0))


def test_the_weakest_link_is_the_largest_opportunity(db: Database) -> None:
    journey_id = journeys(db)["The first night: Hamburg to Stockholm"]
    first, *others = priorities(db, journey_id, settings=SETTINGS, today=TODAY)
    (row,) = db.rows("SELECT title FROM touchpoint WHERE id = ?", [first.touchpoint_id])
    assert row["title"] == "Finding the train in Altona"
    assert first.ranks == (1, 1)
    assert first.advice == "concentrate"
    assert all(one.ranks[0] > 1 for one in others)


def test_an_empty_journey_says_nothing(tmp_path: Path) -> None:
    db = open_database(tmp_path / "empty.duckdb")
    sample.add_sample(db)
    journey_id = journeys(db)["Eleven hours aboard"]
    nobody = whole_journey(db, journey_id, segment="nobody has this", settings=SETTINGS, today=TODAY)
    assert (nobody.chain, nobody.measured, nobody.unevenness) == (None, None, None)
    assert priorities(db, journey_id, segment="nobody has this", settings=SETTINGS, today=TODAY) == ()
    db.close()
