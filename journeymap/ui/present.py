"""The map on the wall: what it shows, and what it may show next, is drawn here and sent ahead."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Hashable
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from journeymap import assets
from journeymap.drawing.live import MapRequest
from journeymap.drawing.present import Page, columns, page_of, pages, sheet
from journeymap.model.journey import LINES, JourneyMap, Lane
from journeymap.services.file import database
from journeymap.services.journeys import load_map
from journeymap.services.scores import Period, journey_scores, weakest_link
from journeymap.ui import chrome, filters, state
from journeymap.ui.drawings import Newest
from journeymap.ui.map_component import LOADER
from journeymap.ui.pictures import picture_sources, shown_brand
from journeymap.ui.present_asked import Asked, read_asked
from journeymap.ui.present_briefing import as_json, briefing, bring

_component = st.components.v2.component("journeymap_present", js=LOADER)

_LEFT = "present.left"
"""Key: the touchpoint that was lit when the wall was left."""

_pages: Newest[tuple[Page, ...]] = Newest(256)
_sheets: Newest[str] = Newest(256)


def wall(journey_map: JourneyMap, period: Period, period_text: str) -> None:
    """Show a journey that has touchpoints, and nothing else.

    :param period_text: ready for the title of the map.
    """
    request = _request(journey_map, period, period_text)
    told = _told(request, period)
    bring(f"present.briefing.{journey_map.journey.id}", briefing=told)
    _live(journey_map.journey.id, period, period_text, told)


@st.fragment(run_every=1)
def _live(journey_id: str, period: Period, period_text: str, told: str) -> None:
    with chrome.guard():
        request = _request(load_map(database(), journey_id), period, period_text)
        if _told(request, period) != told:  # a touchpoint came or went, or was renamed
            st.rerun()
        if (touchpoint := st.session_state.pop(_LEFT, None)) is not None:
            link = {state.JOURNEY: journey_id} | ({state.TOUCHPOINT: touchpoint} if touchpoint else {})
            st.switch_page(chrome.page(chrome.MAP), query_params=link)
        key = f"present.wall.{journey_id}"
        _wall(key)
        asked = (st.session_state.get(key) or {}).get("asked")
        _send(key, request, read_asked(asked, request.journey_map))


def _told(request: MapRequest, period: Period) -> str:
    scored = [touchpoint_id for touchpoint_id, scores in request.scores.items() if scores]
    return as_json(briefing(request.journey_map, scored, filters.link_to_period(period)))


def _request(journey_map: JourneyMap, period: Period, period_text: str) -> MapRequest:
    """Everything that does not depend on the step."""
    db, journey_id = database(), journey_map.journey.id
    scores = journey_scores(db, journey_id, period=period)
    weakest = weakest_link(db, journey_id, period)
    brand = shown_brand()
    return MapRequest(
        journey_map=journey_map,
        scores=scores.by_touchpoint,
        whole=scores.whole,
        weakest=frozenset(weakest.touchpoint_ids) if weakest else frozenset(),
        period=period_text,
        brand=brand,
        pictures=picture_sources(journey_map, brand),
    )


def _wall(key: str) -> None:
    def left() -> None:
        if event := st.session_state[key].left:
            st.session_state[_LEFT] = event.get("touchpoint") or ""

    _component(
        key=key,
        data={"module": assets.module_url("present")},
        on_asked_change=lambda: None,
        on_left_change=left,
    )


def _send(key: str, request: MapRequest, asked: tuple[Asked, ...]) -> None:
    """Every page that is asked for, once, in the order of asking: the first is in sight.

    When that one has changed, the others stay as they were until the next second: the wall is not to wait for pages
    that nobody sees.
    """
    before: dict[str, str] = st.session_state.get(f"{key}.sent", {})
    sent: dict[str, str] = {}
    for view in asked:
        wanted = _seen(request, view)
        divided = _pages.get(wanted, "pages", partial(pages, wanted))
        every = columns(wanted)
        page = page_of(divided, every.index(view.touchpoint_id) if view.touchpoint_id in every else 0)
        name = f"{key}.{_short((view.name, page))}"
        if name in sent:
            continue
        message = partial(_message, view.name, wanted, divided, page)
        sent[name] = _sheets.get(wanted, (view.name, page), message)
        bring(name, sheet=sent[name])
        if len(sent) == 1 and before.get(name, sent[name]) != sent[name]:
            for other in before.keys() - {name}:
                bring(other, sheet=before[other])
            sent = before | sent
            break
    st.session_state[f"{key}.sent"] = sent


def _seen(request: MapRequest, view: Asked) -> MapRequest:
    scored = frozenset(t for t, scores in request.scores.items() if scores)
    return replace(
        request,
        width=view.width,
        height=view.height,
        theme="dark" if view.dark else "light",
        stage_id=view.stage_id,
        lane_ids=_without_idle_lines(request.journey_map, view.lane_ids),
        persona_ids=view.persona_ids,
        hidden_scores=frozenset() if view.revealed is None else scored - view.revealed,
    )


def _without_idle_lines(journey_map: JourneyMap, lane_ids: frozenset[str] | None) -> frozenset[str] | None:
    """The lanes that were chosen, without lines that part nothing any more."""
    if lane_ids is None:
        return None
    kept: list[Lane] = []
    for lane in journey_map.lanes:
        if lane.id in lane_ids and (lane.kind not in LINES or (kept and kept[-1].kind not in LINES)):
            kept.append(lane)
    if kept and kept[-1].kind in LINES:
        kept.pop()
    return frozenset(lane.id for lane in kept) or lane_ids


def _message(name: str, request: MapRequest, divided: tuple[Page, ...], page: Page) -> str:
    several = len(divided) > 1
    drawn = sheet(request, page, several=several)
    told: dict[str, Any] = {
        "name": name,
        "page": divided.index(page),
        "every": columns(request) if several else (),
        "columns": drawn.columns,
        "figure": drawn.figure,
        "strip": drawn.strip,
        "lights": drawn.lights,
        "ground": drawn.ground,
        "font": drawn.font_size,
        "stamp": drawn.stamp,
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _short(what: Hashable) -> str:
    return hashlib.blake2b(repr(what).encode("utf-8", "replace"), digest_size=6).hexdigest()
