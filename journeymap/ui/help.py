"""Help where one stands: what a page is for in two sentences, and the field's words."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from journeymap.locale import gettext as _


def help_button(page: str, title: str, dialog: Callable[[str, Callable[[], None]], None]) -> None:
    """The question mark in the frame of every page: what the page is for, and what the words mean.

    :param page: its name in the address.
    :param title: its name in the navigation.
    :param dialog: opens a dialog with a title and a body.
    """
    if st.button("?", type="tertiary", key="help.open", help=_("What is this page for?")):
        dialog(title, lambda: _help(page))


def _help(page: str) -> None:
    st.write(_pages().get(page, ""))
    st.subheader(_("What the words mean"), anchor=False)
    st.markdown("\n\n".join(f"**{word}** – {meaning}" for word, meaning in _words().items()))


def _pages() -> dict[str, str]:
    return {
        "": _("All journeys at a glance, each with its curve and its weakest touchpoint. Open one, or make a new one."),
        "map": _(
            "One journey from left to right: what customers do, think and feel, and the scores they gave. Click a"
            " touchpoint to see everything that was said there."
        ),
        "board": _(
            "The same journey to work on: drag, type, press Enter. Everything is saved at once, and undo helps."
        ),
        "insights": _(
            "What the scores say, with how sure that is, in the order in which it matters. Each finding leads to the"
            " answers behind it."
        ),
        "journey": _("Everything about one journey in tables and forms. Nothing is saved before you press Save."),
        "library": _(
            "Companies know a few of their touchpoints and lose customers at those they never listed. Find yours in a"
            " library, by questions, or in ready journeys."
        ),
        "inventory": _(
            "All touchpoints of all journeys, to see who looks after each and where nobody asks. Edit in the table and"
            " save; each journey can undo its part."
        ),
        "compare": _("Two maps one above the other on the same columns. Only what differs beyond chance is marked."),
        "history": _("Who changed what, and when. Keep the map of today as a snapshot, compare, or go back."),
        "personas": _(
            "The typical customers whose journeys are drawn. A journey seen by nobody in particular helps nobody."
        ),
        "surveys": _(
            "One question at one touchpoint, asked by link, code, tablet or paper. Answers are on the map at once."
        ),
        "feedback": _(
            "Bring in what your survey tool exported, and read what people wrote. Every import can be taken back."
        ),
        "data": _(
            "Everything lies in one file on your own machine. Back it up here, check it, and set name and colours."
        ),
    }


def _words() -> dict[str, str]:
    return {
        _("Touchpoint"): _("any moment a customer or prospect meets the brand, before, during or after buying"),
        _("Phase"): _("the coarse grouping of a touchpoint: before, during or after the purchase"),
        _("Stage"): _("a column of one journey, for example awareness or use; every stage lies in one phase"),
        _("Journey"): _("the ordered stages and touchpoints of one scenario, seen by one or more personas"),
        _("Persona"): _("a typical customer: goals, needs, frustrations, preferred channels, segment"),
        _("Lane"): _("a row of the map, for example actions, thoughts, emotion, scores or pain points"),
        _("Channel"): _("where a touchpoint happens: web shop, store, phone, e-mail, chat, ad, event …"),
        _("Moment of truth"): _("a touchpoint that decides whether the customer stays"),
        _("Survey"): _("one question with one metric asked at one touchpoint, or about the whole journey"),
        _("Answer"): _("what one customer said: a score, perhaps a comment, and when"),
        _("NPS"): _("would you recommend us, 0–10: the share of 9 and 10 less the share of 0 to 6; for loyalty"),
        _("CSAT"): _("how satisfied are you, 1–5: the share of 4 and 5; for one thing"),
        _("CES"): _("how easy was it, 1–7; less effort keeps customers"),
    }
