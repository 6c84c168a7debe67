"""Where the data lies, backup, and whether everything in the file hangs together."""

from __future__ import annotations

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.services.file import database
from journeymap.ui import data

db = database()

st.title(_("Data"), anchor=False)
data.where_it_lies(db.path)
data.backup_section()
data.check_section()
data.sample_section()
