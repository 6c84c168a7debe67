"""Acts of persons, kept so that they can be taken back and so that others can see who changed what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One act: which rows it left, and how they were before.

    :param scope: journey id, ``personas`` or ``home``: the stack that undo works on.
    :param actor: the browser (or user) whose act it is.
    :param label: English sentence of the act, a message id.
    :param args: JSON, what fills the label.
    :param rows: JSON list of ``{"table", "before", "after"}``; never answers, comments or respondents.
    :param state: ``done`` or ``undone``: on the stack of undo or redo; ``kept``: only in the journal.
    :param name: what the person was called then; blank when nobody has said.
    """

    id: str
    scope: str
    actor: str
    label: str
    args: str
    rows: str
    done_at: datetime
    state: str = "done"
    version: int = 1
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Editor:
    """Somebody who works on journeys and has said their name; there are no accounts.

    :param id: the browser (or user), as ``Change.actor``.
    """

    id: str
    name: str
    version: int = 1
