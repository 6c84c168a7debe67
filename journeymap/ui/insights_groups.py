"""Scores by segment, persona, language or source: a row a touchpoint, a column a group."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from journeymap.locale import gettext as _
from journeymap.model.survey import Source
from journeymap.services.file import database
from journeymap.services.insights.groups import Group, Grouping, groups
from journeymap.services.insights.report import titles_of
from journeymap.services.insights.wording import sentence
from journeymap.services.journeys import load_map
from journeymap.services.scores import shown_interval, shown_value, too_few
from journeymap.ui import chrome, state, words
from journeymap.ui.insights_card import opened
from journeymap.ui.insights_choice import Chosen
from journeymap.ui.switch import switch
from journeymap.ui.text import plain


@st.fragment
def by_group(chosen: Chosen) -> None:
    """Show the table, and which differences hold."""
    with chrome.guard():
        _by_group(chosen)


def _by_group(chosen: Chosen) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        st.subheader(_("Segments"), anchor="segments")
        grouping = _grouping()
    found = groups(
        database(),
        chosen.journey_id,
        chosen.period,
        grouping=grouping,
        persona_id=chosen.persona_id,
        segment=chosen.segment,
    )
    names = _names(chosen, grouping)
    if not found:
        st.info(_("The answers do not say this about the people who gave them."))
        return
    titles = titles_of(database(), chosen.journey_id)
    holding = [one for one in found if one.holds]
    for one in holding if grouping is Grouping.SEGMENT else ():
        st.markdown(f"- {plain(sentence(one.finding, titles))}")
    if not holding:
        st.caption(_("No difference between a group and all others holds against noise."))
    st.dataframe(
        _table(found, titles, names),
        hide_index=True,
        width="stretch",
        height="content",
        key=f"insights.groups.{grouping}.{database().revision}",
        alt=_("Scores by group, a row for each touchpoint"),
    )
    opened(
        _(
            "Each group is compared with everybody else at the same touchpoint, from 20 answers on either side. ≠"
            " stands where the difference holds: noise alone would show one in at most 0.2 % of cases, over everything"
            " in the table (Benjamini–Hochberg)."
        ),
        key="insights.groups",
    )


def _grouping() -> Grouping:
    names = {
        Grouping.SEGMENT: _("Segment"),
        Grouping.PERSONA: _("Persona"),
        Grouping.LANGUAGE: _("Language"),
        Grouping.SOURCE: _("Source"),
    }
    chosen = switch(state.GROUPED, _("Grouped by"), names, Grouping.SEGMENT, key="insights.grouped")
    return Grouping(chosen)


def _names(chosen: Chosen, grouping: Grouping) -> Mapping[str, str]:
    """What groups are called that are stored in short."""
    if grouping is Grouping.PERSONA:
        return {persona.id: persona.name for persona in load_map(database(), chosen.journey_id).personas}
    if grouping is Grouping.SOURCE:
        return {source.value: words.source(source) for source in Source}
    return {}


def _table(found: tuple[Group, ...], titles: Mapping[str, str], names: Mapping[str, str]) -> pd.DataFrame:
    rows: dict[str | None, dict[str, str]] = {place: {} for place in (None, *titles)}
    for one in found:
        finding = one.finding
        name = names.get(finding.segment, finding.segment)
        rows[finding.touchpoint_id][name] = _cell(one)
    columns = sorted({name for row in rows.values() for name in row})
    shown = [
        {_("Touchpoint"): titles[place] if place else _("Whole journey"), **{c: row.get(c, "–") for c in columns}}
        for place, row in rows.items()
        if row
    ]
    return pd.DataFrame(shown)


def _cell(one: Group) -> str:
    score = one.finding.score
    if not score.shown:
        return too_few(score)
    text = _("{score} ({interval}, n = {n})").format(
        score=shown_value(score), interval=shown_interval(score), n=words.number(score.n)
    )
    return f"≠ {text}" if one.holds else text
