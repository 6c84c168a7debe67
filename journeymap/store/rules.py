"""What must hold in a sound file, as statements that find the rows where it does not.

The schema has no foreign keys (a child and its parent could not be deleted in one transaction), so what they would hold
is held by the services and verified here. All statements work on whole tables at once, for ten million answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from journeymap.locale import gettext as _
from journeymap.model.journey import CARD_LANES
from journeymap.store.changes import REFERENCES as OF_THE_MAP
from journeymap.store.tables import CLASSES, columns, enumerations

REFERENCES: tuple[tuple[str, str, str], ...] = (
    *OF_THE_MAP,
    ("card", "journey_id", "journey"),
    ("emotion", "journey_id", "journey"),
    ("path", "journey_id", "journey"),
    ("response", "respondent_id", "respondent"),
    ("response", "import_id", "feedback_import"),
)
"""(table, column, table that the column names a row of)."""

ONCE: tuple[tuple[str, tuple[str, ...]], ...] = (
    *((table, ("id",)) for table in CLASSES),
    ("setting", ("name",)),
    ("respondent", ("address",)),
    ("response", ("survey_id", "vendor_id")),
    ("emotion", ("touchpoint_id", "persona_id")),
    ("journey_persona", ("journey_id", "persona_id")),
    ("path", ("from_id", "to_id")),
    ("survey_form", ("survey_id",)),
)
"""(table, columns that no two of its rows share); rows where one of them is NULL do not count."""

_SAME_JOURNEY: tuple[tuple[str, str, str], ...] = (
    ("touchpoint", "stage_id", "stage"),
    ("touchpoint", "parent_id", "touchpoint"),
    ("card", "touchpoint_id", "touchpoint"),
    ("card", "lane_id", "lane"),
    ("emotion", "touchpoint_id", "touchpoint"),
    ("path", "from_id", "touchpoint"),
    ("path", "to_id", "touchpoint"),
    ("survey_touchpoint", "touchpoint_id", "touchpoint"),
)
_RANGES: tuple[tuple[str, str, float, float], ...] = (
    ("touchpoint", "importance", 1, 5),
    ("touchpoint", "expectation", -2, 2),
    ("touchpoint", "reach", 0, float("inf")),
    ("emotion", "value", -2, 2),
    ("survey_form", "edition", 1, float("inf")),
    ("survey_form", "again_after_days", 0, 3650),
)
_STATES: tuple[tuple[str, str, Sequence[str]], ...] = (
    ("change", "state", ("done", "undone", "kept")),
    ("feedback_import", "state", ("running", "done", "undone")),
    ("picture", "kind", ("image/png", "image/jpeg", "image/webp")),
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that must hold.

    :param table: whose rows it is about.
    :param sentence: what is wrong with a row; ``{there}`` stands for the second column of the statement.
    :param sql: finds the rows where it does not hold: id, and what the sentence shows.
    """

    table: str
    sentence: str
    sql: str


def rules() -> Iterator[Rule]:
    """Every rule but those on double rows and on JSON."""
    yield from _references()
    yield from _same_journey()
    yield from _values()
    yield from _of_the_map()
    yield from _of_surveys()


def _references() -> Iterator[Rule]:
    for table, column, target in REFERENCES:
        yield Rule(
            table,
            _("{column} names {there}, but {target} has no such row.").format(
                column=column, there="{there}", target=target
            ),
            f"""SELECT t.id, t.{column} AS there
            FROM {table} AS t
            WHERE t.{column} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {target} AS o WHERE o.id = t.{column})""",
        )


def _same_journey() -> Iterator[Rule]:
    for table, column, target in _SAME_JOURNEY:
        yield Rule(
            table,
            _("{column} names {there}, which belongs to another journey.").format(column=column, there="{there}"),
            f"""SELECT t.id, t.{column} AS there
            FROM {table} AS t JOIN {target} AS o ON o.id = t.{column}
            WHERE t.journey_id <> o.journey_id""",
        )


