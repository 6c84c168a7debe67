"""The row rules of an import as SQL: what a score, a time and a duplicate is, and into which group each row falls."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from journeymap.model.cells import SCORE_PATTERN

_ISO = r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:\d{2})?"
"""What DuckDB casts by itself; everything else is taken apart by ``_TIME``."""

_TIME = (
    r"(?i)^(?:(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2}))"
    r"(?:(?:,?\s+|T)(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)?\s*(?:([ap])\.?\s?m\.?)?)?"
    r"\s*(Z|UTC|GMT)?\s*(?:([+-])(\d{1,2})(?::?(\d{2}))?)?$"
)
_TIME_PARTS = ("y1", "m1", "d1", "a", "b", "y2", "h", "mi", "s", "half", "zone", "sign", "oh", "om")

_TWO_NUMBERS = r"^(\d{1,2})[-/.](\d{1,2})[-/.](?:\d{4}|\d{2})(?:\D|$)"

DATE_ORDER = rf"""
SELECT
    bool_or(first > 12 AND second <= 12),
    bool_or(second > 12 AND first <= 12),
    any_value(answered_at) FILTER (first <> second AND first <= 12 AND second <= 12)
FROM (
    SELECT
        answered_at,
        TRY_CAST(regexp_extract(answered_at, '{_TWO_NUMBERS}', 1) AS INTEGER) AS first,
        TRY_CAST(regexp_extract(answered_at, '{_TWO_NUMBERS}', 2) AS INTEGER) AS second
    FROM raw
    WHERE NOT iso AND NOT cut
)
"""

ANSWER_TABLE = """
CREATE OR REPLACE TABLE answer (
    row BIGINT, question INTEGER, part INTEGER, grp TINYINT, problem VARCHAR, text VARCHAR, score DOUBLE,
    utc TIMESTAMP, response_id VARCHAR, respondent VARCHAR, comment VARCHAR, language VARCHAR, segment VARCHAR
)
"""

KNOWN_ANSWER_TABLE = """
CREATE TABLE known_answer (part INTEGER, utc TIMESTAMP, person UUID, score DOUBLE, comment VARCHAR, n BIGINT)
"""

KNOW_IDS = """
INSERT INTO known_id
SELECT joined.part, incoming.vendor_id
FROM incoming
JOIN joined ON joined.survey = incoming.survey_id
WHERE incoming.vendor_id IN (SELECT response_id FROM answer)
"""

_KEY = "hash({utc}, {person}, {score}, {comment})"

ANSWER_KEY_TABLE = f"""
CREATE TABLE answer_key AS
SELECT DISTINCT {_KEY.format(utc="a.utc", person="p.id", score="a.score", comment="md5(a.comment)")} AS key
FROM answer AS a
LEFT JOIN person AS p ON p.address = a.respondent
WHERE a.grp <= 1 AND a.response_id = ''
"""

KNOW_ANSWERS = f"""
INSERT INTO known_answer
WITH typed AS (
    SELECT
        survey_id,
        CAST(answered_at AS TIMESTAMP) AS utc,
        CAST(CAST(respondent_id AS VARCHAR) AS UUID) AS person,
        CAST(score AS DOUBLE) AS score,
        comment
    FROM incoming
)
SELECT joined.part, utc, person, score, comment, count(*)
FROM typed
JOIN joined ON joined.survey = typed.survey_id
WHERE {_KEY.format(utc="utc", person="person", score="score", comment="comment")} IN (SELECT key FROM answer_key)
GROUP BY ALL
"""

FIND_DUPLICATES = (
    """
    UPDATE answer
    SET grp = 3, problem = NULL, text = NULL
    WHERE response_id <> '' AND problem IS DISTINCT FROM 'cut_off'
        AND (part, response_id) IN (SELECT (part, response_id) FROM known_id)
    """,
    """
    UPDATE answer
    SET grp = 3, problem = NULL, text = NULL
    FROM (
        SELECT part AS p, response_id AS id, min(row) FILTER (grp <= 1) AS first
        FROM answer
        WHERE response_id <> '' AND part IS NOT NULL
        GROUP BY ALL
        HAVING count(*) > 1
    )
    WHERE part = p AND response_id = id AND row > first AND problem IS DISTINCT FROM 'cut_off'
    """,
    """
    UPDATE answer
    SET grp = 3
    FROM (
        SELECT
            a.row AS r,
            a.question AS q,
            row_number() OVER (PARTITION BY a.part, a.utc, a.respondent, a.score, a.comment ORDER BY a.row) AS nth,
            k.n AS n
        FROM answer AS a
        LEFT JOIN person AS p ON p.address = a.respondent
        JOIN (
            SELECT part, utc, person, score, comment, sum(n) AS n FROM known_answer GROUP BY ALL
        ) AS k
            ON k.part = a.part
            AND k.utc IS NOT DISTINCT FROM a.utc
            AND k.person IS NOT DISTINCT FROM p.id
            AND k.score IS NOT DISTINCT FROM a.score
            AND k.comment = md5(a.comment)
        WHERE a.grp <= 1 AND a.response_id = ''
    )
    WHERE row = r AND question = q AND nth <= n
    """,
)
"""Ids that were imported before; ids that an earlier valid or skipped row of this file has; answers without an id as
often as they were imported before, so that two equal answers of a kiosk stay two."""

PERSON_TABLE = """
CREATE TABLE person AS
SELECT address, uuidv7() AS id, false AS known
FROM (SELECT DISTINCT respondent AS address FROM answer WHERE grp <= 1 AND respondent <> '' ORDER BY address)
"""

NEW_PEOPLE = """
SELECT id, address, '' AS name, 1 AS version
FROM person
WHERE NOT known AND address IN (SELECT respondent FROM answer WHERE grp <= 1)
"""

KNOW_PEOPLE = """
UPDATE person
SET id = CAST(incoming.id AS UUID), known = true
FROM incoming
WHERE person.address = incoming.address
"""

RESPONSES = """
SELECT
    uuidv7() AS id,
    CAST(target.survey AS UUID) AS survey_id,
    CAST(target.place AS UUID) AS survey_touchpoint_id,
    answer.score AS score,
    answer.comment AS comment,
    person.id AS respondent_id,
    answer.language AS language,
    answer.segment AS segment,
    'import' AS source,
    nullif(answer.response_id, '') AS vendor_id,
    coalesce(answer.utc, $received::TIMESTAMP) AS answered_at,
    $received::TIMESTAMP AS received_at,
    CAST($import_id AS UUID) AS import_id
