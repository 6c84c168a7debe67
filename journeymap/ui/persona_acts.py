"""What buttons beside a persona do, and which persona the page shows."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.model.persona import Persona
from journeymap.services.file import database
from journeymap.services.personas import (
    archive_persona,
    delete_persona,
    duplicate_persona,
    reorder_personas,
    restore_persona,
)
from journeymap.ui import state
from journeymap.ui.attempt import attempt

NEW = "new"
"""Stands for a persona that is being made."""
_EDITING = "persona.editing"


def opened() -> str | None:
    """The persona that the link opens."""
    return st.query_params.get(state.PERSONA)


def open_persona(persona_id: str | None) -> None:
    """Show this persona large, in the link too; ``None``: all of them."""
    if persona_id is None:
        st.query_params.pop(state.PERSONA, None)
    else:
        st.query_params[state.PERSONA] = persona_id


def editing() -> str | None:
    """The persona whose form is open; :data:`NEW` for one that is being made."""
    chosen, _back = st.session_state.get(_EDITING, (None, None))
    return str(chosen) if chosen is not None and (None if chosen == NEW else chosen) == opened() else None


def start_editing(persona_id: str) -> None:
    """Open the form of a persona, or with :data:`NEW` of one to be made."""
    st.session_state[_EDITING] = (persona_id, opened())
    open_persona(None if persona_id == NEW else persona_id)


def stop_editing(*, saved: bool) -> None:
    """Close the form.

    :param saved: stay with the persona; else go back to where its form was opened from.
    """
    _chosen, back = st.session_state.pop(_EDITING, (None, None))
    if not saved:
        open_persona(back)


def menu(persona: Persona, others: Sequence[Persona]) -> None:
    """Duplicate, move, archive, delete.

    :param others: the personas that it stands among, itself too.
    """
    ids = [other.id for other in others]
    index = ids.index(persona.id)
    names = {
        "copy": _("Duplicate"),
        "back": _("Move forward"),
        "on": _("Move back"),
        "archive": _("Archive"),
        "restore": _("Take out of the archive"),
        "delete": _("Delete"),
    }
    hidden = {"archive"} if persona.archived else {"restore"}
    hidden |= {"back"} if index == 0 else set()
    hidden |= {"on"} if index == len(ids) - 1 else set()
    key = f"persona.menu.{persona.id}"
    st.menu_button(
        _("More"),
        [name for name in names if name not in hidden],
        format_func=lambda name: names[name],
        key=key,
        on_click=lambda: _do(st.session_state[key], persona.id, ids),
    )


def _do(choice: str | None, persona_id: str, ids: list[str]) -> None:
    db, actor = database(), state.actor()
    if choice == "copy":
        attempt(lambda: duplicate_persona(db, actor, persona_id), _("Duplicated. The copy stands last."))
    elif choice in ("back", "on"):
        order = [i for i in ids if i != persona_id]
        order.insert(ids.index(persona_id) + (1 if choice == "on" else -1), persona_id)
        attempt(lambda: reorder_personas(db, actor, order))
    elif choice == "archive":
        attempt(lambda: archive_persona(db, actor, persona_id), _("Archived. Undo takes it out again."))
    elif choice == "restore":
        attempt(lambda: restore_persona(db, actor, persona_id), _("Taken out of the archive."))
    elif choice == "delete" and attempt(
        lambda: delete_persona(db, actor, persona_id), _("Deleted. Undo brings it back.")
    ):
        open_persona(None)
