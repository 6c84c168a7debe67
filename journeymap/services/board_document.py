"""A journey as the board in the browser knows it, and what changed between two looks at it.

The browser is sent everything once and then only rows that differ, so that a change costs a few kilobytes however
large the map is.
"""

from __future__ import annotations

import threading
from collections import Counter, OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from journeymap.locale import current
from journeymap.model.identity import new_id
from journeymap.model.journey import CARD_LANES, JourneyMap
from journeymap.scores.wording import metric_name, shown_value, too_few
from journeymap.services.cache import by_revision
from journeymap.services.journey_scores import journey_scores
from journeymap.services.maps import load_map
from journeymap.store.database import Database

Row = Mapping[str, Any]
Tables = Mapping[str, Mapping[str, Row]]
"""Rows by table and id. Columns of a row that say nothing (blank, false, ``None``) are left out."""

KEEP = 256
"""Documents that changes can be told from; an older one is answered with everything."""


@dataclass(frozen=True, slots=True)
class Document:
    """All rows of a journey at one time.

    :param token: names this state; the same rows have the same token.
    """

    token: str
    tables: Tables


_kept: OrderedDict[str, Document] = OrderedDict()
_newest: WeakKeyDictionary[Database, dict[tuple[str, str], Document]] = WeakKeyDictionary()
_guard = threading.Lock()


def board_document(db: Database, journey_id: str) -> Document:
    """The journey as it is now, in the reader's language; the same object for as long as nothing on it changes.

    :raises NotFound: there is no such journey.
    """
    return _document(db, journey_id, current())


def changes_since(token: str | None, now: Document) -> dict[str, Any]:
    """What turns the document with this ``token`` into ``now``.

    :returns: ``{"base": token, "token", "tables": {table: {id: row, or None where it went}}}``; where that document is
        not known (any more) ``base`` is ``None`` and the tables hold everything.
    """
    with _guard:
        base = _kept.get(token or "")
    if base is None:
        return {"base": None, "token": now.token, "tables": now.tables}
    tables = {}
    for table, rows in now.tables.items():
        was = base.tables[table]
        found: dict[str, Row | None] = {i: row for i, row in rows.items() if was.get(i) != row}
        found.update((i, None) for i in was if i not in rows)
        if found:
            tables[table] = found
    return {"base": token, "token": now.token, "tables": tables}


@by_revision()
def _document(db: Database, journey_id: str, language: str) -> Document:
    tables = _tables(db, load_map(db, journey_id))
    with _guard:
        newest = _newest.setdefault(db, {})
        before = newest.get((journey_id, language))
        if before is not None and before.tables == tables:
            return before
        found = newest[journey_id, language] = Document(new_id(), tables)
        _kept[found.token] = found
        while len(_kept) > KEEP:
            _kept.popitem(last=False)
    return found


def _tables(db: Database, journey_map: JourneyMap) -> Tables:
    return {
        "journey": _rows({"id": j.id, "title": j.title, "state": str(j.state)} for j in (journey_map.journey,)),
        "persona": _rows(
            {"id": p.id, "name": p.name, "colour": p.colour, "position": n} for n, p in enumerate(journey_map.personas)
        ),
        "stage": _rows(
            {"id": s.id, "title": s.title, "phase": str(s.phase), "position": s.position} for s in journey_map.stages
        ),
        "touchpoint": _rows(
            {
                "id": t.id,
                "stage": t.stage_id,
                "parent": t.parent_id,
                "title": t.title,
                "position": t.position,
                "channel": t.channel,
                "importance": t.importance,
                "truth": t.moment_of_truth,
                "promise": t.promise,
            }
            for t in journey_map.touchpoints
        ),
        "lane": _rows(
            {
                "id": lane.id,
                "kind": str(lane.kind),
                "title": lane.title,
                "position": lane.position,
                "hidden": not lane.shown,
                "cards": lane.kind in CARD_LANES,
            }
            for lane in journey_map.lanes
        ),
        "card": _rows(
            {
                "id": c.id,
                "touchpoint": c.touchpoint_id,
                "lane": c.lane_id,
                "text": c.text,
                "persona": c.persona_id,
                "position": c.position,
                "evidence": str(c.evidence),
                "picture": c.picture_id,
            }
            for c in journey_map.cards
        ),
        "emotion": _rows(
            {
                "id": f"{e.touchpoint_id}/{e.persona_id}",
                "touchpoint": e.touchpoint_id,
                "persona": e.persona_id,
                "value": e.value,
            }
            for e in journey_map.emotions
        ),
        "path": _rows({"id": p.id, "from": p.from_id, "to": p.to_id, "label": p.label} for p in journey_map.paths),
        "score": _rows(_scores(db, journey_map)),
    }


def _scores(db: Database, journey_map: JourneyMap) -> list[dict[str, Any]]:
    found = journey_scores(db, journey_map.journey.id)
    answers: Counter[str | None] = Counter()
    for place in found.all:
        answers[place.touchpoint_id] += place.score.n
    return [
        {
            "id": touchpoint_id,
            "answers": answers[touchpoint_id],
            "lines": [
                {
                    "metric": metric_name(score.metric),
                    "value": shown_value(score) if score.shown else too_few(score),
                    "n": score.n if score.shown else None,
                    "band": str(score.band) if score.shown and score.band else None,
                }
                for score in scores
            ],
        }
        for touchpoint_id, scores in found.by_touchpoint.items()
    ]


def _rows(rows: Iterable[Row]) -> dict[str, Row]:
    return {row["id"]: {name: value for name, value in row.items() if _said(value)} for row in rows}


def _said(value: Any) -> bool:
    return value is not None and value is not False and value != ""
