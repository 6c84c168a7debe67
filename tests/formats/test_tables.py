from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]  # ships no types
import pytest

from journeymap.errors import UnreadableFile
from journeymap.formats.feedback import delimited
from journeymap.formats.feedback.tables import Table, open_table

FILES = Path(__file__).parent / "files"


def write(tmp_path: Path, content: bytes | str, name: str = "answers.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def rows(table: Table, header_rows: int = 1) -> list[dict[str, Any]]:
    found = [row for batch in table.batches(header_rows) for row in batch.to_pylist()]
    return sorted(found, key=lambda row: int(row["row"]))


def cells(table: Table, header_rows: int = 1) -> list[tuple[str | None, ...]]:
    return [tuple(value for name, value in row.items() if name[1:].isdigit()) for row in rows(table, header_rows)]


TEXT = 'score;comment;tid\n5;"Rødgrød; med\nfløde";2026-03-02\n4;Å;2026-03-03\n'
CELLS = [("5", "Rødgrød; med\nfløde", "2026-03-02"), ("4", "Å", "2026-03-03")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_charset_separator_and_line_ends_are_found_out(
    tmp_path: Path, encoding: str, separator: str, line_end: str
) -> None:
    text = TEXT.replace(";", separator).replace("\n", line_end)

    table = open_table(write(tmp_path, text.encode(encoding)))

    assert table.separator == separator
    expected = [tuple(cell.replace(";", separator).replace("\n", line_end) for cell in row) for row in CELLS]
    assert cells(table) == expected


def test_rows_have_the_numbers_of_the_spreadsheet(tmp_path: Path) -> None:
    table = open_table(write(tmp_path, 'a,b\n1,"two\nlines"\n\n , \n3,4\n5\n6,7,\n'))

    assert [(row["row"], row["c1"], row["c2"]) for row in rows(table)] == [
        (2, "1", "two\nlines"),
        (5, "3", "4"),
        (6, "5", None),
        (7, "6", "7"),
    ]


def test_rows_of_another_width_keep_their_numbers_across_blocks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delimited, "_BLOCKS", (4096, 65536))
    lines = [f"{n},short" if n % 7 == 0 else f"{n},x,{'y' * 40}" for n in range(2, 2000)]

    table = open_table(write(tmp_path, "a,b,c\n" + "\n".join(lines) + "\n"))

    assert [(row["row"], row["c1"]) for row in rows(table)] == [(n, str(n)) for n in range(2, 2000)]
    assert {int(row["c1"]) % 7 == 0 for row in rows(table) if row["c3"] is None} == {True}


def test_a_row_longer_than_a_block_is_read_with_a_larger_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "_BLOCKS", (4096, 1 << 20))
    lines = [f"{n},{'x' * (200_000 if n == 500 else 20)}" if n != 300 else "300" for n in range(2, 1000)]

    table = open_table(write(tmp_path, "a,b\n" + "\n".join(lines) + "\n"))

    assert [(row["row"], row["c1"]) for row in rows(table)] == [(n, str(n)) for n in range(2, 1000)]
    assert len(rows(table)[498]["c2"]) == 200_000


def test_very_long_first_rows_are_no_reason_to_refuse_a_file(tmp_path: Path) -> None:
    long = "x" * 3_000_000

    table = open_table(write(tmp_path, f"score,comment\n5,{long}\n4,{long}\n3,ok\n"))

    assert len(table.head.records) == 4
    assert [len(row[1] or "") for row in cells(table)] == [3_000_000, 3_000_000, 2]


def test_a_quotation_mark_that_is_never_closed_in_a_large_file_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delimited, "_BLOCKS", (4096, 8192))

    table = open_table(write(tmp_path, 'a,b\n1,2\n3,"open\n' + "4,5\n" * 10_000))

    with pytest.raises(UnreadableFile, match="Row 3 does not end"):
        rows(table)


def test_headings_and_cells_lose_the_white_space_around_them(tmp_path: Path) -> None:
    table = open_table(write(tmp_path, "\u00a0score\u200b ,comment\n\u200b 5\u00a0, ok \n"))

    assert table.head.headings == ("score", "comment")
    assert cells(table) == [("5", "ok")]


def test_nul_characters_are_dropped_and_the_row_counts(tmp_path: Path) -> None:
    table = open_table(write(tmp_path, b"sc\x00ore,comment\n5\x00,a\x00b\n"))

    assert table.head.headings == ("score", "comment")
    assert cells(table) == [("5", "ab")]


