"""Acts that a button or a field carries out at once, and what is said when one is refused."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from journeymap.errors import Conflict, JourneymapError
from journeymap.ui import state
from journeymap.ui.conflict import show_conflict
from journeymap.ui.text import plain

_REFUSED = "session.refused"


def attempt(act: Callable[[], object], done: str | None = None) -> bool:
    """Carry out an act from a callback. A refusal waits for :func:`show_refused`.

    :param done: said after the act.
    :returns: whether it was carried out.
    """
    try:
        act()
    except JourneymapError as refusal:
        st.session_state[_REFUSED] = refusal
        return False
    if done is not None:
        state.announce(done)
    return True


def attempting(act: Callable[[], object], done: str | None = None) -> Callable[[], None]:
    """:func:`attempt` as a callback."""

    def callback() -> None:
        attempt(act, done)

    return callback


def show_refused() -> None:
    """Say once why the last act was refused."""
    refusal = st.session_state.pop(_REFUSED, None)
    if refusal is not None:  # also where the page is scrolled to
        st.toast(plain(refusal.sentence), icon=":material/error:", duration="long")
    if isinstance(refusal, Conflict) and (refusal.theirs is not None or refusal.mine is not None):
        show_conflict(refusal)
    elif refusal is not None:
        st.error(plain(refusal.sentence))
