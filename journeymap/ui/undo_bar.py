"""Undo and redo buttons, and what is said when an act cannot be taken back."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from journeymap.errors import Conflict, JourneymapError
from journeymap.locale import gettext as _
from journeymap.model.change import Change
from journeymap.services.file import database
from journeymap.services.undo import let_go, next_redo, next_undo, redo, undo
from journeymap.ui import state
from journeymap.ui.attempt import attempt
from journeymap.ui.conflict import show_conflict
from journeymap.ui.text import plain

_REFUSED = "undo.refused"


def undo_bar(scope: str, key: str) -> None:
    """Two buttons for the acts of this browser in ``scope`` (journey id, ``personas`` or ``home``).

    They have no shortcuts: the browser would give Ctrl+Z to the button also while somebody types in a field or a dialog
    and means to take back a letter.

    :param key: makes the buttons' keys unique on the page.
    """
    db, actor = database(), state.actor()
    back, forth = next_undo(db, scope, actor), next_redo(db, scope, actor)
    with st.container(horizontal=True, width="content", gap="xsmall"):
        st.button(
            _("Undo"),
            icon=":material/undo:",
            key=f"{key}.undo",
            disabled=back is None,
            help=_("Take back: {act}").format(act=plain(back)) if back else _("There is nothing to take back."),
            on_click=_turn,
            args=(undo, scope),
        )
        st.button(
            _("Redo"),
            icon=":material/redo:",
            key=f"{key}.redo",
            disabled=forth is None,
            help=_("Do again: {act}").format(act=plain(forth)) if forth else _("There is nothing to do again."),
            on_click=_turn,
            args=(redo, scope),
        )
    refused = st.session_state.get(_REFUSED)
    if refused is not None and refused[0] == scope:
        _explain(scope, key, refused[1], undone=refused[2])


def _turn(act: Callable[..., Change | None], scope: str) -> None:
    try:
        act(database(), scope, state.actor())
    except Conflict as conflict:
        st.session_state[_REFUSED] = (scope, conflict, act is redo)
    except JourneymapError as refusal:
        state.announce(refusal.sentence)
    else:
        st.session_state.pop(_REFUSED, None)


def _explain(scope: str, key: str, conflict: Conflict, *, undone: bool) -> None:
    def forget() -> None:
        if attempt(lambda: let_go(database(), scope, state.actor(), undone=undone)):
            st.session_state.pop(_REFUSED, None)

    show_conflict(conflict)
    with st.container(horizontal=True):
        st.button(_("Keep it as it is now"), key=f"{key}.let_go", on_click=forget)
        st.button(_("Close"), key=f"{key}.close", on_click=lambda: st.session_state.pop(_REFUSED, None))
