"""The answers as a list: filters in one row, sorted and paged by the file, never by the browser."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from journeymap.config import settings
from journeymap.locale import figures, ngettext
from journeymap.locale import gettext as _
from journeymap.model.journey import Journey
from journeymap.model.survey import Metric, Source
from journeymap.services.answers import Answer, AnswerFilters, AnswerSort, answers_page
from journeymap.services.comparison import segments
from journeymap.services.file import database
from journeymap.services.journeys import list_journeys, load_map
from journeymap.services.scores import metric_name
from journeymap.ui import filters, state, words
from journeymap.ui.menu import NOTHING, menu

PAGE_SIZE = 50
LONGEST_COMMENT = 1000
"""Characters of a comment that the list shows."""
_UNASSIGNED = "unassigned"


def answer_list() -> None:
    """Filters, the page of answers that fits them, and how many there are."""
    wanted, sort = _filters(), _sort()
    key = f"feedback.page.{hash((wanted, sort))}"
    page = int(st.session_state.get(key) or 1)
    shown = answers_page(database(), wanted, sort, page=page, page_size=PAGE_SIZE)
    total, pages = shown.total, -(-shown.total // PAGE_SIZE)
    if not total:
        st.info(_("No answer fits. Leave out a filter, or import a file."))
        return
    if page > pages:  # an import was undone meanwhile
        page = st.session_state[key] = pages
        shown = answers_page(database(), wanted, sort, page=page, page_size=PAGE_SIZE)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.caption(ngettext("{n} answer", "{n} answers", total).format(n=words.number(total)))
        slot = st.container(width="content")
    if pages > 1:
        slot.pagination(pages, key=key)
    st.dataframe(
        pd.DataFrame([_row(answer) for answer in shown.rows]),
        hide_index=True,
        width="stretch",
        height="content",
        row_height=34,
        column_config={_("Comment"): st.column_config.TextColumn(width="large")},
        key=f"feedback.table.{database().revision}.{page}",
        alt=_("Answers, one in each row"),
    )


def _row(answer: Answer) -> dict[str, str]:
    if answer.journey is None:
        place = _("Unassigned: {label}").format(label=answer.label or "–")
    else:
        place = answer.touchpoint or _("Whole journey")
    return {
        _("Answered"): words.moment(answer.answered_at, settings().zone),
        _("Touchpoint"): place,
        _("Metric"): metric_name(answer.metric),
        _("Score"): _("skipped") if answer.score is None else figures.short(answer.score),
        _("Comment"): words.beginning(answer.comment, LONGEST_COMMENT),
        _("Language"): answer.language,
        _("Segment"): answer.segment,
        _("Journey"): answer.journey or "",
    }


def _filters() -> AnswerFilters:
    journeys = [*list_journeys(database()), *list_journeys(database(), archived=True)]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        search = st.text_input(
            _("Search in comments"), key="search", bind="query-params", icon=":material/search:", width=240
        )
        journey = _choose_journey(journeys)
        touchpoint = _choose_touchpoint(journey)
        metrics = {metric: metric_name(metric) for metric in Metric}
        persona, segment = _choose_whose(journey)
        period = filters.choose_period("feedback")
        metric = menu(_("Metric"), metrics, nothing=_("All"), key="feedback.metric", width=110, persist=True)
        sources = {source: words.source(source) for source in Source}
        source = menu(_("Source"), sources, nothing=_("All"), key="feedback.source", width=130, persist=True)
        commented = st.toggle(_("With a comment"), key="feedback.commented", persist_state="session")
    return AnswerFilters(
        journey_id=journey if journey != _UNASSIGNED else None,
        unassigned=journey == _UNASSIGNED,
        touchpoint_id=touchpoint if touchpoint != state.WHOLE else None,
        whole=touchpoint == state.WHOLE,
        metric=metric,
        period=period,
        persona_id=persona,
        segment=segment,
        source=source,
        with_comment=commented,
        search=search or "",
    )


def _choose_journey(journeys: list[Journey]) -> str | None:
    titles = {**words.journey_titles(journeys), _UNASSIGNED: _("Unassigned")}
    return _linked_menu(state.JOURNEY, _("Journey"), titles, "feedback.journey", 220)


def _linked_menu(name: str, label: str, names: dict[str, str], key: str, width: int) -> str | None:
    """A menu whose choice is in the link under this ``name``, with *All* before the others."""
    changed = state.linked(name, key, names, NOTHING)
    return menu(label, names, nothing=_("All"), key=key, width=width, persist=True, on_change=changed)


def _choose_touchpoint(journey: str | None) -> str | None:
    if journey is None or journey == _UNASSIGNED:
        return None
    touchpoints = {touchpoint.id: touchpoint.title for touchpoint in load_map(database(), journey).touchpoints}
    titles = {state.WHOLE: _("Whole journey"), **touchpoints}
    return _linked_menu(state.TOUCHPOINT, _("Touchpoint"), titles, f"feedback.touchpoint.{journey}", 220)


def _choose_whose(journey: str | None) -> tuple[str | None, str | None]:
    """Persona and segment whose answers are listed."""
    if journey is None or journey == _UNASSIGNED:
        return None, None
    personas = {persona.id: persona.name for persona in load_map(database(), journey).personas}
    named = {name: name for name in segments(database(), journey)}
    persona = segment = None
    if personas:
        persona = _linked_menu(state.ANSWERS_OF, _("Persona"), personas, f"feedback.persona.{journey}", 150)
    if named:
        segment = _linked_menu(state.SEGMENT, _("Segment"), named, f"feedback.segment.{journey}", 150)
    return persona, segment


def _sort() -> AnswerSort:
    names = {
        AnswerSort.NEWEST: _("Newest first"),
        AnswerSort.OLDEST: _("Oldest first"),
        AnswerSort.LOWEST: _("Lowest score first"),
        AnswerSort.HIGHEST: _("Highest score first"),
    }
    return st.segmented_control(
        _("Order"),
        list(names),
        format_func=lambda s: names[s],
        default=AnswerSort.NEWEST,
        required=True,
        key="feedback.sort",
        persist_state="session",
        label_visibility="collapsed",
    )
