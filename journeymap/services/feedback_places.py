"""Where answers belong: the journey and the touchpoint that a file or a person means."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from journeymap.errors import Ambiguous, InvalidInput, NotFound
from journeymap.locale import gettext as _
from journeymap.model.journey import Journey, Touchpoint
from journeymap.services import journeys
from journeymap.store.database import Database

_WHOLE = frozenset(
    {
        *("whole journey", "the whole journey", "entire journey", "the entire journey", "whole customer journey"),
        *("hele rejsen", "hele kunderejsen", "hela resan", "hela kundresan"),
        *("ganze reise", "die ganze reise", "gesamte reise", "die gesamte reise"),
        *("ganze kundenreise", "die ganze kundenreise", "gesamte kundenreise", "die gesamte kundenreise"),
        *("ganze customer journey", "gesamte customer journey", "die gesamte customer journey"),
    }
)
"""Names of the whole journey; ``Rejsen`` or ``Reise`` alone may well be a touchpoint of a railway."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A touchpoint, or the journey as a whole.

    :param touchpoint_id: ``None`` for the journey, and for a touchpoint that is to be made.
    :param title: of the touchpoint, ``None`` for the journey.
    """

    touchpoint_id: str | None = None
    title: str | None = None

    @property
    def is_new(self) -> bool:
        """Is it a touchpoint that does not exist yet?"""
        return self.title is not None and self.touchpoint_id is None


WHOLE_JOURNEY = Place()


def means_journey(text: str) -> bool:
    """Does a name mean the whole journey, in any of our languages and in any case?"""
    return folded(text) in _WHOLE


def find_place(touchpoints: Sequence[Touchpoint], wanted: str) -> Place:
    """The place that is meant by an id, by a title (any case), or by a name of the whole journey.

    :raises NotFound: none; the sentence names the nearest title.
    :raises Ambiguous: several touchpoints have this title; the sentence lists their ids.
    """
    if means_journey(wanted) or folded(wanted) == "journey":
        return WHOLE_JOURNEY
    found = (
        [t for t in touchpoints if t.id == wanted.strip().lower()]
        or [t for t in touchpoints if t.title == wanted]
        or [t for t in touchpoints if folded(t.title) == folded(wanted)]
    )
    if len(found) > 1:
        raise Ambiguous(
            _("Several touchpoints are called “{title}”. Say which by its id: {ids}.").format(
                title=wanted, ids=", ".join(t.id for t in found)
            )
        )
    if not found:
        raise NotFound(no_touchpoint(wanted, [t.title for t in touchpoints]))
    return Place(touchpoint_id=found[0].id, title=found[0].title)


def no_touchpoint(wanted: str, titles: Sequence[str]) -> str:
    """The sentence for a touchpoint that does not exist."""
    near = nearest(wanted, titles)
    if near is None:
        return _("There is no touchpoint “{title}”; the journey has none yet.").format(title=wanted)
    return _("There is no touchpoint “{title}”. Did you mean “{nearest}”?").format(title=wanted, nearest=near)


def nearest(wanted: str, titles: Sequence[str]) -> str | None:
    """The title that is written most like ``wanted``."""
    folded = {title.casefold(): title for title in titles}
    near = difflib.get_close_matches(wanted.casefold(), folded, n=1, cutoff=0.0)
    return folded[near[0]] if near else None


def find_target(db: Database, wanted: str | None, *, create: bool, file_name: str) -> tuple[Journey | None, str]:
    """The journey that an import goes to, or ``None`` and the title of the one that is to be made.

    :param wanted: id or title; without it the only journey, else with ``create`` the one named after the file.
    :raises NotFound: there is no such journey, and none is to be made.
    :raises InvalidInput: it is not clear which one is meant.
    """
    listed = journeys.list_journeys(db)
    if wanted is None and len(listed) == 1:
        return listed[0], listed[0].title
    if wanted is None and not create:
        raise InvalidInput(_which(listed))
    title = wanted if wanted is not None else Path(file_name).stem
    try:
        found = journeys.find_journey(db, title)
    except NotFound:
        if not create:
            raise
        return None, title
    return found, found.title


def _which(listed: Sequence[Journey]) -> str:
    if not listed:
        return _("There is no journey yet. Make one first, or let the import make it (--create).")
    titles = ", ".join(f"“{journey.title}”" for journey in listed)
    return _("Say which journey the answers belong to (--journey): {titles}.").format(titles=titles)


def folded(text: str) -> str:
    """``text`` for comparing titles: case and the number of spaces do not matter."""
    return re.sub(r"\s+", " ", text).strip().casefold()
