"""What the wall and the presenter view are told once: the walk, the names, the keys, the sentences."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from journeymap import assets
from journeymap.config import settings
from journeymap.locale import gettext as _
from journeymap.model.journey import LINES, JourneyMap
from journeymap.ui import chrome, state, words
from journeymap.ui.map_component import LOADER
from journeymap.ui.present_walk import Step, next_stage, next_touchpoint, walk

_component = st.components.v2.component("journeymap_present_sheet", js=LOADER)

DIGITS = 9
"""Lanes and personas that have a number key."""


def bring(key: str, **data: str) -> None:
    """Send something to the component beside this one, in an element of its own, so that it travels once."""
    _component(key=key, data={"module": assets.module_url("present_sheet"), **data})


def briefing(journey_map: JourneyMap, scored: Collection[str], period: Mapping[str, str]) -> dict[str, Any]:
    """What both windows are told.

    :param scored: ids of the touchpoints that have a score.
    :param period: what a link says of it.
    """
    steps = walk(journey_map)
    names = {stage.id: stage.title for stage in journey_map.stages}
    names |= {touchpoint.id: touchpoint.title for touchpoint in journey_map.touchpoints}
    lanes = words.told_apart({lane.id: words.lane(lane) for lane in journey_map.lanes})
    personas = words.told_apart({persona.id: persona.name for persona in journey_map.personas})
    holding = [lane.id for lane in journey_map.lanes if lane.kind not in LINES][:DIGITS]
    link = {state.JOURNEY: journey_map.journey.id, **period}
    return {
        "journey": journey_map.journey.id,
        "steps": [_step(steps, place, step) for place, step in enumerate(steps)],
        "names": names,
        "lanes": [
            {
                "id": lane.id,
                "title": lanes[lane.id],
                "shown": lane.shown,
                "key": holding.index(lane.id) + 1 if lane.id in holding else None,
            }
            for lane in journey_map.lanes
        ],
        "personas": [
            {"id": persona.id, "title": personas[persona.id], "key": place if place <= DIGITS else None}
            for place, persona in enumerate(journey_map.personas, 1)
        ],
        "scored": [t.id for t in journey_map.touchpoints if t.id in scored],
        "theme": state.theme(),
        "plotly": assets.plotly_url(),
        "presenter": f"{settings().base_path}/{chrome.PRESENTER}?{urlencode(link)}",
        "wall": f"{settings().base_path}/{chrome.PRESENT}?{urlencode(link)}",
        "words": _sentences(journey_map.journey.title),
        "keys": _keys(),
    }


def as_json(told: dict[str, Any]) -> str:
    """For the browser."""
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _step(steps: tuple[Step, ...], place: int, step: Step) -> dict[str, Any]:
    def moves(by: int) -> dict[str, int]:
        return {"touchpoint": next_touchpoint(steps, place, by), "stage": next_stage(steps, place, by)}

    return {"stage": step.stage_id, "touchpoint": step.touchpoint_id, "on": moves(1), "back": moves(-1)}


def _sentences(title: str) -> dict[str, str]:
    return {
        "label": _("{title} on the wall. H shows the keys.").format(title=title),
        "bar": _("Present"),
        "wholeMap": _("Whole map"),
        "back": _("Step back (Page Up)"),
        "on": _("Next step (Page Down)"),
        "whole": _("Show the whole map (Home)"),
        "wholeShort": _("Whole map"),
        "lanes": _("Switch lanes and personas on and off (L)"),
        "lanesShort": _("Lanes"),
        "spotlight": _("Dim everything but the lit touchpoint (S)"),
        "spotlightShort": _("Spotlight"),
        "hide": _("Hide the scores, or show all of them (X)"),
        "hideShort": _("Hide scores"),
        "reveal": _("Reveal the next score (R)"),
        "revealShort": _("Reveal"),
        "theme": _("Dark or light (D)"),
        "themeShort": _("Dark / light"),
        "fullscreen": _("Full screen (F)"),
        "fullscreenShort": _("Full screen"),
        "presenter": _("Open the presenter view in a second window (V)"),
        "presenterShort": _("Presenter view"),
        "help": _("All keys (H)"),
        "leave": _("Back to the map (Escape)"),
        "leaveShort": _("Leave"),
        "hidden": _("scores hidden"),
        "helpTitle": _("Keys"),
        "lanesTitle": _("Lanes"),
        "personasTitle": _("Personas"),
        "close": _("Close"),
        "lastOne": _("One has to stay."),
        "leaving": _("Press Escape again to leave."),
        "failed": _("The map could not be drawn: the browser did not get the drawing library. Reload the page."),
    }


def _keys() -> list[tuple[list[str], str]]:
    return [
        (["Page Down", _("Space")], _("Next step: stage by stage, and after each stage its touchpoints")),
        (["Page Up"], _("Step back")),
        (["→", "←"], _("Next and previous touchpoint")),
        (["↓", "↑"], _("Next and previous stage")),
        (["Home", "W"], _("The whole map")),
        (["Z"], _("The lit touchpoint in its stage, or on the whole map")),
        (["1 – 9"], _("Switch a lane on or off; 0 shows all as before")),
        (["⇧ 1 – 9"], _("Switch a persona on or off")),
        (["L"], _("All lanes and personas")),
        (["S"], _("Spotlight: dim everything but the lit touchpoint")),
        (["X"], _("Hide the scores, or show all of them")),
        (["R"], _("Reveal the score of the lit touchpoint, then one after the other; ⇧ R reveals all")),
        (["D"], _("Dark or light")),
        (["B", "."], _("Black screen")),
        (["F", "F5"], _("Full screen")),
        (["V"], _("Presenter view in a second window, with the notes and a clock")),
        (["Esc"], _("One step out; twice on the whole map leaves")),
        (["H", "?"], _("These keys")),
    ]
