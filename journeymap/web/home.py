"""The name of the first page as an address."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse


async def home(request: Request) -> RedirectResponse:
    """``GET /home``: Home lies at the base path itself, and Streamlit knows it by no name."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"./{query}", 307)
