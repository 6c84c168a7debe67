"""The language of a session: as its browser asks for, until somebody chooses another one."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from datetime import date
from enum import Enum

import streamlit as st
from streamlit.runtime.scriptrunner_utils.script_run_context import get_script_run_ctx

from journeymap import assets, locale
from journeymap.locale import gettext as _
from journeymap.ui import state

MOST_SESSIONS = 10_000
"""So many sessions are known at once; one that is forgotten is known again at the next run of its page."""

MENU = "language.menu"
_STYLE = """<style>
.st-key-language{position:fixed;top:.75rem;right:1rem;z-index:999991;width:auto}
.st-key-language [data-testid="stElementContainer"]:not(:has(button)){display:none}
.st-key-language button{min-height:2rem;padding:0 .5rem}
.stAppToolbar{padding-right:7.25rem}
</style>"""

# Inline code travels in every message, so this only fetches the module, which the browser keeps.
_LOADER = """
export default function (component) {
  import(new URL(component.data.module, location.origin)).then((module) => module.render(component))
}
"""

_SETTABLE = (str, Enum, date)
"""Of such values are menus and fields. Buttons, uploads and tables hold others, and Streamlit lets nobody set them."""

_component = st.components.v2.component("journeymap_language", js=_LOADER)
_spoken: OrderedDict[str, str] = OrderedDict()


def spoken() -> str | None:
    """What the session of this thread speaks; ``None`` outside of one. For :func:`journeymap.locale.follow`.

    Callbacks, fragments and dialogs run without the shell of the page. Session state must not be asked here: reading it
    may end the run, and a sentence may be wanted in the middle of an act.
    """
    session = get_script_run_ctx(suppress_warning=True)
    return None if session is None else _spoken.get(session.session_id)


def settle() -> None:
    """Find out what this session speaks; for the beginning of every run of a page."""
    if state.LANGUAGE not in st.session_state:
        st.session_state[state.LANGUAGE] = _of_browser() or locale.preferred()
    _speak(st.session_state[state.LANGUAGE])


def choose(language: str) -> None:
    """Speak ``language`` in this session, and in later ones of this browser."""
    st.session_state[state.LANGUAGE] = language
    st.session_state[state.LANGUAGE_CHOSEN] = True
    _speak(language)
    _keep_choices()


def picker(beside: Callable[[], None]) -> None:
    """The menu of languages in the frame of every page.

    :param beside: draws a button before it.
    """
    language = locale.current()
    with st.container(key="language", horizontal=True, gap=None):
        st.html(_STYLE)
        beside()
        st.menu_button(
            language.upper(),
            locale.offered(),
            format_func=lambda one: locale.NAMES[one],
            icon=":material/language:",
            key=MENU,
            type="tertiary",
            help=_("Language: {name}").format(name=locale.NAMES[language]),
            on_click=lambda: choose(str(st.session_state[MENU])),
        )
        _component(
            key="language.page",
            data={
                "module": assets.module_url("language"),
                "language": language,
                "cookie": state.LANGUAGE_COOKIE if st.session_state.get(state.LANGUAGE_CHOSEN) else "",
            },
        )


def _of_browser() -> str | None:
    cookie = str(st.context.cookies.get(state.LANGUAGE_COOKIE, ""))
    if cookie in locale.LANGUAGES:
        return cookie
    found = locale.wanted(st.context.headers.get("Accept-Language", "")) or locale.wanted(st.context.locale or "")
    return found if found in locale.offered() else None


def _keep_choices() -> None:
    """Keep what is chosen in menus. A browser knows an entry by what is written on it, so after a change of language it
    would ask for one that there is no more, and Streamlit would choose the first; a value that we set is sent to it.
    """
    for key in list(st.session_state):
        value = st.session_state[key]
        if key != MENU and (isinstance(value, _SETTABLE) or (isinstance(value, list) and _all_settable(value))):
            st.session_state[key] = value


def _all_settable(values: list[object]) -> bool:
    return all(isinstance(value, _SETTABLE) for value in values)


def _speak(language: str) -> None:
    session = get_script_run_ctx(suppress_warning=True)
    if session is None:
        return
    _spoken[session.session_id] = language
    _spoken.move_to_end(session.session_id)
    while len(_spoken) > MOST_SESSIONS:
        _spoken.popitem(last=False)
