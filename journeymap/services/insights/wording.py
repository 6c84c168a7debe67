"""Findings as sentences, each with its number, its interval and how many answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from babel.dates import format_date, format_skeleton

from journeymap.locale import figures, region
from journeymap.locale import gettext as _
from journeymap.scores.bands import rounded
from journeymap.scores.period import Period, later_month
from journeymap.scores.score import Score
from journeymap.scores.wording import metric_name, scale_note, shown_interval, shown_value, too_few
from journeymap.services.insights.finding import Finding, Kind

Titles = Mapping[str, str]
"""Titles of touchpoints by id."""


def sentence(finding: Finding, titles: Titles) -> str:
    """What the finding says, in the reader's language.

    :param titles: of every touchpoint that it names.
    """
    return _SENTENCES[finding.kind](finding, titles)


def measured(score: Score) -> str:
    """``CSAT 50 % (46 to 54 %, n = 605)``; that there are too few answers, where there are."""
    if not score.shown:
        return _("{metric}, {too_few}").format(metric=metric_name(score.metric), too_few=too_few(score))
    value = f"{shown_value(score)} {scale_note(score)}".rstrip()
    return _("{metric} {value} ({interval}, n = {n})").format(
        metric=metric_name(score.metric), value=value, interval=shown_interval(score), n=figures.whole(score.n)
    )


def days(period: Period) -> str:
    """``July 2026``, ``1 Jul 2026 – 15 Jul 2026``, or blank for all time."""
    first, last = period.first, period.last
    if first is not None and first.day == 1 and last == later_month(first) - timedelta(days=1):
        return str(format_skeleton("yMMMM", first, locale=region()))
    shown = [format_date(day, "d MMM y", locale=region()) for day in (first, last) if day is not None]
    if first is None and last is not None:
        return _("until {day}").format(day=shown[0])
    return " – ".join(shown)


def _red(finding: Finding, _titles: Titles) -> str:
    return _(
        "Every stop is green, the journey is red: all {stops} measured touchpoints are good, the journey as a whole is"
        " not. {score}."
    ).format(stops=len(finding.touchpoint_ids), score=measured(finding.score))


def _weakest(finding: Finding, titles: Titles) -> str:
    return _(
        "The weakest link is “{touchpoint}”: {share} of the customers are content there. {score}. That no other is"
        " lower is {probability} certain."
    ).format(
        touchpoint=_title(finding, titles),
        share=per_cent(finding.shares[0]),
        score=measured(finding.score),
        probability=_certainty(finding.probability or 0.0),
    )


def _moved(finding: Finding, titles: Titles) -> str:
    before = finding.before or finding.score
    fell = (finding.score.value or 0) < (before.value or 0)
    texts = (
        (
            _("“{touchpoint}” fell in {days}: {score}. Before, it was {before}."),
            _("“{touchpoint}” rose in {days}: {score}. Before, it was {before}."),
        )
        if finding.touchpoint_id
        else (
            _("The journey as a whole fell in {days}: {score}. Before, it was {before}."),
            _("The journey as a whole rose in {days}: {score}. Before, it was {before}."),
        )
    )
    return texts[0 if fell else 1].format(
        touchpoint=_title(finding, titles),
        days=days(finding.days),
        score=measured(finding.score),
        before=measured(before),
    )


def _promise(finding: Finding, titles: Titles) -> str:
    return _(
        "“{touchpoint}” promises more than it delivers: customers expect {expected} and experience {experienced}, from"
        " −2 to +2. {score}."
    ).format(touchpoint=_title(finding, titles), **_both(finding), score=measured(finding.score))


def _room(finding: Finding, titles: Titles) -> str:
    text = (
        _(
            "At “{touchpoint}” the team believes that customers feel better ({expected}) than they say ({experienced},"
            " from −2 to +2). {score}."
        )
        if (finding.expected or 0) > (finding.experienced or 0)
        else _(
            "At “{touchpoint}” the team believes that customers feel worse ({expected}) than they say ({experienced},"
            " from −2 to +2). {score}."
        )
    )
    return text.format(touchpoint=_title(finding, titles), **_both(finding), score=measured(finding.score))


def _uneven(finding: Finding, titles: Titles) -> str:
    worst, best = finding.touchpoint_ids
    return _(
        "The experience is uneven: {high} of the customers are content at “{best}”, {low} at “{worst}”. There: {score}."
    ).format(
        high=per_cent(finding.shares[1]),
        best=titles[best],
        low=per_cent(finding.shares[0]),
        worst=titles[worst],
        score=measured(finding.score),
    )


def _segment(finding: Finding, titles: Titles) -> str:
    text = (
        _("“{segment}” see “{touchpoint}” differently: {score}. All others: {before}.")
        if finding.touchpoint_id
        else _("“{segment}” see the journey as a whole differently: {score}. All others: {before}.")
    )
    return text.format(
        segment=finding.segment,
        touchpoint=_title(finding, titles),
        score=measured(finding.score),
        before=measured(finding.before or finding.score),
    )


def _thin(finding: Finding, titles: Titles) -> str:
    return _("Not enough answers yet, n = {n}: ask at “{touchpoint}”.").format(
        n=figures.whole(finding.score.n), touchpoint=_title(finding, titles)
    )


_SENTENCES: Mapping[Kind, Callable[[Finding, Titles], str]] = {
    Kind.JOURNEY_RED: _red,
    Kind.WEAKEST_LINK: _weakest,
    Kind.MOVED: _moved,
    Kind.PROMISE_GAP: _promise,
    Kind.UNEVEN: _uneven,
    Kind.SEGMENT: _segment,
    Kind.ROOM_GAP: _room,
    Kind.THIN: _thin,
}


def per_cent(share: float) -> str:
    """``50 %``.

    :param share: 0–1.
    """
    return _("{number} %").format(number=figures.whole(int(rounded(100 * share, 0))))


def _certainty(probability: float) -> str:
    return _("over 99 %") if probability > 0.99 else per_cent(probability)


def _title(finding: Finding, titles: Titles) -> str:
    return titles[finding.touchpoint_id] if finding.touchpoint_id else ""


def _both(finding: Finding) -> dict[str, str]:
    return {
        "expected": signed(finding.expected or 0.0),
        "experienced": signed(finding.experienced or 0.0),
    }


def signed(value: float) -> str:
    """An emotion or an experience, −2..+2: ``+0.9``, ``−1.2``, ``0.0``."""
    number = rounded(value, 1)
    sign = "+" if number > 0 else "−" if number < 0 else ""
    return sign + figures.decimal(abs(number))
