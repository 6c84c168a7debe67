"""The page of data: where it lies, a backup that was read back, what the check finds, and the sample."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from journeymap.config import settings
from journeymap.services.sample import add_sample, remove_sample
from journeymap.store.acts import Statement
from journeymap.store.database import Database
from tests.pages.at import fine, open_page, press, text_of
from tests.services.kit import Small, small


@pytest.fixture
def made(db: Database) -> Small:
    return small(db)


def messages(at: AppTest) -> str:
    return "\n".join(str(box.value) for box in [*at.success, *at.warning, *at.error]).replace("\\", "")


def test_the_page_says_where_the_file_lies(db: Database) -> None:
    at = open_page("data")
    assert at.code[0].value == str(db.path.resolve())
    assert not at.success


def test_a_backup_is_made_read_back_and_offered(made: Small) -> None:
    at = press(open_page("data"), "data.backup.make")
    (made_file,) = (made.db.path.parent / "backups").glob("*.zip")
    assert zipfile.ZipFile(made_file).testzip() is None
    assert f"It lies at {made_file}" in messages(at)
    assert "read back and compared" in messages(at)
    (offered,) = at.download_button
    assert offered.label == "Download it"


def test_a_backup_whose_file_is_gone_is_not_offered_any_more(made: Small) -> None:
    at = press(open_page("data"), "data.backup.make")
    for file in (made.db.path.parent / "backups").glob("*.zip"):
        file.unlink()
    fine(at.run())
    assert not at.download_button
    assert not at.success


@pytest.mark.usefixtures("db")
def test_a_backup_that_cannot_be_written_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "backups").write_text("a file where the folder should be")
    assert settings().backups == tmp_path / "backups"
    at = press(open_page("data"), "data.backup.make")
    assert len(at.error) == 1
    assert "log has it under" not in messages(at)
    assert not at.download_button


@pytest.mark.usefixtures("made")
def test_the_check_of_a_good_file_finds_nothing() -> None:
    at = press(open_page("data"), "data.check")
    assert messages(at) == "Everything hangs together."


def test_a_broken_reference_is_found_and_its_place_named(made: Small) -> None:
    jetty = made.touchpoint("Jetty").id
    nowhere = "00000000-0000-7000-8000-000000000000"
    made.db.transact([Statement("UPDATE touchpoint SET stage_id = ? WHERE id = ?", (nowhere, jetty))])
    at = press(open_page("data"), "data.check")
    assert "1 problem was found." in messages(at)
    found = [m.value for m in at.markdown if m.value.startswith("- `touchpoint`")]
    assert len(found) == 1
    assert jetty in found[0]
    assert nowhere in found[0].replace("\\", "")


def test_what_the_check_found_is_marked_as_old_once_the_file_changed(made: Small) -> None:
    at = press(open_page("data"), "data.check")
    assert "changed since it was checked" not in text_of(at)
    add_sample(made.db)
    assert "changed since it was checked" in text_of(fine(at.run()))
    assert "changed since it was checked" not in text_of(press(at, "data.check"))


def test_the_sample_is_offered_to_be_removed_while_it_is_there(db: Database) -> None:
    assert "home.sample" not in {b.key for b in open_page("data").button}
    add_sample(db)
    at = press(open_page("data"), "home.sample")
    assert "This cannot be undone" in text_of(at)
    remove_sample(db)
    fine(at.run())
    assert "home.sample" not in {b.key for b in at.button}
