"""What was read from the file stays valid until the next write: computed once per revision, for everybody."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from journeymap.store.database import Database

P = ParamSpec("P")
T = TypeVar("T")


class _Slot:
    """The newest value under one key. Its lock lets one thread compute while the others wait for the result."""

    __slots__ = ("lock", "revision", "value")

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.revision = -1
        self.value: Any = None


def by_revision(
    maxsize: int = 128,
) -> Callable[[Callable[Concatenate[Database, P], T]], Callable[Concatenate[Database, P], T]]:
    """Keep the results of a function of the database and of hashable arguments until ``db.revision`` grows.

    However many threads ask for the same thing at once, it is computed once; and while it is computed, those who ask
    for a newer revision wait, so a slow query never runs beside itself. A failure is not kept. Results are shared:
    they must be immutable, and must not depend on the language of the reader.

    :param maxsize: results kept per open file; the one that was not asked for longest goes first.
    """

    def decorate(function: Callable[Concatenate[Database, P], T]) -> Callable[Concatenate[Database, P], T]:
        slots: WeakKeyDictionary[Database, OrderedDict[Hashable, _Slot]] = WeakKeyDictionary()
        guard = threading.Lock()

        def slot_of(db: Database, key: Hashable) -> _Slot:
            with guard:
                kept = slots.setdefault(db, OrderedDict())
                slot = kept.get(key)
                if slot is None:
                    slot = kept[key] = _Slot()
                    if len(kept) > maxsize:
                        kept.popitem(last=False)
                else:
                    kept.move_to_end(key)
                return slot

        @wraps(function)
        def cached(db: Database, /, *args: P.args, **kwargs: P.kwargs) -> T:
            slot = slot_of(db, (args, tuple(sorted(kwargs.items()))))
            with slot.lock:
                # Read before computing: what is written meanwhile makes the result old, never too new.
                revision = db.revision
                if slot.revision != revision:
                    slot.value = function(db, *args, **kwargs)
                    slot.revision = revision
                value: T = slot.value
                return value

        return cached

    return decorate
