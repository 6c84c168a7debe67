"""The field's words for what a touchpoint says about itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from journeymap.locale import gettext as _
from journeymap.model.journey import Initiator, JourneyMap
from journeymap.services.touchpoints import FIELDS, PLACE_FIELDS
from journeymap.ui import words


def labels() -> dict[str, str]:
    """Every field's name."""
    named = {name: field.label for name, field in (FIELDS | PLACE_FIELDS).items()}
    return named | {"digital": _("Digital or in person"), "direct": _("Whose"), "brand": _("About")}


def digital(value: bool) -> str:
    """Digital or in person."""
    return _("Digital") if value else _("In person")


def direct(value: bool) -> str:
    """The company's own or through third parties."""
    return _("Our own") if value else _("Third party")


def brand(value: bool) -> str:
    """About the brand or the product."""
    return _("The brand") if value else _("The product")


def initiator(value: str) -> str:
    """Who starts the contact."""
    return words.initiator(Initiator(value))


CHOICES: dict[str, Callable[[Any], str]] = {
    "digital": digital,
    "direct": direct,
    "brand": brand,
    "initiator": initiator,
}
"""Fields with a few values, and what each value is called."""


def as_text(journey_map: JourneyMap, field: str, value: Any) -> str:
    """How the value of a field is read; a touchpoint or stage by its title."""
    if value is None or value == "":
        return ""
    if field in CHOICES:
        return CHOICES[field](value)
    if field == "stage_id":
        stage = journey_map.stage_by_id.get(value)
        return stage.title if stage else _("a stage that was deleted")
    if field == "parent_id":
        parent = journey_map.touchpoint_by_id.get(value)
        return parent.title if parent else _("a touchpoint that was deleted")
    if field == "moment_of_truth":
        return _("yes") if value else _("no")
    return words.decimal(value) if isinstance(value, float) else str(value)


def channels(journey_map: JourneyMap) -> list[str]:
    """Channels to choose from: those of this journey, those its personas prefer, then the usual ones."""
    used = [t.channel for t in journey_map.touchpoints]
    preferred = [line for persona in journey_map.personas for line in persona.channels.splitlines()]
    usual = [
        _("Website"),
        _("Web shop"),
        _("App"),
        _("Store"),
        _("Phone"),
        _("E-mail"),
        _("Text message"),
        _("Chat"),
        _("Social media"),
        _("Search engine"),
        _("Ad"),
        _("Event"),
        _("Post"),
    ]
    return list(dict.fromkeys(name.strip() for name in (*used, *preferred, *usual) if name.strip()))


def stage_labels(journey_map: JourneyMap) -> dict[str, str]:
    """Titles of the stages by id, numbered where two are called the same."""
    found: dict[str, str] = {}
    for stage in journey_map.stages:
        title, n = stage.title, 2
        while title in found.values():
            title, n = f"{stage.title} ({n})", n + 1
        found[stage.id] = title
    return found
