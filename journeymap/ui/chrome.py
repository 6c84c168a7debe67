"""The pages of the app, and the frame that they are shown in."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import streamlit as st

from journeymap.errors import JourneymapError, StoreUnavailable
from journeymap.locale import gettext as _
from journeymap.services.file import database
from journeymap.ui import state
from journeymap.ui.text import plain

log = logging.getLogger("journeymap.pages")

MAP = "map"
JOURNEY = "journey"
PERSONAS = "personas"
FEEDBACK = "feedback"
DATA = "data"
HOME = "home"

_PAGES: dict[str, Any] = {}


def pages(folder: Path) -> list[Any]:
    """Every page, in the order of the navigation. Paths are absolute and addresses stable."""
    entries = (
        (HOME, _("Home"), ":material/home:", _("All journeys at a glance.")),
        (MAP, _("Map"), ":material/map:", _("One journey as a swimlane map, with what customers said.")),
        (JOURNEY, _("Journey"), ":material/edit_road:", _("Stages, touchpoints, lanes and cards of one journey.")),
        (PERSONAS, _("Personas"), ":material/group:", _("The customers whose journeys are drawn.")),
        (FEEDBACK, _("Feedback"), ":material/forum:", _("Bring answers in, and read them.")),
        (DATA, _("Data"), ":material/database:", _("Where the data lies, backup and the sample.")),
    )
    for name, title, icon, help_text in entries:
        _PAGES[name] = st.Page(
            folder / f"{name}.py", title=title, icon=icon, url_path=name, default=name == HOME, help=help_text
        )
    return list(_PAGES.values())


def page(name: str) -> Any:
    """The registered page of this name, for ``st.switch_page`` and ``st.page_link``."""
    return _PAGES[name]


def run(current: Any) -> None:
    """Show ``current``. What was raised on purpose is said in its sentence, never as a traceback."""
    try:
        db = database()
    except StoreUnavailable as error:
        st.error(plain(error.sentence), title=_("The data file cannot be opened"), icon=":material/database_off:")
        st.button(_("Try again"), icon=":material/refresh:")
        return
    if (notice := state.take_notice()) is not None:
        st.toast(plain(notice), icon=":material/check:")
    for sentence in getattr(db, "healed", ()):
        st.warning(plain(sentence), title=_("The data file was repaired"))
    try:
        current.run()
    except JourneymapError as error:
        log.info("refused", extra={"kind": type(error).__name__})
        st.error(plain(error.sentence))
