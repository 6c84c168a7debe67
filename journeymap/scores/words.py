"""Which words are over-represented in some comments against others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log, sqrt

PRIOR = 500.0
"""Words that the prior weighs as much as: enough to hold rare words back, little against a few hundred comments."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word, or a pair of words that follow each other.

    :param own: comments with it in the group, ``rest`` in the others.
    :param z: log-odds ratio against the others over its standard deviation; above 0 it is more frequent in the group.
    """

    text: str
    own: int
    rest: int
    z: float


def over_represented(own: Mapping[str, int], rest: Mapping[str, int]) -> list[Word]:
    """Every word of both groups, the most over-represented in the group first.

    :param own: in how many comments of the group each word stands; ``rest``: of the others.

    Source: Monroe, Colaresi & Quinn (2008), Political Analysis 16, 372–403: log-odds with an informative Dirichlet
    prior, whose shape is how often each word stands in both groups together.
    """
    n_own, n_rest = sum(own.values()), sum(rest.values())
    found = []
    for text in own.keys() | rest.keys():
        here, there = own.get(text, 0), rest.get(text, 0)
        prior = PRIOR * (here + there) / (n_own + n_rest)
        ratio = _odds(here, n_own, prior) - _odds(there, n_rest, prior)
        deviation = sqrt(1 / (here + prior) + 1 / (there + prior))
        found.append(Word(text=text, own=here, rest=there, z=ratio / deviation))
    return sorted(found, key=lambda word: (-word.z, word.text))


def _odds(count: int, total: int, prior: float) -> float:
    return log((count + prior) / max(total + PRIOR - count - prior, 1e-9))
