"""What buttons beside a touchpoint do: open, move, delete."""

from __future__ import annotations

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.locale import ngettext
from journeymap.model.journey import JourneyMap, Touchpoint
from journeymap.services.file import database
from journeymap.services.touchpoints import answers_at, delete_touchpoint, family, nudge_touchpoint
from journeymap.ui import line_acts, state, words
from journeymap.ui.attempt import attempt
from journeymap.ui.text import plain

_KIND = "touchpoint"


def open_touchpoint(touchpoint_id: str | None) -> None:
    """Show this touchpoint's form; ``None``: the table."""
    line_acts.close(_KIND)
    state.select_touchpoint(touchpoint_id)


def move(touchpoint_id: str, by: int) -> None:
    """One place on or back."""
    moved: list[bool] = []
    attempt(lambda: moved.append(nudge_touchpoint(database(), state.actor(), touchpoint_id, by)))
    if moved == [False]:
        state.announce(_("It is the last one already.") if by > 0 else _("It is the first one already."))


def ask_delete(journey_map: JourneyMap, touchpoint_id: str) -> None:
    """Delete it at once when nothing hangs on it, else ask first."""
    if _what_goes(journey_map, touchpoint_id):
        line_acts.ask(_KIND, touchpoint_id)
    else:
        line_acts.gone(_KIND, lambda: _deleted(touchpoint_id))


def show_question(journey_map: JourneyMap) -> None:
    """The question of :func:`ask_delete`, while it is open."""
    touchpoint = journey_map.touchpoint_by_id.get(line_acts.asked(_KIND) or "")
    if touchpoint is None:
        return
    said = [_("Delete **{title}**?").format(title=plain(touchpoint.title)), *_what_goes(journey_map, touchpoint.id)]
    with st.container(border=True):
        line_acts.question(_KIND, touchpoint.id, said, lambda: _deleted(touchpoint.id))


def _what_goes(journey_map: JourneyMap, touchpoint_id: str) -> list[str]:
    gone = family(journey_map, [touchpoint_id])
    cards = sum(card.touchpoint_id in gone for card in journey_map.cards)
    answers = answers_at(database(), [touchpoint_id])
    said = []
    if len(gone) > 1:
        n = len(gone) - 1
        said.append(ngettext("{n} sub-touchpoint goes too.", "{n} sub-touchpoints go too.", n).format(n=n))
    if cards:
        said.append(ngettext("{n} card on it goes too.", "{n} cards on it go too.", cards).format(n=cards))
    if answers:
        said.append(words.answers_stay(answers))
    return [*said, _("Undo brings everything back.")] if said else []


def _deleted(touchpoint_id: str) -> None:
    delete_touchpoint(database(), state.actor(), touchpoint_id)
    if state.selected_touchpoint() == touchpoint_id:
        state.select_touchpoint(None)


def neighbours(journey_map: JourneyMap, touchpoint_id: str) -> tuple[Touchpoint | None, Touchpoint | None]:
    """The touchpoints before and after this one on the map."""
    row = journey_map.touchpoints
    index = next(n for n, touchpoint in enumerate(row) if touchpoint.id == touchpoint_id)
    return row[index - 1] if index else None, row[index + 1] if index + 1 < len(row) else None
