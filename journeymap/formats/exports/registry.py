"""Every format that a map goes out in. A new one is a module with ``export`` and a line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from journeymap.formats.exports import csv, grid, mermaid, native, ojf, xlsx
from journeymap.formats.exports.request import ExportRequest
from journeymap.locale import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """One format.

    :param suffix: of its files, without the dot; unique.
    :param name: English name, a message id.
    :param media_type: for the download.
    :param export: turns a request into the file's bytes.
    :param leaves_out: English sentences, message ids: what the format cannot hold.
    :param whole: whether it holds a whole map and is read again, rather than a picture of it.
    """

    suffix: str
    name: str
    media_type: str
    export: Callable[[ExportRequest], bytes]
    leaves_out: tuple[str, ...] = ()
    whole: bool = False


EXPORTERS: tuple[Exporter, ...] = (
    Exporter(
        suffix="json",
        name=N_("JSON of journeymap"),
        media_type="application/json",
        export=native.export,
        whole=True,
    ),
    Exporter(
        suffix="xlsx",
        name=N_("Excel workbook"),
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        export=xlsx.export,
        leaves_out=grid.LEAVES_OUT,
        whole=True,
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
    ),
    Exporter(
        suffix="ojf",
        name=N_("OpenJourney"),
        media_type="application/json",
        export=ojf.export,
        leaves_out=ojf.LEAVES_OUT,
        whole=True,
    ),
)
"""In the order in which they are offered."""


def exporter(suffix: str) -> Exporter | None:
    """The exporter for files that end in ``suffix`` (any case, no dot)."""
    return next((e for e in EXPORTERS if e.suffix == suffix.lower()), None)
