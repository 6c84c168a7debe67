"""One way to report what was measured: a table for people, JSON for comparing runs, expectations beside the figures.

::

    report("scores", [Figure("10 million answers", 172.0, "ms", AtMost(1.3 * bare), "bare grouped SQL: 158.0 ms")])
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import Protocol

RESULTS = Path(__file__).parent / "results"
_VERSIONS = ("streamlit", "duckdb", "plotly", "pandas", "numpy")


class Expectation(Protocol):
    """What a figure is held against."""

    def met_by(self, value: float) -> bool:
        """Whether ``value`` is as expected."""

    def text(self, unit: str) -> str:
        """For the table, for example ``≤ 25 ms``."""


@dataclass(frozen=True, slots=True)
class AtMost:
    """The figure must not be above ``limit``, in the figure's unit."""

    limit: float

    def met_by(self, value: float) -> bool:
        return value <= self.limit

    def text(self, unit: str) -> str:
        return f"≤ {_number(self.limit)} {unit}".rstrip()


@dataclass(frozen=True, slots=True)
class AtLeast:
    """The figure must not be below ``limit``, in the figure's unit."""

    limit: float

    def met_by(self, value: float) -> bool:
        return value >= self.limit

    def text(self, unit: str) -> str:
        return f"≥ {_number(self.limit)} {unit}".rstrip()


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure.

    :param unit: ``ms``, ``times``, ``MB``, ``per second`` …
    :param expected: what it is held against, or ``None`` where it only informs.
    :param compared_with: what was measured beside it in the same run, in words.
    :param reason: why the expectation is missed, where that is known; printed only then.
    """

    name: str
    value: float
    unit: str
    expected: Expectation | None = None
    compared_with: str = ""
    reason: str = ""

    @property
    def verdict(self) -> str:
        """``met``, ``MISSED``, or blank where nothing was expected."""
        if self.expected is None:
            return ""
        return "met" if self.expected.met_by(self.value) else "MISSED"


def best_of(runs: int, work: Callable[[], object]) -> float:
    """Milliseconds of the fastest of ``runs`` runs of ``work``: the one that was disturbed least."""
    times = []
    for _run in range(runs):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times) * 1000


def report(name: str, figures: Sequence[Figure]) -> bool:
    """Print ``figures`` as a table and write them to ``bench/results/{name}.json``.

    :returns: whether every expectation was met.
    """
    rows = [
        (
            f.name,
            f"{_number(f.value)} {f.unit}",
            f.expected.text(f.unit) if f.expected else "",
            f.verdict,
            f.compared_with,
        )
        for f in figures
    ]
    _print_table(name, rows)
    missed = [f for f in figures if f.verdict == "MISSED"]
    for figure in missed:
        print(f"  missed: {figure.name}: {figure.reason or 'reason not known yet'}")
    RESULTS.mkdir(exist_ok=True)
    document = {"name": name, "machine": _machine(), "figures": [_as_json(f) for f in figures]}
    (RESULTS / f"{name}.json").write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", "utf-8")
    return not missed


def _print_table(name: str, rows: Sequence[tuple[str, ...]]) -> None:
    table = [(name, "measured", "expected", "", "compared with"), *rows]
    widths = [max(len(row[i]) for row in table) for i in range(5)]
    for number, row in enumerate(table):
        cells = [
            row[0].ljust(widths[0]),
            row[1].rjust(widths[1]),
            row[2].rjust(widths[2]),
            row[3].ljust(widths[3]),
            row[4],
        ]
        print("  ".join(cells).rstrip())
        if number == 0:
            print("-" * (sum(widths) + 8))


def _as_json(figure: Figure) -> dict[str, object]:
    return {
        "name": figure.name,
        "value": figure.value,
        "unit": figure.unit,
        "expected": figure.expected.text(figure.unit) if figure.expected else None,
        "verdict": figure.verdict or None,
        "compared_with": figure.compared_with or None,
        "reason": figure.reason or None,
    }


def _machine() -> dict[str, object]:
    return {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "load": [round(x, 2) for x in os.getloadavg()] if hasattr(os, "getloadavg") else None,
        "system": platform.platform(),
        "python": platform.python_version(),
        **{package: version(package) for package in _VERSIONS},
    }


def _number(value: float) -> str:
    """Three figures are enough for a table."""
    if value and abs(value) < 1:
        return f"{value:.2g}"
    return f"{value:,.1f}" if abs(value) < 100 else f"{value:,.0f}"
