"""Who looks after a map and when it is looked at again; and what is said when that is overdue."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import streamlit as st

from journeymap.config import settings
from journeymap.locale import gettext as _
from journeymap.model.journey import Journey
from journeymap.services.file import database
from journeymap.services.freshness import Concern, Why, concern
from journeymap.services.journeys import update_journey
from journeymap.ui import state, words
from journeymap.ui.attempt import attempt
from journeymap.ui.text import plain

_LATER = (90, 180, 365)
"""Days that are offered for the next review."""


def owner_line(journey: Journey) -> str:
    """Owner and next review in Markdown, blank when neither is known."""
    said = []
    if journey.owner:
        said.append(_("Owner: {name}").format(name=plain(journey.owner)))
    if journey.review_date is not None:
        said.append(_("Review: {day}").format(day=words.plain_day(journey.review_date)))
    return " · ".join(said)


def warning(found: Concern) -> str:
    """What is wrong, and what to do, in one sentence."""
    sentence = {
        Why.REVIEW_DUE: _("This map was to be reviewed on {day}: look through it, then set the next review."),
        Why.OLD_ANSWERS: _(
            "The newest answer on this map is from {day}: bring newer ones in, or look through it and set a review."
        ),
        Why.OLD_EDITS: _("Nobody has edited this map since {day}: look through it, then set the next review."),
    }[found.why]
    return sentence.format(day=words.plain_day(found.since))


def state_of_review(journey: Journey, key: str, *, in_card: bool = False) -> None:
    """Say who looks after a map and when it is looked at again. Where it is too old say so, with a way to set a day.

    :param key: makes the widgets' keys unique on the page.
    :param in_card: on a card of Home, where there is little room.
    """
    found, line = concern(database(), journey), owner_line(journey)
    if line and (in_card or found is None):
        st.caption(line)
    if found is None:
        return
    with st.container(horizontal=not in_card, vertical_alignment="center", gap="small"):
        st.markdown(f":orange[:material/event_busy:] {warning(found)}", width="stretch" if in_card else "content")
        _set_review(journey, key)


def _set_review(journey: Journey, key: str) -> None:
    today = datetime.now(settings().zone).date()
    names = {days: _("In {n} days").format(n=days) for days in _LATER}
    with st.popover(_("Set the next review"), icon=":material/event:", type="tertiary", key=f"{key}.review"):
        st.caption(_("You have looked through the map. When should somebody look again?"))
        for days, name in names.items():
            day = today + timedelta(days=days)
            st.button(
                f"{name} · {words.plain_day(day)}",
                key=f"{key}.review.{days}",
                type="tertiary",
                on_click=_save,
                args=(journey, day),
            )
        field = f"{key}.review.day"

        def chosen() -> None:
            if (day := st.session_state[field]) is not None:
                _save(journey, day)

        st.date_input(_("Another day"), value=None, min_value=today, key=field, on_change=chosen)


def _save(journey: Journey, day: date) -> None:
    done = _("The next review is on {day}.").format(day=words.plain_day(day))
    attempt(
        lambda: update_journey(database(), state.actor(), journey.id, journey.version, review_date=day.isoformat()),
        done,
    )
