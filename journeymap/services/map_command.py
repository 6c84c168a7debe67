"""``export-map``: what was typed, as a choice of what goes along."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from journeymap.config import Settings
from journeymap.errors import Ambiguous, NotFound
from journeymap.locale import gettext as _
from journeymap.scores.period import Period
from journeymap.services.editing import clean_line
from journeymap.services.journeys import find_journey, load_map
from journeymap.services.lanes import lane_title
from journeymap.services.map_export import Choice, export_map_file
from journeymap.store.database import Database


def export_by_command(
    db: Database,
    given: Mapping[str, Any],
    period: Period,
    settings: Settings,
    progress: Callable[[float], None] | None = None,
) -> dict[str, Any]:
    """Write the file that the command asks for, and what it prints.

    :param given: the options as they were typed; stages, lanes and personas by id or title.
    :raises NotFound: one of them is not there.
    :raises Ambiguous: one of them is there twice.
    """
    journey = find_journey(db, given["journey"])
    whole = load_map(db, journey.id)
    width, height = given.get("size") or (1920, 1080)
    choice = Choice(
        stage_ids=_ids(given.get("stages"), {s.id: s.title for s in whole.stages}),
        lane_ids=_ids(given.get("lanes"), {lane.id: lane_title(lane) for lane in whole.lanes}),
        persona_ids=tuple(
            sorted(
                _ids(given.get("personas"), {p.id: p.name for p in whole.personas}) or (),
                key=[p.id for p in whole.personas].index,
            )
        ),
        period=period,
        names=given.get("names"),
        notes=given.get("notes"),
        comments=bool(given.get("comments")),
        answers=bool(given.get("answers")),
        paper=given.get("paper") or "A4",
        theme=given.get("theme") or "light",
        width=int(width),
        height=int(height),
    )
    return export_map_file(
        db,
        journey.id,
        Path(given["path"]),
        choice,
        replace_it=bool(given.get("replace")),
        progress=(lambda done, of: progress(done / max(1, of))) if progress else None,
        settings=settings,
    )


def _ids(wanted: Sequence[str] | None, titles: Mapping[str, str]) -> frozenset[str] | None:
    return frozenset(_id(text, titles) for text in wanted) if wanted else None


def _id(text: str, titles: Mapping[str, str]) -> str:
    name = clean_line(text)
    if name in titles:
        return name
    found = [i for i, title in titles.items() if title.casefold() == name.casefold()]
    if len(found) > 1:
        raise Ambiguous(
            _("Several are called “{title}”. Say which by its id: {ids}.").format(title=name, ids=", ".join(found))
        )
    if not found:
        raise NotFound(
            _("There is no “{title}” on this map. It has: {titles}.").format(
                title=name, titles=", ".join(f"“{title}”" for title in titles.values())
            )
        )
    return found[0]
