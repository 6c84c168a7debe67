"""A map as it was at some time, put aside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class SnapshotReason(StrEnum):
    """Why a snapshot was taken; all but the first by the app itself."""

    BY_HAND = "by_hand"
    IMPORT = "import"
    RESTORE = "restore"
    GOING_BACK = "going_back"
    WORKSHOP = "workshop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The map of one journey at a time. Scores are not in it: they are recomputed from what had been received by then.

    :param scope: id of the journey.
    :param label: what the person called it; of one that the app took, what it was about to do.
    :param actor: the browser (or user) who took it; blank for a command.
    :param name: what the person was called then, or blank.
    :param taken_at: naive UTC.
    :param map: JSON of the map and of the places where its surveys stood; blank in lists.
    """

    id: str
    scope: str
    label: str
    reason: SnapshotReason
    actor: str
    name: str
    taken_at: datetime
    map: str
    version: int = 1

    @property
    def by_hand(self) -> bool:
        """A person took it; the app never drops it by itself."""
        return self.reason is SnapshotReason.BY_HAND
