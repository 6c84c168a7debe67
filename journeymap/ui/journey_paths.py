"""The paths of a journey: branches and loops between touchpoints, a line each."""

from __future__ import annotations

from typing import Any

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.model.journey import JourneyMap, Path
from journeymap.services.file import database
from journeymap.services.paths import FIELDS, add_path, delete_path, update_path
from journeymap.ui import line_acts, state, words
from journeymap.ui.attempt import adding
from journeymap.ui.draft import fields_of, open_draft, unsaved
from journeymap.ui.menu import NOTHING, menu
from journeymap.ui.text import plain

KIND = "path"


def paths(journey_map: JourneyMap) -> None:
    """All paths in the order in which the journey meets them, and a line to add one."""
    st.caption(_("A path shows where customers skip ahead, branch off or come back. The map draws it with its label."))
    labels = {name: field.label for name, field in FIELDS.items()}
    there = {path.id for path in journey_map.paths}
    for draft in unsaved(KIND, journey_map.journey.id):
        if draft.row_id not in there:
            draft.show_lost(labels)
    if len(journey_map.touchpoints) < 2:
        st.info(_("A path leads from one touchpoint to another. Add two touchpoints first."))
        return
    place = {touchpoint.id: n for n, touchpoint in enumerate(journey_map.touchpoints)}
    titles = words.told_apart({touchpoint.id: touchpoint.title for touchpoint in journey_map.touchpoints})
    for path in sorted(journey_map.paths, key=lambda path: (place[path.from_id], place[path.to_id])):
        with st.container(border=True):
            _line(path, titles, back=place[path.to_id] < place[path.from_id])
    _add(journey_map, titles)


def _line(path: Path, titles: dict[str, str], *, back: bool) -> None:
    draft = open_draft(KIND, path.id, path.version, fields_of(path, FIELDS), scope=path.journey_id)

    def write(version: int, fields: dict[str, Any]) -> None:
        update_path(database(), state.actor(), path.id, version, fields["label"])

    def save() -> None:
        draft.save(write)

    def delete() -> None:
        delete_path(database(), state.actor(), path.id)

    draft.catch_up(write)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(
            f"**{plain(titles[path.from_id])}** :material/arrow_forward: **{plain(titles[path.to_id])}**",
            width="content",
        )
        st.badge(_("back") if back else _("ahead"), color="gray")
        st.space("stretch")
        st.text_input(
            _("Label"),
            placeholder=_("When do customers go this way?"),
            label_visibility="collapsed",
            width=320,
            **draft.at_once("label", save),
        )
        line_acts.delete_button(KIND, path.id, delete, asks=False)
    draft.show_refusal(write, {name: field.label for name, field in FIELDS.items()})


def _add(journey_map: JourneyMap, titles: dict[str, str]) -> None:
    journey_id = journey_map.journey.id
    start, end, label = (f"path.new.{name}.{journey_id}" for name in ("from", "to", "label"))

    def add() -> None:
        ends, said = (st.session_state[start], st.session_state[end]), st.session_state[label]
        if adding(
            f"path.{journey_id}",
            (*ends, said),
            lambda: add_path(database(), state.actor(), *ends, said),
            _("Added."),
        ):
            st.session_state[start] = st.session_state[end] = NOTHING
            st.session_state[label] = ""

    with (
        st.form(f"path.new.{journey_id}", border=False),
        st.container(horizontal=True, vertical_alignment="bottom", gap="small"),
    ):
        menu(_("From"), titles, nothing=_("Choose a touchpoint"), key=start, width=240)
        menu(_("To"), titles, nothing=_("Choose a touchpoint"), key=end, width=240)
        st.text_input(_("Label"), key=label, placeholder=_("When do customers go this way?"), width=280)
        st.form_submit_button(_("Add"), icon=":material/add:", on_click=add, key=f"path.add.{journey_id}")
