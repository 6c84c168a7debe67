"""Every key of session state and every name in a link stands here, so that two pages never fight over one.

Session state holds ids, filters and drafts; frames and figures are read again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID, uuid4

import streamlit as st

from journeymap.model.journey import Journey

JOURNEY: Final = "journey"
"""Name in the link: which journey."""
TOUCHPOINT: Final = "touchpoint"
"""Name in the link: which touchpoint is selected on the map."""
PERSONA: Final = "persona"
"""Name in the link: which persona is opened."""

BROWSER_COOKIE: Final = "journeymap_browser"
"""Set by the server on the first page; says whose acts undo takes back."""
VIEW_COOKIE: Final = "journeymap_view"
"""Set by the map in the browser: ``WIDTHxHEIGHT`` that it had last, so that the first picture fits at once."""

_CURRENT_JOURNEY: Final = "journey.current"
_ACTOR: Final = "session.actor"
_NOTICE: Final = "session.notice"


def actor() -> str:
    """Who acts: this browser. It survives a reload; without cookies it is this session."""
    cookie: str | None = st.context.cookies.get(BROWSER_COOKIE)
    if cookie and _is_id(cookie):
        return cookie
    if _ACTOR not in st.session_state:
        st.session_state[_ACTOR] = str(uuid4())
    return str(st.session_state[_ACTOR])


def current_journey(journeys: Sequence[Journey]) -> Journey | None:
    """The journey of the link, else the one that was open last, else the first; ``None`` when there is none.

    A link to a journey that does not exist (any more) gives ``None`` too, so that the page can say so.
    """
    by_id = {journey.id: journey for journey in journeys}
    asked = st.query_params.get(JOURNEY)
    if asked is not None:
        found = by_id.get(asked)
    else:
        found = by_id.get(st.session_state.get(_CURRENT_JOURNEY, "")) or next(iter(journeys), None)
    if found is not None:
        open_journey(found.id)
    return found


def open_journey(journey_id: str) -> None:
    """Make this journey the current one, in the link too."""
    st.session_state[_CURRENT_JOURNEY] = journey_id
    if st.query_params.get(JOURNEY) != journey_id:
        st.query_params[JOURNEY] = journey_id


def forget_journey() -> None:
    """No journey is the current one, in the link neither."""
    st.session_state.pop(_CURRENT_JOURNEY, None)
    st.query_params.pop(JOURNEY, None)


def selected_touchpoint() -> str | None:
    """The touchpoint that the link selects."""
    return st.query_params.get(TOUCHPOINT)


def select_touchpoint(touchpoint_id: str | None) -> None:
    """Select a touchpoint, in the link too; ``None`` selects nothing."""
    if touchpoint_id is None:
        st.query_params.pop(TOUCHPOINT, None)
    else:
        st.query_params[TOUCHPOINT] = touchpoint_id


def announce(sentence: str) -> None:
    """Show ``sentence`` after the next run: what an act did, said once."""
    st.session_state[_NOTICE] = sentence


def take_notice() -> str | None:
    """The sentence of :func:`announce`, once."""
    notice: Any = st.session_state.pop(_NOTICE, None)
    return None if notice is None else str(notice)


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
