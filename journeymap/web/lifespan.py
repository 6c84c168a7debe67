"""What happens when the server starts and stops."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import anyio.to_thread

from journeymap.config import settings
from journeymap.errors import StoreUnavailable
from journeymap.services.file import close_file, open_file
from journeymap.web.assets import pack


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[None]:
    """Open the file before the first visitor, close it after the last.

    A file that cannot be opened does not stop the server: the pages say what is wrong with it.
    """
    with suppress(StoreUnavailable):
        await anyio.to_thread.run_sync(lambda: open_file(settings(), sample=True))
    async with anyio.create_task_group() as background:
        background.start_soon(anyio.to_thread.run_sync, pack)
        yield
    await anyio.to_thread.run_sync(close_file)
