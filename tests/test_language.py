from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import date

import pytest

from journeymap import locale
from journeymap.locale import figures
from journeymap.locale.order import alphabetical


@pytest.fixture(autouse=True)
def danish(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(locale, "LANGUAGES", ("en", "da"))
    yield
    locale.prefer("en")


def in_another_thread() -> str:
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(locale.current).result()


def test_what_the_installation_prefers_is_spoken_in_every_thread() -> None:
    locale.prefer("da")
    assert in_another_thread() == "da"


def test_what_one_context_chose_is_spoken_there_alone() -> None:
    locale.prefer("da")
    one = copy_context()
    one.run(locale.use, "en")
    assert (one.run(locale.current), in_another_thread()) == ("en", "da")


def test_a_language_that_we_do_not_have_is_english() -> None:
    locale.prefer("tlh")
    assert in_another_thread() == "en"


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("da-DK,da;q=0.9,en;q=0.8", "da"),
        ("fr-FR,fr;q=0.9,sv;q=0.5,de;q=0.7", "de"),
        ("de;q=0,en;q=0.1", "en"),
        ("DE_at.UTF-8", "de"),
        ("C.UTF-8", None),
        ("fr", None),
        ("", None),
        (";;q=x,*,\u2603,da;q=1.2.3", None),
    ],
)
@pytest.mark.usefixtures("four")
def test_a_browser_or_a_terminal_gets_what_it_asks_for(accepted: str, language: str | None) -> None:
    assert locale.wanted(accepted) == language


@pytest.fixture
def four(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locale, "LANGUAGES", ("en", "da", "sv", "de"))


@pytest.mark.usefixtures("four")
def test_a_language_is_spoken_for_a_while() -> None:
    before = locale.current()
    with locale.speaking("sv"):
        assert locale.current() == "sv"
        with locale.speaking(None):
            assert locale.current() == "sv"
    assert locale.current() == before


def test_a_session_is_followed_where_nobody_chose(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locale, "_followed", lambda: "da")
    assert in_another_thread() == "da"
    with locale.speaking("en"):
        assert locale.current() == "en"


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", ("12,345", "5.3", "3 Oct 2026")),
        ("da", ("12.345", "5,3", "3. okt. 2026")),
        ("sv", ("12\u00a0345", "5,3", "3 okt. 2026")),
        ("de", ("12.345", "5,3", "03.10.2026")),
    ],
)
@pytest.mark.usefixtures("four")
def test_numbers_and_days_are_written_as_the_reader_does(language: str, written: tuple[str, str, str]) -> None:
    with locale.speaking(language):
        assert (figures.whole(12345), figures.decimal(5.3), figures.day(date(2026, 10, 3))) == written
        assert figures.short(4.0) == "4"


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        ("en", ["Åbo", "Ærø", "apple", "Zoo"]),
        ("da", ["Anker", "Yrsa", "Zebra", "Ærø", "Ödeshög", "Østerbro", "Åbenrå", "Aarhus"]),
        ("sv", ["Anka", "Zebra", "Åbo", "Älmhult", "Ödeshög"]),
        ("de", ["Abend", "Ähre", "Bahn", "Öl", "Straße", "Strasse b", "Zug"]),
        ("en", ["2 more", "Step 2", "Step 10", "Step 100"]),
    ],
)
@pytest.mark.usefixtures("four")
def test_titles_stand_in_the_order_of_a_dictionary(language: str, titles: list[str]) -> None:
    with locale.speaking(language):
        assert sorted(set(titles), key=alphabetical) == titles