def test_the_line_that_names_the_separator_is_no_row(tmp_path: Path) -> None:
    table = open_table(write(tmp_path, "sep=;\na;b\n1;2\n"))

    assert table.head.headings == ("a", "b")
    assert rows(table)[0] == {"row": 2, "cut": False, "extra": False, "c1": "1", "c2": "2"}


@pytest.mark.parametrize(
    ("content", "cut"),
    [
        ("a,b,c\n1,2,3\n4,5", ("4", "5", None)),
        ('a,b,c\n1,2,3\n4,"begun', ("4", "begun", None)),
        ('a,b,c\n1,2,3\n4,5,"begun\nand', ("4", "5", "begun\nand")),
        ('a,b,c\n1,2,3\n4,5,"begun\n', ("4", "5", "begun")),
        ("a,b,c\n1,2,é".encode()[:-1], ("1", "2", "")),
        ("a,b,c\n1,2,33".encode("utf-16-le")[:-1], ("1", "2", "3")),
        ("a,b,c\n1,2,2026-01-01\n1,2,2026-01-02\n4,5,2026-0", ("4", "5", "2026-0")),
    ],
)
def test_a_file_that_ends_inside_a_row_is_noticed(
    tmp_path: Path, content: str | bytes, cut: tuple[str | None, ...]
) -> None:
    table = open_table(write(tmp_path, content))

    assert [row["cut"] for row in rows(table)][-1] is True
    assert not any(row["cut"] for row in rows(table)[:-1])
    assert cells(table)[-1] == cut


@pytest.mark.parametrize(
    "content", ["a,b,c\n1,2,3\n4,5,6", 'a,b,c\n1,2,3\n4,5,"6"', "a,b,c\n1,2,long words\n4,5,ok", "a,b,c\n1,2,3\n4,5\n"]
)
def test_a_last_row_without_a_line_end_is_not_taken_for_cut_off(tmp_path: Path, content: str) -> None:
    assert not any(row["cut"] for row in rows(open_table(write(tmp_path, content))))


def test_a_separator_inside_headings_and_comments_does_not_mislead(tmp_path: Path) -> None:
    table = open_table(write(tmp_path, 'Q1, how?;"Why; or, why not?"\n5;a, b, c, d\n4;"e;f"\n'))

    assert table.separator == ";"
    assert cells(table) == [("5", "a, b, c, d"), ("4", "e;f")]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"\n \n\n", "is empty"),
        (b"\xff\xfe", "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a picture"),
        (b"%PDF-1.7 a,b\n1,2\n", "a PDF"),
        (b"<!DOCTYPE html><table><tr><td>a,b</td></tr></table>", "a web page"),
        (b'[{"score": 5, "comment": "a"}]', "JSON"),
        (b'{\n "score": 5,\n "comment": "a"}', "JSON"),
        (b"Dear all,\nthe answers are fine.\nBest", "not a table"),
        (b"score\n1\n2\n", "not a table"),
        (bytes(range(256)) * 30, "not a table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old Excel workbook"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600,
            "protected by a password",
        ),
        (b"PK\x03\x04" + b"x" * 600, "damaged workbook"),
        (b"\x1f\x8b\x08\x00" + b"x" * 600, "an archive"),
    ],
)
@pytest.mark.parametrize("name", ["answers.csv", "answers.xlsx"])
def test_what_is_no_table_is_refused_in_one_sentence_whatever_its_name(
    tmp_path: Path, content: bytes, says: str, name: str
) -> None:
    with pytest.raises(UnreadableFile, match=says) as refusal:
        open_table(write(tmp_path, content, name))

    assert name in refusal.value.sentence


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="There is no file"):
        open_table(tmp_path / "none.csv")
    with pytest.raises(UnreadableFile, match="is a folder"):
        open_table(tmp_path)


def test_an_archive_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("answers.csv", "a,b\n1,2\n")

    with pytest.raises(UnreadableFile, match="an archive"):
        open_table(tmp_path / "a.xlsx")


def book(tmp_path: Path, *sheets: list[list[Any]], hidden: tuple[int, ...] = ()) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for number, content in enumerate(sheets):
        sheet = made.create_sheet(f"Sheet {number}")
        for row in content:
            sheet.append(row)
        if number in hidden:
            sheet.sheet_state = "hidden"
    made.save(tmp_path / "answers.xlsx")
    return tmp_path / "answers.xlsx"


