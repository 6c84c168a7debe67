"""The pages of the app, and the frame that they are shown in."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from journeymap.config import settings
from journeymap.errors import JourneymapError, StoreUnavailable
from journeymap.locale import gettext as _
from journeymap.model.journey import Journey
from journeymap.services.file import database
from journeymap.ui import help as page_help
from journeymap.ui import language, state
from journeymap.ui.text import plain

log = logging.getLogger("journeymap.pages")

MAP = "map"
INSIGHTS = "insights"
BOARD = "board"
COMPARE = "compare"
JOURNEY = "journey"
LIBRARY = "library"
INVENTORY = "inventory"
HISTORY = "history"
PERSONAS = "personas"
FEEDBACK = "feedback"
SURVEYS = "surveys"
DATA = "data"
HOME = "home"
PRESENT = "present"
PRESENTER = "presenter"
OFTEN = (HOME, MAP, BOARD, INSIGHTS, JOURNEY, SURVEYS, FEEDBACK)
SELDOM = (PERSONAS, LIBRARY, INVENTORY, COMPARE, HISTORY, DATA)
HIDDEN = (PRESENT, PRESENTER)
"""Pages that are opened from the map and stand in no navigation."""

ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<path d="M4 22 C10 22 10 8 16 8 S22 20 28 20" fill="none" stroke="#0072B2" stroke-width="3"/>'
    '<circle cx="4" cy="22" r="3.5" fill="#0072B2"/><circle cx="28" cy="20" r="3.5" fill="#D55E00"/></svg>'
)
"""The product's mark, as SVG."""

_STYLE = """<style>
.stMainBlockContainer{padding-left:1.5rem;padding-right:1.5rem}
@media (max-width:640px){
[data-testid=stToolbar]>div>div:first-child{flex:0 1 auto;min-width:0}
[data-testid=stToolbar]>div>div:first-child>div:first-child{min-width:0;overflow:hidden}
[data-testid=stToolbar]>div>div:last-child{min-width:2.5rem}
}</style>"""
"""Less margin; and on a phone the logo makes room for the main menu, which Streamlit pushes out of the window."""

FOLDER = Path(__file__).resolve().parents[2] / "pages"


def pages() -> dict[str, list[Any]]:
    """Every page, in the order of the navigation: those that are opened all the time, and the rest in a menu."""
    groups = {"": (*OFTEN, *HIDDEN), _("More"): SELDOM}
    return {group: [page(name) for name in names] for group, names in groups.items()}


def page(name: str) -> Any:
    """The page of this name, also for ``st.switch_page`` and ``st.page_link``. Paths are absolute, addresses stable."""
    title, icon, help_text = {
        HOME: (_("Home"), ":material/home:", _("All journeys at a glance.")),
        MAP: (_("Map"), ":material/map:", _("One journey as a swimlane map, with what customers said.")),
        INSIGHTS: (
            _("Insights"),
            ":material/lightbulb:",
            _("What the scores say, how sure that is, and what to do first."),
        ),
        BOARD: (_("Board"), ":material/view_kanban:", _("Move, write and delete with your own hands.")),
        COMPARE: (_("Compare"), ":material/compare:", _("Two journeys, segments or periods, one above the other.")),
        JOURNEY: (_("Journey"), ":material/edit_road:", _("Stages, touchpoints, lanes and cards of one journey.")),
        LIBRARY: (_("Find touchpoints"), ":material/travel_explore:", _("A library, questions and ready journeys.")),
        INVENTORY: (_("Inventory"), ":material/table_view:", _("Every touchpoint of every journey in one table.")),
        HISTORY: (_("History"), ":material/history:", _("Snapshots of one map, who changed what, and going back.")),
        PERSONAS: (_("Personas"), ":material/group:", _("The customers whose journeys are drawn.")),
        SURVEYS: (
            _("Surveys"),
            ":material/qr_code_2:",
            _("Ask customers by link, code, tablet or paper."),
        ),
        FEEDBACK: (_("Feedback"), ":material/forum:", _("Bring answers in, and read them.")),
        DATA: (_("Data"), ":material/database:", _("Where the data lies, backup and the sample.")),
        PRESENT: (_("Present"), ":material/slideshow:", _("One journey on the wall.")),
        PRESENTER: (_("Presenter view"), ":material/co_present:", _("Notes, clock and next step beside the wall.")),
    }[name]
    return st.Page(
        FOLDER / f"{name}.py",
        title=title,
        icon=icon,
        url_path=name,
        default=name == HOME,
        visibility="hidden" if name in HIDDEN else "visible",
        help=help_text,
    )


