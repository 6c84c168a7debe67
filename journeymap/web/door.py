"""The door for the command line: the app carries a command out itself, because only it can use the file it holds."""

from __future__ import annotations

import asyncio
import hmac
import ipaddress
import json
import logging
from contextlib import suppress
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse

from journeymap import locale
from journeymap.config import Settings
from journeymap.errors import JourneymapError
from journeymap.locale import gettext as _
from journeymap.services.commands import Order, carry_out
from journeymap.services.door import HEADER, Door, close_door, open_door

log = logging.getLogger("journeymap.door")

LARGEST = 64 * 1024
"""Bytes of the largest command; it names files, it does not carry them."""

_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip", "via")


class Commands:
    """``POST /_journeymap/command`` with ``{"command", "arguments", "language"}``; ``GET`` says that somebody is here.

    Answers ``{"document"}`` or, when the command was refused, ``{"error"}``. Only for callers on this machine that
    could read the note beside the file; everybody else sees a page that does not exist.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.door: Door | None = None

    def open(self, url: str) -> None:
        """Leave the note beside the file, once; only who has the file open may do so."""
        if self.door is None:
            with suppress(OSError):  # a folder that cannot be written to: the command line then names our process
                self.door = open_door(self.settings.db, url)

    def close(self) -> None:
        """Take the note away."""
        if self.door is not None:
            close_door(self.settings.db, self.door)
            self.door = None

    async def take(self, request: Request) -> JSONResponse:
        """The route."""
        if not self._is_ours(request):
            return JSONResponse({"error": _("There is nothing here.")}, 404)
        if request.method == "GET":
            return JSONResponse({"here": True})
        asked = await _read(request)
        if asked is None:
            return JSONResponse({"error": _("This is not a command.")}, 400)
        return await asyncio.to_thread(self._answer, asked)

    def _is_ours(self, request: Request) -> bool:
        if self.door is None or not _is_local(request) or any(name in request.headers for name in _FORWARDED):
            return False
        given = request.headers.get(HEADER, "").encode("utf-8", "replace")
        return hmac.compare_digest(given, self.door.secret.encode())

    def _answer(self, asked: dict[str, Any]) -> JSONResponse:
        locale.use(str(asked.get("language", "")))
        try:
            document = carry_out(Order(asked["command"], asked["arguments"], self.settings))
        except JourneymapError as refusal:
            return JSONResponse({"error": refusal.sentence}, 422)
        except Exception:
            log.exception("command.failed")
            return JSONResponse({"error": _("The app could not carry this out; its log says why.")}, 500)
        return JSONResponse({"document": document})


def _is_local(request: Request) -> bool:
    try:
        return request.client is not None and ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False


async def _read(request: Request) -> dict[str, Any] | None:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            return None
    try:
        asked = json.loads(body)
    except ValueError:
        return None
    fits = (
        isinstance(asked, dict) and isinstance(asked.get("command"), str) and isinstance(asked.get("arguments"), dict)
    )
    return asked if fits else None
