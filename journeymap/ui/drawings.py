"""What several people look at is drawn once, and again only when something in it changed."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from journeymap import locale
from journeymap.drawing.live import Drawing, MapRequest, draw

T = TypeVar("T")


class _Slot(Generic[T]):
    """The newest drawing of one view. Its lock lets one thread draw while the others wait for the result."""

    __slots__ = ("drawn", "lock", "request")

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.request: MapRequest | None = None
        self.drawn: T | None = None


class Newest(Generic[T]):
    """What was made of the requests that came last. Any thread may use it.

    :param most: views that are kept; the one that was not asked for longest goes first. A drawing takes 50–150 kB.
    """

    def __init__(self, most: int = 128) -> None:
        self._most = most
        self._guard = threading.Lock()
        self._slots: OrderedDict[Hashable, _Slot[T]] = OrderedDict()

    def get(self, request: MapRequest, which: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` makes of a request, from before when the same was asked for before.

        An answer that changes no score on this map changes nothing here: scores are compared by what they say.

        :param which: of several things that are made of the same request.
        """
        slot = self._slot((which, _view(request)))
        with slot.lock:
            if slot.drawn is None or slot.request != request:
                slot.drawn = make()
                slot.request = request
            return slot.drawn

    def _slot(self, view: Hashable) -> _Slot[T]:
        with self._guard:
            slot = self._slots.get(view)
            if slot is None:
                slot = self._slots[view] = _Slot()
                if len(self._slots) > self._most:
                    self._slots.popitem(last=False)
            else:
                self._slots.move_to_end(view)
            return slot


class Drawings:
    """The drawings that were asked for last.

    :param most: as of :class:`Newest`.
    """

    def __init__(self, most: int = 128) -> None:
        self._newest: Newest[Drawing] = Newest(most)

    def get(self, request: MapRequest, *, focus: int = 0) -> Drawing:
        """As :func:`~journeymap.drawing.live.draw`, from before when the same was asked for before."""
        return self._newest.get(request, focus, lambda: draw(request, focus=focus))


def _view(request: MapRequest) -> Hashable:
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
        request.hidden_scores,
    )
