"""From what was recognised and what a person said to how a file is read, or to what must still be asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from zoneinfo import available_timezones

from journeymap.errors import InvalidInput
from journeymap.formats.feedback.questions import metric_named, question_at, scale_for
from journeymap.formats.feedback.recognised import STANDARD, Head, Question, Recognised, Role, Scale
from journeymap.locale import gettext as _
from journeymap.model.survey import GoodEnd, Metric
from journeymap.scores.scale import check_scale
from journeymap.services.feedback_plan import Ask, ImportPlan, Need, list_columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a file is read.

    :param columns: columns that all questions share.
    :param questions: each with its metric and scale, or without where the rows name theirs.
    :param scales: the scales of the metrics that rows can name.
    :param time_zone: of times that do not name their own.
    """

    recognised: Recognised
    columns: Mapping[Role, int]
    questions: tuple[Question, ...]
    scales: Mapping[Metric, Scale]
    time_zone: str

    @property
    def rows_name_metric(self) -> bool:
        """Does each row say its metric?"""
        return Role.METRIC in self.columns


def read_plan(head: Head, recognised: Recognised, plan: ImportPlan) -> tuple[Reading, list[Ask]]:
    """How the file is read, and what must be asked before it can be.

    :raises InvalidInput: what was said cannot be: an unknown time zone, a scale that the metric does not have.
    """
    asks: list[Ask] = []
    columns = dict(recognised.columns)
    columns.update({role: chosen[0] for role, chosen in plan.columns.items() if role not in _OF_QUESTIONS and chosen})
    if plan.metric and Role.METRIC in columns and Role.METRIC not in plan.columns:
        raise InvalidInput(
            _("Each row of this file names its own metric in “{column}”. Leave the metric out.").format(
                column=head.heading(columns[Role.METRIC])
            )
        )
    if Role.ANSWERED_AT not in columns:
        asks.append(_ask_column(head, Need.ANSWERED_AT, None))
    questions = _questions(head, recognised, plan, asks)
    if Role.METRIC not in columns:
        questions = tuple(_certain(head, recognised, question, plan, asks) for question in questions)
    scales = dict(recognised.scales) if Role.METRIC not in columns else _scales_of_rows(head, recognised, columns, plan)
    return (
        Reading(
            recognised=recognised,
            columns=columns,
            questions=questions,
            scales=scales,
            time_zone=_time_zone(recognised, plan),
        ),
        asks,
    )


_OF_QUESTIONS = frozenset({Role.SCORE, Role.COMMENT})


def _time_zone(recognised: Recognised, plan: ImportPlan) -> str:
    """A zone that the file itself names stands; what a person says is for times without one."""
    zone = recognised.time_zone or plan.time_zone or "UTC"
    if zone not in available_timezones():
        raise InvalidInput(_("“{zone}” is no time zone; write it as Europe/Copenhagen.").format(zone=zone))
    return zone


def _questions(head: Head, recognised: Recognised, plan: ImportPlan, asks: list[Ask]) -> tuple[Question, ...]:
    """What was asked, as far as it is clear."""
    known = {question.score: question for question in (*recognised.candidates, *recognised.questions)}
    questions = _recognised(recognised, plan)
    if chosen := plan.columns.get(Role.SCORE):
        questions = tuple(known.get(column) or _question(head, recognised, column) for column in chosen)
    if not questions:
        asks.append(_ask_column(head, Need.SCORE, sorted(known) or None))
    comments = plan.columns.get(Role.COMMENT, ())
    if comments and len(comments) == len(questions):
        pairs = zip(questions, comments, strict=True)
        return tuple(replace(question, comment=comment) for question, comment in pairs)
    return tuple(replace(q, comment=comments[0]) for q in questions) if comments else questions


def _question(head: Head, recognised: Recognised, column: int) -> Question:
    """A question that a person points at."""
    comment = recognised.columns.get(Role.COMMENT)
    return question_at(head, column, heading=head.heading(column), comment=comment, header_rows=recognised.header_rows)


def _recognised(recognised: Recognised, plan: ImportPlan) -> tuple[Question, ...]:
    """The questions that were recognised; of a metric that a person names only those that can have it."""
    same = tuple(question for question in recognised.questions if question.metric is plan.metric)
    if plan.metric is None:
        same = recognised.questions
    if same:
        return same
    for choice in (recognised.questions, recognised.candidates):
        if len(choice) == 1:
            return choice
    return ()


