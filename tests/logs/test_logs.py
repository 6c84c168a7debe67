from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from journeymap.errors import JourneymapError
from journeymap.logs import Lines
from journeymap.services import journeys, personas, stages
from journeymap.store.database import open_database

SECRETS = (
    "Zoë Quist",
    "zoe.quist@example.com",
    "+45 12 34 56 78",
    "The driver was rude; call me.",
    "answers_of_Zoë.csv",
    "maria",
    "Maria",
)


@pytest.fixture
def lines() -> Iterator[list[dict[str, Any]]]:
    """What is logged below ``journeymap`` and by a foreign library, as it would be written."""
    stream, found = io.StringIO(), Found()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Lines())
    loggers = [logging.getLogger("journeymap"), logging.getLogger("foreign")]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.DEBUG)
    found.stream = stream
    yield found
    for logger in loggers:
        logger.removeHandler(handler)
        logger.setLevel(logging.NOTSET)


class Found(list[dict[str, Any]]):
    """The lines, and all of them as text."""

    stream: io.StringIO

    def read(self) -> str:
        text = self.stream.getvalue()
        self[:] = [json.loads(line) for line in text.splitlines()]
        return text


def test_an_event_has_a_name_ids_and_counts(lines: Found) -> None:
    journey = str(uuid4())
    logging.getLogger("journeymap.acts").info("stage.add scope=%s rows=%d new=%s", journey, 3, True)
    lines.read()
    (line,) = lines
    assert line.pop("time").endswith("Z")
    assert line == {"level": "INFO", "event": "stage.add", "scope": journey, "rows": 3, "new": True}


@pytest.mark.parametrize("secret", SECRETS)
def test_names_addresses_and_comments_do_not_get_through(lines: Found, secret: str) -> None:
    log = logging.getLogger("journeymap.somewhere")
    log.info(secret)
    log.info("persona.add name=%s", secret)
    log.info("persona.add title=%s comment=%s address=%s", secret, secret, secret)
    log.info(f"persona.add {secret}")
    log.info("import.done", extra={"heading": secret, "error": f"x {secret}", "rows": [secret]})
    try:
        raise ValueError(f"cannot read {secret}")
    except ValueError:
        log.exception("import.failed what=%s", secret)
        logging.getLogger("foreign").exception(f"it went wrong with {secret}")
    logging.getLogger("foreign").warning("what about %s", secret)
    logging.getLogger("foreign").warning(JourneymapError(secret))
    assert secret not in lines.read()
    assert len(lines) == 9


def test_an_error_is_told_by_its_kind_and_where_it_passed(lines: Found) -> None:
    try:
        raise KeyError("Zoë Quist")
    except KeyError:
        logging.getLogger("journeymap.pages").exception("page.failed")
    lines.read()
    assert lines[0]["error"] == "KeyError"
    assert lines[0]["at"][-1].startswith("test_logs.py:")


def test_real_acts_are_logged_without_what_was_typed(lines: Found, tmp_path: Path) -> None:
    db = open_database(tmp_path / "journeys.duckdb")
    try:
        actor = str(uuid4())
        journey = journeys.create_journey(db, actor, title="Zoë Quist buys a bicycle")
        stages.add_stage(db, actor, journey, title="maria")
        personas.create_persona(db, actor, name="Zoë Quist", quote="The driver was rude; call me.")
    finally:
        db.close()
    text = lines.read()
    assert {"journey.create", "stage.add", "persona.create"} <= {line["event"] for line in lines}
    assert not any(secret in text for secret in (*SECRETS, "bicycle"))
