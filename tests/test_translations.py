"""The catalogues of the languages: complete, and with the same blanks to fill in as the English sentences."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from journeymap.locale import LANGUAGES
from tests.test_messages import CATALOGUES, PLACEHOLDER, catalogue, forms

COMPLETE = ("de",)
"""Languages in which no sentence may be missing."""

MARKS = re.compile(r"\*\*|`|</?\w+[^>]*>|\]\(|:material/\w+:|^#+ |\n", re.MULTILINE)
"""HTML and Markdown."""

TRANSLATED = [file for file in CATALOGUES if file.parts[-3] != LANGUAGES[0]]


def of(file: Path) -> str:
    return file.parts[-3]


def spoken(file: Path) -> list[tuple[Message, str, str]]:
    """Every translated form, with the English one that it stands for."""
    return [
        (message, english, said)
        for message in catalogue(file)
        if message.id
        for english, said in zip(forms(message.id), forms(message.string), strict=False)
        if said
    ]


@pytest.mark.parametrize("file", [file for file in TRANSLATED if of(file) in COMPLETE], ids=of)
def test_a_complete_language_lacks_no_sentence(file: Path) -> None:
    missing = [message.id for message in catalogue(file) if message.id and not all(forms(message.string) or ("",))]
    assert not missing, f"{len(missing)} sentences are missing:\n" + "\n".join(map(repr, missing))


@pytest.mark.parametrize("file", TRANSLATED, ids=of)
def test_two_plural_forms_are_known(file: Path) -> None:
    assert (catalogue(file).num_plurals, catalogue(file).plural_expr) == (2, "(n != 1)")


@pytest.mark.parametrize("file", TRANSLATED, ids=of)
def test_a_translation_has_the_placeholders_of_its_sentence(file: Path) -> None:
    different = []
    for message, english, said in spoken(file):
        may = Counter(PLACEHOLDER.findall(english))
        if Counter(PLACEHOLDER.findall(said)) != may and not (len(forms(message.id)) == 2 and "{n}" in said):
            different.append((english, said))
    assert not different


@pytest.mark.parametrize("file", TRANSLATED, ids=of)
def test_a_translation_is_marked_as_its_sentence_is(file: Path) -> None:
    different = [
        (english, said)
        for _message, english, said in spoken(file)
        if Counter(MARKS.findall(english)) != Counter(MARKS.findall(said))
    ]
    assert not different


@pytest.mark.parametrize("file", TRANSLATED, ids=of)
def test_a_translation_begins_and_ends_with_the_same_blanks(file: Path) -> None:
    blanks = re.compile(r"^\s*|\s*$")
    assert not [(e, s) for _message, e, s in spoken(file) if blanks.findall(e) != blanks.findall(s)]
