"""The board: a Components-v2 component that is told changes and tells acts.

The browser sends its acts in one trigger at a time and goes on only after their answer: Streamlit keeps the newest of
several triggers, and a run may be overtaken by the next. So an answer stays until the next acts are here, and acts
without an answer are sent again; the service carries out each id once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from journeymap import assets
from journeymap.ui.map_component import LOADER

_component = st.components.v2.component("journeymap_board", js=LOADER)


def board_component(data: dict[str, Any], *, key: str, on_sent: Callable[[dict[str, Any]], None]) -> None:
    """Show the board.

    :param data: ``journey``, ``setup`` (or ``None`` when the browser has it), ``base``, ``token``, ``tables``,
        ``outcomes``, ``undo`` and ``redo``.
    :param on_sent: called with ``{"acts", "have"}``: what the person did, and the token that the browser has.
    """

    def sent() -> None:
        message = st.session_state[key].sent
        if isinstance(message, dict):
            on_sent(message)

    _component(
        key=key,
        data={"module": assets.module_url("board"), "style": assets.style_url("board"), **data},
        on_sent_change=sent,
    )
