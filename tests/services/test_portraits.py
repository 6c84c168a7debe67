from __future__ import annotations

import io
from xml.etree import ElementTree

import pytest
from PIL import Image

from journeymap.errors import NotFound
from journeymap.services import personas
from journeymap.services.portraits import initial, ink_on, portrait
from journeymap.store.database import Database
from tests.services.kit import ANN


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("grey", range(0, 256, 3))
@pytest.mark.parametrize("pattern", ["#{0}{0}{0}", "#{0}0000", "#FF{0}00", "#00{0}FF"])
def test_the_letter_stands_out_on_every_colour(pattern: str, grey: int) -> None:
    colour = pattern.format(f"{grey:02X}")
    light, dark = sorted((luminance(colour), luminance(ink_on(colour))), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


@pytest.mark.parametrize(
    ("name", "letter"), [("rosa", "R"), ("  *Åke", "Å"), ("<b>", "B"), ("", "?"), ("😀", "?"), ("ßeta", "S")]
)
def test_the_initial_is_the_first_letter(name: str, letter: str) -> None:
    drawn = ElementTree.fromstring(initial(name, "#0072B2", 40))  # noqa: S314  # our own SVG
    assert [text.text for text in drawn.iter("{http://www.w3.org/2000/svg}text")] == [letter]


def test_a_portrait_is_the_middle_of_the_picture_cut_round(db: Database) -> None:
    wide = Image.new("RGB", (300, 100), "#0000FF")
    wide.paste("#FF0000", (100, 0, 200, 100))
    out = io.BytesIO()
    wide.save(out, "PNG")
    persona = personas.load_persona(db, personas.create_persona(db, ANN, name="Rosa", picture=out.getvalue()))
    assert persona.picture_id is not None
    face = Image.open(io.BytesIO(portrait(db, persona.picture_id, 40)))
    assert face.size == (80, 80)
    red, green, blue, alpha = face.getpixel((40, 40))  # type: ignore[misc]
    assert red > 230 and green < 30 and blue < 30 and alpha == 255
    assert face.getpixel((0, 0)) == (0, 0, 0, 0)


def test_a_picture_that_is_gone_has_no_portrait(db: Database) -> None:
    with pytest.raises(NotFound):
        portrait(db, "00000000-0000-7000-8000-000000000000", 40)
