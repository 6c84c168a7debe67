"""Personas: create, edit, duplicate, archive, reorder, delete."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from journeymap.errors import Conflict, InvalidInput, NotFound
from journeymap.locale import N_, ngettext
from journeymap.locale import gettext as _
from journeymap.model.identity import new_id
from journeymap.model.journey import Journey
from journeymap.model.persona import COLOURS as COLOURS
from journeymap.model.persona import Persona
from journeymap.services.acts import PERSONAS, Act, carry_out, changed_meanwhile, differences, planned
from journeymap.services.cache import by_revision
from journeymap.services.editing import Field, block, colour, in_order, is_id, line, placed, read_fields, short
from journeymap.services.pictures import keep_picture, read_picture_file
from journeymap.store import personas as store
from journeymap.store.acts import Act as Write
from journeymap.store.database import Database
from journeymap.store.journeys import read_journeys, read_taking_part
from journeymap.store.tables import to_row

NAME_LIMIT = 100

FIELDS = {
    "name": Field(N_("Name"), line(NAME_LIMIT, required=True)),
    "role": Field(N_("Role"), line()),
    "segment": Field(N_("Segment"), line()),
    "quote": Field(N_("Quote"), block(1000)),
    "goals": Field(N_("Goals"), block()),
    "needs": Field(N_("Needs"), block()),
    "frustrations": Field(N_("Frustrations"), block()),
    "channels": Field(N_("Preferred channels"), block()),
    "colour": Field(N_("Colour"), colour),
}
"""What can be edited about a persona."""


def list_personas(db: Database, *, archived: bool = False) -> list[Persona]:
    """Personas in their order.

    :param archived: those that are archived instead of those that are not.
    """
    return [persona for persona in _everyone(db) if persona.archived == archived]


@by_revision()
def _everyone(db: Database) -> tuple[Persona, ...]:
    return tuple(store.read_personas(db))


def load_persona(db: Database, persona_id: str) -> Persona:
    """One persona.

    :raises NotFound: there is none.
    """
    found = store.read_persona(db, persona_id) if is_id(persona_id) else None
    if found is None:
        raise NotFound(_("This persona does not exist any more. Load the page again."))
    return found


def journeys_by_persona(db: Database) -> dict[str, list[Journey]]:
    """Which journeys each persona takes part in, archived ones too, in the order of Home, by the persona's id."""
    found: dict[str, list[Journey]] = {}
    pairs = {(part.persona_id, part.journey_id) for part in read_taking_part(db)}
    personas = {persona_id for persona_id, _journey in pairs}
    for journey in read_journeys(db):
        for persona_id in personas:
            if (persona_id, journey.id) in pairs:
                found.setdefault(persona_id, []).append(journey)
    return found


@planned
def create_persona(db: Database, actor: str, *, picture: bytes | None = None, **fields: Any) -> str:
    """Make a persona.

    :param picture: the bytes of an image file.
    :param fields: of :data:`FIELDS`; ``name`` is needed.
    :returns: its id.
    """
    everyone = store.read_personas(db)
    values = read_fields(FIELDS, {"name": "", "colour": COLOURS[len(everyone) % len(COLOURS)], **fields})
    image = read_picture_file(picture) if picture else None
    persona = Persona(id=new_id(), position=_next_position(everyone), picture_id=image.id if image else None, **values)
    also = keep_picture(db, image) if image else ()
    _act(db, actor, "persona.create", N_("Create persona “{name}”"), persona, [], [persona], also)
    return persona.id


@planned
def update_persona(db: Database, actor: str, persona_id: str, version: int, **fields: Any) -> None:
    """Change fields of a persona.

    :param version: of the persona as the form showed it.
    :raises Conflict: it changed meanwhile; with both.
    """
    values = read_fields(FIELDS, fields)
    persona = _unless_gone(db, persona_id, values)
    wanted = replace(persona, **values)
    if persona.version != version:
        raise changed_meanwhile(to_row(persona), to_row(wanted))
    _act(db, actor, "persona.update", N_("Edit persona “{name}”"), wanted, [persona], [wanted])


