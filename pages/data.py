"""Where the data lies, backup, and whether everything in the file hangs together."""

from __future__ import annotations

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.services.file import database
from journeymap.ui import data
from journeymap.ui.attempt import show_refused
from journeymap.ui.brand_form import brand_section

db = database()

st.title(_("Data"), anchor=False)
show_refused()
data.where_it_lies(db.path)
data.backup_section()
data.check_section()
brand_section()
data.sample_section()
