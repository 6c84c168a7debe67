"""Every sentence a person reads goes through here.

The language belongs to the running context (a web request, a command): :func:`use` sets it there and nowhere else. A
context that chose none speaks what :func:`follow` finds, such as the choice of a Streamlit session, whose threads have
no context of their own; else the language of the installation (:func:`prefer`). English is the source language, so an
English reader needs no catalogue.
"""

from __future__ import annotations

import gettext as _gettext
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

DOMAIN = "journeymap"
FOLDER = Path(__file__).parent
LANGUAGES = ("en", "da", "sv", "de")
"""Languages that can be chosen, the source language first."""

NAMES: Mapping[str, str] = {"en": "English", "da": "Dansk", "sv": "Svenska", "de": "Deutsch"}
"""What each language calls itself."""

_language: ContextVar[str | None] = ContextVar("language", default=None)
_preferred = LANGUAGES[0]
_ASKED = re.compile(r"\s*([a-z]{2,3})(?:[-_][\w.@-]*)?\s*(?:;\s*q\s*=\s*([\d.]+))?\s*", re.IGNORECASE)


def _nobody() -> str | None:
    return None


_followed: Callable[[], str | None] = _nobody


@cache
def _catalogue(language: str) -> _gettext.NullTranslations:
    return _gettext.translation(DOMAIN, FOLDER, languages=[language], fallback=True)


def offered() -> tuple[str, ...]:
    """Languages that there are sentences in: a menu that offered others would change dates and nothing else."""
    known = "This was deleted meanwhile."
    return tuple(one for one in LANGUAGES if one == LANGUAGES[0] or _catalogue(one).gettext(known) != known)


def use(language: str) -> None:
    """Speak ``language`` in this context; one that is not in :data:`LANGUAGES` falls back to English."""
    _language.set(language if language in LANGUAGES else LANGUAGES[0])


@contextmanager
def speaking(language: str | None) -> Iterator[None]:
    """Speak ``language`` inside the ``with``, and what was spoken before after it; ``None`` changes nothing."""
    token = _language.set(language if language in LANGUAGES else _language.get())
    try:
        yield
    finally:
        _language.reset(token)


def prefer(language: str) -> None:
    """Speak ``language`` in every context of this process that chooses none."""
    global _preferred  # written once, before the first visitor
    _preferred = language if language in LANGUAGES else LANGUAGES[0]


def preferred() -> str:
    """The language of the installation."""
    return _preferred


def follow(session: Callable[[], str | None]) -> None:
    """Ask ``session`` for the language of every context that chooses none; it answers ``None`` when it knows none.

    It is asked at every sentence, so it must be quick.
    """
    global _followed  # written once, before the first visitor
    _followed = session


def current() -> str:
    """The language of this context, for example ``"en"``."""
    return _language.get() or _followed() or _preferred


def region() -> str:
    """The locale that writes dates and numbers: English ones as everybody but the United States, ``31 Oct 2026``."""
    language = current()
    return "en_GB" if language == "en" else language


def wanted(accepted: str) -> str | None:
    """The first language of ours that somebody asks for, ``None`` when there is none.

    :param accepted: as a browser says it in ``Accept-Language`` (``da-DK,da;q=0.9,en;q=0.8``; RFC 9110, 12.5.4) or a
        terminal in ``LANG`` (``da_DK.UTF-8``). What cannot be read is passed over.
    """
    found: list[tuple[float, str]] = []
    for part in accepted.split(","):
        asked = _ASKED.fullmatch(part)
        language = asked[1].lower() if asked else ""
        if asked and language in LANGUAGES:
            found.append((_weight(asked[2]), language))
    weight, language = max(found, key=lambda one: one[0], default=(0.0, ""))
    return language if weight > 0 else None


def _weight(text: str | None) -> float:
    try:
        return 1.0 if text is None else float(text)
    except ValueError:
        return 0.0


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
