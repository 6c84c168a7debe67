"""Pictures out of the file: a map names them by their address, so that they do not travel with every change of it."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from journeymap.errors import NotFound, StoreUnavailable
from journeymap.services.file import database
from journeymap.services.pictures import load_picture

KEEP = "private, max-age=31536000, immutable"
"""A picture never changes under its id."""


async def picture(request: Request) -> Response:
    """``GET /_journeymap/picture/{id}``: the picture, or 404."""
    picture_id = request.path_params["id"]
    etag = f'"{picture_id}"'
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers={"ETag": etag, "Cache-Control": KEEP})
    try:
        found = await asyncio.to_thread(lambda: load_picture(database(), picture_id))
    except NotFound:
        return Response(status_code=404)
    except StoreUnavailable:
        return Response(status_code=503)
    return Response(found.content, media_type=found.kind, headers={"ETag": etag, "Cache-Control": KEEP})
