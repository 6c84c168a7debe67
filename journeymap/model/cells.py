"""What the cells of a survey export mean: shared by the guesses over a sample and by the rules over all rows.

The patterns are written in the part of the language that Python and RE2 have in common.
"""

from __future__ import annotations

import re

BLANKS = "".join(chr(c) for c in range(0x10000) if chr(c).isspace()) + "\u180e\u200b\u200c\u200d\u2060\ufeff"
"""White space that does not belong to a value, non-breaking and zero-width ones included."""

_SPACE = "\u00a0\u2007\u200b\u202f"
_GAP = rf"[\s{_SPACE}]*"

SCORE_PATTERN = (
    r"(?s)^([+-]?[0-9]+(?:[.,][0-9]+)?)"
    rf"(?:{_GAP}[-–—:=.)]{_GAP}[^0-9\s{_SPACE}].*|{_GAP}\(.*\))?$"
)
"""A number, decimal point or comma, with or without a label behind it: ``10``, ``5,5``, ``10 - Extremely likely``.

A label cannot begin with a digit, so ``3-4`` and ``8/10`` are no numbers.
"""

SKIPPED_WORDS = frozenset({"", "n/a", "not applicable", "-", "–", "—"})
"""What stands in the score cell of a question that was not answered, in lower case."""

_SCORE = re.compile(SCORE_PATTERN)


def plain(text: str) -> str:
    """``text`` without NUL characters and without white space around it."""
    return text.replace("\x00", "").strip(BLANKS)


def is_skipped(text: str) -> bool:
    """Does a trimmed score cell say that the question was skipped?"""
    return text.lower() in SKIPPED_WORDS


def as_number(text: str) -> float | None:
    """The number that a trimmed score cell begins with, or ``None`` when the cell holds no score."""
    found = _SCORE.match(text)
    return float(found[1].replace(",", ".")) if found else None


_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def guarded(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: what begins with ``= + - @``, a tab or a CR gets a ``'``.

    What begins with ``'`` before one of these gets another one, so that :func:`unguarded` gives back every text.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """A cell as it was before :func:`guarded`."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
