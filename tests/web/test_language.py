from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from journeymap import locale
from journeymap.web.language import Language


async def speak(_request: Request) -> PlainTextResponse:
    return PlainTextResponse(await asyncio.to_thread(locale.current))


APP = Starlette(routes=[Route("/", speak)], middleware=[Middleware(Language)])


@pytest.mark.parametrize(
    ("address", "accepted", "language"),
    [("/", "fr,da;q=0.8", "da"), ("/?lang=sv", "da", "sv"), ("/?lang=tlh", "de", "de"), ("/", "fr", "en")],
)
def test_a_route_answers_in_the_language_asked_for(address: str, accepted: str, language: str) -> None:
    async def ask() -> str:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(APP), base_url="http://here") as client:
            return (await client.get(address, headers={"Accept-Language": accepted})).text

    with ThreadPoolExecutor(1) as pool:  # the browser tests may have a loop running in this thread
        assert pool.submit(lambda: asyncio.run(ask())).result() == language
