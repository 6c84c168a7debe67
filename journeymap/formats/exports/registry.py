"""Every format that a map goes out in. A new one is a module with ``export`` and a line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from journeymap.formats.exports import csv, grid, html, mermaid, native, ojf, pdf, png, pptx, svg, xlsx
from journeymap.formats.exports.request import ExportRequest
from journeymap.locale import N_

Ask = Literal["theme", "paper", "size", "names", "notes", "comments", "answers"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """One format.

    :param suffix: of its files, without the dot; unique.
    :param name: English name, a message id.
    :param media_type: for the download.
    :param export: turns a request into the file's bytes.
    :param leaves_out: English sentences, message ids: what the format cannot hold.
    :param whole: whether it holds a whole map and is read again, rather than a picture of it.
    :param takes: what the user is asked for, because it changes the file.
    """

    suffix: str
    name: str
    media_type: str
    export: Callable[[ExportRequest], bytes]
    leaves_out: tuple[str, ...] = ()
    whole: bool = False
    takes: tuple[Ask, ...] = ()


EXPORTERS: tuple[Exporter, ...] = (
    Exporter(
        suffix="pptx",
        name=N_("PowerPoint slides"),
        media_type="application/vnd.openxmlformats-officedocument.presentationml.presentation",
        export=pptx.export,
        takes=("theme", "notes"),
    ),
    Exporter(suffix="pdf", name=N_("PDF"), media_type="application/pdf", export=pdf.export, takes=("theme", "paper")),
    Exporter(
        suffix="html",
        name=N_("Web page that works offline"),
        media_type="text/html",
        export=html.export,
        takes=("notes", "comments"),
    ),
    Exporter(suffix="png", name=N_("PNG picture"), media_type="image/png", export=png.export, takes=("theme", "size")),
    Exporter(
        suffix="svg", name=N_("SVG picture"), media_type="image/svg+xml", export=svg.export, takes=("theme", "size")
    ),
    Exporter(
        suffix="json",
        name=N_("JSON of journeymap"),
        media_type="application/json",
        export=native.export,
        whole=True,
        takes=("names", "notes"),
    ),
    Exporter(
        suffix="xlsx",
        name=N_("Excel workbook"),
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        export=xlsx.export,
        leaves_out=grid.LEAVES_OUT,
        whole=True,
        takes=("comments", "answers"),
    ),
    Exporter(
        suffix="csv",
        name=N_("CSV grid"),
        media_type="text/csv",
        export=csv.export,
        leaves_out=(*grid.LEAVES_OUT, csv.LEAVES_OUT),
        whole=True,
    ),
    Exporter(
        suffix="md",
        name=N_("Markdown with Mermaid"),
        media_type="text/markdown",
        export=mermaid.export,
        leaves_out=mermaid.LEAVES_OUT,
        whole=True,
        takes=("names", "notes", "comments"),
    ),
    Exporter(
        suffix="ojf",
        name=N_("OpenJourney"),
        media_type="application/json",
        export=ojf.export,
        leaves_out=ojf.LEAVES_OUT,
        whole=True,
        takes=("notes",),
    ),
)
"""In the order in which they are offered."""


def exporter(suffix: str) -> Exporter | None:
    """The exporter for files that end in ``suffix`` (any case, no dot)."""
    return next((e for e in EXPORTERS if e.suffix == suffix.lower()), None)
