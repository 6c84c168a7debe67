"""Workbooks, read by openpyxl."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl  # type: ignore[import-untyped]  # ships no types

from journeymap.formats.exports import xlsx
from tests.formats.exports.kit import export_request

FORMULA = '=HYPERLINK("http://example.com")'


def test_no_cell_becomes_a_formula_not_even_when_somebody_edits_it() -> None:
    request = export_request((2, 1))
    whole = request.journey_map
    named = replace(
        whole,
        journey=replace(whole.journey, title=FORMULA),
        stages=tuple(replace(s, title=FORMULA) for s in whole.stages),
        touchpoints=tuple(replace(t, title=FORMULA) for t in whole.touchpoints),
        lanes=tuple(replace(lane, title=FORMULA) for lane in whole.lanes),
        cards=tuple(replace(card, text=FORMULA) for card in whole.cards),
    )
    book = openpyxl.load_workbook(io.BytesIO(xlsx.export(replace(request, journey_map=named))))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=")]
    assert len(cells) > 10
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells)
