"""What an import would do, for a person: the rows in their groups, the surveys, the reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from journeymap.locale import gettext as _
from journeymap.model.survey import GoodEnd, Metric
from journeymap.scores.score import Score
from journeymap.services.feedback_plan import Ask
from journeymap.store.staging_terms import Group, Problem, SetAside

__all__ = ["Group", "Preview", "SampleRow", "SetAsideRow", "SurveyPreview", "reasons"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAsideRow:
    """A row that is not imported.

    :param row: the spreadsheet's row; headings are row 1.
    :param reason: for a person.
    """

    row: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleRow:
    """A row as an example of its group."""

    row: int
    score: float | None
    comment: str
    respondent: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyPreview:
    """What becomes of one survey of the file.

    :param touchpoint: title, ``None`` for the journey as a whole.
    :param touchpoint_id: ``None`` for the journey, and for a touchpoint that is to be made.
    :param joins: the survey exists already, new answers join it.
    :param question: its wording, blank where the file has none.
    :param rows: number of rows in each group.
    :param score: of the valid rows, with first and last time in UTC.
    :param comments: valid rows with a comment.
    """

    touchpoint: str | None
    touchpoint_id: str | None
    metric: Metric
    low: int
    high: int
    good_end: GoodEnd
    question: str
    joins: bool
    rows: Mapping[Group, int]
    score: Score
    comments: int

    @property
    def n_rows(self) -> int:
        """All rows of the survey."""
        return sum(self.rows.values())

    @property
    def n_new(self) -> int:
        """Rows that are stored: valid and skipped ones."""
        return self.rows.get(Group.VALID, 0) + self.rows.get(Group.SKIPPED, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What an import would do.

    :param asks: what must be said first; while there is any, nothing else is known.
    :param journey: title of the journey; ``is_new_journey``: it is to be made.
    :param new_touchpoints: titles of those that are to be made.
    :param set_aside: the first rows that are set aside; ``n_set_aside`` counts them all.
    :param cut_off: the file seems to end inside a row.
    :param samples: a few rows of each group.
    """

    file_name: str
    vendor: str
    asks: tuple[Ask, ...] = ()
    journey: str = ""
    journey_id: str | None = None
    is_new_journey: bool = False
    new_touchpoints: tuple[str, ...] = ()
    surveys: tuple[SurveyPreview, ...] = ()
    set_aside: tuple[SetAsideRow, ...] = ()
    n_set_aside: int = 0
    cut_off: bool = False
    samples: Mapping[Group, tuple[SampleRow, ...]] = field(default_factory=dict)

    @property
    def n_new(self) -> int:
        """Rows that would be stored."""
        return sum(survey.n_new for survey in self.surveys)


def reasons(rows: Iterable[SetAside]) -> tuple[SetAsideRow, ...]:
    """Why rows are set aside, for a person."""
    sentences = {
        Problem.CUT_OFF: _("The file seems to be cut off inside this row."),
        Problem.TOO_SHORT: _("The row ends before its last column."),
        Problem.TOO_LONG: _("The row has more cells than there are headings."),
        Problem.NO_PLACE: _("The row names no touchpoint."),
        Problem.UNKNOWN_METRIC: _("“{text}” is no metric that is known here."),
        Problem.NOT_A_NUMBER: _("The score “{text}” is not a number."),
        Problem.OFF_SCALE: _("The score “{text}” is off its scale."),
        Problem.NO_DATE: _("The row has no date."),
        Problem.UNREADABLE_DATE: _("The date “{text}” cannot be read."),
        Problem.IN_THE_FUTURE: _("The date “{text}” lies in the future."),
    }
    return tuple(SetAsideRow(row=row.row, reason=sentences[row.problem].replace("{text}", row.text)) for row in rows)
