"""The form of a persona."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from journeymap.errors import InvalidInput
from journeymap.locale import gettext as _
from journeymap.model.persona import Persona
from journeymap.services.file import database
from journeymap.services.personas import COLOURS, FIELDS, create_persona, set_picture, update_persona
from journeymap.services.pictures import MEGABYTES, read_picture_file
from journeymap.ui import persona_acts, state
from journeymap.ui.attempt import attempt, attempting
from journeymap.ui.draft import Draft, Write, fields_of, open_draft, save_bar
from journeymap.ui.persona_portrait import show_portrait
from journeymap.ui.text import plain

KIND = "persona"
_LINES = ("goals", "needs", "frustrations", "channels")


def new_form(count: int) -> None:
    """The form of a persona that is being made.

    :param count: how many there are; says which colour it starts with.
    """
    blank = Persona(id=persona_acts.NEW, name="", colour=COLOURS[count % len(COLOURS)])
    draft = open_draft(KIND, blank.id, 0, fields_of(blank, FIELDS))
    uploaded = _uploader_key(blank.id)

    made: list[str] = []

    def write(_version: int, _changes: dict[str, Any]) -> None:
        file, actor, values = st.session_state.get(uploaded), state.actor(), draft.values
        made.append(create_persona(database(), actor, picture=file.getvalue() if file else None, **values))

    st.title(_("New persona"), anchor=False)
    _body(draft, blank, write, made)


def edit_form(persona: Persona) -> None:
    """The form of a persona that exists."""
    draft = open_draft(KIND, persona.id, persona.version, fields_of(persona, FIELDS))

    def write(version: int, fields: dict[str, Any]) -> None:
        update_persona(database(), state.actor(), persona.id, version, **fields)

    st.title(plain(persona.name), anchor=False)
    _body(draft, persona, write, [persona.id])


def _body(draft: Draft, persona: Persona, write: Write, shown_next: list[str]) -> None:
    def save() -> None:
        if draft.save(write):
            state.announce(_("Saved."))
            persona_acts.stop_editing(saved=True)
            persona_acts.open_persona(next(iter(shown_next), None))

    def cancel() -> None:
        draft.discard()
        persona_acts.stop_editing(saved=False)

    form, beside = st.columns([3, 1], gap="medium")
    with form, st.container(border=True):
        _fields(draft)
    with beside, st.container(border=True):
        _face(draft, persona)
    draft.show_refusal(write, {name: field.label for name, field in FIELDS.items()})
    save_bar(draft, save, cancel=cancel)


def _fields(draft: Draft) -> None:
    labels = {name: field.label for name, field in FIELDS.items()}
    st.text_input(labels["name"], placeholder=_("A first name makes it a person"), **draft.widget("name"))
    left, right = st.columns(2)
    with left:
        st.text_input(
            labels["role"],
            placeholder=_("What they do, how old, where they live"),
            **draft.widget("role"),
        )
    with right:
        st.text_input(
            labels["segment"],
            placeholder=_("Which customers they stand for"),
            **draft.widget("segment"),
        )
    st.text_area(
        labels["quote"],
        height=80,
        placeholder=_("Something they would say"),
        **draft.widget("quote"),
    )
    left, right = st.columns(2)
    for n, name in enumerate(_LINES):
        with right if n % 2 else left:
            st.text_area(labels[name], height=130, placeholder=_("One a line"), **draft.widget(name))


def _face(draft: Draft, persona: Persona) -> None:
    colour = str(draft.values["colour"])
    shown = replace(persona, name=str(draft.values["name"] or persona.name), colour=colour)
    show_portrait(shown, 160)
    if persona.picture_id is None:
        st.color_picker(FIELDS["colour"].label, key=draft.key("colour"), persist_state="session")
    else:
        st.button(
            _("Remove the picture"),
            icon=":material/hide_image:",
            key=draft.key("picture.remove"),
            on_click=attempting(
                lambda: set_picture(database(), state.actor(), persona.id, persona.version, None),
                _("Removed. Undo brings it back."),
            ),
        )
    _upload(persona)


def _uploader_key(persona_id: str) -> str:
    return f"persona.picture.{persona_id}.{st.session_state.get(f'persona.pictures.{persona_id}', 0)}"


def _upload(persona: Persona) -> None:
    key = _uploader_key(persona.id)

    def uploaded() -> None:
        file = st.session_state[key]
        if file is None or persona.id == persona_acts.NEW:
            return  # a new persona takes its picture with it when it is saved
        attempt(lambda: set_picture(database(), state.actor(), persona.id, persona.version, file.getvalue()))
        count = f"persona.pictures.{persona.id}"
        st.session_state[count] = st.session_state.get(count, 0) + 1  # a fresh uploader, empty again

    file = st.file_uploader(
        _("Picture"),
        type=["png", "jpg", "jpeg", "webp", "gif"],
        max_upload_size=MEGABYTES,
        key=key,
        on_change=uploaded,
        help=_("Its middle is shown, cut round."),
    )
    if file is not None and persona.id == persona_acts.NEW:
        try:
            st.image(read_picture_file(file.getvalue()).content, width=160, alt=_("The picture that was chosen"))
        except InvalidInput as error:
            st.error(plain(error.sentence))
