"""Which survey each row of a file belongs to: its place, metric and scale, and whether it exists already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from journeymap.errors import Ambiguous, InvalidInput, NotFound
from journeymap.formats.feedback.questions import metric_named
from journeymap.formats.feedback.recognised import Head, Question, Role, Scale
from journeymap.locale import gettext as _
from journeymap.model.journey import Journey, Touchpoint
from journeymap.model.survey import Metric, Survey, SurveyTouchpoint
from journeymap.services import journeys
from journeymap.services.feedback_places import Place, find_place, folded, nearest
from journeymap.services.feedback_plan import Ask, ImportPlan, Need
from journeymap.services.feedback_reading import Reading, ask_easy_end, ask_scale
from journeymap.store.database import Database
from journeymap.store.staging_terms import Label, Problem

MOST_PLACES = 1000
"""More different names than this are no touchpoints, but a wrong column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One survey of the file, and the one in the database that it joins, when there is one."""

    place: Place
    metric: Metric
    scale: Scale
    question: str
    labels: tuple[Label, ...]
    survey: Survey | None = None
    survey_place: SurveyTouchpoint | None = None


def ask_place(db: Database, journey: Journey | None, reading: Reading, plan: ImportPlan) -> list[Ask]:
    """Without a column that names it, a person says which touchpoint it is."""
    if plan.touchpoint is not None or Role.TOUCHPOINT in reading.columns:
        return []
    titles = [t.title for t in _touchpoints(db, journey)]
    listed = ", ".join(f"“{title}”" for title in titles)
    return [
        Ask(
            need=Need.TOUCHPOINT,
            sentence=_("Say which touchpoint the answers belong to: {titles}, or “journey” for the whole.").format(
                titles=listed
            )
            if titles
            else _("Say which touchpoint the answers belong to, or “journey” for the journey as a whole."),
            choices=tuple((t.id, t.title) for t in _touchpoints(db, journey)),
        )
    ]


def _touchpoints(db: Database, journey: Journey | None) -> tuple[Touchpoint, ...]:
    return journeys.load_map(db, journey.id).touchpoints if journey else ()


def find_targets(
    db: Database,
    journey: Journey | None,
    labels: Sequence[Label],
    reading: Reading,
    plan: ImportPlan,
    head: Head,
) -> tuple[list[Target], dict[Label, Problem], list[Ask]]:
    """The surveys of the file, the rows that belong to none, and what must be asked about them."""
    named = {label.touchpoint for label in labels if plan.touchpoint is None}
    if len(named) > MOST_PLACES:
        raise InvalidInput(
            _("“{column}” holds more than {n} different names, so it does not name touchpoints. Choose another one.")
            .format(column=head.heading(reading.columns[Role.TOUCHPOINT]), n=MOST_PLACES)
        )  # fmt: skip
    touchpoints = _touchpoints(db, journey)
    places: dict[str, Place | Ask | None] = {}
    found: dict[tuple[str, Metric, Scale, int], Target] = {}
    strangers: dict[Label, Problem] = {}
    asks: list[Ask] = []
    for label in labels:
        name = plan.touchpoint if plan.touchpoint is not None else label.touchpoint
        if name not in places:
            places[name] = _place(touchpoints, name, plan)
        place = places[name]
        metric, scale = _measure(reading, reading.questions[label.question], label)
        if isinstance(place, Ask):
            asks.append(place)
        elif place is None:
            strangers[label] = Problem.NO_PLACE
        elif metric is None:
            strangers[label] = Problem.UNKNOWN_METRIC
        elif scale is None:
            asks.append(ask_scale(metric, metric.value))
            asks += [ask_easy_end(metric.value)] if metric is Metric.CES else []
        else:
            _add(found, place, metric, scale, reading.questions[label.question], label)
    return list(found.values()), strangers, asks


def _add(
    found: dict[tuple[str, Metric, Scale, int], Target],
    place: Place,
    metric: Metric,
    scale: Scale,
    question: Question,
    label: Label,
) -> None:
    where = place.touchpoint_id or folded(place.title or "")
    key = (where, metric, scale, question.score)
    before = found.get(key)
    if before:
        found[key] = replace(before, labels=(*before.labels, label))
    else:
        found[key] = Target(place=place, metric=metric, scale=scale, question=question.heading, labels=(label,))


def _place(touchpoints: Sequence[Touchpoint], name: str, plan: ImportPlan) -> Place | Ask | None:
    """Where rows with this name belong; ``None`` when they name nothing."""
    wanted = plan.places.get(name, name)
    if not wanted.strip():
        return None
    try:
        return find_place(touchpoints, wanted)
    except Ambiguous as error:
        same = [t for t in touchpoints if folded(t.title) == folded(wanted)]
        return Ask(
            need=Need.TOUCHPOINT,
            subject=name,
            sentence=error.sentence,
            choices=tuple((t.id, t.title) for t in same),
            refusal=Ambiguous,
        )
    except NotFound as error:
        if plan.create:
            return Place(title=" ".join(wanted.split()))
        return Ask(
            need=Need.TOUCHPOINT,
            subject=name,
            sentence=error.sentence,
            choices=tuple((t.id, t.title) for t in touchpoints),
            suggestion=nearest(wanted, [t.title for t in touchpoints]),
        )


def _measure(reading: Reading, question: Question, label: Label) -> tuple[Metric | None, Scale | None]:
    if not reading.rows_name_metric:
        return question.metric, question.scale
    metric = metric_named(label.metric)
    return metric, reading.scales.get(metric) if metric else None


def joined(target: Target, vendor: str, places: Sequence[tuple[Survey, SurveyTouchpoint]]) -> Target:
    """The survey that the answers join: same place, metric, scale, good end, vendor and question."""
    if target.place.is_new:
        return target
    wanted = (target.metric, target.scale.low, target.scale.high, target.scale.good_end, vendor, target.question)
    for survey, place in places:
        same = (survey.metric, survey.low, survey.high, survey.good_end, survey.vendor, survey.question)
        if place.touchpoint_id == target.place.touchpoint_id and same == wanted:
            return replace(target, survey=survey, survey_place=place)
    return target
