"""How long the library takes: to load, and to find what a phrase means.

Run ``python -m bench.library``.
"""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path
from time import perf_counter

from bench.report import AtMost, Figure, best_of, report
from journeymap.library import matching, reading
from journeymap.library.touchpoint import LANGUAGES

PHRASES = Path(__file__).parents[1] / "tests" / "library" / "phrases.csv"
_COLD = """
import time
from journeymap.library import matching, reading, ready
begun = time.perf_counter()
reading.library(), reading.names()
read = time.perf_counter()
[ready.ready_journey(key) for key in ready.keys()]
done = time.perf_counter()
matching.matches("a first phrase")
print((read - begun) * 1000, (done - begun) * 1000, (time.perf_counter() - done) * 1000)
"""


def main() -> bool:
    """Print the table; whether every expectation was met."""
    runs = [_cold() for _run in range(7)]
    library, everything, first = (min(times) for times in zip(*runs, strict=True))
    figures = [
        Figure("reading the library, in a fresh process", library, "ms", AtMost(100)),
        Figure("reading the library and every ready journey", everything, "ms", AtMost(100)),
        Figure("the first phrase, with its index", first, "ms"),
    ]
    titles = [f"{entry.words['en'].name} {n}" for n, entry in enumerate(reading.library().values())]
    known = best_of(5, lambda: _recognise(titles))
    figures.append(Figure(f"recognising {len(titles)} titles of a map", known, "ms", AtMost(200)))
    alike = best_of(5, lambda: list(matching.alike_pairs(titles, 78)))
    figures.append(Figure("look-alikes among them", alike, "ms", AtMost(200)))
    for language in LANGUAGES:
        times = sorted(_match_times(language))
        figures.append(Figure(f"one phrase, {language}: median", times[len(times) // 2], "ms", AtMost(10)))
        figures.append(Figure(f"one phrase, {language}: slowest of {len(times)}", times[-1], "ms", AtMost(10)))
    return report("library", figures)


def _cold() -> tuple[float, ...]:
    said = subprocess.run([sys.executable, "-c", _COLD], check=True, capture_output=True, text=True)  # noqa: S603  # ours
    return tuple(float(word) for word in said.stdout.split())


def _recognise(titles: list[str]) -> None:
    matching.recognise.cache_clear()
    for title in titles:
        matching.recognise(title)


def _match_times(language: str) -> list[float]:
    """Milliseconds for each phrase of the list, the best of seven."""
    reading.library()
    with PHRASES.open(encoding="utf-8", newline="") as file:
        phrases = [row["phrase"] for row in csv.DictReader(file) if row["language"] == language]
    return [min(_timed(phrase, language) for _run in range(7)) for phrase in phrases]


def _timed(phrase: str, language: str) -> float:
    matching.matches.cache_clear()
    begun = perf_counter()
    matching.matches(phrase, language=language)
    return (perf_counter() - begun) * 1000


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
