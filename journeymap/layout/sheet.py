"""Collects what the parts of a map draw, and where they put it."""

from __future__ import annotations

from dataclasses import dataclass, field

from journeymap.layout.geometry import Curve, Face, LaneBand, PlacedText, ScoreCell, StageBand
from journeymap.layout.marks import Mark


@dataclass(slots=True)
class Sheet:
    """A map while it is being laid out."""

    marks: list[Mark] = field(default_factory=list)
    stages: list[StageBand] = field(default_factory=list)
    lanes: list[LaneBand] = field(default_factory=list)
    texts: list[PlacedText] = field(default_factory=list)
    faces: list[Face] = field(default_factory=list)
    curves: list[Curve] = field(default_factory=list)
    scores: list[ScoreCell] = field(default_factory=list)
