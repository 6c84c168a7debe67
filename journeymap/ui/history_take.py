"""Taking a snapshot by hand, and saying who one is."""

from __future__ import annotations

from functools import partial

import streamlit as st

from journeymap.errors import JourneymapError
from journeymap.locale import gettext as _
from journeymap.services.file import database
from journeymap.services.snapshots import take_snapshot
from journeymap.ui import chrome, state
from journeymap.ui.text import plain
from journeymap.ui.your_name import your_name


def take(journey_id: str) -> None:
    """The button that asks for a label, and beside it the reader's name."""
    with st.container(horizontal=True, width="content", gap="small"):
        your_name("history")
        if st.button(_("Take a snapshot"), icon=":material/photo_camera:", type="primary", key="history.take"):
            chrome.dialog(_("Take a snapshot"), partial(_take, journey_id))


def _take(journey_id: str) -> None:
    st.write(_("It keeps the map as it is now, to compare with later or to restore. Answers are not part of it."))
    with st.form("history.take.form", border=False):
        label = st.text_input(_("Label"), placeholder=_("Before the workshop in May"))
        if not st.form_submit_button(_("Take a snapshot"), type="primary", icon=":material/photo_camera:"):
            return
    try:
        take_snapshot(database(), state.actor(), journey_id, label)
    except JourneymapError as refusal:
        st.error(plain(refusal.sentence))
        return
    state.announce(_("Snapshot taken."))
    st.rerun()
