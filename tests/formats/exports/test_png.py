"""PNG files, read by Pillow."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from journeymap.formats.exports import png
from tests.formats.exports.kit import NASTY, empty_request, export_request


def opened(made: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(made))
    image.load()
    return image


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (3840, 2160), (1366, 768)])
def test_it_is_as_large_as_asked_for(width: int, height: int) -> None:
    image = opened(png.export(export_request((1, 2), width=width, height=height)))
    assert (image.format, image.size) == ("PNG", (width, height))


def test_light_and_dark_differ() -> None:
    light, dark = (opened(png.export(export_request((1,), theme=theme))) for theme in ("light", "dark"))
    assert light.convert("L").getpixel((2, 1078)) == 255
    assert dark.convert("L").getpixel((2, 1078)) != 255


def test_a_long_map_goes_on_in_rows_of_the_same_width() -> None:
    steps: list[tuple[int, int]] = []
    request = export_request((12,) * 4, width=1200, height=600, progress=lambda done, of: steps.append((done, of)))
    image = opened(png.export(request))
    assert image.width == 1200
    assert image.height > 2 * 600
    assert steps[-1][0] == steps[-1][1] == len(steps)


@pytest.mark.parametrize("nasty", NASTY, ids=range(len(NASTY)))
def test_any_text_can_be_drawn(nasty: str) -> None:
    image = opened(png.export(export_request((2,), texts=[nasty], titles=[nasty[:100]], width=1280, height=720)))
    assert image.height >= 720


def test_an_emoji_is_drawn_and_is_no_empty_box() -> None:
    def ink(text: str) -> bytes:
        return opened(png.export(export_request((1,), texts=[text], width=800, height=500))).tobytes()

    assert ink("😀") != ink("🚲")


def test_an_empty_map_is_drawn() -> None:
    assert opened(png.export(empty_request())).size == (1920, 1080)
