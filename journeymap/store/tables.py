"""Rows into model objects and back. Field names are column names, so one mapping serves every aggregate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from enum import StrEnum
from types import UnionType
from typing import Any, TypeVar, get_args, get_type_hints

from journeymap.model.change import Change, Editor
from journeymap.model.journey import Card, Emotion, Journey, JourneyPersona, Lane, Path, Stage, Touchpoint
from journeymap.model.persona import Persona, Picture
from journeymap.model.snapshot import Snapshot
from journeymap.model.survey import FeedbackImport, Respondent, Response, Survey, SurveyForm, SurveyTouchpoint

T = TypeVar("T")

TABLES: Mapping[type, str] = {
    Persona: "persona",
    Picture: "picture",
    Journey: "journey",
    JourneyPersona: "journey_persona",
    Stage: "stage",
    Touchpoint: "touchpoint",
    Lane: "lane",
    Card: "card",
    Emotion: "emotion",
    Path: "path",
    Survey: "survey",
    SurveyForm: "survey_form",
    SurveyTouchpoint: "survey_touchpoint",
    Respondent: "respondent",
    Response: "response",
    FeedbackImport: "feedback_import",
    Change: "change",
    Editor: "editor",
    Snapshot: "snapshot",
}
"""Which table holds which objects."""

CLASSES: Mapping[str, type] = {table: kind for kind, table in TABLES.items()}


def _enums_of(kind: type) -> Mapping[str, type[StrEnum]]:
    found: dict[str, type[StrEnum]] = {}
    for name, hint in get_type_hints(kind).items():
        for choice in get_args(hint) if isinstance(hint, UnionType) else (hint,):
            if isinstance(choice, type) and issubclass(choice, StrEnum):
                found[name] = choice
    return found


_ENUMS: Mapping[type, Mapping[str, type[StrEnum]]] = {kind: _enums_of(kind) for kind in TABLES}
_COLUMNS: Mapping[type, tuple[str, ...]] = {kind: tuple(field.name for field in fields(kind)) for kind in TABLES}


def columns(kind: type) -> tuple[str, ...]:
    """Column names of the table that holds ``kind``, in the order of its fields."""
    return _COLUMNS[kind]


def enumerations(kind: type) -> Mapping[str, type[StrEnum]]:
    """Columns of ``kind`` that hold a choice, with their choices."""
    return _ENUMS[kind]


def select(kind: type, rest: str = "") -> str:
    """``SELECT`` with explicit columns for objects of ``kind``; ``rest`` is ``WHERE …``, ``ORDER BY …``."""
    return f"SELECT {', '.join(columns(kind))} FROM {TABLES[kind]} {rest}".rstrip()


def from_row(kind: type[T], row: Mapping[str, Any]) -> T:
    """An object of ``kind`` from a row that has at least its columns."""
    enums = _ENUMS[kind]
    return kind(
        **{
            name: enums[name](row[name]) if name in enums and row[name] is not None else row[name]
            for name in columns(kind)
        }
    )


def to_row(thing: Any) -> dict[str, Any]:
    """Column names and plain values of a model object."""
    row = {name: getattr(thing, name) for name in columns(type(thing))}
    return {name: str(v) if isinstance(v, StrEnum) else v for name, v in row.items()}
