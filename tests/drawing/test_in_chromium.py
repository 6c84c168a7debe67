"""The figures where they are looked at: in a browser."""

from __future__ import annotations

import base64
import json
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Page

from journeymap.drawing.map import figure
from journeymap.layout.build import build
from journeymap.layout.fonts import STYLES, em_width, font_file
from journeymap.layout.geometry import MapLayout
from journeymap.layout.marks import Text
from tests.layout.maps import MAYA, TOM, journey, request

pytestmark = pytest.mark.browser

LINES = """() => [...document.querySelectorAll('.scatterlayer text')].flatMap((text) => {
    const lines = [...text.querySelectorAll('tspan.line')]
    return (lines.length ? lines : [text]).map((line) => [line.textContent, line.getComputedTextLength()])
})"""


def face(italic: bool) -> str:
    path = font_file(italic=italic)
    assert path is not None
    data = base64.b64encode(path.read_bytes()).decode()
    style = "italic" if italic else "normal"
    return (
        f"@font-face{{font-family:'Source Sans';font-weight:100 900;font-style:{style};"
        f"src:url(data:font/woff2;base64,{data})}}"
    )


def show(page: Page, layout: MapLayout) -> None:
    """Draw a map with the font that Streamlit brings."""
    made: dict[str, Any] = figure(layout)
    page.set_viewport_size({"width": round(layout.view_width), "height": round(layout.height)})
    page.set_content(f"<style>{face(False)}{face(True)}body{{margin:0}}</style><div id='map'></div>")
    page.add_script_tag(path=str(files("plotly") / "package_data" / "plotly.min.js"))
    page.evaluate(
        """async (figure) => {
            const cuts = ['400', '600', '700', 'italic 400']
            await Promise.all(cuts.map((cut) => document.fonts.load(cut + ' 16px "Source Sans"')))
            window.clicked = []
            await Plotly.newPlot('map', figure.data, figure.layout, figure.config)
            const node = document.getElementById('map')
            node.on('plotly_click', (event) => window.clicked.push(event.points[0].customdata))
        }""",
        json.loads(json.dumps(made)),
    )


def test_no_line_is_wider_in_the_browser_than_the_table_says(page: Page) -> None:
    found = journey((3, 3), personas=(MAYA, TOM))
    layout = build(request(found, width=1366, height=768, weakest=frozenset({"t1"})))
    show(page, layout)
    widths: dict[str, list[float]] = {}
    for mark in layout.marks:
        if isinstance(mark, Text):
            style = next(s for s in STYLES if (s.weight, s.italic) == (mark.weight, mark.italic))
            for line in mark.lines:
                widths.setdefault(line, []).append(em_width(line, style) * mark.size)
    drawn = page.evaluate(LINES)
    assert {line for line, _width in drawn} == set(widths)
    assert all(width <= max(widths[line]) * 1.005 + 0.6 for line, width in drawn)


def test_a_click_on_any_lane_of_a_column_reports_its_touchpoint(page: Page) -> None:
    layout = build(request(journey((3,)), width=1000, height=600))
    show(page, layout)
    column = layout.columns[1]
    for lane in layout.lanes:
        page.evaluate("() => { window.clicked = [] }")
        page.mouse.move(column.middle, (lane.y0 + lane.y1) / 2)
        page.wait_for_function("() => (document.getElementById('map')._hoverdata || []).length > 0")
        page.mouse.down()
        page.mouse.up()
        page.wait_for_function("() => window.clicked.length > 0")
        assert set(page.evaluate("() => window.clicked")) == {"t1"}
