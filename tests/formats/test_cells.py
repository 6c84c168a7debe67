from __future__ import annotations

import pytest

from journeymap.model.cells import as_number, is_skipped, plain


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("10", 10),
        ("0", 0),
        ("5.5", 5.5),
        ("5,5", 5.5),
        ("-1", -1),
        ("10 - Extremely likely", 10),
        ("5 - It's great", 5),
        ("5 – Sehr gut", 5),
        ("5\u00a0-\u00a0It's great", 5),
        ("4: Good", 4),
        ("4 (good)", 4),
        ("1. Bad", 1),
        ("10 - Extremely\nlikely", 10),
        ("5 - 😀", 5),
    ],
)
def test_a_score_is_the_number_that_a_cell_begins_with(cell: str, number: float) -> None:
    assert as_number(cell) == number


@pytest.mark.parametrize(
    "cell",
    ["", "x", "very likely", "8/10", "3-4", "8 of 10", "5 stars", "1e3", "0x1", "nan", "inf", "5.5.5", "٣", "10 -"],
)
def test_what_is_not_plainly_a_number_is_none(cell: str) -> None:
    assert as_number(cell) is None


def test_skipped_answers_are_recognised_in_any_case() -> None:
    assert all(is_skipped(cell) for cell in ("", "N/A", "n/a", "Not applicable", "NOT APPLICABLE", "-"))
    assert not any(is_skipped(cell) for cell in ("0", "none", "x"))


def test_white_space_and_nul_do_not_belong_to_a_value() -> None:
    assert plain("\ufeff\u200b\u00a0 a\x00 b\t\u202f\u200d") == "a b"
