from __future__ import annotations

import gzip

import brotli  # type: ignore[import-untyped]  # ships no types
import httpx
import pytest

from journeymap import assets
from tests.servers import Server


@pytest.mark.parametrize("encoding", ["br", "gzip", "identity"])
def test_plotly_comes_compressed_as_the_browser_likes_it(app_server: Server, encoding: str) -> None:
    with httpx.stream("GET", app_server.url + assets.plotly_url(), headers={"Accept-Encoding": encoding}) as answer:
        body = b"".join(answer.iter_raw())
    unpacked = {"br": brotli.decompress, "gzip": gzip.decompress, "identity": bytes}[encoding](body)
    path = assets.path_of(assets.PLOTLY)
    assert path is not None
    assert unpacked == path.read_bytes()
    assert answer.headers.get("content-encoding", "identity") == encoding
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert int(answer.headers["content-length"]) == len(body)


def test_what_a_browser_has_is_not_sent_again(app_server: Server) -> None:
    address = app_server.url + assets.module_url("map")
    first = httpx.get(address)
    assert first.status_code == 200
    assert httpx.get(address, headers={"If-None-Match": first.headers["etag"]}).status_code == 304


@pytest.mark.parametrize(
    "path",
    ["/_journeymap/000000000000/map.js", "/_journeymap/000000000000/plotly.js", "/_journeymap/x/..%2f__init__.py"],
)
def test_an_address_of_another_version_is_not_found(app_server: Server, path: str) -> None:
    assert httpx.get(app_server.url + path).status_code in (400, 404)


def test_there_is_no_address_for_what_is_not_there() -> None:
    with pytest.raises(KeyError):
        assets.module_url("nothing")
    assert assets.path_of("../__init__.py") is None
