"""Snapshots: a map put aside with a label, by hand or by the app before something large; listed, compared.

::

    snapshot_id = take_snapshot(db, actor, journey_id, label="Before the workshop in May")
    keep_safe(db, actor, journey_id, SnapshotReason.IMPORT, label="answers.csv")
    compare_snapshots(db, journey_id, snapshot_id)            # with now
    restore_snapshot(db, actor, snapshot_id)                  # services.snapshot_restore
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from journeymap.errors import Conflict, NotFound
from journeymap.locale import N_
from journeymap.locale import gettext as _
from journeymap.model.identity import new_id
from journeymap.model.journey import JourneyMap
from journeymap.model.snapshot import Snapshot, SnapshotReason
from journeymap.scores.comparison import Place, compare_scores
from journeymap.scores.period import LATEST
from journeymap.scores.score import Score
from journeymap.services.acts import Act, carry_out, differences, planned
from journeymap.services.comparison import Compared, Comparison
from journeymap.services.editing import Field, is_id, line, read_fields, short
from journeymap.services.editors import editor_name
from journeymap.services.journey_scores import JourneyScores
from journeymap.services.map_differences import differences as map_differences
from journeymap.services.maps import load_map
from journeymap.services.snapshot_scores import scores_received
from journeymap.store import snapshots as store
from journeymap.store.acts import Act as Write
from journeymap.store.database import Database
from journeymap.store.journeys import read_places
from journeymap.store.snapshots import Kept

AUTOMATIC = 20
"""Snapshots that the app took by itself and keeps, for each journey. Those by hand are all kept."""
LABEL_LIMIT = 120

FIELDS = {"label": Field(N_("Label"), line(LABEL_LIMIT))}
"""What can be edited about a snapshot."""

log = logging.getLogger("journeymap.snapshots")


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A map at a time.

    :param at: naive UTC; ``None`` is now.
    """

    kept: Kept
    at: datetime | None = None

    @property
    def map(self) -> JourneyMap:
        """The map."""
        return self.kept.map


def take_snapshot(db: Database, actor: str, journey_id: str, label: str = "") -> str:
    """Put the map aside, by hand.

    :returns: id of the snapshot.
    :raises NotFound: there is no such journey.
    :raises InvalidInput: the label is too long.
    """
    wanted = read_fields(FIELDS, {"label": label})["label"]
    return _take(db, actor, journey_id, SnapshotReason.BY_HAND, wanted)


def keep_safe(
    db: Database,
    actor: str,
    journey_id: str,
    reason: SnapshotReason,
    label: str = "",
    *,
    at: datetime | None = None,
) -> str:
    """Put the map aside before something large happens to it. Of such snapshots the newest :data:`AUTOMATIC` are kept.

    :param actor: blank when nobody in particular acts, as on the command line.
    :param label: what is about to happen: a file's name, a workshop's title.
    :param at: naive UTC; the clock's time when left out. Answers received until then belong to the snapshot.
    :returns: id of the snapshot.
    """
    return _take(db, actor, journey_id, reason, short(label), at)


def safely(db: Database, actor: str, journey_id: str, reason: SnapshotReason, label: str = "") -> list[Write]:
    """As :func:`keep_safe`, as writes of the transaction of the act itself: refused, it leaves no snapshot."""
    return _writes(_snapshot(db, actor, journey_id, reason, short(label)))


def _take(
    db: Database, actor: str, journey_id: str, reason: SnapshotReason, label: str, at: datetime | None = None
) -> str:
    snapshot = _snapshot(db, actor, journey_id, reason, label, at)
    db.transact(_writes(snapshot))
    log.info("snapshot.take scope=%s snapshot=%s reason=%s", journey_id, snapshot.id, reason)
    return snapshot.id


def _snapshot(
    db: Database, actor: str, journey_id: str, reason: SnapshotReason, label: str, at: datetime | None = None
) -> Snapshot:
    return Snapshot(
        id=new_id(),
        scope=journey_id,
        label=label,
        reason=reason,
        actor=actor,
        name=editor_name(db, actor),
        taken_at=at or datetime.now(UTC).replace(tzinfo=None),
        map=store.to_text(_now(db, journey_id)),
    )


