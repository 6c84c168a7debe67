"""A page without a browser: the shell is run, then the page is opened."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]


def open_page(name: str, **query: str) -> AppTest:
    """A session that looks at a page.

    :param query: what the link says.
    """
    at = AppTest.from_file(str(ROOT / "journeymap" / "ui" / "shell.py"), default_timeout=30)
    at.run()
    at.switch_page(str(ROOT / "pages" / f"{name}.py"))
    for key, value in query.items():
        at.query_params[key] = value
    return fine(at.run())


def fine(at: AppTest) -> AppTest:
    """The session, when its last run raised nothing."""
    assert not at.exception, [e.value for e in at.exception]
    return at


def press(at: AppTest, key: str) -> AppTest:
    """Press a button and run."""
    return fine(at.button(key=key).click().run())


def choose(at: AppTest, key: str, choice: str) -> AppTest:
    """Choose something in a menu and run."""
    field(at, key).set_value(choice)
    return fine(at.run())


def field(at: AppTest, key: str) -> Any:
    """A widget of any kind."""
    return at.get_by_key(key)


def text_of(at: AppTest) -> str:
    """Everything that is written on the page."""
    kinds: list[Any] = [at.title, at.header, at.subheader, at.markdown, at.caption, at.info, at.warning, at.error]
    return "\n".join(str(element.value) for kind in kinds for element in kind)
