"""Two people changed the same thing: both texts, side by side."""

from __future__ import annotations

from typing import Any

import streamlit as st

from journeymap.errors import Conflict
from journeymap.locale import gettext as _
from journeymap.ui.row_words import told
from journeymap.ui.text import lines, plain


def show_conflict(conflict: Conflict) -> None:
    """Say what happened and show what stands now beside what this person wanted."""
    st.warning(plain(conflict.sentence), title=_("Not saved: somebody else was faster"))
    theirs, mine = st.columns(2)
    with theirs, st.container(border=True):
        st.caption(_("As it is now"))
        _show(conflict.theirs, conflict.mine)
    with mine, st.container(border=True):
        st.caption(_("As you wanted it"))
        _show(conflict.mine, conflict.theirs)


def _show(row: Any, other: Any) -> None:
    if row is None:
        st.write(_("Deleted"))
        return
    fields = told(row, other)
    for name, value in fields:
        st.markdown(f"**{plain(name)}**  \n{lines(value)}")
    if not fields:
        st.write(_("The same text; only its place differs."))
