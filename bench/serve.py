"""The app as it is, with one more route through which an answer comes in. For benchmarks only.

    python -m bench.serve

``POST /_bench/answer`` with ``{"survey", "place", "score"}`` writes one answer, as the public survey will, and is
answered after the commit. It listens where the app listens, on 127.0.0.1.
"""

from __future__ import annotations

import gc
import os
from datetime import UTC, datetime
from pathlib import Path

import anyio.to_thread
import streamlit as st
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from journeymap.commands import start as starting
from journeymap.config import settings
from journeymap.model.identity import new_id
from journeymap.model.survey import Response, Source
from journeymap.services.file import database
from journeymap.store.acts import Put
from journeymap.store.tables import to_row
from journeymap.ui.ready import getting_ready
from journeymap.web.door import Commands
from journeymap.web.lifespan import lifespan
from journeymap.web.middleware import middleware
from journeymap.web.routes import routes

ROOT = Path(__file__).resolve().parents[1]


async def answer(request: Request) -> JSONResponse:
    """Write one answer."""
    given = await request.json()
    now = datetime.now(UTC).replace(tzinfo=None)
    response = Response(
        id=new_id(),
        survey_id=given["survey"],
        survey_touchpoint_id=given["place"],
        score=float(given["score"]),
        source=Source.LINK,
        answered_at=now,
        received_at=now,
    )
    revision = await anyio.to_thread.run_sync(lambda: database().transact([Put("response", to_row(response))]))
    return JSONResponse({"revision": revision})


def build() -> st.App:
    """The product's app and the route for answers."""
    commands = Commands(settings())
    return st.App(
        ROOT / "journeymap" / "ui" / "shell.py",
        routes=[Route("/_bench/answer", answer, methods=["POST"]), *routes(settings(), commands)],
        lifespan=getting_ready(lifespan(settings(), commands, lambda: f"http://127.0.0.1:{settings().port}")),
        middleware=middleware(settings()),
    )


if __name__ == "__main__":
    os.chdir(ROOT)  # Streamlit finds its configuration there
    starting.APP = Path(__file__).resolve()
    raise SystemExit(starting.start(settings(), browser=False, as_json=False))

app = build()
gc.collect()
gc.freeze()
