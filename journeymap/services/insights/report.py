"""What the Insights page says first: findings, what is too thin, and all of it as a text or a slide to take away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from journeymap.config import Settings
from journeymap.formats.exports.findings import SlideText, findings_slide
from journeymap.locale import figures
from journeymap.locale import gettext as _
from journeymap.scores.journey import WeakestLink
from journeymap.scores.period import ALL_TIME, Period
from journeymap.services.as_of import as_of
from journeymap.services.cache import by_revision
from journeymap.services.insights.find import insights
from journeymap.services.insights.finding import Finding, Kind
from journeymap.services.insights.look import look_at
from journeymap.services.insights.wording import days, per_cent, sentence
from journeymap.services.journey_scores import Whose
from journeymap.services.journeys import load_map
from journeymap.services.weakest import weakest_link
from journeymap.store.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What the scores of a journey say.

    :param title: of the journey.
    :param days: from the first answer to the newest, or the period.
    :param answers: valid answers that all of it rests on.
    :param findings: what holds against noise, the most important first.
    :param unclear: which touchpoints may be the weakest link, when it is not clear; ``None`` when it is, or when there
        are fewer than two to compare.
    :param thin: touchpoints that are asked about, with too few answers.
    """

    title: str
    days: Period
    answers: int
    findings: tuple[Finding, ...]
    unclear: WeakestLink | None
    thin: tuple[Finding, ...]


def report(
    db: Database,
    journey_id: str,
    period: Period = ALL_TIME,
    *,
    persona_id: str | None = None,
    segment: str | None = None,
    settings: Settings | None = None,
    today: date | None = None,
) -> Report:
    """The findings of a journey, sorted out; kept until the next write.

    :param persona_id: only answers that were matched to this persona; ``None``: all customers.
    :param segment: only answers that came with this segment; ``None``: all customers.
    :param settings: those of the process when left out; likewise ``today``.
    :raises NotFound: there is no such journey.
    """
    chosen, day = as_of(settings, today)
    return _report(db, journey_id, period, Whose(persona_id, segment), chosen, day)


@by_revision(maxsize=64)
def _report(db: Database, journey_id: str, period: Period, whose: Whose, settings: Settings, today: date) -> Report:
    look = look_at(db, journey_id, period, whose, settings, today)
    found = insights(db, journey_id, period, **whose._asdict(), settings=settings, today=today)
    weakest = weakest_link(db, journey_id, period, **whose._asdict(), settings=settings, today=today)
    return Report(
        title=look.journey_map.journey.title,
        days=look.days,
        answers=look.scores.answers,
        findings=tuple(finding for finding in found if finding.kind is not Kind.THIN),
        unclear=weakest if weakest is not None and not weakest.clear else None,
        thin=tuple(finding for finding in found if finding.kind is Kind.THIN),
    )


def titles_of(db: Database, journey_id: str) -> dict[str, str]:
    """Titles of the journey's touchpoints by id, for sentences."""
    return {touchpoint.id: touchpoint.title for touchpoint in load_map(db, journey_id).touchpoints}


def unclear_sentence(weakest: WeakestLink, titles: dict[str, str]) -> str:
    """Which touchpoints the weakest link may be."""
    names = [_("“{touchpoint}”").format(touchpoint=titles[t]) for t in weakest.touchpoint_ids]
    if len(names) > MOST_NAMED:
        return _("Which link is the weakest is not clear: {n} touchpoints are about equal.").format(n=len(names))
    return _(
        "Which link is the weakest is not clear: {touchpoints}. “{first}” is the lowest with {probability}."
    ).format(
        touchpoints=_(" or ").join(names),
        first=titles[weakest.touchpoint_ids[0]],
        probability=per_cent(weakest.probability),
    )


MOST_NAMED = 4
"""Of more touchpoints that may be the weakest, only the number is said."""


def thin_heading() -> str:
    """What stands over touchpoints with too few answers."""
    return _("Not enough answers yet")


def heading(told: Report) -> str:
    """What stands over the findings."""
    return _("What the scores say: {journey}").format(journey=told.title)


def rests_on(told: Report, whose: str) -> str:
    """``1 Feb 2026 – 31 Oct 2026, 4,630 answers, all customers``."""
    return ", ".join(
        part for part in (days(told.days), _("{n} answers").format(n=figures.whole(told.answers)), whose) if part
    )


def as_markdown(told: Report, titles: dict[str, str], whose: str) -> str:
    """The findings as a text in Markdown.

    :param titles: of the journey's touchpoints by id.
    :param whose: whose answers they are, in words.
    """
    lines = [f"# {heading(told)}", "", rests_on(told, whose), ""]
    lines += [f"- {sentence(finding, titles)} {_period(finding)}".rstrip() for finding in told.findings]
    if told.unclear:
        lines.append(f"- {unclear_sentence(told.unclear, titles)}")
    if not told.findings:
        lines.append(f"- {nothing_found()}")
    if told.thin:
        lines += ["", f"## {thin_heading()}", ""]
        lines += [f"- {sentence(finding, titles)}" for finding in told.thin]
    return "\n".join([*lines, "", rule_of_noise(), ""])


def as_slide(told: Report, titles: dict[str, str], whose: str) -> bytes:
    """The findings as one slide (PPTX) whose texts can be edited; of more than six the first six."""
    said = [sentence(finding, titles) for finding in told.findings[:MOST_SAID]]
    if told.unclear:
        said.append(unclear_sentence(told.unclear, titles))
    return findings_slide(
        SlideText(
            title=heading(told),
            about=rests_on(told, whose),
            sentences=tuple(said or [nothing_found()]),
            small=tuple(sentence(finding, titles) for finding in told.thin[:MOST_SAID]),
            foot=rule_of_noise(),
        )
    )


MOST_SAID = 6
"""Findings that are said at once."""


def nothing_found() -> str:
    """What is said when no finding holds."""
    return _("Nothing stands out against noise: no change, gap or difference that would hold.")


def rule_of_noise() -> str:
    """What the findings have in common."""
    return _(
        "Intervals are 95 %. A change, a gap or a difference is said only where noise alone would show one in at most"
        " 0.2 % of cases, over all that were compared."
    )


def _period(finding: Finding) -> str:
    shown = days(finding.days)
    return f"({shown})" if shown else ""