def _certain(head: Head, recognised: Recognised, question: Question, plan: ImportPlan, asks: list[Ask]) -> Question:
    """A question with its metric and scale, or with an ask for what is missing."""
    metric = plan.metric or question.metric
    subject = question.heading or head.heading(question.score)
    if metric is None:
        asks.append(
            Ask(
                need=Need.METRIC,
                subject=subject,
                sentence=_("Say what “{question}” measures: nps, csat, ces or stars.").format(question=subject),
                choices=tuple((m.value, m.value) for m in Metric),
            )
        )
        return question
    scale = plan.scales.get(metric)
    if scale is None and question.scale and metric is question.metric and not plan.scale and not plan.easy_end:
        scale = question.scale
    if scale is None:
        scale = _scale(metric, subject, head.values(question.score, recognised.header_rows), plan, asks)
    if scale is not None:
        check_scale(metric, scale.low, scale.high, scale.good_end)
    return replace(question, metric=metric, scale=scale)


def _scale(metric: Metric, subject: str, values: Sequence[str], plan: ImportPlan, asks: list[Ask]) -> Scale | None:
    """What a person said of the scale; else the usual one, unless the wording or the answers speak against it."""
    usual = STANDARD[metric]
    low, high = plan.scale or (usual.low, usual.high)
    if plan.scale is None and scale_for(metric, "", values) is None:
        asks.append(ask_scale(metric, subject))
        return None
    if plan.easy_end is not None:
        return Scale(low, high, plan.easy_end)
    if metric is Metric.CES and ((low, high) != (usual.low, usual.high) or scale_for(metric, subject, ()) is None):
        asks.append(ask_easy_end(subject))
        return None
    return Scale(low, high)


def ask_scale(metric: Metric, subject: str) -> Ask:
    """The usual scale does not fit the answers, or the tool has several."""
    usual = STANDARD[metric]
    return Ask(
        need=Need.SCALE,
        subject=subject,
        sentence=_(
            "Say the lowest and highest answer of “{question}”, such as 1-7; they do not seem to be {low}-{high}."
        ).format(question=subject, low=usual.low, high=usual.high),
    )


def ask_easy_end(subject: str) -> Ask:
    """Which end is easy is never guessed."""
    return Ask(
        need=Need.EASY_END,
        subject=subject,
        sentence=_("Say which end of the scale of “{question}” is easy: high or low.").format(question=subject),
        choices=tuple((end.value, end.value) for end in GoodEnd),
    )


def _scales_of_rows(
    head: Head, recognised: Recognised, columns: Mapping[Role, int], plan: ImportPlan
) -> dict[Metric, Scale]:
    """The scales of the metrics that rows name; one that a person gives must be meant for one metric."""
    scales = {**recognised.scales, **plan.scales}
    named = {metric_named(value) for value in head.values(columns[Role.METRIC], recognised.header_rows)} - {None}
    if plan.scale:
        if len(named) != 1:
            raise InvalidInput(
                _("The rows of this file are of several metrics ({metrics}); one scale does not fit them all.").format(
                    metrics=", ".join(sorted(metric.value for metric in named if metric))
                )
            )
        (metric,) = named
        if metric is Metric.CES and plan.scale != (1, 7) and plan.easy_end is None:
            scales.pop(metric, None)
        elif metric is not None:
            scales[metric] = Scale(*plan.scale, plan.easy_end or GoodEnd.HIGH)
    elif plan.easy_end and Metric.CES in scales:
        scales[Metric.CES] = replace(scales[Metric.CES], good_end=plan.easy_end)
    for metric, scale in scales.items():
        check_scale(metric, scale.low, scale.high, scale.good_end)
    return scales


def _ask_column(head: Head, need: Need, columns: Sequence[int] | None) -> Ask:
    listed = list_columns(head, columns)
    sentences = {
        Need.SCORE: _("Say which column holds the score: {columns}."),
        Need.ANSWERED_AT: _("Say which column holds the date of the answer: {columns}."),
    }
    chosen = columns or range(1, len(head.headings) + 1)
    return Ask(
        need=need,
        sentence=sentences[need].format(columns=listed),
        choices=tuple((str(column), head.heading(column)) for column in chosen),
    )
