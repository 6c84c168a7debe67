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
from journeymap.services.file import database
from journeymap.services.stages import FIELDS, add_stage, delete_stage, move_stage, update_stage, use_template
from journeymap.services.templates import Template
from journeymap.services.touchpoints import answers_at
from journeymap.ui import line_acts, state, words
from journeymap.ui.attempt import adding, attempting
from journeymap.ui.draft import Draft, fields_of, open_draft, unsaved
from journeymap.ui.text import plain

KIND = "stage"


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

    def delete() -> None:
        delete_stage(database(), state.actor(), stage.id)

    draft.catch_up(write)
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            _fields(draft, save)
            said = ngettext("{n} touchpoint", "{n} touchpoints", touchpoints).format(n=touchpoints)
            st.badge(said, color="gray")
            st.space("stretch")
            line_acts.arrows(
                KIND,
                stage.id,
                index,
                len(journey_map.stages),
                lambda to: move_stage(database(), state.actor(), stage.id, to),
            )
            line_acts.delete_button(KIND, stage.id, delete, asks=touchpoints > 0)
        draft.show_refusal(write, {name: field.label for name, field in FIELDS.items()}, _as_text)
        if line_acts.asked(KIND) == stage.id:
            line_acts.question(KIND, stage.id, _what_goes(journey_map, stage), delete)


def _fields(draft: Draft, save: Callable[[], None]) -> None:
    st.text_input(_("Title"), label_visibility="collapsed", width=300, **draft.at_once("title", save))
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
        st.text_area(_("Note"), height=160, **draft.at_once("note", save))


def _what_goes(journey_map: JourneyMap, stage: Stage) -> list[str]:
    inside = [touchpoint.id for touchpoint in journey_map.touchpoints if touchpoint.stage_id == stage.id]
    cards = sum(card.touchpoint_id in inside for card in journey_map.cards)
    gone = ngettext("{n} touchpoint goes too.", "{n} touchpoints go too.", len(inside)).format(n=len(inside))
    if cards:
        gone += " " + ngettext("{n} card goes too.", "{n} cards go too.", cards).format(n=cards)
    said = [_("Delete **{title}** with all in it?").format(title=plain(stage.title)), gone]
    if answers := answers_at(database(), inside):
        said.append(words.answers_stay(answers))
    return [*said, _("Undo brings everything back.")]


def _add(journey_map: JourneyMap) -> None:
    journey_id = journey_map.journey.id
    title, phase = f"stage.new.title.{journey_id}", f"stage.new.phase.{journey_id}"

    def add() -> None:
        fields = {"title": st.session_state[title], "phase": st.session_state[phase]}
        if adding(
            f"stage.{journey_id}",
            (fields["title"],),
            lambda: add_stage(database(), state.actor(), journey_id, **fields),
            _("Added."),
        ):
            st.session_state[title] = ""

    with (
        st.form(f"stage.new.{journey_id}", border=False),
        st.container(horizontal=True, vertical_alignment="bottom", gap="small"),
    ):
        st.text_input(_("New stage"), key=title, width=300)
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
