"""The part of the journey page about touchpoints: the table, or one touchpoint in full."""

from __future__ import annotations

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.model.journey import JourneyMap
from journeymap.ui import state, touchpoint_acts, touchpoint_words
from journeymap.ui.draft import Draft, unsaved
from journeymap.ui.journey_stages import choose_template
from journeymap.ui.text import plain
from journeymap.ui.touchpoint_add import add_one, paste_many
from journeymap.ui.touchpoint_form import KIND
from journeymap.ui.touchpoint_page import touchpoint_page
from journeymap.ui.touchpoint_rows import has_unsaved
from journeymap.ui.touchpoint_table import table


def touchpoints(journey_map: JourneyMap) -> None:
    """The touchpoint of the link in full, else all of them as a table."""
    selected = state.selected_touchpoint()
    if selected is not None and selected not in journey_map.touchpoint_by_id:
        state.select_touchpoint(None)
        st.info(_("The touchpoint of this link is not on this journey any more. Here are all that are."))
        selected = None
    _waiting(journey_map, selected)
    if selected is not None:
        touchpoint_page(journey_map, selected)
    elif not journey_map.stages:
        choose_template(journey_map.journey.id)
        st.caption(_("Or name your own under “Stages”."))
    else:
        _all(journey_map)


def _all(journey_map: JourneyMap) -> None:
    touchpoint_acts.show_question(journey_map)
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        with st.container(width="content"):
            add_one(journey_map)
        pasting = st.toggle(_("Paste many from a spreadsheet"), key=f"paste.open.{journey_map.journey.id}")
    if pasting:
        with st.container(border=True):
            paste_many(journey_map)
    if not journey_map.touchpoints:
        st.info(_("No touchpoint yet. Add the first ones above, or type them into the table. Four are a good start."))
    table(journey_map)


def _waiting(journey_map: JourneyMap, selected: str | None) -> None:
    """Name touchpoints whose forms hold something unsaved, so that it is not forgotten."""
    for draft in unsaved(KIND, journey_map.journey.id):
        touchpoint = journey_map.touchpoint_by_id.get(draft.row_id)
        if touchpoint is None:
            draft.show_lost(touchpoint_words.labels(), lambda field, v: touchpoint_words.as_text(journey_map, field, v))
        elif touchpoint.id != selected:
            _reminder(draft, touchpoint.title)
    if selected is not None and has_unsaved(journey_map.journey.id):
        _table_reminder()


def _reminder(draft: Draft, title: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        st.markdown(
            ":material/edit_note: " + _("Not saved yet: **{title}**").format(title=plain(title)), width="content"
        )
        st.button(
            _("Go on"),
            key=draft.key("resume"),
            on_click=touchpoint_acts.open_touchpoint,
            args=(draft.row_id,),
        )
        st.button(_("Discard"), key=draft.key("drop"), type="tertiary", on_click=draft.discard)


def _table_reminder() -> None:
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        st.markdown(":material/edit_note: " + _("The table of touchpoints is not saved yet."), width="content")
        st.button(_("Go on"), key="table.resume", on_click=touchpoint_acts.open_touchpoint, args=(None,))
