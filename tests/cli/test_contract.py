"""What can be typed, and what comes out, without an app that runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.kit import run


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the sample company; tests leave it as it is."""
    folder = tmp_path_factory.mktemp("cli")
    assert run("init", "--sample", "--db", "sample.duckdb", folder=folder).code == 0
    return folder / "sample.duckdb"


def test_init_makes_an_empty_file_once(tmp_path: Path) -> None:
    first = run("init", "--json", folder=tmp_path)
    assert (first.code, first.err) == (0, "")
    assert first.document == {"path": str(tmp_path / "data" / "journeymap.duckdb"), "created": True, "sample": False}
    assert (tmp_path / "data" / "journeymap.duckdb").exists()
    assert run("init", "--json", folder=tmp_path).document["created"] is False
    assert run("journeys", "--json", folder=tmp_path).document == []


def test_the_file_is_named_by_an_option_else_by_the_environment(tmp_path: Path) -> None:
    run("init", folder=tmp_path, JOURNEYMAP_DB="a.duckdb")
    run("init", "--db", "b.duckdb", folder=tmp_path, JOURNEYMAP_DB="a.duckdb")
    assert {file.name for file in tmp_path.glob("?.duckdb")} == {"a.duckdb", "b.duckdb"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("--db", "{db}", "--json", "journeys"),
        ("journeys", "--json", "--db", "{db}"),
        ("--json", "journeys", "--db={db}"),
    ],
)
def test_options_stand_before_or_after_the_command(sample: Path, arguments: tuple[str, ...]) -> None:
    said = run(*(argument.format(db=sample) for argument in arguments), folder=sample.parent)
    assert (said.code, said.err) == (0, "")
    assert len(said.document) == 3
    assert set(said.document[0]) == {"id", "title", "stages", "touchpoints", "responses"}


def test_a_person_reads_a_table(sample: Path) -> None:
    said = run("journeys", "--db", sample, folder=sample.parent)
    heads, line, *rows = said.out.splitlines()
    assert re.split(r" {2,}", heads) == ["journey", "stages", "touchpoints", "answers, skipped too", "id"]
    assert set(line) == {"─", " "}
    assert len(rows) == 3


def test_what_the_scores_say(sample: Path) -> None:
    said = run("insights", "--journey", "Eleven hours aboard", "--db", sample, "--json", folder=sample.parent)
    (drop,) = (entry for entry in said.document if entry["kind"] == "moved")
    assert set(drop) == {
        *("kind", "touchpoint", "touchpoint_id", "metric", "score", "low", "high", "n", "probability"),
        *("from", "to", "touchpoints", "touchpoint_ids", "sentence"),
    }
    assert (drop["touchpoint"], drop["from"], drop["to"]) == ("Breakfast in bed", "2026-07-01", "2026-07-31")
    told = run("insights", "--journey", "Eleven hours aboard", "--db", sample, folder=sample.parent).out
    assert drop["sentence"] in told


def test_scores_of_a_journey(sample: Path) -> None:
    journeys = run("journeys", "--db", sample, "--json", folder=sample.parent).document
    title, by = journeys[0]["title"], journeys[0]["id"]
    said = run("scores", "--journey", title, "--db", sample, "--json", folder=sample.parent)
    assert said.code == 0
    for entry in said.document:
        assert list(entry) == [
            *("touchpoint", "touchpoint_id", "metric", "scale", "easy_end"),
            *("n", "score", "low", "high", "first", "last", "shown"),
        ]
    assert said.document[-1]["touchpoint"] is None
    assert run("scores", "--journey", by, "--db", sample, "--json", folder=sample.parent).document == said.document
    period = ("--from", "2026-05-01", "--to", "2026-05-31")
    may = run("scores", "--journey", by, "--db", sample, "--json", *period, folder=sample.parent).document
    assert 0 < sum(entry["n"] for entry in may) < sum(entry["n"] for entry in said.document)
    told = run("scores", "--journey", by, "--db", sample, folder=sample.parent).out
    assert "the whole journey" in told


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ((), "COMMAND"),
        (("nonsense",), "nonsense"),
        (("journeys", "--jso"), "--jso"),
        (("journeys", "extra"), "extra"),
        (("scores",), "--journey"),
        (("scores", "--journey", "x", "--from", "yesterday"), "write it as 2026-03-31"),
        (("import-feedback",), "FILE"),
        (("import-feedback", "x", "--column", "colour=1"), "score=3"),
        (("import-feedback", "x", "--scale", "5"), "write it as 1-5"),
        (("import-feedback", "x", "--scale", "5-1"), "write it as 1-5"),
        (("import-feedback", "x", "--time-zone", "Mars"), "Europe/Copenhagen"),
        (("import-feedback", "x", "--metric", "smiles"), "smiles"),
        (("backup",), "TO"),
        (("restore",), "FROM"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_why(tmp_path: Path, arguments: tuple[str, ...], why: str) -> None:
    said = run(*arguments, folder=tmp_path)
    assert (said.code, said.out) == (2, "")
    assert why in said.err
    as_json = run(*arguments, "--json", folder=tmp_path)
    assert (as_json.code, as_json.err) == (2, "")
    assert list(as_json.document) == ["error"]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("JOURNEYMAP_PROT", "8501", "Did you mean JOURNEYMAP_PORT?"),
        ("JOURNEYMAP_COLOUR", "red", "docs/hosting.md"),
        ("JOURNEYMAP_PORT", "many", "from 1 to 65535"),
        ("JOURNEYMAP_TIME_ZONE", "Mars/Olympus", "Europe/Copenhagen"),
        ("JOURNEYMAP_BASE_URL", "example.com", "https://"),
    ],
)
def test_a_setting_that_cannot_be_used_is_wrong_usage(tmp_path: Path, name: str, value: str, why: str) -> None:
    said = run("journeys", folder=tmp_path, **{name: value})
    assert said.code == 2
    assert name in said.err
    assert why in said.err
    assert len(said.err.splitlines()) == 1


@pytest.mark.parametrize("arguments", [("journeys",), ("check",), ("scores", "--journey", "x"), ("backup", "b.zip")])
def test_what_is_not_there_is_refused_and_not_made(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    said = run(*arguments, folder=tmp_path)
    assert (said.code, said.out) == (1, "")
    assert said.err == "There is no file data/journeymap.duckdb. Make it with “init”, or name another.\n"
    as_json = run(*arguments, "--json", folder=tmp_path)
    assert (as_json.code, as_json.err) == (1, "")
    assert as_json.document == {"error": said.err.strip()}
    assert not list(tmp_path.iterdir())


def test_a_refusal_is_one_sentence(sample: Path) -> None:
    said = run("scores", "--journey", "Nowhere", "--db", sample, folder=sample.parent)
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("There is no journey “Nowhere”.")
    assert len(said.err.splitlines()) == 1


def test_what_is_no_database_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "notes.duckdb"
    file.write_text("Buy milk.")
    for command in ("journeys", "init", "check", "start"):
        said = run(command, "--db", file, folder=tmp_path)
        assert said.code == 1
        assert len(said.err.splitlines()) == 1
    assert file.read_text() == "Buy milk."


def test_help_is_for_people(tmp_path: Path) -> None:
    for arguments in (("--help",), ("import-feedback", "--help")):
        said = run(*arguments, folder=tmp_path)
        assert (said.code, said.err) == (0, "")
        assert "usage: python -m journeymap" in said.out
