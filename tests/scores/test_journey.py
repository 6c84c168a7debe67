from __future__ import annotations

import pytest

from journeymap.model.survey import GoodEnd, Metric
from journeymap.scores.journey import Content, chain, journey_is_red, peak_and_end, unevenness, weakest
from journeymap.scores.scale import is_content
from journeymap.scores.score import Score
from journeymap.scores.summary import summarise


@pytest.mark.parametrize(
    ("low", "high", "good_end", "from_answer"),
    [
        (0, 10, GoodEnd.HIGH, 7),
        (1, 5, GoodEnd.HIGH, 4),
        (1, 7, GoodEnd.HIGH, 5),
        (1, 3, GoodEnd.HIGH, 3),
        (0, 1, GoodEnd.HIGH, 1),
        (1, 7, GoodEnd.LOW, 3),
        (0, 1, GoodEnd.LOW, 0),
    ],
)
def test_who_is_content(low: int, high: int, good_end: GoodEnd, from_answer: int) -> None:
    content = [answer for answer in range(low, high + 1) if is_content(answer, low, high, good_end)]
    assert content == (
        list(range(from_answer, high + 1)) if good_end is GoodEnd.HIGH else list(range(low, from_answer + 1))
    )


def test_content_share_gives_the_measured_experience() -> None:
    score = _csat(60, 20)
    assert Content.of(score) == Content(60, 80)
    assert Content.of(score).experience == 1.0


def test_ten_independent_touchpoints_multiply() -> None:
    # Each of ten people was discontent at another touchpoint, and ninety at none, at ten touchpoints: 99 % each.
    people = [{str(t): t != p for t in range(10)} for p in range(10)] + [{str(t): True for t in range(10)}] * 90
    found = chain(people)
    assert found is not None
    assert (found.n, found.content, found.share) == (100, 90, 0.9)
    assert found.expected == pytest.approx(0.99**10)
    assert not found.flagged


def test_a_chain_weaker_than_its_links_is_flagged() -> None:
    # Nobody is content twice, though half are at each touchpoint.
    people = [{"a": True, "b": False}] * 100 + [{"a": False, "b": True}] * 100
    found = chain(people)
    assert found is not None
    assert (found.content, found.expected, found.flagged) == (0, 0.25, True)


def test_people_who_answered_once_have_no_chain() -> None:
    assert chain([{"a": True}, {"b": False}]) is None
    assert chain([]) is None


def test_the_weakest_link_is_named_when_it_is_clear() -> None:
    links = {f"t{i}": Content(90, 100) for i in range(9)} | {"weak": Content(60, 100)}
    found = weakest(links)
    assert found is not None
    assert found.touchpoint_ids == ("weak",)
    assert found.clear and found.probability > 0.99


def test_without_a_real_difference_two_or_more_are_named() -> None:
    found = weakest({"a": Content(70, 100), "b": Content(71, 100), "c": Content(95, 100), "d": Content(96, 100)})
    assert found is not None
    assert not found.clear
    assert found.touchpoint_ids == ("a", "b")


def test_few_touchpoints_ask_for_more_certainty() -> None:
    weak, other, far = Content(80, 100), Content(88, 100), Content(300, 301)
    two = weakest({"weak": weak, "other": other})
    three = weakest({"weak": weak, "other": other, "far": far})
    four = weakest({"weak": weak, "other": other, "far": far, "further": far})
    assert two is not None and three is not None and four is not None
    assert 0.90 < two.probability < 0.95
    assert (two.clear, three.clear, four.clear) == (False, False, True)
    assert two.touchpoint_ids == ("weak", "other")


def test_the_order_of_the_touchpoints_changes_nothing() -> None:
    links = {"a": Content(70, 90), "b": Content(30, 40), "c": Content(50, 60)}
    assert weakest(links) == weakest(dict(reversed(links.items())))


def test_nothing_to_compare_has_no_weakest_link() -> None:
    assert weakest({}) is None
    assert weakest({"a": Content(1, 10)}) is None


def test_every_stop_green_and_the_journey_red() -> None:
    green, red = [_csat(90, 10)] * 3, _csat(55, 45)
    assert journey_is_red(green, 6, red)
    assert not journey_is_red(green[:2], 2, red), "three must be measured"
    assert not journey_is_red(green, 7, red), "half of them must be measured"
    assert not journey_is_red([*green, _csat(70, 30)], 6, red), "one is not green"
    assert journey_is_red([*green, _csat(1, 3)], 6, red), "too few answers do not count"
    assert not journey_is_red(green, 6, _csat(78, 22)), "its interval reaches the good band"
    assert not journey_is_red(green, 6, None), "its own survey decides, never the chain alone"


@pytest.mark.parametrize(("good_end", "answers"), [(GoodEnd.HIGH, (3.0, 4.0)), (GoodEnd.LOW, (5.0, 4.0))])
def test_a_red_journey_by_effort_on_either_direction(good_end: GoodEnd, answers: tuple[float, float]) -> None:
    own = summarise(
        [(a, 100) for a in answers], metric=Metric.CES, scale_low=1, scale_high=7, good_end=good_end, min_answers=5
    )
    assert journey_is_red([_csat(90, 10)] * 3, 6, own)


def test_unevenness() -> None:
    found = unevenness([0.9, 0.8, 0.4])
    assert found is not None
    assert found.spread == pytest.approx(0.5)
    assert found.deviation == pytest.approx(0.2160, abs=1e-4)
    assert unevenness([0.9]) is None


@pytest.mark.parametrize(
    ("curve", "expected"),
    [([0.5, -1.5, 1.0], -0.25), ([2.0], 2.0), ([-2.0, 2.0, 0.0], 1.0), ([], None)],
)
def test_peak_and_end(curve: list[float], expected: float | None) -> None:
    assert peak_and_end(curve) == expected


def _csat(good: int, bad: int) -> Score:
    return summarise([(1, good), (0, bad)], metric=Metric.CSAT, scale_low=0, scale_high=1, min_answers=5)
