from __future__ import annotations

import pytest

from journeymap.ui.text import lines, plain
from journeymap.ui.words import told_apart


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("**b** _i_ `c` ~~s~~", "\\*\\*b\\*\\* \\_i\\_ \\`c\\` \\~\\~s\\~\\~"),
        ("<b> &lt; [a](b) ![i](u)", "\\<b\\> \\&lt; \\[a\\]\\(b\\) \\!\\[i\\]\\(u\\)"),
        ("# h", "\\# h"),
        ("===", "\\=\\=\\="),
        ("1. a", "1\\. a"),
        (":red[x]", "\\:\u2060red\\[x\\]"),
        (":material/home:", "\\:\u2060material/home\\:"),
        ("https://e.org", "https\\:\u2060//e\\.org"),
        ("www.e.org", "www\u2060\\.e\\.org"),
        ("a@e.org", "a\u2060@e\\.org"),
        ("a -> b", "a \\-\u2060\\> b"),
        ("5 >= 4", "5 \\>\u2060\\= 4"),
        ("at 12:30, well: fine", "at 12\\:30, well\\: fine"),
    ],
)
def test_a_text_is_shown_letter_by_letter(text: str, kept: str) -> None:
    assert plain(text) == kept


def test_lines_and_what_they_are_indented_by_are_kept() -> None:
    assert lines("a\n\n    b") == "a  \n  \n\u00a0\u00a0\u00a0\u00a0b"


def test_equal_names_are_told_apart_also_from_those_that_look_so() -> None:
    names = {1: "Invoice", 2: "Invoice", 3: "Invoice (2)", 4: "Jetty"}
    assert told_apart(names) == {1: "Invoice", 2: "Invoice (2)", 3: "Invoice (2) (2)", 4: "Jetty"}
