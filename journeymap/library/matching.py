"""What somebody means who types a few words: the nearest touchpoints of the library, in any of its languages.

A phrase is compared in two ways. Letter by letter, without blanks, it is held against every name and synonym: that
finds misspellings and words that are written together in one language and apart in another. Word by word, each word
is looked up among all words of the library, where it may be misspelt, inflected, unfinished or part of a longer word;
rare words weigh more than those that half of the library shares (inverse document frequency: K. Spärck Jones, "A
statistical interpretation of term specificity", 1972). The better half leads, the other one decides between equals.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from journeymap.library.reading import library

LIKELY = 54.0
"""Matches below this are not worth showing."""
SURE = 88.0
"""From here on two titles are taken for the same thing without asking; below, a person is asked."""
_SHORT = 5
"""In words of so few letters one wrong letter makes another word."""
MOST_LETTERS = 200
"""Of a longer phrase the first letters are looked at."""

_WORD = re.compile(r"[a-z0-9]+")
_LETTERS = str.maketrans({"ø": "o", "æ": "a", "ß": "ss", "đ": "d", "ł": "l"})
_EMPTY_WORDS = """
a an and at by for from i in is it my of on or our the to we with you your me us was when out after before about
af at den der det du en er et for fra har i ikke jeg jer med mig min os og om pa som til vi ved selv hos
att av dig ditt ert ett fran hur inte jag nar nej och var vara vid
am auf aus bei beim das dem des die ein eine einem einen es fur hat ich im ist man mein mich mir mit nach nicht oder
per sie uber um und uns unser vom von war was wir zu zum zur
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
"""Words that say nothing about a touchpoint, in the spelling of :func:`plain`. Not *till*: that is also a till."""


@dataclass(frozen=True, slots=True)
class Match:
    """A touchpoint that may be meant.

    :param key: of the library's entry.
    :param score: 0–100, how near it is.
    :param text: the name or synonym that is nearest to what was typed.
    :param language: of that text.
    """

    key: str
    score: float
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class _Phrase:
    key: str
    language: str
    text: str
    plain: str
    words: tuple[str, ...]
    is_name: bool


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """``text`` in small Latin letters and digits, words parted by one blank: ``"Kø, ved!"`` → ``"ko ved"``."""
    spread = unicodedata.normalize("NFKD", text[:MOST_LETTERS].casefold().translate(_LETTERS))
    return " ".join(_WORD.findall("".join(letter for letter in spread if not unicodedata.combining(letter))))


def words_of(text: str) -> tuple[str, ...]:
    """The words of a phrase that say something; all of them where none does."""
    every = plain(text).split()
    telling = dict.fromkeys(word for word in every if len(word) > 1 and word not in _EMPTY)
    return tuple(telling or dict.fromkeys(every))


def alike(one: str, other: str) -> float:
    """How alike two titles are, 0–100: letter by letter without blanks, or with their words sorted."""
    a, b = plain(one), plain(other)
    if not a or not b:
        return 0.0
    return max(fuzz.ratio(a.replace(" ", ""), b.replace(" ", "")), fuzz.token_sort_ratio(a, b))


def alike_pairs(titles: Sequence[str], at_least: float) -> Iterator[tuple[int, int, float]]:
    """Pairs of titles that are :func:`alike`: positions of both, the earlier first, and how alike they are.

    :param at_least: 0–100; pairs below it are left out.
    """
    plains = [plain(title) for title in titles]
    together = [title.replace(" ", "") for title in plains]
    in_order = [" ".join(sorted(title.split())) for title in plains]
    for first in range(len(titles)):
        found: dict[int, float] = {}
        for texts in (together, in_order):
            if not texts[first]:
                continue
            later = texts[first + 1 :]
            for _text, score, number in process.extract(
                texts[first], later, scorer=fuzz.ratio, score_cutoff=at_least, limit=None
            ):
                found[number] = max(found.get(number, 0.0), score)
        yield from ((first, first + 1 + number, score) for number, score in found.items())


@lru_cache(maxsize=2048)
def matches(phrase: str, *, language: str | None = None, limit: int = 3) -> tuple[Match, ...]:
    """The touchpoints that are most likely meant, the likeliest first.

    :param phrase: as typed, finished or not.
    :param language: words of this one win where two languages are equally near; ``None``: all are equal.
    :param limit: how many at most; fewer come back when fewer are at least :data:`LIKELY`.
    """
    words = words_of(phrase)
    if not words or len("".join(words)) < 2:
        return ()
    index = _index()
    near = {word: index.near(word) for word in words}
    weigh = {word: max((index.weight[other] for other in near[word]), default=index.unknown) for word in words}
    whole = plain(phrase)
    together = "".join(words)
    best: dict[str, Match] = {}
    for phrase_number in index.candidates(near, together):
        candidate = index.phrases[phrase_number]
        score = _score(candidate, together, whole, near, weigh, index)
        if language is not None and candidate.language == language:
            score += 2.0
        if candidate.key not in best or score > best[candidate.key].score:
            best[candidate.key] = Match(candidate.key, score, candidate.text, candidate.language)
    ranked = sorted(best.values(), key=lambda match: -match.score)
    return tuple(replace(match, score=min(match.score, 100.0)) for match in ranked[:limit] if match.score >= LIKELY)


@lru_cache(maxsize=4096)
def recognise(title: str) -> str | None:
    """The key of the touchpoint that a title surely names, or ``None`` where one would have to guess."""
    wanted = plain(title)
    if not wanted:
        return None
    return _index().surely(wanted.replace(" ", ""))