FROM answer
JOIN target ON target.part = answer.part
LEFT JOIN person ON person.address = answer.respondent
WHERE answer.grp <= 1
"""


def raw_table(columns: Iterable[str], questions: int) -> str:
    """The table that rows are staged in: the shared columns that the file has, and those of each question."""
    numbers = ["label", *(f"score{n}" for n in range(questions))]
    texts = [*columns, *(f"comment{n}" for n in range(questions))]
    listed = ", ".join([*(f"{name} INTEGER" for name in numbers), *(f"{name} VARCHAR" for name in texts)])
    return f"CREATE TABLE raw (row BIGINT, cut BOOLEAN, extra BOOLEAN, short BOOLEAN, iso BOOLEAN, {listed})"


def stage(columns: Mapping[str, int], questions: Sequence[tuple[int, int | None]]) -> str:
    """Stage what is registered as ``incoming``. A row that lacks one of our columns is short."""
    comments = [comment for _score, comment in questions]
    cells = dict.fromkeys([*columns.values(), *(comment for comment in comments if comment)])
    short = " OR ".join(
        [
            "label IS NULL",
            *(f"c{column} IS NULL" for column in cells),
            *(f"s{n} IS NULL" for n in range(len(questions))),
        ]
    )
    iso = f"coalesce(regexp_full_match(c{columns['answered_at']}, '{_ISO}'), false)"
    numbers = ["label", *(f"s{n}" for n in range(len(questions)))]
    texts = [f"coalesce(c{column}, '')" for column in columns.values()]
    texts += [f"coalesce(c{comment}, '')" if comment else "''" for comment in comments]
    return f"INSERT INTO raw SELECT row, cut, extra, {short}, {iso}, {', '.join([*numbers, *texts])} FROM incoming"


_PATTERN = SCORE_PATTERN.replace("'", "''")

SCORE_TABLE = f"""
CREATE OR REPLACE TABLE scored AS
SELECT
    cell.id,
    cell.text,
    word.text IS NOT NULL AND word.value IS NULL AS skipped,
    CASE
        WHEN word.text IS NOT NULL THEN word.value
        ELSE TRY_CAST(replace(nullif(regexp_extract(cell.text, '{_PATTERN}', 1), ''), ',', '.') AS DOUBLE)
    END AS value
