from __future__ import annotations

import asyncio

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

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
    with TestClient(APP) as client:
        assert client.get(address, headers={"Accept-Language": accepted}).text == language
