"""The truths that are planted in the sample, found by straightforward computation, and no others of their kind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import scipy.stats  # type: ignore[import-untyped]

from journeymap.config import Settings
from journeymap.scores.bands import DEFAULT
from journeymap.scores.journey import chain, journey_is_red
from journeymap.services import sample
from journeymap.services.journey_scores import journey_scores
from journeymap.services.weakest import weakest_link
from journeymap.store.database import Database, open_database

FULL = "The first night: Hamburg to Stockholm"
BEAR = "The bear that stayed on the train"
ABOARD = "Eleven hours aboard"
WHOLE = "(whole journey)"
GOOD = {"csat": 0.8, "ces": 5.5, "stars": 4.2}
"""Where the good band begins."""


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    folder: Path = tmp_path_factory.mktemp("sample")
    database = open_database(folder / "journeys.duckdb")
    sample.add_sample(database)
    yield database
    database.close()


@pytest.fixture(scope="module")
def answers(db: Database) -> pd.DataFrame:
    """Valid answers, each with its journey, touchpoint, metric, month and whether it is content."""
    return db.read(
        """SELECT j.title AS journey, COALESCE(t.title, ?) AS touchpoint, s.metric, s.main, r.score, r.respondent_id,
          r.answered_at, EXTRACT(month FROM r.answered_at) AS month,
          1.0 * (r.score - s.low) / (s.high - s.low) >= 2.0 / 3 AS content
        FROM response r
        JOIN survey s ON s.id = r.survey_id
        JOIN survey_touchpoint p ON p.id = r.survey_touchpoint_id
        JOIN journey j ON j.id = p.journey_id
        LEFT JOIN touchpoint t ON t.id = p.touchpoint_id
        WHERE r.score IS NOT NULL""",
        [WHOLE],
    )


def at_touchpoints(answers: pd.DataFrame) -> pd.DataFrame:
    return answers[answers["touchpoint"] != WHOLE]


def weakest_probability(answers: pd.DataFrame) -> dict[tuple[str, str], tuple[str, float, int]]:
    """By journey and metric: the touchpoint that is most often the lowest of 10,000 Jeffreys draws."""
    found = {}
    for (journey, metric), here in at_touchpoints(answers).groupby(["journey", "metric"]):
        links = here.groupby("touchpoint")["content"].agg(["sum", "size"])
        links = links[links["size"] >= 5]
        if len(links) < 2:
            continue
        k, n = links["sum"].to_numpy(float), links["size"].to_numpy(float)
        draws = np.random.default_rng(7).beta(k + 0.5, n - k + 0.5, (10_000, len(links)))
        lowest = np.bincount(draws.argmin(axis=1), minlength=len(links)) / 10_000
        found[str(journey), str(metric)] = (str(links.index[int(lowest.argmax())]), float(lowest.max()), len(links))
    return found


def test_one_weakest_link_and_it_is_the_platform(answers: pd.DataFrame) -> None:
    found = weakest_probability(answers)
    for metric in ("csat", "ces"):
        name, probability, _links = found.pop((FULL, metric))
        assert name == "Finding the train in Altona"
        assert probability > 0.99
    needed = {2: 0.975, 3: 0.95}
    for (journey, metric), (name, probability, links) in found.items():
        assert probability < needed.get(links, 0.90), (journey, metric, name, probability)


def test_the_weakest_link_also_holds_across_metrics(answers: pd.DataFrame) -> None:
    mixed = answers[answers["main"]].assign(metric="mixed")
    found = weakest_probability(mixed)
    assert found[FULL, "mixed"][0] == "Finding the train in Altona"
    assert found[FULL, "mixed"][1] > 0.99
    assert max(found[journey, "mixed"][1] for journey in (BEAR, ABOARD)) < 0.90


def test_one_touchpoint_has_too_few_answers_to_tell(answers: pd.DataFrame) -> None:
    counts = answers.groupby(["journey", "touchpoint", "metric"]).size()
    assert dict(counts[counts < 5]) == {(FULL, "Waiting room in Altona", "csat"): 3}
    assert counts[counts >= 5].min() > 100


def p_of_change(metric: str, before: pd.Series[float], after: pd.Series[float]) -> float:
    if metric == "csat":
        table = [[int((part >= 4).sum()), int((part < 4).sum())] for part in (before, after)]
        return float(scipy.stats.chi2_contingency(table, correction=False).pvalue)
    if metric == "nps":
        parts = [np.sign((part >= 9).astype(int) - (part <= 6).astype(int)) for part in (before, after)]
        error = np.sqrt(sum(part.var() / len(part) for part in parts))
        return float(2 * scipy.stats.norm.sf(abs(parts[1].mean() - parts[0].mean()) / error))
    return float(scipy.stats.ttest_ind(before, after, equal_var=False).pvalue)


def changes(answers: pd.DataFrame) -> pd.DataFrame:
    """Every full month of every place against the three months before it."""
    rows = []
    for (journey, touchpoint, metric), here in answers.groupby(["journey", "touchpoint", "metric"]):
        for month in range(5, 11):
            after = here.loc[here["month"] == month, "score"]
            before = here.loc[here["month"].between(month - 3, month - 1), "score"]
            if len(after) >= 5 and len(before) >= 5:
                p = p_of_change(str(metric), before, after)
                rows.append((journey, touchpoint, month, p, after.mean() - before.mean()))
    return pd.DataFrame(rows, columns=["journey", "touchpoint", "month", "p", "difference"])


def test_one_drop_in_the_sixth_month_and_nothing_else_moves(answers: pd.DataFrame) -> None:
    found = changes(answers)
    flagged = found[scipy.stats.false_discovery_control(found["p"]) < 0.05]
    assert [tuple(row) for row in flagged[["journey", "touchpoint", "month"]].to_numpy()] == [
        (ABOARD, "Breakfast in bed", 7)
    ]
    assert float(flagged["difference"].iloc[0]) < 0
    assert float(flagged["p"].iloc[0]) < 1e-6
    # Also when each journey and month is looked at by itself, nothing else is near.
    assert found["p"].drop(flagged.index).min() > 0.05


def test_the_month_of_the_drop_has_answers_enough_and_it_partly_recovers(answers: pd.DataFrame) -> None:
    breakfast = answers[answers["touchpoint"] == "Breakfast in bed"].groupby("month")["content"].agg(["mean", "size"])
    assert breakfast["size"].min() >= 200
    share = breakfast["mean"]
    assert share.loc[2:6].min() > 0.85
    assert share.loc[7] < 0.65
    assert share.loc[8:10].between(0.72, 0.82).all()


def nps(scores: pd.Series[float]) -> tuple[float, float, float]:
    """Score, low and high: adjusted Wald."""
    n, promoters, detractors = len(scores), int((scores >= 9).sum()), int((scores <= 6).sum())
    p, d = (promoters + 0.75) / (n + 3), (detractors + 0.75) / (n + 3)
    reach = 1.959964 * np.sqrt((p + d - (p - d) ** 2) / (n + 3))
    return 100 * (promoters - detractors) / n, float(100 * (p - d - reach)), float(100 * (p - d + reach))


def all_green(here: pd.DataFrame) -> bool:
    return all(
        (places["content"].mean() if metric == "csat" else places["score"].mean()) >= GOOD[str(metric)]
        for (_touchpoint, metric), places in here.groupby(["touchpoint", "metric"])
        if len(places) >= 5
    )


def test_every_stop_of_the_bear_is_green_and_its_journey_is_red(answers: pd.DataFrame) -> None:
    red = []
    for journey, here in answers.groupby("journey"):
        own = nps(here.loc[here["touchpoint"] == WHOLE, "score"])
        if all_green(at_touchpoints(here)) and own[2] < 30:
            red.append(journey)
    assert red == [BEAR]
    bear = answers[answers["journey"] == BEAR]
    assert at_touchpoints(bear)["touchpoint"].nunique() == 4
    assert nps(bear.loc[bear["touchpoint"] == WHOLE, "score"])[2] < 0


def test_the_journeys_on_board_are_as_good_as_their_own_scores_say(answers: pd.DataFrame) -> None:
    aboard = answers[answers["journey"] == ABOARD]
    assert nps(aboard.loc[aboard["touchpoint"] == WHOLE, "score"])[1] > 30


def test_chains_are_long_enough_and_none_lies_below_independence(answers: pd.DataFrame) -> None:
    known = at_touchpoints(answers).dropna(subset=["respondent_id"]).sort_values("answered_at")
    for journey, here in known[known["main"]].groupby("journey"):
        latest = here.groupby(["respondent_id", "touchpoint"])["content"].last()
        people = [dict(one.droplevel(0)) for _person, one in latest.groupby(level=0)]
        found = chain(people)
        assert found is not None
        assert found.n > 250, journey
        assert not found.flagged, journey


def test_many_people_answered_about_a_touchpoint_and_the_whole(answers: pd.DataFrame) -> None:
    known = answers.dropna(subset=["respondent_id"])
    whole = known[known["touchpoint"] == WHOLE].groupby(["journey", "respondent_id"])["score"].last().rename("whole")
    for (journey, touchpoint), here in at_touchpoints(known).groupby(["journey", "touchpoint"]):
        if touchpoint != "Waiting room in Altona":
            pairs = here.join(whole, on=["journey", "respondent_id"], how="inner")
            assert len(pairs) >= 30, (journey, touchpoint)


def test_the_product_finds_the_weakest_link_and_the_red_journey(db: Database) -> None:
    ids = {row["title"]: row["id"] for row in db.rows("SELECT id, title FROM journey")}
    titles = {row["id"]: row["title"] for row in db.rows("SELECT id, title FROM touchpoint")}
    settings = Settings()
    red = {}
    for title, journey_id in ids.items():
        found = weakest_link(db, journey_id, settings=settings)
        assert found is not None
        assert found.clear == (title == FULL)
        if title == FULL:
            assert titles[found.touchpoint_ids[0]] == "Finding the train in Altona"
        scores = journey_scores(db, journey_id, settings=settings)
        stops = [own[0] for own in scores.by_touchpoint.values()]
        of = sum(row["journey_id"] == journey_id for row in db.rows("SELECT journey_id FROM touchpoint"))
        red[title] = journey_is_red(stops, of, scores.whole[0], DEFAULT)
    assert red == {FULL: False, BEAR: True, ABOARD: False}


def test_answers_lie_in_nine_months_at_times_at_which_people_answer(answers: pd.DataFrame) -> None:
    at = answers["answered_at"]
    assert str(at.min().date()) >= "2026-02-01"
    assert str(at.max().date()) <= "2026-10-31"
    assert set(answers["month"]) == set(range(2, 11))
    assert (at.dt.hour < 4).mean() < 0.02
