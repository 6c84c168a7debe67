"""Maps on their way out, and what must be found in every export of them."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from PIL import Image

from journeymap.formats.exports.request import ExportRequest
from journeymap.model.brand import Brand
from journeymap.model.journey import JourneyMap, Path
from journeymap.model.persona import Picture
from journeymap.model.survey import Metric, Response
from tests.layout import maps

NASTY = (
    "<script>alert(1)</script> & ]]> <![CDATA[ x",
    "👨‍👩‍👧‍👦 🇩🇰 👍🏽 great 😀",
    "שלום עולם, זה טקסט",
    "مرحبا بالعالم 123",
    "日本語のテキストは、ここで折り返されます。",
    "\ud800 half a pair \x00\x08\x1b and \ufffe controls",
    "Æblegrød på Østerbro, Straße ß",
    "word " * 800,
    "x" * 400,
)
DAY = date(2026, 11, 22)
MAY = datetime(2026, 5, 1)  # noqa: DTZ001  # times in the file are naive UTC


def logo(kind: str = "PNG") -> Picture:
    """A logo, three times as wide as high."""
    file = io.BytesIO()
    Image.new("RGB", (300, 100), "#00A070").save(file, kind)
    return Picture(id="logo", kind=f"image/{kind.lower()}", content=file.getvalue())


def export_request(stages: Sequence[int] = (2, 3, 3, 2, 2), **more: Any) -> ExportRequest:
    """A map of as many touchpoints in each stage, with scores, brand, and a branch."""
    made = {k: more.pop(k) for k in ("texts", "titles", "kinds", "personas") if k in more}
    journey_map = maps.journey(stages, **made)
    if len(journey_map.touchpoints) > 2:
        path = Path(id="p", journey_id="j", from_id="t0", to_id="t2", label="if in a hurry")
        journey_map = replace(journey_map, paths=(path,))
    given: dict[str, Any] = {
        "journey_map": journey_map,
        "scores": maps.scores(journey_map),
        "whole": (maps.score(Metric.NPS, 31, n=1204, main=True),),
        "period": "Last 12 months",
        "made_on": DAY,
        "brand": Brand(name="Fjord Coffee", logo_id="logo", logo_ratio=3.0, accent="#00A070"),
        "pictures": {"logo": logo()},
    }
    return ExportRequest(**{**given, **more})


def empty_request(**more: Any) -> ExportRequest:
    """A journey without stages, asked nobody."""
    return export_request((), scores={}, whole=(), brand=Brand(), pictures={}, **more)


def with_notes(request: ExportRequest) -> ExportRequest:
    """The same with notes and a comment at every touchpoint."""
    shown = request.journey_map
    touchpoints = tuple(replace(t, note=f"Remember {t.id}", promise="Always a seat") for t in shown.touchpoints)
    stages = tuple(replace(s, note=f"About {s.title}") for s in shown.stages)
    answer = Response(
        id="r",
        survey_id="s",
        survey_touchpoint_id="st",
        score=9,
        comment="Lovely <b>staff</b>",
        answered_at=MAY,
        received_at=MAY,
    )
    return replace(
        request,
        journey_map=replace(shown, touchpoints=touchpoints, stages=stages),
        comments={t.id: [answer] for t in touchpoints},
    )


def words_of(journey_map: JourneyMap) -> set[str]:
    """Every text that a reader must find."""
    return {
        journey_map.journey.title,
        *(card.text for card in journey_map.cards),
        *(touchpoint.title for touchpoint in journey_map.touchpoints),
        *(stage.title for stage in journey_map.stages),
        *(persona.name for persona in journey_map.personas),
    }


FOUND_EVERYWHERE = ("Fjord Coffee", "Last 12 months", "n = 1,204", "22 Nov 2026", "if in a hurry")


def bare(text: str) -> str:
    """A text without what breaking it into lines may have put in or left out."""
    return re.sub(r"[\s\-\u200b-\u200f\ufe0e\ufe0f]", "", text)
