"""SVG files, read by an XML parser."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from journeymap.formats.exports import svg
from journeymap.layout.wrap import clean
from tests.formats.exports.kit import FOUND_EVERYWHERE, NASTY, bare, empty_request, export_request, words_of

NS = "{http://www.w3.org/2000/svg}"


def read(made: bytes) -> ET.Element:
    return ET.fromstring(made)  # noqa: S314  # our own file


def texts(root: ET.Element) -> str:
    return " ".join("".join(text.itertext()) for text in root.iter(f"{NS}text"))


def test_every_text_is_in_the_picture_as_text() -> None:
    request = export_request()
    found = bare(texts(read(svg.export(request))))
    assert {text for text in words_of(request.journey_map) if bare(text) not in found} == set()
    assert [text for text in FOUND_EVERYWHERE if bare(text) not in found] == []


def test_the_picture_is_as_large_as_asked_for() -> None:
    root = read(svg.export(export_request(width=1920, height=1080)))
    assert (root.get("width"), root.get("height")) == ("1920", "1080")


def test_its_title_and_description_are_for_those_who_do_not_see_it() -> None:
    root = read(svg.export(export_request()))
    assert root.findtext(f"{NS}title") == "A night in town"
    assert "12 touchpoints" in (root.findtext(f"{NS}desc") or "")


def test_fonts_travel_along_and_nothing_is_fetched() -> None:
    made = svg.export(export_request()).decode()
    assert made.count("@font-face") == 4
    assert "url(data:font/woff2;base64," in made
    assert made.count("http") == made.count("http://www.w3.org/2000/svg")


@pytest.mark.parametrize("nasty", NASTY, ids=range(len(NASTY)))
def test_any_text_makes_valid_xml_and_is_kept_whole(nasty: str) -> None:
    request = export_request((2, 1), texts=[nasty], titles=[nasty[:200]])
    found = bare(texts(read(svg.export(request))))
    assert bare(clean(nasty)) in found
    assert "…" not in found


def test_a_map_without_anything_is_a_picture_all_the_same() -> None:
    assert "A night in town" in texts(read(svg.export(empty_request())))


def test_no_line_leaves_the_picture() -> None:
    root = read(svg.export(export_request((3, 3, 3), width=1000, height=600)))
    for text in root.iter(f"{NS}text"):
        for line in (text, *text):
            assert 0 <= float(line.get("x", "0")) <= 1000
