"""A persona's face on the screen."""

from __future__ import annotations

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.model.persona import Persona
from journeymap.services.file import database
from journeymap.services.portraits import initial, portrait


def show_portrait(persona: Persona, side: int) -> None:
    """Its picture cut round, or its coloured initial.

    :param side: px.
    """
    alt = _("Portrait of {name}").format(name=persona.name)
    if persona.picture_id is None:
        st.image(initial(persona.name, persona.colour, side), width=side, alt=alt)
    else:
        st.image(_portrait(persona.picture_id, side), width=side, alt=alt)


@st.cache_data(max_entries=64, show_spinner=False)
def _portrait(picture_id: str, side: int) -> bytes:
    return portrait(database(), picture_id, side)
