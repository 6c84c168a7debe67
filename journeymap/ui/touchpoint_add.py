"""Two ways to add touchpoints: one by its title, or many pasted from a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from journeymap.errors import InvalidInput
from journeymap.locale import gettext as _
from journeymap.locale import ngettext
from journeymap.model.journey import JourneyMap
from journeymap.services.file import database
from journeymap.services.paste import paste_touchpoints, read_pasted
from journeymap.services.touchpoints import add_touchpoint
from journeymap.ui import state, touchpoint_words
from journeymap.ui.attempt import adding
from journeymap.ui.text import plain


def add_one(journey_map: JourneyMap) -> None:
    """A line to add a touchpoint by its title; Enter adds it."""
    journey_id = journey_map.journey.id
    title, stage = f"add.title.{journey_id}", f"add.stage.{journey_id}"
    _keep_stage(journey_map, stage)

    def add() -> None:
        chosen, typed = st.session_state[stage], st.session_state[title]
        if adding(
            f"touchpoint.{journey_id}",
            (typed,),
            lambda: add_touchpoint(database(), state.actor(), journey_id, chosen, title=typed),
            _("Added."),
        ):
            st.session_state[title] = ""

    with (
        st.form(f"add.{journey_id}", border=False),
        st.container(horizontal=True, vertical_alignment="bottom", gap="small"),
    ):
        st.text_input(
            _("New touchpoint"),
            key=title,
            placeholder=_("Where does the customer meet you?"),
            width=420,
        )
        _stage_box(journey_map, stage)
        st.form_submit_button(_("Add"), icon=":material/add:", on_click=add, key=f"add.one.{journey_id}")


def paste_many(journey_map: JourneyMap) -> None:
    """Touchpoints copied from a spreadsheet: pasted, looked at, added."""
    journey_id = journey_map.journey.id
    text, stage = f"paste.text.{journey_id}", f"paste.stage.{journey_id}"
    _keep_stage(journey_map, stage)
    st.write(
        _(
            "One touchpoint a line. Columns copied from a spreadsheet may be headed with title, channel, importance, "
            "owner, promise, note and other fields; without headings they are read as title, channel, importance, "
            "owner and note."
        )
    )
    st.text_area(
        _("Paste here"),
        key=text,
        height=160,
        persist_state="session",
        placeholder=_("Title\tChannel\tImportance\nSees an ad\tSocial media\t3\nAsks a friend\tPhone\t5"),
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _stage_box(journey_map, stage)
        st.button(_("Look at it first"), key=f"paste.look.{journey_id}", icon=":material/visibility:")
    pasted = st.session_state[text]
    if not (pasted or "").strip():
        return
    try:
        rows = read_pasted(pasted)
    except InvalidInput as error:
        st.error(plain(error.sentence))
        return
    _preview(rows)

    def add() -> None:
        chosen, typed = st.session_state[stage], st.session_state[text]
        said = ngettext("{n} touchpoint added. Undo takes it out.", "{n} touchpoints added. Undo takes them out.", n)
        if adding(
            f"paste.{journey_id}",
            (typed,),
            lambda: paste_touchpoints(database(), state.actor(), journey_id, chosen, typed),
            said.format(n=n),
        ):
            st.session_state[text] = ""

    n = len(rows)
    said = ngettext("Add {n} touchpoint", "Add {n} touchpoints", n).format(n=n)
    st.button(said, type="primary", icon=":material/add:", key=f"paste.add.{journey_id}", on_click=add)


def _preview(rows: Sequence[dict[str, Any]]) -> None:
    labels = touchpoint_words.labels()
    shown = [name for name in labels if any(row.get(name) not in (None, "", False) for row in rows)]
    cells = {labels[name]: [_cell(name, row.get(name)) for row in rows] for name in shown}
    st.dataframe(
        pd.DataFrame(cells), hide_index=True, height=35 * (min(len(rows), 10) + 1) + 3, alt=_("What was recognised")
    )


def _cell(name: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if name in touchpoint_words.CHOICES:
        return touchpoint_words.CHOICES[name](value)
    return (_("yes") if value else "") if isinstance(value, bool) else str(value)


def _stage_box(journey_map: JourneyMap, key: str) -> None:
    titles = touchpoint_words.stage_labels(journey_map)
    st.selectbox(
        _("Stage"),
        list(titles),
        format_func=lambda s: titles.get(s, ""),
        key=key,
        width=240,
        persist_state="session",
    )


def _keep_stage(journey_map: JourneyMap, key: str) -> None:
    """Keep the stage that was chosen last; at first the one of the last touchpoint."""
    if st.session_state.get(key) not in journey_map.stage_by_id:
        last = journey_map.touchpoints[-1].stage_id if journey_map.touchpoints else journey_map.stages[0].id
        st.session_state[key] = last
