"""A menu in which one entry may stand for nothing in particular, such as *All*."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any, Literal, TypeVar

import streamlit as st

from journeymap.ui import words

K = TypeVar("K", bound=Hashable)

NOTHING = ""
"""What session state holds for none of the names: with ``None`` Streamlit takes the field for empty, and puts a cross
into it that clears what is clear already."""


def menu(
    label: str,
    names: Mapping[K, str],
    *,
    nothing: str = "",
    key: str,
    first: K | None = None,
    width: int | Literal["stretch", "content"] = "stretch",
    persist: bool = False,
    on_change: Callable[[], None] | None = None,
    help_text: str | None = None,
    place: Any = st,
) -> K | None:
    """Show a menu.

    :param names: what can be chosen, with what is written on it; equal names are told apart.
    :param nothing: what is written on an entry before the others, which stands for none of them; without it there is
        no such entry.
    :param first: chosen until somebody chooses; the first entry when left out.
    :param persist: keep the choice while other pages are open.
    :param on_change: called after a choice, with :func:`chosen` as new.
    :param place: where it is drawn.
    :returns: the chosen key of ``names``; ``None`` for none of them.
    """
    entries: dict[Hashable, str] = {NOTHING: nothing} if nothing else {}
    shown = words.told_apart({**entries, **names})
    found = place.selectbox(
        label,
        list(shown),
        index=list(shown).index(first) if first in names else 0,
        format_func=lambda name: shown.get(name, ""),
        key=key,
        width=width,
        persist_state="session" if persist else None,
        on_change=on_change,
        help=help_text,
    )
    return next((name for name in names if name == found), None)


def chosen(key: str) -> Any:
    """What the menu with this ``key`` was set to; ``None`` for none of its names, or while it was not shown."""
    return st.session_state.get(key, NOTHING) or None
