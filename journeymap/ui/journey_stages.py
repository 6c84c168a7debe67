"""The stages of a journey: a line each, saved as soon as a field is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.locale import ngettext
from journeymap.model.journey import JourneyMap, Phase, Stage
from journeymap.services.editing import TEXT_LIMIT, TITLE_LIMIT
from journeymap.services.file import database
from journeymap.services.journeys import load_map
from journeymap.services.stages import FIELDS, add_stage, delete_stage, move_stage, update_stage, use_template
from journeymap.services.templates import Template
from journeymap.services.touchpoints import answers_at
from journeymap.ui import state, words
from journeymap.ui.attempt import attempt, attempting
from journeymap.ui.draft import Draft, fields_of, open_draft, unsaved
from journeymap.ui.text import plain
from journeymap.ui.touchpoint_acts import answers_stay

KIND = "stage"
_DELETING = "stage.deleting"


def stages(journey_map: JourneyMap) -> None:
    """All stages, and a line to add one."""
    labels = {name: field.label for name, field in FIELDS.items()}
    for draft in unsaved(KIND, journey_map.journey.id):
        if draft.row_id not in journey_map.stage_by_id:
            draft.show_lost(labels, _as_text)
    if not journey_map.stages:
        choose_template(journey_map.journey.id)
    counts = Counter(touchpoint.stage_id for touchpoint in journey_map.touchpoints)
    for index, stage in enumerate(journey_map.stages):
        _line(journey_map, stage, index, counts[stage.id])
    _add(journey_map)


def choose_template(journey_id: str) -> None:
    """What a journey without stages offers: the usual ones in one go."""
    st.info(_("This journey has no stages yet. Stages are the columns that touchpoints stand in."))
    names: dict[Template, str] = {
        "five_stages": _("Five stages: awareness to repurchase and advocacy"),
        "three_phases": _("Three phases: before, during, after"),
    }
    with st.container(horizontal=True):
        for template, name in names.items():
            st.button(
                name,
                icon=":material/view_column:",
                key=f"stage.template.{template}",
                on_click=attempting(partial(use_template, database(), state.actor(), journey_id, template)),
            )


def _line(journey_map: JourneyMap, stage: Stage, index: int, touchpoints: int) -> None:
    draft = open_draft(KIND, stage.id, stage.version, fields_of(stage, FIELDS), scope=stage.journey_id)

    def write(version: int, fields: dict[str, Any]) -> None:
        update_stage(database(), state.actor(), stage.id, version, **fields)

    def save() -> None:
        draft.save(write)

    draft.catch_up(write)
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            _fields(draft, save)
            said = ngettext("{n} touchpoint", "{n} touchpoints", touchpoints).format(n=touchpoints)
            st.badge(said, color="gray")
            st.space("stretch")
            _buttons(journey_map, stage, index, touchpoints)
        draft.show_refusal(write, {name: field.label for name, field in FIELDS.items()}, _as_text)
        if st.session_state.get(_DELETING) == stage.id:
            _question(journey_map, stage)


def _fields(draft: Draft, save: Callable[[], None]) -> None:
    st.text_input(
        _("Title"), max_chars=TITLE_LIMIT, label_visibility="collapsed", width=300, **draft.at_once("title", save)
    )
    st.selectbox(
        _("Phase"),
        [str(phase) for phase in Phase],
        format_func=lambda phase: words.phase(Phase(phase)),
        label_visibility="collapsed",
        width=210,
        **draft.at_once("phase", save),
    )
    icon = ":material/sticky_note_2:" if draft.values["note"] else ":material/note_add:"
    with st.popover(_("Note"), icon=icon, key=draft.key("notes")):
        st.text_area(_("Note"), max_chars=TEXT_LIMIT, height=160, **draft.at_once("note", save))


def _buttons(journey_map: JourneyMap, stage: Stage, index: int, touchpoints: int) -> None:
    for name, icon, label, by in (
        ("up", ":material/arrow_upward:", _("Move up"), -1),
        ("down", ":material/arrow_downward:", _("Move down"), 1),
    ):
        st.button(
            "",
            icon=icon,
            help=label,
            key=f"stage.{name}.{stage.id}",
            disabled=not 0 <= index + by < len(journey_map.stages),
            on_click=_move,
            args=(stage, by),
        )

    def delete() -> None:
        if touchpoints:
            st.session_state[_DELETING] = stage.id
        else:
            _delete(stage.id)

    st.button("", icon=":material/delete:", help=_("Delete"), key=f"stage.delete.{stage.id}", on_click=delete)


def _move(stage: Stage, by: int) -> None:
    ids = [other.id for other in load_map(database(), stage.journey_id).stages]
    if stage.id in ids:
        attempt(lambda: move_stage(database(), state.actor(), stage.id, ids.index(stage.id) + by))


def _question(journey_map: JourneyMap, stage: Stage) -> None:
    inside = [touchpoint.id for touchpoint in journey_map.touchpoints if touchpoint.stage_id == stage.id]
    cards = sum(card.touchpoint_id in inside for card in journey_map.cards)
    st.markdown(_("Delete **{title}** with all in it?").format(title=plain(stage.title)))
    gone = ngettext("{n} touchpoint goes too.", "{n} touchpoints go too.", len(inside)).format(n=len(inside))
    if cards:
        gone += " " + ngettext("{n} card goes too.", "{n} cards go too.", cards).format(n=cards)
    st.write(gone)
    if answers := answers_at(database(), inside):
        st.write(answers_stay(answers))
    st.write(_("Undo brings everything back."))
    with st.container(horizontal=True):
        st.button(
            _("Delete"),
            type="primary",
            icon=":material/delete:",
            key=f"stage.delete.yes.{stage.id}",
            on_click=_delete,
            args=(stage.id,),
        )
        st.button(
            _("Keep it"),
            key=f"stage.delete.no.{stage.id}",
            on_click=lambda: st.session_state.pop(_DELETING, None),
        )


def _delete(stage_id: str) -> None:
    st.session_state.pop(_DELETING, None)
    attempt(lambda: delete_stage(database(), state.actor(), stage_id), _("Deleted. Undo brings it back."))


def _add(journey_map: JourneyMap) -> None:
    journey_id = journey_map.journey.id
    title, phase = f"stage.new.title.{journey_id}", f"stage.new.phase.{journey_id}"

    def add() -> None:
        fields = {"title": st.session_state[title], "phase": st.session_state[phase]}
        if attempt(lambda: add_stage(database(), state.actor(), journey_id, **fields), _("Added.")):
            st.session_state[title] = ""

    with (
        st.form(f"stage.new.{journey_id}", border=False),
        st.container(horizontal=True, vertical_alignment="bottom", gap="small"),
    ):
        st.text_input(_("New stage"), key=title, max_chars=TITLE_LIMIT, width=300)
        st.selectbox(
            _("Phase"),
            [str(value) for value in Phase],
            index=list(Phase).index(journey_map.stages[-1].phase) if journey_map.stages else 0,
            format_func=lambda value: words.phase(Phase(value)),
            key=phase,
            width=210,
        )
        st.form_submit_button(_("Add"), icon=":material/add:", on_click=add, key=f"stage.add.{journey_id}")


def _as_text(field: str, value: Any) -> str:
    return words.phase(Phase(value)) if field == "phase" else str(value)
