"""What the session remembers of the inventory while somebody edits it: unsaved fields by touchpoint, across filters.

A record holds ``drafts`` (unsaved fields by id, as the editor that is shown was given them), ``ids`` (of its rows, in
order) and ``stamp`` (which editor). What is typed into the editor lies in the editor's own state until another one is
needed; then it moves into the drafts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from journeymap.config import settings
from journeymap.locale import gettext as _
from journeymap.model.journey import Initiator
from journeymap.services.inventory import EDITABLE, Entry
from journeymap.services.table_edits import differ
from journeymap.ui import state, touchpoint_words, words

Drafts = dict[str, dict[str, Any]]

_TEXTS = frozenset({"title", "channel", "owner", "note"})
_INTS = {"importance": "Int64", "reach": "Int64"}


def two(name: str) -> dict[Any, str]:
    """What a field with a few values calls them."""
    if name == "initiator":
        return {str(value): touchpoint_words.initiator(value) for value in Initiator}
    return {value: touchpoint_words.CHOICES[name](value) for value in (True, False)}


CHOSEN = ("digital", "direct", "brand", "initiator")


def drafts_for(entries: Sequence[Entry]) -> tuple[str, Drafts, Drafts]:
    """Key of the editor for these rows, the drafts it starts from, and all that is unsaved now."""
    record = st.session_state.setdefault(state.INVENTORY, {"drafts": {}, "ids": (), "stamp": 0})
    ids = tuple((entry.touchpoint.id, entry.touchpoint.version) for entry in entries)
    unsaved = _typed(record)
    if ids != record["ids"]:
        record.update(drafts=unsaved, ids=ids, stamp=record["stamp"] + 1)
    key = f"inventory.table.{record['stamp']}"
    if key not in st.session_state and unsaved != record["drafts"]:
        record.update(drafts=unsaved, stamp=record["stamp"] + 1)
        key = f"inventory.table.{record['stamp']}"
    record["now"] = unsaved
    return key, record["drafts"], unsaved


def restart(drafts: Drafts) -> None:
    """Go on with these drafts in a fresh editor."""
    record = st.session_state.setdefault(state.INVENTORY, {"drafts": {}, "ids": (), "stamp": 0})
    record.update(drafts=drafts, now=drafts, stamp=record["stamp"] + 1)


def _typed(record: Mapping[str, Any]) -> Drafts:
    edits = st.session_state.get(f"inventory.table.{record['stamp']}")
    if edits is None:
        return dict(record.get("now", record["drafts"]))
    found = {i: dict(fields) for i, fields in record["drafts"].items()}
    for place, cells in edits["edited_rows"].items():
        touchpoint_id, version = record["ids"][int(place)]
        fields = found.setdefault(touchpoint_id, {"version": version})
        fields.update({name: _value(name, value) for name, value in cells.items()})
    return found


def _value(name: str, value: Any) -> Any:
    if name in CHOSEN:
        return {label: choice for choice, label in two(name).items()}.get(value)
    if name in ("moment_of_truth", "ticked"):
        return bool(value)
    return "" if value is None and name in _TEXTS else value


def changed(entries: Sequence[Entry], drafts: Drafts) -> Drafts:
    """Of the drafts those fields that differ from what is saved; touchpoints that are gone stay in, to be refused."""
    known = {entry.touchpoint.id: entry.touchpoint for entry in entries}
    found: Drafts = {}
    for touchpoint_id, fields in drafts.items():
        touchpoint = known.get(touchpoint_id)
        real = {
            name: value
            for name, value in fields.items()
            if name in EDITABLE and (touchpoint is None or differ(value, _stored(touchpoint, name)))
        }
        if real:
            found[touchpoint_id] = {"version": fields["version"], **real}
    return found


def _stored(touchpoint: Any, name: str) -> Any:
    value = getattr(touchpoint, name)
    return str(value) if isinstance(value, Initiator) else value


def frame(entries: Sequence[Entry], drafts: Drafts) -> pd.DataFrame:
    """The rows as the editor shows them."""
    cells: dict[str, list[Any]] = {"ticked": [bool(drafts.get(e.touchpoint.id, {}).get("ticked")) for e in entries]}
    for name in EDITABLE:
        values = [drafts.get(e.touchpoint.id, {}).get(name, _stored(e.touchpoint, name)) for e in entries]
        cells[name] = [two(name).get(value) for value in values] if name in CHOSEN else values
    cells["journey"] = [e.journey.title for e in entries]
    cells["stage"] = [e.stage.title for e in entries]
    cells["used"] = [e.used for e in entries]
    cells["surveys"] = [e.surveys for e in entries]
    cells["answers"] = [e.answers for e in entries]
    cells["newest"] = [words.day(e.newest, settings().zone) if e.newest else "" for e in entries]
    made = pd.DataFrame(cells, dtype=object)
    return made.astype({**_INTS, "ticked": bool, "moment_of_truth": bool, "used": "int64", "answers": "int64"})


READ_ONLY = ("journey", "stage", "used", "surveys", "answers", "newest")
_FIRST = ("ticked", "title", "journey", "stage", "used", "owner", "surveys", "answers", "newest")
ORDER = (*_FIRST, *(name for name in EDITABLE if name not in _FIRST))


def headings() -> dict[str, str]:
    """What each column is called."""
    labels = touchpoint_words.labels()
    return {
        **{name: labels[name] for name in EDITABLE},
        "title": _("Touchpoint"),
        "ticked": _("Ticked"),
        "journey": _("Journey"),
        "stage": _("Stage"),
        "used": _("In journeys"),
        "surveys": _("Survey"),
        "answers": _("Answers"),
        "newest": _("Last answer"),
    }
