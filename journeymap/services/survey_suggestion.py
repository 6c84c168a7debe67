"""Which survey suits a touchpoint, by its phase and channel, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass

from journeymap.locale import N_
from journeymap.locale import gettext as _
from journeymap.model.journey import Phase, Touchpoint
from journeymap.model.survey import Metric


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A metric and the reason for it.

    :param kiosk: whether a tablet on the spot suits better than a link.
    :param why: one sentence, a message id.
    """

    metric: Metric
    kiosk: bool
    why: str

    @property
    def reason(self) -> str:
        """Why, in the reader's language."""
        return _(self.why)


_WHOLE = Suggestion(
    Metric.NPS,
    False,
    N_("Pleasant parts do not make a pleasant journey: ask about the whole, and whether they would recommend you."),
)
_ADVERT = Suggestion(
    Metric.STARS,
    False,
    N_("Before the purchase people can judge what they see, such as an ad or a poster: stars are quickly given."),
)
_FIND = Suggestion(
    Metric.CES,
    False,
    N_("On a screen before the purchase what counts is whether people find what they look for: ask how easy it was."),
)
_ON_THE_SPOT = Suggestion(
    Metric.CSAT,
    True,
    N_("People stand there in person: a touch screen on the spot asks how satisfied they are while they still know."),
)
_BOUGHT = Suggestion(
    Metric.CSAT,
    False,
    N_("A short form right after the purchase shows how satisfied people are with just this."),
)
_SERVICE = Suggestion(
    Metric.CES,
    False,
    N_("Whoever needs help wants little trouble: less effort keeps customers, so ask how easy it was."),
)
_EVENT = Suggestion(Metric.CSAT, True, N_("An event is judged best when it ends: ask how satisfied people are."))
_LOYALTY = Suggestion(
    Metric.NPS,
    False,
    N_("After the purchase it shows who stays: ask whether people would recommend you."),
)

_EVENTS = re.compile(r"event|messe|fair|mässa|veranstaltung|arrangement", re.IGNORECASE)
_SERVICES = re.compile(
    r"service|support|help|phone|call|chat|return|complain|hilfe|telefon|anruf|hjælp|hjälp|reklam", re.IGNORECASE
)
_SCREENS = re.compile(r"web|app|shop|site|online|search|e-?mail|netz|seite", re.IGNORECASE)


def suggest(touchpoint: Touchpoint | None, phase: Phase | None) -> Suggestion:
    """What to ask at a touchpoint; without one, about the whole journey."""
    if touchpoint is None:
        return _WHOLE
    where = f"{touchpoint.channel} {touchpoint.title}"
    on_screen = touchpoint.digital is True or (touchpoint.digital is None and bool(_SCREENS.search(where)))
    if _EVENTS.search(where):
        return _EVENT
    if phase is not Phase.BEFORE and _SERVICES.search(where):
        return _SERVICE
    if phase is Phase.BEFORE:
        return _FIND if on_screen else _ADVERT
    if phase is Phase.DURING:
        return _BOUGHT if on_screen else _ON_THE_SPOT
    return _LOYALTY
