"""Bring answers in, and read them."""

from __future__ import annotations

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.ui import answer_list

st.title(_("Feedback"), anchor=False)
answer_list.answer_list()
