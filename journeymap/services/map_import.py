"""Bringing a map in: read it, show what would be made, then make it in one act that can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path as File
from typing import Any

from journeymap.errors import InvalidInput, UnreadableFile
from journeymap.formats.maps.document import Aside, MapDocument
from journeymap.formats.maps.registry import SUFFIXES, reader_of
from journeymap.formats.maps.source import MAX_BYTES, Source
from journeymap.locale import N_
from journeymap.locale import gettext as _
from journeymap.model.identity import new_id
from journeymap.model.journey import Journey, JourneyMap, JourneyPersona
from journeymap.model.persona import Persona, Picture
from journeymap.services.acts import HOME, Act, carry_out, differences, planned
from journeymap.services.editing import TITLE, short
from journeymap.services.map_fitting import fitted
from journeymap.store.acts import OnConflict, Put
from journeymap.store.changes import versions_known
from journeymap.store.database import Database
from journeymap.store.journeys import read_journeys
from journeymap.store.map_files import taken
from journeymap.store.personas import read_personas, read_picture
from journeymap.store.tables import TABLES, to_row

__all__ = ["MAP_SUFFIXES", "Aside", "MapPreview", "PersonaPreview", "import_map", "import_map_file", "preview_map"]

MAP_SUFFIXES = SUFFIXES
"""Endings of the files that can be brought in."""


@dataclass(frozen=True, slots=True)
class PersonaPreview:
    """A persona of the map.

    :param id: of the one that is there already, ``None`` when it is made.
    """

    name: str
    id: str | None


@dataclass(frozen=True, kw_only=True)
class MapPreview:
    """What would be made of a file.

    :param format: name of the format, in the reader's language.
    :param personas: in the map's order.
    """

    file: str
    format: str
    document: MapDocument
    personas: tuple[PersonaPreview, ...]

    @property
    def title(self) -> str:
        """Of the journey."""
        return self.document.journey_map.journey.title

    @property
    def asides(self) -> tuple[Aside, ...]:
        """What was not understood, or not taken as it stands."""
        return self.document.asides


def preview_map(db: Database, name: str, content: bytes) -> MapPreview:
    """What would be made of a file, or of a pasted text.

    :param name: what the person calls the file; blank for a pasted text.
    :raises InvalidInput: nothing can be made of it.
    """
    source = Source(name, content)
    reader = reader_of(source)
    document = fitted(reader.read(source), source.stem or _("Imported journey"))
    known = _known_personas(db, document)
    personas = tuple(PersonaPreview(p.name, known.get(p.id)) for p in document.journey_map.personas)
    return MapPreview(file=name, format=_(reader.name), document=document, personas=personas)


def import_map(db: Database, actor: str, preview: MapPreview, title: str = "") -> str:
    """Make the journey of a preview, in one act on Home.

    It keeps the ids that its file names, when all of them are free; otherwise everything gets fresh ones. Personas
    that are there already (by id, else by name) take part as they are.

    :param title: instead of the map's own.
    :returns: id of the journey.
    """
    document = preview.document
    if title.strip():
        journey = replace(document.journey_map.journey, title=TITLE.read(TITLE.label, title))
        document = replace(document, journey_map=replace(document.journey_map, journey=journey))
    return _import(db, actor, document)


def import_map_file(db: Database, actor: str, path: File) -> dict[str, Any]:
    """What the command ``import-map`` does, and the document that it prints.

    :raises InvalidInput: nothing can be made of the file.
    """
    try:
        if path.is_dir():
            raise UnreadableFile(_("“{name}” is a folder. Name a file in it.").format(name=path.name))
        if not path.is_file():
            raise UnreadableFile(_("There is no file “{name}”.").format(name=path.name))
        if path.stat().st_size > MAX_BYTES:
            raise InvalidInput(_("“{name}” is far larger than any map and was not opened.").format(name=path.name))
        content = path.read_bytes()
    except OSError as error:
        sentence = _("“{name}” cannot be read: {reason}.").format(name=path.name, reason=error.strerror)
        raise UnreadableFile(sentence) from error
    preview = preview_map(db, path.name, content)
    journey_id = import_map(db, actor, preview)
    whole = preview.document.journey_map
    return {
        "file": path.name,
        "format": preview.format,
        "journey": preview.title,
        "journey_id": journey_id,
        "stages": len(whole.stages),
        "touchpoints": len(whole.touchpoints),
        "lanes": len(whole.lanes),
        "cards": len(whole.cards),
        "emotions": len(whole.emotions),
        "paths": len(whole.paths),
        "pictures": len(preview.document.pictures),
        "surveys": len(preview.document.surveys),
        "personas": [{"name": persona.name, "new": persona.id is None} for persona in preview.personas],
        "set_aside": [
            {"line": aside.where.line, "place": aside.where.text, "reason": aside.sentence} for aside in preview.asides
        ],
    }


@planned
def _import(db: Database, actor: str, document: MapDocument) -> str:
    known = _known_personas(db, document)
    pictures, ids = _pictures(db, document)
    ids |= _ids(db, document, known)
    things = _things(db, document, ids, known)
    versions = versions_known(db, [thing.id for thing in things])
    things = [replace(thing, version=versions.get(thing.id, 0) + 1) for thing in things]
    journey = things[0]
    act = Act(
        event="journey.import",
        scope=HOME,
        label=N_("Import journey “{title}”"),
        args={"title": short(journey.title)},
        changes=differences([], things),
    )
    carry_out(db, actor, act, [Put("picture", to_row(p), OnConflict.IGNORE) for p in pictures])
    return str(journey.id)


def _known_personas(db: Database, document: MapDocument) -> dict[str, str]:
    """Ids of the personas that are there already, by the id that the document gives them; each is taken once."""
    there = {p.id: p for p in read_personas(db) if not p.archived}
    found = {p.id: p.id for p in document.journey_map.personas if p.id in there}
    for persona in document.journey_map.personas:
        if persona.id in found:
            continue
        same = (i for i, p in there.items() if p.name.casefold() == persona.name.casefold())
        twin = next((i for i in same if i not in found.values()), None)
        if twin is not None:
            found[persona.id] = twin
    return found


def _pictures(db: Database, document: MapDocument) -> tuple[list[Picture], dict[str, str]]:
    """Pictures to be stored, and the id of each; one that is stored already under its id is not stored again."""
    stored, ids = [], {}
    for picture in document.pictures.values():
        there = read_picture(db, picture.id)
        if there is not None and there.content == picture.content:
            ids[picture.id] = picture.id
            continue
        ids[picture.id] = picture.id if there is None else new_id()
        stored.append(replace(picture, id=ids[picture.id]))
    return stored, ids


def _ids(db: Database, document: MapDocument, known: Mapping[str, str]) -> dict[str, str]:
    """The id of everything, by the one that the document gives it."""
    parts = [part for part in _parts(document) if not isinstance(part, Persona)]
    by_table: dict[str, list[str]] = {}
    for part in parts:
        by_table.setdefault(TABLES[type(part)], []).append(part.id)
    free = not any(taken(db, table, ids) for table, ids in by_table.items())
    ids = {part.id: part.id if free else new_id() for part in parts}
    fresh = [persona.id for persona in document.journey_map.personas if persona.id not in known]
    used = taken(db, "persona", fresh)
    return ids | {i: new_id() if i in used else i for i in fresh} | dict(known)


def _parts(document: MapDocument) -> list[Any]:
    whole = document.journey_map
    return [
        whole.journey,
        *whole.personas,
        *whole.stages,
        *whole.touchpoints,
        *whole.lanes,
        *whole.cards,
        *whole.emotions,
        *whole.paths,
        *document.surveys,
        *document.survey_touchpoints,
    ]


_REFERENCES = (
    *("id", "journey_id", "stage_id", "parent_id", "touchpoint_id", "lane_id", "persona_id", "picture_id"),
    *("from_id", "to_id", "survey_id"),
)


def _things(db: Database, document: MapDocument, ids: Mapping[str, str], known: Mapping[str, str]) -> list[Any]:
    """Everything to be stored, the journey first, with its ids and its places."""
    whole: JourneyMap = document.journey_map
    next_journey = max((j.position for j in read_journeys(db)), default=-1) + 1
    next_persona = max((p.position for p in read_personas(db)), default=-1) + 1
    ordered: tuple[tuple[Any, ...], ...] = (whole.stages, whole.touchpoints, whole.lanes)
    places = {part.id: n for parts in ordered for n, part in enumerate(parts)}
    places |= {p.id: next_persona + n for n, p in enumerate(whole.personas)}
    places[whole.journey.id] = next_journey
    cells: dict[tuple[str, str], int] = {}
    for card in whole.cards:
        cell = card.touchpoint_id, card.lane_id
        places[card.id] = cells[cell] = cells.get(cell, -1) + 1
    journey_id = ids[whole.journey.id]
    taking_part = [
        JourneyPersona(id=new_id(), journey_id=journey_id, persona_id=ids[p.id], position=n)
        for n, p in enumerate(whole.personas)
    ]
    return [
        *(_placed(part, ids, places) for part in _parts(document) if part.id not in known),
        *taking_part,
    ]


def _placed(part: Any, ids: Mapping[str, str], places: Mapping[str, int]) -> Any:
    named = {name: getattr(part, name) for name in _REFERENCES if hasattr(part, name)}
    values: dict[str, Any] = {name: ids.get(value, value) for name, value in named.items()}
    if part.id in places:
        values["position"] = places[part.id]
    if isinstance(part, Journey):
        values |= {"counterpart_id": None, "archived": False, "sample": False}
    return replace(part, **values)
