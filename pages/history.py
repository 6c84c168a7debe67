"""What happened to one map: snapshots, who changed what, comparing and going back."""

from __future__ import annotations

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.ui import state
from journeymap.ui.attempt import show_refused
from journeymap.ui.history_compare import comparison
from journeymap.ui.history_take import take
from journeymap.ui.history_timeline import timeline
from journeymap.ui.journey_head import head
from journeymap.ui.one_journey import journey_of_page

known, journey = journey_of_page()
head(known, journey)
show_refused()

views = {"timeline": _("What happened"), "compare": _("Compare")}
with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
    view = st.segmented_control(
        _("View"),
        list(views),
        format_func=lambda name: views[name],
        required=True,
        default="timeline" if state.HISTORY_VIEW not in st.session_state else None,
        key=state.HISTORY_VIEW,
        persist_state="session",
        label_visibility="collapsed",
    )
    take(journey.id)

if view == "compare":
    comparison(journey)
else:
    timeline(journey.id)
