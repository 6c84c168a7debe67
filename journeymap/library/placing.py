"""Into which stage of a journey a touchpoint belongs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from journeymap.library.matching import alike, plain
from journeymap.library.reading import names
from journeymap.library.touchpoint import UsualStage
from journeymap.model.journey import Phase, Stage

_SAME_WORD = 88.0
_ORDER = tuple(Phase)
_LATER = frozenset({UsualStage.EVALUATION, UsualStage.ADVOCACY})
"""Usual stages that come last in their phase."""


@cache
def usual_stage(title: str) -> UsualStage | None:
    """Which of the five usual stages a title names, in any language; ``None`` when it names none.

    The whole title counts more than a word of it, so “Repurchase” is not taken for “Purchase”.
    """
    wanted = plain(title)
    words = [word for word in wanted.split() if len(word) > 2]
    best, found = 0.0, None
    for stage, texts in _stage_words().items():
        for text in texts:
            whole = alike(wanted, text)
            part = max((alike(word, text) for word in words), default=0.0) - 5
            if max(whole, part) > best:
                best, found = max(whole, part), stage
    return found if best >= _SAME_WORD - 5 else None


@cache
def _stage_words() -> Mapping[UsualStage, tuple[str, ...]]:
    return {
        UsualStage(stage): tuple(dict.fromkeys(plain(word) for text in texts.values() for word in text.split(",")))
        for stage, texts in names()["stages"].items()
    }


def stage_for(phase: Phase, usual: UsualStage, stages: Sequence[Stage]) -> Stage | None:
    """The stage of a journey to which a touchpoint of this phase and usual stage belongs.

    A stage whose title names the usual stage wins, unless it lies at the other end of the journey; then a stage of the
    phase, the first or the last of them as the usual stage says; then the nearest one.

    :param stages: in order.
    :returns: ``None`` when there are no stages.
    """
    if not stages:
        return None
    named = [stage for stage in stages if usual_stage(stage.title) is usual and _distance(stage.phase, phase) <= 1]
    of_phase = [stage for stage in stages if stage.phase is phase]
    both = [stage for stage in named if stage.phase is phase]
    if both or named:
        return (both or named)[0]
    if of_phase:
        late = usual in _LATER or (phase is Phase.DURING and usual is UsualStage.USE)
        return of_phase[-1 if late else 0]
    if phase is Phase.BEFORE:
        return stages[0]
    earlier = [stage for stage in stages if _ORDER.index(stage.phase) < _ORDER.index(phase)]
    return earlier[-1] if earlier else stages[0]


def _distance(one: Phase, other: Phase) -> int:
    return abs(_ORDER.index(one) - _ORDER.index(other))
