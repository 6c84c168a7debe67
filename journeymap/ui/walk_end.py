"""What came of the guided walk: touchpoints to accept one by one, and what still looks missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from journeymap.locale import current, ngettext
from journeymap.locale import gettext as _
from journeymap.model.journey import Journey, JourneyMap, Phase
from journeymap.services import walk
from journeymap.services.file import database
from journeymap.services.journeys import load_map
from journeymap.services.library import names_of
from journeymap.ui import chrome, state, words
from journeymap.ui.attempt import adding, attempt
from journeymap.ui.text import plain


def walk_end(journey: Journey, again: Callable[[], None]) -> None:
    """Proposals, gaps, and where to go from here.

    :param again: goes to the first question.
    """
    journey_map = load_map(database(), journey.id)
    st.subheader(_("What came of your answers"), anchor=False)
    proposals = walk.proposed(database(), journey.id)
    if proposals:
        _proposals(journey_map, proposals)
    elif walk.read_answers(database(), journey.id):
        st.success(_("Everything that was named is on the map."), icon=":material/check:")
    else:
        st.info(_("Nothing was named yet. Go through the questions; one answer a screen is enough."))
    _gaps(journey.id)
    with st.container(horizontal=True, gap="small"):
        st.button(_("Back to the questions"), icon=":material/arrow_back:", key="walk.again", on_click=again)
        st.page_link(
            chrome.page(chrome.MAP),
            label=_("To the map"),
            icon=":material/map:",
            query_params={state.JOURNEY: journey.id},
        )
        if walk.read_answers(database(), journey.id) and st.button(
            _("Forget the answers"), icon=":material/restart_alt:", type="tertiary", key="walk.forget"
        ):
            chrome.dialog(_("Forget the answers?"), lambda: _forget(journey.id, again))


def _forget(journey_id: str, again: Callable[[], None]) -> None:
    st.write(_("Every answer goes and cannot be brought back. What you accepted stays on the map."))
    if st.button(_("Forget the answers"), type="primary", key="walk.forget.sure"):
        walk.forget_answers(database(), journey_id)
        again()
        st.rerun()


def _proposals(journey_map: JourneyMap, proposals: Sequence[walk.Proposal]) -> None:
    journey_id = journey_map.journey.id
    st.write(_("Untick what does not belong on this journey; the rest goes into its stages. Undo takes it out again."))
    accepted: list[walk.Proposal] = []
    with st.grid(3, min_column_width=320):
        for phase in Phase:
            of_phase = [one for one in proposals if one.phase is phase]
            if of_phase:
                with st.container(border=True, height="stretch", gap="small"):
                    st.markdown(f"**{words.phase(phase)}**")
                    accepted += [kept for one in of_phase if (kept := _proposal(journey_map, one)) is not None]

    def accept() -> None:
        n = len(accepted)
        done = ngettext("{n} touchpoint added. Undo takes it out.", "{n} touchpoints added. Undo takes them out.", n)
        adding(
            f"walk.{journey_id}",
            [one.title for one in accepted],
            lambda: walk.accept(database(), state.actor(), journey_id, accepted),
            done.format(n=n),
        )

    n = len(accepted)
    st.button(
        ngettext("Put this one on the map", "Put these {n} on the map", n).format(n=n),
        type="primary",
        icon=":material/add:",
        key="walk.accept",
        disabled=not accepted,
        on_click=accept,
    )


def _proposal(journey_map: JourneyMap, one: walk.Proposal) -> walk.Proposal | None:
    """One to tick; ``None`` when it is not."""
    key = f"walk.take.{journey_map.journey.id}.{one.key or one.title}"
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        taken = st.checkbox(plain(one.title), value=True, key=key)
        if one.key is None:
            st.badge(_("your own"), color="blue")
        if one.named > 1:
            st.badge(_("named {n} times").format(n=one.named), color="gray")
        stage = journey_map.stage_by_id.get(one.stage_id or "")
        if stage is not None:
            st.badge(plain(stage.title), color="gray")
    said = ", ".join(f"“{text}”" for text in one.said if text.casefold() != one.title.casefold())
    if said and one.key is not None:
        st.caption(_("You said {said}").format(said=plain(said)))
        if st.checkbox(_("Keep these words, as a touchpoint of your own"), key=f"{key}.own"):
            one = replace(one, key=None, title=one.said[0])
    return one if taken else None


def _gaps(journey_id: str) -> None:
    gaps = walk.still_missing(database(), journey_id)
    if not gaps:
        st.success(_("Nothing that journeys usually have looks missing."), icon=":material/check:")
        return
    st.subheader(_("What still looks missing"), anchor=False)
    for n, gap in enumerate(gaps):
        names = names_of(gap.offer if gap.stage else gap.offer[:1])
        with st.container(horizontal=True, border=True, vertical_alignment="center", gap="small"):
            st.markdown(plain(gap.sentence(current())), width="stretch")
            if names:
                st.button(
                    _("Add {names}").format(names=plain(", ".join(names.values()))),
                    icon=":material/add:",
                    key=f"walk.gap.{n}.{gap.kind}",
                    on_click=_fill,
                    args=(journey_id, gap),
                )


def _fill(journey_id: str, gap: walk.Gap) -> None:
    attempt(lambda: walk.add_offers(database(), state.actor(), journey_id, gap), _("Added."))
