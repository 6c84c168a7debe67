"""Noise stays noise, and differences of a known size are found as often as they can be."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from journeymap.config import Settings
from journeymap.model.survey import Metric
from journeymap.services.insights.find import insights
from journeymap.services.insights.finding import Kind
from journeymap.store.database import open_database
from tests.services.insights.crowd import SCALES, journey

SETTINGS = Settings(time_zone="UTC")
TODAY = date(2026, 10, 15)


def test_journeys_without_any_difference_raise_an_alarm_in_at_most_one_of_twenty(tmp_path: Path) -> None:
    random = np.random.default_rng(20_261_122)
    db = open_database(tmp_path / "noise.duckdb")
    alarms = []
    for _journey in range(200):
        metric = list(Metric)[random.integers(len(Metric))]
        low, high = SCALES[metric]
        chances = random.dirichlet(np.linspace(1, 4, high - low + 1))
        sizes = random.integers(20, 400, random.integers(2, 14)).tolist()
        journey_id, _touchpoints = journey(db, random, metric, sizes, [chances.tolist()] * len(sizes))
        found = insights(db, journey_id, settings=SETTINGS, today=TODAY)
        alarms.append([finding.kind for finding in found if finding.kind is not Kind.THIN])
    db.close()
    assert sum(bool(kinds) for kinds in alarms) <= 10, [kinds for kinds in alarms if kinds]


STRONG, WEAK = (2, 3, 10, 40, 45), (5, 5, 30, 30, 30)
POWER = {30: 0.0, 100: 0.5, 300: 0.9}
"""How often at least a touchpoint with 60 instead of 85 % content customers is found, by answers at each of eight."""


@pytest.mark.parametrize("answers", POWER)
def test_a_weak_touchpoint_of_known_size_is_found(
    answers: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    random = np.random.default_rng(answers)
    db = open_database(tmp_path / "planted.duckdb")
    runs, named = 20, 0
    for _journey in range(runs):
        journey_id, touchpoints = journey(
            db,
            random,
            Metric.CSAT,
            [answers] * 8,
            [WEAK if number == 3 else STRONG for number in range(8)],
        )
        found = insights(db, journey_id, settings=SETTINGS, today=TODAY)
        names = {finding.touchpoint_id for finding in found if finding.kind is Kind.WEAKEST_LINK}
        assert names <= {touchpoints[3]}
        named += bool(names)
    db.close()
    with capsys.disabled():
        sys.stdout.write(f"\nn = {answers}: the weak touchpoint is named in {named} of {runs} journeys\n")
    assert named / runs >= POWER[answers]
