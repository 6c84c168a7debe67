"""Our scripts over HTTP: compressed once, kept by browsers for ever."""

from __future__ import annotations

import asyncio
import gzip
from functools import cache
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # ships no types
from starlette.requests import Request
from starlette.responses import Response

from journeymap import assets

FOR_EVER = "public, max-age=31536000, immutable"


async def asset(request: Request) -> Response:
    """``GET /_journeymap/{version}/{name}``: the script, or 404 when the version is not the one we have."""
    name, version = request.path_params["name"], request.path_params["version"]
    path = assets.path_of(name)
    if path is None or assets.version_of(name) != version:
        return Response("", 404)
    encoding = _encoding(request.headers.get("accept-encoding", ""))
    headers = {"Cache-Control": FOR_EVER, "ETag": f'"{version}"', "Vary": "Accept-Encoding"}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    if encoding:
        headers["Content-Encoding"] = encoding
    body = await asyncio.to_thread(_packed, path, version, encoding)
    return Response(body, headers=headers, media_type="text/css" if name.endswith(".css") else "text/javascript")


def pack() -> None:
    """Compress Plotly before the first browser asks for it."""
    for encoding in ("br", "gzip"):
        _packed(assets.path_of(assets.PLOTLY), assets.version_of(assets.PLOTLY), encoding)


def _encoding(accepted: str) -> str:
    offered = {part.split(";")[0].strip() for part in accepted.split(",") if not part.replace(" ", "").endswith("q=0")}
    return next((name for name in ("br", "gzip") if name in offered), "")


@cache
def _packed(path: Path, _version: str, encoding: str) -> bytes:
    content = path.read_bytes()
    if encoding == "br":
        packed: bytes = brotli.compress(content, mode=brotli.MODE_TEXT, quality=5)
        return packed
    return gzip.compress(content, 6, mtime=0) if encoding == "gzip" else content
