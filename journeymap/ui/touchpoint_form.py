"""The form of a touchpoint."""

from __future__ import annotations

from typing import Any

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.model.journey import Initiator, JourneyMap, Touchpoint
from journeymap.services.file import database
from journeymap.services.touchpoints import FIELDS, MAX_REACH, PLACE_FIELDS, update_touchpoint
from journeymap.ui import state, touchpoint_words
from journeymap.ui.draft import Draft, fields_of, open_draft, save_bar

KIND = "touchpoint"


def form(journey_map: JourneyMap, touchpoint: Touchpoint) -> None:
    """Everything that a touchpoint says about itself; what is typed waits for the button."""
    values = fields_of(touchpoint, (*FIELDS, *PLACE_FIELDS)) | {"channel": touchpoint.channel or None}
    draft = open_draft(KIND, touchpoint.id, touchpoint.version, values, scope=touchpoint.journey_id)

    def write(version: int, fields: dict[str, Any]) -> None:
        update_touchpoint(database(), state.actor(), touchpoint.id, version, **fields)

    def save() -> None:
        if draft.save(write):
            state.announce(_("Saved."))

    _what(journey_map, draft)
    _where(journey_map, touchpoint, draft)
    _weight(draft)
    _words(draft)
    draft.show_refusal(
        write, touchpoint_words.labels(), lambda field, v: touchpoint_words.as_text(journey_map, field, v)
    )
    save_bar(draft, save)


def _what(journey_map: JourneyMap, draft: Draft) -> None:
    labels = touchpoint_words.labels()
    st.text_input(labels["title"], **draft.widget("title"))
    st.selectbox(
        labels["channel"],
        touchpoint_words.channels(journey_map),
        index=None,
        accept_new_options=True,
        placeholder=_("Choose or type one"),
        help=_("Where it happens"),
        **draft.widget("channel"),
    )
    with st.container(horizontal=True, gap="medium"):
        for name in ("digital", "direct", "brand"):
            say = touchpoint_words.CHOICES[name]
            st.segmented_control(labels[name], [True, False], format_func=say, **draft.widget(name))


def _where(journey_map: JourneyMap, touchpoint: Touchpoint, draft: Draft) -> None:
    labels, stages = touchpoint_words.labels(), touchpoint_words.stage_labels(journey_map)

    def stage_changed() -> None:
        st.session_state[draft.key("parent_id")] = None

    left, right = st.columns(2)
    with left:
        st.selectbox(
            labels["stage_id"],
            list(stages),
            format_func=lambda s: stages.get(s, ""),
            key=draft.key("stage_id"),
            on_change=stage_changed,
            persist_state="session",
        )
    stage_id = st.session_state[draft.key("stage_id")]
    others = {
        t.id: t.title
        for t in journey_map.touchpoints
        if t.stage_id == stage_id and t.parent_id is None and t.id != touchpoint.id
    }
    has_parts = any(t.parent_id == touchpoint.id for t in journey_map.touchpoints)
    if st.session_state[draft.key("parent_id")] not in others:
        st.session_state[draft.key("parent_id")] = None
    with right:
        st.selectbox(
            labels["parent_id"],
            list(others),
            index=None,
            format_func=lambda t: others.get(t, ""),
            placeholder=_("nothing, it stands by itself"),
            disabled=has_parts,
            help=_("It has sub-touchpoints itself.") if has_parts else _("A store has a till, parking and signs."),
            **draft.widget("parent_id"),
        )


def _weight(draft: Draft) -> None:
    labels = touchpoint_words.labels()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        st.segmented_control(
            labels["importance"],
            [1, 2, 3, 4, 5],
            help=_("To the customer, from 1 (hardly) to 5 (very much)"),
            **draft.widget("importance"),
        )
        st.toggle(
            labels["moment_of_truth"],
            help=_("Decides whether the customer stays"),
            **draft.widget("moment_of_truth"),
        )
        st.segmented_control(
            labels["initiator"],
            [str(value) for value in Initiator],
            format_func=touchpoint_words.initiator,
            **draft.widget("initiator"),
        )
    left, right = st.columns(2)
    with left:
        st.number_input(
            labels["expectation"],
            min_value=-2.0,
            max_value=2.0,
            step=0.1,
            format="%.1f",
            value=None,
            placeholder=_("not said"),
            help=_("What customers expect, from −2 (very bad) to +2 (very good)"),
            **draft.widget("expectation"),
        )
    with right:
        st.number_input(
            labels["reach"],
            min_value=0,
            max_value=MAX_REACH,
            step=1,
            value=None,
            placeholder=_("not said"),
            help=_("How many customers pass here in a month"),
            **draft.widget("reach"),
        )


def _words(draft: Draft) -> None:
    labels = touchpoint_words.labels()
    st.text_area(
        labels["promise"],
        height=80,
        help=_("What the customer is told to expect here"),
        **draft.widget("promise"),
    )
    left, right = st.columns([1, 2])
    with left:
        st.text_input(labels["owner"], **draft.widget("owner"))
    with right:
        st.text_area(labels["note"], height=80, **draft.widget("note"))
