"""JSON of ours: the whole map, lossless. The order of fields is fixed and a thing is a line, so that files compare."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from journeymap.formats.exports.request import ExportRequest
from journeymap.model.map_file import FIELDS, FORMAT, LISTS, VERSION


def export(request: ExportRequest) -> bytes:
    """The file of a map: no answers, no people who answered."""
    body = document(request)
    lines = [f'"format": {_text(FORMAT)}', f'"version": {VERSION}', f'"journey": {_text(body["journey"])}']
    lines += [f'"{name}": {_list(body[name])}' for name in LISTS]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def document(request: ExportRequest) -> dict[str, Any]:
    """The map as plain data, by the names of the file."""
    whole = request.journey_map
    things: dict[str, Iterable[Any]] = {
        "personas": whole.personas,
        "stages": whole.stages,
        "touchpoints": whole.touchpoints,
        "lanes": whole.lanes,
        "cards": whole.cards,
        "emotions": _emotions(request),
        "paths": _paths(request),
        "pictures": _pictures(request),
        "surveys": request.surveys,
        "survey_touchpoints": request.survey_touchpoints,
    }
    return {"journey": row(whole.journey), **{name: [row(thing) for thing in things[name]] for name in LISTS}}


def row(thing: Any) -> dict[str, Any]:
    """One thing as JSON data."""
    return {name: _plain(getattr(thing, name)) for name in FIELDS[type(thing)]}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value


def _emotions(request: ExportRequest) -> list[Any]:
    whole = request.journey_map
    found = whole.emotion_by_cell
    cells = [(t.id, p.id) for t in whole.touchpoints for p in whole.personas]
    return [found[cell] for cell in cells if cell in found]


def _paths(request: ExportRequest) -> list[Any]:
    at = {t.id: n for n, t in enumerate(request.journey_map.touchpoints)}
    inside = [p for p in request.journey_map.paths if p.from_id in at and p.to_id in at]
    return sorted(inside, key=lambda p: (at[p.from_id], at[p.to_id]))


def _pictures(request: ExportRequest) -> list[Any]:
    whole = request.journey_map
    named = [p.picture_id for p in whole.personas] + [c.picture_id for c in whole.cards]
    return [request.pictures[i] for i in dict.fromkeys(named) if i is not None and i in request.pictures]


def _list(rows: list[dict[str, Any]]) -> str:
    return "[\n" + ",\n".join(_text(entry) for entry in rows) + "\n]" if rows else "[]"


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
