"""The library: find touchpoints in it, tick them, and add them to the journey that is open."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.locale import ngettext
from journeymap.model.journey import Journey, JourneyMap, Phase
from journeymap.services.file import database
from journeymap.services.journeys import load_map
from journeymap.services.library import (
    Channel,
    LibraryTouchpoint,
    LineOfBusiness,
    add_from_library,
    first_four,
    line_of_business,
    name,
    names_of,
    present,
    search,
    set_line_of_business,
    usual,
)
from journeymap.ui import library_entry, state, words
from journeymap.ui.attempt import adding, attempt, show_refused
from journeymap.ui.journey_head import head
from journeymap.ui.library_entry import tick_key
from journeymap.ui.menu import chosen, menu
from journeymap.ui.text import plain

_LINE = "library.line"
_SHOWN = "library.shown"
AT_FIRST = 18
"""Cards shown until somebody asks for more."""
_MOST_USUAL = 14


def library_page(known: Sequence[Journey], journey: Journey) -> None:
    """Search, tick and add."""
    head(known, journey)
    show_refused()
    journey_map = load_map(database(), journey.id)
    there = set(present(database(), journey.id).values())
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        line = _line_of_business()
        found = _filtered()
    ticked = [key for key in state.ticked(journey.id) if key not in there]
    _add_bar(journey_map, ticked, line)
    if line is not None:
        _usual(journey.id, line)
    _results(journey.id, found, there)


def _line_of_business() -> LineOfBusiness | None:
    said = line_of_business(database())
    names = {line: name(line) for line in LineOfBusiness}
    if _LINE not in st.session_state:
        st.session_state[_LINE] = said or ""

    def changed() -> None:
        line = chosen(_LINE)
        if line is not None:
            attempt(lambda: set_line_of_business(database(), line))

    return menu(
        _("Your line of business"),
        names,
        nothing=_("Choose …"),
        key=_LINE,
        width=220,
        persist=True,
        on_change=changed,
        help_text=_("Kept for the whole file. It says what is usual, and hides nothing."),
    )


def _filtered() -> list[LibraryTouchpoint]:
    phases = {phase: words.phase(phase) for phase in Phase}
    channels = {channel: name(channel) for channel in Channel}
    kinds = {True: _("Digital"), False: _("In person")}
    text = st.text_input(
        _("Search"),
        type="search",
        live="200ms",
        key="library.search",
        icon=":material/search:",
        placeholder=_("newsletter, recption, Rechnung …"),
        help=_("In any of the four languages; spelling does not matter."),
        width=300,
        persist_state="session",
    )
    phase = menu(_("Phase"), phases, nothing=_("All"), key="library.phase", width=180, persist=True)
    channel = menu(_("Channel"), channels, nothing=_("All"), key="library.channel", width=170, persist=True)
    digital = menu(_("Digital or in person"), kinds, nothing=_("Both"), key="library.digital", width=150, persist=True)
    usual_only = st.toggle(
        _("Only what is usual"),
        key="library.only",
        persist_state="session",
        disabled=chosen(_LINE) is None,
    )
    line = chosen(_LINE) if usual_only else None
    found = search(text or "", phase=phase, channel=channel, line=line)
    return [entry for entry in found if digital is None or entry.digital is digital]


def _add_bar(journey_map: JourneyMap, ticked: Sequence[str], line: LineOfBusiness | None) -> None:
    journey_id = journey_map.journey.id
    with st.container(horizontal=True, vertical_alignment="center", gap="small", border=True):
        if not ticked:
            st.markdown(
                _("Tick what your customers meet; it goes into the right stages of **{title}**.").format(
                    title=plain(journey_map.journey.title)
                ),
                width="content",
            )
            if line is not None and not journey_map.touchpoints:
                st.button(
                    _("Tick the four to start with"),
                    icon=":material/filter_4:",
                    key="library.four",
                    on_click=lambda: state.tick(journey_id, [entry.key for entry in first_four(line)]),
                    help=_("The face-to-face and online touchpoints that matter most in your line of business"),
                )
            return
        n = len(ticked)
        st.button(
            ngettext("Add this one to my journey", "Add these {n} to my journey", n).format(n=n),
            type="primary",
            icon=":material/add:",
            key="library.add",
            on_click=_add,
            args=(journey_id, tuple(ticked)),
            help=plain(", ".join(names_of(ticked).values())),
        )
        st.button(_("Untick all"), type="tertiary", key="library.untick", on_click=lambda: state.untick(journey_id))
        st.toggle(
            _("With what customers want and fear"),
            key="library.cards",
            persist_state="session",
            help=_("As thoughts and pain points, marked as assumed"),
        )


def _add(journey_id: str, keys: tuple[str, ...]) -> None:
    n = len(keys)
    done = ngettext("{n} touchpoint added. Undo takes it out.", "{n} touchpoints added. Undo takes them out.", n)
    with_cards = bool(st.session_state.get("library.cards"))
    if adding(
        f"library.{journey_id}",
        keys,
        lambda: add_from_library(database(), state.actor(), journey_id, keys, with_cards=with_cards),
        done.format(n=n),
    ):
        state.untick(journey_id)


def _usual(journey_id: str, line: LineOfBusiness) -> None:
    found = usual(database(), journey_id, line)
    names = names_of(found.others[:_MOST_USUAL])
    if not names:
        return
    key = f"library.usual.{journey_id}"
    st.session_state[key] = [other for other in names if other in state.ticked(journey_id)]

    def changed() -> None:
        picked = st.session_state[key]
        state.untick(journey_id, [other for other in names if other not in picked])
        state.tick(journey_id, picked)

    n = len(found.have)
    have = ngettext("You have {n} touchpoint of the library", "You have {n} touchpoints of the library", n).format(n=n)
    st.pills(
        _("{have}; others in your line of business ({line}) usually also have:").format(have=have, line=name(line)),
        list(names),
        format_func=lambda other: plain(names.get(other, "")),
        selection_mode="multi",
        key=key,
        on_change=changed,
    )


def _results(journey_id: str, found: Sequence[LibraryTouchpoint], there: Collection[str]) -> None:
    if not found:
        st.info(_("Nothing in the library fits. Try another word or fewer filters, or add it as your own on Journey."))
        return
    groups = library_entry.grouped(found)
    shown = int(st.session_state.get(_SHOWN, AT_FIRST))
    n = len(found)
    st.caption(ngettext("{n} touchpoint", "{n} touchpoints", n).format(n=n))
    ticked = set(state.ticked(journey_id))
    with st.grid(3, min_column_width=320):
        for whole, parts in groups[:shown]:
            for entry in (whole, *parts):
                st.session_state[tick_key(journey_id, entry.key)] = entry.key in ticked or entry.key in there
            with st.container(border=True, height="stretch", gap="xsmall"):
                library_entry.card(journey_id, whole, parts, there)
    if len(groups) > shown:

        def more() -> None:
            st.session_state[_SHOWN] = shown + 2 * AT_FIRST

        st.button(_("Show more"), icon=":material/expand_more:", key="library.more", on_click=more)
