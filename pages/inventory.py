"""Every touchpoint of every journey in one table."""

from __future__ import annotations

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.ui.inventory_page import inventory_page

st.title(_("Inventory"), anchor=False)
inventory_page()
