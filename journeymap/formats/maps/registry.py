"""Every format that a map comes in from. A new one is a module with ``recognise`` and ``read``, and a line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from journeymap.errors import UnreadableFile
from journeymap.formats.maps import grid, mermaid, native, ojf
from journeymap.formats.maps.document import MapDocument
from journeymap.formats.maps.source import Source
from journeymap.locale import N_
from journeymap.locale import gettext as _


@dataclass(frozen=True, slots=True, kw_only=True)
class MapReader:
    """One format.

    :param name: English name, a message id.
    :param suffixes: of its files, without the dot.
    :param recognise: whether a source is of this format, by what is in it.
    :param read: the map in it; raises ``InvalidInput`` only when nothing can be made of it.
    """

    name: str
    suffixes: tuple[str, ...]
    recognise: Callable[[Source], bool]
    read: Callable[[Source], MapDocument]


READERS: tuple[MapReader, ...] = (
    MapReader(name=N_("JSON of journeymap"), suffixes=("json",), recognise=native.recognise, read=native.read),
    MapReader(name=N_("OpenJourney"), suffixes=("ojf",), recognise=ojf.recognise, read=ojf.read),
    MapReader(
        name=N_("Mermaid journey"),
        suffixes=("mmd", "mermaid", "md", "markdown"),
        recognise=mermaid.recognise,
        read=mermaid.read,
    ),
    MapReader(name=N_("Grid"), suffixes=("xlsx", "csv", "tsv", "tab", "txt"), recognise=grid.recognise, read=grid.read),
)
"""Tried in this order; the more particular come first."""

SUFFIXES: tuple[str, ...] = tuple(suffix for reader in READERS for suffix in reader.suffixes)
"""Of all files that can be read."""


def reader_of(source: Source) -> MapReader:
    """Who reads a source: whoever recognises what is in it, else whoever's ending it has.

    :raises UnreadableFile: nobody.
    """
    source.check_size()
    if source.is_binary and not source.is_archive:
        raise UnreadableFile(
            _("“{name}” is no map, whatever its name says. Choose a JSON, Mermaid, .ojf, XLSX or CSV file.").format(
                name=source.called
            )
        )
    for reader in READERS:
        if reader.recognise(source):
            return reader
    for reader in READERS:
        if source.suffix in reader.suffixes:
            return reader
    raise UnreadableFile(
        _("“{name}” cannot be read as a map. Choose a JSON, Mermaid, .ojf, XLSX or CSV file.").format(
            name=source.called
        )
    )
