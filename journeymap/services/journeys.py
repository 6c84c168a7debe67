"""Journeys as a whole: read one as a map, and make, copy, archive, delete and reorder them."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from journeymap.errors import Ambiguous, Conflict, InvalidInput, NotFound
from journeymap.locale import N_
from journeymap.locale import gettext as _
from journeymap.model.identity import new_id
from journeymap.model.journey import (
    Card,
    Emotion,
    Journey,
    JourneyPersona,
    JourneyState,
    Lane,
    Path,
    Stage,
    Touchpoint,
)
from journeymap.model.survey import SurveyTouchpoint
from journeymap.services.acts import HOME, Act, carry_out, changed_meanwhile, differences, planned
from journeymap.services.cache import by_revision
from journeymap.services.copying import copied_parts, titled
from journeymap.services.editing import (
    TITLE,
    Field,
    block,
    choice,
    clean_line,
    day,
    is_id,
    line,
    read_fields,
    short,
)
from journeymap.services.maps import load_map as load_map
from journeymap.services.templates import DEFAULT_LANES, Template, template_stages
from journeymap.store import journeys as store
from journeymap.store.database import Database
from journeymap.store.personas import read_personas
from journeymap.store.tables import to_row

FIELDS = {
    "title": TITLE,
    "scenario": Field(N_("Scenario"), block()),
    "state": Field(N_("State"), choice(JourneyState, default=JourneyState.AS_IS)),
    "owner": Field(N_("Owner"), line()),
    "review_date": Field(N_("Review date"), day),
    "note": Field(N_("Note"), block()),
}
"""What can be edited about a journey."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyCard:
    """A journey on Home.

    :param persona_names: of those that take part, in order.
    :param stages: number of stages.
    :param touchpoints: number of touchpoints, sub-touchpoints too.
    """

    journey: Journey
    persona_names: tuple[str, ...]
    stages: int
    touchpoints: int


def load_journey(db: Database, journey_id: str) -> Journey:
    """A journey without its parts.

    :raises NotFound: there is no such journey.
    """
    found = store.read_journey(db, journey_id) if is_id(journey_id) else None
    if found is None:
        raise NotFound(_("This journey does not exist any more. Choose another one on Home."))
    return found


def list_journeys(db: Database, *, archived: bool = False) -> list[Journey]:
    """Journeys in the order of Home.

    :param archived: those that are archived instead of those that are not.
    """
    return [journey for journey in _all_journeys(db) if journey.archived == archived]


@by_revision()
def _all_journeys(db: Database) -> tuple[Journey, ...]:
    return tuple(store.read_journeys(db))


def journey_cards(db: Database, *, archived: bool = False) -> list[JourneyCard]:
    """Journeys with what their cards on Home say, in order.

    :param archived: those that are archived instead of those that are not.
    """
    return [card for card in _all_cards(db) if card.journey.archived == archived]


@by_revision()
def _all_cards(db: Database) -> tuple[JourneyCard, ...]:
    counts = store.count_parts(db)
    names = {persona.id: persona.name for persona in read_personas(db)}
    taking_part: dict[str, list[str]] = {}
    for part in store.read_taking_part(db):
        taking_part.setdefault(part.journey_id, []).append(names.get(part.persona_id, ""))
    cards = []
    for journey in _all_journeys(db):
        count = counts.get(journey.id, store.PartCount())
        cards.append(
            JourneyCard(
                journey=journey,
                persona_names=tuple(taking_part.get(journey.id, ())),
                stages=count.stages,
                touchpoints=count.touchpoints,
            )
        )
    return tuple(cards)


def journeys_document(db: Database) -> list[dict[str, Any]]:
    """What the command ``journeys`` prints: ``[{"id", "title", "stages", "touchpoints", "responses"}]``."""
    counts, responses = store.count_parts(db), _answers(db)
    return [
        {
            "id": journey.id,
            "title": journey.title,
            "stages": counts.get(journey.id, store.PartCount()).stages,
            "touchpoints": counts.get(journey.id, store.PartCount()).touchpoints,
            "responses": responses.get(journey.id, 0),
        }
        for journey in store.read_journeys(db)
    ]


def find_journey(db: Database, title_or_id: str) -> Journey:
    """The journey that a person means by its id or its title (any case, archived ones too).

    :raises NotFound: none; the sentence names the nearest title.
    :raises Ambiguous: several have this title; the sentence lists their ids.
    """
    wanted = clean_line(title_or_id)
    journeys = store.read_journeys(db)
    found = (
        [j for j in journeys if j.id == wanted.lower()]
        or [j for j in journeys if j.title == wanted]
        or [j for j in journeys if j.title.casefold() == wanted.casefold()]
    )
    if len(found) > 1:
        raise Ambiguous(
            _("Several journeys are called “{title}”. Say which by its id: {ids}.").format(
                title=wanted, ids=", ".join(j.id for j in found)
            )
        )
    if not found:
        raise NotFound(_no_journey(wanted, [j.title for j in journeys]))
    return found[0]


