"""OpenJourney ``.ojf`` (JSON), in both shapes that are seen.

Nodes in the lane of the touchpoints become touchpoints. Where no lane is called so, those of the customer's actions do,
or else those of every lane that is not known. All other nodes become cards.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from journeymap.errors import InvalidInput
from journeymap.formats.maps.build import Building
from journeymap.formats.maps.document import MapDocument, Where, entry
from journeymap.formats.maps.source import Source
from journeymap.locale import gettext as _
from journeymap.locale.lane_words import read_lane
from journeymap.model.journey import CARD_LANES, LaneKind, Stage, Touchpoint

_BLUEPRINT = {
    "evidence": LaneKind.EVIDENCE,
    "onstage": LaneKind.FRONTSTAGE,
    "backstage": LaneKind.BACKSTAGE,
    "support": LaneKind.SUPPORT,
}
_SEVERITY = {"low": 2, "medium": 3, "high": 4}
_KNOWN = frozenset(
    {
        *("id", "stageId", "swimlaneId", "stage", "swimlane", "title", "description", "severity", "score", "sentiment"),
        *("purpose", "isMomentOfTruth", "tags", "blueprint", "touchpointId"),
    }
)


def recognise(source: Source) -> bool:
    """By its list of nodes."""
    return isinstance(source.data, dict) and isinstance(source.data.get("nodes"), list)


def read(source: Source) -> MapDocument:
    """The map in a file.

    :raises InvalidInput: there are no nodes in it.
    """
    if source.data is None:
        source.refuse_json()
    if not recognise(source):
        raise InvalidInput(
            _("“{name}” has no list of nodes, as OpenJourney files have. Choose another file.").format(
                name=source.called
            )
        )
    return _Reading(source.data).document()


class _Reading:
    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self.build = Building()
        self.stages: dict[str, Stage] = {}
        self.lanes: dict[str, str] = {}
        """Names of the lanes, by id and by name."""
        self.nodes: list[tuple[Where, Mapping[str, Any]]] = []
        self.of_stage: dict[str, list[Touchpoint]] = {}
        self.by_node: dict[str, Touchpoint] = {}
        self.passed_over: set[str] = set()

    def document(self) -> MapDocument:
        """Everything that can be made."""
        metadata = self.data.get("metadata")
        self.build.title = _text(metadata.get("title")) if isinstance(metadata, dict) else ""
        self.build.title = self.build.title or _text(self.data.get("title"))
        self.build.scenario = _text(self.data.get("pointOfView"))
        names = _text(self.data.get("persona")) or _text(_inside(self.data.get("persona"), "name"))
        if names:
            self.build.persona(names.split(",")[0], Where("persona"))
            for name in names.split(",")[1:]:
                self.build.persona(name, Where("persona"))
        for name, where, row in self._named("stages"):
            stage = self.build.stage(_text(row.get("name")) or _text(row.get("title")) or name, where)
            self.stages.setdefault(name, stage)
            self.stages.setdefault(stage.title, stage)
        for name, _where, row in self._named("swimlanes"):
            title = _text(row.get("name")) or _text(row.get("title")) or name
            self.lanes[name] = title
            self.lanes.setdefault(title, title)
        self._nodes()
        if self.passed_over:
            fields = ", ".join(sorted(self.passed_over))
            self.build.aside(Where("nodes"), _("Not kept of the nodes: {fields}.").format(fields=fields))
        return self.build.document()

    def _named(self, part: str) -> list[tuple[str, Where, Mapping[str, Any]]]:
        """Entries of a list with the name by which nodes refer to them; a bare text names itself."""
        rows = self.data.get(part, [])
        found: list[tuple[str, Where, Mapping[str, Any]]] = []
        for index, given in enumerate(rows if isinstance(rows, list) else []):
            row = {"id": given, "name": given} if isinstance(given, str) else given
            if not isinstance(row, dict):
                self.build.aside(entry(part, index), _("This is no object and was left out."))
                continue
            name = _text(row.get("id")) or _text(row.get("name")) or _text(row.get("title"))
            found.append((name, entry(part, index), row))
        return found

    def _nodes(self) -> None:
        for index, node in enumerate(self.data["nodes"]):
            if isinstance(node, dict) and _text(node.get("title")):
                self.nodes.append((entry("nodes", index), node))
                self.passed_over |= {str(name)[:40] for name in node.keys() - _KNOWN}
            else:
                self.build.aside(
                    entry("nodes", index), _("It has no “{field}” and was left out.").format(field="title")
                )
        wanted = self._touchpoint_lanes()
        cards = []
        for where, node in self.nodes:
            lane = self._lane_of(node)
            if lane in wanted:
                self._touchpoint(where, node, lane if len(wanted) > 1 else "")
            else:
                cards.append((where, node, lane))
        seen: dict[tuple[str, str], int] = {}
        for where, node, lane in cards:
            self._card(where, node, lane, seen)

    def _lane_of(self, node: Mapping[str, Any]) -> str:
        name = _text(node.get("swimlaneId")) or _text(node.get("swimlane"))
        return self.lanes.get(name, name)

    def _touchpoint_lanes(self) -> set[str]:
        used = {self._lane_of(node) for _where, node in self.nodes}
        kinds = {lane: read_lane(lane)[0] if lane else "text" for lane in used}
        for kind in (LaneKind.TOUCHPOINT, LaneKind.ACTIONS, LaneKind.TEXT):
            if found := {lane for lane in used if kinds[lane] == kind}:
                return found
        return used

    def _stage_of(self, where: Where, node: Mapping[str, Any]) -> Stage:
        name = _text(node.get("stageId")) or _text(node.get("stage"))
        if name not in self.stages:
            if "stageId" in node or not name:
                self.build.aside(where, _("Its stage is not in the file; it stands in a stage of its own."))
            self.stages[name] = self.build.stage(name or _("Imported"), where)
        return self.stages[name]

    def _touchpoint(self, where: Where, node: Mapping[str, Any], lane: str) -> None:
        stage = self._stage_of(where, node)
        tags = node.get("tags")
        channel = ", ".join(text for tag in tags if (text := _text(tag))) if isinstance(tags, list) else ""
        touchpoint = self.build.touchpoint(
            " ".join(_text(node.get("title")).split()),
            where,
            stage_id=stage.id,
            channel=channel or lane,
            note=_text(node.get("description")),
            promise=_text(node.get("purpose")),
            importance=_SEVERITY.get(_text(node.get("severity")).casefold()),
            moment_of_truth=node.get("isMomentOfTruth") is True,
        )
        self.of_stage.setdefault(stage.id, []).append(touchpoint)
        self.by_node.setdefault(_text(node.get("id")), touchpoint)
        self._emotion(where, node, touchpoint)
        self._blueprint(where, node, touchpoint)

    def _emotion(self, where: Where, node: Mapping[str, Any], touchpoint: Touchpoint) -> None:
        """A score −5..+5 is an emotion −2..+2; all personas feel the same, for there is one score only."""
        score = node.get("score")
        if score is None:
            return
        if isinstance(score, bool) or not isinstance(score, int | float) or not math.isfinite(score):
            self.build.aside(where, _("Its “{field}” cannot be used and was left out.").format(field="score"))
            return
        if not -5 <= score <= 5:
            self.build.aside(
                where, _("The score {score} is not from −5 to 5; the nearest was taken.").format(score=f"{score:g}")
            )
        value = min(max(score, -5), 5) / 2.5
        for persona in self.build.personas or [self.build.persona(_("Customer"), where)]:
            self.build.emotion(touchpoint.id, persona.id, value, where)

    def _blueprint(self, where: Where, node: Mapping[str, Any], touchpoint: Touchpoint) -> None:
        blueprint = node.get("blueprint")
        if not isinstance(blueprint, dict):
            return
        for name, kind in _BLUEPRINT.items():
            for text in _texts(blueprint.get(name)):
                self.build.card(touchpoint.id, self.build.lane_of(kind).id, text, where)

    def _card(self, where: Where, node: Mapping[str, Any], lane: str, seen: dict[tuple[str, str], int]) -> None:
        """At the touchpoint that it names, else at the one that stands as far in its stage as it does in its lane."""
        stage = self._stage_of(where, node)
        touchpoint = self.by_node.get(_text(node.get("touchpointId")))
        if touchpoint is None:
            if stage.id not in self.of_stage:
                self.of_stage[stage.id] = [self.build.touchpoint(stage.title, where, stage_id=stage.id)]
            nth = seen.setdefault((stage.id, lane), 0)
            seen[stage.id, lane] += 1
            inside = self.of_stage[stage.id]
            touchpoint = inside[min(nth, len(inside) - 1)]
        kind, title = read_lane(lane) if lane else ("text", "")
        if LaneKind(kind) not in CARD_LANES:
            kind, title = "text", lane
        text = "\n".join(part for part in (_text(node.get("title")), _text(node.get("description"))) if part)
        self.build.card(touchpoint.id, self.build.lane_of(LaneKind(kind), title).id, text, where)
        self._blueprint(where, node, touchpoint)


def _texts(value: object) -> list[str]:
    """A text, a list of texts, or a list of ``{"action", "actor"}``."""
    found = []
    for part in value if isinstance(value, list) else [value]:
        if isinstance(part, dict):
            action, actor = _text(part.get("action")), _text(part.get("actor"))
            found.append(f"{action} ({actor})" if action and actor else action or actor)
        else:
            found.append(_text(part))
    return [text for text in found if text]


def _text(value: object) -> str:
    """A text, trimmed; blank for anything else but a number."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode().replace("\x00", "").strip()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def _inside(value: object, name: str) -> object:
    return value.get(name) if isinstance(value, dict) else None
