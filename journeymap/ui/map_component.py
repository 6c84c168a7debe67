"""The live map: a Plotly figure in a Components-v2 component, so that a change never blinks and never loses the pan."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from journeymap import assets
from journeymap.locale import gettext as _
from journeymap.ui import state

# Inline code travels in every message, so this only fetches the module, which the browser keeps.
LOADER = """
export default function (component) {
  const loaded = import(new URL(component.data.module, location.origin))
  loaded.then((module) => module.render(component))
  return () => loaded.then((module) => module.remove(component.parentElement))
}
"""

_component = st.components.v2.component("journeymap_map", js=LOADER)

FIRST_GUESS = (1320, 780)
"""Width and height of the map before the browser has said what room there is, in pixels."""


@dataclass(frozen=True, slots=True)
class Room:
    """The room that the browser has for the map and the panel beside it, in pixels."""

    width: int
    height: int


def room(key: str) -> Room:
    """The room for the map with this ``key``: as reported for it or the map before, else as it was last time, else a
    guess."""
    reported: Any = (st.session_state.get(key) or {}).get("size") or st.session_state.get(state.ROOM)
    if reported:
        st.session_state[state.ROOM] = reported
        return _bounded(int(reported["width"]), int(reported["height"]))
    cookie = re.fullmatch(r"(\d{2,5})x(\d{1,5})", st.context.cookies.get(state.VIEW_COOKIE, ""))
    return _bounded(*map(int, cookie.groups())) if cookie else Room(*FIRST_GUESS)


def _bounded(width: int, height: int) -> Room:
    return Room(min(max(width, 280), 8000), min(max(height, 420), 8000))


def measure_room(*, key: str, size: Room) -> None:
    """Show nothing, but hear from the browser when there is room for the map with this ``key``."""
    live_map("", key=key, label="", stamp="", size=size, beside=0, on_click=lambda _: None, on_step=lambda _: None)


def live_map(
    figure: str,
    *,
    key: str,
    label: str,
    stamp: str,
    size: Room,
    beside: int,
    strip: str = "",
    picture: str = "",
    above: int = 0,
    replay: str = "",
    on_click: Callable[[dict[str, Any]], None],
    on_step: Callable[[int | str], None],
) -> None:
    """Show a figure.

    :param figure: Plotly figure as JSON; blank shows nothing.
    :param strip: the overview above it, as JSON, or blank.
    :param picture: SVG of the map, to look at until the browser can draw; blank when it can.
    :param above: px of the overview above it.
    :param replay: JSON of the months that a slider above the map goes through, with its words; blank without.
    :param label: what a screen reader says of it.
    :param stamp: put on the element once this figure is drawn (tests and benchmarks wait for it).
    :param size: the room that map and panel share.
    :param beside: px of it that the panel beside the map takes.
    :param on_click: called with ``{"touchpoint": id}`` or ``{"column": index}``.
    :param on_step: called with 1, −1, ``"first"``, ``"last"`` or ``"none"`` for the arrow keys, Home, End and Escape.
    """

    def clicked() -> None:
        if event := st.session_state[key].clicked:
            on_click(event)

    def stepped() -> None:
        if event := st.session_state[key].stepped:
            on_step(event["step"])

    _component(
        key=key,
        data={
            "module": assets.module_url("map"),
            "plotly": assets.plotly_url(),
            "figure": figure,
            "strip": strip,
            "picture": picture,
            "above": above,
            "replay": replay,
            "label": label,
            "stamp": stamp,
            "beside": beside,
            "size": {"width": size.width, "height": size.height},
            "cookie": state.VIEW_COOKIE,
            "failed": _("The map could not be drawn: the browser did not get the drawing library. Reload the page."),
        },
        on_clicked_change=clicked,
        on_stepped_change=stepped,
        on_size_change=lambda: None,
    )
