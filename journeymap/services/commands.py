"""What the command line can ask for, carried out by whoever has the file: the command itself, or the running app.

Arguments and documents are plain JSON data, so that they look the same from near and from afar. What only one command
needs is imported when it is asked for.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, is_dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from journeymap.config import Settings
from journeymap.errors import InvalidInput, NotFound
from journeymap.locale import gettext as _
from journeymap.scores.period import Period
from journeymap.services.file import as_it_is, open_file, while_closed
from journeymap.services.sample import add_sample, has_sample

Arguments = Mapping[str, Any]
Progress = Callable[[float], None]

log = logging.getLogger("journeymap.commands")


@dataclass(frozen=True, slots=True)
class Order:
    """One command to be carried out.

    :param arguments: its options by name, with ``_`` for ``-``; paths are whole.
    :param progress: told from time to time which share is done, 0 to 1, by commands that take long.
    """

    command: str
    arguments: Arguments
    settings: Settings
    progress: Progress | None = None


def carry_out(order: Order) -> Any:
    """Carry out a command on the file of the settings, opening it when this process has not.

    :returns: the document of the contract.
    :raises JourneymapError: the command was refused; the sentence says why.
    """
    if order.command not in _COMMANDS:
        raise InvalidInput(_("There is no command “{name}”.").format(name=order.command))
    path, makes = order.settings.db, order.command in _MAKING or order.arguments.get("create")
    if not makes and not path.exists():
        raise NotFound(_("There is no file {path}. Make it with “init”, or name another.").format(path=path))
    document = _plain(_COMMANDS[order.command](order))
    log.info("command.done command=%s", order.command)
    return document


def _init(order: Order) -> Any:
    was_there = order.settings.db.exists()  # the app that carries this out may have made it long ago
    db = open_file(order.settings)
    if order.arguments.get("sample"):
        add_sample(db)
    return {"path": order.settings.db.absolute(), "created": db.is_new and not was_there, "sample": has_sample(db)}


def _check(order: Order) -> Any:
    from journeymap.services.integrity import check_document

    with as_it_is(order.settings) as db:
        return check_document(db)


def _journeys(order: Order) -> Any:
    from journeymap.services.journeys import journeys_document

    return journeys_document(open_file(order.settings))


def _import_feedback(order: Order) -> Any:
    from journeymap.services.feedback_import import import_feedback

    given = dict(order.arguments)
    file = Path(given.pop("file"))
    return import_feedback(open_file(order.settings), file, **given, progress=order.progress)


def _scores(order: Order) -> Any:
    from journeymap.services.journeys import find_journey
    from journeymap.services.scores import scores_document

    db = open_file(order.settings)
    journey = find_journey(db, order.arguments["journey"])
    return scores_document(db, journey.id, _period(order), settings=order.settings)


def _insights(order: Order) -> Any:
    from journeymap.services.insights.document import insights_document
    from journeymap.services.journeys import find_journey

    db = open_file(order.settings)
    journey = find_journey(db, order.arguments["journey"])
    return insights_document(db, journey.id, _period(order), settings=order.settings)


def _period(order: Order) -> Period:
    return Period(_day(order.arguments.get("first")), _day(order.arguments.get("last")))


def _import_map(order: Order) -> Any:
    from journeymap.services.map_import import import_map_file

    return import_map_file(open_file(order.settings), COMMAND_LINE, Path(order.arguments["file"]))


def _export_map(order: Order) -> Any:
    from journeymap.services.map_command import export_by_command

    return export_by_command(open_file(order.settings), order.arguments, _period(order), order.settings, order.progress)


def _backup(order: Order) -> Any:
    from journeymap.services.backup import make_backup

    return make_backup(open_file(order.settings), Path(order.arguments["to"]))


def _restore(order: Order) -> Any:
    from journeymap.services.backup import restore_backup

    source, replace = Path(order.arguments["source"]), bool(order.arguments.get("replace"))
    return while_closed(order.settings, lambda: restore_backup(source, order.settings.db, replace))


COMMAND_LINE = "command-line"
"""Whose acts those are that are asked for on the command line."""

_MAKING = frozenset({"init", "restore"})
"""Commands that make the file when there is none; so does an import that may create what is missing."""

_COMMANDS: Mapping[str, Callable[[Order], Any]] = {
    "init": _init,
    "check": _check,
    "journeys": _journeys,
    "import-feedback": _import_feedback,
    "scores": _scores,
    "insights": _insights,
    "import-map": _import_map,
    "export-map": _export_map,
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
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
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
