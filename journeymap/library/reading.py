"""The data files of the library, read when somebody first asks and kept."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from journeymap.library.touchpoint import (
    LANGUAGES,
    Channel,
    LibraryTouchpoint,
    LineOfBusiness,
    SurveyKind,
    UsualStage,
    Words,
)
from journeymap.model.journey import Initiator, Phase
from journeymap.model.survey import Metric

FOLDER = Path(__file__).parent
EVERY_LINE = "all"
"""Stands in ``lines`` for every line of business."""

_TRAITS: Mapping[str, tuple[str, Any]] = {
    "digital": ("digital", True),
    "in person": ("digital", False),
    "direct": ("direct", True),
    "indirect": ("direct", False),
    "brand": ("brand", True),
    "product": ("brand", False),
    "customer starts": ("initiator", Initiator.CUSTOMER),
    "company starts": ("initiator", Initiator.COMPANY),
}


@cache
def library() -> Mapping[str, LibraryTouchpoint]:
    """Every touchpoint by its key: before, during, after, each in the order of its file.

    :raises ValueError: an entry is not as it must be; the message names it.
    """
    found: dict[str, LibraryTouchpoint] = {}
    for phase in Phase:
        for key, entry in read_toml(f"touchpoints/{phase}.toml").items():
            try:
                if key in found:
                    raise ValueError("there is another entry with this key")
                found[key] = _touchpoint(key, phase, entry)
            except (KeyError, TypeError, ValueError) as error:
                raise ValueError(f"touchpoints/{phase}.toml, [{key}]: {error}") from error
    return MappingProxyType(found)


def parts_of(key: str) -> tuple[LibraryTouchpoint, ...]:
    """The sub-touchpoints of a touchpoint of the library, in order."""
    return tuple(entry for entry in library().values() if entry.part_of == key)


@cache
def names() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """``names()["channels"]["phone"]["da"]``; also ``lines``, ``surveys`` and ``stages``."""
    return MappingProxyType(read_toml("names.toml"))


def name_of(choice: Channel | LineOfBusiness | SurveyKind | UsualStage, language: str) -> str:
    """What a choice is called in ``language``."""
    table = {Channel: "channels", LineOfBusiness: "lines", SurveyKind: "surveys", UsualStage: "stages"}[type(choice)]
    return spoken(names()[table][choice], language).partition(", ")[0]


def spoken(texts: Mapping[str, str], language: str) -> str:
    """The text in ``language``, or in English where there is none."""
    return texts.get(language) or texts[LANGUAGES[0]]


def read_toml(name: str) -> dict[str, Any]:
    """A data file of the library, by its name under this folder."""
    return tomllib.loads((FOLDER / name).read_text("utf-8"))


def _touchpoint(key: str, phase: Phase, entry: Mapping[str, Any]) -> LibraryTouchpoint:
    if strange := entry.keys() - {*_FIELDS, *LANGUAGES}:
        raise ValueError(f"what is {', '.join(sorted(strange))}?")
    traits = dict(_TRAITS[trait] for trait in entry["traits"])
    if len(traits) != 4 or len(entry["traits"]) != 4:
        raise ValueError("traits are four: digital or in person, direct or indirect, brand or product, who starts")
    metric, survey = entry["survey"]
    lines = LineOfBusiness if entry["lines"] == EVERY_LINE else map(LineOfBusiness, entry["lines"])
    return LibraryTouchpoint(
        key=key,
        phase=phase,
        stage=UsualStage(entry["stage"]),
        channel=Channel(entry["channel"]),
        importance=entry["importance"],
        metric=Metric(metric),
        survey=SurveyKind(survey),
        lines=frozenset(lines),
        part_of=entry.get("part_of"),
        words={language: _words(entry[language]) for language in LANGUAGES},
        **traits,
    )


_FIELDS = ("stage", "channel", "traits", "importance", "survey", "lines", "part_of")


def _words(given: Mapping[str, str]) -> Words:
    also = tuple(word.strip() for word in given["also"].split(","))
    return Words(name=given["name"], also=also, wants=given["wants"], fears=given["fears"])