def _values() -> Iterator[Rule]:
    for table, column, allowed in (*_enumerations(), *_STATES):
        choices = ", ".join(f"'{value}'" for value in allowed)
        yield Rule(
            table,
            _("{column} is “{there}”, which is none of {allowed}.").format(
                column=column, there="{there}", allowed=", ".join(allowed)
            ),
            f"SELECT id, {column} AS there FROM {table} WHERE {column} NOT IN ({choices})",
        )
    for table, column, low, high in _RANGES:
        yield Rule(
            table,
            _("{column} is {there}, which is out of range.").format(column=column, there="{there}"),
            f"""SELECT id, {column} AS there FROM {table}
            WHERE {column} IS NOT NULL AND NOT {column} BETWEEN {low} AND CAST('{high}' AS DOUBLE PRECISION)""",
        )
    for table in ("setting", *(table for table, kind in CLASSES.items() if "version" in columns(kind))):
        key = "name" if table == "setting" else "id"
        yield Rule(
            table,
            _("The version is {there}; it must be 1 or more."),
            f"SELECT {key} AS id, version AS there FROM {table} WHERE version < 1",
        )


def _enumerations() -> Iterator[tuple[str, str, Sequence[str]]]:
    for table, kind in CLASSES.items():
        for column, choices in enumerations(kind).items():
            yield table, column, [str(choice) for choice in choices]


def _of_the_map() -> Iterator[Rule]:
    yield Rule(
        "touchpoint",
        _("It is a part of {there}, which stands in another stage."),
        """SELECT t.id, p.id AS there FROM touchpoint AS t JOIN touchpoint AS p ON p.id = t.parent_id
        WHERE t.stage_id <> p.stage_id""",
    )
    yield Rule(
        "touchpoint",
        _("It is a part of {there}, which is a part of another touchpoint itself, perhaps in a circle."),
        """SELECT t.id, p.id AS there FROM touchpoint AS t JOIN touchpoint AS p ON p.id = t.parent_id
        WHERE p.parent_id IS NOT NULL""",
    )
    yield Rule(
        "journey",
        _("It is its own counterpart."),
        "SELECT id, id AS there FROM journey WHERE counterpart_id = id",
    )
    holding = ", ".join(f"'{kind}'" for kind in sorted(CARD_LANES))
    yield Rule(
        "card",
        _("It lies in a lane that holds no cards ({there})."),
        f"""SELECT c.id, l.kind AS there FROM card AS c JOIN lane AS l ON l.id = c.lane_id
        WHERE l.kind NOT IN ({holding})""",
    )
    yield Rule(
        "emotion",
        _("The value {there} is not in tenths."),
        "SELECT id, value AS there FROM emotion WHERE ABS(value * 10 - ROUND(value * 10)) > 0.000001",
    )
    yield Rule(
        "persona",
        _("The colour “{there}” is not written as #rrggbb."),
        "SELECT id, colour AS there FROM persona WHERE NOT regexp_full_match(colour, '#[0-9a-fA-F]{6}')",
    )


def _of_surveys() -> Iterator[Rule]:
    yield Rule(
        "survey",
        _("The scale ends where it begins, or before ({there})."),
        "SELECT id, low || '–' || high AS there FROM survey WHERE low >= high",
    )
    yield Rule(
        "survey",
        _("Another survey has the same public link."),
        """SELECT id, id AS there FROM survey
        WHERE token <> '' AND token IN (SELECT token FROM survey GROUP BY token HAVING COUNT(*) > 1)""",
    )
    yield Rule(
        "survey",
        _("It has a public link, but nothing to ask there."),
        """SELECT id, id AS there FROM survey
        WHERE token <> '' AND id NOT IN (SELECT survey_id FROM survey_form)""",
    )
    yield Rule(
        "survey_touchpoint",
        _("It names the touchpoint {there}, but no journey."),
        """SELECT id, touchpoint_id AS there FROM survey_touchpoint
        WHERE touchpoint_id IS NOT NULL AND journey_id IS NULL""",
    )
    yield Rule(
        "response",
        _("It was given to another survey than the place {there} where it hangs."),
        """SELECT r.id, p.id AS there FROM response AS r JOIN survey_touchpoint AS p ON p.id = r.survey_touchpoint_id
        WHERE r.survey_id <> p.survey_id""",
    )
    yield Rule(
        "response",
        _("The score {there} lies outside the scale of its survey."),
        """SELECT r.id, r.score AS there FROM response AS r JOIN survey AS s ON s.id = r.survey_id
        WHERE r.score IS NOT NULL AND NOT r.score BETWEEN s.low AND s.high""",
    )


PRIVATE: Mapping[str, str] = {"response": "an answer", "respondent": "a respondent"}
"""Tables whose rows must never lie in the records of undo: erasing somebody would not erase them there."""
