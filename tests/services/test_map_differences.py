from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from journeymap.model.difference import Difference, Part, Sign
from journeymap.model.journey import Card, Emotion, Journey, JourneyMap, Lane, LaneKind, Stage, Touchpoint
from journeymap.model.persona import Persona
from journeymap.services import journeys
from journeymap.services.map_differences import differences
from journeymap.services.map_matching import in_place
from journeymap.store.database import Database
from tests.services.kit import ANN, small


def plain_map(
    *stages: tuple[str, tuple[str, ...]], prefix: str = "", cards: dict[str, str] | None = None
) -> JourneyMap:
    """A map from (stage, touchpoints); each touchpoint named in ``cards`` has a card of that text."""
    lane = Lane(id=f"{prefix}lane", journey_id="j", kind=LaneKind.ACTIONS)
    touchpoints = [
        Touchpoint(id=f"{prefix}{title}", journey_id="j", stage_id=f"{prefix}{stage}", title=title)
        for stage, titles in stages
        for title in titles
    ]
    texts = cards or {}
    return JourneyMap(
        journey=Journey(id=f"{prefix}j", title="Renting"),
        personas=(Persona(id="rosa", name="Rosa"),),
        stages=tuple(Stage(id=f"{prefix}{s}", journey_id="j", title=s) for s, _titles in stages),
        touchpoints=tuple(touchpoints),
        lanes=(lane,),
        cards=tuple(
            Card(id=f"{prefix}card-{t.id}", journey_id="j", touchpoint_id=t.id, lane_id=lane.id, text=texts[t.title])
            for t in touchpoints
            if t.title in texts
        ),
    )


def told(found: tuple[Difference, ...]) -> list[tuple[Part, Sign, str, str]]:
    return [(d.part, d.sign, d.before, d.after) for d in found]


def test_a_map_does_not_differ_from_itself(db: Database) -> None:
    same = small(db).map
    assert differences(same, same).found == ()


def test_a_fresh_to_be_differs_from_its_as_is_in_title_and_state_alone(db: Database) -> None:
    made = small(db)
    to_be = journeys.load_map(db, journeys.make_to_be(db, ANN, made.id))
    found = differences(made.map, to_be)
    assert {d.part for d in found.found} == {Part.JOURNEY}
    assert [c.before.touchpoint_id for c in found.columns] == [t.id for t in made.map.touchpoints]
    assert [c.after.touchpoint_id for c in found.columns] == [t.id for t in to_be.touchpoints]


def test_what_was_added_leaves_a_gap_before_and_what_was_removed_one_after() -> None:
    before = plain_map(("Before", ("Ad", "Shop")), ("After", ("Invoice",)))
    after = plain_map(("Before", ("Ad", "Chat")), ("After", ("Invoice",)))
    found = differences(before, after)
    assert told(found.found) == [
        (Part.TOUCHPOINT, Sign.ADDED, "", "Chat"),
        (Part.TOUCHPOINT, Sign.REMOVED, "Shop", ""),
    ]
    assert [(c.before.touchpoint_id, c.after.touchpoint_id) for c in found.columns] == [
        ("Ad", "Ad"),
        ("Shop", None),
        (None, "Chat"),
        ("Invoice", "Invoice"),
    ]
    assert [c.before.gap for c in found.columns] == [False, False, True, False]
    assert [c.after.stage_id for c in found.columns] == ["Before", "Before", "Before", "After"]


def test_one_that_passed_three_others_is_moved_and_they_are_not() -> None:
    before = plain_map(("During", ("A", "B", "C", "D")))
    after = plain_map(("During", ("D", "A", "B", "C")), prefix="x")
    assert told(differences(before, after).found) == [(Part.TOUCHPOINT, Sign.MOVED, "D", "D")]


def test_a_change_of_stage_without_a_change_of_order_keeps_the_column() -> None:
    before = plain_map(("Before", ("A", "B")), ("After", ("C",)))
    after = plain_map(("Before", ("A",)), ("After", ("B", "C")))
    found = differences(before, after)
    assert told(found.found) == [(Part.TOUCHPOINT, Sign.MOVED, "B", "B")]
    assert all(not c.before.gap and not c.after.gap for c in found.columns)


def test_a_renamed_touchpoint_of_a_copy_is_known_by_its_cards() -> None:
    before = plain_map(("During", ("Ad", "Helpdesk", "Invoice")), cards={"Helpdesk": "Waits twenty minutes"})
    after = plain_map(("During", ("Ad", "Chat", "Invoice")), prefix="x", cards={"Chat": "Waits twenty minutes"})
    assert told(differences(before, after).found) == [(Part.TOUCHPOINT, Sign.REWORDED, "Helpdesk", "Chat")]


def test_a_renamed_stage_of_a_copy_is_known_by_its_touchpoints() -> None:
    before = plain_map(("During", ("Ad", "Invoice")))
    after = plain_map(("Using it", ("Ad", "Invoice")), prefix="x")
    assert told(differences(before, after).found) == [(Part.STAGE, Sign.REWORDED, "During", "Using it")]


