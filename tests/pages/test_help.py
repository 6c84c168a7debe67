"""The question mark of every page."""

from __future__ import annotations

import pytest

from tests.pages.at import open_page, press, text_of


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("page", ["home", "library", "inventory", "personas", "data"])
def test_a_page_says_what_it_is_for_and_what_the_words_mean(page: str) -> None:
    said = text_of(press(open_page(page), "help.open"))
    assert "a touchpoint that decides whether the customer stays" in said
