"""A bare Starlette route that commits one row to a DuckDB file: what the survey route is held against.

python -m bench.collect_bare PORT FILE
"""

from __future__ import annotations

import sys
import uuid
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from journeymap.store.acts import Put
from journeymap.store.database import open_database


def main(port: int, path: Path) -> None:
    """Serve until it is ended."""
    db = open_database(path)

    def commit() -> None:
        db.transact([Put("editor", {"id": str(uuid.uuid4()), "name": "", "version": 1})])

    async def answer(_request: Request) -> PlainTextResponse:
        await run_in_threadpool(commit)
        return PlainTextResponse("ok")

    async def health(_request: Request) -> PlainTextResponse:
        return PlainTextResponse("ok")

    routes = [Route("/answer", answer, methods=["POST"]), Route("/health", health)]
    uvicorn.run(Starlette(routes=routes), host="127.0.0.1", port=port, log_level="warning")
    db.close()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
