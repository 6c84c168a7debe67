"""What the people who work on journeys are called. Nobody has to say; there are no accounts."""

from __future__ import annotations

from journeymap.locale import N_
from journeymap.services.cache import by_revision
from journeymap.services.editing import Field, line, read_fields
from journeymap.store import editors as store
from journeymap.store.database import Database

NAME_LIMIT = 60
_FIELDS = {"name": Field(N_("Your name"), line(NAME_LIMIT))}


def editor_name(db: Database, actor: str) -> str:
    """What this browser's person is called; blank when nobody has said.

    :param actor: the browser (or user).
    """
    return _names(db).get(actor, "")


def set_editor_name(db: Database, actor: str, name: str) -> None:
    """Say who works in this browser. Acts and snapshots from before that have no name get this one; those that have
    one keep it, because then it was somebody else.

    :param name: blank takes the name away from all of this browser's acts.
    :raises InvalidInput: it is too long.
    """
    wanted = read_fields(_FIELDS, {"name": name})["name"]
    if wanted != editor_name(db, actor):
        db.transact(store.rename(actor, wanted))


@by_revision(maxsize=1)
def _names(db: Database) -> dict[str, str]:
    return store.read_names(db)
