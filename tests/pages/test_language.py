"""The language of a session: asked for by the browser, changed in the middle of work."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from journeymap import locale
from journeymap.ui import language, state
from tests.pages.at import open_page

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture(autouse=True)
def alone() -> Iterator[None]:
    yield
    language._spoken.clear()  # in tests all sessions have the same id


def asking(monkeypatch: pytest.MonkeyPatch, accepted: str, **cookies: str) -> None:
    monkeypatch.setattr(ContextProxy, "headers", {"Accept-Language": accepted})
    monkeypatch.setattr(ContextProxy, "cookies", cookies)


def spoken(at: AppTest) -> str:
    return str(at.session_state[state.LANGUAGE])


def test_a_session_speaks_what_its_browser_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asking(monkeypatch, "fr,de;q=0.8")
    assert spoken(open_page("home")) == "de"


def test_what_was_chosen_in_this_browser_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    asking(monkeypatch, "en", **{state.LANGUAGE_COOKIE: "de"})
    assert spoken(open_page("home")) == "de"


def test_others_get_the_language_of_the_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    asking(monkeypatch, "fr", **{state.LANGUAGE_COOKIE: "tlh"})
    monkeypatch.setattr(locale, "_preferred", "da")
    assert spoken(open_page("home")) == "da"
