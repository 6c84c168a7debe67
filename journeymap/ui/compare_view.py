"""Both maps of a comparison, live. Every two seconds it looks for changes."""

from __future__ import annotations

from typing import Any

import streamlit as st

from journeymap.drawing.comparison import ComparisonRequest, draw_comparison
from journeymap.drawing.live import Drawing, MapRequest
from journeymap.locale import gettext as _
from journeymap.model.difference import MapDifferences
from journeymap.model.journey import JourneyMap, LaneKind
from journeymap.services.comparison import Compared, Comparison, compare, only_what_differs
from journeymap.services.file import database
from journeymap.ui import chrome, state, words
from journeymap.ui.compare_choice import JOURNEYS, PERIODS, Choice
from journeymap.ui.compare_words import listing, summary
from journeymap.ui.drawings import Newest
from journeymap.ui.map_component import Room, live_map, room
from journeymap.ui.pictures import picture_sources, shown_brand
from journeymap.ui.text import plain

_KEY = "compare.live"
_ONLY = "compare.only"
_SCORED = (LaneKind.TOUCHPOINT, LaneKind.SCORES)
_newest: Newest[Drawing] = Newest(32)


@st.fragment(run_every=2)
def comparison_view(choice: Choice) -> None:
    """Draw two sides, what is said of them, and the list of what differs."""
    with chrome.guard():
        found = compare(database(), choice.before, choice.after)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            lanes = _choose_lanes(found, choice)
            only = st.toggle(_("Only columns that differ"), key=_ONLY, persist_state="session")
            summary(found)
        shown = only_what_differs(found) if only else found.differences
        if shown.columns:
            _maps(found, shown, choice, lanes, only=only)
        elif only:
            st.success(_("Nothing differs on any column."))
        else:
            st.info(_("Neither journey has a touchpoint yet."))
        listing(found)


def _choose_lanes(found: Comparison, choice: Choice) -> frozenset[str]:
    """Lanes of both sides by id. Where two periods are compared only scores can differ, so they come first."""
    ours = found.before.journey_map.lanes
    new = {*found.differences.pairs.values()}
    theirs = [lane for lane in found.after.journey_map.lanes if lane.id not in new]
    every = [*ours, *theirs]
    names = words.told_apart({lane.id: words.lane(lane) for lane in every})
    scored = choice.kind == PERIODS or choice.before.segment is not None
    usual = [lane.id for lane in every if lane.shown and (not scored or lane.kind in _SCORED)]
    with st.popover(_("Lanes"), icon=":material/layers:"):
        chosen = st.pills(
            _("Lanes to show"),
            list(names),
            selection_mode="multi",
            default=usual,
            format_func=lambda lane: plain(names.get(lane, "")),
            key=f"compare.lanes.{choice.kind}.{choice.before.journey_id}.{choice.after.journey_id}",
        )
    pairs = found.differences.pairs
    return frozenset(chosen) | {pairs[lane] for lane in chosen if lane in pairs}


def _maps(found: Comparison, shown: MapDifferences, choice: Choice, lanes: frozenset[str], *, only: bool) -> None:
    size = room(_KEY)
    focus = int(st.session_state.get(f"{_KEY}.focus", 0))
    request = ComparisonRequest(
        before=_request(found.before, choice.before_text, lanes, size),
        after=_request(found.after, choice.after_text, lanes, size),
        differences=shown,
        scores=found.scores,
    )
    which = (choice, lanes, only, focus, database().revision)
    drawing = _newest.get(request.before, which, lambda: draw_comparison(request, focus=focus))

    def clicked(event: dict[str, Any]) -> None:
        if (column := event.get("column")) is not None:
            st.session_state[f"{_KEY}.focus"] = int(column)

    def stepped(step: int | str) -> None:
        last = len(drawing.columns) - 1
        st.session_state[f"{_KEY}.focus"] = _target(focus, step, last)

    live_map(
        drawing.figure,
        strip=drawing.strip,
        key=_KEY,
        label=_label(found.before.journey_map, found.after.journey_map, choice),
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


def _request(side: Compared, text: str, lanes: frozenset[str], size: Room) -> MapRequest:
    brand = shown_brand()
    return MapRequest(
        journey_map=side.journey_map,
        scores=side.scores,
        whole=side.whole,
        width=size.width,
        height=size.height,
        theme=state.theme(),
        lane_ids=frozenset(lane.id for lane in side.journey_map.lanes if lane.id in lanes),
        period=text,
        brand=brand,
        pictures=picture_sources(side.journey_map, brand),
    )


def _label(before: JourneyMap, after: JourneyMap, choice: Choice) -> str:
    if choice.kind == JOURNEYS:
        titles = before.journey.title, after.journey.title
    else:
        titles = choice.before_text, choice.after_text
    return _("{above} above {below}. The list below names every difference.").format(above=titles[0], below=titles[1])
