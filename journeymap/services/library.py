"""The library of touchpoints: find in it, see what a journey has of it, and add from it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from journeymap.errors import InvalidInput, NotFound
from journeymap.library.four import of_library, start_with_four
from journeymap.library.matching import matches, plain, recognise
from journeymap.library.missing import nearest
from journeymap.library.placing import stage_for
from journeymap.library.reading import library, name_of, parts_of
from journeymap.library.touchpoint import Channel, LibraryTouchpoint, LineOfBusiness, SurveyKind, UsualStage
from journeymap.locale import N_, current
from journeymap.locale import gettext as _
from journeymap.model.identity import new_id
from journeymap.model.journey import Card, JourneyMap, LaneKind, Phase, Stage, Touchpoint
from journeymap.services.acts import Act, carry_out, differences, planned
from journeymap.services.journeys import load_map
from journeymap.services.templates import template_stages
from journeymap.services.touchpoints import FIELDS, arranged
from journeymap.store.database import Database
from journeymap.store.setting import Seen, look_at_setting, put_setting, read_setting, swap_setting

__all__ = [
    "Added",
    "Channel",
    "LibraryTouchpoint",
    "LineOfBusiness",
    "SurveyKind",
    "Usual",
    "UsualStage",
    "Wanted",
    "add_from_library",
    "add_wanted",
    "first_four",
    "line_of_business",
    "name",
    "names_of",
    "parts_of",
    "present",
    "search",
    "set_line_of_business",
    "usual",
]

LINE_SETTING = "line_of_business"
"""Name of the row in ``setting`` that holds the company's line of business."""
MOST_FOUND = 60


