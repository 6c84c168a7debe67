"""The panel beside the map: everything about one touchpoint."""

from __future__ import annotations

import streamlit as st

from journeymap.config import settings
from journeymap.drawing.distribution import distribution_figure
from journeymap.drawing.trend import trend_figure
from journeymap.locale import figures, ngettext
from journeymap.locale import gettext as _
from journeymap.model.journey import CARD_LANES, JourneyMap, LaneKind, Touchpoint
from journeymap.services.file import database
from journeymap.services.scores import (
    Comment,
    PlaceDetail,
    band_word,
    metric_name,
    scale_note,
    shown_interval,
    shown_value,
    too_few,
    touchpoint_answers,
)
from journeymap.ui import chrome, state, words
from journeymap.ui.chart_component import chart
from journeymap.ui.filters import View
from journeymap.ui.survey_list import survey_links_of
from journeymap.ui.text import lines, plain

_CHART_HEIGHT = 150
"""px."""
COMMENTS_AT_A_TIME = 10
LONGEST_COMMENT = 5000
"""Characters of a comment that the panel shows."""


def inspector(journey_map: JourneyMap, touchpoint_id: str, view: View) -> None:
    """Show the touchpoint: what it is, what was said, what stands on its cards."""
    touchpoint = journey_map.touchpoint_by_id[touchpoint_id]
    key = f"map.inspector.{touchpoint_id}"
    wanted = COMMENTS_AT_A_TIME * (1 + int(st.session_state.get(f"{key}.more", 0)))
    detail = touchpoint_answers(
        database(),
        journey_map.journey.id,
        touchpoint_id,
        period=view.period,
        persona_id=view.only_answers_of,
        comments=wanted,
    )
    _head(journey_map, touchpoint, key)
    _scores(detail, key)
    survey_links_of(journey_map, touchpoint_id)
    _facts(touchpoint)
    _cards(journey_map, touchpoint, view)
    _comments(detail, key)


def _head(journey_map: JourneyMap, touchpoint: Touchpoint, key: str) -> None:
    with st.container(horizontal=True, vertical_alignment="top"):
        st.markdown(f"#### {plain(touchpoint.title)}")
        st.button(
            "",
            icon=":material/close:",
            type="tertiary",
            key=f"{key}.close",
            help=_("Close the panel"),
            on_click=state.select_touchpoint,
            args=(None,),
        )
    stage = journey_map.stage_by_id.get(touchpoint.stage_id)
    facts = [plain(stage.title) if stage else "", plain(touchpoint.channel), *_traits(touchpoint)]
    st.caption(" · ".join(fact for fact in facts if fact))
    with st.container(horizontal=True, vertical_alignment="center"):
        if touchpoint.moment_of_truth:
            st.badge(_("Moment of truth"), icon=":material/star:", color="orange")
        if st.button(_("Edit"), icon=":material/edit:", type="tertiary", key=f"{key}.edit"):
            link = {state.JOURNEY: journey_map.journey.id, state.TOUCHPOINT: touchpoint.id}
            st.switch_page(chrome.page(chrome.JOURNEY), query_params=link)


def _facts(touchpoint: Touchpoint) -> None:
    facts = ((_("Promise"), touchpoint.promise), (_("Owner"), touchpoint.owner), (_("Note"), touchpoint.note))
    for label, text in facts:
        if text:
            st.markdown(f"**{label}**  \n{lines(text)}")


def _traits(touchpoint: Touchpoint) -> list[str]:
    traits = []
    if touchpoint.digital is not None:
        traits.append(_("digital") if touchpoint.digital else _("in person"))
    if touchpoint.direct is not None:
        traits.append(_("direct") if touchpoint.direct else _("through others"))
    if touchpoint.initiator is not None:
        traits.append(_("started by: {who}").format(who=words.initiator(touchpoint.initiator)))
    if touchpoint.importance is not None:
        traits.append(_("importance {n} of 5").format(n=touchpoint.importance))
    if touchpoint.reach is not None:
        traits.append(_("{n} customers a month").format(n=words.number(touchpoint.reach)))
    return traits


def _scores(detail: PlaceDetail, key: str) -> None:
    if not detail.metrics:
        with st.container(border=True):
            st.markdown(_("Nobody has been asked here yet."))
            st.page_link(chrome.page(chrome.FEEDBACK), label=_("Import answers"), icon=":material/upload_file:")
        return
    theme = state.theme()
    for place, metric in enumerate(detail.metrics):
        score = metric.score
        name = metric_name(score.metric)
        if not score.n:
            st.markdown(_("**{metric}**: no answers in this period").format(metric=name))
            continue
        if not score.shown:
            st.markdown(f"**{name}**  \n{too_few(score)}")
            continue
        band = f" · {band_word(score.band)}" if score.band else ""
        st.markdown(f"{name}  \n### {shown_value(score)} :small[{scale_note(score)}{band}]")
        st.caption(
            _("n = {n} · with 95 % certainty {interval} · {first} to {last}").format(
                n=words.number(score.n),
                interval=shown_interval(score),
                first=words.day(score.first, settings().zone) if score.first else "–",
                last=words.day(score.last, settings().zone) if score.last else "–",
            )
        )
        spread = distribution_figure(score, theme, height=_CHART_HEIGHT)
        chart(spread, key=f"{key}.spread.{place}", alt=_("How many gave each answer"))
        if len(metric.months) > 1:
            months = [(month.month, month.score) for month in metric.months]
            alt = _("The score month by month, with its interval")
            chart(trend_figure(months, theme, height=_CHART_HEIGHT), key=f"{key}.trend.{place}", alt=alt)


def _cards(journey_map: JourneyMap, touchpoint: Touchpoint, view: View) -> None:
    for lane in journey_map.lanes:
        if lane.kind not in CARD_LANES or lane.kind is LaneKind.PICTURE:
            continue
        cards = [
            card
            for card in journey_map.cards_by_cell.get((touchpoint.id, lane.id), ())
            if not view.persona_ids or card.persona_id is None or card.persona_id in view.persona_ids
        ]
        if cards:
            texts = "\n".join(f"- {plain(' '.join(c.text.split()))} *({words.evidence(c.evidence)})*" for c in cards)
            st.markdown(f"**{plain(words.lane(lane))}**\n\n{texts}")


def _comments(detail: PlaceDetail, key: str) -> None:
    if not detail.comments_total:
        return
    st.markdown(
        "**"
        + ngettext("{n} comment", "{n} comments", detail.comments_total).format(n=words.number(detail.comments_total))
        + "**"
    )
    for comment in detail.comments:
        _comment(comment)
    if len(detail.comments) < detail.comments_total:

        def more() -> None:
            st.session_state[f"{key}.more"] = int(st.session_state.get(f"{key}.more", 0)) + 1

        st.button(_("Show more"), key=f"{key}.more_button", on_click=more)


def _comment(comment: Comment) -> None:
    score = "" if comment.score is None else figures.short(comment.score)
    head = " · ".join(
        part
        for part in (
            f"{metric_name(comment.metric)} {score}".strip(),
            words.day(comment.answered_at, settings().zone),
            comment.language,
        )
        if part
    )
    with st.container(border=True, gap="xxsmall"):
        st.caption(head)
        st.markdown(lines(words.beginning(comment.text, LONGEST_COMMENT)))
