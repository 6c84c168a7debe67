"""The command line as a person or a script meets it: a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.servers import ROOT, clean_environment


@dataclass(frozen=True, slots=True)
class Said:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """Its standard output, which is one JSON document."""
        return json.loads(self.out)


def run(*arguments: str | Path, folder: Path, **environment: str) -> Said:
    """``python -m journeymap …`` in ``folder``."""
    done = subprocess.run(  # noqa: S603  # our own command
        [sys.executable, "-m", "journeymap", *map(str, arguments)],
        cwd=folder,
        env=clean_environment(PYTHONPATH=str(ROOT), **environment),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return Said(done.returncode, done.stdout, done.stderr)
