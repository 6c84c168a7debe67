from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

import pytest

from journeymap import locale


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