def _no_journey(wanted: str, titles: Sequence[str]) -> str:
    if not titles:
        return _("There is no journey “{title}”; there is none at all yet.").format(title=wanted)
    folded = {title.casefold(): title for title in titles}
    parts = [title for title in folded if wanted and wanted.casefold() in title]
    near = difflib.get_close_matches(wanted.casefold(), parts or folded, n=1, cutoff=0.0)
    return _("There is no journey “{title}”. Did you mean “{nearest}”?").format(title=wanted, nearest=folded[near[0]])


@planned
def create_journey(
    db: Database,
    actor: str,
    *,
    title: str,
    scenario: str = "",
    state: JourneyState = JourneyState.AS_IS,
    persona_ids: Sequence[str] = (),
    template: Template = "three_phases",
    **fields: Any,
) -> str:
    """Make a journey with the usual lanes, its personas and the stages of a template.

    :param template: ``three_phases``, ``five_stages`` or ``empty``.
    :param fields: more of :data:`FIELDS`.
    :returns: its id.
    :raises InvalidInput: a field cannot be used.
    """
    values = read_fields(FIELDS, {"title": title, "scenario": scenario, "state": state, **fields})
    journey = Journey(id=new_id(), position=next_position(db), **values)
    parts: list[Any] = [journey, *_taking_part(db, journey.id, persona_ids, ()), *template_stages(journey.id, template)]
    parts += [Lane(id=new_id(), journey_id=journey.id, kind=kind, position=n) for n, kind in enumerate(DEFAULT_LANES)]
    _home_act(db, actor, "journey.create", N_("Create journey “{title}”"), journey, [], parts)
    return journey.id


@planned
def update_journey(db: Database, actor: str, journey_id: str, version: int, **fields: Any) -> None:
    """Change fields of a journey; an act of the journey's own scope.

    :param version: of the journey as the form showed it.
    :raises Conflict: it changed meanwhile; with both.
    :raises InvalidInput: a field cannot be used.
    """
    values = read_fields(FIELDS, fields)
    journey = store.read_journey(db, journey_id) if is_id(journey_id) else None
    if journey is None:
        raise Conflict(_("This journey was deleted meanwhile."), mine=values)
    wanted = replace(journey, **values)
    if journey.version != version:
        raise changed_meanwhile(to_row(journey), to_row(wanted))
    carry_out(
        db,
        actor,
        Act(
            event="journey.update",
            scope=journey_id,
            label=N_("Edit journey “{title}”"),
            args={"title": short(wanted.title)},
            changes=differences([journey], [wanted]),
        ),
    )


@planned
def set_personas(db: Database, actor: str, journey_id: str, persona_ids: Sequence[str]) -> None:
    """Say which personas take part, in this order.

    What a persona that leaves was believed to feel here, and the cards that were only its own, go with it;
    undo brings them back.

    :raises NotFound: the journey or a persona does not exist.
    :raises InvalidInput: a persona that is archived is to join.
    """
    journey_map = load_map(db, journey_id)
    before = store.read_parts(db, JourneyPersona, journey_id)
    after = _taking_part(db, journey_id, persona_ids, before)
    leaving = {part.persona_id for part in before} - {part.persona_id for part in after}
    stays = [e for e in journey_map.emotions if e.persona_id not in leaving]
    kept = [c for c in journey_map.cards if c.persona_id not in leaving]
    changes = [
        *differences(before, after),
        *differences(journey_map.emotions, stays),
        *differences(journey_map.cards, kept),
    ]
    carry_out(
        db,
        actor,
        Act(event="journey.personas", scope=journey_id, label=N_("Choose personas"), changes=changes),
    )


def _taking_part(
    db: Database, journey_id: str, persona_ids: Sequence[str], before: Sequence[JourneyPersona]
) -> list[JourneyPersona]:
    known = {persona.id: persona for persona in read_personas(db)}
    there = {part.persona_id: part for part in before}
    wanted = list(dict.fromkeys(persona_ids))
    for persona_id in wanted:
        if persona_id not in known:
            raise NotFound(_("One of the personas does not exist any more. Load the page again."))
        if known[persona_id].archived and persona_id not in there:
            raise InvalidInput(
                _("“{name}” is archived. Restore this persona first.").format(name=known[persona_id].name)
            )
    return [
        replace(there[i], position=n)
        if i in there
        else JourneyPersona(id=new_id(), journey_id=journey_id, persona_id=i, position=n)
        for n, i in enumerate(wanted)
    ]


