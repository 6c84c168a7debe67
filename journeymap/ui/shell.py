"""What stands around every page: navigation, which file is open, and what to do when it cannot be opened."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:  # Streamlit puts this script's folder on the path, not the project's
    sys.path.insert(0, str(ROOT))

import streamlit as st  # noqa: E402

from journeymap import locale  # noqa: E402
from journeymap.ui import chrome, language  # noqa: E402

locale.follow(language.spoken)
language.settle()
st.set_page_config(page_icon=chrome.ICON, layout="wide")
page = st.navigation(chrome.pages(), position="top")
st.set_page_config(page_title=f"{page.title} · journeymap", page_icon=chrome.ICON, layout="wide")
chrome.run(page)
