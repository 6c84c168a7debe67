"""What Home is made of: cards, the dialog for a new journey, the ways in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from journeymap.config import settings
from journeymap.drawing.curve import curve_svg
from journeymap.locale import gettext as _
from journeymap.locale import ngettext
from journeymap.model.journey import Journey, JourneyState
from journeymap.services.file import database
from journeymap.services.journeys import (
    JourneyCard,
    answers_in,
    archive_journey,
    create_journey,
    delete_journey,
    duplicate_journey,
    load_map,
    make_to_be,
    restore_journey,
)
from journeymap.services.personas import list_personas
from journeymap.services.sample import add_sample, remove_sample
from journeymap.services.scores import ALL_TIME, journey_scores, weakest_link
from journeymap.services.templates import Template
from journeymap.ui import chrome, review, state, words
from journeymap.ui.attempt import adding, show_refused
from journeymap.ui.counterparts import counterpart_links
from journeymap.ui.export_dialog import open_export
from journeymap.ui.map_import import import_map_button
from journeymap.ui.one_journey import every_journey
from journeymap.ui.text import plain

_CURVE = (360, 96)
_MADE = "home.made"


def grid_of(cards: Sequence[JourneyCard]) -> None:
    """The cards, as many side by side as fit."""
    with st.grid(3, min_column_width=340):
        for card in cards:
            with st.container(border=True, height="stretch"):
                _card(card)


def _card(card: JourneyCard) -> None:
    journey, db = card.journey, database()
    scores = journey_scores(db, journey.id)
    with st.container(horizontal=True, gap="xsmall"):
        if journey.sample:
            st.badge(_("Sample"), color="gray", help=_("Invented. It can be removed in one go below."))
        st.badge(words.journey_state(journey.state), color="blue" if journey.state is JourneyState.AS_IS else "green")
    st.markdown(f"#### {plain(journey.title)}")
    st.image(
        curve_svg(load_map(db, journey.id), scores.by_touchpoint, *_CURVE, state.theme()),
        width="stretch",
        alt=_("Curve of the emotions along {title}").format(title=journey.title),
    )
    st.markdown(_facts(card, scores.answers, answers_in(db, journey.id) - scores.answers))
    if scores.newest is not None:
        st.caption(_("Last answered on {day}").format(day=words.day(scores.newest, settings().zone)))
    st.caption(_weakest(journey))
    review.state_of_review(journey, f"home.{journey.id}", in_card=True)
    with (
        st.container(vertical_alignment="bottom", height="stretch"),
        st.container(horizontal=True, vertical_alignment="center"),
    ):
        if st.button(_("Open map"), icon=":material/map:", key=f"home.open.{journey.id}", type="primary"):
            state.open_journey(journey.id)
            st.switch_page(chrome.page(chrome.MAP), query_params={state.JOURNEY: journey.id})
        st.page_link(
            chrome.page(chrome.INSIGHTS),
            label=_("Insights"),
            icon=":material/lightbulb:",
            query_params={state.JOURNEY: journey.id},
        )
        _menu(journey)
    with st.container(horizontal=True, gap="small"):
        counterpart_links(every_journey(), journey, chrome.MAP)


def _facts(card: JourneyCard, answers: int, skipped: int) -> str:
    touchpoints = ngettext("{n} touchpoint", "{n} touchpoints", card.touchpoints).format(n=card.touchpoints)
    answered = ngettext("{n} answer", "{n} answers", answers).format(n=words.number(answers))
    if skipped > 0:
        answered = _("{answers}, {n} skipped").format(answers=answered, n=words.number(skipped))
    facts = f"{touchpoints} · {answered}" if answers or skipped > 0 else f"{touchpoints} · " + _("no answers yet")
    return f"{facts}  \n{plain(', '.join(card.persona_names))}" if card.persona_names else facts


def _weakest(journey: Journey) -> str:
    found = weakest_link(database(), journey.id, ALL_TIME)
    if found is None:
        return _("Weakest touchpoint: not enough answers to tell")
    titles = load_map(database(), journey.id).touchpoint_by_id
    names = [plain(titles[t].title) for t in found.touchpoint_ids if t in titles]
    if found.clear:
        return _("Weakest touchpoint: **{name}** ({probability} % sure)").format(
            name=names[0], probability=min(99, int(100 * found.probability))
        )
    if len(names) > 3:
        return _("Weakest touchpoint: not clear, {n} are about equal").format(n=len(names))
    return _("Weakest touchpoint: not clear, {names}").format(names=_(" or ").join(names))


def _menu(journey: Journey) -> None:
    names = {
        "edit": _("Edit"),
        "copy": _("Duplicate with cards"),
        "frame": _("Duplicate without cards"),
        "to_be": _("Make its to-be"),
        "export": _("Export"),
        "archive": _("Archive"),
        "restore": _("Take out of the archive"),
        "delete": _("Delete"),
    }
    hidden = {"archive" if journey.archived else "restore"}
    if journey.state is JourneyState.TO_BE or journey.counterpart_id:
        hidden.add("to_be")
    choice = st.menu_button(
        _("More"),
        [name for name in names if name not in hidden],
        format_func=lambda name: names[name],
        key=f"home.menu.{journey.id}",
    )
    if choice is not None:
        _do(choice, journey)


def _do(choice: str, journey: Journey) -> None:
    db, actor = database(), state.actor()
    if choice == "edit":
        st.switch_page(chrome.page(chrome.JOURNEY), query_params={state.JOURNEY: journey.id})
    elif choice == "export":
        open_export(journey.id)
        return
    elif choice == "delete":
        chrome.dialog(_("Delete this journey?"), partial(_delete_dialog, journey))
        return
    elif choice in ("copy", "frame"):
        duplicate_journey(db, actor, journey.id, with_cards=choice == "copy")
    elif choice == "to_be":
        make_to_be(db, actor, journey.id)
    elif choice == "archive":
        archive_journey(db, actor, journey.id)
    elif choice == "restore":
        restore_journey(db, actor, journey.id)
    st.rerun()


def _delete_dialog(journey: Journey) -> None:
    answers = answers_in(database(), journey.id)
    st.write(_("“{title}” with all its stages, touchpoints and cards.").format(title=plain(journey.title)))
    if answers:
        st.write(words.answers_stay(answers))
    st.write(_("Undo brings everything back."))
    if st.button(_("Delete"), type="primary", icon=":material/delete:", key="home.delete"):
        delete_journey(database(), state.actor(), journey.id)
        state.announce(_("Deleted. Undo brings it back."))
        st.rerun()


def new_journey_button() -> None:
    """The button that opens the dialog for a new journey."""
    import_map_button()
    if st.button(_("New journey"), icon=":material/add:", type="primary", key="home.new"):
        chrome.dialog(_("New journey"), _new_journey)


def _new_journey() -> None:
    templates: dict[Template, str] = {
        "five_stages": _("Five stages: awareness to repurchase and advocacy"),
        "three_phases": _("Three phases: before, during, after"),
        "empty": _("Empty"),
    }
    personas = words.told_apart({persona.id: persona.name for persona in list_personas(database())})
    st.page_link(
        chrome.page(chrome.LIBRARY),
        label=_("Start from a ready journey instead"),
        icon=":material/auto_stories:",
        query_params={state.VIEW: "ready"},
    )
    with st.form("home.new.form", border=False):
        title = st.text_input(_("Title"), placeholder=_("Buying a first pair of glasses"))
        scenario = st.text_area(_("Scenario"), placeholder=_("Who wants what, and what starts it?"), height=90)
        persona_ids = st.multiselect(_("Personas"), list(personas), format_func=lambda p: personas[p])
        template = st.radio(_("Start from"), list(templates), format_func=lambda t: templates[t])
        if not st.form_submit_button(_("Create"), type="primary", icon=":material/add:"):
            return

    def make() -> None:
        st.session_state[_MADE] = create_journey(
            database(), state.actor(), title=title, scenario=scenario, persona_ids=persona_ids, template=template
        )

    adding("home.new", (title, scenario, ",".join(persona_ids), template), make)
    if not show_refused():  # the second click of a double click makes nothing, and opens what the first one made
        st.switch_page(chrome.page(chrome.JOURNEY), query_params={state.JOURNEY: st.session_state[_MADE]})


def ways_in() -> None:
    """What an empty file offers."""
    st.write(_("A journey map shows what customers meet, from the first ad to the thank-you, and how it went."))
    with st.grid(4, min_column_width=270):
        with st.container(border=True, height="stretch"):
            st.subheader(_("See how it looks"), anchor=False)
            st.write(_("An invented company with three journeys and thousands of answers. Removed again in one click."))
            if st.button(_("Try the sample"), icon=":material/play_arrow:", type="primary", key="home.try"):
                add_sample(database())
                st.rerun()
        with st.container(border=True, height="stretch"):
            st.subheader(_("Draw your own"), anchor=False)
            st.write(_("Name a journey, choose how many stages it has, and add the touchpoints you know."))
            with st.container(horizontal=True, gap="small"):
                if st.button(_("Start an empty journey"), icon=":material/add:", key="home.first"):
                    chrome.dialog(_("New journey"), _new_journey)
                import_map_button("home.map.first")
        with st.container(border=True, height="stretch"):
            st.subheader(_("Take a ready one"), anchor=False)
            st.write(_("A restaurant, a clinic, a craftsman …: a whole journey, to be made your own or cut to four."))
            if st.button(_("See ready journeys"), icon=":material/auto_stories:", key="home.ready"):
                st.switch_page(chrome.page(chrome.LIBRARY), query_params={state.VIEW: "ready"})
        with st.container(border=True, height="stretch"):
            st.subheader(_("Begin with feedback"), anchor=False)
            st.write(_("Bring what your survey tool exported; the touchpoints in it become a journey."))
            if st.button(_("Import a file"), icon=":material/upload_file:", key="home.import"):
                st.switch_page(chrome.page(chrome.FEEDBACK), query_params={state.VIEW: "import"})


def sample_notice(cards: Sequence[JourneyCard]) -> None:
    """While the sample is there: say so, and offer to remove it."""
    if not any(card.journey.sample for card in cards):
        return
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.caption(_("Journeys marked “Sample” are invented, to look around in."))
        remove_sample_button()


def remove_sample_button() -> None:
    """The button that asks before the sample goes."""
    if st.button(_("Remove the sample"), icon=":material/delete_sweep:", type="tertiary", key="home.sample"):
        chrome.dialog(_("Remove the sample?"), _remove_sample)


def _remove_sample() -> None:
    st.write(_("Its journeys, personas, surveys and answers go. What you made yourself stays."))
    st.write(_("This cannot be undone, and the sample does not come back by itself."))
    if st.button(_("Remove the sample"), type="primary", icon=":material/delete_sweep:", key="home.sample.remove"):
        remove_sample(database())
        state.announce(_("The sample is gone."))
        st.rerun()
