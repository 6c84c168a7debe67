"""One touchpoint in full: its form, what personas feel there, its sub-touchpoints and its cards."""

from __future__ import annotations

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.model.journey import JourneyMap, Touchpoint
from journeymap.services.file import database
from journeymap.services.touchpoints import add_touchpoint
from journeymap.ui import chrome, state, touchpoint_acts
from journeymap.ui.attempt import attempt
from journeymap.ui.text import plain
from journeymap.ui.touchpoint_cards import cards
from journeymap.ui.touchpoint_emotions import emotions
from journeymap.ui.touchpoint_form import form


def touchpoint_page(journey_map: JourneyMap, touchpoint_id: str) -> None:
    """Everything about one touchpoint, to be edited."""
    touchpoint = journey_map.touchpoint_by_id[touchpoint_id]
    _head(journey_map, touchpoint)
    touchpoint_acts.show_question(journey_map)
    left, beside = st.columns([5, 2], gap="medium")
    with left, st.container(border=True):
        form(journey_map, touchpoint)
    with beside:
        emotions(journey_map, touchpoint)
        _parts(journey_map, touchpoint)
    cards(journey_map, touchpoint)


def _head(journey_map: JourneyMap, touchpoint: Touchpoint) -> None:
    before, after = touchpoint_acts.neighbours(journey_map, touchpoint.id)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            _("All touchpoints"),
            icon=":material/arrow_back:",
            key="touchpoint.back",
            on_click=touchpoint_acts.open_touchpoint,
            args=(None,),
        )
        for name, icon, label, other in (
            ("previous", ":material/chevron_left:", _("Previous"), before),
            ("next", ":material/chevron_right:", _("Next"), after),
        ):
            st.button(
                label,
                icon=icon,
                key=f"touchpoint.{name}",
                disabled=other is None,
                help=plain(other.title) if other else None,
                on_click=touchpoint_acts.open_touchpoint,
                args=(other.id if other else None,),
            )
        st.page_link(
            chrome.page(chrome.MAP),
            label=_("On the map"),
            icon=":material/map:",
            query_params={state.JOURNEY: touchpoint.journey_id, state.TOUCHPOINT: touchpoint.id},
        )
        st.space("stretch")
        _menu(journey_map, touchpoint)
    with st.container(gap=None):
        st.subheader(plain(touchpoint.title), anchor=False)
        st.caption(plain(journey_map.stage_by_id[touchpoint.stage_id].title))


def _menu(journey_map: JourneyMap, touchpoint: Touchpoint) -> None:
    names = {"up": _("Move earlier"), "down": _("Move later"), "delete": _("Delete")}
    key = f"touchpoint.menu.{touchpoint.id}"

    def chosen() -> None:
        choice = st.session_state[key]
        if choice == "delete":
            touchpoint_acts.ask_delete(journey_map, touchpoint.id)
        elif choice is not None:
            touchpoint_acts.move(touchpoint.id, -1 if choice == "up" else 1)

    st.menu_button(_("More"), list(names), format_func=lambda name: names[name], key=key, on_click=chosen)


def _parts(journey_map: JourneyMap, touchpoint: Touchpoint) -> None:
    """The sub-touchpoints, and a line to add one."""
    if touchpoint.parent_id is not None:
        return
    key = f"touchpoint.part.{touchpoint.id}"

    def add() -> None:
        title = st.session_state[key]
        if title and attempt(
            lambda: add_touchpoint(
                database(),
                state.actor(),
                touchpoint.journey_id,
                touchpoint.stage_id,
                parent_id=touchpoint.id,
                title=title,
            ),
            _("Added."),
        ):
            st.session_state[key] = ""

    with st.container(border=True):
        st.markdown(_("**Sub-touchpoints**"))
        for part in journey_map.touchpoints:
            if part.parent_id == touchpoint.id:
                st.button(
                    plain(part.title),
                    key=f"touchpoint.open.{part.id}",
                    type="tertiary",
                    icon=":material/subdirectory_arrow_right:",
                    on_click=touchpoint_acts.open_touchpoint,
                    args=(part.id,),
                )
        st.text_input(
            _("New sub-touchpoint"),
            key=key,
            placeholder=_("Add one and press Enter"),
            label_visibility="collapsed",
            on_change=add,
        )
