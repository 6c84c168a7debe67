"""What people answered on the walk, as touchpoints to accept or refuse."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from journeymap.library.matching import SURE, alike, matches, plain
from journeymap.library.missing import NEAR
from journeymap.library.questions import Question
from journeymap.library.reading import library
from journeymap.library.touchpoint import UsualStage
from journeymap.model.journey import Phase

LONGEST = 80
"""Characters of a title that an answer becomes; what is longer is cut at a word."""

_PIECES = re.compile(r"[\n\r;•·]+|,(?!\d)|\.(?=\s|$)")
_BULLET = re.compile(r"^[\s\-–—*>]+|^\s*\d+[.)]\s+")
_ORDER = tuple(Phase)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A touchpoint that answers speak of.

    :param title: the library's name, or what was typed.
    :param key: of the library's entry that it most likely is; ``None``: nobody but these people knows it.
    :param maybe: keys of what it may be where that is not sure, the likeliest first; to ask “did you mean …?”.
    :param stage_id: the stage that was asked about, where it belongs there; ``None``: by phase and usual stage.
    :param named: how many answers speak of it.
    :param said: what was typed, each wording once.
    """

    title: str
    key: str | None
    phase: Phase
    usual: UsualStage
    stage_id: str | None
    named: int = 1
    said: tuple[str, ...] = ()
    maybe: tuple[str, ...] = ()


def pieces(text: str) -> list[str]:
    """The single things that an answer names: parted by lines, commas, semicolons, bullets or full stops."""
    found = (" ".join(_BULLET.sub("", piece).split()) for piece in _PIECES.split(text))
    return [piece for piece in found if plain(piece)]


def propose(answers: Iterable[tuple[Question, str]], language: str) -> tuple[Proposal, ...]:
    """Touchpoints that answers speak of, by phase, the most named first.

    Answers that mean the same entry of the library, or are worded alike, are one proposal; one answer counts once.

    :param answers: a question and what one person, or the room, answered.
    """
    found: dict[str, Proposal] = {}
    for question, text in answers:
        heard: set[str] = set()
        for piece in pieces(text):
            fresh = _proposal(question, piece, language)
            name = fresh.key or _own_name(fresh, found)
            if name in found:
                known = found[name]
                said = tuple(dict.fromkeys((*known.said, piece)))
                fresh = replace(known, named=known.named + (name not in heard), said=said)
            found[name] = fresh
            heard.add(name)
    stages = tuple(UsualStage)
    return tuple(sorted(found.values(), key=lambda p: (_ORDER.index(p.phase), stages.index(p.usual), -p.named)))


def _proposal(question: Question, piece: str, language: str) -> Proposal:
    near = matches(piece, language=language)
    if near and near[0].score >= NEAR:
        entry = library()[near[0].key]
        return Proposal(
            title=entry.in_language(language).name,
            key=entry.key,
            phase=entry.phase,
            usual=entry.stage,
            stage_id=question.stage_id if question.phase is entry.phase else None,
            said=(piece,),
        )
    return Proposal(
        title=_as_title(piece),
        key=None,
        phase=question.phase,
        usual=question.stage,
        stage_id=question.stage_id,
        said=(piece,),
        maybe=tuple(match.key for match in near),
    )


def _own_name(fresh: Proposal, found: dict[str, Proposal]) -> str:
    """Under which name a proposal of one's own is kept: that of one which is worded alike, or a new one."""
    for name, known in found.items():
        if known.key is None and alike(known.title, fresh.title) >= SURE:
            return name
    return f"own {plain(fresh.title)}"


def _as_title(piece: str) -> str:
    if len(piece) > LONGEST:
        piece = piece[:LONGEST].rsplit(" ", 1)[0] + " …"
    return piece[0].upper() + piece[1:]
