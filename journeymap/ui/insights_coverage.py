"""What the map does not cover yet, and how much contact the company starts."""

from __future__ import annotations

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.services.file import database
from journeymap.services.insights.coverage import Coverage, coverage
from journeymap.services.insights.report import titles_of
from journeymap.ui import chrome, state, words
from journeymap.ui.insights_card import opened
from journeymap.ui.insights_choice import Chosen
from journeymap.ui.text import plain


def covered(chosen: Chosen) -> None:
    """Show what is missing, and contacts per month."""
    st.subheader(_("Coverage"), anchor="coverage")
    found = coverage(database(), chosen.journey_id, chosen.period)
    titles = titles_of(database(), chosen.journey_id)
    lists = (
        (_("Stages without touchpoints"), list(found.empty_stages)),
        (_("Touchpoints without a survey"), [titles[t] for t in found.unasked]),
        (_("Surveys without answers"), [titles[t] for t in found.unanswered]),
        (_("Answers from another time only"), [titles[t] for t in found.stale]),
        (_("Touchpoints nobody owns"), [titles[t] for t in found.unowned]),
    )
    with st.grid(3, min_column_width=300):
        for number, (label, names) in enumerate(lists):
            _card(label, names, f"insights.coverage.{number}")
        _contacts(found, titles)
    st.page_link(
        chrome.page(chrome.JOURNEY),
        label=_("Fill in on the Journey page"),
        icon=":material/edit_road:",
        query_params={state.JOURNEY: chosen.journey_id},
    )


def _card(label: str, names: list[str], key: str) -> None:
    with st.container(border=True, height="stretch", gap="xsmall", key=key):
        st.caption(plain(label))
        st.markdown(f"### {words.number(len(names))}")
        if names:
            st.markdown(plain(", ".join(names[:8])) + (" …" if len(names) > 8 else ""))
        else:
            st.markdown(_("None: nothing is missing here."))


def _contacts(found: Coverage, titles: dict[str, str]) -> None:
    with st.container(border=True, height="stretch", gap="xsmall", key="insights.coverage.contacts"):
        st.caption(_("Contacts the company starts in a month"))
        st.markdown(f"### {words.number(found.contacts) if found.started else '–'}")
        if not found.started:
            st.markdown(_("No touchpoint says that the company starts the contact."))
        for touchpoint_id, reach in found.started[:5]:
            shown = _("reach not known") if reach is None else words.number(reach)
            st.markdown(plain(f"{titles[touchpoint_id]}: {shown}"))
        if found.contacts and found.most_reached:
            st.markdown(
                plain(
                    _("{n} for each of {customers} customers, the most that one touchpoint meets.").format(
                        n=words.decimal(found.contacts / found.most_reached),
                        customers=words.number(found.most_reached),
                    )
                )
            )
        opened(
            _("The sum of reach, customers met in a month, over touchpoints at which the company starts the contact."),
            key="insights.contacts",
        )
