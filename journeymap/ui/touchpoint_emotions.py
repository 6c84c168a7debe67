"""What each persona is believed to feel at a touchpoint. Saved as soon as a slider is let go."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.model.journey import Emotion, JourneyMap, Touchpoint
from journeymap.model.persona import Persona
from journeymap.services.cards import set_emotion
from journeymap.services.file import database
from journeymap.ui import state, words
from journeymap.ui.attempt import attempting
from journeymap.ui.draft import Draft, open_draft
from journeymap.ui.text import plain

KIND = "emotion"

_FACES = (
    (-1.2, "sentiment_very_dissatisfied"),
    (-0.4, "sentiment_dissatisfied"),
    (0.4, "sentiment_neutral"),
    (1.2, "sentiment_satisfied"),
    (9.0, "sentiment_very_satisfied"),
)
"""The icon for values up to this one."""


def emotions(journey_map: JourneyMap, touchpoint: Touchpoint) -> None:
    """A slider for each persona, or a button where nothing is said yet."""
    with st.container(border=True):
        st.markdown(
            _("**Emotion**"), help=_("What the team believes customers feel here, from −2 to +2. It is saved at once.")
        )
        if not journey_map.personas:
            st.caption(_("No persona takes part in this journey yet. Choose some under “About”."))
        for persona in journey_map.personas:
            emotion = journey_map.emotion_by_cell.get((touchpoint.id, persona.id))
            if emotion is None:
                _unsaid(touchpoint, persona)
            else:
                _said(touchpoint, persona, emotion)


def _unsaid(touchpoint: Touchpoint, persona: Persona) -> None:
    Draft(KIND, _cell(touchpoint, persona)).discard()
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(plain(persona.name), width="content")
        st.button(
            _("Not said – say it"),
            icon=":material/add_reaction:",
            key=f"emotion.say.{_cell(touchpoint, persona)}",
            type="tertiary",
            on_click=attempting(partial(_set, touchpoint, persona, 0, 0.0)),
        )


def _said(touchpoint: Touchpoint, persona: Persona, emotion: Emotion) -> None:
    draft = open_draft(KIND, _cell(touchpoint, persona), emotion.version, {"value": emotion.value})

    def write(version: int, fields: dict[str, Any]) -> None:
        _set(touchpoint, persona, version, fields["value"])

    def moved() -> None:
        draft.save(write)

    draft.catch_up(write)
    face = next(icon for limit, icon in _FACES if draft.values["value"] <= limit)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.markdown(f":material/{face}:", width="content")
        st.slider(
            plain(persona.name),
            min_value=-2.0,
            max_value=2.0,
            step=0.1,
            format="%+.1f",
            **draft.at_once("value", moved),
        )
        st.button(
            _("Not said"),
            key=f"emotion.clear.{_cell(touchpoint, persona)}",
            type="tertiary",
            icon=":material/backspace:",
            on_click=attempting(lambda: _set(touchpoint, persona, draft.version, None)),
        )
    draft.show_refusal(write, {"value": _("Emotion")}, lambda _field, value: words.decimal(value))


def _cell(touchpoint: Touchpoint, persona: Persona) -> str:
    return f"{touchpoint.id}.{persona.id}"


def _set(touchpoint: Touchpoint, persona: Persona, version: int, value: float | None) -> None:
    set_emotion(database(), state.actor(), touchpoint.id, persona.id, value, version=version, goes_on=True)
