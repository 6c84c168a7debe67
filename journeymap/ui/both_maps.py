"""Two maps live, one above the other on the same columns."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import streamlit as st

from journeymap.drawing.comparison import ComparisonRequest, draw_comparison
from journeymap.drawing.live import Drawing, MapRequest
from journeymap.model.difference import MapDifferences
from journeymap.services.comparison import Compared, Comparison
from journeymap.services.file import database
from journeymap.ui import state
from journeymap.ui.drawings import Newest
from journeymap.ui.map_component import Room, live_map, room
from journeymap.ui.pictures import picture_sources, shown_brand

_newest: Newest[Drawing] = Newest(32)


def both_maps(
    found: Comparison,
    shown: MapDifferences,
    texts: tuple[str, str],
    *,
    key: str,
    focus_key: str,
    about: Hashable,
    label: str,
    lanes: frozenset[str] | None = None,
    first: int = 0,
) -> None:
    """Draw both sides of a comparison; arrows and clicks go from column to column.

    :param shown: the columns to draw, and what is lit on them.
    :param texts: what stands in the title of each, for example its period.
    :param key: of the component.
    :param focus_key: where the session keeps the column that is looked at.
    :param about: tells this comparison from others of the same revision of the file.
    :param label: what those hear who do not see the maps.
    :param lanes: ids of the lanes to show; ``None`` for those that each journey shows.
    :param first: the column that is looked at in the beginning.
    """
    size = room(key)
    focus = int(st.session_state.get(focus_key, first))
    before, after = (
        _request(side, text, lanes, size) for side, text in zip((found.before, found.after), texts, strict=True)
    )
    request = ComparisonRequest(before=before, after=after, differences=shown, scores=found.scores)
    which = (key, about, focus, database().revision)
    drawing = _newest.get(before, which, lambda: draw_comparison(request, focus=focus))

    def clicked(event: dict[str, Any]) -> None:
        if (column := event.get("column")) is not None:
            st.session_state[focus_key] = int(column)

    def stepped(step: int | str) -> None:
        st.session_state[focus_key] = _target(focus, step, len(drawing.columns) - 1)

    live_map(
        drawing.figure,
        strip=drawing.strip,
        key=key,
        label=label,
        stamp=drawing.stamp,
        size=size,
        beside=0,
        on_click=clicked,
        on_step=stepped,
    )


def _target(focus: int, step: int | str, last: int) -> int:
    if isinstance(step, int):
        return min(max(focus + step, 0), last)
    return last if step == "last" else 0 if step == "first" else focus


def _request(side: Compared, text: str, lanes: frozenset[str] | None, size: Room) -> MapRequest:
    brand = shown_brand()
    return MapRequest(
        journey_map=side.journey_map,
        scores=side.scores,
        whole=side.whole,
        width=size.width,
        height=size.height,
        theme=state.theme(),
        lane_ids=None if lanes is None else frozenset(lane.id for lane in side.journey_map.lanes if lane.id in lanes),
        period=text,
        brand=brand,
        pictures=picture_sources(side.journey_map, brand),
    )
