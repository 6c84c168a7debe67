"""What several people look at is drawn once, and again only when something in it changed."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable

from journeymap import locale
from journeymap.drawing.live import Drawing, MapRequest, draw


class _Slot:
    """The newest drawing of one view. Its lock lets one thread draw while the others wait for the result."""

    __slots__ = ("drawing", "lock", "request")

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.request: MapRequest | None = None
        self.drawing: Drawing | None = None


class Drawings:
    """The drawings that were asked for last. Any thread may use it.

    :param most: views that are kept; the one that was not asked for longest goes first. A drawing takes 50–150 kB.
    """

    def __init__(self, most: int = 128) -> None:
        self._most = most
        self._guard = threading.Lock()
        self._slots: OrderedDict[Hashable, _Slot] = OrderedDict()

    def get(self, request: MapRequest, *, focus: int = 0) -> Drawing:
        """As :func:`~journeymap.drawing.live.draw`, from before when the same was asked for before.

        An answer that changes no score on this map changes nothing here: scores are compared by what they say.
        """
        slot = self._slot(_view(request, focus))
        with slot.lock:
            if slot.drawing is None or slot.request != request:
                slot.drawing = draw(request, focus=focus)
                slot.request = request
            return slot.drawing

    def _slot(self, view: Hashable) -> _Slot:
        with self._guard:
            slot = self._slots.get(view)
            if slot is None:
                slot = self._slots[view] = _Slot()
                if len(self._slots) > self._most:
                    self._slots.popitem(last=False)
            else:
                self._slots.move_to_end(view)
            return slot


def _view(request: MapRequest, focus: int) -> Hashable:
    """All of a request but what the file says."""
    return (
        locale.current(),
        request.journey_map.journey.id,
        request.width,
        request.height,
        request.theme,
        request.persona_ids,
        request.lane_ids,
        request.stage_id,
        request.selected,
        request.period,
        focus,
    )
