"""The customers whose journeys are drawn."""

from __future__ import annotations

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.services.file import database
from journeymap.services.personas import journeys_by_persona, list_personas
from journeymap.ui import persona_acts, persona_cards, persona_form, persona_page
from journeymap.ui.attempt import show_refused

db = database()
personas = list_personas(db)
archived = list_personas(db, archived=True)
everyone = {persona.id: persona for persona in (*personas, *archived)}
editing, opened = persona_acts.editing(), persona_acts.opened()

persona_page.heading(can_add=bool(everyone) and editing is None)
show_refused()
persona_page.reminders({i: persona.name for i, persona in everyone.items()}, editing)

if editing == persona_acts.NEW:
    persona_form.new_form(len(everyone))
elif editing in everyone:
    persona_form.edit_form(everyone[editing])
elif opened in everyone:
    persona = everyone[opened]
    row = archived if persona.archived else personas
    persona_cards.one(persona, row, journeys_by_persona(db).get(persona.id, ()))
elif not everyone:
    persona_page.first_steps()
else:
    if opened is not None:
        st.info(_("The persona of this link does not exist any more. Here are all that do."))
        persona_acts.open_persona(None)
    journeys = journeys_by_persona(db)
    persona_cards.grid_of(personas, journeys)
    if archived:
        with st.expander(_("Archived personas ({n})").format(n=len(archived)), icon=":material/inventory_2:"):
            persona_cards.grid_of(archived, journeys)
