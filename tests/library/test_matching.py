"""What people type is found: misspelt, inflected, unfinished, in four languages."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from journeymap.library.matching import LIKELY, alike, matches, plain, recognise, words_of
from journeymap.library.reading import library
from journeymap.library.touchpoint import LANGUAGES

PHRASES = Path(__file__).with_name("phrases.csv")
"""Written before the matcher was; it is tuned to people, this list is not tuned to it."""


def phrases() -> list[tuple[str, str, str]]:
    with PHRASES.open(encoding="utf-8", newline="") as file:
        return [(row["language"], row["phrase"], row["entry"]) for row in csv.DictReader(file)]


def test_the_list_is_whole() -> None:
    assert Counter(language for language, _phrase, _entry in phrases()) == dict.fromkeys(LANGUAGES, 50)
    assert {entry for _language, _phrase, entry in phrases()} <= library().keys()


@pytest.mark.parametrize("told", [True, False], ids=["language told", "language not told"])
def test_nine_of_ten_misspelt_phrases_are_among_the_first_three(told: bool, capsys: pytest.CaptureFixture[str]) -> None:
    first = three = 0
    missed = []
    for language, phrase, entry in phrases():
        found = [match.key for match in matches(phrase, language=language if told else None)]
        first += found[:1] == [entry]
        three += entry in found
        if entry not in found:
            missed.append(f"{phrase} ({entry})")
    n = len(phrases())
    with capsys.disabled():
        print(  # noqa: T201  # the figure that this list is kept for
            f"\n{n} misspelt phrases: {three} among the first three, {first} first. Missed: {'; '.join(missed)}"
        )
    assert three >= 0.9 * n


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_and_synonym_finds_its_own_entry(language: str) -> None:
    missed = []
    for entry in library().values():
        words = entry.in_language(language)
        for text in (words.name, *words.also):
            if entry.key not in [match.key for match in matches(text, language=language)]:
                missed.append((text, entry.key))
    assert not missed


@pytest.mark.parametrize(
    ("typed", "entry"),
    [
        ("compl", "complaint"),
        ("inv", "invoice"),
        ("Fakt", "invoice"),
        ("parke", "parking"),
        ("Wartezi", "waiting-room"),
    ],
)
def test_a_word_is_found_before_it_is_finished(typed: str, entry: str) -> None:
    assert entry in [match.key for match in matches(typed)]


@pytest.mark.parametrize("typed", ["", "  ", "?", "x", "🙂", "…", "Kletterseil xqzw"])
def test_nothing_is_made_up(typed: str) -> None:
    assert matches(typed) == ()
    assert recognise(typed) is None


def test_a_very_long_answer_is_looked_at_and_not_choked_on() -> None:
    assert matches("complaint " * 5000, limit=1)[0].key == "complaint"


def test_the_reader_s_language_wins_between_equals() -> None:
    assert matches("feedback", language="da", limit=1)[0].language == "da"
    assert matches("feedback", language="sv", limit=1)[0].language == "sv"


def test_scores_fall_and_stay_in_their_range() -> None:
    found = matches("complaint", limit=10)
    assert [match.score for match in found] == sorted((match.score for match in found), reverse=True)
    assert all(LIKELY <= match.score <= 100 for match in found)


@pytest.mark.parametrize(
    ("title", "entry"),
    [
        ("Web shop", "web-shop"),
        ("webshop", "web-shop"),
        ("BESCHWERDE", "complaint"),
        ("Kø ved kassen", None),
        ("Parkeringsplats", "parking"),
        ("Checkout-Page of our rocket", None),
    ],
)
def test_only_a_sure_title_is_recognised(title: str, entry: str | None) -> None:
    assert recognise(title) == entry


def test_letters_of_four_languages_are_told_by_their_plain_ones() -> None:
    assert plain("Kø ved Kassen!") == "ko ved kassen"
    assert plain("Größe, ÆBLE & Åre") == "grosse able are"
    assert words_of("I am at the till") == ("till",)
    assert words_of("to be") == ("be",)


def test_titles_are_alike_whatever_the_order_of_their_words() -> None:
    assert alike("Parking lot", "parkinglot") == 100
    assert alike("Lot, parking", "parking lot") == 100
    assert alike("Parking", "Invoice") < 50
    assert alike("", "Invoice") == 0