@planned
def set_picture(db: Database, actor: str, persona_id: str, version: int, content: bytes | None) -> None:
    """Give a persona a picture, or with ``None`` its coloured initial.

    :param content: the bytes of an image file.
    :raises Conflict: the persona changed meanwhile; with both.
    :raises UnreadableFile: it is no picture.
    """
    image = read_picture_file(content) if content else None
    persona = _unless_gone(db, persona_id, {})
    wanted = replace(persona, picture_id=image.id if image else None)
    if persona.version != version:
        raise changed_meanwhile(to_row(persona), to_row(wanted))
    also = keep_picture(db, image) if image else ()
    _act(db, actor, "persona.picture", N_("Change picture of “{name}”"), persona, [persona], [wanted], also)


@planned
def duplicate_persona(db: Database, actor: str, persona_id: str) -> str:
    """Copy a persona; the copy takes part in no journey.

    :returns: id of the copy.
    """
    source = load_persona(db, persona_id)
    pattern = _("{name} (copy)")
    copy = replace(
        source,
        id=new_id(),
        name=pattern.format(name=source.name[: NAME_LIMIT - len(pattern)]),
        position=_next_position(store.read_personas(db)),
        archived=False,
        sample=False,
        version=1,
    )
    _act(db, actor, "persona.duplicate", N_("Duplicate persona “{name}”"), source, [], [copy])
    return copy.id


@planned
def archive_persona(db: Database, actor: str, persona_id: str) -> None:
    """Take a persona out of what can be chosen. Journeys that it takes part in keep it."""
    persona = load_persona(db, persona_id)
    label = N_("Archive persona “{name}”")
    _act(db, actor, "persona.archive", label, persona, [persona], [replace(persona, archived=True)])


@planned
def restore_persona(db: Database, actor: str, persona_id: str) -> None:
    """Put an archived persona back."""
    persona = load_persona(db, persona_id)
    label = N_("Restore persona “{name}”")
    _act(db, actor, "persona.restore", label, persona, [persona], [replace(persona, archived=False)])


@planned
def delete_persona(db: Database, actor: str, persona_id: str) -> None:
    """Delete a persona that takes part in no journey and that no answers were matched to.

    :raises InvalidInput: it does, or some were; the sentence says which journeys, and that it can be archived.
    """
    persona = load_persona(db, persona_id)
    if journeys := journeys_by_persona(db).get(persona_id):
        raise InvalidInput(
            ngettext(
                "“{name}” takes part in the journey {titles}. Take it out there first, or archive it.",
                "“{name}” takes part in the journeys {titles}. Take it out there first, or archive it.",
                len(journeys),
            ).format(name=persona.name, titles=", ".join(f"“{journey.title}”" for journey in journeys))
        )
    if n := store.count_answers_matched(db, persona_id):
        raise InvalidInput(
            ngettext(
                "{n} answer belongs to “{name}”. Archive this persona instead.",
                "{n} answers belong to “{name}”. Archive this persona instead.",
                n,
            ).format(n=n, name=persona.name)
        )
    _act(db, actor, "persona.delete", N_("Delete persona “{name}”"), persona, [persona], [])


@planned
def reorder_personas(db: Database, actor: str, persona_ids: Sequence[str]) -> None:
    """Put personas in this order; those not named follow in theirs."""
    everyone = store.read_personas(db)
    ordered = in_order(everyone, persona_ids)
    moved = {a.id for a, b in zip(ordered, everyone, strict=True) if a.id != b.id}
    changes = differences(everyone, placed(ordered, moved))
    carry_out(db, actor, Act(event="persona.reorder", scope=PERSONAS, label=N_("Reorder personas"), changes=changes))


def _unless_gone(db: Database, persona_id: str, mine: dict[str, Any]) -> Persona:
    try:
        return load_persona(db, persona_id)
    except NotFound as error:
        raise Conflict(_("This persona was deleted meanwhile."), mine=mine) from error


def _next_position(personas: Sequence[Persona]) -> int:
    return max((persona.position for persona in personas), default=-1) + 1


def _act(
    db: Database,
    actor: str,
    event: str,
    label: str,
    persona: Persona,
    before: Sequence[Persona],
    after: Sequence[Persona],
    also: Sequence[Write] = (),
) -> None:
    changes = differences(before, after)
    act = Act(event=event, scope=PERSONAS, label=label, args={"name": short(persona.name)}, changes=changes)
    carry_out(db, actor, act, also)
