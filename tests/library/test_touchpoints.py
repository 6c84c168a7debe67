"""The library's data: whole in four languages, without doubles, with choices that exist."""

from __future__ import annotations

from collections import Counter

import pytest

from journeymap.library import reading
from journeymap.library.reading import library, name_of, names, parts_of
from journeymap.library.touchpoint import (
    LANGUAGES,
    SURVEY_KINDS,
    Channel,
    LineOfBusiness,
    SurveyKind,
    UsualStage,
    Words,
)
from journeymap.model.journey import Phase

ENTRIES = list(library().values())
LONGEST_NAME = 50
"""Characters; more do not fit a box on the map."""


def every_text() -> list[tuple[str, str, str]]:
    found = []
    for entry in ENTRIES:
        for language, words in entry.words.items():
            found += [(entry.key, language, text) for text in (words.name, *words.also, words.wants, words.fears)]
    return found


def test_the_library_is_large_and_has_every_phase_and_sub_touchpoints() -> None:
    assert len(ENTRIES) >= 120
    assert sum(entry.part_of is None for entry in ENTRIES) >= 120
    assert {entry.phase for entry in ENTRIES} == set(Phase)
    assert {entry.stage for entry in ENTRIES} == set(UsualStage)
    assert {part.key for part in parts_of("store")} >= {"checkout-till", "fitting-room"}


def test_every_entry_speaks_four_languages_and_leaves_nothing_out() -> None:
    for entry in ENTRIES:
        assert tuple(entry.words) == LANGUAGES
    blank = [(key, language) for key, language, text in every_text() if not text.strip() or text != text.strip()]
    assert not blank
    assert not [text for _key, _language, text in every_text() if "'" in text or "  " in text]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_and_no_synonym_means_two_things(language: str) -> None:
    meant: Counter[str] = Counter()
    for entry in ENTRIES:
        words = entry.in_language(language)
        meant.update({text.casefold() for text in (words.name, *words.also)})
    assert not [text for text, n in meant.items() if n > 1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_wish_and_no_fear_is_said_twice(language: str) -> None:
    said = Counter(text for entry in ENTRIES for text in wishes(entry.in_language(language)))
    assert not [text for text, n in said.items() if n > 1]


def wishes(words: Words) -> tuple[str, str]:
    return words.wants, words.fears


def test_names_fit_the_map() -> None:
    long = [words.name for entry in ENTRIES for words in entry.words.values() if len(words.name) > LONGEST_NAME]
    assert not long


def test_importance_is_one_to_five_and_surveys_suit_the_phase() -> None:
    for entry in ENTRIES:
        assert entry.importance in (1, 2, 3, 4, 5), entry.key
        assert entry.survey in SURVEY_KINDS[entry.phase], entry.key


def test_a_part_belongs_to_a_touchpoint_of_the_same_phase_that_is_no_part_itself() -> None:
    for entry in ENTRIES:
        if entry.part_of is not None:
            whole = library()[entry.part_of]
            assert (whole.part_of, whole.phase) == (None, entry.phase), entry.key
            assert entry.lines & whole.lines, entry.key


@pytest.mark.parametrize("line", LineOfBusiness)
def test_every_line_of_business_meets_its_customers_in_every_phase(line: LineOfBusiness) -> None:
    usual = Counter(entry.phase for entry in ENTRIES if line in entry.lines)
    assert min(usual[phase] for phase in Phase) >= 10
    assert any(entry.face_to_face for entry in ENTRIES if line in entry.lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_has_a_name(language: str) -> None:
    choices = (*Channel, *LineOfBusiness, *SurveyKind, *UsualStage)
    assert all(name_of(choice, language).strip() for choice in choices)
    assert all(set(texts) == set(LANGUAGES) for table in names().values() for texts in table.values())
    assert sum(len(table) for table in names().values()) == len(choices)


def test_every_channel_is_used() -> None:
    assert {entry.channel for entry in ENTRIES} == set(Channel)


def test_a_language_that_the_library_does_not_speak_gets_english() -> None:
    complaint = library()["complaint"]
    assert complaint.in_language("fi").name == complaint.in_language("en").name == "Complaint"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"channel": "pigeon"}, "pigeon"),
        ({"traits": ["digital", "direct", "brand"]}, "traits are four"),
        ({"traits": ["digital", "digital", "direct", "brand"]}, "traits are four"),
        ({"colour": "red"}, "what is colour"),
        ({"da": None}, "da"),
    ],
)
def test_a_mistake_in_an_entry_is_named(change: dict[str, object], said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = reading.read_toml("touchpoints/after.toml")["complaint"] | change
    entry = {name: value for name, value in entry.items() if value is not None}
    monkeypatch.setattr(reading, "read_toml", lambda _name: {"complaint": entry})
    with pytest.raises(ValueError, match=rf"before\.toml, \[complaint\].*{said}"):
        reading.library.__wrapped__()


def test_entries_are_what_they_say() -> None:
    entry = library()["checkout-till"]
    assert (entry.phase, entry.channel, entry.digital, entry.face_to_face) == (Phase.DURING, Channel.STORE, False, True)
    assert LineOfBusiness.SHOP in entry.lines
    assert LineOfBusiness.SOFTWARE not in entry.lines
