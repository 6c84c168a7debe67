"""Both maps of a comparison, live. Every two seconds it looks for changes."""

from __future__ import annotations

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.model.journey import JourneyMap, LaneKind
from journeymap.services.comparison import Comparison, compare, only_what_differs
from journeymap.services.file import database
from journeymap.ui import chrome
from journeymap.ui.both_maps import both_maps
from journeymap.ui.compare_choice import JOURNEYS, PERIODS, Choice
from journeymap.ui.compare_words import listing, summary
from journeymap.ui.lane_choice import lane_pills

_KEY = "compare.live"
_ONLY = "compare.only"
_SCORED = (LaneKind.TOUCHPOINT, LaneKind.SCORES)


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
            both_maps(
                found,
                shown,
                (choice.before_text, choice.after_text),
                key=_KEY,
                focus_key=f"{_KEY}.focus",
                about=(choice, lanes, only),
                label=_label(found.before.journey_map, found.after.journey_map, choice),
                lanes=lanes,
            )
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
    scored = choice.kind == PERIODS or choice.before.segment is not None
    usual = [lane.id for lane in every if lane.shown and (not scored or lane.kind in _SCORED)]
    with st.popover(_("Lanes"), icon=":material/layers:"):
        key = f"compare.lanes.{choice.kind}.{choice.before.journey_id}.{choice.after.journey_id}"
        chosen = lane_pills(every, usual, key)
    pairs = found.differences.pairs
    return frozenset(chosen) | {pairs[lane] for lane in chosen if lane in pairs}


def _label(before: JourneyMap, after: JourneyMap, choice: Choice) -> str:
    if choice.kind == JOURNEYS:
        titles = before.journey.title, after.journey.title
    else:
        titles = choice.before_text, choice.after_text
    return _("{above} above {below}. The list below names every difference.").format(above=titles[0], below=titles[1])
