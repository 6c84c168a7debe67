"""The guided walk: what is asked, in whose words, and where the answers belong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from journeymap.library.placing import usual_stage
from journeymap.library.reading import read_toml, spoken
from journeymap.library.touchpoint import UsualStage
from journeymap.model.journey import Phase, Stage


class QuestionGroup(StrEnum):
    """Why a question is asked."""

    SHOES = "shoes"
    TURN = "turn"
    STAGE = "stage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One screen of the walk.

    :param key: stable; for a question about a stage it ends with the stage's id.
    :param ask: the question in the reader's language.
    :param hint: what one might think of.
    :param phase: where answers go that the library does not know.
    :param stage: likewise, one of the five usual stages.
    :param stage_id: the stage that is asked about.
    """

    key: str
    group: QuestionGroup
    ask: str
    hint: str
    phase: Phase
    stage: UsualStage
    stage_id: str | None = None


_OF_PHASE = {Phase.BEFORE: UsualStage.AWARENESS, Phase.DURING: UsualStage.PURCHASE, Phase.AFTER: UsualStage.USE}


def walk(stages: Sequence[Stage], language: str) -> tuple[Question, ...]:
    """Every question for a journey: the four of the customer's shoes, the four of “where do I turn”, then five about
    each of its stages.

    :param stages: in order; without any, eight questions remain.
    """
    found = [_general(entry, language) for entry in _data()["questions"] if entry["group"] != QuestionGroup.STAGE]
    about = [entry for entry in _data()["questions"] if entry["group"] == QuestionGroup.STAGE]
    return (*found, *(_of_stage(entry, stage, language) for stage in stages for entry in about))


def data_of_gaps() -> dict[str, Any]:
    """What is said about each kind of gap, and what would fill it."""
    gaps: dict[str, Any] = _data()["missing"]
    return gaps


@cache
def _data() -> dict[str, Any]:
    return read_toml("questions.toml")


def _general(entry: dict[str, Any], language: str) -> Question:
    return Question(
        key=entry["key"],
        group=QuestionGroup(entry["group"]),
        ask=spoken(entry["ask"], language),
        hint=spoken(entry["hint"], language),
        phase=Phase(entry["phase"]),
        stage=UsualStage(entry["stage"]),
    )


def _of_stage(entry: dict[str, Any], stage: Stage, language: str) -> Question:
    return Question(
        key=f"{entry['key']}:{stage.id}",
        group=QuestionGroup.STAGE,
        ask=spoken(entry["ask"], language).replace("{stage}", stage.title),
        hint=spoken(entry["hint"], language),
        phase=stage.phase,
        stage=usual_stage(stage.title) or _OF_PHASE[stage.phase],
        stage_id=stage.id,
    )
