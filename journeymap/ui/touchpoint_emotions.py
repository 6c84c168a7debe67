"""What each persona is believed to feel at a touchpoint. Saved as soon as a slider is let go."""

from __future__ import annotations

from functools import partial

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.model.journey import Emotion, JourneyMap, Touchpoint
from journeymap.model.persona import Persona
from journeymap.services.cards import set_emotion
from journeymap.services.file import database
from journeymap.ui import state
from journeymap.ui.attempt import attempt
from journeymap.ui.text import plain

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
            st.session_state[_version_key(touchpoint.id, persona.id)] = emotion.version if emotion else 0
            if emotion is None:
                _unsaid(touchpoint, persona)
            else:
                _said(touchpoint, persona, emotion)


def _unsaid(touchpoint: Touchpoint, persona: Persona) -> None:
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(plain(persona.name), width="content")
        st.button(
            _("Not said – say it"),
            icon=":material/add_reaction:",
            key=f"emotion.say.{touchpoint.id}.{persona.id}",
            type="tertiary",
            on_click=_set,
            args=(touchpoint.id, persona.id, 0.0),
        )


def _said(touchpoint: Touchpoint, persona: Persona, emotion: Emotion) -> None:
    key = f"emotion.{touchpoint.id}.{persona.id}"
    if abs(st.session_state.get(key, 9.0) - emotion.value) > 0.01:  # else a quick hand would be put back
        st.session_state[key] = emotion.value

    def moved() -> None:
        _set(touchpoint.id, persona.id, st.session_state[key])

    face = next(icon for limit, icon in _FACES if emotion.value <= limit)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.markdown(f":material/{face}:", width="content")
        st.slider(
            plain(persona.name),
            min_value=-2.0,
            max_value=2.0,
            step=0.1,
            format="%+.1f",
            key=key,
            on_change=moved,
        )
        st.button(
            _("Not said"),
            key=f"emotion.clear.{touchpoint.id}.{persona.id}",
            type="tertiary",
            icon=":material/backspace:",
            on_click=_set,
            args=(touchpoint.id, persona.id, None),
        )


def _version_key(touchpoint_id: str, persona_id: str) -> str:
    return f"emotion.version.{touchpoint_id}.{persona_id}"


def _set(touchpoint_id: str, persona_id: str, value: float | None) -> None:
    key = _version_key(touchpoint_id, persona_id)
    version = st.session_state[key]
    act = partial(set_emotion, database(), state.actor(), touchpoint_id, persona_id, value, version=version)
    if attempt(act):
        # Arrow keys move the slider again before the page was drawn anew: what this session wrote is not another's.
        st.session_state[key] = 0 if value is None else version + 1