def no_journey(known: Sequence[Journey]) -> None:
    """What a page about one journey says when there is none.

    :param known: the journeys that there are; the link names another one.
    """
    if known:
        st.info(_("The journey of this link does not exist any more. Choose another one on Home."))
        state.forget_journey()
    else:
        st.info(_("There is no journey yet. Make one on Home, or try the sample there."))
    st.page_link(page(HOME), label=_("To Home"), icon=":material/home:")


def no_touchpoints() -> None:
    """What a page about one journey says when there is nothing to draw yet."""
    with st.container(border=True):
        st.subheader(_("This journey has no touchpoints yet"))
        st.write(_("A touchpoint is any moment at which a customer meets you. Four are enough to begin with."))
        st.page_link(page(JOURNEY), label=_("Add the first touchpoints"), icon=":material/add:")


def logo(file_name: str, theme: str) -> str:
    """The product's mark and the name of the open file, as SVG.

    :param theme: ``light`` or ``dark``.
    """
    ink, muted = ("#F3F5F9", "#A6B0C0") if theme == "dark" else ("#1A2233", "#566072")
    shown = escape(file_name if len(file_name) <= 28 else f"{file_name[:13]}…{file_name[-13:]}")
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 250 32" width="250" height="32">'
        '<path d="M4 22 C10 22 10 8 16 8 S22 20 28 20" fill="none" stroke="#0072B2" stroke-width="3"/>'
        '<circle cx="4" cy="22" r="3.5" fill="#0072B2"/><circle cx="28" cy="20" r="3.5" fill="#D55E00"/>'
        f'<text x="40" y="14" font-family="sans-serif" font-size="14" font-weight="700" fill="{ink}">journeymap</text>'
        f'<text x="40" y="28" font-family="sans-serif" font-size="11" fill="{muted}">{shown}</text></svg>'
    )


def run(current: Any) -> None:
    """Show ``current`` in its frame."""
    try:
        db = database()
    except StoreUnavailable as error:
        st.error(plain(error.sentence), title=_("The data file cannot be opened"), icon=":material/database_off:")
        st.button(_("Try again"), icon=":material/refresh:")
        return
    st.html(_STYLE)
    if current.url_path not in HIDDEN:
        language.picker(beside=partial(page_help.help_button, current.url_path, current.title, dialog))
    st.logo(logo(db.path.name, state.theme()), size="large")
    if (notice := state.take_notice()) is not None:
        st.toast(plain(notice), icon=":material/check:")
    for sentence in getattr(db, "healed", ()):
        st.warning(plain(sentence), title=_("The data file was repaired"))
    state.follow_link()
    with guard():
        current.run()


@contextmanager
def guard() -> Iterator[None]:
    """Say in a sentence what goes wrong inside; for every page, and for fragments, which run without their page."""
    try:
        yield
    except JourneymapError as error:
        log.info("page.refused kind=%s", type(error).__name__)
        st.error(plain(error.sentence))
    except Exception:
        if settings().show_errors:
            raise
        number = 100_000 + secrets.randbelow(900_000)  # the log lets numbers through
        log.exception("page.failed number=%s", number)
        st.error(
            _(
                "Something went wrong here; your data is as it was. Reload the page. The log has it under {number}."
            ).format(number=number)
        )


def dialog(title: str, body: Callable[[], None]) -> None:
    """Open a dialog. It runs without its page, so what goes wrong in it is said in it."""

    def guarded() -> None:
        with guard():
            body()

    st.dialog(title)(guarded)()
