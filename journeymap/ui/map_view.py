"""The map and, beside it, everything about the selected touchpoint. Every two seconds it looks for changes."""

from __future__ import annotations

from typing import Any

import streamlit as st

from journeymap.drawing.live import Drawing, MapRequest, laid_out, refocused
from journeymap.drawing.replay import ReplayDrawing
from journeymap.locale import gettext as _
from journeymap.model.journey import JourneyMap
from journeymap.services.file import database
from journeymap.services.first_picture import first_picture
from journeymap.services.journeys import load_map
from journeymap.services.scores import journey_scores, weakest_link
from journeymap.ui import chrome, state
from journeymap.ui.drawings import Drawings, Newest
from journeymap.ui.filters import View
from journeymap.ui.inspector import inspector
from journeymap.ui.map_component import Room, live_map, measure_room, room
from journeymap.ui.pictures import picture_sources, shown_brand
from journeymap.ui.replay_view import replay_json, replayed

INSPECTOR_WIDTH = 400
"""px of the panel beside the map."""
GAP = 16
PHONE = 640
"""px under which the filters are folded away."""
LOWEST_PANEL = 560
NARROW = 900
"""px under which the panel takes the map's place: below it, nobody would see it."""

_drawings = Drawings()
_pictures: Newest[tuple[str, int]] = Newest()


def is_narrow(journey_id: str) -> bool:
    """Whether there is only a phone's width for the map of this journey."""
    return room(_key(journey_id)).width < PHONE


def _key(journey_id: str) -> str:
    return f"map.live.{journey_id}"


@st.fragment(run_every=2)
def map_and_inspector(journey_id: str, view: View) -> None:
    """Draw a journey that has touchpoints, and the panel when one is selected."""
    with chrome.guard():
        _map_and_inspector(journey_id, view)


def _map_and_inspector(journey_id: str, view: View) -> None:
    if is_narrow(journey_id) != view.narrow:  # the browser has said how wide it is: fold or unfold the filters
        st.rerun()
    key = _key(journey_id)
    journey_map = load_map(database(), journey_id)
    selected = state.selected_touchpoint()
    if selected not in journey_map.touchpoint_by_id:
        selected = None
    size = room(key)
    if selected is not None and size.width < NARROW:
        _panel_alone(journey_map, selected, view, key)
        return
    beside = INSPECTOR_WIDTH + GAP if selected is not None else 0
    request = _request(journey_map, view, selected, size, beside)
    focus = int(st.session_state.get(f"{key}.focus", 0))
    months = replayed(request, view.replay, view.period, view.only_answers_of, focus=focus) if view.replay else None
    if view.replay and months is None:
        st.info(_("Nobody has answered in this period yet, so there is nothing to replay."))
    drawing = months.drawing if months else _drawings.get(request, focus=focus)
    with st.container(horizontal=bool(beside), gap="small"):
        with st.container():
            _map(key, drawing, request, size, beside, months)
        if selected is not None:
            height = max(size.height, LOWEST_PANEL)
            with st.container(border=True, width=INSPECTOR_WIDTH, height=height, gap="small"):
                inspector(journey_map, selected, view)


def _panel_alone(journey_map: JourneyMap, selected: str, view: View, key: str) -> None:
    measure_room(key=key, size=room(key))
    st.button(
        _("Back to the map"),
        icon=":material/arrow_back:",
        key=f"{key}.back",
        on_click=state.select_touchpoint,
        args=(None,),
    )
    with st.container(border=True, gap="small"):
        inspector(journey_map, selected, view)


def _request(journey_map: JourneyMap, view: View, selected: str | None, size: Room, beside: int) -> MapRequest:
    journey_id = journey_map.journey.id
    scores = journey_scores(database(), journey_id, period=view.period, persona_id=view.only_answers_of)
    brand = shown_brand()
    weakest = weakest_link(database(), journey_id, view.period, persona_id=view.only_answers_of)
    return MapRequest(
        journey_map=journey_map,
        scores=scores.by_touchpoint,
        whole=scores.whole,
        width=size.width - beside,
        height=size.height,
        theme=state.theme(),
        persona_ids=view.persona_ids,
        lane_ids=view.lane_ids,
        stage_id=view.stage_id,
        selected=selected,
        weakest=frozenset(weakest.touchpoint_ids) if weakest else frozenset(),
        period=view.period_text,
        brand=brand,
        pictures=picture_sources(journey_map, brand),
    )


def _map(
    key: str, drawing: Drawing, request: MapRequest, size: Room, beside: int, months: ReplayDrawing | None
) -> None:
    columns = [column for column in drawing.columns if column is not None]

    def clicked(event: dict[str, Any]) -> None:
        if (column := event.get("column")) is not None:
            st.session_state[f"{key}.focus"] = int(column)
        elif (touchpoint := event.get("touchpoint")) in columns:
            if request.selected is None:  # the panel makes the map narrower: keep this column in sight
                focus, there = int(st.session_state.get(f"{key}.focus", 0)), drawing.columns
                narrower = request.width - INSPECTOR_WIDTH - GAP
                column = refocused(there.index(touchpoint), focus, len(there), request.width, narrower)
                st.session_state[f"{key}.focus"] = column
            state.select_touchpoint(touchpoint)

    def stepped(step: int | str) -> None:
        target = _target(columns, request.selected, step)
        state.select_touchpoint(target)
        if target is not None:
            st.session_state[f"{key}.focus"] = drawing.columns.index(target)

    picture, above = _stand_in(drawing, request, int(st.session_state.get(f"{key}.focus", 0)))
    live_map(
        drawing.figure,
        strip=drawing.strip,
        picture=picture,
        above=above,
        replay=replay_json(months) if months else "",
        key=key,
        label=_("Map of {title}. Arrow keys go from touchpoint to touchpoint.").format(
            title=request.journey_map.journey.title
        ),
        stamp=drawing.stamp,
        size=size,
        beside=beside,
        on_click=clicked,
        on_step=stepped,
    )


def _stand_in(drawing: Drawing, request: MapRequest, focus: int) -> tuple[str, int]:
    """The first map of a session comes as a picture too, which a browser shows before it has its drawing library."""
    if st.session_state.setdefault(state.PICTURED, drawing.stamp) != drawing.stamp:
        return "", 0

    def picture() -> tuple[str, int]:
        layout, above = laid_out(request, focus=focus)
        return first_picture(layout), above

    return _pictures.get(request, focus, picture)


def _target(columns: list[str], selected: str | None, step: int | str) -> str | None:
    """The touchpoint that a key leads to; ``None`` selects nothing."""
    if step == "none" or not columns:
        return None
    if step == "last":
        return columns[-1]
    if step == "first" or selected not in columns:
        return columns[0]
    return columns[min(max(columns.index(selected) + int(step), 0), len(columns) - 1)]
