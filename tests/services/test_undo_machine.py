"""Random acts, undo and redo against a real file: taking everything back gives the file as it was."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from journeymap.errors import Conflict, InvalidInput
from journeymap.library.reading import library
from journeymap.model.journey import CARD_LANES, JourneyMap, LaneKind
from journeymap.services import (
    cards,
    counterparts,
    journal,
    journeys,
    lanes,
    paste,
    paths,
    snapshot_restore,
    snapshots,
    stages,
    touchpoints,
    undo,
)
from journeymap.services import library as known
from journeymap.services.look_alikes import merge_touchpoints
from journeymap.services.table import apply_table
from journeymap.store.database import Database, open_database
from tests.services.kit import ANN, BEN, answer, bare, broken_references, small, whole_file

T = TypeVar("T")

index = st.integers(0, 1000)
words = st.text("abc äø\u0000\n", min_size=1, max_size=5).filter(lambda text: bool(text.replace("\0", "").strip()))


class Editing(RuleBasedStateMachine):
    db: Database

    @initialize()
    def start(self) -> None:
        self.made = small(self.db, "somebody else")
        answer(self.db, self.made.id, self.made.touchpoint("Jetty").id, 2)
        answer(self.db, self.made.id, None, 1)
        self.better = journeys.make_to_be(self.db, "somebody else", self.made.id)
        self.versions: dict[str, int] = {}
        self.before = bare(self.made.map), whole_file(self.db)

    def who(self) -> str:
        return ANN

    @property
    def map(self) -> JourneyMap:
        return self.made.map

    def one(self, things: Sequence[T], n: int) -> T:
        return things[n % len(things)]

    def stages_exist(self) -> bool:
        return bool(self.map.stages)

    def touchpoints_exist(self) -> bool:
        return bool(self.map.touchpoints)

    def cards_exist(self) -> bool:
        return bool(self.map.cards)

    @rule(title=words, position=st.none() | st.integers(0, 5))
    def add_stage(self, title: str, position: int | None) -> None:
        stages.add_stage(self.db, self.who(), self.made.id, title=title, position=position)

    @precondition(stages_exist)
    @rule(n=index, title=words)
    def rename_stage(self, n: int, title: str) -> None:
        stage = self.one(self.map.stages, n)
        stages.update_stage(self.db, self.who(), stage.id, stage.version, title=title)

    @precondition(stages_exist)
    @rule(n=index, position=st.integers(0, 5))
    def move_stage(self, n: int, position: int) -> None:
        stage = self.one(self.map.stages, n)
        stages.move_stage(self.db, self.who(), stage.id, position)
        index_now = [s.id for s in self.map.stages].index(stage.id)
        assert index_now == min(position, len(self.map.stages) - 1)

    @precondition(stages_exist)
    @rule(n=index)
    def delete_stage(self, n: int) -> None:
        stages.delete_stage(self.db, self.who(), self.one(self.map.stages, n).id)

    @precondition(stages_exist)
    @rule(n=index, title=words, position=st.none() | st.integers(0, 4), parent=st.none() | index)
    def add_touchpoint(self, n: int, title: str, position: int | None, parent: int | None) -> None:
        stage = self.one(self.map.stages, n)
        tops = [t for t in self.map.touchpoints if t.stage_id == stage.id and t.parent_id is None]
        parent_id = self.one(tops, parent).id if parent is not None and tops else None
        touchpoints.add_touchpoint(
            self.db, self.who(), self.made.id, stage.id, title=title, position=position, parent_id=parent_id
        )

    @precondition(stages_exist)
    @rule(n=index, titles=st.lists(words, min_size=1, max_size=4))
    def paste_touchpoints(self, n: int, titles: list[str]) -> None:
        text = "\n".join(title.replace("\n", " ") for title in titles)
        paste.paste_touchpoints(self.db, self.who(), self.made.id, self.one(self.map.stages, n).id, text)

    @precondition(touchpoints_exist)
    @rule(n=index, stage=index, position=st.none() | st.integers(0, 4))
    def move_touchpoint(self, n: int, stage: int, position: int | None) -> None:
        touchpoint, target = self.one(self.map.touchpoints, n), self.one(self.map.stages, stage)
        touchpoints.move_touchpoint(self.db, self.who(), touchpoint.id, target.id, position)
        tops = [t.id for t in self.map.touchpoints if t.stage_id == target.id and t.parent_id is None]
        wanted = len(tops) - 1 if position is None else min(position, len(tops) - 1)
        assert tops.index(touchpoint.id) == wanted

    @precondition(touchpoints_exist)
    @rule(n=index, by=st.sampled_from([-1, 1]))
    def nudge_touchpoint(self, n: int, by: int) -> None:
        touchpoint = self.one(self.map.touchpoints, n)
        before = [t.id for t in self.map.touchpoints], touchpoint.stage_id
        went = touchpoints.nudge_touchpoint(self.db, self.who(), touchpoint.id, by)
        now = self.map.touchpoint_by_id[touchpoint.id]
        assert went == (before != ([t.id for t in self.map.touchpoints], now.stage_id))

    @precondition(touchpoints_exist)
    @rule(n=index, parent=index)
    def make_sub_touchpoint(self, n: int, parent: int) -> None:
        touchpoint, above = self.one(self.map.touchpoints, n), self.one(self.map.touchpoints, parent)
        try:
            touchpoints.update_touchpoint(
                self.db, self.who(), touchpoint.id, touchpoint.version, parent_id=above.id, stage_id=above.stage_id
            )
        except InvalidInput:
            return
        assert self.map.touchpoint_by_id[touchpoint.id].parent_id == above.id

    @precondition(touchpoints_exist)
    @rule(n=index, importance=st.integers(1, 5), note=words)
    def edit_touchpoint(self, n: int, importance: int, note: str) -> None:
        touchpoint = self.one(self.map.touchpoints, n)
        touchpoints.update_touchpoint(
            self.db, self.who(), touchpoint.id, touchpoint.version, importance=importance, note=note
        )

    @precondition(touchpoints_exist)
    @rule(n=index)
    def delete_touchpoint(self, n: int) -> None:
        touchpoints.delete_touchpoint(self.db, self.who(), self.one(self.map.touchpoints, n).id)

    @rule(keys=st.lists(st.sampled_from(sorted(library())), min_size=1, max_size=4), with_cards=st.booleans())
    def add_from_library(self, keys: list[str], with_cards: bool) -> None:
        there = set(known.present(self.db, self.made.id).values())
        added = known.add_from_library(self.db, self.who(), self.made.id, keys, with_cards=with_cards)
        assert not there & {known.present(self.db, self.made.id)[i] for i in added.touchpoint_ids}
        assert set(keys) <= set(known.present(self.db, self.made.id).values())

    @precondition(touchpoints_exist)
    @rule(n=index, other=index)
    def merge_touchpoints(self, n: int, other: int) -> None:
        keep, gone = self.one(self.map.touchpoints, n), self.one(self.map.touchpoints, other)
        try:
            merge_touchpoints(self.db, self.who(), self.made.id, keep.id, gone.id)
        except InvalidInput:
            return
        assert {keep.id} == {keep.id, gone.id} & set(self.map.touchpoint_by_id)

    @precondition(touchpoints_exist)
    @rule(
        picks=st.lists(st.tuples(index, index, st.none() | st.integers(0, 5)), max_size=4),
        new=st.lists(st.tuples(words, index), max_size=2),
        gone=st.none() | index,
    )
    def edit_table(
        self, picks: list[tuple[int, int, int | None]], new: list[tuple[str, int]], gone: int | None
    ) -> None:
        rows: dict[str, dict[str, Any]] = {}
        for n, stage, position in picks:
            touchpoint = self.one(self.map.touchpoints, n)
            row = {"id": touchpoint.id, "version": touchpoint.version, "title": f"t{n}"}
            rows[touchpoint.id] = row | {"stage_id": self.one(self.map.stages, stage).id, "position": position}
        fresh = [{"id": None, "title": t, "stage_id": self.one(self.map.stages, s).id} for t, s in new]
        last = self.one(self.map.touchpoints, gone) if gone is not None else None
        apply_table(
            self.db,
            ANN,
            self.made.id,
            [*rows.values(), *fresh],
            delete={last.id: last.version} if last else {},
        )

    @precondition(touchpoints_exist)
    @rule(n=index, lane=index, text=words)
    def add_card(self, n: int, lane: int, text: str) -> None:
        held = [one for one in self.map.lanes if one.kind in CARD_LANES]
        if held:
            cards.add_card(
                self.db, self.who(), self.one(self.map.touchpoints, n).id, self.one(held, lane).id, text=text
            )

    @precondition(cards_exist)
    @rule(n=index, to=index, position=st.none() | st.integers(0, 3))
    def move_card(self, n: int, to: int, position: int | None) -> None:
        card = self.one(self.map.cards, n)
        cards.move_card(self.db, self.who(), card.id, self.one(self.map.touchpoints, to).id, card.lane_id, position)

    @precondition(touchpoints_exist)
    @rule(n=index, value=st.none() | st.floats(-2, 2))
    def set_emotion(self, n: int, value: float | None) -> None:
        touchpoint = self.one(self.map.touchpoints, n)
        if self.map.personas:
            cards.set_emotion(self.db, self.who(), touchpoint.id, self.made.persona, value)

    @precondition(touchpoints_exist)
    @rule(a=index, b=index)
    def add_path(self, a: int, b: int) -> None:
        ends = self.one(self.map.touchpoints, a).id, self.one(self.map.touchpoints, b).id
        if ends[0] != ends[1] and not any((p.from_id, p.to_id) == ends for p in self.map.paths):
            paths.add_path(self.db, self.who(), *ends)

    @rule(kind=st.sampled_from([LaneKind.TEXT, LaneKind.SUPPORT]))
    def add_lane(self, kind: LaneKind) -> None:
        lanes.add_lane(self.db, self.who(), self.made.id, kind, position=1)

    @rule(n=index)
    def delete_lane(self, n: int) -> None:
        if self.map.lanes:
            lanes.delete_lane(self.db, self.who(), self.one(self.map.lanes, n).id)

    @rule()
    def blueprint(self) -> None:
        lanes.use_blueprint(self.db, self.who(), self.made.id)

    @rule(taking_part=st.booleans())
    def choose_personas(self, taking_part: bool) -> None:
        journeys.set_personas(self.db, self.who(), self.made.id, [self.made.persona] if taking_part else [])

    @rule(named=st.booleans())
    def name_counterpart(self, named: bool) -> None:
        counterparts.set_counterpart(self.db, self.who(), self.made.id, self.better if named else None)

    @rule()
    def take_snapshot(self) -> None:
        snapshots.take_snapshot(self.db, self.who(), self.made.id)

    @rule(n=index)
    def restore_snapshot(self, n: int) -> None:
        taken = snapshots.list_snapshots(self.db, self.made.id)
        if taken:
            chosen = self.one(taken, n)
            then = bare(snapshots.moment(self.db, self.made.id, chosen.id).map)
            snapshot_restore.restore_snapshot(self.db, self.who(), chosen.id)
            assert bare(self.map) == then

    @rule(n=index)
    def go_back(self, n: int) -> None:
        entries = journal.journal(self.db, self.made.id)
        if entries:
            with contextlib.suppress(Conflict):
                journal.go_back(self.db, self.who(), self.one(entries, n).id)

    @rule()
    def undo(self) -> None:
        undo.undo(self.db, self.made.id, ANN)

    @rule()
    def redo(self) -> None:
        before = bare(self.map)
        if undo.redo(self.db, self.made.id, ANN):
            after = bare(self.map)
            undo.undo(self.db, self.made.id, ANN)
            assert bare(self.map) == before
            undo.redo(self.db, self.made.id, ANN)
            assert bare(self.map) == after

    @invariant()
    def nothing_hangs_in_the_air(self) -> None:
        if not hasattr(self, "made"):
            return
        assert broken_references(self.db) == []
        for touchpoint in self.map.touchpoints:
            parent = self.map.touchpoint_by_id.get(touchpoint.parent_id or "")
            assert touchpoint.parent_id is None or (parent and parent.stage_id == touchpoint.stage_id)

    @invariant()
    def versions_only_grow(self) -> None:
        if not hasattr(self, "made"):
            return
        m = self.map
        things: list[Any] = [*m.stages, *m.touchpoints, *m.lanes, *m.cards, *m.emotions, *m.paths]
        for thing in things:
            assert thing.version >= self.versions.get(thing.id, 1)
            self.versions[thing.id] = thing.version

    def teardown(self) -> None:
        if not hasattr(self, "made"):
            return
        while undo.undo(self.db, self.made.id, ANN):
            pass
        assert bare(self.map) == self.before[0]
        assert whole_file(self.db) == self.before[1]
        last = None
        while undo.redo(self.db, self.made.id, ANN):
            last = bare(self.map)
        while undo.undo(self.db, self.made.id, ANN):
            pass
        assert whole_file(self.db) == self.before[1], last


class TwoPeople(Editing):
    """Every second act is Ben's; what cannot be taken back is let go."""

    turns = 0

    def who(self) -> str:
        self.turns += 1
        return (ANN, BEN)[self.turns % 2]

    @rule()
    def undo(self) -> None:
        who = self.who()
        try:
            undo.undo(self.db, self.made.id, who)
        except Conflict:
            undo.let_go(self.db, self.made.id, who)

    @rule()
    def redo(self) -> None:
        with contextlib.suppress(Conflict):
            undo.redo(self.db, self.made.id, self.who())

    def teardown(self) -> None:
        pass


RUNS = settings(
    max_examples=int(os.environ.get("UNDO_RUNS", "6")),
    stateful_step_count=15,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("people", [Editing, TwoPeople])
def test_whatever_is_done_and_taken_back_the_file_stays_whole(people: type[Editing], tmp_path: Path) -> None:
    # One file for all runs, a new journey in it for each: opening a file costs more than the acts.
    database = open_database(tmp_path / "machine.duckdb")
    here = type("Here", (people,), {"db": database})
    try:
        run_state_machine_as_test(here, settings=RUNS)
    finally:
        database.close()
