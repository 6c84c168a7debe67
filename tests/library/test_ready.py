"""Ready journeys: whole in four languages, and drawn from what the library knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from journeymap.library.four import Contact, of_library, of_ready, of_touchpoints, start_with_four
from journeymap.library.reading import library, read_toml
from journeymap.library.ready import WRITTEN, as_map, keys, ready_journey
from journeymap.library.touchpoint import LANGUAGES, LineOfBusiness
from journeymap.model.journey import Evidence, LaneKind, Phase

ALL = [ready_journey(key) for key in keys()]
LONGEST_CARD = 90
"""Characters; more make a card that nobody reads."""


def texts(found: Any) -> Iterator[Mapping[str, str]]:
    """Every table of texts by language in a data file."""
    if isinstance(found, dict):
        if "en" in found:
            yield found
        for value in found.values():
            yield from texts(value)
    elif isinstance(found, list):
        for value in found:
            yield from texts(value)


def test_there_are_enough_of_every_line_of_business_from_four_to_thirty() -> None:
    assert len(ALL) >= 10
    assert {ready.line for ready in ALL} == set(LineOfBusiness)
    sizes = sorted(len(ready.touchpoints) for ready in ALL)
    assert (sizes[0], sizes[-1]) == (4, 30)
    assert len({ready.persona["name"] for ready in ALL}) == len(ALL)


@pytest.mark.parametrize("key", keys())
def test_every_text_is_there_in_four_languages_and_short(key: str) -> None:
    for table in texts(read_toml(f"ready/{key}.toml")):
        assert tuple(table) == LANGUAGES
        for text in table.values():
            assert text.strip() == text != ""
            assert not re.search(r"'|\"|  ", text), text
    for touchpoint in ready_journey(key).touchpoints:
        for language in LANGUAGES:
            assert all(len(touchpoint.text(lane, language)) <= LONGEST_CARD for lane in WRITTEN)


@pytest.mark.parametrize("key", keys())
def test_a_ready_journey_uses_what_is_usual_in_its_line(key: str) -> None:
    ready = ready_journey(key)
    used = [touchpoint.entry.key for touchpoint in ready.touchpoints]
    assert len(used) == len(set(used))
    assert not [t.entry.key for t in ready.touchpoints if ready.line not in t.entry.lines]
    assert {Phase.BEFORE, Phase.DURING} <= {stage.phase for stage in ready.stages}
    assert all(-2 <= t.emotion <= 2 for t in ready.touchpoints)
    assert any(t.moment_of_truth for t in ready.touchpoints)
    for touchpoint in ready.touchpoints:
        assert touchpoint.text(LaneKind.ACTIONS, "en") and touchpoint.text(LaneKind.THOUGHTS, "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", keys())
def test_it_becomes_a_map_on_which_everything_is_assumed(key: str, language: str) -> None:
    ready = ready_journey(key)
    drawn = as_map(ready, language)
    assert drawn.journey.title == ready.title[language]
    assert [t.title for t in drawn.touchpoints] == [t.name(language) for t in ready.touchpoints]
    assert {card.evidence for card in drawn.cards} == {Evidence.ASSUMED}
    assert len(drawn.emotions) == len(drawn.touchpoints)
    assert {t.stage_id for t in drawn.touchpoints} == {stage.id for stage in drawn.stages}
    assert len(drawn.personas) == 1


def test_two_maps_of_one_ready_journey_share_no_id() -> None:
    one, other = (as_map(ready_journey("dinner-for-two"), "en") for _n in range(2))
    ids = [{t.id for t in drawn.touchpoints} | {drawn.journey.id, drawn.personas[0].id} for drawn in (one, other)]
    assert not ids[0] & ids[1]


def test_a_bad_moment_without_a_written_pain_shows_what_customers_fear() -> None:
    booking = ready_journey("dinner-for-two").touchpoints[1]
    assert booking.emotion < 0
    assert booking.text(LaneKind.PAIN_POINTS, "de") == library()["online-booking"].words["de"].fears
    assert ready_journey("dinner-for-two").touchpoints[2].text(LaneKind.PAIN_POINTS, "de") == ""


def test_a_ready_journey_that_does_not_exist_is_not_looked_for_on_disk() -> None:
    with pytest.raises(KeyError):
        ready_journey("../touchpoints/after")


def contact(key: str, *, real: bool = False, digital: bool = False, importance: int | None = 3) -> Contact:
    return Contact(key=key, face_to_face=real, digital=digital, importance=importance)


def test_four_are_two_in_person_and_two_online_that_matter_most_in_the_customer_s_order() -> None:
    contacts = [
        contact("ad", importance=5),
        contact("page", digital=True, importance=2),
        contact("shop", real=True, importance=4),
        contact("basket", digital=True, importance=4),
        contact("till", real=True, importance=5),
        contact("parking", real=True, importance=2),
        contact("mail", digital=True, importance=3),
    ]
    assert start_with_four(contacts) == ("shop", "basket", "till", "mail")


def test_one_kind_fills_up_for_the_other_and_the_rest_for_both() -> None:
    online = [contact(name, digital=True, importance=n) for n, name in enumerate("abcde", 1)]
    assert start_with_four(online) == ("b", "c", "d", "e")
    assert start_with_four([*online[:1], contact("phone", importance=5), contact("post", importance=1)]) == (
        "a",
        "phone",
        "post",
    )
    assert start_with_four([]) == ()


def test_a_moment_of_truth_comes_before_importance_and_parts_come_last() -> None:
    truth = Contact(key="truth", face_to_face=True, digital=False, importance=1, moment_of_truth=True)
    part = Contact(key="part", face_to_face=True, digital=False, importance=5, is_part=True)
    others = [contact(name, real=True, importance=4) for name in "abcd"]
    assert "truth" in start_with_four([*others, truth])
    assert "part" not in start_with_four([part, *others])
    assert "part" in start_with_four([part, *others[:3]])


@pytest.mark.parametrize("line", LineOfBusiness)
def test_every_line_of_business_can_start_with_four(line: LineOfBusiness) -> None:
    chosen = start_with_four(of_library(entry for entry in library().values() if line in entry.lines))
    assert len(chosen) == 4
    assert any(library()[key].face_to_face for key in chosen)


@pytest.mark.parametrize("key", keys())
def test_every_ready_journey_can_start_with_four(key: str) -> None:
    ready = ready_journey(key)
    chosen = start_with_four(of_ready(ready))
    drawn = as_map(ready, "en", only=frozenset(chosen))
    assert len(drawn.touchpoints) == 4
    assert {t.stage_id for t in drawn.touchpoints} == {stage.id for stage in drawn.stages}
    assert [t.position for t in drawn.stages] == list(range(len(drawn.stages)))
    assert len(of_touchpoints(drawn.touchpoints)) == 4
