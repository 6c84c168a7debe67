"""Import of a large file in the long form.

    python -m bench.imports [ROWS]

Compared with the same ``INSERT … SELECT FROM read_csv`` on a bare DuckDB file with the same tables and keys: that reads
well-formed text and looks at nothing. Each run is a process of its own, so that memory can be compared; twice the rows
show what grows with the file.
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter

import duckdb

from bench.report import AtMost, Figure, report
from journeymap.model.identity import new_id
from journeymap.services.feedback_import import import_feedback
from journeymap.store.database import open_database
from journeymap.store.migration import MIGRATIONS

ROWS = 1_000_000
RUNS = 3
PLACES = {"Web shop": ("CSAT", 5), "Store": ("CSAT", 5), "Delivery": ("CES", 7), "Whole journey": ("NPS", 10)}
COMMENTS = (
    "",
    "",
    "",
    "Paketet stod ute i regnet",
    "Friendly staff, clear signs, good coffee",
    'Sagde ""i dag"" tre gange',
)
COLUMNS = {
    **dict.fromkeys(("touchpoint", "metric"), "VARCHAR"),
    "score": "DOUBLE",
    **dict.fromkeys(("comment", "respondent"), "VARCHAR"),
    "answered_at": "TIMESTAMPTZ",
}


def make_file(path: Path, rows: int) -> None:
    """``rows`` answers in the long form, about 80 bytes each; every second one from somebody known."""
    choose = random.Random(1)  # noqa: S311  # invented answers
    begin = datetime(2015, 1, 1)  # noqa: DTZ001  # written with its offset below
    with path.open("w", encoding="utf-8") as file:
        file.write("touchpoint,metric,score,comment,respondent,answered_at\n")
        for n in range(rows):
            place = choose.choice(list(PLACES))
            metric, high = PLACES[place]
            comment = choose.choice(COMMENTS)
            words = f'"{comment}, no. {n}"' if comment else ""
            person = f"person{choose.randrange(rows // 5)}@example.com" if n % 2 else ""
            at = (begin + timedelta(seconds=25 * n)).isoformat()
            file.write(f"{place},{metric},{choose.randint(1, high)},{words},{person},{at}+01:00\n")


def run_import(file: Path, folder: Path) -> float:
    """Seconds of the import into a new file."""
    return _imported(file, folder, dry_run=False)


def run_preview(file: Path, folder: Path) -> float:
    """Seconds of a preview of the same: everything is read and sorted, nothing is written."""
    return _imported(file, folder, dry_run=True)


def run_again(file: Path, folder: Path) -> float:
    """Seconds of importing the same file a second time: every answer is there already."""
    _imported(file, folder, dry_run=False)
    return _imported(file, folder, dry_run=False)


def _imported(file: Path, folder: Path, *, dry_run: bool) -> float:
    db = open_database(folder / "journeymap.duckdb")
    start = perf_counter()
    import_feedback(db, file, create=True, dry_run=dry_run)
    taken = perf_counter() - start
    db.close()
    return taken


def run_reference(file: Path, folder: Path) -> float:
    """Seconds of the bare statement, into a file that is set as ours is."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "storage_compatibility_version": "v1.4.0",
        "checkpoint_threshold": "1TB",
    }
    with duckdb.connect(str(folder / "reference.duckdb"), config=config) as bare:
        bare.execute("PRAGMA disable_checkpoint_on_shutdown")
        for step in sorted(MIGRATIONS.glob("*.sql")):
            bare.execute(step.read_text("utf-8"))
        one = new_id()
        start = perf_counter()
        bare.execute(
            "INSERT INTO response SELECT uuidv7(), $one, $one, score, COALESCE(comment, ''), NULL, '', NULL, '', "
            "'import', NULL, timezone('UTC', answered_at), current_timestamp AT TIME ZONE 'UTC', $one "
            "FROM read_csv($file, columns = $columns, header = true)",
            {"one": one, "file": str(file), "columns": COLUMNS},
        )
        return perf_counter() - start


_WORK: Mapping[str, Callable[[Path, Path], float]] = {
    "import": run_import,
    "preview": run_preview,
    "again": run_again,
    "reference": run_reference,
}


def _child(name: str, small: Path, file: Path) -> None:
    """One run in a process of its own; libraries are warmed up by a small file first."""
    with tempfile.TemporaryDirectory() as folder:
        for number, content in enumerate((small, file)):
            inside = Path(folder) / str(number)
            inside.mkdir()
            seconds = _WORK[name](content, inside)
    print(json.dumps({"seconds": seconds, "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))


def _run(name: str, small: Path, file: Path) -> tuple[float, float]:
    """Seconds and peak memory in MB."""
    command = [sys.executable, "-m", "bench.imports", "--child", name, str(small), str(file)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ)  # noqa: S603
    found = json.loads(done.stdout.splitlines()[-1])
    return found["seconds"], found["mb"]


def main(rows: int) -> bool:
    """Measure, and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        small, file, twice = (Path(folder) / f"{name}.csv" for name in ("small", "file", "twice"))
        for path, count in ((small, 500), (file, rows), (twice, 2 * rows)):
            make_file(path, count)
        taken: dict[str, list[tuple[float, float]]] = {}
        for _number in range(RUNS):
            for name in ("reference", "import"):
                taken.setdefault(name, []).append(_run(name, small, file))
        best = {name: min(seconds for seconds, _mb in runs) for name, runs in taken.items()}
        mb = {name: min(mb for _seconds, mb in runs) for name, runs in taken.items()}
        again, _mb = _run("again", small, file)
        preview, preview_mb = _run("preview", small, file)
        larger = {name: _run(name, small, twice)[1] for name in ("reference", "import", "preview")}
    said = f"{rows:,} rows"
    index = larger["reference"] - mb["reference"]
    return report(
        "imports",
        [
            Figure(
                f"import of {said}",
                best["import"] / best["reference"],
                "times",
                AtMost(3),
                f"{best['import']:.1f} s; the bare statement {best['reference']:.1f} s",
            ),
            Figure("the same again, nothing new", again, "s"),
            Figure("its preview", preview, "s"),
            Figure(
                "memory of a preview of twice as many",
                larger["preview"],
                "MB",
                AtMost(1.2 * preview_mb),
                f"{preview_mb:.0f} MB for {said}",
            ),
            Figure(
                "memory of an import of twice as many",
                larger["import"],
                "MB",
                AtMost(1.2 * (mb["import"] + index)),
                f"{mb['import']:.0f} MB for {said}; the bare statement grows by {index:.0f} MB, its keys",
            ),
        ],
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        _child(sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
    else:
        sys.exit(0 if main(int(sys.argv[1]) if sys.argv[1:] else ROWS) else 1)
