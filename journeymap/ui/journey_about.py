"""What a journey says about itself, and whose it is."""

from __future__ import annotations

from typing import Any

import streamlit as st

from journeymap.errors import Conflict
from journeymap.locale import gettext as _
from journeymap.locale import ngettext
from journeymap.model.journey import Journey, JourneyMap, JourneyState
from journeymap.services.file import database
from journeymap.services.journeys import FIELDS, load_map, set_personas, update_journey
from journeymap.services.personas import list_personas
from journeymap.ui import chrome, state, words
from journeymap.ui.counterparts import choose_counterpart
from journeymap.ui.draft import fields_of, open_draft, save_bar
from journeymap.ui.text import plain

KIND = "journey"
PERSONAS = "journey_personas"


def about(journey_map: JourneyMap) -> None:
    """The form of the journey, and beside it its personas."""
    form, beside = st.columns([3, 2], gap="medium")
    with form, st.container(border=True):
        _form(journey_map.journey)
    with beside:
        with st.container(border=True):
            _personas(journey_map)
        with st.container(border=True):
            choose_counterpart(journey_map.journey)


def _form(journey: Journey) -> None:
    labels = {name: field.label for name, field in FIELDS.items()}
    draft = open_draft(KIND, journey.id, journey.version, fields_of(journey, FIELDS))

    def write(version: int, fields: dict[str, Any]) -> None:
        update_journey(database(), state.actor(), journey.id, version, **fields)

    def save() -> None:
        if draft.save(write):
            state.announce(_("Saved."))

    st.text_input(labels["title"], **draft.widget("title"))
    st.text_area(
        labels["scenario"],
        height=110,
        placeholder=_("Who wants what, and what starts it?"),
        **draft.widget("scenario"),
    )
    st.segmented_control(
        labels["state"],
        [str(value) for value in JourneyState],
        required=True,
        format_func=lambda value: words.journey_state(JourneyState(value)),
        **draft.widget("state"),
    )
    left, right = st.columns(2)
    with left:
        st.text_input(labels["owner"], **draft.widget("owner"))
    with right:
        st.date_input(
            labels["review_date"], value=None, help=_("When to look at it again"), **draft.widget("review_date")
        )
    st.text_area(labels["note"], height=110, **draft.widget("note"))
    draft.show_refusal(write, labels, _as_text)
    save_bar(draft, save)


def _as_text(field: str, value: Any) -> str:
    return words.journey_state(JourneyState(value)) if field == "state" else str(value)


def _personas(journey_map: JourneyMap) -> None:
    """Who takes part. Saved at once, but asked first where something would go with a persona."""
    journey_id, taking_part = journey_map.journey.id, [persona.id for persona in journey_map.personas]
    known = {persona.id: persona.name for persona in (*journey_map.personas, *list_personas(database()))}
    draft = open_draft(PERSONAS, journey_id, 1, {"ids": taking_part})

    def write(version: int, fields: dict[str, Any]) -> None:
        now = [persona.id for persona in load_map(database(), journey_id).personas]
        if version == 1 and now != draft.base["ids"]:  # a list has no version: who insists comes with another one
            raise Conflict(_("The personas of this journey were changed meanwhile."), theirs={"version": 2, "ids": now})
        set_personas(database(), state.actor(), journey_id, fields["ids"])

    def save() -> None:
        draft.save(write)

    def changed() -> None:
        if not _what_goes(journey_map, draft.values["ids"]):
            save()

    st.markdown(_("**Personas**"))
    draft.show_refusal(write, {"ids": _("Personas")}, lambda _field, ids: ", ".join(known.get(i, "") for i in ids))
    st.multiselect(
        _("Who takes part, the most important first"),
        list(known),
        format_func=lambda persona: known.get(persona, ""),
        placeholder=_("Choose personas") if known else _("There is no persona yet"),
        **draft.at_once("ids", changed),
    )
    if draft.changes and draft.refused is None:
        for sentence in _what_goes(journey_map, draft.values["ids"]):
            st.warning(sentence)
        with st.container(horizontal=True):
            st.button(_("Take out"), type="primary", key=draft.key("save"), on_click=save)
            st.button(_("Keep"), key=draft.key("discard"), on_click=draft.discard)
    st.page_link(
        chrome.page(chrome.PERSONAS),
        label=_("All personas") if known else _("Create the first persona"),
        icon=":material/group:",
    )


def _what_goes(journey_map: JourneyMap, staying: list[str]) -> list[str]:
    said = []
    for persona in journey_map.personas:
        if persona.id in staying:
            continue
        n = sum(e.persona_id == persona.id for e in journey_map.emotions)
        n += sum(c.persona_id == persona.id for c in journey_map.cards)
        if n:
            sentence = ngettext(
                "With {name} goes {n} emotion or card of this journey. Undo brings it back.",
                "With {name} go {n} emotions and cards of this journey. Undo brings them back.",
                n,
            )
            said.append(sentence.format(name=plain(persona.name), n=n))
    return said
