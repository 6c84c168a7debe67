"""What the session remembers of the table of touchpoints: the rows it started from, and those that stand in it.

A record holds ``base`` (the journey's rows that the edits are compared with), ``shown`` (what the editor was given),
``now`` (what stands in it), ``seen`` (what the journey was like), ``stamp`` (which editor), why saving was ``refused``,
what was said when it was ``saved``, and a ``lock`` for runs that overlap.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from threading import Lock
from typing import Any

import pandas as pd
import streamlit as st

from journeymap.locale import gettext as _
from journeymap.model.journey import JourneyMap
from journeymap.services.table_edits import FIELDS, TEXTS, Row, carried, table_changes, table_rows, with_edits
from journeymap.ui import touchpoint_words
from journeymap.ui.touchpoint_columns import KINDS


def has_unsaved(journey_id: str) -> bool:
    """Whether the table holds something that is not saved."""
    record = st.session_state.get(record_key(journey_id))
    return record is not None and table_changes(record["base"], current(journey_id, record)).count > 0


def record_key(journey_id: str) -> str:
    """Where the session keeps what it remembers of a journey's table."""
    return f"table.{journey_id}"


def editor_key(journey_id: str, stamp: int) -> str:
    """Key of the editor; a fresh ``stamp`` makes a fresh editor."""
    return f"touchpoint.table.{journey_id}.{stamp}"


def follow(journey_map: JourneyMap) -> dict[str, Any]:
    """What the session remembers of this table, brought up to the journey as it is now."""
    journey_id = journey_map.journey.id
    now = table_rows(journey_map)
    seen = (tuple((s.id, s.title) for s in journey_map.stages), tuple((r["id"], r["version"]) for r in now))
    record: dict[str, Any] | None = st.session_state.get(record_key(journey_id))
    if record is None or record["saved"]:
        stamp = st.session_state.get(f"{record_key(journey_id)}.stamp", 0)
        record = {"seen": seen, "stamp": stamp, "refused": None, "saved": "", "lock": Lock()}
        st.session_state[record_key(journey_id)] = record
        restart(journey_id, record, now, now)
        return record
    rows = current(journey_id, record)
    if record["seen"] != seen:
        record["seen"] = seen
        restart(journey_id, record, *carried(now, record["base"], rows))
    elif rows != record["shown"] and editor_key(journey_id, record["stamp"]) not in st.session_state:
        restart(journey_id, record, record["base"], rows)  # another page was shown meanwhile
    return record


def restart(journey_id: str, record: dict[str, Any], base: Sequence[Row], rows: Sequence[Row]) -> None:
    """Go on with these rows in a fresh editor."""
    stamp = record["stamp"] + 1
    record.update(base=base, shown=rows, now=rows, stamp=stamp)
    st.session_state[f"{record_key(journey_id)}.stamp"] = stamp


def current(journey_id: str, record: dict[str, Any]) -> list[Row]:
    """The rows as they stand in the editor."""
    edits = st.session_state.get(editor_key(journey_id, record["stamp"]))
    if edits is not None:
        labels = record.get("labels", {})
        record["now"] = with_edits(
            record["shown"],
            {int(n): _values(cells, labels) for n, cells in edits["edited_rows"].items()},
            [_values(cells, labels) for cells in edits["added_rows"]],
            edits["deleted_rows"],
        )
    rows: list[Row] = record["now"]
    return rows


def _values(cells: Mapping[str, Any], stages: Mapping[str, str]) -> Row:
    """What was typed into cells, as the fields of a touchpoint."""
    row: Row = {}
    for name, value in cells.items():
        if name == "stage_id":
            row[name] = {label: stage_id for stage_id, label in stages.items()}.get(value)
        elif name in touchpoint_words.CHOICES:
            row[name] = {label: choice for choice, label in KINDS[name]().items()}.get(value)
        elif name == "moment_of_truth":
            row[name] = bool(value)
        elif name in FIELDS:
            row[name] = value if value is not None or name not in TEXTS else ""
    return row


def frame_of(rows: Sequence[Row], journey_map: JourneyMap) -> pd.DataFrame:
    """Rows as the editor shows them. Types are said, so that an empty table can be typed into."""
    stages = touchpoint_words.stage_labels(journey_map)
    record = st.session_state[record_key(journey_map.journey.id)]
    record["labels"] = stages
    known = journey_map.touchpoint_by_id
    cells: dict[str, Any] = {"id": [row["id"] for row in rows]}
    for name in FIELDS:
        cells[name] = [row.get(name) for row in rows]
    cells["stage_id"] = [stages.get(row["stage_id"] or "") for row in rows]
    for name, kind in KINDS.items():
        cells[name] = [kind().get(row[name]) for row in rows]
    parents = [known[row["id"]].parent_id if row["id"] in known else None for row in rows]
    cells["part_of"] = [known[parent].title if parent else None for parent in parents]
    cells["open"] = [":material/edit:" if row["id"] else None for row in rows]
    cells["more"] = [[_("Move up"), _("Move down"), _("Delete")] if row["id"] else None for row in rows]
    frame = pd.DataFrame(cells, dtype=object)
    kinds = {"place": "Int64", "importance": "Int64", "reach": "Int64", "expectation": "Float64"}
    frame["moment_of_truth"] = [bool(row.get("moment_of_truth")) for row in rows]
    return frame.astype({**kinds, "moment_of_truth": "boolean"})


def discard(journey_id: str) -> None:
    """Forget what was typed; the table shows the journey again."""
    st.session_state.pop(record_key(journey_id), None)