def test_equal_titles_are_paired_in_order() -> None:
    before = plain_map(("Before", ("Ad",)), ("During", ("Mail",)))
    mail = before.touchpoints[1]
    twice = replace(before, touchpoints=(*before.touchpoints, replace(mail, id="Mail2")))
    after = replace(twice, touchpoints=tuple(replace(t, id=f"x{t.id}") for t in twice.touchpoints))
    assert differences(twice, after).pairs["Mail2"] == "xMail2"


def test_a_card_with_other_words_in_the_same_cell_is_reworded() -> None:
    before = plain_map(("During", ("Ad",)), cards={"Ad": "Waits twenty minutes"})
    after = plain_map(("During", ("Ad",)), prefix="x", cards={"Ad": "Is called back at once"})
    found = differences(before, after)
    assert told(found.found) == [(Part.CARD, Sign.REWORDED, "Waits twenty minutes", "Is called back at once")]
    assert found.before_signs["card-Ad"] is Sign.REWORDED
    assert found.after_signs["xcard-xAd"] is Sign.REWORDED


def test_a_card_that_stands_at_another_touchpoint_is_moved() -> None:
    before = plain_map(("During", ("Ad", "Shop")), cards={"Ad": "Compares prices"})
    after = plain_map(("During", ("Ad", "Shop")), prefix="x", cards={"Shop": "Compares prices"})
    assert told(differences(before, after).found) == [(Part.CARD, Sign.MOVED, "Compares prices", "Compares prices")]


def test_cards_of_a_touchpoint_that_went_go_along_with_it_and_are_not_counted() -> None:
    before = plain_map(("During", ("Ad", "Shop")), cards={"Shop": "Compares prices"})
    found = differences(before, plain_map(("During", ("Ad",))))
    assert found.count(Sign.REMOVED) == 1
    assert [(d.part, d.along) for d in found.found] == [(Part.TOUCHPOINT, False), (Part.CARD, True)]


def test_another_emotion_is_changed_with_both_values() -> None:
    before = plain_map(("During", ("Ad",)))
    felt = Emotion(id="e", journey_id="j", touchpoint_id="Ad", persona_id="rosa", value=1.0)
    after = replace(before, emotions=(replace(felt, id="f", value=-0.5),))
    found = differences(replace(before, emotions=(felt,)), after)
    assert told(found.found) == [(Part.EMOTION, Sign.CHANGED, "+1.0", "-0.5")]


def test_a_field_that_holds_no_words_is_changed_and_named() -> None:
    before = plain_map(("During", ("Ad",)))
    (ad,) = before.touchpoints
    after = replace(before, touchpoints=(replace(ad, importance=5, promise="Always there"),))
    found = differences(before, after).found
    assert [(d.sign, d.fields) for d in found] == [(Sign.REWORDED, ("promise",)), (Sign.CHANGED, ("importance",))]


def test_an_empty_journey_can_be_compared() -> None:
    nothing = JourneyMap(journey=Journey(id="n", title="Renting"))
    found = differences(nothing, plain_map(("During", ("Ad",))))
    assert [(c.before.gap, c.after.touchpoint_id) for c in found.columns] == [(True, "Ad")]
    assert differences(nothing, nothing).columns == ()


@given(st.lists(st.integers(0, 30), unique=True, max_size=20))
def test_what_is_in_place_rises_and_is_as_long_as_can_be(order: list[int]) -> None:
    kept = [order[n] for n in sorted(in_place(order))]
    assert kept == sorted(kept)
    longest = [0] * len(order)
    for n, value in enumerate(order):
        longest[n] = 1 + max((longest[k] for k in range(n) if order[k] < value), default=0)
    assert len(kept) == max(longest, default=0)


SHAPES = st.lists(st.lists(st.sampled_from("ABCDEFGH"), max_size=4).map(tuple), max_size=4)


@given(SHAPES, SHAPES)
def test_every_column_of_both_sides_stands_once_and_in_order(
    left: list[tuple[str, ...]], right: list[tuple[str, ...]]
) -> None:
    def made(shape: list[tuple[str, ...]], prefix: str) -> JourneyMap:
        found = plain_map(*[(f"Stage {n}", titles) for n, titles in enumerate(shape)], prefix=prefix)
        return replace(found, touchpoints=tuple(replace(t, id=f"{prefix}{n}") for n, t in enumerate(found.touchpoints)))

    before, after = made(left, "a"), made(right, "b")
    columns = differences(before, after).columns
    assert [c.before.touchpoint_id for c in columns if c.before.touchpoint_id] == [t.id for t in before.touchpoints]
    assert [c.after.touchpoint_id for c in columns if c.after.touchpoint_id] == [t.id for t in after.touchpoints]
    for side in ([c.before for c in columns], [c.after for c in columns]):
        stages = [spot.stage_id for spot in side]
        runs = [stage for n, stage in enumerate(stages) if n == 0 or stages[n - 1] != stage]
        assert len(runs) == len(set(runs))
