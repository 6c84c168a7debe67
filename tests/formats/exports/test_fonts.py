"""The cuts of the map's font."""

from __future__ import annotations

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from journeymap.formats.exports.fonts import cut_all, cut_file
from journeymap.layout.fonts import Style


def test_what_an_export_needs_is_cut_ahead_and_not_again() -> None:
    cut_all()
    files = [cut_file(style) for style in (Style.REGULAR, Style.SEMIBOLD, Style.BOLD, Style.ITALIC)]
    made = [file.stat().st_mtime_ns for file in files]
    cut_all()
    assert [file.stat().st_mtime_ns for file in files] == made
    with TTFont(files[2]) as font:
        assert font["OS/2"].usWeightClass == Style.BOLD.weight
