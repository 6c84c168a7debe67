"""Bring answers in, and read them."""

from __future__ import annotations

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.ui import state
from journeymap.ui.answer_list import answer_list
from journeymap.ui.import_file import import_file
from journeymap.ui.import_list import import_list
from journeymap.ui.switch import switch

VIEWS = {"answers": answer_list, "import": import_file, "imports": import_list}

names = {"answers": _("Answers"), "import": _("Import a file"), "imports": _("Imports so far")}
with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
    st.title(_("Feedback"), anchor=False)
    view = switch(state.VIEW, _("View"), names, "answers", key="feedback.view")
VIEWS[view]()
