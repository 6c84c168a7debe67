"""What a board in a browser may ask for, and how the JSON that it sends is read. Nothing is guessed: an act that is not
exactly as it should be is refused.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from journeymap.errors import InvalidInput
from journeymap.locale import gettext as _
from journeymap.services.editing import is_id

AT_ONCE = 200
"""Acts in one message."""
THINGS = 500
"""Cards or touchpoints in one act."""
LETTERS = 20_000
"""Characters of one text; how many are kept, the field says."""

Check = Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class BoardAct:
    """One act of a person at a board.

    :param id: made by the browser, so that an act that is sent twice is carried out once.
    :param given: what belongs to the kind, see :data:`KINDS`.
    """

    id: str
    kind: str
    given: Mapping[str, Any] = field(default_factory=dict)


def _id(value: Any) -> bool:
    return isinstance(value, str) and is_id(value)


def _maybe(check: Check) -> Check:
    return lambda value: value is None or check(value)


def _text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= LETTERS


def _flag(value: Any) -> bool:
    return isinstance(value, bool)


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _ids(value: Any) -> bool:
    return isinstance(value, list) and 0 < len(value) <= THINGS and all(map(_id, value))


def _moves(value: Any) -> bool:
    return isinstance(value, list) and 0 < len(value) <= THINGS and all(_is_move(move) for move in value)


def _is_move(move: Any) -> bool:
    return isinstance(move, dict) and not _problems(_MOVE, move)


def _fields(**checks: Check) -> Check:
    return lambda value: (
        isinstance(value, dict) and bool(value) and all(n in checks and checks[n](v) for n, v in value.items())
    )


_MOVE: Mapping[str, Check] = {"card": _id, "touchpoint": _id, "lane": _id, "before": _maybe(_id)}
_CARD = _fields(text=_text, evidence=_text, persona_id=_maybe(_id))
_TOUCHPOINT = _fields(title=_text, channel=_text, promise=_text, importance=_maybe(_number), moment_of_truth=_flag)
_STAGE = _fields(title=_text, phase=_text)

KINDS: Mapping[str, Mapping[str, Check]] = {
    "card.add": {"card": _id, "touchpoint": _id, "lane": _id, "text": _text, "before": _maybe(_id)},
    "card.edit": {"card": _id, "fields": _CARD, "was": _CARD},
    "card.move": {"moves": _moves},
    "card.delete": {"cards": _ids},
    "touchpoint.add": {
        "touchpoint": _id,
        "stage": _id,
        "title": _text,
        "before": _maybe(_id),
        "parent": _maybe(_id),
    },
    "touchpoint.edit": {"touchpoint": _id, "fields": _TOUCHPOINT, "was": _TOUCHPOINT},
    "touchpoint.move": {"touchpoints": _ids, "stage": _id, "before": _maybe(_id), "parent": _maybe(_id)},
    "touchpoint.delete": {"touchpoints": _ids},
    "stage.add": {"stage": _id, "title": _text, "before": _maybe(_id)},
    "stage.edit": {"stage": _id, "fields": _STAGE, "was": _STAGE},
    "stage.move": {"stage": _id, "before": _maybe(_id)},
    "stage.delete": {"stage": _id},
    "emotion.set": {"touchpoint": _id, "persona": _id, "value": _maybe(_number), "was": _maybe(_number)},
    "lane.add": {"kind_of_lane": _text, "title": _text, "before": _maybe(_id)},
    "lane.rename": {"lane": _id, "fields": _fields(title=_text), "was": _fields(title=_text)},
    "lane.show": {"lane": _id, "shown": _flag},
    "lane.move": {"lane": _id, "before": _maybe(_id)},
    "lane.delete": {"lane": _id},
    "path.add": {"from": _id, "to": _id, "label": _text},
    "path.edit": {"path": _id, "fields": _fields(label=_text), "was": _fields(label=_text)},
    "path.delete": {"path": _id},
    "undo": {},
    "redo": {},
    "let_go": {"undone": _flag},
}
"""What belongs to each kind of act. All of it must be there, and nothing else."""


def read_acts(given: Any) -> list[tuple[Any, BoardAct | InvalidInput]]:
    """The acts of a message, each as it was given and as it was read, or why it could not be.

    :raises InvalidInput: this is no list of acts at all, or has too many.
    """
    if not isinstance(given, list) or len(given) > AT_ONCE:
        raise _unreadable()
    return [(one, read_act(one)) for one in given]


def read_act(given: Any) -> BoardAct | InvalidInput:
    """One act, or why it is none."""
    if not isinstance(given, dict) or not _id(given.get("id")):
        return _unreadable()
    kind = given.get("kind")
    rules = KINDS.get(kind) if isinstance(kind, str) else None
    rest = {name: value for name, value in given.items() if name not in ("id", "kind")}
    if rules is None or _problems(rules, rest):
        return _unreadable()
    return BoardAct(given["id"], str(kind), rest)


def _problems(rules: Mapping[str, Check], given: Mapping[Any, Any]) -> bool:
    return rules.keys() != given.keys() or not all(check(given[name]) for name, check in rules.items())


def _unreadable() -> InvalidInput:
    return InvalidInput(_("The board sent something that cannot be read. Load the page again."))
