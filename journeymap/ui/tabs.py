"""Tabs that stay open when the language changes: Streamlit knows an open tab by what is written on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st


def tabs(parts: Mapping[str, Callable[[], None]], *, key: str) -> None:
    """Show the tab that is open, and only that one.

    :param parts: what shows each tab, by its name in the reader's language.
    :param key: of the tabs; the name of the open one stands in session state.
    """
    names, place = list(parts), f"{key}.place"
    if st.session_state.get(key, names[0]) not in names:
        st.session_state[key] = names[st.session_state.get(place, 0)]
    for number, tab in enumerate(st.tabs(names, key=key, on_change="rerun")):
        if tab.open:
            st.session_state[place] = number
            with tab:
                parts[names[number]]()
