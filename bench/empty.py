"""The least that Streamlit can be, served as the app is: what our pages are compared with.

    python -m bench.empty PORT

``/`` shows a text; ``/?button`` shows another one when its button is pressed.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route


async def health(_request: Request) -> PlainTextResponse:
    """It is there."""
    return PlainTextResponse("")


app = st.App(Path(__file__).with_name("empty_page.py"), routes=[Route("/health", health)])
gc.collect()
gc.freeze()

if __name__ == "__main__":
    os.chdir(Path(__file__).resolve().parents[1])  # Streamlit finds the configuration of the product there
    app.run(
        config={
            "server.address": "127.0.0.1",
            "server.port": int(sys.argv[1]),
            "server.headless": True,
            "server.fileWatcherType": "none",
            "browser.gatherUsageStats": False,
            "client.toolbarMode": "viewer",
            "logger.hideWelcomeMessage": True,
        }
    )
