"""The findings in sentences, each with the way to the map and to the answers; then what is too thin to say."""

from __future__ import annotations

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.locale import ngettext
from journeymap.services.file import database
from journeymap.services.insights import report as reports
from journeymap.services.insights.finding import Finding, Kind
from journeymap.services.insights.report import MOST_SAID, Report
from journeymap.services.insights.wording import days, sentence
from journeymap.services.journeys import load_map
from journeymap.ui import chrome, state
from journeymap.ui.insights_choice import Chosen, answers_link, map_link
from journeymap.ui.text import plain

_ICONS = {
    Kind.JOURNEY_RED: ":material/crisis_alert:",
    Kind.WEAKEST_LINK: ":material/link_off:",
    Kind.MOVED: ":material/timeline:",
    Kind.PROMISE_GAP: ":material/handshake:",
    Kind.UNEVEN: ":material/equalizer:",
    Kind.SEGMENT: ":material/groups:",
    Kind.ROOM_GAP: ":material/psychology_alt:",
}


def findings(chosen: Chosen) -> Report:
    """Show what the scores say, and hand it back."""
    db = database()
    told = reports.report(db, chosen.journey_id, chosen.period, persona_id=chosen.persona_id, segment=chosen.segment)
    titles = reports.titles_of(db, chosen.journey_id)
    if not told.answers:
        _nothing_asked(chosen)
        return told
    st.caption(plain(reports.rests_on(told, whose_words(chosen))))
    with st.grid(2, min_column_width=420):
        for number, finding in enumerate(told.findings[:MOST_SAID]):
            _finding(chosen, finding, titles, number)
    if told.unclear is not None:
        with st.container(border=True, gap="xsmall"):
            st.markdown(f":material/help: {plain(reports.unclear_sentence(told.unclear, titles))}")
            with st.container(horizontal=True, gap="small"):
                for touchpoint_id in told.unclear.touchpoint_ids[: reports.MOST_NAMED]:
                    map_link(chosen, touchpoint_id, plain(titles[touchpoint_id]))
    if not told.findings:
        st.success(plain(reports.nothing_found()), icon=":material/check_circle:")
    _more(chosen, told, titles)
    _thin(chosen, told, titles)
    _take_away(chosen, told, titles)
    return told


def whose_words(chosen: Chosen) -> str:
    """Whose answers count, in words."""
    personas = {persona.id: persona.name for persona in load_map(database(), chosen.journey_id).personas}
    named = [name for name in (personas.get(chosen.persona_id or ""), chosen.segment) if name]
    return _("only answers of {name}").format(name=", ".join(named)) if named else _("all customers")


def _finding(chosen: Chosen, finding: Finding, titles: dict[str, str], number: int) -> None:
    with st.container(border=True, gap="xsmall", height="stretch", key=f"insights.finding.{number}"):
        st.markdown(f"{_ICONS[finding.kind]} {plain(sentence(finding, titles))}")
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            moved = finding.kind is Kind.MOVED
            answers_of = finding.segment or None
            map_link(chosen, finding.touchpoint_id)
            answers_link(chosen, finding.touchpoint_id, period=finding.days if moved else None, segment=answers_of)
            st.caption(plain(days(finding.days)))


def _more(chosen: Chosen, told: Report, titles: dict[str, str]) -> None:
    rest = told.findings[MOST_SAID:]
    if rest:
        label = ngettext("{n} more finding", "{n} more findings", len(rest)).format(n=len(rest))
        with st.expander(label, icon=":material/expand_more:"):
            for number, finding in enumerate(rest, MOST_SAID):
                _finding(chosen, finding, titles, number)


def _thin(chosen: Chosen, told: Report, titles: dict[str, str]) -> None:
    if not told.thin:
        return
    st.markdown(f"**{plain(reports.thin_heading())}**")
    for finding in told.thin:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(plain(sentence(finding, titles)), width="content")
            map_link(chosen, finding.touchpoint_id)


def _take_away(chosen: Chosen, told: Report, titles: dict[str, str]) -> None:
    name = "".join(sign if sign.isalnum() else "-" for sign in told.title.lower()).strip("-")[:60] or "journey"
    whose = whose_words(chosen)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.download_button(
            _("As text"),
            lambda: reports.as_markdown(told, titles, whose),
            f"{name}-insights.md",
            "text/markdown",
            key="insights.text",
            on_click="ignore",
            icon=":material/description:",
        )
        st.download_button(
            _("As a slide"),
            lambda: reports.as_slide(told, titles, whose),
            f"{name}-insights.pptx",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            key="insights.slide",
            on_click="ignore",
            icon=":material/slideshow:",
        )
        with st.popover(_("The rule"), icon=":material/info:", type="tertiary"):
            st.write(plain(reports.rule_of_noise()))


def _nothing_asked(chosen: Chosen) -> None:
    with st.container(border=True):
        st.subheader(_("Nobody has answered yet"), anchor=False)
        st.write(_("Findings rest on answers. Bring some in, or choose a longer period or all customers above."))
        with st.container(horizontal=True, gap="small"):
            st.page_link(
                chrome.page(chrome.FEEDBACK),
                label=_("Import answers"),
                icon=":material/upload_file:",
                query_params={state.VIEW: "import"},
            )
            map_link(chosen, None, _("To the map"))