@planned
def duplicate_journey(db: Database, actor: str, journey_id: str, *, with_cards: bool) -> str:
    """Copy a journey, without surveys and answers.

    :param with_cards: also cards and emotions; else only personas, stages, touchpoints, lanes and paths.
    :returns: id of the copy.
    """
    source = load_map(db, journey_id)
    copy = replace(
        source.journey,
        id=new_id(),
        title=titled(_("{title} (copy)"), source.journey.title),
        counterpart_id=None,
        position=next_position(db),
        archived=False,
        sample=False,
        version=1,
    )
    parts = [copy, *copied_parts(source, copy.id, with_cards=with_cards)]
    _home_act(db, actor, "journey.duplicate", N_("Duplicate journey “{title}”"), source.journey, [], parts)
    return copy.id


@planned
def make_to_be(db: Database, actor: str, journey_id: str) -> str:
    """Copy an as-is journey with its cards as the to-be that is wanted; both name each other.

    :returns: id of the to-be journey.
    :raises InvalidInput: it is a to-be itself, or has one.
    """
    source = load_map(db, journey_id)
    if source.journey.state is JourneyState.TO_BE:
        raise InvalidInput(_("“{title}” is a to-be journey already.").format(title=source.journey.title))
    if source.journey.counterpart_id is not None:
        raise InvalidInput(_("“{title}” has a to-be already. Open that one.").format(title=source.journey.title))
    copy = replace(
        source.journey,
        id=new_id(),
        title=titled(_("{title} (to be)"), source.journey.title),
        state=JourneyState.TO_BE,
        counterpart_id=source.journey.id,
        position=next_position(db),
        archived=False,
        sample=False,
        version=1,
    )
    twin = replace(source.journey, counterpart_id=copy.id)
    parts = [twin, copy, *copied_parts(source, copy.id, with_cards=True)]
    _home_act(db, actor, "journey.to_be", N_("Make the to-be of “{title}”"), source.journey, [source.journey], parts)
    return copy.id


def archive_journey(db: Database, actor: str, journey_id: str) -> None:
    """Take a journey off Home without deleting anything."""
    _set_archived(db, actor, journey_id, True)


def restore_journey(db: Database, actor: str, journey_id: str) -> None:
    """Put an archived journey back on Home."""
    _set_archived(db, actor, journey_id, False)


@planned
def _set_archived(db: Database, actor: str, journey_id: str, archived: bool) -> None:
    journey = load_journey(db, journey_id)
    label = N_("Archive journey “{title}”") if archived else N_("Restore journey “{title}”")
    event = "journey.archive" if archived else "journey.restore"
    _home_act(db, actor, event, label, journey, [journey], [replace(journey, archived=archived)])


@planned
def delete_journey(db: Database, actor: str, journey_id: str) -> None:
    """Delete a journey with everything in it. Its surveys keep their answers and become unassigned; undo brings
    all of it back.
    """
    gone = load_journey(db, journey_id)
    before: list[Any] = [gone]
    for kind in (JourneyPersona, Stage, Touchpoint, Lane, Card, Emotion, Path):
        before += store.read_parts(db, kind, journey_id)
    places = store.read_places(db, journey_id)
    titles = {t.id: t.title for t in before if isinstance(t, Touchpoint)}
    twins = [j for j in store.read_journeys(db) if j.counterpart_id == journey_id]
    after: list[Any] = [unassigned(p, titles.get(p.touchpoint_id or "", gone.title)) for p in places]
    after += [replace(twin, counterpart_id=None) for twin in twins]
    label = N_("Delete journey “{title}”")
    _home_act(db, actor, "journey.delete", label, gone, [*before, *places, *twins], after)


def unassigned(place: SurveyTouchpoint, title: str) -> SurveyTouchpoint:
    """A place where a survey was asked, once what it stood at is deleted; it keeps a name to be found by."""
    return replace(place, journey_id=None, touchpoint_id=None, label=place.label or title)


def answers_in(db: Database, journey_id: str) -> int:
    """How many answers hang on the journey and its touchpoints, skipped ones too."""
    return _answers(db).get(journey_id, 0)


@by_revision()
def _answers(db: Database) -> Mapping[str, int]:
    return store.count_responses(db)


def next_position(db: Database) -> int:
    """Where a new journey stands on Home: behind all others."""
    return max((journey.position for journey in store.read_journeys(db)), default=-1) + 1


def _home_act(
    db: Database,
    actor: str,
    event: str,
    label: str,
    journey: Journey,
    before: Sequence[Any],
    after: Sequence[Any],
) -> None:
    args = {"title": short(journey.title)}
    carry_out(db, actor, Act(event=event, scope=HOME, label=label, args=args, changes=differences(before, after)))
