from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from journeymap.ui import state
from journeymap.web.headers import BROWSER_COOKIE, content_policy
from tests.servers import Server


@pytest.mark.parametrize(
    "path", ["/", "/map", "/health", "/_stcore/health", "/_journeymap/nothing/here.js", "/nowhere"]
)
def test_every_response_says_what_a_browser_may_do(app_server: Server, path: str) -> None:
    headers = httpx.get(app_server.url + path).headers
    policy = headers["content-security-policy"]
    for rule in ("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'", "form-action 'self'"):
        assert rule in policy
    assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]
    assert "unsafe-eval" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-frame-options"] == "DENY"


def test_the_policy_knows_the_scripts_written_into_the_first_page(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text("<script>alert(1)</script><script src='a.js'></script>")
    # printf 'alert(1)' | openssl dgst -sha256 -binary | base64
    assert "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='" in content_policy(page)


def test_metrics_are_not_for_visitors(app_server: Server) -> None:
    for path in ("/_stcore/metrics", "/_stcore/metrics/"):
        assert httpx.get(app_server.url + path).status_code == 404


def test_a_page_gets_to_know_the_browser_once(app_server: Server) -> None:
    with httpx.Client() as client:
        first = client.get(app_server.url)
        assert "httponly" in first.headers["set-cookie"].lower()
        assert "samesite=lax" in first.headers["set-cookie"].lower()
        assert "set-cookie" not in client.get(app_server.url).headers
        assert "set-cookie" not in httpx.get(f"{app_server.url}/health").headers


def test_pages_look_for_the_browser_under_the_name_it_was_given() -> None:
    assert state.BROWSER_COOKIE == BROWSER_COOKIE


def test_pages_that_draw_nothing_fetch_the_drawing_library_for_later(app_server: Server) -> None:
    link = httpx.get(app_server.url).headers["link"]
    address = link.removeprefix("<").split(">")[0]
    assert "rel=prefetch" in link
    assert httpx.get(app_server.url + address).status_code == 200
    assert "link" not in httpx.get(f"{app_server.url}/map").headers
