"""In which language our own routes answer."""

from __future__ import annotations

from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from journeymap import locale


class Language:
    """Answers every request in the language of ``?lang=``, else as the browser asks for, else the installation's.

    The pages have their own, which a person can change: ``ui.language``.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        with locale.speaking(_asked(scope) or locale.wanted(Headers(scope=scope).get("accept-language", ""))):
            await self.app(scope, receive, send)


def _asked(scope: Scope) -> str | None:
    query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    return locale.wanted(query.get("lang", [""])[0])
