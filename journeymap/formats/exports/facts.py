"""Everything about one touchpoint, in words: what a reader sees who clicks on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from journeymap.config import settings
from journeymap.formats.exports.request import ExportRequest
from journeymap.layout import words
from journeymap.layout.wrap import clean
from journeymap.locale import figures
from journeymap.locale import gettext as _
from journeymap.model.journey import CARD_LANES, Card, Initiator, Touchpoint
from journeymap.model.survey import Response
from journeymap.scores.score import Score
from journeymap.scores.wording import band_word, shown_interval, too_few


class Fact(NamedTuple):
    """A name and what stands behind it, one text or several."""

    label: str
    texts: tuple[str, ...]


def facts(touchpoint: Touchpoint) -> list[Fact]:
    """What a touchpoint says about itself; nothing that was not filled in."""
    traits = {
        _("Digital or in person"): _choice(touchpoint.digital, _("Digital"), _("In person")),
        _("Whose"): _choice(touchpoint.direct, _("Our own"), _("Third party")),
        _("About"): _choice(touchpoint.brand, _("The brand"), _("The product")),
        _("Started by"): _starter(touchpoint),
        _("Importance"): _("{n} of 5").format(n=touchpoint.importance) if touchpoint.importance is not None else "",
        _("Customers a month"): words.count(touchpoint.reach) if touchpoint.reach is not None else "",
        _("Promise"): clean(touchpoint.promise),
        _("Expectation"): words.signed(touchpoint.expectation) if touchpoint.expectation is not None else "",
        _("Owner"): clean(touchpoint.owner),
        _("Note"): clean(touchpoint.note),
    }
    return [Fact(label, (text,)) for label, text in traits.items() if text]


def _choice(value: bool | None, yes: str, no: str) -> str:
    return "" if value is None else yes if value else no


def _starter(touchpoint: Touchpoint) -> str:
    if touchpoint.initiator is None:
        return ""
    return _("The customer") if touchpoint.initiator is Initiator.CUSTOMER else _("The company")


def scores(found: list[Score]) -> list[Fact]:
    """Each score with its interval, how many answered and its band."""
    return [Fact(words.metric_name(score.metric), (score_text(score),)) for score in found]


def score_text(score: Score) -> str:
    """``+31 (+11 to +51) · n = 1,204 · good``; for too few answers, only that."""
    if not score.shown or score.value is None:
        return too_few(score)
    value = " ".join(part for part in (words.number(score), words.note(score), words.trend_sign(score.trend)) if part)
    parts = [f"{value} ({shown_interval(score)})", words.answers(score.n), band_word(score.band) if score.band else ""]
    return " · ".join(part for part in parts if part)


def emotions(request: ExportRequest, touchpoint: Touchpoint) -> list[Fact]:
    """What the team believes each persona feels."""
    by_cell = request.journey_map.emotion_by_cell
    wanted = request.persona_ids
    return [
        Fact(clean(persona.name), (words.signed(by_cell[touchpoint.id, persona.id].value),))
        for persona in request.journey_map.personas
        if (touchpoint.id, persona.id) in by_cell and (not wanted or persona.id in wanted)
    ]


def cards(request: ExportRequest, touchpoint: Touchpoint) -> Iterator[tuple[str, list[Card]]]:
    """The cards of each lane, with the lane's name."""
    wanted = request.persona_ids
    for lane in request.journey_map.lanes:
        if lane.kind in CARD_LANES:
            found = request.journey_map.cards_by_cell.get((touchpoint.id, lane.id), ())
            shown = [c for c in found if not wanted or c.persona_id is None or c.persona_id in wanted]
            if shown:
                yield clean(words.lane_title(lane)), shown


def card_text(request: ExportRequest, card: Card) -> str:
    """A card's text, with whom it is about where that is one persona."""
    name = next((clean(p.name) for p in request.journey_map.personas if p.id == card.persona_id), "")
    text = clean(card.text)
    return _("{name}: {text}").format(name=name, text=text) if name and text else text


def branches(request: ExportRequest, touchpoint: Touchpoint) -> tuple[str, ...]:
    """Where paths lead from here."""
    by_id = request.journey_map.touchpoint_by_id
    found = [(p, by_id[p.to_id]) for p in request.journey_map.paths if p.from_id == touchpoint.id and p.to_id in by_id]
    return tuple(
        _("{target} ({condition})").format(target=clean(to.title), condition=clean(path.label))
        if path.label.strip()
        else clean(to.title)
        for path, to in found
    )


def comment_head(answer: Response) -> str:
    """What was answered, and when."""
    score = "" if answer.score is None else figures.short(answer.score)
    return " · ".join(part for part in (score, day(answer.answered_at)) if part)


def day(moment: datetime) -> str:
    """The day of a moment (naive UTC) in the installation's time zone, as the reader writes it."""
    local = moment.replace(tzinfo=UTC).astimezone(settings().zone)
    return figures.day(local.date())
