from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.errors import InvalidInput, NotFound
from journeymap.layout.tokens import DARK, LIGHT
from journeymap.model.brand import Brand
from journeymap.model.colour import DARK_GROUND, LIGHT_GROUND, contrast, nearest_shade
from journeymap.services import personas
from journeymap.services.brand import LEAST_CONTRAST, accepted, brand, read_accent, set_brand, take_back_brand
from journeymap.services.pictures import load_picture
from journeymap.services.sample import add_sample, remove_sample
from journeymap.store.acts import Statement
from journeymap.store.checking import check
from journeymap.store.database import Database
from tests.services.kit import ANN
from tests.services.test_pictures import image_file

COLOURS = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06X}")


def test_nobody_has_said_whose_maps_these_are(db: Database) -> None:
    assert brand(db) == Brand()


def test_name_colour_and_logo_are_kept(db: Database) -> None:
    said = set_brand(db, name="  Harbour   Coffee ", accent="#b5179e", logo=image_file(600, 200))
    assert brand(db) == said == Brand(name="Harbour Coffee", logo_id=said.logo_id, logo_ratio=3.0, accent="#B5179E")
    assert load_picture(db, said.logo_id or "").kind == "image/jpeg"


def test_a_new_name_leaves_the_logo(db: Database) -> None:
    said = set_brand(db, name="Harbour", accent="", logo=image_file(60, 20))
    set_brand(db, name="Harbour Coffee", accent="")
    assert brand(db).logo_id == said.logo_id is not None
    set_brand(db, name="Harbour Coffee", accent="", logo=None)
    assert brand(db) == Brand(name="Harbour Coffee")


def test_the_last_change_can_be_taken_back_with_its_logo_and_done_again(db: Database) -> None:
    first = set_brand(db, name="Old", accent="", logo=image_file(60, 20))
    second = set_brand(db, name="New", accent="#B5179E", logo=image_file(20, 20))
    personas.create_persona(db, ANN, name="Rosa", picture=image_file(9, 9))  # drops what is unused
    assert take_back_brand(db) == brand(db) == first
    assert load_picture(db, first.logo_id or "")
    assert take_back_brand(db) == second


def test_a_logo_that_nothing_names_any_more_is_dropped_with_the_next_picture(db: Database) -> None:
    gone = set_brand(db, name="", accent="", logo=image_file(60, 20)).logo_id or ""
    for name in ("One", "Two"):
        set_brand(db, name=name, accent="", logo=None)
    set_brand(db, name="Three", accent="", logo=image_file(20, 20))
    with pytest.raises(NotFound):
        load_picture(db, gone)


def test_removing_the_sample_leaves_the_logo(db: Database) -> None:
    add_sample(db)
    logo = set_brand(db, name="", accent="", logo=image_file(60, 20)).logo_id or ""
    remove_sample(db)
    assert load_picture(db, logo)
    assert check(db) == []


def test_a_logo_that_is_missing_is_a_problem(db: Database) -> None:
    set_brand(db, name="", accent="", logo=image_file(60, 20))
    db.transact([Statement("DELETE FROM picture")])
    (problem,) = check(db)
    assert (problem.table, problem.id) == ("setting", "brand")
    assert "no such picture" in problem.problem


@pytest.mark.parametrize(
    ("accent", "sentence"),
    [
        ("red", "“red” is no colour"),
        ("#12345", "no colour"),
        ("#FFD700", "#FFD700 is too pale for the light ground: its contrast is 1.4:1, and 3:1 is needed"),
        ("#003366", "#003366 is too dark for the dark ground: its contrast is 1.4:1, and 3:1 is needed"),
    ],
)
def test_a_colour_that_would_be_hard_to_see_is_refused_with_its_contrast(accent: str, sentence: str) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        read_accent(accent)


def test_the_refusal_names_a_shade_that_will_do() -> None:
    with pytest.raises(InvalidInput, match=accepted("#003366")):
        read_accent("#003366")


@given(COLOURS)
def test_the_shade_that_is_offered_is_always_accepted(colour: str) -> None:
    assert read_accent(accepted(colour)) == accepted(colour)


@given(COLOURS)
def test_a_colour_that_will_do_is_its_own_nearest_shade(colour: str) -> None:
    enough = all(contrast(colour, ground) >= LEAST_CONTRAST for ground in (LIGHT_GROUND, DARK_GROUND))
    assert (nearest_shade(colour, (LIGHT_GROUND, DARK_GROUND), LEAST_CONTRAST) == colour) == enough


def test_contrast_is_as_published() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


def test_the_grounds_are_those_that_maps_are_drawn_on() -> None:
    assert (LIGHT.ground, DARK.ground) == (LIGHT_GROUND, DARK_GROUND)


def test_a_name_that_is_too_long_is_refused(db: Database) -> None:
    with pytest.raises(InvalidInput, match="80 characters"):
        set_brand(db, name="x" * 81, accent="")
