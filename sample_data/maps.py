"""The written journeys and personas as rows of the tables."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from sample_data.ids import stable_id

WRITTEN = Path(__file__).parent / "written"
JOURNEYS = ("first", "bear", "aboard")
EVIDENCE = {"a": "assumed", "o": "observed", "m": "measured"}

Rows = list[dict[str, Any]]
Tables = dict[str, Rows]


def read(name: str) -> dict[str, Any]:
    """One of the written files."""
    return tomllib.loads((WRITTEN / f"{name}.toml").read_text("utf-8"))


def persona_rows() -> Rows:
    """The personas; lists become one line each."""
    return [
        {
            "id": stable_id(f"persona/{p['key']}"),
            **{name: p[name] for name in ("name", "role", "segment", "quote")},
            **{name: "\n".join(p[name]) for name in ("goals", "needs", "frustrations", "channels")},
            "colour": p["colour"],
            "position": position,
        }
        for position, p in enumerate(read("personas")["persona"])
    ]


def map_tables() -> Tables:
    """Everything that is drawn: journeys, their stages, touchpoints, lanes, cards, emotions and paths."""
    tables: Tables = {
        name: [] for name in ("journey", "journey_persona", "stage", "touchpoint", "lane", "card", "emotion", "path")
    }
    for position, key in enumerate(JOURNEYS):
        _add_journey(tables, read(key), position)
    return tables


def _add_journey(tables: Tables, written: dict[str, Any], position: int) -> None:
    key = written["key"]
    journey_id = stable_id(f"journey/{key}")
    tables["journey"].append(
        {
            "id": journey_id,
            **{name: written[name] for name in ("title", "scenario", "owner", "review_date", "note")},
            "position": position,
        }
    )
    for n, persona in enumerate(written["personas"]):
        tables["journey_persona"].append(
            {
                "id": stable_id(f"journey_persona/{key}/{persona}"),
                "journey_id": journey_id,
                "persona_id": stable_id(f"persona/{persona}"),
                "position": n,
            }
        )
    lanes = _add_lanes(tables, written, journey_id)
    for n, stage in enumerate(written["stage"]):
        stage_id = stable_id(f"stage/{key}/{stage['key']}")
        tables["stage"].append(
            {
                "id": stage_id,
                "journey_id": journey_id,
                "title": stage["title"],
                "phase": stage["phase"],
                "position": n,
                "note": stage.get("note", ""),
            }
        )
        for m, touchpoint in enumerate(stage["touchpoint"]):
            _add_touchpoint(tables, key, touchpoint, {"journey_id": journey_id, "stage_id": stage_id, "position": m})
            _add_cards(tables, key, touchpoint, journey_id, lanes)
    for n, (start, end, label) in enumerate(written["paths"]):
        tables["path"].append(
            {
                "id": stable_id(f"path/{key}/{n}"),
                "journey_id": journey_id,
                "from_id": touchpoint_id(key, start),
                "to_id": touchpoint_id(key, end),
                "label": label,
            }
        )


def touchpoint_id(journey: str, touchpoint: str) -> str:
    """Id of a touchpoint by the keys of the written files."""
    return stable_id(f"touchpoint/{journey}/{touchpoint}")


def _add_lanes(tables: Tables, written: dict[str, Any], journey_id: str) -> dict[str, str]:
    """Lanes are written as ``kind``, ``hidden kind`` or ``kind: title``; returns their ids by kind."""
    ids: dict[str, str] = {}
    for n, lane in enumerate(written["lanes"]):
        name, _colon, title = lane.partition(": ")
        kind = name.removeprefix("hidden ")
        ids[kind] = stable_id(f"lane/{written['key']}/{kind}")
        tables["lane"].append(
            {
                "id": ids[kind],
                "journey_id": journey_id,
                "kind": kind,
                "title": title,
                "position": n,
                "shown": not name.startswith("hidden "),
            }
        )
    return ids


def _add_touchpoint(tables: Tables, key: str, written: dict[str, Any], place: dict[str, Any]) -> None:
    parent = written.get("parent")
    plain = (
        "title channel digital direct brand importance moment_of_truth promise expectation initiator reach owner note"
    )
    tables["touchpoint"].append(
        {
            "id": touchpoint_id(key, written["key"]),
            **place,
            "parent_id": touchpoint_id(key, parent) if parent else None,
            **{name: written[name] for name in plain.split()},
        }
    )


def _add_cards(tables: Tables, key: str, written: dict[str, Any], journey_id: str, lanes: dict[str, str]) -> None:
    here = {"journey_id": journey_id, "touchpoint_id": touchpoint_id(key, written["key"])}
    for persona, value in written["emotion"].items():
        tables["emotion"].append(
            {
                "id": stable_id(f"emotion/{key}/{written['key']}/{persona}"),
                **here,
                "persona_id": stable_id(f"persona/{persona}"),
                "value": value,
            }
        )
    for lane, cards in written["cards"].items():
        for n, card in enumerate(cards):
            marks, _bar, text = card.partition("|")
            evidence, _space, persona = marks.partition(" ")
            tables["card"].append(
                {
                    "id": stable_id(f"card/{key}/{written['key']}/{lane}/{n}"),
                    **here,
                    "lane_id": lanes[lane],
                    "text": text,
                    "persona_id": stable_id(f"persona/{persona}") if persona else None,
                    "position": n,
                    "evidence": EVIDENCE[evidence],
                }
            )