@dataclass(frozen=True, slots=True)
class Added:
    """What :func:`add_from_library` did.

    :param touchpoint_ids: of the new touchpoints, in the order of the map.
    :param skipped: keys that the journey has already.
    """

    touchpoint_ids: tuple[str, ...]
    skipped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Usual:
    """A journey beside what is usual in a line of business.

    :param have: keys that the journey has.
    :param others: keys that others in this line usually also have, the most important first.
    """

    have: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A touchpoint to add: from the library, or of one's own.

    :param key: of the library, or ``None``.
    :param title: in place of the library's name; needed without a key.
    :param stage_id: the stage that it goes to; ``None``: by phase and the stages' names.
    """

    key: str | None = None
    title: str = ""
    phase: Phase = Phase.DURING
    usual: UsualStage = UsualStage.PURCHASE
    stage_id: str | None = None


def search(
    text: str = "",
    *,
    phase: Phase | None = None,
    line: LineOfBusiness | None = None,
    channel: Channel | None = None,
    language: str | None = None,
) -> list[LibraryTouchpoint]:
    """Entries of the library that fit every filter.

    :param text: as typed, in any of the library's languages; the nearest come first. Blank: all, in their order.
    :param language: whose words win where two languages are equally near; ``None``: the reader's.
    """
    fitting = {
        key: entry
        for key, entry in library().items()
        if phase in (None, entry.phase) and channel in (None, entry.channel) and (line is None or line in entry.lines)
    }
    if not text.strip():
        return list(fitting.values())
    found = [m.key for m in matches(text, language=language or current(), limit=MOST_FOUND) if m.key in fitting]
    wanted = plain(text)
    found += [key for key, entry in fitting.items() if wanted and wanted in _everything(entry)]
    return [fitting[key] for key in dict.fromkeys(found)]


def _everything(entry: LibraryTouchpoint) -> str:
    return "\n".join(plain(text) for words in entry.words.values() for text in (words.name, *words.also))


def line_of_business(db: Database) -> LineOfBusiness | None:
    """What the company of this file lives from, as somebody said; ``None`` as long as nobody did."""
    value = read_setting(db, LINE_SETTING)
    return LineOfBusiness(value) if value in list(LineOfBusiness) else None


def set_line_of_business(db: Database, line: LineOfBusiness) -> None:
    """Remember what the company lives from."""
    db.transact([put_setting(db, LINE_SETTING, line)])


def present(db: Database, journey_id: str) -> dict[str, str]:
    """Which touchpoints of a journey the library knows: its key by the touchpoint's id.

    One that came from the library is known by that, under whatever title; the others are recognised by their titles.
    """
    journey_map = load_map(db, journey_id)
    return _present(journey_map, _came_from(_seen(db, journey_id)))


def _present(journey_map: JourneyMap, came_from: Mapping[str, str]) -> dict[str, str]:
    found = {}
    for touchpoint in journey_map.touchpoints:
        key = came_from.get(touchpoint.id) or recognise(touchpoint.title)
        if key in library():
            found[touchpoint.id] = str(key)
    return found


def usual(db: Database, journey_id: str, line: LineOfBusiness) -> Usual:
    """What of the usual touchpoints of a line of business a journey has, and what others there usually also have.

    Here what a title most likely means is enough: what is there under a longer name is not offered once more.
    """
    likely = {key for touchpoint in load_map(db, journey_id).touchpoints if (key := nearest(touchpoint.title))}
    have = likely | set(present(db, journey_id).values())
    others = [
        entry
        for entry in library().values()
        if line in entry.lines and entry.key not in have and (entry.part_of is None or entry.part_of in have)
    ]
    return Usual(
        have=tuple(key for key in library() if key in have),
        others=tuple(entry.key for entry in sorted(others, key=lambda entry: -entry.importance)),
    )


def add_from_library(
    db: Database, actor: str, journey_id: str, keys: Sequence[str], *, with_cards: bool = False
) -> Added:
    """Add touchpoints of the library to a journey, each into the stage where it belongs, as one act.

    What the journey has already is left out. A sub-touchpoint goes under the touchpoint that it is a part of, when the
    journey has that or gets it now. A journey without stages gets before, during and after.

    :param with_cards: also what customers want as a thought and what they fear as a pain point, both assumed.
    :raises NotFound: the journey does not exist, or the library knows no such key.
    """
    if unknown := [key for key in keys if key not in library()]:
        raise NotFound(_("The library has no touchpoint “{key}”. Load the page again.").format(key=unknown[0]))
    return add_wanted(db, actor, journey_id, [Wanted(key=key) for key in keys], with_cards=with_cards)


@planned
def add_wanted(
    db: Database, actor: str, journey_id: str, wanted: Sequence[Wanted], *, with_cards: bool = False
) -> Added:
    """As :func:`add_from_library`, with touchpoints of one's own among them. Of two that mean the same the first is
    added; one of one's own whose title is there already is left out.

    :raises InvalidInput: a title cannot be used.
    """
    seen = _seen(db, journey_id)  # before the map: who adds in between is noticed when this is written
    journey_map = load_map(db, journey_id)
    stages = list(journey_map.stages) or template_stages(journey_id, "three_phases")
    whole = replace(journey_map, stages=tuple(stages))
    came_from = _came_from(seen)
    plan = _Plan(whole, _present(journey_map, came_from))
    for one in _whole_first(wanted):
        plan.add(one)
    after = arranged(whole, [*journey_map.touchpoints, *plan.added.values()], plan.added.keys())
    cards = _cards(whole, plan) if with_cards else []
    changes = [
        *differences(journey_map.stages, stages if plan.added else journey_map.stages),
        *differences(journey_map.touchpoints, after),
        *differences([], cards),
    ]
    label, args = N_("Add touchpoints from the library ({n})"), {"n": len(plan.added)}
    act = Act(event="library.add", scope=journey_id, label=label, args=args, changes=changes)
    known = {**{i: key for i, key in came_from.items() if i in journey_map.touchpoint_by_id}, **plan.keys}
    carry_out(db, actor, act, [swap_setting(_came_from_setting(journey_id), json.dumps(known), seen)])
    order = [touchpoint.id for touchpoint in after if touchpoint.id in plan.added]
    return Added(tuple(order), tuple(plan.skipped))


class _Plan:
    """New touchpoints for a journey, gathered one after the other."""

    def __init__(self, journey_map: JourneyMap, present: Mapping[str, str]) -> None:
        self.journey_map = journey_map
        self.added: dict[str, Touchpoint] = {}
        self.keys: dict[str, str] = {}
        self.skipped: list[str] = []
        self._by_key = {key: journey_map.touchpoint_by_id[i] for i, key in reversed(list(present.items()))}
        self._titles = {plain(touchpoint.title) for touchpoint in journey_map.touchpoints}

    def add(self, wanted: Wanted) -> None:
        """Plan one, unless it is there."""
        entry = library()[wanted.key] if wanted.key else None
        title = FIELDS["title"].read(FIELDS["title"].label, wanted.title or (entry and self._name(entry)))
        if (entry and entry.key in self._by_key) or plain(title) in self._titles:
            self.skipped.append(entry.key if entry else title)
            return
        made = self._from_library(entry, title, wanted) if entry else self._own(title, wanted)
        self.added[made.id] = made
        self._titles.add(plain(title) or title)
        if entry:
            self.keys[made.id] = entry.key
            self._by_key[entry.key] = made

    def _name(self, entry: LibraryTouchpoint) -> str:
        return entry.in_language(current()).name

    def _from_library(self, entry: LibraryTouchpoint, title: str, wanted: Wanted) -> Touchpoint:
        parent = self._by_key.get(entry.part_of or "")
        if parent is not None and parent.parent_id is None and wanted.stage_id in (None, parent.stage_id):
            stage_id, parent_id = parent.stage_id, parent.id
        else:
            stage_id, parent_id = self._stage(entry.phase, entry.stage, wanted).id, None
        return Touchpoint(
            id=new_id(),
            journey_id=self.journey_map.journey.id,
            stage_id=stage_id,
            parent_id=parent_id,
            title=title,
            channel=name_of(entry.channel, current()),
            digital=entry.digital,
            direct=entry.direct,
            brand=entry.brand,
            importance=entry.importance,
            initiator=entry.initiator,
        )

    def _own(self, title: str, wanted: Wanted) -> Touchpoint:
        stage = self._stage(wanted.phase, wanted.usual, wanted)
        return Touchpoint(id=new_id(), journey_id=self.journey_map.journey.id, stage_id=stage.id, title=title)

    def _stage(self, phase: Phase, usual_stage: UsualStage, wanted: Wanted) -> Stage:
        chosen = self.journey_map.stage_by_id.get(wanted.stage_id or "")
        found = chosen or stage_for(phase, usual_stage, self.journey_map.stages)
        if found is None:
            raise InvalidInput(_("This journey has no stages. Add one first."))
        return found


def _whole_first(wanted: Iterable[Wanted]) -> list[Wanted]:
    """What others may be a part of comes before its parts; else the order stays."""
    return sorted(wanted, key=lambda one: bool(one.key and library()[one.key].part_of))


def _cards(journey_map: JourneyMap, plan: _Plan) -> list[Card]:
    cards = []
    for lane in journey_map.lanes:
        for touchpoint_id, key in plan.keys.items():
            words = library()[key].in_language(current())
            text = {LaneKind.THOUGHTS: words.wants, LaneKind.PAIN_POINTS: words.fears}.get(lane.kind)
            if text:
                cards.append(
                    Card(
                        id=new_id(),
                        journey_id=lane.journey_id,
                        touchpoint_id=touchpoint_id,
                        lane_id=lane.id,
                        text=text,
                    )
                )
    return cards


def _came_from_setting(journey_id: str) -> str:
    return f"library.{journey_id}"


def _seen(db: Database, journey_id: str) -> Seen:
    return look_at_setting(db, _came_from_setting(journey_id))


def _came_from(seen: Seen) -> dict[str, str]:
    """Library keys by touchpoint id, as they were added. Ids of touchpoints that are gone may be among them."""
    found: dict[str, str] = json.loads(seen[0]) if seen else {}
    return found


def first_four(line: LineOfBusiness) -> list[LibraryTouchpoint]:
    """The touchpoints to start with in a line of business: two face-to-face and two online ones that matter most."""
    return [library()[key] for key in start_with_four(of_library(search(line=line)))]


def name(choice: Channel | LineOfBusiness | SurveyKind | UsualStage) -> str:
    """What a choice of the library is called in the reader's language."""
    return name_of(choice, current())


def names_of(keys: Collection[str]) -> dict[str, str]:
    """Names of library entries in the reader's language, by key."""
    return {key: library()[key].in_language(current()).name for key in keys}
