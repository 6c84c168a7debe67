"""Who carries a command out: the running app when it has the file open, otherwise this process."""

from __future__ import annotations

import json
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlsplit

from journeymap import locale
from journeymap.assets import PREFIX
from journeymap.config import Settings
from journeymap.errors import FileHeld, JourneymapError, StoreUnavailable
from journeymap.locale import gettext as _
from journeymap.services import commands
from journeymap.services.commands import Order
from journeymap.services.door import HEADER, Door, find_door, note_beside
from journeymap.services.file import close_file

PATIENCE_SECONDS = 5.0
"""How long the app may take to say that it is there; a command itself may take as long as it needs."""


def carry_out(order: Order) -> Any:
    """The document of a command.

    :raises JourneymapError: it was refused, or nobody can use the file.
    """
    door = answering_door(order.settings)
    if door is not None:
        return _ask(door, order)
    try:
        return commands.carry_out(order)
    except FileHeld as held:
        raise _whose(order.settings) or held from held
    finally:
        close_file()


def answering_door(settings: Settings) -> Door | None:
    """The app that has the file open, if it answers."""
    door = find_door(settings.db)
    if door is None:
        return None
    try:
        status, _said = _request(door, "GET", None, PATIENCE_SECONDS)
    except (OSError, HTTPException):
        return None
    return door if status == 200 else None


def _ask(door: Door, order: Order) -> Any:
    asked = {"command": order.command, "arguments": dict(order.arguments), "language": locale.current()}
    try:
        _status, said = _request(door, "POST", json.dumps(asked), None)
        answer = json.loads(said)
    except (OSError, HTTPException, ValueError) as error:
        raise StoreUnavailable(
            _("The app stopped before it had answered. Start it, and see whether the command was carried out.")
        ) from error
    if "document" not in answer:
        raise JourneymapError(str(answer.get("error", _("The app could not carry this out; its log says why."))))
    return answer["document"]


def _request(door: Door, method: str, body: str | None, timeout: float | None) -> tuple[int, bytes]:
    # Not urllib, which would send this to a proxy of the environment.
    parts = urlsplit(door.url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=timeout)
    try:
        headers = {HEADER: door.secret, "Content-Type": "application/json"}
        connection.request(method, f"{parts.path}{PREFIX}/command", body and body.encode(), headers)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def _whose(settings: Settings) -> FileHeld | None:
    """A better sentence for a held file, when a note lies beside it."""
    door = find_door(settings.db)
    if door is not None:
        return FileHeld(
            _(
                "journeymap (process {pid}) has {file} open but does not answer. End that process, then try again."
            ).format(pid=door.pid, file=settings.db)
        )
    if note_beside(settings.db).exists():
        return FileHeld(
            _("journeymap has {file} open under another account. Run this command as that user.").format(
                file=settings.db
            )
        )
    return None
