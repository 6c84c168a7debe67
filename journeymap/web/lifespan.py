"""What happens when the server starts and stops."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress

from journeymap import logs
from journeymap.config import Settings
from journeymap.errors import StoreUnavailable
from journeymap.services.door import close_door, open_door
from journeymap.services.file import close_file, open_file
from journeymap.web.assets import pack
from journeymap.web.door import Commands
from journeymap.web.health import end_when_broken

log = logging.getLogger("journeymap.server")


def lifespan(
    settings: Settings, commands: Commands, address: Callable[[], str]
) -> Callable[[object], AbstractAsyncContextManager[None]]:
    """Opens the file before the first visitor and closes it after the last.

    A file that cannot be opened does not stop the server: the pages say what is wrong with it.

    :param commands: the door for the command line, to be told its secret.
    :param address: gives the address that the server listens on, known only once it does.
    """

    @asynccontextmanager
    async def run(_app: object) -> AsyncIterator[None]:
        logs.set_up(settings)
        with suppress(StoreUnavailable):
            await asyncio.to_thread(open_file, settings, sample=True)
        door = None
        with suppress(OSError):  # a folder that cannot be written to: the command line then says who holds the file
            door = commands.door = open_door(settings.db, address())
        log.info("server.started")
        background = [asyncio.create_task(asyncio.to_thread(pack)), asyncio.create_task(end_when_broken())]
        try:
            yield
        finally:
            for task in background:
                task.cancel()
            if door is not None:
                close_door(settings.db, door)
            await asyncio.to_thread(close_file)
            log.info("server.stopped")

    return run
