"""Markdown with a Mermaid ``journey``: stages as sections, touchpoints as tasks, emotions −2..+2 as scores 1..5.

What Mermaid cannot say stands in comments, one JSON object a line, so that our own file comes back whole.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from journeymap.formats.exports.grid import score_lines
from journeymap.formats.exports.native import document
from journeymap.formats.exports.request import ExportRequest
from journeymap.locale import N_, figures
from journeymap.locale import gettext as _
from journeymap.locale.lane_words import written_lane
from journeymap.model.journey import CARD_LANES, Emotion, Stage, Touchpoint
from journeymap.model.map_file import VERSION

LEAVES_OUT = (N_("pictures"), N_("answers; scores and comments stand below the drawing, and are not read again"))

LARGEST = 45_000
"""Characters of a drawing that Mermaid takes by default, with some room: its limit is 50,000, comments counted."""

_KEYWORD = re.compile(r"(?:title|section|journey|acctitle|accdescr)(?![A-Za-z0-9_])", re.IGNORECASE)
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|>~<&])")


def export(request: ExportRequest) -> bytes:
    """The Markdown file."""
    lines = [f"# {_plain(request.journey_map.journey.title)}", "", *_facts(request), ""]
    full = list(_drawing(request, whole=True))
    small = sum(len(line) + 1 for line in full) <= LARGEST
    lines += ["```mermaid", *(full if small else _drawing(request, whole=False)), "```", ""]
    if not small:
        lines += ["<!-- journeymap", *full, "-->", ""]
    for stage in request.journey_map.stages:
        lines += _stage(request, stage)
    return ("\n".join(lines).rstrip() + "\n").encode()


def _drawing(request: ExportRequest, *, whole: bool) -> Iterator[str]:
    """Lines of the drawing.

    :param whole: with the comments.
    """
    data = document(request) if whole else {}
    of_touchpoint = _by_touchpoint(data)
    stages = {row["id"]: row for row in data.get("stages", ())}
    touchpoints = {row["id"]: row for row in data.get("touchpoints", ())}
    yield "journey"
    yield f"    title {escaped(request.journey_map.journey.title)}"
    if whole:
        yield _comment(_head(data))
    for stage in request.journey_map.stages:
        yield f"    section {escaped(stage.title)}"
        if whole:
            yield _comment({"stage": _without(stages[stage.id], "title")})
        for touchpoint in request.journey_map.touchpoints:
            if touchpoint.stage_id == stage.id:
                yield f"      {_task(request, touchpoint)}"
                if whole:
                    row = _without(touchpoints[touchpoint.id], "title", "stage_id")
                    yield _comment({"touchpoint": row, **of_touchpoint.get(touchpoint.id, {})})


def _head(data: Mapping[str, Any]) -> dict[str, Any]:
    personas = [{**row, "picture_id": None} for row in data["personas"]]
    kept = {name: data[name] for name in ("lanes", "paths", "surveys", "survey_touchpoints")}
    return {"version": VERSION, "journey": _without(data["journey"], "title"), "personas": personas, **kept}


def _by_touchpoint(data: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for name in ("cards", "emotions"):
        for row in data.get(name, ()):
            if name == "cards" and not row["text"]:
                continue  # nothing but a picture
            bare = {**_without(row, "touchpoint_id"), **({"picture_id": None} if name == "cards" else {})}
            found.setdefault(row["touchpoint_id"], {}).setdefault(name, []).append(bare)
    return found


def _without(row: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in names}


def _comment(data: Mapping[str, Any]) -> str:
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    # No directive of Mermaid, no end of the block or of a comment can stand in it.
    for sign in "%`>":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f"      %% journeymap {text}"


def _task(request: ExportRequest, touchpoint: Touchpoint) -> str:
    felt: list[tuple[str, Emotion]] = [
        (persona.name, request.journey_map.emotion_by_cell[touchpoint.id, persona.id])
        for persona in request.journey_map.personas
        if (touchpoint.id, persona.id) in request.journey_map.emotion_by_cell
    ]
    name = escaped(touchpoint.title)
    if not felt:
        return f"{name}: 3"
    actors = ", ".join(escaped(actor, also=",") for actor, _emotion in felt)
    return f"{name}: {score_of([emotion.value for _actor, emotion in felt]):g}: {actors}"


def score_of(values: Sequence[float]) -> float:
    """Mermaid's score for what several feel: 3 plus the mean of the emotions, in tenths."""
    return round(3 + sum(values) / len(values), 1)


def escaped(text: str, *, also: str = "") -> str:
    """A name in which nothing is read as grammar: ``#58;`` for a colon, and so on.

    :param also: further signs to be escaped.
    """
    text = " ".join(text.split())
    found = "".join(f"#{ord(sign)};" if sign in "#:;%<>&`{}" + also else sign for sign in text)
    if _KEYWORD.match(found):
        found = f"#{ord(found[0])};{found[1:]}"
    return found or "-"


def _facts(request: ExportRequest) -> Iterator[str]:
    journey = request.journey_map.journey
    if journey.scenario:
        yield from (_plain(line) for line in journey.scenario.splitlines())
        yield ""
    if request.journey_map.personas:
        names = ", ".join(persona.name for persona in request.journey_map.personas)
        yield _("Seen by: {names}").format(names=_plain(names)) + "  "
    if request.period:
        yield _("Feedback: {period}").format(period=_plain(request.period)) + "  "
    yield _("Made on {day}").format(day=figures.day(request.made_on))


def _stage(request: ExportRequest, stage: Stage) -> Iterator[str]:
    yield f"## {_plain(stage.title)}"
    yield ""
    for touchpoint in request.journey_map.touchpoints:
        if touchpoint.stage_id != stage.id:
            continue
        yield f"### {_plain(touchpoint.title)}"
        yield ""
        yield from _touchpoint(request, touchpoint)
        yield ""


def _touchpoint(request: ExportRequest, touchpoint: Touchpoint) -> Iterator[str]:
    if touchpoint.channel:
        yield f"- {_plain(touchpoint.channel)}"
    for lane in request.journey_map.lanes:
        cards = request.journey_map.cards_by_cell.get((touchpoint.id, lane.id), ()) if lane.kind in CARD_LANES else ()
        for card in cards:
            if card.text:
                yield f"- **{_plain(written_lane(lane.kind, lane.title))}:** {_plain(' '.join(card.text.split()))}"
    for text in score_lines(request, touchpoint.id):
        yield f"- {_plain(text)}"
    for comment in request.comments.get(touchpoint.id, ()):
        yield f"- “{_plain(' '.join(comment.comment.split()))}”"


def _plain(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)
