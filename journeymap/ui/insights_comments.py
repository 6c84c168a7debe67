"""What people talk about, each word one click away from the comments that it stands in."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.services.file import database
from journeymap.services.insights.comments import MOST_COMMENTS, SpokenWord, comment_words
from journeymap.services.insights.report import titles_of
from journeymap.ui import chrome, words
from journeymap.ui.insights_card import opened
from journeymap.ui.insights_choice import Chosen, answers_link
from journeymap.ui.insights_whole import content_rule
from journeymap.ui.menu import menu
from journeymap.ui.text import plain


@st.fragment
def what_people_say(chosen: Chosen) -> None:
    """Show the words of those who are not content and of those who are, of one touchpoint or all."""
    with chrome.guard():
        _what_people_say(chosen)


def _what_people_say(chosen: Chosen) -> None:
    titles = titles_of(database(), chosen.journey_id)
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        st.subheader(_("What people talk about"), anchor="comments")
        key = f"insights.comments.{chosen.journey_id}"
        touchpoint_id = menu(_("Touchpoint"), titles, nothing=_("All touchpoints"), key=key, width=260)
    found = comment_words(
        database(),
        chosen.journey_id,
        chosen.period,
        touchpoint_id=touchpoint_id,
        persona_id=chosen.persona_id,
        segment=chosen.segment,
    )
    if not found.comments:
        st.info(_("Nobody has written a comment here yet."))
        return
    lists = [(_("More often from people who are not content"), found.discontent)]
    lists.append((_("More often from people who are content"), found.content))
    if touchpoint_id is not None:
        lists.append((_("More often here than elsewhere"), found.here))
    with st.grid(len(lists), min_column_width=300):
        for number, (label, spoken) in enumerate(lists):
            _list(chosen, label, spoken, touchpoint_id, f"insights.words.{number}")
    opened(_rule(found.comments), key="insights.words")


def _rule(comments: int) -> str:
    rule = _(
        "{n} comments that came with an answer, of more than {most} the newest. A word or a pair of words counts once a"
        " comment; words such as “and” are left out, in English, Danish, Swedish and German. Given are those that stand"
        " in three comments or more and whose log-odds against the others, with an informative Dirichlet prior, lie 2.6"
        " standard deviations above 0 (Monroe, Colaresi & Quinn 2008); each language is compared with itself. In"
        " brackets: comments with it here : among the others."
    ).format(n=words.number(comments), most=words.number(MOST_COMMENTS))
    return f"{rule} {content_rule()}"


def _list(chosen: Chosen, label: str, spoken: Sequence[SpokenWord], touchpoint_id: str | None, key: str) -> None:
    with st.container(border=True, height="stretch", gap="xsmall", key=key):
        st.markdown(f"**{plain(label)}**")
        if not spoken:
            st.caption(_("No word stands out."))
        with st.container(horizontal=True, gap="small"):
            for one in spoken:
                shown = _("{word} ({own} : {rest})").format(word=one.word.text, own=one.word.own, rest=one.word.rest)
                answers_link(
                    chosen, touchpoint_id, everywhere=touchpoint_id is None, search=one.word.text, label=plain(shown)
                )
