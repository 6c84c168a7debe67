"""All figures, one part after the other, and one table at the end.

    python -m bench.run [PART …]

Each part is a process of its own, so that none finds what another left in memory.
"""

from __future__ import annotations

import json
import subprocess
import sys
from time import perf_counter

from bench.report import RESULTS

PARTS = (
    "layout",
    "exports",
    "scores",
    "insights",
    "library",
    "imports",
    "collect",
    "pages",
    "board",
    "present",
    "sessions",
)


def main(parts: tuple[str, ...]) -> int:
    """Run ``parts``; how many did not come to an end. A figure that misses its expectation is told, not counted."""
    broken = [part for part in parts if not _run(part)]
    missed = 0
    print()
    for part in parts:
        missed += _show(part)
    print(f"\n{missed} expectations missed." if missed else "\nEvery expectation met.")
    for part in broken:
        print(f"bench.{part} did not come to an end: what stands above of it is from before, if anything.")
    return len(broken)


def _run(part: str) -> bool:
    result = RESULTS / f"{part}.json"
    before = result.stat().st_mtime_ns if result.exists() else 0
    begun = perf_counter()
    print(f"\n== {part}", flush=True)
    subprocess.run([sys.executable, "-m", f"bench.{part}"], check=False)  # noqa: S603  # our own modules
    print(f"({perf_counter() - begun:.0f} s)", flush=True)
    return result.exists() and result.stat().st_mtime_ns != before


def _show(part: str) -> int:
    """One line for each figure; how many miss what was expected."""
    result = RESULTS / f"{part}.json"
    if not result.exists():
        return 0
    figures = json.loads(result.read_text("utf-8"))["figures"]
    for figure in figures:
        value = f"{figure['value']:,.2f} {figure['unit']}"
        print(f"{figure['name']:<58} {value:>18}  {figure['expected'] or '':>14}  {figure['verdict'] or ''}".rstrip())
    return sum(figure["verdict"] == "MISSED" for figure in figures)


if __name__ == "__main__":
    sys.exit(1 if main(tuple(sys.argv[1:]) or PARTS) else 0)
