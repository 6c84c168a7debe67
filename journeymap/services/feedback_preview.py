"""What an import would do: every row in its group, every survey with its place, score and whether it exists already."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from journeymap.config import settings
from journeymap.formats.feedback.recognised import Recognised
from journeymap.formats.feedback.tables import Table
from journeymap.locale import gettext as _
from journeymap.model.journey import Journey
from journeymap.model.survey import Metric, Survey, SurveyTouchpoint
from journeymap.scores.summary import summarise
from journeymap.services.feedback_outcome import Group, Preview, SampleRow, SurveyPreview, reasons
from journeymap.services.feedback_places import find_target, folded
from journeymap.services.feedback_plan import Ask, DateOrder, ImportPlan, Need
from journeymap.services.feedback_reading import Reading, read_plan
from journeymap.services.feedback_targets import MOST_PLACES, Target, ask_place, find_targets, joined
from journeymap.store import feedback as store
from journeymap.store.database import Database
from journeymap.store.staging import Staging
from journeymap.store.staging_terms import SHARED, Layout, Part, Tally

SHOWN = 1000
"""Set-aside rows that a preview holds; their number is whole."""
SAMPLES = 5

Progress = Callable[[float], None]


@dataclass(slots=True)
class Sorted:
    """Rows in their groups, ready to be stored.

    :param preview: with its ``asks`` when they could not be sorted.
    :param places: surveys that the journey has already.
    """

    preview: Preview
    staging: Staging | None = None
    journey: Journey | None = None
    targets: tuple[Target, ...] = ()
    places: Sequence[tuple[Survey, SurveyTouchpoint]] = ()


@contextmanager
def sort_rows(
    db: Database,
    table: Table,
    recognised: Recognised,
    plan: ImportPlan,
    *,
    now: datetime,
    progress: Progress,
    limit: int | None = SHOWN,
) -> Iterator[Sorted]:
    """Read the file, put every row in its group and compare it with what is stored. Nothing is written.

    :param now: naive UTC; later dates lie in the future.
    :param progress: called with 0 to 1.
    :param limit: set-aside rows to list.
    :raises JourneymapError: the file or what was said about it cannot be used.
    """
    journey, title = find_target(db, plan.journey, create=plan.create, file_name=table.name)
    reading, asks = read_plan(table.head, recognised, plan)
    asks = _without_doubles([*asks, *ask_place(db, journey, reading, plan)])
    nothing = Preview(file_name=table.name, vendor=recognised.vendor, journey=title, asks=tuple(asks))
    if asks:
        yield Sorted(preview=nothing)
        return
    with Staging(_layout(reading)) as staging:
        for batch in table.batches(recognised.header_rows, lambda share: progress(0.8 * share)):
            staging.add(batch)
        dates = staging.dates()
        day_first = plan.date_order is DateOrder.DMY if plan.date_order else dates.day_first
        targets, strangers, asks = find_targets(db, journey, staging.labels(MOST_PLACES + 1), reading, plan, table.head)
        if dates.example and not plan.date_order and dates.day_first == dates.month_first:
            asks.append(_ask_date_order(dates.example))
        if asks:
            yield Sorted(preview=replace(nothing, asks=tuple(_without_doubles(asks))))
            return
        places = store.read_places(db, journey.id) if journey else []
        targets = [joined(target, recognised.vendor, places) for target in targets]
        staging.sort_out([_part(target) for target in targets], strangers=strangers, day_first=day_first, now=now)
        progress(0.9)
        _compare(db, staging, targets)
        progress(1.0)
        yield Sorted(
            preview=_preview(table, recognised, staging, targets, journey, title, limit),
            staging=staging,
            journey=journey,
            targets=tuple(targets),
            places=places,
        )


def _without_doubles(asks: Sequence[Ask]) -> list[Ask]:
    return list({(ask.need, ask.subject): ask for ask in asks}.values())


def _layout(reading: Reading) -> Layout:
    recognised = reading.recognised
    return Layout(
        questions=tuple((question.score, question.comment) for question in reading.questions),
        columns={role.value: column for role, column in reading.columns.items() if role.value in SHARED},
        words=recognised.words,
        unfinished=recognised.unfinished,
        previews=recognised.previews,
        prefix=recognised.prefix,
        time_zone=reading.time_zone,
    )


def _ask_date_order(example: str) -> Ask:
    return Ask(
        need=Need.DATE_ORDER,
        subject=example,
        sentence=_(
            "Say whether {example} is day/month (dmy) or month/day (mdy): no date in the file settles it."
        ).format(example=example),
        choices=tuple((order.value, order.value) for order in DateOrder),
    )


def _part(target: Target) -> Part:
    """NPS and good/bad know whole numbers only; a slider gives decimals."""
    low, high = target.scale.low, target.scale.high
    whole = target.metric is Metric.NPS or (target.metric is Metric.CSAT and high - low == 1)
    return Part(labels=target.labels, low=low, high=high, whole=whole)


def _compare(db: Database, staging: Staging, targets: Sequence[Target]) -> None:
    """Find the duplicates, in the file and in what is stored."""
    staging.find_people(store.known_people(db))
    surveys = {part: target.survey.id for part, target in enumerate(targets) if target.survey}
    if surveys:
        ids = list(surveys.values())
        staging.join(surveys)
        if staging.has_ids():
            staging.know_ids(store.known_ids(db, ids))
        if staging.lacks_ids():
            staging.know_answers(store.known_answers(db, ids))
    staging.find_duplicates()


def _preview(
    table: Table,
    recognised: Recognised,
    staging: Staging,
    targets: Sequence[Target],
    journey: Journey | None,
    title: str,
    limit: int | None,
) -> Preview:
    surveys = tuple(_survey_preview(target, staging.tally(part)) for part, target in enumerate(targets))
    rows = staging.set_aside(limit)
    new = {folded(t.place.title or ""): t.place.title or "" for t in targets if t.place.is_new}
    return Preview(
        file_name=table.name,
        vendor=recognised.vendor,
        journey=title,
        journey_id=journey.id if journey else None,
        is_new_journey=journey is None,
        new_touchpoints=tuple(new.values()),
        surveys=surveys,
        set_aside=reasons(rows),
        n_set_aside=staging.count_set_aside(),
        cut_off=staging.cut_off(),
        samples={group: _samples(staging, group) for group in Group},
    )


def _survey_preview(target: Target, tally: Tally) -> SurveyPreview:
    scale = target.scale
    return SurveyPreview(
        touchpoint=target.place.title,
        touchpoint_id=target.place.touchpoint_id,
        metric=target.metric,
        low=scale.low,
        high=scale.high,
        good_end=scale.good_end,
        question=target.question,
        joins=target.survey is not None,
        rows=tally.groups,
        score=summarise(
            tally.counts,
            metric=target.metric,
            scale_low=scale.low,
            scale_high=scale.high,
            good_end=scale.good_end,
            min_answers=settings().min_answers,
            first=tally.first,
            last=tally.last,
        ),
        comments=tally.comments,
    )


def _samples(staging: Staging, group: Group) -> tuple[SampleRow, ...]:
    return tuple(
        SampleRow(
            row=row["row"],
            score=row["score"],
            comment=row["comment"],
            respondent=row["respondent"],
            answered_at=row["utc"],
        )
        for row in staging.samples(group, SAMPLES)
    )
