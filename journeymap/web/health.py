"""Whether the database answers."""

from __future__ import annotations

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse

from journeymap.errors import StoreUnavailable
from journeymap.services.file import database


async def health(_request: Request) -> JSONResponse:
    """``GET /health``: 200 when a query was answered, else 503 with the sentence that says why."""
    try:
        await anyio.to_thread.run_sync(lambda: database().rows("SELECT 1 AS one"))
    except StoreUnavailable as refusal:
        return JSONResponse({"ok": False, "error": refusal.sentence}, 503)
    return JSONResponse({"ok": True})
