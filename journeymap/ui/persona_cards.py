"""Personas as cards that can stand on a wall: many side by side, or one large."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.model.journey import Journey
from journeymap.model.persona import Persona
from journeymap.services.personas import FIELDS
from journeymap.ui import chrome, state
from journeymap.ui.persona_acts import menu, open_persona, start_editing
from journeymap.ui.persona_portrait import show_portrait
from journeymap.ui.text import lines, plain

_LISTS = (
    ("goals", ":material/flag:"),
    ("needs", ":material/favorite:"),
    ("frustrations", ":material/bolt:"),
)


def grid_of(personas: Sequence[Persona], journeys: Mapping[str, Sequence[Journey]]) -> None:
    """Cards, as many side by side as fit.

    :param journeys: those that each persona takes part in, by its id.
    """
    with st.grid("auto", min_column_width=380):
        for persona in personas:
            with st.container(border=True, height="stretch"):
                _card(persona, personas, journeys.get(persona.id, ()))


def _card(persona: Persona, others: Sequence[Persona], journeys: Sequence[Journey]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        show_portrait(persona, 88)
        with st.container(gap=None, width="stretch"):
            st.subheader(plain(persona.name), anchor=False)
            _who(persona)
    if persona.quote:
        st.markdown(f"*{_quoted(persona.quote)}*")
    for field, icon in _LISTS:
        _list(persona, field, icon)
    _channels(persona)
    _journeys(journeys)
    with st.container(horizontal=True, vertical_alignment="bottom", height="stretch"):
        st.button(
            _("Show large"),
            icon=":material/open_in_full:",
            key=f"persona.open.{persona.id}",
            on_click=open_persona,
            args=(persona.id,),
        )
        _edit_button(persona)
        menu(persona, others)


def one(persona: Persona, others: Sequence[Persona], journeys: Sequence[Journey]) -> None:
    """One persona, over the whole page."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            _("All personas"),
            icon=":material/arrow_back:",
            key="persona.back",
            on_click=open_persona,
            args=(None,),
        )
        st.space("stretch")
        _edit_button(persona)
        menu(persona, others)
    face, words = st.columns([1, 3], gap="large")
    with face:
        show_portrait(persona, 240)
        _channels(persona)
        _journeys(journeys)
    with words:
        st.title(plain(persona.name), anchor=False)
        _who(persona)
        if persona.quote:
            st.subheader(f"*{_quoted(persona.quote)}*", anchor=False)
        with st.grid(3, min_column_width=240):
            for field, icon in _LISTS:
                if getattr(persona, field).strip():
                    with st.container(border=True, height="stretch"):
                        _list(persona, field, icon, heading="#### ")


def _edit_button(persona: Persona) -> None:
    st.button(
        _("Edit"),
        icon=":material/edit:",
        key=f"persona.edit.{persona.id}",
        on_click=start_editing,
        args=(persona.id,),
    )


def _who(persona: Persona) -> None:
    said = " · ".join(plain(part) for part in (persona.role, persona.segment) if part)
    if said:
        st.markdown(f":gray[{said}]")


def _quoted(quote: str) -> str:
    return "“" + lines(quote).replace("  \n", " ") + "”"


def _list(persona: Persona, field: str, icon: str, heading: str = "") -> None:
    points = [line.strip() for line in getattr(persona, field).splitlines() if line.strip()]
    if points:
        title = f"{heading}{icon} {FIELDS[field].label}" if heading else f"**{icon} {FIELDS[field].label}**"
        st.markdown("\n".join([title, "", *(f"- {plain(point)}" for point in points)]))


def _channels(persona: Persona) -> None:
    channels = [line.strip() for line in persona.channels.splitlines() if line.strip()]
    if channels:
        with st.container(horizontal=True, gap="xsmall"):
            for channel in channels:
                st.badge(plain(channel), color="gray")


def _journeys(journeys: Sequence[Journey]) -> None:
    """Links to the maps that the persona is on."""
    if not journeys:
        st.caption(_("Takes part in no journey yet."))
        return
    with st.container(gap=None):
        for journey in journeys:
            title = plain(journey.title)
            st.page_link(
                chrome.page(chrome.MAP),
                label=_("{title} (archived)").format(title=title) if journey.archived else title,
                icon=":material/map:",
                query_params={state.JOURNEY: journey.id},
            )
