"""Which columns hold scores, of which metric, and which comment goes with them.

A metric or a scale that is not certain is left open, so that the user is asked.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from journeymap.formats.feedback.recognised import STANDARD, Head, Question, Scale
from journeymap.model.cells import as_number, is_skipped
from journeymap.model.survey import Metric

_WORDS: Mapping[Metric, re.Pattern[str]] = {
    Metric.NPS: re.compile(r"\bnps\b|net promoter|recommend|anbefal|rekommend|empfehl", re.IGNORECASE),
    Metric.CSAT: re.compile(r"\bcsat\b|satisf|tilfreds|nöjd|zufrieden", re.IGNORECASE),
    Metric.CES: re.compile(
        r"\bces\b|\beas(?:y|ier|ily|e)\b|\beffort|difficult|\bnemt?\b|\blet\b|\blätt\b|enkelt|einfach|\bleicht\b"
        r"|svær|svår|schwierig|besvær|ansträng|aufwand|mühe",
        re.IGNORECASE,
    ),
    Metric.STARS: re.compile(r"\bstars?\b|stjerner?\b|stjärnor|\bsterne?\b", re.IGNORECASE),
}
_HARD = re.compile(
    r"effort|difficult|\bhard\b|svær|besvær|indsats|svår|ansträng|schwierig|aufwand|mühe|anstrengung", re.IGNORECASE
)
_ADDRESS = re.compile(r"e-?mail|\bmail\b|e-?post\b", re.IGNORECASE)
_FEW = 30
"""From so many answers on, a scale whose upper part nobody used is doubted."""


def metric_of(heading: str) -> Metric | None:
    """The metric that a question's wording names; ``None`` for none, or for more than one."""
    found = [metric for metric, words in _WORDS.items() if words.search(heading)]
    return found[0] if len(found) == 1 else None


def metric_named(text: str) -> Metric | None:
    """The metric that a trimmed cell or option names: ``CSAT``, ``nps``, ``5-star``."""
    name = text.lower().replace("-", " ").replace("_", " ").strip()
    if name in {"star", "stars", "5 star", "5 stars", "star rating"}:
        return Metric.STARS
    return Metric(name) if name in {metric.value for metric in Metric} else None


def holds_scores(values: Iterable[str]) -> bool:
    """Are at least four of five of the cells that hold anything numbers from 0 to 100?"""
    given = [as_number(value) for value in values if not is_skipped(value)]
    fit = sum(1 for number in given if number is not None and 0 <= number <= 100)
    return bool(given) and fit >= 0.8 * len(given)


def scale_for(metric: Metric, heading: str, values: Iterable[str]) -> Scale | None:
    """The standard scale of ``metric``, if the wording and a sample of the answers agree with it.

    ``None`` when the small end may be the easy one, when several answers lie off the scale, or when many people
    answered and nobody used its upper part: then the file may be on another scale, and the user is asked.
    """
    scale = STANDARD[metric]
    if metric is Metric.CES and _HARD.search(heading):
        return None
    numbers = [number for value in values if (number := as_number(value)) is not None]
    off = sum(1 for number in numbers if not scale.low <= number <= scale.high)
    if off >= 3 and off >= 0.1 * len(numbers):
        return None
    if len(numbers) >= _FEW and max(numbers) <= (scale.low + scale.high) / 2 + (1 if metric is Metric.CES else 0):
        return None
    return scale


def question_at(head: Head, column: int, *, heading: str, comment: int | None, header_rows: int) -> Question:
    """A question with what its wording and a sample say of its metric and scale."""
    metric = metric_of(heading)
    values = head.values(column, header_rows)
    return Question(
        score=column,
        comment=comment,
        heading=heading,
        metric=metric,
        scale=scale_for(metric, heading, values) if metric else None,
    )


def find_questions(
    head: Head,
    columns: Collection[int],
    *,
    header_rows: int = 1,
    headings: Mapping[int, str] | None = None,
    texts: Collection[int] | None = None,
) -> tuple[tuple[Question, ...], tuple[Question, ...]]:
    """The questions among ``columns`` whose metric is certain, and those that may be of any.

    :param headings: wording by column, where the first header row does not have it.
    :param texts: the columns of free text, where the file says which they are.
    """
    wording = {column: (headings or {}).get(column, head.heading(column)) for column in columns}
    scored = [
        column
        for column in columns
        if (texts is None or column not in texts) and _may_be_score(head, column, wording[column], header_rows)
    ]
    questions = []
    for place, column in enumerate(scored):
        end = scored[place + 1] if place + 1 < len(scored) else max(columns, default=0) + 1
        following = [c for c in columns if column < c < end]
        comment = _comment_among(head, following, wording, header_rows, texts)
        questions.append(question_at(head, column, heading=wording[column], comment=comment, header_rows=header_rows))
    known = tuple(question for question in questions if question.metric)
    return known, tuple(question for question in questions if not question.metric)


def _may_be_score(head: Head, column: int, heading: str, header_rows: int) -> bool:
    values = head.values(column, header_rows)
    return holds_scores(values) if any(not is_skipped(v) for v in values) else metric_of(heading) is not None


def _comment_among(
    head: Head, columns: Iterable[int], wording: Mapping[int, str], header_rows: int, texts: Collection[int] | None
) -> int | None:
    for column in columns:
        if column in texts if texts is not None else _is_text(head, column, wording[column], header_rows):
            return column
    return None


def _is_text(head: Head, column: int, heading: str, header_rows: int) -> bool:
    """Free text: no address, and not the same few choices again and again."""
    if not heading or _ADDRESS.search(heading):
        return False
    values = head.values(column, header_rows)
    return len(values) < _FEW or len(set(values)) > len(values) / 3


def address_column(head: Head, columns: Iterable[int]) -> int | None:
    """The first of ``columns`` whose heading asks for an e-mail address."""
    return next((column for column in columns if _ADDRESS.search(head.heading(column))), None)