def _score(
    candidate: _Phrase,
    together: str,
    whole: str,
    near: Mapping[str, Mapping[str, float]],
    weigh: Mapping[str, float],
    index: _Index,
) -> float:
    """0–100 for one name or synonym."""
    letters = max(_by_letters(together, candidate.plain), _by_letters(whole.replace(" ", ""), candidate.plain))
    there = set(candidate.words)
    entry = index.words_of_entry[candidate.key]
    typed = sum(weigh.values())
    said = 0.0
    covered: dict[str, float] = {}
    for word, others in near.items():
        here = max((sim for other, sim in others.items() if other in there), default=0.0)
        anywhere = max((sim for other, sim in others.items() if other in entry), default=0.0)
        said += weigh[word] * max(here, 0.85 * anywhere)
        for other, sim in others.items():
            if other in there:
                covered[other] = max(covered.get(other, 0.0), sim)
    total = sum(index.weight[word] for word in there)
    asked = sum(index.weight[word] * sim for word, sim in covered.items()) / total if total else 0.0
    by_words = 100 * (0.7 * said / typed + 0.3 * asked) if typed else 0.0
    leading = 0.75 if len(near) < 3 else 0.9  # the letters of a whole sentence say little
    score = leading * max(letters, by_words) + (1 - leading) * min(letters, by_words)
    return score + (1.0 if candidate.is_name else 0.0)  # a name before an equally good synonym


def _by_letters(one: str, other: str) -> float:
    # The first forgives letters that are out of place, the second letters that are wrong; short words need both.
    return 0.5 * fuzz.ratio(one, other) + 50 * OSA.normalized_similarity(one, other)


def _share(one: str, other: str) -> float:
    """How surely a word stands for one that it is a part of."""
    shorter, longer = sorted((len(one), len(other)))
    return 0.6 + 0.35 * shorter / longer


class _Index:
    """Every name and synonym, and every word in them, prepared once."""

    def __init__(self, phrases: Iterable[_Phrase]) -> None:
        self.phrases = tuple(phrases)
        self.exact: dict[str, str] = {}
        self.words_of_entry: dict[str, set[str]] = defaultdict(set)
        self._with_word: dict[str, list[int]] = defaultdict(list)
        for number, phrase in enumerate(self.phrases):
            if phrase.is_name or phrase.plain not in self.exact:
                self.exact[phrase.plain] = phrase.key
            self.words_of_entry[phrase.key].update(phrase.words)
            for word in phrase.words:
                self._with_word[word].append(number)
        entries = len(self.words_of_entry)
        self.weight = {
            word: math.log(1 + entries / len({self.phrases[n].key for n in numbers}))
            for word, numbers in self._with_word.items()
        }
        self.unknown = 0.4 * math.log(1 + entries)
        self._vocabulary = tuple(self._with_word)
        self._text = "\n".join(["", *self._vocabulary, ""])
        self._plains = [phrase.plain for phrase in self.phrases]

    def near(self, word: str) -> Mapping[str, float]:
        """Words of the library that ``word`` may stand for, each with how surely, 0–1."""
        found: dict[str, float] = {}
        cutoff = 0.66 if len(word) > 3 else 0.99
        for other, similarity, _number in process.extract(
            word, self._vocabulary, scorer=OSA.normalized_similarity, score_cutoff=cutoff, limit=24
        ):
            found[other] = similarity
        for other in self._containing(word) if len(word) > 3 else self._beginning(word):
            found[other] = max(found.get(other, 0.0), _share(word, other) if len(word) > 3 else 0.8)
        return found

    def _containing(self, word: str) -> set[str]:
        """Words of four letters or more that hold ``word``, or that it holds."""
        length = len(word)
        parts = {word[start:end] for start in range(length - 3) for end in range(start + 4, length + 1)}
        found = {part for part in parts if part in self.weight}
        at = self._text.find(word)
        while at >= 0:
            end = self._text.index("\n", at)
            found.add(self._text[self._text.rindex("\n", 0, at) + 1 : end])
            at = self._text.find(word, end)
        return found

    def _beginning(self, word: str) -> list[str]:
        """Words that begin with the three letters of an unfinished one."""
        return [other for other in self._vocabulary if len(word) == 3 and other[:3] == word]

    def surely(self, together: str) -> str | None:
        """The key of the name or synonym that is written like this, but for a letter or two in a longer one."""
        if together in self.exact or len(together) <= _SHORT:
            return self.exact.get(together)
        near = process.extractOne(together, self._plains, scorer=fuzz.ratio, score_cutoff=SURE)
        return self.phrases[near[2]].key if near else None

    def candidates(self, near: Mapping[str, Mapping[str, float]], together: str) -> set[int]:
        """Numbers of the phrases that are worth a closer look."""
        found = {
            number
            for others in near.values()
            for other, similarity in others.items()
            if similarity >= 0.7 or len(others) < 5
            for number in self._with_word[other]
        }
        by_letters = process.extract(together, self._plains, scorer=fuzz.ratio, score_cutoff=60, limit=25)
        return found | {number for _text, _score, number in by_letters}


@cache
def _index() -> _Index:
    return _Index(
        _Phrase(entry.key, language, text, plain(text).replace(" ", ""), words_of(text), text == words.name)
        for entry in library().values()
        for language, words in entry.words.items()
        for text in (words.name, *words.also)
    )
