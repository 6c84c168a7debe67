"""Who works in this browser: said once, shown to others beside what was changed. Nobody has to say."""

from __future__ import annotations

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.services.editors import editor_name, set_editor_name
from journeymap.services.file import database
from journeymap.ui import state
from journeymap.ui.attempt import attempt
from journeymap.ui.text import plain


def your_name(key: str) -> None:
    """A small field behind a button, which says the name once there is one.

    :param key: makes the widgets' keys unique on the page.
    """
    known = editor_name(database(), state.actor())
    field = f"{key}.your_name"
    if field not in st.session_state:
        st.session_state[field] = known

    def save() -> None:
        attempt(lambda: set_editor_name(database(), state.actor(), st.session_state[field]))

    with st.popover(plain(known) or _("Your name"), icon=":material/person:", key=f"{key}.who"):
        st.text_input(
            _("Your name"),
            key=field,
            on_change=save,
            placeholder=_("For example Mette"),
            help=_("Others see it beside what you change. Leave it empty to stay unnamed."),
        )
        st.caption(_("Kept for this browser; there is no account. What somebody did under another name keeps it."))


def who(actor: str, name: str) -> str:
    """What the reader calls whoever did something.

    :param actor: whose browser it was; blank for the app itself.
    :param name: what the person was called then, or blank.
    """
    if not actor:
        return _("The app")
    if actor == state.actor():
        return _("You")
    return name or _("Somebody")
