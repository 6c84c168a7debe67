"""How long it takes to take a map out, in each format that is a picture or a document: 12 and 240 touchpoints.

Run ``python -m bench.exports``. The fonts are cut before: that is done once for an installation and stands in a line
of its own where it had to be done.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from time import perf_counter

from bench.layout import map_request
from bench.report import AtMost, Figure, best_of, report
from journeymap.formats.exports import html, pdf, png, pptx, svg, xlsx
from journeymap.formats.exports.fonts import cut_file
from journeymap.formats.exports.request import ExportRequest
from journeymap.layout.fonts import STYLES
from journeymap.model.brand import Brand

RUNS = 5
RUNS_240 = 2
FORMATS: tuple[tuple[str, Callable[[ExportRequest], bytes], float], ...] = (
    ("PNG", png.export, 500),
    ("PDF", pdf.export, 200),
    ("PPTX", pptx.export, 500),
    ("XLSX", xlsx.export, 500),
    ("SVG", svg.export, 500),
    ("HTML", html.export, 500),
)
"""Name, exporter, and milliseconds that a map of 12 touchpoints may take."""

LONG = 6_000
"""Milliseconds that a map of 240 touchpoints may take in any format."""


def main() -> bool:
    """Measure and report.

    :returns: whether every expectation was met.
    """
    start = perf_counter()
    for style in STYLES:
        cut_file(style)
    figures = [Figure("fonts: found or cut", (perf_counter() - start) * 1000, "ms")]
    for n, runs in ((12, RUNS), (240, RUNS_240)):
        request = _request(n)
        for name, export, limit in FORMATS:
            size = len(export(request)) / 1000
            took = best_of(runs, lambda export=export, request=request: export(request))  # type: ignore[misc]
            expected = AtMost(limit if n == 12 else LONG)
            figures.append(Figure(f"{name} of {n} touchpoints", took, "ms", expected, f"{size:,.0f} kB"))
    return report("exports", figures)


def _request(n: int) -> ExportRequest:
    asked = map_request(n)
    return ExportRequest(
        journey_map=asked.journey_map,
        scores=asked.scores,
        period=asked.period,
        brand=Brand(name="Fjord Coffee", accent="#00A070"),
        made_on=date(2026, 11, 22),
    )


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
