"""The row above the insights: which journey, whose answers, which period. All of it is in the link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.model.journey import Journey, JourneyMap
from journeymap.services.comparison import segments
from journeymap.services.file import database
from journeymap.services.scores import Period
from journeymap.ui import chrome, filters, state
from journeymap.ui.menu import NOTHING, menu
from journeymap.ui.one_journey import choose_journey


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What is looked at.

    :param persona_id: only answers of this persona, ``None`` for all customers; likewise ``segment``.
    :param period_text: how the period is called.
    """

    journey_id: str
    period: Period
    period_text: str
    persona_id: str | None = None
    segment: str | None = None

    def link(self, touchpoint_id: str | None = None) -> dict[str, str]:
        """What a link to another page says, so that it shows the same journey and period.

        :param touchpoint_id: a touchpoint to point at.
        """
        place = {state.TOUCHPOINT: touchpoint_id} if touchpoint_id else {}
        return {state.JOURNEY: self.journey_id, **place, **filters.link_to_chosen_period(self.period)}


def choose(journeys: Sequence[Journey], journey_map: JourneyMap) -> Chosen:
    """Draw the row and read it."""
    journey_id = journey_map.journey.id
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        choose_journey(journeys, journey_map.journey, "map.journey", width=240, archived=False)
        personas = {persona.id: persona.name for persona in journey_map.personas}
        named = {name: name for name in segments(database(), journey_id)}
        persona_id = _choose_whose(state.ANSWERS_OF, _("Answers of"), personas, f"insights.persona.{journey_id}")
        segment = _choose_whose(state.SEGMENT, _("Segment"), named, f"insights.segment.{journey_id}")
        period = filters.choose_period()
        st.page_link(
            chrome.page(chrome.MAP),
            label=_("Map"),
            icon=":material/map:",
            query_params={state.JOURNEY: journey_id, **filters.link_to_chosen_period(period)},
        )
    return Chosen(
        journey_id=journey_id,
        period=period,
        period_text=filters.period_text(period),
        persona_id=persona_id,
        segment=segment,
    )


def _choose_whose(name: str, label: str, names: dict[str, str], key: str) -> str | None:
    if not names:
        return None
    changed = state.linked(name, key, names, NOTHING)
    return menu(label, names, nothing=_("All customers"), key=key, width=190, persist=True, on_change=changed)


def map_link(chosen: Chosen, touchpoint_id: str | None, label: str = "") -> None:
    """A link to the place on the map."""
    st.page_link(
        chrome.page(chrome.MAP),
        label=label or _("On the map"),
        icon=":material/location_on:",
        query_params=chosen.link(touchpoint_id),
    )


def answers_link(
    chosen: Chosen,
    touchpoint_id: str | None,
    *,
    period: Period | None = None,
    segment: str | None = None,
    everywhere: bool = False,
    search: str = "",
    label: str = "",
) -> None:
    """A link to the answers behind a number.

    :param touchpoint_id: ``None`` for the answers about the journey as a whole.
    :param everywhere: the answers of all touchpoints and about the journey.
    :param period: another one than that of the page; likewise ``segment``.
    :param search: a word of the comments.
    """
    given = {
        state.ANSWERS_OF: chosen.persona_id,
        state.SEGMENT: segment or chosen.segment,
        "search": search,
        **filters.link_to_chosen_period(period or chosen.period),
    }
    st.page_link(
        chrome.page(chrome.FEEDBACK),
        label=label or _("The answers"),
        icon=None if label else ":material/forum:",
        query_params={
            state.JOURNEY: chosen.journey_id,
            **({} if everywhere else {state.TOUCHPOINT: touchpoint_id or state.WHOLE}),
            **{name: value for name, value in given.items() if value},
        },
    )
