"""The presenter view: the notes of a journey, its stages and touchpoints, which the wall never shows."""

from __future__ import annotations

import streamlit as st

from journeymap import assets
from journeymap.locale import gettext as _
from journeymap.model.journey import JourneyMap
from journeymap.services.file import database
from journeymap.services.journeys import load_map
from journeymap.services.scores import Period, journey_scores
from journeymap.ui import chrome, filters, state
from journeymap.ui.map_component import LOADER
from journeymap.ui.present_briefing import as_json, briefing, bring
from journeymap.ui.present_walk import Step, walk

_component = st.components.v2.component("journeymap_presenter", js=LOADER)


def presenter(journey_map: JourneyMap, period: Period) -> None:
    """Show the notes of a journey that has touchpoints."""
    told = _told(journey_map, period)
    bring(f"presenter.briefing.{journey_map.journey.id}", briefing=told)
    _live(journey_map.journey.id, period, told)


@st.fragment(run_every=2)
def _live(journey_id: str, period: Period, told: str) -> None:
    with chrome.guard():
        if _told(load_map(database(), journey_id), period) != told:
            st.rerun()
        _component(key=f"presenter.{journey_id}", data={"module": assets.module_url("presenter")})


def _told(journey_map: JourneyMap, period: Period) -> str:
    scores = journey_scores(database(), journey_map.journey.id, period=period)
    scored = [touchpoint_id for touchpoint_id, found in scores.by_touchpoint.items() if found]
    told = briefing(journey_map, scored, filters.link_to_period(period))
    steps = walk(journey_map)
    notes = {stage.id: stage.note for stage in journey_map.stages if stage.note}
    notes |= {touchpoint.id: touchpoint.note for touchpoint in journey_map.touchpoints if touchpoint.note}
    return as_json(
        told
        | {
            "notes": notes | {"journey": journey_map.journey.note},
            "places": [_place(journey_map, step) for step in steps],
            "dark": state.theme() == "dark",
            "words": told["words"] | _sentences(journey_map.journey.title),
        }
    )


def _place(journey_map: JourneyMap, step: Step) -> str:
    """Where a step stands, in words."""
    stages = [stage.id for stage in journey_map.stages]
    if step.stage_id is None:
        return journey_map.journey.title
    stage = _("Stage {n} of {total}").format(n=stages.index(step.stage_id) + 1, total=len(stages))
    if step.touchpoint_id is None:
        return stage
    mine = [t.id for t in journey_map.touchpoints if t.stage_id == step.stage_id]
    place = _("touchpoint {n} of {total}").format(n=mine.index(step.touchpoint_id) + 1, total=len(mine))
    return _("{stage}: {title} · {touchpoint}").format(
        stage=stage, title=journey_map.stage_by_id[step.stage_id].title, touchpoint=place
    )


def _sentences(title: str) -> dict[str, str]:
    return {
        "label": _("Presenter view of {title}. H shows the keys.").format(title=title),
        "journey": _("The whole journey"),
        "noNotes": _("No note here. Notes are written on the Journey page, and stand nowhere but here."),
        "noWall": _("No wall follows: there is no window in this browser that presents this journey."),
        "openWall": _("Open the wall"),
        "previous": _("Previous"),
        "next": _("Next"),
        "nextStep": _("Next step"),
        "nextStage": _("Next stage"),
        "theEnd": _("The end"),
        "clock": _("Clock"),
        "elapsed": _("Elapsed"),
        "start": _("Start"),
        "pause": _("Pause"),
        "reset": _("Reset"),
        "black": _("Black screen (B)"),
        "blackShort": _("Black"),
        "smaller": _("Smaller notes"),
        "larger": _("Larger notes"),
    }
