"""What the command line can ask for, carried out by whoever has the file: the command itself, or the running app.

Arguments and documents are plain JSON data, so that they look the same from near and from afar. What only one command
needs is imported when it is asked for.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from journeymap.config import Settings
from journeymap.errors import InvalidInput, NotFound
from journeymap.locale import gettext as _
from journeymap.scores.period import Period
from journeymap.services.file import open_file, while_closed
from journeymap.services.sample import add_sample, has_sample

Arguments = Mapping[str, Any]

log = logging.getLogger("journeymap.commands")


def carry_out(command: str, arguments: Arguments, settings: Settings) -> Any:
    """Carry out a command on the file of ``settings``, opening it when this process has not.

    :param command: a name of the contract, for example ``"import-feedback"``.
    :param arguments: its options by name, with ``_`` for ``-``; paths are whole.
    :returns: the document of the contract.
    :raises JourneymapError: the command was refused; the sentence says why.
    """
    if command not in _COMMANDS:
        raise InvalidInput(_("There is no command “{name}”.").format(name=command))
    if command not in _MAKING and not arguments.get("create") and not settings.db.exists():
        raise NotFound(_("There is no file {path}. Make it with “init”, or name another.").format(path=settings.db))
    document = _plain(_COMMANDS[command](arguments, settings))
    log.info("command.done command=%s", command)
    return document


def _init(arguments: Arguments, settings: Settings) -> Any:
    created = not settings.db.exists()
    db = open_file(settings)
    if arguments.get("sample"):
        add_sample(db)
    return {"path": str(settings.db), "created": created, "sample": has_sample(db)}


def _check(_arguments: Arguments, settings: Settings) -> Any:
    from journeymap.services.integrity import check

    return check(open_file(settings))


def _journeys(_arguments: Arguments, settings: Settings) -> Any:
    from journeymap.services.journeys import journeys_document

    return journeys_document(open_file(settings))


def _import_feedback(arguments: Arguments, settings: Settings) -> Any:
    from journeymap.services.feedback_import import import_feedback

    given = dict(arguments)
    given["time_zone"] = given.get("time_zone") or settings.time_zone
    file = Path(given.pop("file"))
    return import_feedback(open_file(settings), file, **given)


def _scores(arguments: Arguments, settings: Settings) -> Any:
    from journeymap.services.journeys import find_journey
    from journeymap.services.scores import scores_document

    db = open_file(settings)
    period = Period(_day(arguments.get("first")), _day(arguments.get("last")))
    journey = find_journey(db, arguments["journey"])
    return scores_document(db, journey.id, period, settings=settings)


def _backup(arguments: Arguments, settings: Settings) -> Any:
    from journeymap.services.backup import make_backup

    return make_backup(open_file(settings), Path(arguments["to"]))


def _restore(arguments: Arguments, settings: Settings) -> Any:
    from journeymap.services.backup import restore_backup

    source, replace = Path(arguments["source"]), bool(arguments.get("replace"))
    return while_closed(settings, lambda: restore_backup(source, settings.db, replace))


_MAKING = frozenset({"init", "restore"})
"""Commands that make the file when there is none; so does an import that may create what is missing."""

_COMMANDS: Mapping[str, Callable[[Arguments, Settings], Any]] = {
    "init": _init,
    "check": _check,
    "journeys": _journeys,
    "import-feedback": _import_feedback,
    "scores": _scores,
    "backup": _backup,
    "restore": _restore,
}


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidInput(_("“{text}” is no day; write it as 2026-03-31.").format(text=text)) from None


def _plain(value: Any) -> Any:
    """JSON data: times as text, numbers that are none as ``null``."""
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
