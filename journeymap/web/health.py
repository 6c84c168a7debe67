"""Whether the database answers."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse

from journeymap.errors import StoreBroken, StoreUnavailable
from journeymap.locale import gettext as _
from journeymap.services.file import database


async def health(_request: Request) -> JSONResponse:
    """``GET /health``: 200 when a query was answered, else 503 with the sentence that says why."""
    refusal = await asyncio.to_thread(trouble)
    headers = {"Cache-Control": "no-store"}
    if refusal is not None:
        return JSONResponse({"ok": False, "error": refusal.sentence}, 503, headers)
    return JSONResponse({"ok": True}, headers=headers)


def trouble() -> StoreUnavailable | None:
    """Why the database cannot be used, ``None`` when it can: a query is answered, and the writer is there."""
    try:
        open_file = database()
        open_file.rows("SELECT 1 AS one")
        if not open_file.alive():
            raise StoreBroken(_("Nothing more can be saved. Restart journeymap; what was saved is safe."))
    except StoreUnavailable as refusal:
        return refusal
    return None
