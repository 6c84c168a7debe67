"""One live session without a browser: it speaks Streamlit's protobuf over a WebSocket, as a browser does.

It keeps large messages and says which, so that the server sends only their hash when they are asked for again; and it
asks for the fragment anew as often as the server has said (``run_every``). It draws nothing and never touches a widget.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import perf_counter
from urllib.parse import urlsplit
from uuid import uuid4

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

PATIENCE_SECONDS = 60.0
OLDEST = 2
"""Runs that a message is kept without being seen (``global.maxCachedMessageAge``)."""
VIEW = "1320x780"
"""Room for the map that the browser reported last time (its cookie)."""


@dataclass(frozen=True, slots=True)
class Refresh:
    """One run of the page or of its fragment.

    :param ms: from the request until the server said that the run is finished.
    :param size: bytes that were received.
    :param stamp: of the map's drawing, blank on a page without one.
    """

    ms: float
    size: int
    stamp: str


@dataclass(slots=True)
class _Kept:
    """A message that the browser keeps, in case the server refers to it."""

    message: ForwardMsg
    run: int


@dataclass(slots=True)
class Viewer:
    """An open session; :func:`viewing` makes one.

    :ivar fragment: the one that refreshes itself.
    :ivar every: seconds between two refreshes.
    """

    socket: ClientConnection
    url: str
    page: str
    query: str
    fragment: str = ""
    every: float = 0.0
    _stamp: str = ""
    _kept: dict[str, _Kept] = field(default_factory=dict)
    _runs: int = 0

    async def rerun(self) -> Refresh:
        """Run the page, as a click on a filter does."""
        return await self._run("")

    async def refresh(self) -> Refresh:
        """Run the fragment, as its timer does."""
        return await self._run(self.fragment)

    async def _run(self, fragment: str) -> Refresh:
        asked = BackMsg()
        script = asked.rerun_script
        script.page_name, script.query_string = self.page, self.query
        script.fragment_id, script.is_auto_rerun = fragment, bool(fragment)
        script.cached_message_hashes.extend(self._kept)
        script.context_info.timezone, script.context_info.locale = "Europe/Copenhagen", "en"
        script.context_info.url, script.context_info.color_scheme = f"{self.url}/{self.page}", "light"
        begun = perf_counter()
        await self.socket.send(asked.SerializeToString())
        size = await asyncio.wait_for(self._until_finished(), PATIENCE_SECONDS)
        return Refresh((perf_counter() - begun) * 1000, size, self._stamp)

    async def _until_finished(self) -> int:
        size = 0
        while True:
            frame = await self.socket.recv(decode=False)
            size += len(frame)
            message = ForwardMsg()
            message.ParseFromString(frame)
            if message.WhichOneof("type") == "script_finished":
                self._age(message.metadata.run.fragment_ids)
                return size
            self._take(message)

    def _take(self, message: ForwardMsg) -> None:
        match message.WhichOneof("type"):
            case "auto_rerun":
                self.fragment, self.every = message.auto_rerun.fragment_id, message.auto_rerun.interval
            case "delta":
                if message.metadata.cacheable:
                    self._kept.setdefault(message.hash, _Kept(message, self._runs))
                self._look(message)
            case "ref_hash":
                kept = self._kept[message.ref_hash]
                kept.run = self._runs
                self._look(kept.message)

    def _look(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        match element.WhichOneof("type"):
            case "bidi_component" if element.bidi_component.component_name.endswith("journeymap_map"):
                self._stamp = json.loads(element.bidi_component.json)["stamp"]
            case "exception":
                raise AssertionError(element.exception.message)
            case "alert":
                raise AssertionError(element.alert.body)

    def _age(self, fragments: object) -> None:
        """Let go of what was not seen for some runs. Everything large is in the one fragment that there is."""
        self._runs += 1
        if fragments or not self.fragment:
            self._kept = {name: kept for name, kept in self._kept.items() if self._runs - kept.run <= OLDEST}


@asynccontextmanager
async def viewing(url: str, page: str = "map", query: str = "", view: str = VIEW) -> AsyncIterator[Viewer]:
    """Open a page, and close it afterwards.

    :param url: of the server.
    :param query: of the link, for example ``touchpoint=…``.
    :param view: the room there is for the map, ``WIDTHxHEIGHT``.
    """
    address = urlsplit(url)._replace(scheme="ws", path="/_stcore/stream").geturl()
    async with connect(
        address,
        subprotocols=[Subprotocol("streamlit")],
        additional_headers={"Cookie": f"journeymap_view={view}; journeymap_browser={uuid4()}"},
        max_size=None,
        compression=None,
    ) as socket:
        viewer = Viewer(socket, url, page, query)
        first = await viewer.rerun()
        assert first.stamp or page != "map", "the page shows no map"
        yield viewer
