"""A row of buttons of which one is pressed; which one is part of the link."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import streamlit as st

from journeymap.ui import state

K = TypeVar("K", bound=str)


def switch(link: str, label: str, names: Mapping[K, str], first: K, *, key: str, labelled: bool = False) -> str:
    """Show a switch; what was chosen is kept while other pages are open.

    :param link: its name in the link.
    :param names: what can be chosen, with what is written on it.
    :param first: chosen until somebody chooses.
    :param labelled: show the label; else only screen readers read it.
    :returns: the chosen key of ``names``.
    """
    changed = state.linked(link, key, list(names), first)
    chosen = st.segmented_control(
        label,
        list(names),
        format_func=lambda name: names[name],
        required=True,
        key=key,
        on_change=changed,
        persist_state="session",
        label_visibility="visible" if labelled else "collapsed",
    )
    return str(chosen or first)
