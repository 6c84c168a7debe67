"""The surveys of a journey, and one of them opened."""

from __future__ import annotations

from functools import partial

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.locale import ngettext
from journeymap.model.journey import JourneyMap
from journeymap.services.file import database
from journeymap.services.scores import metric_name
from journeymap.services.surveys import ListedSurvey, OwnSurvey, delete_survey, list_surveys, open_survey
from journeymap.ui import chrome, state, words
from journeymap.ui.attempt import attempt, attempting
from journeymap.ui.survey_form import edit_survey, new_survey
from journeymap.ui.survey_paper import paper
from journeymap.ui.survey_share import preview, share
from journeymap.ui.text import plain

NEW = "new"
"""What a link says in place of a survey's id when one is to be made."""


def surveys(journey_map: JourneyMap) -> None:
    """The list; or one survey, or the form for a new one, as the link says."""
    listed = list_surveys(database(), journey_map.journey.id)
    asked = state.opened_survey()
    opened = next((one for one in listed if one.own.survey.id == asked), None)
    if asked == NEW:
        _back()
        st.subheader(_("New survey"), anchor=False)
        with st.container(border=True):
            new_survey(journey_map, state.selected_touchpoint(), state.open_survey)
    elif opened is not None:
        _back()
        _one(journey_map, opened)
    else:
        if asked is not None:
            st.info(_("The survey of this link does not exist any more. Here are all that do."))
        _list(journey_map, listed)


def survey_links_of(journey_map: JourneyMap, touchpoint_id: str) -> None:
    """What the panel of a touchpoint says about its surveys."""
    here = [
        one
        for one in list_surveys(database(), journey_map.journey.id)
        if one.own.place.touchpoint_id == touchpoint_id and one.own.survey.token
    ]
    link = {state.JOURNEY: journey_map.journey.id, state.TOUCHPOINT: touchpoint_id}
    st.markdown(f"**{_('Survey')}**")
    for one in here:
        _badge(one.own)
        st.page_link(
            chrome.page(chrome.SURVEYS),
            label=plain(one.own.survey.question),
            icon=":material/qr_code_2:",
            query_params={**link, state.SURVEY: one.own.survey.id},
        )
    if not here:
        st.page_link(
            chrome.page(chrome.SURVEYS),
            label=_("Ask customers here"),
            icon=":material/add:",
            query_params={**link, state.SURVEY: NEW},
        )


def _back() -> None:
    st.button(
        _("All surveys"),
        icon=":material/arrow_back:",
        type="tertiary",
        key="surveys.back",
        on_click=state.open_survey,
        args=(None,),
    )


def _list(journey_map: JourneyMap, listed: list[ListedSurvey]) -> None:
    if not listed:
        with st.container(border=True):
            st.subheader(_("Nobody is asked on this journey yet"), anchor=False)
            st.write(_("A survey is one question at one touchpoint. Print its code, and the score on the map moves."))
            _new_button()
        return
    _new_button()
    for one in sorted(listed, key=lambda one: not one.own.survey.token):
        own = one.own
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            with st.container(gap=None):
                st.markdown(f"**{plain(own.survey.question)}**")
                st.caption(_facts(journey_map, one))
            _badge(own)
            st.button(
                _("Open"),
                icon=":material/chevron_right:",
                key=f"surveys.open.{own.survey.id}",
                on_click=state.open_survey,
                args=(own.survey.id,),
            )


def _new_button() -> None:
    st.button(
        _("New survey"),
        type="primary",
        icon=":material/add:",
        key="surveys.new",
        on_click=state.open_survey,
        args=(NEW,),
    )


def _facts(journey_map: JourneyMap, one: ListedSurvey) -> str:
    own = one.own
    touchpoint = journey_map.touchpoint_by_id.get(own.place.touchpoint_id or "")
    facts = [
        plain(touchpoint.title) if touchpoint else _("whole journey"),
        metric_name(own.survey.metric),
        ngettext("{n} answer", "{n} answers", one.n).format(n=words.number(one.n)),
    ]
    if one.newest is not None:
        facts.append(_("newest {ago}").format(ago=words.ago(one.newest)))
    if own.form.edition > 1:
        facts.append(_("edition {n}").format(n=own.form.edition))
    return " · ".join(facts)


def _badge(own: OwnSurvey) -> None:
    if not own.survey.token:
        st.badge(_("earlier edition"), color="gray")
    elif own.takes_answers():
        st.badge(_("open"), color="green")
    else:
        st.badge(_("closed") if not own.form.is_open else _("ended"), color="orange")


def _one(journey_map: JourneyMap, one: ListedSurvey) -> None:
    own = one.own
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(gap=None):
            st.subheader(plain(own.survey.question), anchor=False)
            st.caption(_facts(journey_map, one))
        _badge(own)
        if own.survey.token:
            _switch(one)
    parts = {_("Share"): share, _("Preview"): preview, _("Answers from paper"): paper}
    for tab, show in zip(st.tabs([*parts, _("Edit")]), [*parts.values(), None], strict=True):
        with tab:
            if show is not None:
                show(own)
            else:
                edit_survey(own, one.n, state.open_survey)


def _switch(one: ListedSurvey) -> None:
    own = one.own
    is_open = own.takes_answers()
    st.button(
        _("Close") if is_open else _("Open again"),
        icon=":material/lock:" if is_open else ":material/lock_open:",
        key="surveys.switch",
        on_click=attempting(partial(open_survey, database(), state.actor(), own.survey.id, not is_open)),
    )
    if not one.n:

        def delete() -> None:
            if attempt(
                lambda: delete_survey(database(), state.actor(), own.survey.id), _("Deleted. Undo brings it back.")
            ):
                state.open_survey(None)

        st.button(_("Delete"), icon=":material/delete:", key="surveys.delete", on_click=delete)
