"""PDF files, read by pypdf and drawn by pdfium."""

from __future__ import annotations

import io

import pypdfium2  # type: ignore[import-untyped]
import pytest
from pypdf import PdfReader

from journeymap.formats.exports import pdf
from journeymap.layout.tokens import SIGNS
from journeymap.layout.wrap import clean
from tests.formats.exports.kit import FOUND_EVERYWHERE, NASTY, bare, empty_request, export_request, words_of


def pages(made: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(made)).pages]


def test_every_text_can_be_selected() -> None:
    request = export_request()
    found = bare("".join(pages(pdf.export(request))))
    assert {text for text in words_of(request.journey_map) if bare(text) not in found} == set()
    assert [text for text in FOUND_EVERYWHERE if bare(text) not in found] == []


def test_twelve_touchpoints_stand_on_one_sheet() -> None:
    assert len(pages(pdf.export(export_request()))) == 1


@pytest.mark.parametrize(("paper", "millimetres"), [("A4", 297), ("A3", 420), ("A2", 594), ("A1", 841), ("A0", 1189)])
def test_papers_lie_on_their_side(paper: str, millimetres: int) -> None:
    (page, *_rest) = PdfReader(io.BytesIO(pdf.export(export_request((2, 2), paper=paper)))).pages
    assert float(page.mediabox.width) == pytest.approx(millimetres / 25.4 * 72, abs=2)
    assert page.mediabox.width > page.mediabox.height


def test_each_page_of_a_long_map_says_whose_when_and_which() -> None:
    steps: list[tuple[int, int]] = []
    found = pages(pdf.export(export_request((12,) * 20, progress=lambda *step: steps.append(step))))
    assert len(found) == 20
    for number, text in enumerate(found, 1):
        for part in (
            "A night in town",
            "Maya Jensen",
            f"Stage {number}",
            f"Page {number} of 20",
            *FOUND_EVERYWHERE[:4],
        ):
            assert bare(part) in bare(text)
    assert steps == [(number, 20) for number in range(1, 21)]


def test_stages_are_chapters() -> None:
    reader = PdfReader(io.BytesIO(pdf.export(export_request((12,) * 3))))
    assert [entry.title for entry in reader.outline if not isinstance(entry, list)] == ["Stage 1", "Stage 2", "Stage 3"]


def test_no_text_is_smaller_than_can_be_read() -> None:
    sizes: list[float] = []

    def visit(text: str, _cm: list[float], tm: list[float], _font: object, size: float) -> None:
        if text.strip() and text.strip() not in SIGNS.values():
            sizes.append(size * abs(tm[3]) * abs(_cm[3]))

    for page in PdfReader(io.BytesIO(pdf.export(export_request((12,))))).pages:
        page.extract_text(visitor_text=visit)
    assert min(sizes) >= 6.2


@pytest.mark.parametrize("nasty", NASTY, ids=range(len(NASTY)))
def test_any_text_makes_a_readable_file(nasty: str) -> None:
    made = pdf.export(export_request((2, 1), texts=[nasty], titles=[nasty[:200]]))
    document = pypdfium2.PdfDocument(made)
    assert all(document[number].render(scale=0.2).to_pil() for number in range(len(document)))
    document.close()


@pytest.mark.parametrize("kept", ["word " * 800, "Æblegrød på Østerbro, Straße ß", "<b>&amp; ]]>", "😀 great"])
def test_texts_are_kept_whole(kept: str) -> None:
    found = "".join(pages(pdf.export(export_request((2, 1), texts=[kept]))))
    assert bare(clean(kept)) in bare(found)
    assert "…" not in found


def test_an_empty_map_is_a_page() -> None:
    assert "A night in town" in pages(pdf.export(empty_request()))[0]
