"""Put a journey in order: a map that is light enough to read, nothing twice, and what matters first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.locale import ngettext
from journeymap.model.journey import Journey, JourneyMap, Touchpoint
from journeymap.services.file import database
from journeymap.services.journeys import load_map
from journeymap.services.look_alikes import LookAlike, look_alikes, merge_touchpoints
from journeymap.services.ordering import READABLE, crowded_stages, fold, folds, is_heavy, sort_by_importance
from journeymap.services.touchpoints import answers_at
from journeymap.ui import chrome, state, words
from journeymap.ui.attempt import attempt, show_refused
from journeymap.ui.journey_head import head
from journeymap.ui.menu import menu
from journeymap.ui.text import plain

_MOST_PAIRS = 12


def order_page(known: Sequence[Journey], journey: Journey) -> None:
    """What could be done, each with its button."""
    head(known, journey)
    show_refused()
    journey_map = load_map(database(), journey.id)
    if not journey_map.touchpoints:
        chrome.no_touchpoints()
        return
    _weight(journey_map)
    _folding(journey_map)
    _alike(journey_map)
    _sorting(journey_map)


def _weight(journey_map: JourneyMap) -> None:
    n, journey_id = len(journey_map.touchpoints), journey_map.journey.id
    if not is_heavy(journey_map):
        st.success(
            ngettext(
                "{n} touchpoint: the whole map can be read at once.",
                "{n} touchpoints: the whole map can be read at once.",
                n,
            ).format(n=n),
            icon=":material/check:",
        )
        return
    crowded = ", ".join(f"{stage.title} ({own})" for stage, own in crowded_stages(journey_map))
    said = _("{n} touchpoints stand side by side; up to {readable} can be read at once.").format(n=n, readable=READABLE)
    if crowded:
        said += " " + _("The fullest stages: {stages}.").format(stages=plain(crowded))
    st.warning(
        said + " " + _("Put small ones under larger ones below, or show the map stage by stage."),
        title=_("This map is heavy to read"),
        icon=":material/weight:",
    )
    st.page_link(
        chrome.page(chrome.PRESENT),
        label=_("Show it stage by stage"),
        icon=":material/slideshow:",
        query_params={state.JOURNEY: journey_id, state.STAGE: journey_map.touchpoints[0].stage_id},
    )


def _folding(journey_map: JourneyMap) -> None:
    st.subheader(_("Small ones under larger ones"), anchor=False)
    journey_id = journey_map.journey.id
    for found in folds(database(), journey_id):
        names = ", ".join(part.title for part in found.parts)
        with st.container(horizontal=True, border=True, vertical_alignment="center", gap="small"):
            st.markdown(
                _("**{whole}** usually includes {parts}.").format(whole=plain(found.into.title), parts=plain(names)),
                width="stretch",
            )
            st.button(
                _("Put them under it"),
                icon=":material/subdirectory_arrow_right:",
                key=f"order.fold.{found.into.id}",
                on_click=_fold,
                args=(journey_id, found.into.id, [part.id for part in found.parts]),
            )
    own = [t for t in journey_map.touchpoints if t.parent_id is None]
    wholes = {t.parent_id for t in journey_map.touchpoints}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        into = menu(_("Under"), {t.id: t.title for t in own}, key=f"order.into.{journey_id}", width=300)
        stage_id = journey_map.touchpoint_by_id[into].stage_id if into else ""
        candidates = {t.id: t.title for t in own if t.stage_id == stage_id and t.id != into and t.id not in wholes}
        titles = words.told_apart(candidates)
        parts = st.multiselect(
            _("Touchpoints of the same stage"),
            list(titles),
            format_func=lambda i: titles.get(i, ""),
            key=f"order.parts.{into}",
            width=460,
        )
        st.button(
            _("Put under it"),
            key="order.fold",
            icon=":material/subdirectory_arrow_right:",
            disabled=not parts,
            on_click=_fold,
            args=(journey_id, into, parts),
        )


def _fold(journey_id: str, into: str, parts: Sequence[str]) -> None:
    done = _("Done. Undo takes them out again.")
    attempt(lambda: fold(database(), state.actor(), journey_id, into, parts), done)


def _alike(journey_map: JourneyMap) -> None:
    st.subheader(_("Perhaps the same"), anchor=False)
    pairs = look_alikes(database(), journey_map.journey.id)
    if not pairs:
        st.caption(_("No two touchpoints of this journey look alike."))
    for pair in pairs[:_MOST_PAIRS]:
        _pair(journey_map, pair)
    if len(pairs) > _MOST_PAIRS:
        st.caption(_("{n} more pairs come when these are done.").format(n=len(pairs) - _MOST_PAIRS))


def _pair(journey_map: JourneyMap, pair: LookAlike) -> None:
    key = f"order.merge.{pair.one.id}.{pair.other.id}"
    with st.container(horizontal=True, border=True, vertical_alignment="center", gap="small"):
        st.markdown(
            _("**{one}** and **{other}**").format(
                one=_placed(journey_map, pair.one), other=_placed(journey_map, pair.other)
            ),
            width="stretch",
        )
        if st.button(_("Merge …"), icon=":material/merge:", key=key):
            chrome.dialog(_("Merge the two?"), partial(_merge, journey_map, pair))


def _placed(journey_map: JourneyMap, touchpoint: Touchpoint) -> str:
    stage = journey_map.stage_by_id[touchpoint.stage_id].title
    return _("{title} ({stage})").format(title=plain(touchpoint.title), stage=plain(stage))


def _merge(journey_map: JourneyMap, pair: LookAlike) -> None:
    """What moves, and where to; asked before it is done."""
    names = {pair.one.id: pair.one.title, pair.other.id: pair.other.title}
    shown = words.told_apart(names)
    keep_id = st.radio(_("Which one stays?"), list(shown), format_func=lambda i: plain(shown[i]), key="order.keep")
    gone = pair.other if keep_id == pair.one.id else pair.one
    cards = sum(card.touchpoint_id == gone.id for card in journey_map.cards)
    subs = sum(t.parent_id == gone.id for t in journey_map.touchpoints)
    answers = answers_at(database(), [gone.id])
    st.markdown(
        _(
            "From **{title}** move over: {cards} cards, {answers} answers, {subs} sub-touchpoints, and its paths."
        ).format(title=plain(gone.title), cards=cards, answers=words.number(answers), subs=subs)
    )
    st.caption(_("Blank fields are filled in. Surveys stay apart, so no score is mixed. Undo makes two of it again."))
    if st.button(_("Merge"), type="primary", icon=":material/merge:", key="order.merge.sure"):
        merge_touchpoints(database(), state.actor(), journey_map.journey.id, keep_id, gone.id)
        state.announce(_("Merged. Undo makes two of it again."))
        st.rerun()


def _sorting(journey_map: JourneyMap) -> None:
    st.subheader(_("What matters first"), anchor=False)
    unsaid = sum(t.importance is None for t in journey_map.touchpoints)
    st.write(
        _("Within each stage: moments of truth, then by importance. The stages stay as they are.")
        + (" " + _("{n} touchpoints have no importance yet; they count as 3.").format(n=unsaid) if unsaid else "")
    )

    def sort() -> None:
        moved: list[bool] = []
        if attempt(lambda: moved.append(sort_by_importance(database(), state.actor(), journey_map.journey.id))):
            state.announce(
                _("Sorted. Undo brings the order back.") if any(moved) else _("It is in this order already.")
            )

    st.button(_("Sort by importance"), icon=":material/sort:", key="order.sort", on_click=sort)
