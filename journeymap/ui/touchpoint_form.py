"""One touchpoint in full: its form, what personas feel there, and its cards."""

from __future__ import annotations

from typing import Any

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.model.journey import Initiator, JourneyMap, Touchpoint
from journeymap.services.editing import LINE_LIMIT, TEXT_LIMIT, TITLE_LIMIT
from journeymap.services.file import database
from journeymap.services.touchpoints import FIELDS, MAX_REACH, PLACE_FIELDS, add_touchpoint, update_touchpoint
from journeymap.ui import chrome, state, touchpoint_acts, touchpoint_words
from journeymap.ui.attempt import attempt
from journeymap.ui.draft import Draft, fields_of, open_draft, save_bar
from journeymap.ui.text import plain
from journeymap.ui.touchpoint_cards import cards
from journeymap.ui.touchpoint_emotions import emotions

KIND = "touchpoint"


def touchpoint_page(journey_map: JourneyMap, touchpoint_id: str) -> None:
    """Everything about one touchpoint, to be edited."""
    touchpoint = journey_map.touchpoint_by_id[touchpoint_id]
    _head(journey_map, touchpoint)
    touchpoint_acts.show_question(journey_map)
    form, beside = st.columns([5, 2], gap="medium")
    with form, st.container(border=True):
        _form(journey_map, touchpoint)
    with beside:
        emotions(journey_map, touchpoint)
        _parts(journey_map, touchpoint)
    cards(journey_map, touchpoint)


def _head(journey_map: JourneyMap, touchpoint: Touchpoint) -> None:
    before, after = touchpoint_acts.neighbours(journey_map, touchpoint.id)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            _("All touchpoints"),
            icon=":material/arrow_back:",
            key="touchpoint.back",
            on_click=touchpoint_acts.open_touchpoint,
            args=(None,),
        )
        for name, icon, label, other in (
            ("previous", ":material/chevron_left:", _("Previous"), before),
            ("next", ":material/chevron_right:", _("Next"), after),
        ):
            st.button(
                label,
                icon=icon,
                key=f"touchpoint.{name}",
                disabled=other is None,
                help=plain(other.title) if other else None,
                on_click=touchpoint_acts.open_touchpoint,
                args=(other.id if other else None,),
            )
        st.page_link(
            chrome.page(chrome.MAP),
            label=_("On the map"),
            icon=":material/map:",
            query_params={state.JOURNEY: touchpoint.journey_id, state.TOUCHPOINT: touchpoint.id},
        )
        st.space("stretch")
        _menu(journey_map, touchpoint)
    with st.container(gap=None):
        st.subheader(plain(touchpoint.title), anchor=False)
        st.caption(plain(journey_map.stage_by_id[touchpoint.stage_id].title))


def _menu(journey_map: JourneyMap, touchpoint: Touchpoint) -> None:
    names = {"up": _("Move earlier"), "down": _("Move later"), "delete": _("Delete")}
    key = f"touchpoint.menu.{touchpoint.id}"

    def chosen() -> None:
        choice = st.session_state[key]
        if choice == "delete":
            touchpoint_acts.ask_delete(journey_map, touchpoint.id)
        elif choice is not None:
            touchpoint_acts.move(touchpoint.id, -1 if choice == "up" else 1)

    st.menu_button(_("More"), list(names), format_func=lambda name: names[name], key=key, on_click=chosen)


def _form(journey_map: JourneyMap, touchpoint: Touchpoint) -> None:
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
    st.text_input(labels["title"], max_chars=TITLE_LIMIT, **draft.widget("title"))
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
        max_chars=TEXT_LIMIT,
        help=_("What the customer is told to expect here"),
        **draft.widget("promise"),
    )
    left, right = st.columns([1, 2])
    with left:
        st.text_input(labels["owner"], max_chars=LINE_LIMIT, **draft.widget("owner"))
    with right:
        st.text_area(labels["note"], height=80, max_chars=TEXT_LIMIT, **draft.widget("note"))


def _parts(journey_map: JourneyMap, touchpoint: Touchpoint) -> None:
    """The sub-touchpoints, and a line to add one."""
    if touchpoint.parent_id is not None:
        return
    key = f"touchpoint.part.{touchpoint.id}"

    def add() -> None:
        title = st.session_state[key]
        if title and attempt(
            lambda: add_touchpoint(
                database(),
                state.actor(),
                touchpoint.journey_id,
                touchpoint.stage_id,
                parent_id=touchpoint.id,
                title=title,
            ),
            _("Added."),
        ):
            st.session_state[key] = ""

    with st.container(border=True):
        st.markdown(_("**Sub-touchpoints**"))
        for part in journey_map.touchpoints:
            if part.parent_id == touchpoint.id:
                st.button(
                    plain(part.title),
                    key=f"touchpoint.open.{part.id}",
                    type="tertiary",
                    icon=":material/subdirectory_arrow_right:",
                    on_click=touchpoint_acts.open_touchpoint,
                    args=(part.id,),
                )
        st.text_input(
            _("New sub-touchpoint"),
            key=key,
            max_chars=TITLE_LIMIT,
            placeholder=_("Add one and press Enter"),
            label_visibility="collapsed",
            on_change=add,
        )
