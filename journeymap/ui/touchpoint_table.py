"""All touchpoints of a journey as a table that is edited freely and saved as one act."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from journeymap.errors import Conflict, JourneymapError
from journeymap.locale import gettext as _
from journeymap.locale import ngettext
from journeymap.model.journey import JourneyMap
from journeymap.services.file import database
from journeymap.services.journeys import load_map
from journeymap.services.table import apply_table
from journeymap.services.table_edits import Row, carried, table_changes, table_rows, to_apply
from journeymap.ui import state, touchpoint_acts, touchpoint_words
from journeymap.ui.conflict import show_conflict
from journeymap.ui.text import plain
from journeymap.ui.touchpoint_columns import column_config
from journeymap.ui.touchpoint_rows import current, discard, editor_key, follow, frame_of, record_key, restart

_ROW_HEIGHT = 35
_TALLEST = 16
"""Rows that the table shows before it scrolls."""


def table(journey_map: JourneyMap) -> None:
    """The table, and the bar that saves it.

    The editor always starts from rows that the session remembers (``shown``) and its edits are laid over them; what it
    gives back never becomes its own input under the same key. When the journey changes, what was typed is carried over
    to fresh rows under a fresh key, so no edit ever lands on another touchpoint.
    """
    record = follow(journey_map)
    bar = st.container()
    config = column_config(journey_map, _menu_key(journey_map.journey.id), _open, _menu)
    frame = frame_of(record["shown"], journey_map)
    st.data_editor(
        frame,
        key=editor_key(journey_map.journey.id, record["stamp"]),
        column_config=config,
        column_order=[name for name in config if name != "part_of" or frame["part_of"].notna().any()],
        disabled=["id", "part_of"],
        num_rows="dynamic",
        hide_index=True,
        height=_ROW_HEIGHT * (min(len(frame), _TALLEST) + 2) + 3,
        row_height=_ROW_HEIGHT,
        placeholder="",
        alt=_("Touchpoints of this journey, one a row"),
    )
    with bar:
        _bar(journey_map, record)


def _bar(journey_map: JourneyMap, record: dict[str, Any]) -> None:
    journey_id = journey_map.journey.id
    n = table_changes(record["base"], current(journey_id, record)).count
    _show_refusal(journey_map, record)
    if any(_several_lines(row["title"]) for row in current(journey_id, record)):
        st.info(_("Several lines stand in one cell. To add many at once, use “Paste many from a spreadsheet” above."))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            _("Save the table"),
            type="primary" if n else "secondary",
            icon=":material/save:",
            key=f"table.save.{journey_id}",
            disabled=not n,
            on_click=_save,
            args=(journey_id,),
        )
        if n:
            st.button(
                _("Discard"), type="tertiary", key=f"table.discard.{journey_id}", on_click=discard, args=(journey_id,)
            )
            said = ngettext("{n} touchpoint is not saved yet.", "{n} touchpoints are not saved yet.", n).format(n=n)
            st.markdown(f":orange-badge[:material/edit_note: {said}]")
        else:
            st.caption(_("Double-click a cell to change it. A row at the bottom adds a touchpoint."))


def _several_lines(title: object) -> bool:
    return isinstance(title, str) and ("\n" in title.strip() or "\t" in title)


def _show_refusal(journey_map: JourneyMap, record: dict[str, Any]) -> None:
    refusal = record["refused"]
    if refusal is None:
        return
    if not isinstance(refusal, Conflict):
        st.error(plain(refusal.sentence))
        return
    journey_id, row_id = journey_map.journey.id, str((refusal.theirs or refusal.mine or {}).get("id"))
    show_conflict(_readable(journey_map, refusal))
    with st.container(horizontal=True):
        if refusal.theirs is not None:
            st.button(
                _("Take mine"),
                key=f"table.mine.{journey_id}",
                help=_("Saves the cells that you changed; the others stay as they are now."),
                on_click=_settle,
                args=(journey_id, row_id, True),
            )
        st.button(
            _("Take theirs"), key=f"table.theirs.{journey_id}", on_click=_settle, args=(journey_id, row_id, False)
        )


def _readable(journey_map: JourneyMap, conflict: Conflict) -> Conflict:
    labels = touchpoint_words.labels()

    def told(row: Mapping[str, Any] | None) -> dict[str, str] | None:
        if row is None:
            return None
        return {labels[f]: touchpoint_words.as_text(journey_map, f, row[f]) for f in labels if f in row}

    return Conflict(conflict.sentence, theirs=told(conflict.theirs), mine=told(conflict.mine))


def _menu_key(journey_id: str) -> str:
    return f"touchpoint.menu.{journey_id}"


def _clicked(journey_map: JourneyMap, key: str) -> tuple[str | None, str]:
    click, record = st.session_state[key], st.session_state.get(record_key(journey_map.journey.id))
    rows = current(journey_map.journey.id, record) if record else []
    return (rows[click["row"]]["id"] if click["row"] < len(rows) else None), str(click["label"])


def _open(journey_map: JourneyMap, key: str) -> None:
    row_id, _label = _clicked(journey_map, key)
    if row_id is not None:
        touchpoint_acts.open_touchpoint(row_id)


def _menu(journey_map: JourneyMap, key: str) -> None:
    row_id, label = _clicked(journey_map, key)
    if row_id is None:
        return
    acts: dict[str, Callable[[], None]] = {
        _("Move up"): lambda: touchpoint_acts.move(row_id, -1),
        _("Move down"): lambda: touchpoint_acts.move(row_id, 1),
        _("Delete"): lambda: touchpoint_acts.ask_delete(journey_map, row_id),
    }
    acts[label]()


def _save(journey_id: str) -> None:
    record = st.session_state.get(record_key(journey_id))
    if record is None:
        return  # saved or discarded in the same breath
    actor, edited = state.actor(), current(journey_id, record)
    with record["lock"]:  # a double click: two runs of one session can overlap
        if not record["saved"]:
            _write(journey_id, record, actor, edited)
    if record["saved"]:
        discard(journey_id)
        state.announce(record["saved"])


def _write(journey_id: str, record: dict[str, Any], actor: str, edited: Sequence[Row]) -> None:
    rows, delete = to_apply(record["base"], table_changes(record["base"], edited))
    try:
        counts = apply_table(database(), actor, journey_id, rows, delete=delete)
    except JourneymapError as refusal:
        record["refused"] = refusal
    else:
        record["saved"] = _told(counts)


def _told(counts: Mapping[str, int]) -> str:
    added, edited, deleted = counts["added"], counts["edited"], counts["deleted"]
    said = [
        ngettext("{n} touchpoint added", "{n} touchpoints added", added).format(n=added) if added else "",
        ngettext("{n} touchpoint changed", "{n} touchpoints changed", edited).format(n=edited) if edited else "",
        ngettext("{n} touchpoint deleted", "{n} touchpoints deleted", deleted).format(n=deleted) if deleted else "",
    ]
    done = ", ".join(part for part in said if part)
    return _("Saved: {changes}.").format(changes=done) if done else _("Everything stands as you typed it already.")


def _settle(journey_id: str, row_id: str, take_mine: bool) -> None:
    """Answer a refusal: these changes on top of the others', or given up; then save the rest."""
    record = st.session_state.get(record_key(journey_id))
    if record is None:
        return
    try:
        now = table_rows(load_map(database(), journey_id))
    except JourneymapError as refusal:
        record["refused"] = refusal
        return
    rows = current(journey_id, record)
    chosen = {"mine": [row_id]} if take_mine else {"theirs": [row_id]}
    restart(journey_id, record, *carried(now, record["base"], rows, **chosen))
    record["refused"] = None
    if take_mine:
        _save(journey_id)
