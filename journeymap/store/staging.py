"""Answers on their way in: a database of its own, in memory that is bounded and spills to a temporary folder.

Rows of text are staged in batches; then SQL over all of them decides what becomes of each (see
:mod:`journeymap.store.staging_rules`), finds the duplicates and hands out frames for the file.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import time
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]  # ships no types
import pyarrow.compute as pc  # type: ignore[import-untyped]

from journeymap.model.cells import SKIPPED_WORDS
from journeymap.store import staging_rules as rules
from journeymap.store.staging_terms import SHARED, Dates, Group, Label, Layout, Part, Problem, SetAside, Tally

MEMORY = "192MB"
_STAGE_ROWS = 250_000
_STAGE_BYTES = 64 << 20
_BETWEEN = "\x1f"
_PREFIX = "journeymap-import-"
_OLD_SECONDS = 24 * 60 * 60
_LABELS = ("touchpoint", "metric")

BATCH_ROWS = 122_880
"""Rows of a frame that is handed out: one row group of DuckDB, which it writes without going through the log."""
BATCH_BYTES = 64 << 20


class Staging:
    """The rows of one file. A context manager: at its end everything is gone.

    The order of the calls is that of the methods.

    :param layout: what is where.
    """

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self._columns = {n: layout.columns[n] for n in SHARED if n in layout.columns and n not in _LABELS}
        self._labels: dict[str, int] = {}
        self._scores: dict[str, int] = {}
        self._waiting: list[Any] = []
        self._size = (0, 0)
        _forget_old_folders()
        self._folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        self._db = duckdb.connect(
            ":memory:",
            config={
                "memory_limit": MEMORY,
                "temp_directory": str(self._folder),
                "threads": 2,
                "python_enable_replacements": False,
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
            },
        )
        for statement in (
            "SET TimeZone='UTC'",
            "SET arrow_lossless_conversion=true",
            "SET enable_external_access=false",
            "SET lock_configuration=true",
        ):
            self._db.execute(statement)
        self._db.execute(rules.raw_table(self._columns, len(layout.questions)))

    def __enter__(self) -> Staging:
        return self

    def __exit__(self, *_error: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Forget everything."""
        self._db.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def add(self, batch: Any) -> None:
        """Stage rows: a ``pyarrow.Table`` with ``row``, ``cut``, ``extra`` and ``c1``, ``c2`` … (trimmed text).

        What is said again and again, names of surveys and scores, is staged as a number.
        """
        given = [f"c{column}" for column in self._columns.values()]
        given += [f"c{comment}" for _score, comment in self.layout.questions if comment]
        part = batch.select(["row", "cut", "extra", *dict.fromkeys(given)])
        part = part.append_column("label", _numbers(self._label_texts(batch), self._labels))
        for n, (score, _comment) in enumerate(self.layout.questions):
            part = part.append_column(f"s{n}", _numbers(batch.column(f"c{score}"), self._scores))
        self._waiting.append(part)
        self._size = (self._size[0] + part.num_rows, self._size[1] + part.nbytes)
        if self._size[0] >= _STAGE_ROWS or self._size[1] >= _STAGE_BYTES:
            self._flush()

    def _label_texts(self, batch: Any) -> Any:
        """Touchpoint and metric of each row as one text, NULL where the row ends before them."""
        named = [self.layout.columns.get(name) for name in _LABELS]
        if not any(named):
            return pa.chunked_array([pa.repeat(_BETWEEN, batch.num_rows)])
        texts = [batch.column(f"c{column}") if column else "" for column in named]
        return pc.binary_join_element_wise(*texts, _BETWEEN)

    def labels(self, limit: int = 1001) -> list[Label]:
        """What the rows say of their surveys, in the order of the file; at most ``limit`` for each question."""
        self._flush()
        said = list(self._labels)
        rows = self._db.execute(
            "SELECT label, count(*) FROM raw WHERE NOT cut AND label IS NOT NULL "
            "GROUP BY label ORDER BY min(row) LIMIT ?",
            [limit],
        ).fetchall()
        return [
            Label(question, touchpoint, metric, n)
            for question in range(len(self.layout.questions))
            for touchpoint, metric, n in ((*said[label].split(_BETWEEN, 1), n) for label, n in rows)
        ]

    def dates(self) -> Dates:
        """What the whole date column says of the order of day and month."""
        self._flush()
        day, month, example = self._one(rules.DATE_ORDER)
        return Dates(bool(day), bool(month), example or "")

    def sort_out(
        self,
        parts: Sequence[Part],
        *,
        strangers: Mapping[Label, Problem],
        day_first: bool,
        now: datetime,
    ) -> None:
        """Decide what becomes of each row, duplicates apart.

        :param strangers: labels that belong to no survey.
        :param now: later dates lie in the future; naive UTC.
        """
        labels: list[tuple[Label, int | None, str | None]] = [
            (label, number, None) for number, part in enumerate(parts) for label in part.labels
        ]
        labels += [(label, None, str(problem)) for label, problem in strangers.items()]
        self._table(
            "label",
            [
                (self._labels[f"{a.touchpoint}{_BETWEEN}{a.metric}"], a.question, a.touchpoint, a.metric, part, problem)
                for a, part, problem in labels
            ],
            label=pa.int32(), question=pa.int32(), touchpoint=pa.string(), metric=pa.string(), part=pa.int32(),
            problem=pa.string(),
        )  # fmt: skip
        self._table(
            "part",
            [(number, part.low, part.high, part.whole) for number, part in enumerate(parts)],
            part=pa.int32(), low=pa.float64(), high=pa.float64(), whole=pa.bool_(),
        )  # fmt: skip
        words = {**dict.fromkeys(SKIPPED_WORDS), **self.layout.words}
        self._table("word", list(words.items()), text=pa.string(), value=pa.float64())
        self._table(
            "cell", list(zip(self._scores.values(), self._scores, strict=True)), id=pa.int32(), text=pa.string()
        )
        self._db.execute(rules.SCORE_TABLE)
        self._db.execute(rules.odd_time_table(self.layout.time_zone, day_first))
        self._db.execute(rules.ANSWER_TABLE)
        for question in range(len(self.layout.questions)):
            self._db.execute(
                rules.sort_out(question, self._columns, self.layout.time_zone, self.layout.prefix),
                {
                    "unfinished": sorted(self.layout.unfinished),
                    "previews": sorted(self.layout.previews),
                    "now": now,
                },
            )
        self._db.execute("DROP TABLE raw")
        self._db.execute("CREATE TABLE known_id (part INTEGER, response_id VARCHAR)")
        self._db.execute(rules.KNOWN_ANSWER_TABLE)
        self.join({})

    def has_ids(self) -> bool:
        """Do any rows have a response id?"""
        return bool(self._one("SELECT bool_or(response_id <> '') FROM answer")[0])

    def lacks_ids(self) -> bool:
        """Have any rows none?"""
        return bool(self._one("SELECT bool_or(response_id = '') FROM answer")[0])

    def find_people(self, frames: Iterable[pd.DataFrame]) -> None:
        """Collect the respondents of the rows that may be stored.

        :param frames: those that the file already has: ``id`` and ``address``.
        """
        self._db.execute(rules.PERSON_TABLE)
        self.know_people(frames)

    def know_people(self, frames: Iterable[pd.DataFrame]) -> None:
        """Respondents that the file has by now: ``id`` and ``address``."""
        for frame in frames:
            self._from(frame, rules.KNOW_PEOPLE)

    def join(self, surveys: Mapping[int, str]) -> None:
        """Say which surveys exist already: their ids by part."""
        self._table("joined", list(surveys.items()), part=pa.int32(), survey=pa.string())

    def know_ids(self, frames: Iterable[pd.DataFrame]) -> None:
        """Response ids that the file already has: ``survey_id`` and ``vendor_id``."""
        for frame in frames:
            self._from(frame, rules.KNOW_IDS)

    def know_answers(self, frames: Iterable[pd.DataFrame]) -> None:
        """Answers without an id that the file already has; after :meth:`find_people`.

        :param frames: ``survey_id``, ``answered_at`` (NULL where it was not known), ``respondent_id``, ``score`` and
            the MD5 of the comment.
        """
        self._db.execute(rules.ANSWER_KEY_TABLE)
        for frame in frames:
            self._from(frame, rules.KNOW_ANSWERS)

    def find_duplicates(self) -> None:
        """Move duplicates into their group."""
        for statement in rules.FIND_DUPLICATES:
            self._db.execute(statement)

    def tally(self, part: int) -> Tally:
        """What became of the rows of one survey."""
        groups = self._db.execute("SELECT grp, count(*) FROM answer WHERE part = ? GROUP BY grp", [part]).fetchall()
        counts = self._db.execute(
            "SELECT score, count(*) FROM answer WHERE part = ? AND grp = 0 GROUP BY score ORDER BY score", [part]
        ).fetchall()
        first, last, comments = self._one(
            "SELECT min(utc), max(utc), count(*) FILTER (comment <> '') FROM answer WHERE part = ? AND grp = 0", [part]
        )
        return Tally(
            groups={Group(group): n for group, n in groups},
            counts=tuple(counts),
            first=first,
            last=last,
            comments=comments,
        )

    def set_aside(self, limit: int | None = None) -> list[SetAside]:
        """Rows that are set aside, in the order of the file; a row once, however many questions it has."""
        rows = self._db.execute(
            f"SELECT row, problem, any_value(text) FROM answer WHERE grp = {Group.SET_ASIDE:d} GROUP BY ALL "
            f"ORDER BY row, problem{f' LIMIT {limit:d}' if limit is not None else ''}"
        ).fetchall()
        return [SetAside(row, Problem(problem), text or "") for row, problem, text in rows]

    def count_set_aside(self) -> int:
        """How many lines :meth:`set_aside` has without a limit."""
        return int(self._one(f"SELECT count(DISTINCT (row, problem)) FROM answer WHERE grp = {Group.SET_ASIDE:d}")[0])

    def cut_off(self) -> bool:
        """Does the file end inside a row?"""
        return bool(self._one("SELECT count(*) FROM answer WHERE problem = 'cut_off'")[0])

    def samples(self, group: Group, limit: int) -> list[dict[str, Any]]:
        """The first rows of a group: ``row``, ``score``, ``comment`` (its beginning), ``utc``, ``respondent``."""
        rows = self._db.execute(
            "SELECT row, score, left(comment, 500), utc, respondent FROM answer WHERE grp = ? "
            "ORDER BY row, question LIMIT ?",
            [int(group), limit],
        ).fetchall()
        return [dict(zip(("row", "score", "comment", "utc", "respondent"), row, strict=True)) for row in rows]

    def new_people(self) -> Generator[pd.DataFrame]:
        """Respondents of the rows that are stored and that the file lacks, as rows of its table."""
        yield from self._frames(rules.NEW_PEOPLE)

    def answers(
        self, targets: Mapping[int, tuple[str, str]], *, import_id: str, received: datetime
    ) -> Iterator[pd.DataFrame]:
        """Valid and skipped rows as rows of the table ``response``.

        :param targets: id of the survey and of its place, for each part.
        :param received: stored with each row, and as the time of skipped rows that have none.
        """
        self._table(
            "target",
            [(part, survey, place) for part, (survey, place) in targets.items()],
            part=pa.int32(), survey=pa.string(), place=pa.string(),
        )  # fmt: skip
        yield from self._frames(rules.RESPONSES, {"import_id": import_id, "received": received})

    def _flush(self) -> None:
        if not self._waiting:
            return
        batch = pa.concat_tables(self._waiting)
        self._waiting, self._size = [], (0, 0)
        self._from(batch, rules.stage(self._columns, self.layout.questions))

    def _from(self, frame: Any, statement: str) -> None:
        self._db.register("incoming", frame)
        self._db.execute(statement)
        self._db.unregister("incoming")

    def _table(self, name: str, rows: Sequence[tuple[Any, ...]], **kinds: Any) -> None:
        columns = list(zip(*rows, strict=True)) or [()] * len(kinds)
        arrays = [pa.array(column, kind) for column, kind in zip(columns, kinds.values(), strict=True)]
        self._from(pa.Table.from_arrays(arrays, names=list(kinds)), f"CREATE OR REPLACE TABLE {name} AS FROM incoming")

    def _one(self, sql: str, params: Sequence[Any] = ()) -> tuple[Any, ...]:
        rows: list[tuple[Any, ...]] = self._db.execute(sql, list(params)).fetchall()
        return rows[0]

    def _frames(self, sql: str, params: Mapping[str, Any] | None = None) -> Iterator[pd.DataFrame]:
        """The result as frames of bounded size, without a copy of every text."""
        kept: list[Any] = []
        reader: Any = self._db.sql(sql, params=dict(params or {})).to_arrow_reader(BATCH_ROWS // 20)
        with contextlib.closing(reader):
            for batch in reader:
                kept.append(batch)
                if sum(b.num_rows for b in kept) >= BATCH_ROWS or sum(b.nbytes for b in kept) >= BATCH_BYTES:
                    yield _frame(kept)
                    kept = []
            if kept:
                yield _frame(kept)


def _numbers(column: Any, known: dict[str, int]) -> Any:
    """Each text as its number in ``known``, which grows; NULL stays NULL."""
    chunks = [
        pc.take(
            pa.array([known.setdefault(t, len(known)) for t in chunk.dictionary.to_pylist()], pa.int32()), chunk.indices
        )
        for chunk in pc.dictionary_encode(column).chunks
    ]
    return pa.chunked_array(chunks, pa.int32())


def _forget_old_folders() -> None:
    """Remove what processes that were killed have left behind: it may hold addresses and comments."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            if time.time() - folder.stat().st_mtime > _OLD_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)


def _frame(batches: list[Any]) -> pd.DataFrame:
    frame: pd.DataFrame = pa.Table.from_batches(batches).to_pandas(types_mapper=pd.ArrowDtype)
    return frame
