"""Which lanes a map shows."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.model.journey import Lane
from journeymap.ui import words
from journeymap.ui.text import plain


def lane_pills(lanes: Sequence[Lane], usual: Sequence[str], key: str) -> list[str]:
    """Ids of the lanes that are chosen.

    :param usual: ids of those that are chosen in the beginning.
    """
    names = words.told_apart({lane.id: words.lane(lane) for lane in lanes})
    return st.pills(
        _("Lanes to show"),
        list(names),
        selection_mode="multi",
        default=usual,
        format_func=lambda lane: plain(names.get(lane, "")),
        key=key,
    )
