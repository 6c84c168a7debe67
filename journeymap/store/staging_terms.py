"""What the staging of an import is told, and what it tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum


class Group(IntEnum):
    """What becomes of a row; each falls into exactly one."""

    VALID = 0
    SKIPPED = 1
    INCOMPLETE = 2
    DUPLICATE = 3
    PREVIEW = 4
    SET_ASIDE = 5


class Problem(StrEnum):
    """Why a row is set aside."""

    CUT_OFF = "cut_off"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    NO_PLACE = "no_place"
    UNKNOWN_METRIC = "unknown_metric"
    NOT_A_NUMBER = "not_a_number"
    OFF_SCALE = "off_scale"
    NO_DATE = "no_date"
    UNREADABLE_DATE = "unreadable_date"
    IN_THE_FUTURE = "in_the_future"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Which column holds what, and what its words mean. Columns are counted from 1.

    :param questions: (score column, comment column) of each question.
    :param columns: the other columns by the names of :data:`SHARED`.
    :param words: scores that are words, in lower case; ``None`` is skipped.
    :param unfinished: values of ``finished`` that mean not sent in, in lower case.
    :param previews: values of ``status`` that mean a try-out, in lower case.
    :param prefix: put before respondents that are no e-mail addresses.
    :param time_zone: IANA name, for times that do not name their own.
    """

    questions: tuple[tuple[int, int | None], ...]
    columns: Mapping[str, int]
    words: Mapping[str, float | None] = field(default_factory=dict)
    unfinished: frozenset[str] = frozenset()
    previews: frozenset[str] = frozenset()
    prefix: str = ""
    time_zone: str = "UTC"


SHARED = (
    *("answered_at", "respondent", "response_id", "touchpoint", "metric"),
    *("finished", "status", "language", "segment"),
)
"""Columns that all questions of a row share."""


@dataclass(frozen=True, slots=True)
class Label:
    """What rows say of the survey that they belong to.

    :param rows: how many say it.
    """

    question: int
    touchpoint: str
    metric: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One survey of the file.

    :param labels: the rows that belong to it.
    :param low: lowest answer of its scale.
    :param high: highest answer.
    :param whole: only whole numbers are answers.
    """

    labels: tuple[Label, ...]
    low: int
    high: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Dates:
    """What the date column says of its order.

    :param day_first: a first number above 12 was found.
    :param month_first: a second number above 12 was found.
    :param example: a date whose order matters, blank when there is none.
    """

    day_first: bool
    month_first: bool
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What became of the rows of one survey.

    :param groups: number of rows in each group.
    :param counts: (answer, how many gave it).
    :param first: earliest valid answer, UTC.
    :param comments: valid answers with a comment.
    """

    groups: Mapping[Group, int]
    counts: tuple[tuple[float, int], ...]
    first: datetime | None
    last: datetime | None
    comments: int


@dataclass(frozen=True, slots=True)
class SetAside:
    """A row that is set aside.

    :param row: the spreadsheet's row.
    :param text: the cell that is to blame.
    """

    row: int
    problem: Problem
    text: str
