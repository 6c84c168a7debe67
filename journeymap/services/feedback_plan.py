"""What a person says about a file that is to be imported, and what they still have to be asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from journeymap.errors import InvalidInput
from journeymap.formats.feedback.recognised import Head, Role, Scale
from journeymap.locale import gettext as _
from journeymap.model.survey import GoodEnd, Metric

__all__ = ["Ask", "DateOrder", "ImportPlan", "Need", "Role", "Scale", "find_columns", "list_columns"]

_MOST_COLUMNS = 60


class DateOrder(StrEnum):
    """Which of two numbers in a date is the day."""

    DMY = "dmy"
    MDY = "mdy"


class Need(StrEnum):
    """What can have to be asked."""

    SCORE = "score"
    ANSWERED_AT = "answered_at"
    METRIC = "metric"
    SCALE = "scale"
    EASY_END = "easy_end"
    TOUCHPOINT = "touchpoint"
    DATE_ORDER = "date_order"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One thing that could not be recognised.

    :param sentence: the question for a person; it names the choices.
    :param subject: what it is asked about: a question's wording, a metric, or the name of a place in the file.
    :param choices: (value for the plan, text); empty where anything can be given.
    :param suggestion: the choice that is nearest, when there is one.
    :param refusal: what is raised where nobody can be asked.
    """

    need: Need
    sentence: str
    subject: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    suggestion: str | None = None
    refusal: type[InvalidInput] = InvalidInput


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """What a person said. Whatever is left out is recognised, or asked for.

    :param journey: id or title; ``None``: the only one.
    :param touchpoint: id or title of where all answers belong, ``journey`` for the journey as a whole.
    :param metric: of the question.
    :param scale: its lowest and highest answer.
    :param easy_end: the end of the scale that is easy, or good.
    :param scales: scale by metric, where the rows of a file name several metrics.
    :param columns: columns by role, counted from 1; more than one score column are several questions.
    :param time_zone: IANA name, for times where neither the cell nor the file names one; otherwise UTC.
    :param places: what the file calls a touchpoint, and the id, the title or ``journey`` that is meant.
    :param create: make a journey and touchpoints that are missing.
    """

    journey: str | None = None
    touchpoint: str | None = None
    metric: Metric | None = None
    scale: tuple[int, int] | None = None
    easy_end: GoodEnd | None = None
    scales: Mapping[Metric, Scale] = field(default_factory=dict)
    columns: Mapping[Role, tuple[int, ...]] = field(default_factory=dict)
    time_zone: str | None = None
    date_order: DateOrder | None = None
    places: Mapping[str, str] = field(default_factory=dict)
    create: bool = False


def list_columns(head: Head, columns: Sequence[int] | None = None) -> str:
    """Columns with their headings, for a sentence."""
    chosen = list(columns or range(1, len(head.headings) + 1))
    named = [f"{column} “{head.heading(column)}”" for column in chosen[:_MOST_COLUMNS]]
    return ", ".join(named) + (" …" if len(chosen) > _MOST_COLUMNS else "")


def find_columns(head: Head, given: Mapping[str, object]) -> dict[Role, tuple[int, ...]]:
    """Columns by role from what was typed: a number from 1, or a heading; a list where there are several.

    :raises InvalidInput: there is no such role or column; the sentence names those that there are.
    """
    found = {}
    for name, wanted in given.items():
        try:
            role = Role(name)
        except ValueError:
            roles = ", ".join(role.value for role in Role)
            raise InvalidInput(_("“{name}” is no role of a column; choose one of {roles}.").format(
                name=name, roles=roles
            )) from None  # fmt: skip
        several = wanted if isinstance(wanted, list | tuple) else [wanted]
        found[role] = tuple(_column(head, str(one).strip()) for one in several)
    return found


def _column(head: Head, wanted: str) -> int:
    if wanted.isdecimal() and 1 <= int(wanted) <= len(head.headings):
        return int(wanted)
    same = [n for n, heading in enumerate(head.headings, 1) if heading == wanted]
    same = same or [n for n, heading in enumerate(head.headings, 1) if heading.casefold() == wanted.casefold()]
    if len(same) == 1:
        return same[0]
    if same:
        sentence = _("Several columns are called “{name}”. Say which by its number: {columns}.")
        raise InvalidInput(sentence.format(name=wanted, columns=list_columns(head, same)))
    raise InvalidInput(
        _("There is no column “{name}”. The columns are: {columns}.").format(name=wanted, columns=list_columns(head))
    )
