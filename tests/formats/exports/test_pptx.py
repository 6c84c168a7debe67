"""Slides, read by python-pptx."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from pptx import Presentation

from journeymap.formats.exports import pptx
from journeymap.layout.wrap import clean
from tests.formats.exports.kit import (
    FOUND_EVERYWHERE,
    NASTY,
    bare,
    empty_request,
    export_request,
    logo,
    with_notes,
    words_of,
)


def deck(made: bytes) -> Any:
    return Presentation(io.BytesIO(made))


def texts(slide: Any) -> str:
    return " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def shapes(presentation: Any) -> Iterator[Any]:
    for slide in presentation.slides:
        yield from slide.shapes


def test_every_text_can_be_edited() -> None:
    request = export_request()
    found = bare(" ".join(texts(slide) for slide in deck(pptx.export(request)).slides))
    assert {text for text in words_of(request.journey_map) if bare(text) not in found} == set()
    assert [text for text in FOUND_EVERYWHERE if bare(text) not in found] == []


def test_twelve_columns_a_slide_after_one_with_the_title() -> None:
    steps: list[tuple[int, int]] = []
    made = deck(pptx.export(export_request((12,) * 20, progress=lambda *step: steps.append(step))))
    assert len(made.slides) == 21
    assert steps[-1] == (20, 20)
    for number, slide in enumerate(list(made.slides)[1:], 1):
        assert f"Stage {number}" in texts(slide)
        assert f"Page {number} of 20" in texts(slide)


def test_no_shape_leaves_its_slide() -> None:
    made = deck(pptx.export(export_request()))
    for shape in shapes(made):
        assert shape.left >= 0
        assert shape.top >= 0
        assert shape.left + shape.width <= made.slide_width
        assert shape.top + shape.height <= made.slide_height


def test_no_shape_takes_shadows_from_the_theme() -> None:
    made = deck(pptx.export(export_request((2, 2))))
    assert all(shape._element.find("{*}style") is None for shape in shapes(made))


def test_slides_have_titles_for_the_outline() -> None:
    made = deck(pptx.export(export_request((2, 2))))
    assert [slide.shapes.title.text_frame.text for slide in made.slides] == ["A night in town", "A night in town"]


def test_cards_are_one_shape_with_their_text_in_arial() -> None:
    made = deck(pptx.export(export_request((2,))))
    card = next(s for s in shapes(made) if s.has_text_frame and s.text_frame.text.startswith("Waits in line"))
    assert card.text_frame.word_wrap
    assert card.text_frame.paragraphs[0].runs[0].font.name == "Arial"
    assert card.fill.fore_color.rgb is not None


def test_notes_are_for_the_speaker_and_only_when_they_go_along() -> None:
    without = deck(pptx.export(export_request((2,))))
    assert not any(slide.has_notes_slide for slide in without.slides)
    made = deck(pptx.export(with_notes(export_request((2,)))))
    notes = made.slides[1].notes_slide.notes_text_frame.text
    assert "Remember t0" in notes
    assert "About Stage 1" in notes
    assert "Remember" not in texts(made.slides[1])


@pytest.mark.parametrize("nasty", NASTY, ids=range(len(NASTY)))
def test_any_text_makes_slides_that_open_again(nasty: str) -> None:
    made = deck(pptx.export(export_request((2, 1), texts=[nasty], titles=[nasty[:200]])))
    found = bare(" ".join(texts(slide) for slide in made.slides))
    assert bare(clean(nasty)) in found


def test_a_logo_in_webp_is_turned_into_what_powerpoint_knows() -> None:
    made = deck(pptx.export(export_request((1,), pictures={"logo": logo("WEBP")})))
    assert {shape.image.content_type for shape in shapes(made) if shape.shape_type == 13} == {"image/png"}


def test_an_empty_map_has_slides() -> None:
    assert len(deck(pptx.export(empty_request())).slides) == 2
