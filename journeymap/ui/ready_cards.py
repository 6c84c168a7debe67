"""Ready journeys: cards to choose from, one of them as a map, and the two buttons that make it one's own."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from journeymap.drawing.live import MapRequest, laid_out
from journeymap.locale import gettext as _
from journeymap.locale import ngettext
from journeymap.model.journey import JourneyMap
from journeymap.services.file import database
from journeymap.services.first_picture import first_picture
from journeymap.services.library import line_of_business, name
from journeymap.services.ready_journeys import ReadyCard, create_from_ready, preview, ready_journeys
from journeymap.ui import chrome, state
from journeymap.ui.attempt import adding
from journeymap.ui.text import plain

_PICTURE = (1280, 640)
_AT_ONCE = 12
"""Touchpoints that can be read side by side; longer journeys are looked at stage by stage."""
_MADE = "ready.made"


def ready_page() -> None:
    """The ready journey of the link as a map, else all of them as cards."""
    if _went_to_map():
        return
    every = ready_journeys(line_of_business(database()))
    by_key = {card.key: card for card in every}
    asked = st.query_params.get(state.READY)
    if asked in by_key:
        _one(by_key[asked])
        return
    if asked is not None:
        st.info(_("The ready journey of this link does not exist any more. Here are all that do."))
    st.write(
        _("Each is a whole journey of one customer, to be made your own. What it says is assumed until you asked.")
    )
    ready_grid(every)


def ready_grid(cards: Sequence[ReadyCard]) -> None:
    """The cards, as many side by side as fit."""
    with st.grid(4, min_column_width=290):
        for card in cards:
            with st.container(border=True, height="stretch"):
                _card(card)


def _card(card: ReadyCard) -> None:
    st.badge(name(card.line), color="gray")
    st.markdown(f"#### {plain(card.title)}")
    st.markdown(_persona(card))
    st.caption(plain(card.scenario))
    with st.container(horizontal=True, vertical_alignment="bottom", height="stretch", gap="small"):
        if st.button(_("Look at it"), icon=":material/visibility:", key=f"ready.look.{card.key}"):
            st.switch_page(chrome.page(chrome.LIBRARY), query_params={state.VIEW: "ready", state.READY: card.key})
        _use(card, primary=False)
    _went_to_map()


def _persona(card: ReadyCard) -> str:
    touchpoints = ngettext("{n} touchpoint", "{n} touchpoints", card.touchpoints).format(n=card.touchpoints)
    who = ", ".join(plain(text) for text in card.persona if text)
    return f":material/person: {who}  \n:material/route: {touchpoints}"


def _one(card: ReadyCard) -> None:
    def back() -> None:
        st.query_params.pop(state.READY, None)

    st.button(_("All ready journeys"), icon=":material/arrow_back:", type="tertiary", key="ready.back", on_click=back)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.subheader(plain(card.title), anchor=False)
        with st.container(horizontal=True, width="content", gap="small"):
            if card.touchpoints > 4:
                _use(card, primary=False, four=True)
            _use(card, primary=True)
    st.markdown(_persona(card) + f" · {plain(name(card.line))}  \n{plain(card.scenario)}")
    _picture(preview(card.key))


def _picture(journey_map: JourneyMap) -> None:
    stage_id = None
    if len(journey_map.touchpoints) > _AT_ONCE:
        titles = {stage.id: stage.title for stage in journey_map.stages}
        ids = list(titles)
        # ids of a preview are made anew each time: the place of the stage is what is remembered
        place = st.segmented_control(
            _("Stage"),
            range(len(ids)),
            format_func=lambda n: plain(titles[ids[n]]),
            default=0,
            required=True,
            key=f"ready.stage.{st.query_params.get(state.READY)}",
        )
        stage_id = ids[place or 0]
    width, height = _PICTURE
    request = MapRequest(
        journey_map=journey_map, width=width, height=height, theme=state.theme(), stage_id=stage_id, whole_texts=True
    )
    layout, _focus = laid_out(request)
    st.image(
        first_picture(layout),
        width="stretch",
        alt=_("The map of {title}").format(title=journey_map.journey.title),
    )


def _use(card: ReadyCard, *, primary: bool, four: bool = False) -> None:
    def make() -> None:
        st.session_state[_MADE] = create_from_ready(database(), state.actor(), card.key, four=four)

    def use() -> None:
        adding("ready", (card.key, str(four)), make, _("The journey is yours now. Undo on Home takes it back."))

    st.button(
        _("Start with four") if four else _("Use this journey"),
        icon=":material/filter_4:" if four else ":material/check:",
        type="primary" if primary else "secondary",
        key=f"ready.{'four' if four else 'use'}.{card.key}",
        help=_("The face-to-face and online touchpoints that matter most") if four else None,
        on_click=use,
    )


def _went_to_map() -> bool:
    """Open the map of the journey that was just made."""
    made = st.session_state.pop(_MADE, None)
    if made is None:
        return False
    state.open_journey(made)
    st.switch_page(chrome.page(chrome.MAP), query_params={state.JOURNEY: made})
