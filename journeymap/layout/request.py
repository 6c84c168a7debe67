"""What is asked of the layout: which journey, how large, which parts of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from journeymap.layout.fonts import Typeface
from journeymap.layout.window import Slot
from journeymap.model.brand import Brand
from journeymap.model.journey import JourneyMap
from journeymap.scores.score import Score

Theme = Literal["light", "dark"]
"""The two grounds a map is drawn on."""


@dataclass(frozen=True, kw_only=True)
class MapRequest:
    """A map as somebody wants to see it.

    :param scores: by touchpoint id; of several scales of one metric the one with most answers is drawn, with ``+1``.
    :param whole: the journey's own scores; the main one stands in the title row.
    :param width: px. Columns that would become too narrow to read make the layout wider than this.
    :param height: px. A minimum where ``grow`` is set; :attr:`MapLayout.height` says what it became.
    :param persona_ids: whose cards and emotion are shown; empty shows those of everybody.
    :param lane_ids: lanes to show; ``None`` shows those that the journey shows.
    :param stage_id: only this stage.
    :param window: first column and number of columns (see ``window.py``); counted after ``stage_id`` was applied.
    :param selected: touchpoint lit by an outline.
    :param spotlight: everything but the selected touchpoint is dimmed, too.
    :param hidden_scores: touchpoints whose scores are covered; until none is, the weakest link and the journey's own
        score are not told either. Nothing else moves when a score is revealed.
    :param weakest: touchpoints marked as the weakest link; several mean that it is not
        clear which, and are marked more lightly.
    :param period: ready text for the title row.
    :param min_font: px; no text is smaller.
    :param grow: ``False`` keeps ``height`` and cuts texts with an ellipsis where nothing else helps (present mode).
    :param whole_texts: no text is cut, however tall the map becomes (exports).
    :param typeface: what the map will be drawn in.
    :param pictures: image source (URL or data URI) by picture id, for picture lanes and the logo.
    :param brand: whose map it is.
    :param columns: the columns to show instead of the journey's own, gaps among them (comparisons).
    :param room_for: scores that the cells must have room for, too: those of other months, so that the map stands still
        while its scores are replayed; ``room_for_whole`` likewise for the journey's own in the title row.
    """

    journey_map: JourneyMap
    scores: Mapping[str, Sequence[Score]] = field(default_factory=dict)
    whole: Sequence[Score] = ()
    width: int = 1280
    height: int = 720
    theme: Theme = "light"
    persona_ids: tuple[str, ...] = ()
    lane_ids: frozenset[str] | None = None
    stage_id: str | None = None
    window: tuple[int, int] | None = None
    selected: str | None = None
    spotlight: bool = False
    hidden_scores: frozenset[str] = frozenset()
    weakest: frozenset[str] = frozenset()
    period: str = ""
    min_font: float = 11
    grow: bool = True
    whole_texts: bool = False
    typeface: Typeface = "Source Sans"
    pictures: Mapping[str, str] = field(default_factory=dict)
    brand: Brand = field(default_factory=Brand)
    columns: tuple[Slot, ...] | None = None
    room_for: Sequence[Score] = ()
    room_for_whole: Sequence[Sequence[Score]] = ()
