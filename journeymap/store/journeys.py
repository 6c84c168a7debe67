"""Journeys and everything that belongs to one, out of the file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from journeymap.model.journey import (
    Card,
    Emotion,
    Journey,
    JourneyMap,
    JourneyPersona,
    Lane,
    Path,
    Stage,
    Touchpoint,
)
from journeymap.model.persona import Persona
from journeymap.model.survey import SurveyTouchpoint
from journeymap.store.database import Database
from journeymap.store.tables import CLASSES, columns, from_row, select

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartCount:
    """How much there is in a journey; sub-touchpoints count too."""

    stages: int = 0
    touchpoints: int = 0


def _all(db: Database, kind: type[T], rest: str, params: Sequence[Any] = ()) -> list[T]:
    return [from_row(kind, row) for row in db.rows(select(kind, rest), params)]


def read_journey(db: Database, journey_id: str) -> Journey | None:
    """The journey without its parts."""
    found = _all(db, Journey, "WHERE id = ?", [journey_id])
    return found[0] if found else None


def read_journeys(db: Database) -> list[Journey]:
    """All journeys in the order of Home, archived ones too."""
    return _all(db, Journey, "ORDER BY position, id")


def read_parts(db: Database, kind: type[T], journey_id: str) -> list[T]:
    """All objects of ``kind`` that belong to the journey, by position where they have one, then by id."""
    order = "position, id" if "position" in columns(kind) else "id"
    return _all(db, kind, f"WHERE journey_id = ? ORDER BY {order}", [journey_id])


def read_map(db: Database, journey_id: str) -> JourneyMap | None:
    """The journey with all its parts in the order in which they are drawn."""
    journey = read_journey(db, journey_id)
    if journey is None:
        return None
    stages = read_parts(db, Stage, journey_id)
    lanes = read_parts(db, Lane, journey_id)
    touchpoints = drawn_order(stages, read_parts(db, Touchpoint, journey_id))
    return JourneyMap(
        journey=journey,
        personas=tuple(read_personas_of(db, journey_id)),
        stages=tuple(stages),
        touchpoints=tuple(touchpoints),
        lanes=tuple(lanes),
        cards=tuple(_cards(lanes, touchpoints, read_parts(db, Card, journey_id))),
        emotions=tuple(read_parts(db, Emotion, journey_id)),
        paths=tuple(read_parts(db, Path, journey_id)),
    )


def read_mark(db: Database, journey_id: str) -> str:
    """A text that changes whenever :func:`read_map` would give something else.

    Ids and versions are enough: no id is used twice, and versions only grow.
    """
    tables = ("stage", "touchpoint", "lane", "card", "emotion", "path", "journey_persona")
    parts = [
        "SELECT id, version FROM journey WHERE id = ?",
        *(f"SELECT id, version FROM {table} WHERE journey_id = ?" for table in tables),
        "SELECT id, version FROM persona",
    ]
    rows = db.rows(
        "SELECT md5(string_agg(mark, ',' ORDER BY mark)) AS mark"
        " FROM (SELECT CAST(id AS VARCHAR) || ' ' || CAST(version AS VARCHAR) AS mark"
        f" FROM ({' UNION ALL '.join(parts)}) AS part) AS marked",
        [journey_id] * (len(tables) + 1),
    )
    return str(rows[0]["mark"])


def drawn_order(stages: Iterable[Stage], touchpoints: Iterable[Touchpoint]) -> list[Touchpoint]:
    """Touchpoints by stage, then in the order given; a sub-touchpoint follows its parent.

    One whose parent is not there, in another stage or a sub-touchpoint itself stands by itself; one whose stage is
    not there is left out.
    """
    given = list(touchpoints)
    by_id = {t.id: t for t in given}
    tops: dict[str, list[Touchpoint]] = defaultdict(list)
    subs: dict[str, list[Touchpoint]] = defaultdict(list)
    for touchpoint in given:
        parent = by_id.get(touchpoint.parent_id or "")
        if parent is not None and parent.parent_id is None and parent.stage_id == touchpoint.stage_id:
            subs[parent.id].append(touchpoint)
        else:
            tops[touchpoint.stage_id].append(touchpoint)
    return [t for stage in stages for top in tops[stage.id] for t in (top, *subs[top.id])]


def _cards(lanes: list[Lane], touchpoints: list[Touchpoint], cards: list[Card]) -> list[Card]:
    lane_at = {lane.id: n for n, lane in enumerate(lanes)}
    touchpoint_at = {t.id: n for n, t in enumerate(touchpoints)}
    known = [c for c in cards if c.lane_id in lane_at and c.touchpoint_id in touchpoint_at]
    return sorted(known, key=lambda c: (lane_at[c.lane_id], touchpoint_at[c.touchpoint_id], c.position, c.id))


def read_personas_of(db: Database, journey_id: str) -> list[Persona]:
    """The personas that take part in the journey, in its order."""
    names = ", ".join(f"p.{name}" for name in columns(Persona))
    rows = db.rows(
        f"SELECT {names} FROM persona p JOIN journey_persona j ON j.persona_id = p.id"
        " WHERE j.journey_id = ? ORDER BY j.position, j.id",
        [journey_id],
    )
    return [from_row(Persona, row) for row in rows]


def read_taking_part(db: Database) -> list[JourneyPersona]:
    """Which persona takes part in which journey, by journey, in its order."""
    return _all(db, JourneyPersona, "ORDER BY journey_id, position, id")


def read_places(db: Database, journey_id: str) -> list[SurveyTouchpoint]:
    """Where surveys are asked in the journey, and about it."""
    return _all(db, SurveyTouchpoint, "WHERE journey_id = ? ORDER BY id", [journey_id])


def read_unassigned(db: Database, place_ids: Sequence[str]) -> list[SurveyTouchpoint]:
    """Those of these places that stand nowhere now."""
    if not place_ids:
        return []
    marks = ", ".join("?" for _id in place_ids)
    return _all(db, SurveyTouchpoint, f"WHERE journey_id IS NULL AND id IN ({marks}) ORDER BY id", list(place_ids))


def journey_of(db: Database, table: str, row_id: str) -> str | None:
    """Id of the journey that a stage, touchpoint, lane, card, emotion or path belongs to."""
    if table not in CLASSES:
        raise KeyError(table)
    found = db.rows(f"SELECT journey_id FROM {table} WHERE id = ?", [row_id])
    return str(found[0]["journey_id"]) if found else None


def count_parts(db: Database) -> dict[str, PartCount]:
    """How many stages and touchpoints each journey has, by its id; journeys without any are left out."""
    stages, touchpoints = (
        {str(row["journey_id"]): int(row["n"]) for row in db.rows(sql)}
        for sql in (
            "SELECT journey_id, count(*) AS n FROM stage GROUP BY journey_id",
            "SELECT journey_id, count(*) AS n FROM touchpoint GROUP BY journey_id",
        )
    )
    return {
        i: PartCount(stages=stages.get(i, 0), touchpoints=touchpoints.get(i, 0))
        for i in stages.keys() | touchpoints.keys()
    }


def count_responses(db: Database) -> dict[str, int]:
    """How many answers hang on each journey and its touchpoints, skipped ones too, by its id."""
    rows = db.rows(
        """
        SELECT p.journey_id, sum(a.n) AS n
        FROM survey_touchpoint p
        JOIN (
            SELECT survey_touchpoint_id, count(*) AS n
            FROM response
            GROUP BY survey_touchpoint_id
        ) a ON a.survey_touchpoint_id = p.id
        WHERE p.journey_id IS NOT NULL
        GROUP BY p.journey_id
        """
    )
    return {str(row["journey_id"]): int(row["n"]) for row in rows}


def count_answers(db: Database, touchpoint_ids: Sequence[str]) -> int:
    """How many answers hang on these touchpoints, skipped ones too."""
    if not touchpoint_ids:
        return 0
    marks = ", ".join("?" for _id in touchpoint_ids)
    rows = db.rows(
        "SELECT count(*) AS n FROM response r JOIN survey_touchpoint p ON p.id = r.survey_touchpoint_id"
        f" WHERE p.touchpoint_id IN ({marks})",
        list(touchpoint_ids),
    )
    return int(rows[0]["n"])


def sub_touchpoints(db: Database, touchpoint_ids: Sequence[str]) -> list[str]:
    """Ids of the sub-touchpoints of these touchpoints."""
    if not touchpoint_ids:
        return []
    marks = ", ".join("?" for _id in touchpoint_ids)
    rows = db.rows(f"SELECT id FROM touchpoint WHERE parent_id IN ({marks})", list(touchpoint_ids))
    return [str(row["id"]) for row in rows]
