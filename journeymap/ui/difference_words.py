"""The differences of two maps in words, one sentence each."""

from __future__ import annotations

from typing import Any

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.model.difference import Difference, Part, Sign
from journeymap.model.journey import JourneyMap
from journeymap.services.comparison import Comparison
from journeymap.ui import words
from journeymap.ui.row_words import field_name, field_value
from journeymap.ui.text import plain

_LONGEST = 160


def _part(part: Part) -> str:
    return {
        Part.JOURNEY: _("About the journey"),
        Part.PERSONA: _("Personas"),
        Part.STAGE: _("Stages"),
        Part.TOUCHPOINT: _("Touchpoints"),
        Part.LANE: _("Lanes"),
        Part.CARD: _("Cards"),
        Part.EMOTION: _("Emotions"),
        Part.PATH: _("Paths"),
    }[part]


def sign_name(sign: Sign) -> str:
    """How something differs."""
    return {
        Sign.ADDED: _("added"),
        Sign.REMOVED: _("removed"),
        Sign.MOVED: _("moved"),
        Sign.REWORDED: _("reworded"),
        Sign.CHANGED: _("changed"),
    }[sign]


def list_differences(comparison: Comparison, at_most: int | None = None) -> None:
    """Draw every difference as a line, by what it is about; what only came or went along is left out.

    :param at_most: lines; the others are counted.
    """
    before, after = comparison.before.journey_map, comparison.after.journey_map
    found = [difference for difference in comparison.differences.found if not difference.along]
    if not found:
        st.write(_("Nothing: both maps say the same."))
    for part in Part:
        lines = [
            f"- {_badge(difference.sign)} {_indented(_sentence(difference, before, after))}"
            for difference in found[:at_most]
            if difference.part is part
        ]
        if lines:
            st.markdown("\n".join([f"**{_part(part)}**", "", *lines]))
    if at_most is not None and len(found) > at_most:
        st.caption(_("… and {n} more").format(n=len(found) - at_most))


def _badge(sign: Sign) -> str:
    colour, icon = {
        Sign.ADDED: ("blue", "add"),
        Sign.REMOVED: ("orange", "remove"),
        Sign.MOVED: ("gray", "open_with"),
        Sign.REWORDED: ("violet", "edit"),
        Sign.CHANGED: ("violet", "tune"),
    }[sign]
    return f":{colour}-badge[:material/{icon}: {sign_name(sign)}]"


def _indented(sentence: str) -> str:
    return "  \n  ".join(line for line in sentence.split("  \n") if line)


def _sentence(difference: Difference, before: JourneyMap, after: JourneyMap) -> str:
    was, now = (
        _thing(before, difference.part, difference.before_id),
        _thing(after, difference.part, difference.after_id),
    )
    if difference.part is Part.EMOTION:
        return _emotion(difference, was, now, before, after)
    name = _named(difference.part, now if now is not None else was, after if now is not None else before)
    if difference.sign is Sign.ADDED:
        return _with_place(name, _at(after, difference.after_at))
    if difference.sign is Sign.REMOVED:
        return _with_place(name, _at(before, difference.before_at))
    if difference.sign is Sign.MOVED:
        return _moved(name, difference, was, now, before, after)
    fields = [_field(column, getattr(was, column, None), getattr(now, column, None)) for column in difference.fields]
    old = _named(difference.part, was, before)
    return "  \n".join([name if name == old else f"{old} → {name}", *fields]) if fields else name


def _field(column: str, was: Any, now: Any) -> str:
    if column in ("title", "name", "text") or field_name(column) == column:
        return ""
    return _("{field}: {before} → {after}").format(
        field=plain(field_name(column)), before=_short(field_value(column, was)), after=_short(field_value(column, now))
    )


def _moved(name: str, difference: Difference, was: Any, now: Any, before: JourneyMap, after: JourneyMap) -> str:
    if difference.part is Part.TOUCHPOINT:
        here, there = before.stage_by_id.get(was.stage_id), after.stage_by_id.get(now.stage_id)
        places = (here.title if here else "", there.title if there else "")
    else:
        places = (_at(before, difference.before_at), _at(after, difference.after_at))
    if places[0] and places[1] and places[0] != places[1]:
        return _("{name}: from {before} to {after}").format(
            name=name, before=f"“{plain(places[0])}”", after=f"“{plain(places[1])}”"
        )
    return _with_place(name, places[1])


def _emotion(difference: Difference, was: Any, now: Any, before: JourneyMap, after: JourneyMap) -> str:
    thing, on, at = (now, after, difference.after_at) if now is not None else (was, before, difference.before_at)
    persona = next((p.name for p in on.personas if thing is not None and p.id == thing.persona_id), "")
    values = [_signed(one.value) if one is not None else "–" for one in (was, now)]
    return _("{name} at “{touchpoint}”: {before} → {after}").format(
        name=plain(persona), touchpoint=plain(_at(on, at)), before=values[0], after=values[1]
    )


def _signed(value: float) -> str:
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{words.decimal(abs(value))}"


def _with_place(name: str, place: str) -> str:
    return _("{name} at “{place}”").format(name=name, place=plain(place)) if place else name


def _at(journey_map: JourneyMap, touchpoint_id: str | None) -> str:
    touchpoint = journey_map.touchpoint_by_id.get(touchpoint_id or "")
    return touchpoint.title if touchpoint else ""


def _named(part: Part, thing: Any, journey_map: JourneyMap) -> str:
    if thing is None:
        return ""
    if part is Part.LANE:
        return f"“{plain(words.lane(thing))}”"
    if part is Part.PATH:
        ends = [_at(journey_map, end) for end in (thing.from_id, thing.to_id)]
        return f"“{plain(ends[0])}” → “{plain(ends[1])}”"
    said = getattr(thing, {Part.PERSONA: "name", Part.CARD: "text"}.get(part, "title"))
    return f"“{_short(said)}”" if said else _("(a picture)")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return plain(line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…")


def _thing(journey_map: JourneyMap, part: Part, thing_id: str | None) -> Any:
    if part is Part.JOURNEY:
        return journey_map.journey
    return next((thing for thing in getattr(journey_map, f"{part}s") if thing.id == thing_id), None)
