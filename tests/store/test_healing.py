from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from journeymap.errors import StoreUnavailable
from journeymap.store import healing
from journeymap.store.database import Database, open_database
from journeymap.store.logfile import unreadable_end
from journeymap.store.places import Places

from .disks import state_of
from .rows import setting, settings

NAME = "journeymap.duckdb"
LOG = f"{NAME}.wal"
BLOCK = 12_288
"""Where the metadata begins that a checkpoint rewrites in place."""


def noise(n: int) -> bytes:
    return random.Random(n).randbytes(n)  # noqa: S311


def interrupted_checkpoint(folder: Path) -> Places:
    """A file, its checkpointed state, and the copy from before aside."""
    places = Places.of(folder / NAME)
    db = open_database(places.file)
    db.transact([setting("a"), setting("b")])
    db.close()
    places.aside.mkdir()
    for path in (places.file, places.log):
        shutil.copy(path, places.aside)
    db = open_database_leaving_the_copy(places)
    db.checkpoint()
    db.close()
    for path in (places.file, places.log):
        if path.exists():
            shutil.copy(path, folder / f"after-{path.name}")
    return places


def open_database_leaving_the_copy(places: Places) -> Database:
    kept = places.aside.rename(places.file.with_name("kept"))
    db = open_database(places.file)
    db.checkpoint()
    kept.rename(places.aside)
    return db


def quarantines(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if "quarantine" in path.name)


def opened(path: Path) -> tuple[set[str], tuple[str, ...]]:
    db = open_database(path)
    try:
        return set(settings(db)), db.healed
    finally:
        db.close()


def test_after_a_torn_checkpoint_the_copy_takes_the_place(tmp_path: Path) -> None:
    places = interrupted_checkpoint(tmp_path)
    content = bytearray(places.file.read_bytes())
    content[BLOCK : BLOCK + 4096] = noise(4096)
    places.file.write_bytes(content)
    names, healed = opened(places.file)
    assert names == {"a", "b"}
    (sentence,) = healed
    (quarantine,) = quarantines(tmp_path)
    assert "nothing that was saved is missing" in sentence
    assert quarantine.name in sentence
    assert (quarantine / NAME).read_bytes() == bytes(content)
    assert not places.aside.exists()
    assert opened(places.file) == ({"a", "b"}, ())


def test_a_file_that_opens_but_cannot_be_read_gives_way_to_the_copy(tmp_path: Path) -> None:
    places = Places.of(tmp_path / NAME)
    db = open_database(places.file)
    db.transact([setting(str(n), str(n) * 2000) for n in range(1000)])
    db.checkpoint()
    db.close()
    places.aside.mkdir()
    shutil.copy(places.file, places.aside)
    content = bytearray(places.file.read_bytes())
    for at in range(BLOCK + 262_144 + 1000, len(content), 262_144):
        content[at] ^= 1
    places.file.write_bytes(content)
    names, healed = opened(places.file)
    assert len(names) == 1000
    assert len(healed) == 1


def test_a_file_whose_beginning_is_gone_gives_way_to_the_copy(tmp_path: Path) -> None:
    places = interrupted_checkpoint(tmp_path)
    places.file.write_bytes(bytes(4096) + places.file.read_bytes()[4096:])
    names, healed = opened(places.file)
    assert names == {"a", "b"}
    assert len(healed) == 1


def test_a_whole_file_stays_and_the_copy_goes(tmp_path: Path) -> None:
    places = interrupted_checkpoint(tmp_path)
    assert opened(places.file) == ({"a", "b"}, ())
    assert not places.aside.exists()
    assert quarantines(tmp_path) == []


def test_a_copy_that_holds_other_rows_is_kept(tmp_path: Path) -> None:
    places = interrupted_checkpoint(tmp_path)
    db = open_database_leaving_the_copy(places)
    db.transact([setting("later")])
    db.close()
    names, healed = opened(places.file)
    assert names == {"a", "b", "later"}
    assert "other rows" in healed[0]
    assert (quarantines(tmp_path)[0] / NAME).exists()


def test_a_file_removed_during_a_checkpoint_comes_back_from_the_copy(tmp_path: Path) -> None:
    places = interrupted_checkpoint(tmp_path)
    places.file.unlink()
    assert opened(places.file)[0] == {"a", "b"}


