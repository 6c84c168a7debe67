"""The table of touchpoints while somebody edits it: what was changed, and how it goes on when others save meanwhile.

A row is a dictionary with ``id`` (``None`` for a new one), ``version``, ``place`` (1 is the first of its stage; the
sub-touchpoints count) and the fields of a touchpoint. Two lists of rows make a table that is being edited: ``base``, as
the journey had it, and ``rows``, as they stand in the table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from journeymap.model.journey import JourneyMap
from journeymap.store.tables import to_row

Row = dict[str, Any]

TEXTS = ("title", "channel", "promise", "owner", "note")
FIELDS = (
    "title",
    "stage_id",
    "place",
    "channel",
    "importance",
    "moment_of_truth",
    "digital",
    "direct",
    "brand",
    "promise",
    "expectation",
    "initiator",
    "reach",
    "owner",
    "note",
)
"""What the table shows, in this order."""


@dataclass(frozen=True, slots=True)
class TableChanges:
    """What was changed in a table and is not saved.

    :param edited: changed fields by the id of the touchpoint.
    :param added: new rows that are not blank.
    :param deleted: ids.
    """

    edited: dict[str, Row] = field(default_factory=dict)
    added: list[Row] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many touchpoints are concerned."""
        return len(self.edited) + len(self.added) + len(self.deleted)


def table_rows(journey_map: JourneyMap) -> list[Row]:
    """The touchpoints of a journey as rows, in the order of the map."""
    seen: Counter[str] = Counter()
    rows = []
    for touchpoint in journey_map.touchpoints:
        seen[touchpoint.stage_id] += 1
        row = to_row(touchpoint)
        rows.append({"id": row["id"], "version": row["version"], "place": seen[touchpoint.stage_id], **_shown(row)})
    return rows


def _shown(row: Mapping[str, Any]) -> Row:
    return {name: row[name] for name in FIELDS if name != "place"}


def with_edits(
    rows: Sequence[Row], edited: Mapping[int, Row], added: Sequence[Row], deleted: Collection[int]
) -> list[Row]:
    """Rows after what was done to them in an editor.

    :param edited: changed fields by place in ``rows``, from 0.
    :param added: new rows, with some of the fields.
    :param deleted: places in ``rows``.
    """
    kept = [{**row, **edited.get(n, {})} for n, row in enumerate(rows) if n not in deleted]
    return [*kept, *({**dict.fromkeys(FIELDS), "id": None, "version": 0, **row} for row in added)]


def table_changes(base: Sequence[Row], rows: Sequence[Row]) -> TableChanges:
    """What differs between the rows of a table and those that it started from."""
    was = {row["id"]: row for row in base}
    found = TableChanges()
    for row in rows:
        if row["id"] is None:
            if any(
                not _blank(row.get(name)) for name in FIELDS if name not in ("stage_id", "place", "moment_of_truth")
            ):
                found.added.append(row)
            continue
        fields = {name: row[name] for name in FIELDS if differ(row[name], was[row["id"]][name])}
        if fields:
            found.edited[row["id"]] = fields
    there = {row["id"] for row in rows}
    found.deleted.extend(i for i in was if i not in there)
    return found


def to_apply(base: Sequence[Row], changes: TableChanges) -> tuple[list[Row], dict[str, int]]:
    """Changes as :func:`~journeymap.services.table.apply_table` takes them: ``rows`` and ``delete``."""
    versions = {row["id"]: row["version"] for row in base}
    rows = [{"id": i, "version": versions[i], **_placed(fields)} for i, fields in changes.edited.items()]
    rows += [{"id": None, **_placed({name: row.get(name) for name in FIELDS})} for row in changes.added]
    return rows, {i: versions[i] for i in changes.deleted}


def _placed(fields: Mapping[str, Any]) -> Row:
    row = {name: value for name, value in fields.items() if name != "place"}
    if not _blank(fields.get("place")):
        row["position"] = int(fields["place"]) - 1
    return row


def carried(
    now: Sequence[Row],
    base: Sequence[Row],
    rows: Sequence[Row],
    *,
    mine: Collection[str] = (),
    theirs: Collection[str] = (),
) -> tuple[list[Row], list[Row]]:
    """What was changed in a table, on top of the journey as it is now.

    A touchpoint that both changed keeps the base that it was changed from, so that saving it is refused and both texts
    are shown; all others start from the journey as it is.

    :param now: the journey's rows as they are.
    :param mine: ids whose changes go on top of what others saved.
    :param theirs: ids whose changes are given up.
    :returns: the new ``base`` and ``rows``.
    """
    changes = table_changes(base, rows)
    was = {row["id"]: row for row in base}
    new_base, new_rows = [], []
    for row in now:
        given_up = row["id"] in theirs
        wanted = {} if given_up else changes.edited.get(row["id"], {})
        fields = {name: value for name, value in wanted.items() if differ(value, row[name])}  # the rest stands already
        gone = row["id"] in changes.deleted and not given_up
        old = was.get(row["id"])
        both = old is not None and bool(fields or gone) and _content(old) != _content(row) and row["id"] not in mine
        start = old if both and old is not None else row
        new_base.append(start)
        if not gone:
            new_rows.append({**start, **fields})
    there = {row["id"] for row in now} | set(theirs)
    for row_id, fields in changes.edited.items():  # others deleted what was edited here: saving says so
        if row_id not in there:
            new_base.append(was[row_id])
            new_rows.append({**was[row_id], **fields})
    return new_base, [*new_rows, *changes.added]


def _content(row: Row) -> Row:
    return {name: value for name, value in row.items() if name not in ("version", "place")}


def differ(one: Any, other: Any) -> bool:
    """Whether two values of a field differ for a person: nothing and a blank text do not."""
    if isinstance(one, str) and isinstance(other, str):
        return one.strip() != other.strip()
    return bool(one != other) and not (_blank(one) and _blank(other))


def _blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
