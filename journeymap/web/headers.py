"""What every response says to the browser about safety, and what a page says about what it will need next."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

BROWSER_COOKIE = "journeymap_browser"
"""A random id per browser, so that undo takes back what was done here; ``ui.state`` reads it."""

YEAR = 365 * 24 * 3600


def content_policy(page: Path) -> str:
    """The content policy: nothing but our own scripts, styles, pictures and connections.

    Tried in Chromium with everything that the pages use (``tests/web/elements.py``).

    :param page: Streamlit's ``index.html``; the scripts written into it are allowed by their hash.
    """
    inline = re.findall(r"<script>(.*?)</script>", page.read_text("utf-8"), re.DOTALL)
    hashes = [f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in inline]
    return "; ".join(
        (
            "default-src 'self'",
            " ".join(("script-src 'self' blob:", *hashes)),  # blob: is how Streamlit starts components
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "frame-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


def safety(policy: str) -> dict[str, str]:
    """The headers that every response carries."""
    return {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "X-Frame-Options": "DENY",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    }


class PageHeaders:
    """Adds the safety headers to every response, and to pages the browser's cookie and the script for later.

    :param script: gives the address of a script that some later page needs, to be fetched when the browser is idle.
    :param drawing: paths of the pages that load it themselves. Measured on two cores: a preload there takes from
        Streamlit's own start what it gives to the drawing (2.2 s without, 2.7 s with it to the first chart).
    :param public: how the paths of pages for customers begin: they get no cookie and fetch nothing for later.
    :param hidden: paths that are not for visitors and are answered with 404.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        policy: str,
        script: Callable[[], str],
        drawing: frozenset[str] = frozenset(),
        hidden: frozenset[str] = frozenset(),
        public: tuple[str, ...] = (),
        base_path: str = "",
    ) -> None:
        self.app = app
        self.safety = safety(policy)
        self.script = script
        self.drawing = drawing
        self.hidden = hidden
        self.public = public
        self.cookie_path = base_path or "/"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = scope["path"].rstrip("/")

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.safety.items():
                    headers.setdefault(name, value)
                is_page = headers.get("content-type", "").startswith("text/html")
                if is_page and not path.startswith(self.public):
                    if path not in self.drawing:
                        headers.append("Link", f"<{self.script()}>; rel=prefetch; as=script")
                    self._know_browser(scope, headers)
            await send(message)

        app = Response(status_code=404) if path in self.hidden else self.app
        await app(scope, receive, with_headers)

    def _know_browser(self, scope: Scope, headers: MutableHeaders) -> None:
        if f"{BROWSER_COOKIE}=" in Headers(scope=scope).get("cookie", ""):
            return
        secure = "; Secure" if scope.get("scheme") == "https" else ""
        rules = f"Max-Age={YEAR}; Path={self.cookie_path}; HttpOnly; SameSite=Lax{secure}"
        headers.append("Set-Cookie", f"{BROWSER_COOKIE}={uuid4()}; {rules}")
