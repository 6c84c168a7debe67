"""The arrows of docs/architecture.md, held: which room may know which, and who may know which library."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OPEN_TO_ALL = {"model", "config", "errors", "locale", "logs", "journeymap"}
"""``logs`` is open as ``config`` is; ``journeymap`` itself holds the version and nothing else."""

ARROWS: dict[str, set[str]] = {
    "app": {"ui", "web", "services"},
    "pages": {"ui", "services", "drawing"},
    "ui": {"services", "drawing", "assets"},
    "web": {"services", "assets"},
    "cli": {"services", "assets"},
    "services": {"store", "formats", "exports", "scores", "library"},
    "drawing": {"layout", "scores"},
    "exports": {"layout", "scores"},
    "layout": {"scores"},
    "store": set(),
    "formats": set(),
    "scores": set(),
    "library": set(),
    "assets": set(),
}
"""``drawing → layout → scores`` is a chain: who draws may name what is drawn.
``assets`` are addresses that ``ui`` writes and ``web`` answers."""

CLOSED: dict[str, set[str]] = {
    "journeymap": set(),
    "model": set(),
    "locale": set(),
    "errors": {"locale"},
    "config": {"errors", "locale"},
    "logs": {"config"},
}
"""Rooms that are open to all, and what they may know themselves."""

ONLY_IN: dict[str, set[str]] = {
    "duckdb": {"store"},
    "plotly": {"drawing"},
    "streamlit": {"ui", "pages", "app"},
}
LIBRARIES: dict[str, set[str]] = {
    "model": set(),
    "scores": {"numpy"},
    "layout": {"fontTools", "babel"},
    "library": {"rapidfuzz", "babel"},
}
"""Rooms that are pure, and the libraries that they may use all the same."""


def modules() -> list[Path]:
    files = [*(ROOT / "journeymap").rglob("*.py"), *(ROOT / "pages").rglob("*.py"), ROOT / "app.py"]
    return sorted(file for file in files if file.exists())


def room_of(parts: tuple[str, ...]) -> str:
    """``("journeymap", "formats", "exports", "png")`` is in ``exports``."""
    if parts[0] != "journeymap":
        return parts[0]
    if len(parts) == 1 or parts[1] == "__init__":
        return "journeymap"
    if parts[1:3] == ("formats", "exports"):
        return "exports"
    return "cli" if parts[1] in ("__main__", "commands") else parts[1]


def imports(file: Path) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Line and dotted name of everything that is imported, wherever in the file that stands."""
    package = file.relative_to(ROOT).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(file.read_text("utf-8"), file.name)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, tuple(alias.name.split("."))
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            name = (*base, *(node.module.split(".") if node.module else ()))
            if name in (("journeymap",), ("journeymap", "formats")):
                for alias in node.names:
                    yield node.lineno, (*name, alias.name)
            else:
                yield node.lineno, name


def knows(room: str) -> set[str]:
    if room in CLOSED:
        return CLOSED[room] | {room}
    return ARROWS[room] | OPEN_TO_ALL | {room}


def is_library(name: str) -> bool:
    return name not in sys.stdlib_module_names and name not in ("journeymap", "pages", "app", "sample_data")


@pytest.mark.parametrize("file", modules(), ids=lambda file: str(file.relative_to(ROOT)))
def test_arrows_point_inwards(file: Path) -> None:
    room = room_of(file.relative_to(ROOT).with_suffix("").parts)
    assert room in ARROWS or room in CLOSED, f"{room} is no room of docs/architecture.md"
    wrong = []
    for line, name in imports(file):
        if name[0] in ("journeymap", "pages", "app"):
            target = room_of(name)
            # A name taken from the package itself, such as __version__, is no room.
            if target in (ARROWS | CLOSED) and target not in knows(room):
                wrong.append(f"line {line}: {room} → {target}")
            continue
        library = name[0]
        if library in ONLY_IN and room not in ONLY_IN[library]:
            wrong.append(f"line {line}: {library} is known only in {', '.join(sorted(ONLY_IN[library]))}")
        if room in LIBRARIES and is_library(library) and library not in LIBRARIES[room]:
            wrong.append(f"line {line}: {room} is pure and may not use {library}")
    assert not wrong, f"{file.relative_to(ROOT)} breaks the arrows of docs/architecture.md:\n" + "\n".join(wrong)


def test_the_rule_sees_what_it_must_see(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[__name__], "ROOT", tmp_path)
    file = tmp_path / "journeymap" / "scores" / "bad.py"
    file.parent.mkdir(parents=True)
    file.write_text(
        "def f():\n    import duckdb.typing\n    from ..store import database\n    from journeymap import ui\n"
    )
    assert [name for _line, name in imports(file)] == [
        ("duckdb", "typing"),
        ("journeymap", "store"),
        ("journeymap", "ui"),
    ]
    with pytest.raises(AssertionError, match=r"scores → store\n.*scores → ui") as found:
        test_arrows_point_inwards(file)
    assert "line 2: duckdb is known only in store" in str(found.value)
