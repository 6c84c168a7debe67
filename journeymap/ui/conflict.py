"""Two people changed the same thing: both texts, side by side."""

from __future__ import annotations

from typing import Any

import streamlit as st

from journeymap.errors import Conflict
from journeymap.locale import gettext as _
from journeymap.ui.text import lines, plain

_HIDDEN = frozenset({"id", "version", "journey_id", "stage_id", "touchpoint_id", "lane_id", "persona_id", "position"})


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
    for name, value in row.items():
        if name in _HIDDEN or (other is not None and other.get(name) == value):
            continue
        st.markdown(f"**{plain(name.replace('_', ' '))}**  \n{lines(str(value)) if value not in (None, '') else '–'}")