def test_numbers_times_and_text_of_a_workbook_come_as_they_stand(tmp_path: Path) -> None:
    moment = datetime(2026, 3, 2, 19, 7, 2)  # noqa: DTZ001  # a spreadsheet has no zones
    made = openpyxl.Workbook()
    made.active.append(["id", "score", "at", "comment", "done"])
    made.active.append([118310208830, 5.5, moment, "x", True])
    made.active.append(["060", 5, None, None, False])
    made.active["D3"].value = "=HYPERLINK(1)"
    made.active["D3"].data_type = "s"
    made.save(tmp_path / "answers.xlsx")

    assert cells(open_table(tmp_path / "answers.xlsx")) == [
        ("118310208830", "5.5", "2026-03-02 19:07:02", "x", "True"),
        ("060", "5", "", "=HYPERLINK(1)", "False"),
    ]


def test_rows_of_a_workbook_have_the_numbers_of_the_spreadsheet(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.active["A3"], made.active["B3"] = "score", "comment"
    made.active["A4"], made.active["B4"] = 5, "a"
    made.active["A6"], made.active["B6"] = 4, "b"
    made.save(tmp_path / "answers.xlsx")

    table = open_table(tmp_path / "answers.xlsx")

    assert (table.head_row, table.head.headings) == (3, ("score", "comment"))
    assert [(row["row"], row["c1"]) for row in rows(table)] == [(4, "5"), (6, "4")]


def test_the_first_visible_sheet_with_a_table_is_read(tmp_path: Path) -> None:
    path = book(tmp_path, [["hidden", "x"], [1, 2]], [["note"]], [["score", "comment"], [5, "a"]], hidden=(0,))

    assert open_table(path).head.headings == ("score", "comment")


def bomb(tmp_path: Path, part: str, content: bytes) -> Path:
    """A small workbook with one more part, or another content in a part."""
    source = io.BytesIO()
    made = openpyxl.Workbook()
    made.active.append(["score", "comment"])
    made.active.append([5, "a"])
    made.save(source)
    with (
        zipfile.ZipFile(source) as before,
        zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            after.writestr(name, content if name == part else before.read(name))
        if part not in before.namelist():
            after.writestr(part, content)
    return tmp_path / "bomb.xlsx"


def test_a_workbook_that_unpacks_to_far_more_than_its_size_is_not_opened(tmp_path: Path) -> None:
    path = bomb(tmp_path, "xl/media/zeros.bin", b"\x00" * 20_000_000)
    assert path.stat().st_size < 100_000

    with pytest.raises(UnreadableFile, match="unpacks to far more"):
        open_table(path)


def test_a_workbook_that_lies_about_its_sizes_is_not_opened(tmp_path: Path) -> None:
    path = bomb(tmp_path, "xl/media/zeros.bin", b"\x00" * 20_000_000)
    size = (20_000_000).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (1000).to_bytes(4, "little")))

    with pytest.raises(UnreadableFile, match="unpacks to far more"):
        open_table(path)


def test_two_cells_at_the_far_corners_do_not_fill_the_memory(tmp_path: Path) -> None:
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c s="0" r="XFD1048576"><v>1</v></c></row>'
        b"</sheetData></worksheet>"
    )

    with pytest.raises(UnreadableFile, match="unpacks to far more"):
        open_table(bomb(tmp_path, "xl/worksheets/sheet1.xml", sheet))


def test_a_large_plain_workbook_is_no_bomb(tmp_path: Path) -> None:
    made = openpyxl.Workbook(write_only=True)
    sheet = made.create_sheet()
    sheet.append(["score", "comment", "at"])
    for _row in range(40_000):
        sheet.append([5, "the same words again and again", "2026-03-02 10:00:00"])
    made.save(tmp_path / "answers.xlsx")

    assert sum(batch.num_rows for batch in open_table(tmp_path / "answers.xlsx").batches(1)) == 40_000


def test_a_damaged_workbook_is_refused(tmp_path: Path) -> None:
    content = bytearray((FILES / "surveymonkey-csat.xlsx").read_bytes())
    content[300:900] = b"\x00" * 600
    (tmp_path / "a.xlsx").write_bytes(content)

    with pytest.raises(UnreadableFile, match="damaged"):
        open_table(tmp_path / "a.xlsx")
