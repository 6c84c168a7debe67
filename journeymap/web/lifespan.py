"""What happens when the server starts and stops, and while it runs."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress

from journeymap import logs
from journeymap.config import Settings
from journeymap.errors import StoreBroken, StoreUnavailable
from journeymap.services.file import close_file, open_file
from journeymap.web.assets import pack
from journeymap.web.door import Commands
from journeymap.web.health import trouble

WATCH_SECONDS = 5.0
EXIT_BROKEN = 1

log = logging.getLogger("journeymap.server")


def lifespan(
    settings: Settings, commands: Commands, address: Callable[[], str]
) -> Callable[[object], AbstractAsyncContextManager[None]]:
    """Opens the file before the first visitor and closes it after the last.

    A file that cannot be opened does not stop the server: the pages say what is wrong with it.

    :param commands: the door for the command line, to be opened with the file.
    :param address: gives the address that the server listens on, known only once it does.
    """

    @asynccontextmanager
    async def run(_app: object) -> AsyncIterator[None]:
        logs.set_up(settings)
        with suppress(StoreUnavailable):
            await asyncio.to_thread(open_file, settings, sample=True)
            commands.open(address())
        log.info("server.started")
        background = [asyncio.create_task(asyncio.to_thread(pack)), asyncio.create_task(_watch(commands, address))]
        try:
            yield
        finally:
            for task in background:
                task.cancel()
            commands.close()
            await asyncio.to_thread(close_file)
            log.info("server.stopped")

    return run


async def _watch(commands: Commands, address: Callable[[], str]) -> None:
    """Look every few seconds: open the door when the file can be used at last; end when it never will be again.

    After a fatal error DuckDB does nothing more, not even close, so neither do we; a supervisor starts us anew.
    """
    while True:
        await asyncio.sleep(WATCH_SECONDS)
        try:
            refusal = await asyncio.to_thread(trouble)
        except Exception:
            log.exception("process.watch")
            continue
        if isinstance(refusal, StoreBroken):
            log.error("process.broken")
            os._exit(EXIT_BROKEN)
        if refusal is None:
            commands.open(address())
