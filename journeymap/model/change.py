"""One act of a person, kept so that it can be taken back."""

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
    :param state: ``done`` or ``undone``.
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
