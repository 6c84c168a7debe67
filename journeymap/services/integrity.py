"""Verifying a file: what is wrong in it, and where."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from journeymap.store.checking import Problem
from journeymap.store.checking import check as check_open
from journeymap.store.database import Database, open_database

__all__ = ["Problem", "check", "check_document"]


def check(file: Path | Database) -> list[Problem]:
    """Everything that is wrong in ``file``; its tables are not brought up to date.

    :param file: an open file, or the path of one that nobody has open.
    :raises NotFound: there is no such file.
    :raises StoreUnavailable: it cannot be opened.
    """
    if isinstance(file, Database):
        return check_open(file)
    db = open_database(file, migrate=False)
    try:
        return check_open(db)
    finally:
        db.close()


def check_document(file: Path | Database) -> dict[str, Any]:
    """What ``check`` says on the command line: ``{"ok", "problems": [{"table", "id", "problem"}]}``."""
    problems = check(file)
    return {"ok": not problems, "problems": [asdict(problem) for problem in problems]}
