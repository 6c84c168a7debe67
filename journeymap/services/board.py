"""What a person does on the board: acts that a browser sends, carried out once each, in their order."""

from __future__ import annotations

from typing import Any

from journeymap.errors import Conflict, InvalidInput, JourneymapError
from journeymap.services.acts import log, once
from journeymap.services.board_acts import BoardAct, read_acts
from journeymap.services.board_desk import ACTS, Desk
from journeymap.store import receipts
from journeymap.store.database import Database

Outcome = dict[str, Any]
"""``{"id", "state"}``; ``state`` is ``done``, ``refused`` or ``conflict``, and unless it is done ``sentence`` says why.
A conflict has ``theirs`` and ``mine``, the fields concerned (``theirs`` is ``None`` where the thing was deleted)."""


def carry_out_acts(db: Database, actor: str, journey_id: str, given: Any) -> list[Outcome]:
    """Carry out what a browser sent, one after the other. One that is refused stops none of the others.

    :param given: JSON, a list of acts as :data:`~journeymap.services.board_acts.KINDS` describes them. One that was
        carried out before is ``done`` and nothing happens.
    :raises InvalidInput: this is no list of acts.
    """
    desk = Desk(db, actor, journey_id)
    outcomes = []
    for raw, act in read_acts(given):
        if isinstance(act, InvalidInput):
            log.warning("board.unreadable scope=%s", journey_id)
            name = raw.get("id") if isinstance(raw, dict) else None
            outcomes.append({"id": str(name)[:40], "state": "refused", "sentence": act.sentence})
        else:
            outcomes.append(_carry_out(desk, act))
    return outcomes


def _carry_out(desk: Desk, act: BoardAct) -> Outcome:
    done: Outcome = {"id": act.id, "state": "done"}
    if receipts.is_received(desk.db, act.id):
        return done
    try:
        with once(act.id):
            ACTS[act.kind](desk, act)
    except JourneymapError as refusal:
        if receipts.is_received(desk.db, act.id):  # it was sent twice, and the other one was quicker
            return done
        return _refused(act, refusal)
    return done


def _refused(act: BoardAct, refusal: JourneymapError) -> Outcome:
    outcome: Outcome = {"id": act.id, "state": "refused", "sentence": refusal.sentence}
    if isinstance(refusal, Conflict):
        names = act.given.get("fields", ("text", "title", "label", "value"))
        sides = ("theirs", refusal.theirs), ("mine", refusal.mine)
        outcome |= {side: row and {n: row[n] for n in names if n in row} for side, row in sides}
        outcome["state"] = "conflict"
    return outcome