FROM cell
LEFT JOIN word ON word.text = lower(cell.text)
"""
"""Each score text of the file once, with what it means."""


def _utc(local: str, time_zone: str) -> str:
    zone = time_zone.replace("'", "''")
    return local if time_zone == "UTC" else f"make_timestamp(epoch_us(timezone('{zone}', {local})))"


def odd_time_table(time_zone: str, day_first: bool) -> str:
    """Each time that is not written as ISO 8601 once, with its UTC time; NULL when it cannot be read."""
    parts = ", ".join(f"'{part}'" for part in _TIME_PARTS)
    day, month = ("t.a", "t.b") if day_first else ("t.b", "t.a")
    return rf"""
    CREATE OR REPLACE TABLE odd_time AS
    WITH cell AS (
        SELECT DISTINCT answered_at AS text
        FROM raw
        WHERE NOT iso
    ),
    taken AS (
        SELECT text, regexp_extract(translate(text, chr(160) || chr(8239), '  '), '{_TIME}', [{parts}]) AS t
        FROM cell
    ),
    local AS (
        SELECT
            text,
            t,
            TRY_CAST(
                CASE
                    WHEN t.y1 <> '' THEN t.y1 || '-' || t.m1 || '-' || t.d1
                    WHEN t.y2 <> '' THEN CASE WHEN length(t.y2) = 2 THEN '20' ELSE '' END || t.y2
                        || '-' || {month} || '-' || {day}
                END AS TIMESTAMP
            ) AS midnight,
            CASE
                WHEN t.h = '' THEN 0
                WHEN t.half = '' THEN CASE WHEN TRY_CAST(t.h AS INTEGER) < 24 THEN TRY_CAST(t.h AS INTEGER) END
                WHEN TRY_CAST(t.h AS INTEGER) BETWEEN 1 AND 12
                    THEN TRY_CAST(t.h AS INTEGER) % 12 + CASE WHEN lower(t.half) = 'p' THEN 12 ELSE 0 END
            END AS hour,
            CASE WHEN t.mi = '' THEN 0 WHEN TRY_CAST(t.mi AS INTEGER) < 60 THEN TRY_CAST(t.mi AS INTEGER) END AS minute,
            CASE WHEN t.s = '' THEN 0 WHEN TRY_CAST(t.s AS INTEGER) < 60 THEN TRY_CAST(t.s AS INTEGER) END AS second
        FROM taken
    ),
    moment AS (
        SELECT
            text,
            t,
            midnight + to_hours(hour) + to_minutes(minute) + to_seconds(second) AS local,
            CASE WHEN t.sign = '-' THEN -1 ELSE 1 END
                * (60 * TRY_CAST(t.oh AS INTEGER) + TRY_CAST('0' || t.om AS INTEGER)) AS ahead
        FROM local
    )
    SELECT
        text,
        CASE
            WHEN regexp_full_match(text, '\d{{10}}') THEN make_timestamp(CAST(text AS BIGINT) * 1000000)
            WHEN t.sign <> '' THEN CASE WHEN abs(ahead) <= 840 THEN local - to_minutes(ahead) END
            WHEN t.zone <> '' THEN local
            ELSE {_utc("local", time_zone)}
        END AS utc
    FROM moment
    """


def sort_out(question: int, columns: Collection[str], time_zone: str, prefix: str) -> str:
    """Put each row of one question into its group; parameters ``unfinished``, ``previews`` and ``now``."""
    n = question
    others = ("status", "finished", "response_id", "respondent", "language", "segment")
    given = ", ".join(f"r.{name}" if name in columns else f"'' AS {name}" for name in others)
    before = prefix.replace("'", "''")
    problem = """
        CASE
            WHEN r.cut THEN 'cut_off'
            WHEN r.label IS NULL THEN 'too_short'
            WHEN l.problem IS NOT NULL THEN l.problem
            WHEN list_contains($previews, lower(r.status)) AND p.part IS NOT NULL THEN NULL
            WHEN list_contains($unfinished, lower(r.finished)) AND p.part IS NOT NULL THEN NULL
            WHEN r.extra THEN 'too_long'
            WHEN s.skipped THEN NULL
            WHEN r.short THEN 'too_short'
            WHEN s.value IS NULL THEN 'not_a_number'
            WHEN s.value < p.low OR s.value > p.high OR (p.whole AND s.value <> floor(s.value)) THEN 'off_scale'
            WHEN r.answered_at = '' THEN 'no_date'
            WHEN r.utc IS NULL THEN 'unreadable_date'
            WHEN r.utc > $now THEN 'in_the_future'
        END
    """
    return f"""
    INSERT INTO answer
    WITH timed AS (
        SELECT
            r.row, r.cut, r.extra, r.short, r.answered_at, {given}, r.label, r.score{n} AS score,
            r.comment{n} AS comment,
            {_at(time_zone)} AS utc
        FROM raw AS r
        LEFT JOIN odd_time AS o ON o.text = r.answered_at
    ),
    judged AS (
        SELECT
            r.*, l.part, l.touchpoint, l.metric, s.text AS cell, s.skipped, s.value, {problem} AS problem
        FROM timed AS r
        LEFT JOIN scored AS s ON s.id = r.score
        LEFT JOIN label AS l ON l.question = {n} AND l.label = r.label
        LEFT JOIN part AS p ON p.part = l.part
    )
    SELECT
        row,
        {n},
        part,
        CASE
            WHEN problem IS NOT NULL THEN 5
            WHEN list_contains($previews, lower(status)) THEN 4
            WHEN list_contains($unfinished, lower(finished)) THEN 2
            WHEN skipped THEN 1
            ELSE 0
        END,
        problem,
        left(CASE
            WHEN problem IN ('no_date', 'unreadable_date', 'in_the_future') THEN answered_at
            WHEN problem = 'no_place' THEN touchpoint
            WHEN problem = 'unknown_metric' THEN metric
            WHEN problem IN ('not_a_number', 'off_scale') THEN cell
        END, 80),
        CASE WHEN problem IS NULL AND NOT skipped THEN value END,
        utc,
        response_id,
        CASE
            WHEN respondent = '' THEN ''
            WHEN contains(respondent, '@') THEN lower(respondent)
            ELSE '{before}' || respondent
        END,
        comment,
        language,
        segment
    FROM judged
    """


def _at(time_zone: str) -> str:
    """The UTC time of a row."""
    return f"""
        CASE
            WHEN NOT r.iso THEN o.utc
            WHEN ends_with(r.answered_at, 'Z') OR substr(r.answered_at, -6, 1) IN ('+', '-')
                THEN make_timestamp(epoch_us(TRY_CAST(r.answered_at AS TIMESTAMPTZ)))
            ELSE {_utc("TRY_CAST(r.answered_at AS TIMESTAMP)", time_zone)}
        END
    """
