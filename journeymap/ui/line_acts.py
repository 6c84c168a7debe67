"""What stages, lanes, touchpoints and paths have in common: a line moves up and down, and is asked about before it goes
with all that hangs on it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.ui.attempt import attempt, attempting

Delete = Callable[[], object]


def arrows(kind: str, row_id: str, index: int, count: int, move: Callable[[int], object]) -> None:
    """The two buttons that move a line.

    :param kind: of the thing, the first part of the buttons' keys.
    :param index: where it stands among ``count``, from 0.
    :param move: takes the index that it is to have.
    """
    for name, icon, label, to in (
        ("up", ":material/arrow_upward:", _("Move up"), index - 1),
        ("down", ":material/arrow_downward:", _("Move down"), index + 1),
    ):
        st.button(
            "",
            icon=icon,
            help=label,
            key=f"{kind}.{name}.{row_id}",
            disabled=not 0 <= to < count,
            on_click=attempting(partial(move, to)),
        )


def delete_button(kind: str, row_id: str, delete: Delete, *, asks: bool) -> None:
    """The button that deletes.

    :param asks: open :func:`question` instead, because something goes with it.
    """
    st.button(
        "",
        icon=":material/delete:",
        help=_("Delete"),
        key=f"{kind}.delete.{row_id}",
        on_click=ask if asks else gone,
        args=(kind, row_id if asks else delete),
    )


def ask(kind: str, row_id: str) -> None:
    """Open the question about this one."""
    st.session_state[_asked(kind)] = row_id


def asked(kind: str) -> str | None:
    """Which one the question is open about."""
    found: str | None = st.session_state.get(_asked(kind))
    return found


def close(kind: str) -> None:
    """Close the question."""
    st.session_state.pop(_asked(kind), None)


def gone(kind: str, delete: Delete) -> None:
    """Delete, and close the question."""
    close(kind)
    attempt(delete, _("Deleted. Undo brings it back."))


def question(kind: str, row_id: str, said: Sequence[str], delete: Delete) -> None:
    """Ask before this one goes, with what goes too.

    :param said: sentences as Markdown.
    :param delete: called when the answer is yes; :func:`gone` is around it.
    """
    for sentence in said:
        st.markdown(sentence)
    with st.container(horizontal=True):
        st.button(
            _("Delete"),
            type="primary",
            icon=":material/delete:",
            key=f"{kind}.delete.yes.{row_id}",
            on_click=gone,
            args=(kind, delete),
        )
        st.button(_("Keep it"), key=f"{kind}.delete.no.{row_id}", on_click=close, args=(kind,))


def _asked(kind: str) -> str:
    return f"{kind}.deleting"
