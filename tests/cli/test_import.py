"""Bringing answers in on the command line, with the app and without it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.cli.kit import run
from tests.servers import start_app

SURVEY_KEYS = {
    *("touchpoint", "touchpoint_id", "metric", "scale", "n_rows", "n_valid", "n_skipped", "n_incomplete"),
    *("n_duplicate", "n_preview", "n_invalid", "n_stored", "score", "low", "high", "first", "last", "comments"),
}


def answers(folder: Path) -> Path:
    """Ten answers at one touchpoint, one skipped, one off its scale."""
    rows = [f"Desk,csat,{4 + n % 2},Fine {n},2026-05-{n + 1:02d} 10:00" for n in range(10)]
    rows += ["Desk,csat,,,2026-05-20 10:00", "Desk,csat,9,,2026-05-21 10:00"]
    file = folder / "answers.csv"
    file.write_text("touchpoint,metric,score,comment,answered_at\n" + "\n".join(rows) + "\n", "utf-8")
    return file


def without_ids(document: dict[str, Any]) -> dict[str, Any]:
    return {**document, "surveys": [{**survey, "touchpoint_id": None} for survey in document["surveys"]]}


def test_an_import_says_what_became_of_every_row(tmp_path: Path) -> None:
    file = answers(tmp_path)
    arguments = ("import-feedback", file, "--create", "--journey", "Ours", "--json")
    tried = run(*arguments, "--dry-run", folder=tmp_path).document
    assert run("journeys", "--json", folder=tmp_path).document == []
    said = run(*arguments, folder=tmp_path)
    assert (said.code, said.err) == (0, "")
    assert set(said.document) == {"file", "vendor", "surveys", "set_aside"}
    (survey,) = said.document["surveys"]
    assert set(survey) == SURVEY_KEYS
    assert (survey["touchpoint"], survey["metric"], survey["scale"]) == ("Desk", "csat", [1, 5])
    assert (survey["n_rows"], survey["n_valid"], survey["n_skipped"], survey["n_invalid"]) == (12, 10, 1, 1)
    assert (survey["n_stored"], survey["score"]) == (11, 100.0)
    assert [row["row"] for row in said.document["set_aside"]] == [13]
    assert tried["surveys"][0]["n_stored"] == 0
    again = run(*arguments, folder=tmp_path).document
    assert again["surveys"][0]["n_stored"] == 0


def test_a_person_is_told_in_sentences(tmp_path: Path) -> None:
    said = run("import-feedback", answers(tmp_path), "--create", "--journey", "Ours", folder=tmp_path)
    assert "Desk · CSAT 1–5" in said.out
    assert "12 rows: 10 valid, 1 skipped, 1 set aside; 11 stored" in said.out
    assert "100 %" in said.out
    assert "1 row was set aside:\n  row 13: " in said.out


def test_the_app_imports_the_same_from_the_folder_of_the_caller(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    answers(tmp_path / "elsewhere")
    arguments = ("import-feedback", "answers.csv", "--create", "--journey", "Ours", "--json")
    near = run(*arguments, "--db", "near.duckdb", folder=tmp_path / "elsewhere")
    server = start_app(tmp_path)
    try:
        far = run(*arguments, "--db", server.db, folder=tmp_path / "elsewhere")
        assert (far.code, far.err) == (0, "")
        assert without_ids(far.document) == without_ids(near.document)
        assert "Fine" not in server.said
        assert "answers.csv" not in server.said
    finally:
        assert server.stop() == 0, server.said


def test_what_cannot_be_imported_is_one_sentence(tmp_path: Path) -> None:
    run("init", folder=tmp_path)
    (tmp_path / "empty.csv").write_text("")
    for arguments in (("missing.csv",), ("empty.csv",), (answers(tmp_path).name, "--journey", "Nowhere")):
        said = run("import-feedback", *arguments, folder=tmp_path)
        assert (said.code, said.out) == (1, "")
        assert len(said.err.splitlines()) == 1
    assert run("journeys", "--json", folder=tmp_path).document == []


def test_a_folder_is_named_as_one(tmp_path: Path) -> None:
    said = run("import-feedback", tmp_path, "--create", "--journey", "Ours", folder=tmp_path)
    assert said.code == 1
    assert "is a folder" in said.err