def _now(db: Database, journey_id: str) -> Kept:
    journey_map = load_map(db, journey_id)
    return Kept(map=journey_map, places={place.id: place.touchpoint_id for place in read_places(db, journey_id)})


def _writes(snapshot: Snapshot) -> list[Write]:
    return [store.put(snapshot), *store.thin(snapshot.scope, AUTOMATIC)]


def list_snapshots(db: Database, journey_id: str) -> list[Snapshot]:
    """Snapshots of a journey without their maps, the newest first."""
    return store.read_snapshots(db, journey_id)


def load_snapshot(db: Database, snapshot_id: str) -> Snapshot:
    """One snapshot with its map.

    :raises NotFound: there is none.
    """
    found = store.read_snapshot(db, snapshot_id) if is_id(snapshot_id) else None
    if found is None:
        raise NotFound(_("This snapshot does not exist any more. Choose another one."))
    return found


def rename_snapshot(db: Database, snapshot_id: str, version: int, label: str) -> None:
    """Give a snapshot another label.

    :param version: of the snapshot as it was shown.
    :raises Conflict: somebody else renamed it meanwhile.
    :raises InvalidInput: the label is too long.
    """
    wanted = read_fields(FIELDS, {"label": label})["label"]
    snapshot = load_snapshot(db, snapshot_id)
    if snapshot.label == wanted:
        return
    if snapshot.version != version:
        raise Conflict(_("This snapshot was renamed meanwhile. Look at its name, then rename it again."))
    db.transact([store.rename(snapshot, wanted)])


@planned
def delete_snapshot(db: Database, actor: str, snapshot_id: str) -> None:
    """Delete a snapshot; undo brings it back."""
    snapshot = load_snapshot(db, snapshot_id)
    act = Act(
        event="snapshot.delete",
        scope=snapshot.scope,
        label=N_("Delete snapshot “{label}”") if snapshot.label else N_("Delete a snapshot"),
        args={"label": short(snapshot.label)} if snapshot.label else {},
        changes=differences([snapshot], []),
    )
    carry_out(db, actor, act)


def moment(db: Database, journey_id: str, snapshot_id: str | None) -> Moment:
    """The map of a journey when a snapshot was taken, or now.

    :raises NotFound: there is no such snapshot of this journey.
    """
    if snapshot_id is None:
        return Moment(kept=_now(db, journey_id))
    snapshot = load_snapshot(db, snapshot_id)
    if snapshot.scope != journey_id:
        raise NotFound(_("This snapshot belongs to another journey. Choose another one."))
    return Moment(kept=store.from_text(snapshot.map), at=snapshot.taken_at)


def compare_snapshots(db: Database, journey_id: str, one: str, other: str | None = None) -> Comparison:
    """What of a map differs between two times, and which scores moved beyond noise since the earlier one.

    Each side shows the scores of all that had been received by then. What moved is found between the answers received
    by the earlier time and those received from then to the later one: no answer is on both sides of the test.

    :param one: id of a snapshot.
    :param other: id of another one, or ``None`` for now; the earlier of both stands before.
    :raises NotFound: one of them does not exist.
    """
    sides = [moment(db, journey_id, one), moment(db, journey_id, other)]
    before, after = sorted(sides, key=lambda side: side.at or LATEST)
    found = map_differences(before.map, after.map)
    known = scores_received(db, before.kept.places, until=before.at or LATEST)
    since = scores_received(db, after.kept.places, since=before.at or LATEST, until=after.at or LATEST)
    later = scores_received(db, after.kept.places, until=after.at or LATEST)
    places: list[tuple[Place, Place]] = [(None, None)]
    places += [(t.id, found.pairs[t.id]) for t in before.map.touchpoints if t.id in found.pairs]
    return Comparison(
        before=Compared(journey_map=before.map, scores=known.by_touchpoint, whole=known.whole),
        after=Compared(journey_map=after.map, scores=later.by_touchpoint, whole=later.whole),
        differences=found,
        scores=compare_scores(_by_place(known), _by_place(since), places),
    )


def _by_place(scores: JourneyScores) -> dict[Place, Sequence[Score]]:
    found: dict[Place, Sequence[Score]] = {None: scores.whole}
    found.update(scores.by_touchpoint.items())
    return found
