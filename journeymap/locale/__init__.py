"""Every sentence a person reads goes through here.

The language belongs to the running context (a web request, a command): :func:`use` sets it there and nowhere else. A
context that chose none, such as the thread of a Streamlit session, speaks that of the installation (:func:`prefer`).
English is the source language, so an English reader needs no catalogue.
"""

from __future__ import annotations

import gettext as _gettext
from contextvars import ContextVar
from functools import cache
from pathlib import Path

DOMAIN = "journeymap"
FOLDER = Path(__file__).parent
LANGUAGES = ("en",)
"""Languages that can be chosen, the source language first."""

_language: ContextVar[str | None] = ContextVar("language", default=None)
_preferred = LANGUAGES[0]


@cache
def _catalogue(language: str) -> _gettext.NullTranslations:
    return _gettext.translation(DOMAIN, FOLDER, languages=[language], fallback=True)


def use(language: str) -> None:
    """Speak ``language`` in this context; one that is not in :data:`LANGUAGES` falls back to English."""
    _language.set(language if language in LANGUAGES else LANGUAGES[0])


def prefer(language: str) -> None:
    """Speak ``language`` in every context of this process that chooses none."""
    global _preferred  # written once, before the first visitor
    _preferred = language if language in LANGUAGES else LANGUAGES[0]


def current() -> str:
    """The language of this context, for example ``"en"``."""
    return _language.get() or _preferred


def gettext(message: str) -> str:
    """``message`` in the language of this context; placeholders are filled by the caller with ``str.format``."""
    return _catalogue(current()).gettext(message)


def ngettext(one: str, many: str, n: int) -> str:
    """The form of a message that fits the number ``n``, with ``{n}`` left for the caller to fill."""
    return _catalogue(current()).ngettext(one, many, n)


def N_(message: str) -> str:  # noqa: N802  # the name that message extraction looks for
    """``message`` as it is: marks a text that is stored or tabled now and translated where it is shown."""
    return message


_ = gettext
