from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from journeymap import assets
from journeymap.config import settings
from journeymap.services.brand import set_brand
from journeymap.services.file import close_file, open_file
from journeymap.web.door import Commands
from journeymap.web.routes import routes
from tests.services.test_pictures import image_file

Get = Callable[..., httpx.Response]


@pytest.fixture
def get(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Get]:
    """Asks our own routes for an address."""
    monkeypatch.setenv("JOURNEYMAP_DB", str(tmp_path / "pictures.duckdb"))
    settings.cache_clear()
    open_file(settings())
    transport = httpx.ASGITransport(Starlette(routes=routes(settings(), Commands(settings()))))

    async def ask(address: str, headers: dict[str, str]) -> httpx.Response:
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.get(address, headers=headers)

    with ThreadPoolExecutor(1) as pool:  # the browser tests may have a loop running in this thread
        yield lambda address, **headers: pool.submit(lambda: asyncio.run(ask(address, headers))).result()
    close_file()
    settings.cache_clear()


def test_a_browser_gets_a_picture_once_and_keeps_it(get: Get) -> None:
    logo = set_brand(open_file(settings()), name="", accent="", logo=image_file(60, 20)).logo_id or ""
    answer = get(assets.picture_url(logo))
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/jpeg")
    assert answer.content.startswith(b"\xff\xd8")
    assert answer.headers["cache-control"] == "private, max-age=31536000, immutable"
    again = get(assets.picture_url(logo), **{"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("picture_id", ["019c167f-cc00-7069-9c34-392dcf8c6e87", "x", "..%2Fetc"])
def test_a_picture_that_is_not_there_is_not_found(get: Get, picture_id: str) -> None:
    assert get(assets.picture_url(picture_id)).status_code == 404
