"""Acts that a button or a field carries out at once, and what is said when one is refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic

import streamlit as st

from journeymap.errors import Conflict, JourneymapError
from journeymap.ui import state
from journeymap.ui.conflict import show_conflict
from journeymap.ui.text import plain

_REFUSED = "session.refused"
_ADDED = "session.added"
DOUBLE_CLICK = 1.0
"""Seconds within which the same again is the second click of a double click."""


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


def adding(form: str, given: Sequence[str], act: Callable[[], object], done: str | None = None) -> bool:
    """:func:`attempt` for a form that adds something: the second click of a double click adds nothing.

    It brings what the first one brought, or fields that the first one left blank.

    :param form: which form it is.
    :param given: what is in its fields.
    :returns: whether it was added.
    """
    form_before, before, when = st.session_state.get(_ADDED, ("", (), 0.0))
    soon = form == form_before and monotonic() - when < DOUBLE_CLICK
    if soon and all(now in ("", was) for now, was in zip(given, before, strict=True)):
        return False
    added = attempt(act, done)
    if added:
        st.session_state[_ADDED] = (form, tuple(given), monotonic())
    return added


def show_refused() -> bool:
    """Say once why the last act was refused.

    :returns: whether it was.
    """
    refusal = st.session_state.pop(_REFUSED, None)
    if refusal is not None:  # also where the page is scrolled to
        st.toast(plain(refusal.sentence), icon=":material/error:", duration="long")
    if isinstance(refusal, Conflict) and (refusal.theirs is not None or refusal.mine is not None):
        show_conflict(refusal)
    elif refusal is not None:
        st.error(plain(refusal.sentence))
    return refusal is not None
