"""The journey that a page is about, and the menu that opens another one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.model.journey import Journey
from journeymap.services.file import database
from journeymap.services.journeys import list_journeys
from journeymap.ui import chrome, state, words


def every_journey() -> list[Journey]:
    """Those on Home, then the archived ones."""
    return [*list_journeys(database()), *list_journeys(database(), archived=True)]


def journey_of_page() -> tuple[list[Journey], Journey]:
    """Every journey, and the one that the page is about. Where there is none the page says so and ends."""
    known = every_journey()
    journey = state.current_journey(known)
    if journey is None:
        chrome.no_journey(known)
        st.stop()
    return known, journey


def choose_journey(
    known: Sequence[Journey],
    journey: Journey,
    key: str,
    *,
    label: str | None = None,
    width: int = 360,
    archived: bool = True,
    label_visibility: Literal["visible", "collapsed"] = "visible",
) -> None:
    """The menu of journeys; choosing another one opens it, without what the link said about the one before.

    :param key: of the menu, one for each page.
    :param label: what stands above it, if not “Journey”.
    :param width: px.
    :param archived: offer archived journeys too, not only the one that is open.
    """
    titles = words.journey_titles(j for j in known if archived or not j.archived or j.id == journey.id)
    if st.session_state.get(key) != journey.id:
        st.session_state[key] = journey.id

    def changed() -> None:
        state.select_touchpoint(None)
        st.query_params.pop(state.OTHER, None)
        state.open_journey(st.session_state[key])

    st.selectbox(
        label or _("Journey"),
        list(titles),
        format_func=lambda j: titles.get(j, ""),
        key=key,
        on_change=changed,
        width=width,
        label_visibility=label_visibility,
    )
