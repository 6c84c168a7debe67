"""What a recogniser says about a file, and what it is given to look at. Columns are counted from 1."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from journeymap.model.survey import GoodEnd, Metric


class Role(StrEnum):
    """What a column is for."""

    SCORE = "score"
    COMMENT = "comment"
    ANSWERED_AT = "answered_at"
    RESPONDENT = "respondent"
    RESPONSE_ID = "response_id"
    TOUCHPOINT = "touchpoint"
    METRIC = "metric"
    FINISHED = "finished"
    STATUS = "status"
    LANGUAGE = "language"
    SEGMENT = "segment"


@dataclass(frozen=True, slots=True)
class Scale:
    """The answers that can be given, and the end that is good (for CES: easy)."""

    low: int
    high: int
    good_end: GoodEnd = GoodEnd.HIGH


STANDARD: Mapping[Metric, Scale] = MappingProxyType(
    {Metric.NPS: Scale(0, 10), Metric.CSAT: Scale(1, 5), Metric.CES: Scale(1, 7), Metric.STARS: Scale(1, 5)}
)
"""The scale of each metric where nothing else is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question that was answered with a score: one survey.

    :param score: its column.
    :param comment: the column of the comment that goes with it.
    :param heading: the wording, blank where the heading says nothing (``score``).
    :param metric: ``None`` when it is not certain, or when each row names its own.
    :param scale: ``None`` when it is not certain.
    """

    score: int
    comment: int | None = None
    heading: str = ""
    metric: Metric | None = None
    scale: Scale | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """How a file is to be read.

    :param vendor: name of the survey tool.
    :param header_rows: rows above the first answer.
    :param columns: columns that all questions share; the metric column names the metric of each row.
    :param questions: what was asked; empty when the score column is not certain.
    :param candidates: what holds scores of a metric that is not certain.
    :param time_zone: IANA name, where the file says it.
    :param unfinished: what stands in the FINISHED column of an answer that was not sent in, in lower case.
    :param previews: what stands in the STATUS column of a try-out by the survey's owner, in lower case.
    :param words: scores that are words, in lower case; ``None`` is skipped.
    :param scales: scale of each metric that the metric column can name; one that is missing must be asked for.
    :param prefix: put before a respondent that is only a number of this vendor's.
    """

    vendor: str
    header_rows: int = 1
    columns: Mapping[Role, int] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    candidates: tuple[Question, ...] = ()
    time_zone: str | None = None
    unfinished: frozenset[str] = frozenset()
    previews: frozenset[str] = frozenset()
    words: Mapping[str, float | None] = field(default_factory=dict)
    scales: Mapping[Metric, Scale] = field(default_factory=lambda: STANDARD)
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The first records of a file.

    :param records: trimmed cells, every record as wide as the headings.
    """

    records: tuple[tuple[str, ...], ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """The first header row."""
        return self.records[0]

    @property
    def second(self) -> tuple[str, ...]:
        """The row below the headings, blanks when there is none."""
        return self.records[1] if len(self.records) > 1 else ("",) * len(self.headings)

    def heading(self, column: int) -> str:
        """Heading of a column."""
        return self.headings[column - 1]

    def find(self, *names: str) -> int | None:
        """The first column whose heading is one of ``names``, which are tried in their order; case does not matter."""
        folded = [heading.casefold() for heading in self.headings]
        for name in names:
            if name.casefold() in folded:
                return folded.index(name.casefold()) + 1
        return None

    def has(self, *names: str) -> bool:
        """Are all ``names`` headings of this file?"""
        return all(self.find(name) for name in names)

    def columns(self, **names: str | tuple[str, ...]) -> dict[Role, int]:
        """Roles (by their lower-case names) and the columns that were found for them."""
        found = {Role(role): self.find(*((name,) if isinstance(name, str) else name)) for role, name in names.items()}
        return {role: column for role, column in found.items() if column}

    def values(self, column: int, header_rows: int = 1) -> list[str]:
        """Cells of a column under the headings that are not blank."""
        return [record[column - 1] for record in self.records[header_rows:] if record[column - 1]]
