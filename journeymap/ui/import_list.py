"""What was imported so far, and taking an import back."""

from __future__ import annotations

from functools import partial

import streamlit as st

from journeymap.config import settings
from journeymap.locale import gettext as _
from journeymap.locale import ngettext
from journeymap.services.feedback_import import ImportSummary, imports, undo_import
from journeymap.services.file import database
from journeymap.ui import chrome, state, words
from journeymap.ui.text import plain


def import_list() -> None:
    """Every import, the newest first."""
    done = imports(database())
    if not done:
        st.info(_("Nothing was imported yet."))
    for one in done:
        with st.container(border=True, horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.markdown(_described(one))
            if one.state == "done":
                if st.button(_("Take it back"), icon=":material/undo:", key=f"import.undo.{one.id}"):
                    chrome.dialog(_("Take this import back?"), partial(_undo, one))
            else:
                st.badge(_("under way") if one.state == "running" else _("taken back"), color="gray")


def _described(one: ImportSummary) -> str:
    answers = ngettext("{n} answer", "{n} answers", one.n_stored).format(n=words.number(one.n_stored))
    places = ", ".join(plain(title) if title else _("whole journey") for title in one.touchpoints)
    when = words.moment(one.imported_at, settings().zone)
    return f"**{plain(one.file_name)}** · {answers} · {when}  \n{plain(one.journey)}: {places}"


def _undo(one: ImportSummary) -> None:
    st.write(
        ngettext(
            "The {n} answer of this file goes, and what the import made that nothing else uses.",
            "The {n} answers of this file go, and what the import made that nothing else uses.",
            one.n_stored,
        ).format(n=words.number(one.n_stored))
    )
    st.write(_("The file itself is not touched: you can import it again."))
    if st.button(_("Take it back"), type="primary", icon=":material/undo:", key="import.undo"):
        undo_import(database(), one.id)
        state.announce(_("The import was taken back."))
        st.rerun()
