"""What the page of personas says around its cards."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.services.acts import PERSONAS
from journeymap.services.personas import FIELDS
from journeymap.ui.draft import unsaved
from journeymap.ui.persona_acts import NEW, start_editing
from journeymap.ui.persona_form import KIND
from journeymap.ui.text import plain
from journeymap.ui.undo_bar import undo_bar


def heading(*, can_add: bool) -> None:
    """The title of the page, undo, and the button for a new persona."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.title(_("Personas"), anchor=False, width="content")
        with st.container(horizontal=True, width="content"):
            undo_bar(PERSONAS, "personas")
            if can_add:
                new_button("top")


def new_button(place: str) -> None:
    """Opens the form of a new persona.

    :param place: where on the page, for its key.
    """
    st.button(
        _("New persona"),
        icon=":material/person_add:",
        type="primary",
        key=f"persona.new.{place}",
        on_click=start_editing,
        args=(NEW,),
    )


def first_steps() -> None:
    """What a file without personas offers."""
    with st.container(border=True):
        st.subheader(_("No persona yet"), anchor=False)
        st.write(
            _(
                "A persona is a typical customer with a name: what they want, what they need, what annoys them. "
                "A journey map is drawn for one or more of them."
            )
        )
        new_button("first")


def reminders(names: Mapping[str, str], shown: str | None) -> None:
    """Name personas whose forms hold something unsaved, so that it is not forgotten.

    :param names: of all personas, by id.
    :param shown: whose form is on the screen.
    """
    for draft in unsaved(KIND):
        if draft.row_id not in (*names, NEW):
            draft.show_lost({name: field.label for name, field in FIELDS.items()})
            continue
        if draft.row_id == shown:
            continue
        with st.container(horizontal=True, vertical_alignment="center", border=True):
            name = plain(names.get(draft.row_id, "")) or _("New persona")
            said = _("Not saved yet: **{name}**").format(name=name)
            st.markdown(f":material/edit_note: {said}", width="content")
            st.button(_("Go on"), key=draft.key("resume"), on_click=start_editing, args=(draft.row_id,))
            st.button(_("Discard"), key=draft.key("drop"), type="tertiary", on_click=draft.discard)
