"""All scores of a map of 240 touchpoints, over 100 thousand, 1 and 10 million answers.

    python -m bench.scores [ANSWERS …]

Compared with the same grouped statement on a bare DuckDB cursor, and with pandas on a frame that is in memory already.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from time import perf_counter
from zoneinfo import ZoneInfo

import duckdb
import pandas as pd

from bench.report import AtLeast, AtMost, Figure, best_of, report
from journeymap.config import Settings
from journeymap.model.identity import new_id
from journeymap.model.journey import Journey, Stage, Touchpoint
from journeymap.model.survey import Metric, Response, Source, Survey, SurveyTouchpoint
from journeymap.scores.period import ALL_TIME, month_span
from journeymap.services.scores import AnswerFilters, AnswerSort, answers_page, journey_scores, touchpoint_answers
from journeymap.store.acts import Put, Statement
from journeymap.store.database import Database, open_database
from journeymap.store.queries import query
from journeymap.store.tables import TABLES, to_row

TOUCHPOINTS = 240
SIZES = (100_000, 1_000_000, 10_000_000)
BATCH = 1_000_000
SETTINGS = Settings(time_zone="Europe/Copenhagen")
TODAY = date(2026, 12, 10)
SCALES = {Metric.NPS: (0, 10), Metric.CSAT: (1, 5), Metric.CES: (1, 7), Metric.STARS: (1, 5)}

FILL = """
    INSERT INTO response (
        id, survey_id, survey_touchpoint_id, score, comment,
        language, segment, source, vendor_id, answered_at, received_at
    )
    SELECT
        uuidv7(),
        survey_id,
        place,
        CASE WHEN random() < 0.05 THEN NULL ELSE low + floor(sqrt(random()) * (high - low + 1)) END,
        CASE WHEN i % 3 = 0 THEN 'The queue was long but the people at desk ' || i || ' were kind.' ELSE '' END,
        'en', '', 'import', 'v' || i,
        TIMESTAMP '2026-03-01' + to_microseconds(CAST(275 * 86400000000.0 * i / ? AS BIGINT)),
        TIMESTAMP '2026-12-01'
    FROM range(?, ?) AS numbers(i)
    JOIN (
        SELECT place.id AS place, survey_id, low, high, CAST(survey.token AS BIGINT) AS number
        FROM survey_touchpoint AS place
        JOIN survey ON survey.id = place.survey_id
    ) AS asked ON asked.number = i % ?
"""
COUNTS_ALONE = """
    SELECT survey_touchpoint_id, score, COUNT(*)
    FROM response
    WHERE score IS NOT NULL
    GROUP BY survey_touchpoint_id, score
"""


def main(sizes: tuple[int, ...]) -> bool:
    figures: list[Figure] = []
    for answers in sizes:
        with filled(answers) as (db, journey_id):
            # As the app does after its start: what was imported is not looked through again and again.
            gc.collect()
            gc.freeze()
            figures += measure(db, journey_id, answers)
    return report("scores", figures)


@contextmanager
def filled(answers: int) -> Iterator[tuple[Database, str]]:
    """A file with one journey of 240 touchpoints, its metrics taking turns, and its answers."""
    with tempfile.TemporaryDirectory(prefix="journeymap-bench-") as folder:
        db = open_database(Path(folder) / "bench.duckdb")
        journey_id = _ask(db)
        for start in range(0, answers, BATCH):
            end = min(start + BATCH, answers)
            db.transact([Statement(FILL, [answers, start, end, TOUCHPOINTS])])
            db.checkpoint()
        yield db, journey_id
        db.close()


def _ask(db: Database) -> str:
    journey = Journey(id=new_id(), title="240 touchpoints")
    stage = Stage(id=new_id(), journey_id=journey.id, title="All")
    things: list[object] = [journey, stage]
    for number in range(TOUCHPOINTS):
        metric = list(Metric)[number % len(Metric)]
        low, high = SCALES[metric]
        touchpoint = Touchpoint(
            id=new_id(), journey_id=journey.id, stage_id=stage.id, title=f"Touchpoint {number}", position=number
        )
        survey = Survey(id=new_id(), title="Survey", metric=metric, low=low, high=high, token=str(number))
        place = SurveyTouchpoint(id=new_id(), survey_id=survey.id, journey_id=journey.id, touchpoint_id=touchpoint.id)
        things += [touchpoint, survey, place]
    db.transact([Put(TABLES[type(thing)], to_row(thing)) for thing in things])
    return journey.id


def measure(db: Database, journey_id: str, answers: int) -> list[Figure]:
    runs = 15 if answers <= 1_000_000 else 7
    size = f"{answers:,} answers"
    params = _parameters(journey_id)
    with bare_connection(db) as bare:
        statement = query("counts_by_place")
        # Taking turns, so that what else the machine does meets all of them.
        times: dict[str, list[float]] = {"ours": [], "bare": [], "alone": []}
        for _run in range(runs):
            times["ours"].append(best_of(1, lambda: scores(db, journey_id)))
            times["bare"].append(best_of(1, lambda: bare.execute(statement, params).fetchall()))
            times["alone"].append(best_of(1, lambda: bare.execute(COUNTS_ALONE).fetchall()))
        ours, bare_ms, alone = (min(times[name]) for name in ("ours", "bare", "alone"))
        pandas_ms, load_ms = in_pandas(bare)
    at_ten_million = AtLeast(5) if answers >= 10_000_000 else None
    return [
        Figure(f"all scores, {size}", ours, "ms"),
        Figure(
            "  against the bare grouped SQL",
            ours / bare_ms,
            "times",
            AtMost(1.3),
            f"same statement, bare: {bare_ms:.1f} ms",
            f"about {ours - bare_ms:.0f} ms go into reading the surveys and making 240 scores with interval, band and"
            " trend, however many answers there are",
        ),
        Figure("  against counts alone", ours / alone, "times", None, f"no periods, no times: {alone:.1f} ms"),
        Figure(
            "  faster than pandas: reading the rows, groupby",
            (load_ms + pandas_ms) / ours,
            "times",
            at_ten_million,
            f"reading the rows {load_ms:,.0f} ms, groupby {pandas_ms:,.0f} ms",
        ),
        Figure(
            "  faster than pandas: groupby of rows in memory",
            pandas_ms / ours,
            "times",
            None,
            "rows in memory, places as categories",
        ),
        *sharing(db, journey_id),
        *lists(db, journey_id),
    ]


def scores(db: Database, journey_id: str) -> None:
    """Compute anew: another number of answers to show is another question."""
    scores.asked += 1  # type: ignore[attr-defined]
    fresh = Settings(time_zone=SETTINGS.time_zone, min_answers=3 + scores.asked % 8, port=1)  # type: ignore[attr-defined]
    forget(db)
    journey_scores(db, journey_id, settings=fresh, today=TODAY)


scores.asked = 0  # type: ignore[attr-defined]


def forget(db: Database) -> None:
    """Make everything cached old, as a write does, without the cost of one."""
    db._revision += 1


def _parameters(journey_id: str) -> list[object]:
    zone = ZoneInfo(SETTINGS.time_zone)
    start, end = ALL_TIME.limits(zone)
    earlier, later = month_span(date(2026, 8, 1), 3, zone), month_span(date(2026, 11, 1), 1, zone)
    return [start, *earlier, *later, start, journey_id, start, end, None, None]


@contextmanager
def bare_connection(db: Database) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor of the same open file, with nothing of ours around it."""
    with db._cursor() as cursor:
        yield cursor


