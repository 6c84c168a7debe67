"""A sample of ``make torture``: a few kills and torn writes, enough to notice when a change breaks the promise."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from bench.torture.library import compiler

ROOT = Path(__file__).parents[2]


def test_nothing_acknowledged_is_lost_by_kills_torn_writes_full_disks_and_damaged_logs(tmp_path: Path) -> None:
    assert compiler(), "A C compiler is needed: apt-get install gcc libc6-dev"
    command = [sys.executable, "-m", "bench.torture", "--short", "--json", "--folder", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
    tallies = json.loads(done.stdout)
    assert sum(tally["points"] for tally in tallies if tally["name"].startswith("kill")) >= 15
    assert sum(tally["points"] for tally in tallies if tally["name"].startswith("torn")) >= 40
    assert {(tally["lost"], tally["unopenable"]) for tally in tallies} == {(0, 0)}
