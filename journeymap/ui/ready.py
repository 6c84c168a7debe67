"""What pages need is imported before the first visitor asks for it, and never looked through again."""

from __future__ import annotations

import asyncio
import gc
import importlib
import pkgutil
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from journeymap import ui
from journeymap.services.map_export import get_fonts_ready

SHELL = "shell"
"""The script that Streamlit runs for every visitor; importing it would run it."""

Life = Callable[[object], AbstractAsyncContextManager[None]]
"""What an ASGI application does when the server starts and stops."""


def getting_ready(life: Life) -> Life:
    """As ``life``; once the server has started, pages get ready in the background."""

    @asynccontextmanager
    async def run(app: object) -> AsyncIterator[None]:
        async with life(app):
            ready = asyncio.create_task(asyncio.to_thread(get_ready))
            yield
            await ready

    return run


def get_ready() -> None:
    """Import every module of this room and what it imports, then set aside all that is there for good.

    Streamlit collects all garbage after every run of a script. What imports made is never garbage, but looking through
    it took 16 ms of each refresh of the map, in which nobody else is served; now it takes one.
    """
    for module in pkgutil.iter_modules(ui.__path__):
        if module.name != SHELL:
            importlib.import_module(f"{ui.__name__}.{module.name}")
    gc.collect()
    gc.freeze()
    threading.Thread(target=get_fonts_ready, name="fonts", daemon=True).start()  # nothing waits for it, nor the end