ROWS = """
    SELECT CAST(survey_touchpoint_id AS VARCHAR) AS place, score, answered_at
    FROM response
    WHERE score IS NOT NULL
"""


def in_pandas(bare: duckdb.DuckDBPyConnection) -> tuple[float, float]:
    """Milliseconds of the same counts by pandas, and of reading the rows first."""
    start = perf_counter()
    frame = bare.execute(ROWS).df()
    frame["place"] = frame["place"].astype("category")
    load_ms = (perf_counter() - start) * 1000
    return best_of(2, lambda: _grouped(frame)), load_ms


def _grouped(frame: pd.DataFrame) -> pd.DataFrame:
    zone = ZoneInfo(SETTINGS.time_zone)
    earlier, later = month_span(date(2026, 8, 1), 3, zone), month_span(date(2026, 11, 1), 1, zone)
    at = frame["answered_at"]
    marked = frame.assign(
        earlier=(at >= earlier[0]) & (at < earlier[1]),
        later=(at >= later[0]) & (at < later[1]),
    )
    return marked.groupby(["place", "score"], observed=True).agg(
        n=("answered_at", "size"),
        n_earlier=("earlier", "sum"),
        n_later=("later", "sum"),
        first=("answered_at", "min"),
        last=("answered_at", "max"),
    )


def sharing(db: Database, journey_id: str) -> list[Figure]:
    """Fifty sessions that see the same new answer, and asking again when nothing changed."""
    place = db.rows("SELECT id, survey_id FROM survey_touchpoint LIMIT 1")[0]
    now = month_span(date(2026, 11, 1), 1, ZoneInfo("UTC"))[0]
    answer = Response(
        id=new_id(),
        survey_id=place["survey_id"],
        survey_touchpoint_id=place["id"],
        score=5,
        source=Source.LINK,
        answered_at=now,
        received_at=now,
    )

    def ask() -> None:
        journey_scores(db, journey_id, settings=SETTINGS, today=TODAY)

    ask()
    unchanged = best_of(5, ask)
    db.transact([Put("response", to_row(answer))])
    threads = [threading.Thread(target=ask) for _session in range(50)]
    start = perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    fifty = (perf_counter() - start) * 1000
    return [
        Figure("  asked again, nothing changed", unchanged, "ms"),
        Figure("  50 sessions after a new answer, all of them", fifty, "ms"),
    ]


def lists(db: Database, journey_id: str) -> list[Figure]:
    """The panel and the list of answers."""
    touchpoint = db.rows("SELECT touchpoint_id FROM survey_touchpoint LIMIT 1")[0]["touchpoint_id"]
    journey_scores(db, journey_id, settings=SETTINGS, today=TODAY)
    asked: list[tuple[str, AnswerFilters, AnswerSort, int]] = [
        ("newest answers, first page", AnswerFilters(), AnswerSort.NEWEST, 1),
        ("lowest answers, first page", AnswerFilters(), AnswerSort.LOWEST, 1),
        ("a page in the middle", AnswerFilters(), AnswerSort.NEWEST, 1_000),
        ("search in comments", AnswerFilters(search="Desk 77"), AnswerSort.NEWEST, 1),
    ]
    start = perf_counter()
    touchpoint_answers(db, journey_id, touchpoint, settings=SETTINGS, today=TODAY)
    found = [Figure("  panel of a touchpoint, scores known", (perf_counter() - start) * 1000, "ms")]
    for name, filters, sort, page in asked:
        start = perf_counter()
        answers_page(db, filters, sort, page)
        found.append(Figure(f"  {name}", (perf_counter() - start) * 1000, "ms"))
    return found


if __name__ == "__main__":
    wanted = tuple(int(text.replace("_", "")) for text in sys.argv[1:]) or SIZES
    sys.exit(0 if main(wanted) else 1)
