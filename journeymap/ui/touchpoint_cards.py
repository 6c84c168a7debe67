"""The cards of a touchpoint, lane by lane."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.model.journey import CARD_LANES, Card, Evidence, JourneyMap, Lane, LaneKind, Touchpoint
from journeymap.services.cards import FIELDS, add_card, delete_card, move_card, update_card
from journeymap.services.file import database
from journeymap.services.pictures import MEGABYTES, load_picture, read_picture_file
from journeymap.ui import state, words
from journeymap.ui.attempt import attempt
from journeymap.ui.draft import fields_of, open_draft, save_bar, unsaved
from journeymap.ui.text import lines, plain

KIND = "card"
_EDITING = "card.editing"


def cards(journey_map: JourneyMap, touchpoint: Touchpoint) -> None:
    """A box for every lane that holds cards."""
    lanes = [lane for lane in journey_map.lanes if lane.kind in CARD_LANES]
    st.subheader(_("Cards"), anchor=False)
    there = {card.id for card in journey_map.cards}
    for draft in unsaved(KIND, touchpoint.id):
        if draft.row_id not in there:
            draft.show_lost({name: field.label for name, field in FIELDS.items()})
    if not lanes:
        st.caption(_("No lane of this journey holds cards. Add one under “Lanes”."))
        return
    with st.grid("auto", min_column_width=340):
        for lane in lanes:
            with st.container(border=True, height="stretch"):
                _lane(journey_map, touchpoint, lane)


def _lane(journey_map: JourneyMap, touchpoint: Touchpoint, lane: Lane) -> None:
    title = plain(words.lane(lane))
    st.markdown(f"**{title}**" if lane.shown else _("**{title}** (hidden on the map)").format(title=title))
    cell = journey_map.cards_by_cell.get((touchpoint.id, lane.id), ())
    for index, card in enumerate(cell):
        with st.container(border=True, gap="xsmall"):
            if st.session_state.get(_EDITING) == card.id:
                _edit(journey_map, card)
            else:
                _show(journey_map, card, index, cell)
    if lane.kind is LaneKind.PICTURE:
        _add_picture(touchpoint, lane)
    else:
        _add(touchpoint, lane)


def _show(journey_map: JourneyMap, card: Card, index: int, cell: Sequence[Card]) -> None:
    if card.picture_id is not None:
        st.image(load_picture(database(), card.picture_id).content, alt=card.text or _("Picture"), width="stretch")
    if card.text:
        st.markdown(lines(card.text))
    names = {persona.id: persona.name for persona in journey_map.personas}
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.badge(words.evidence(card.evidence), color="gray", help=_("What it rests on"))
        if card.persona_id is not None:
            st.badge(plain(names.get(card.persona_id, "")), color="blue", icon=":material/person:")
        st.space("stretch")
        st.button(
            _("Edit"),
            key=f"card.edit.{card.id}",
            type="tertiary",
            icon=":material/edit:",
            on_click=_open,
            args=(card.id,),
        )
        _menu(card, index, cell)


def _menu(card: Card, index: int, cell: Sequence[Card]) -> None:
    names = {"up": _("Move up"), "down": _("Move down"), "delete": _("Delete")}
    offered = [name for name in names if (name != "up" or index > 0) and (name != "down" or index < len(cell) - 1)]
    key = f"card.menu.{card.id}"

    def chosen() -> None:
        choice, db, actor = st.session_state[key], database(), state.actor()
        if choice == "delete":
            attempt(lambda: delete_card(db, actor, card.id), _("Deleted. Undo brings it back."))
        elif choice is not None:
            to = index + (1 if choice == "down" else -1)
            attempt(lambda: move_card(db, actor, card.id, card.touchpoint_id, card.lane_id, to))

    st.menu_button(_("More"), offered, format_func=lambda name: names[name], key=key, type="tertiary", on_click=chosen)


def _open(card_id: str | None) -> None:
    st.session_state[_EDITING] = card_id


def _edit(journey_map: JourneyMap, card: Card) -> None:
    draft = open_draft(KIND, card.id, card.version, fields_of(card, FIELDS), scope=card.touchpoint_id)
    names = {persona.id: persona.name for persona in journey_map.personas}
    labels = {name: field.label for name, field in FIELDS.items()}

    def write(version: int, fields: dict[str, Any]) -> None:
        update_card(database(), state.actor(), card.id, version, **fields)

    def save() -> None:
        if draft.save(write):
            _open(None)

    def cancel() -> None:
        draft.discard()
        _open(None)

    st.text_area(labels["text"], height=100, **draft.widget("text"))
    st.segmented_control(
        labels["evidence"],
        [str(value) for value in Evidence],
        required=True,
        format_func=lambda value: words.evidence(Evidence(value)),
        help=_("What it rests on: a guess of the team, something seen, or something measured"),
        **draft.widget("evidence"),
    )
    if names:
        st.selectbox(
            labels["persona_id"],
            list(names),
            index=None,
            format_func=lambda p: names.get(p, ""),
            placeholder=_("all personas"),
            **draft.widget("persona_id"),
        )
    draft.show_refusal(write, labels, lambda field, value: _as_text(names, field, value))
    save_bar(draft, save, cancel=cancel)


def _as_text(names: Mapping[str, str], field: str, value: Any) -> str:
    if field == "evidence":
        return words.evidence(Evidence(value))
    return names.get(value, "") if field == "persona_id" else str(value)


def _add(touchpoint: Touchpoint, lane: Lane) -> None:
    key = f"card.new.{touchpoint.id}.{lane.id}"

    def add() -> None:
        text = st.session_state[key]
        if text and attempt(lambda: add_card(database(), state.actor(), touchpoint.id, lane.id, text=text)):
            st.session_state[key] = ""

    st.text_input(
        _("New card in {lane}").format(lane=plain(words.lane(lane))),
        key=key,
        placeholder=_("Add a card and press Enter"),
        label_visibility="collapsed",
        on_change=add,
    )


def _add_picture(touchpoint: Touchpoint, lane: Lane) -> None:
    count = f"card.pictures.{touchpoint.id}.{lane.id}"
    key = f"card.picture.{touchpoint.id}.{lane.id}.{st.session_state.get(count, 0)}"

    def add() -> None:
        file = st.session_state[key]
        if file is None:
            return
        attempt(
            lambda: add_card(
                database(), state.actor(), touchpoint.id, lane.id, picture=read_picture_file(file.getvalue())
            ),
            _("Added."),
        )
        st.session_state[count] = st.session_state.get(count, 0) + 1  # a fresh uploader, empty again

    st.file_uploader(
        _("Add a picture"),
        type=["png", "jpg", "jpeg", "webp", "gif"],
        max_upload_size=MEGABYTES,
        key=key,
        on_change=add,
    )