def test_without_a_copy_a_damaged_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    db = open_database(tmp_path / NAME)
    db.transact([setting("a")])
    db.checkpoint()
    db.transact([setting("b")])
    db.close()
    content = bytearray((tmp_path / NAME).read_bytes())
    content[BLOCK + 100] ^= 1
    (tmp_path / NAME).write_bytes(content)
    before = state_of(tmp_path)
    with pytest.raises(StoreUnavailable, match=r"is damaged and was left as it is\. Restore your last backup"):
        open_database(tmp_path / NAME)
    assert state_of(tmp_path) == before


def test_what_a_crash_left_half_done_is_removed(tmp_path: Path) -> None:
    open_database(tmp_path / NAME).close()
    places = Places.of(tmp_path / NAME)
    for folder in (*places.passing, tmp_path / "backups" / f"{places.work}1"):
        folder.mkdir(parents=True)
        (folder / NAME).write_bytes(b"half")
    opened(tmp_path / NAME)
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["backups"]
    assert list((tmp_path / "backups").iterdir()) == []


class Written:
    """A closed file whose log holds one entry after the other, with the log's size after each."""

    def __init__(self, folder: Path, n: int = 30) -> None:
        self.path = folder / NAME
        self.log = folder / LOG
        self.sizes: list[int] = []
        db = open_database(self.path)
        db.transact([setting("base")])
        db.checkpoint()
        for number in range(n):
            db.transact([setting(f"{number:03}", "text")])
            self.sizes.append(self.log.stat().st_size)
        db.close()
        self.content = self.log.read_bytes()

    def expected(self, whole_bytes: int) -> set[str]:
        return {"base"} | {f"{number:03}" for number, size in enumerate(self.sizes) if size <= whole_bytes}

    def open_with(self, content: bytes) -> tuple[set[str], tuple[str, ...]]:
        self.log.write_bytes(content)
        return opened(self.path)


def test_a_whole_log_has_no_unreadable_end(tmp_path: Path) -> None:
    written = Written(tmp_path)
    assert unreadable_end(written.log) == 0


@pytest.mark.parametrize("tail", [bytes(4096), noise(300), b""])
def test_a_torn_log_is_cut_and_the_whole_log_is_kept(tmp_path: Path, tail: bytes) -> None:
    written = Written(tmp_path)
    damaged = written.content[: written.sizes[19] + 30] + tail
    names, healed = written.open_with(damaged)
    assert names == written.expected(written.sizes[19])
    (quarantine,) = quarantines(tmp_path)
    assert (quarantine / LOG).read_bytes() == damaged
    assert len(healed) == 1
    assert quarantine.name in healed[0]
    assert f"({len(tail) + 30} byte" in healed[0]


def test_after_cutting_work_goes_on(tmp_path: Path) -> None:
    written = Written(tmp_path)
    written.open_with(written.content[: written.sizes[9] + 30] + bytes(100))
    db = open_database(written.path)
    assert db.healed == ()
    db.transact([setting("later")])
    db.close()
    assert opened(written.path) == (written.expected(written.sizes[9]) | {"later"}, ())


def test_a_byte_damaged_in_the_middle_keeps_what_comes_before_and_reports_the_rest(tmp_path: Path) -> None:
    written = Written(tmp_path)
    damaged = bytearray(written.content)
    damaged[written.sizes[14] + 60] ^= 8
    names, healed = written.open_with(bytes(damaged))
    assert names == written.expected(written.sizes[14])
    (number,) = (int(word.strip("(")) for word in healed[0].split() if word.startswith("("))
    assert len(damaged) - written.sizes[15] < number <= len(damaged) - written.sizes[14]


def test_a_damaged_length_is_not_mistaken_for_the_end(tmp_path: Path) -> None:
    written = Written(tmp_path)
    damaged = bytearray(written.content)
    damaged[written.sizes[14] + 3] = 0xFF
    names, healed = written.open_with(bytes(damaged))
    assert names == written.expected(written.sizes[14])
    assert len(healed) == 1
    assert (quarantines(tmp_path)[0] / LOG).read_bytes() == bytes(damaged)


def test_a_log_of_another_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    written, other = Written(tmp_path), Written(tmp_path / "other")
    written.log.write_bytes(other.content)
    before = state_of(tmp_path)
    with pytest.raises(StoreUnavailable, match="is damaged"):
        open_database(written.path)
    assert state_of(tmp_path) == before


def test_there_is_no_endless_mending(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = Written(tmp_path)
    monkeypatch.setattr(healing, "_mend", lambda *_args: "mended")
    written.log.write_bytes(written.content[:-30] + bytes(100))
    with pytest.raises(StoreUnavailable, match="is damaged"):
        open_database(written.path)
