"""``export-map`` and ``import-map``, also while the app has the file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.kit import run

JOURNEY = "The bear that stayed on the train"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the sample company; tests leave its journeys as they are."""
    folder = tmp_path_factory.mktemp("maps")
    assert run("init", "--sample", "--db", "sample.duckdb", folder=folder).code == 0
    return folder / "sample.duckdb"


def test_a_map_that_went_out_as_json_comes_back_identical(sample: Path, tmp_path: Path) -> None:
    out = run("export-map", "--journey", JOURNEY, "--to", "a.json", "--db", sample, "--json", folder=tmp_path)
    assert (out.code, out.err) == (0, "")
    assert list(out.document) == ["path", "format", "bytes", "stages", "touchpoints", "leaves_out"]
    assert out.document["leaves_out"] == []
    assert run("init", "--db", "b.duckdb", folder=tmp_path).code == 0
    into = run("import-map", "a.json", "--db", "b.duckdb", "--json", folder=tmp_path)
    assert (into.code, into.err) == (0, "")
    assert list(into.document) == [
        *("file", "format", "journey", "journey_id", "stages", "touchpoints", "lanes", "cards", "emotions", "paths"),
        *("pictures", "surveys", "personas", "set_aside"),
    ]
    again = run("export-map", "--journey", JOURNEY, "--to", "b.json", "--db", "b.duckdb", folder=tmp_path)
    assert again.code == 0
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    assert run("check", "--db", "b.duckdb", folder=tmp_path).code == 0


def test_options_say_what_goes_along(sample: Path, tmp_path: Path) -> None:
    options = ("--stage", "Missed", "--lane", "Thoughts", "--persona", "freja holst", "--without-notes")
    said = run("export-map", "--journey", JOURNEY, "--to", "a.json", *options, "--db", sample, folder=tmp_path)
    assert said.code == 0
    assert "1 stage," in said.out
    data = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert [stage["title"] for stage in data["stages"]] == ["Missed"]
    assert [lane["kind"] for lane in data["lanes"]] == ["thoughts"]
    assert [persona["name"] for persona in data["personas"]] == ["Freja Holst"]


@pytest.mark.parametrize(
    ("arguments", "code", "why"),
    [
        (("export-map", "--journey", JOURNEY, "--to", "a.doc"), 1, "Choose one of"),
        (("export-map", "--journey", "Nowhere", "--to", "a.json"), 1, "Did you mean"),
        (("export-map", "--journey", JOURNEY, "--to", "a.json", "--stage", "X"), 1, "It has: “Missed”"),
        (("export-map", "--journey", JOURNEY, "--to", "there.json"), 1, "--replace"),
        (("export-map", "--journey", JOURNEY, "--to", "nowhere/a.json"), 1, "Make it first"),
        (("export-map", "--journey", JOURNEY), 2, "--to"),
        (("export-map", "--journey", JOURNEY, "--to", "a.png", "--size", "9x9"), 2, "1920x1080"),
        (("export-map", "--journey", JOURNEY, "--to", "a.pdf", "--paper", "B5"), 2, "A4"),
        (("import-map",), 2, "FILE"),
        (("import-map", "nowhere.json"), 1, "There is no file"),
        (("import-map", "answers.csv"), 1, "holds answers"),
        (("import-map", "there.json"), 1, "damaged in line 1"),
        (("import-map", "map.xlsx"), 1, "whatever its name says"),
    ],
)
def test_a_refusal_is_one_sentence(
    sample: Path, tmp_path: Path, arguments: tuple[str, ...], code: int, why: str
) -> None:
    (tmp_path / "there.json").write_text("{ not yours")
    (tmp_path / "map.xlsx").write_bytes(b"%PDF-1.7")
    (tmp_path / "answers.csv").write_text("Score,Comment,Date\n9,Good,2026-01-01\n3,Bad,2026-01-02\n8,,2026-01-03\n")
    said = run(*arguments, "--db", sample, folder=tmp_path)
    assert (said.code, said.out) == (code, "")
    assert why in said.err
    assert (tmp_path / "there.json").read_text() == "{ not yours"


def test_what_is_not_understood_is_told_with_its_line(tmp_path: Path) -> None:
    run("init", folder=tmp_path)
    (tmp_path / "walk.mmd").write_text("journey\nsection A\nWalk: 9: Me\nOops\n")
    said = run("import-map", "walk.mmd", "--json", folder=tmp_path)
    assert [entry["line"] for entry in said.document["set_aside"]] == [3, 4]
    assert said.document["journey"] == "walk"
    told = run("import-map", "walk.mmd", folder=tmp_path)
    assert "line 4: “Oops” is no task" in told.out
    assert "already: Me" in told.out
