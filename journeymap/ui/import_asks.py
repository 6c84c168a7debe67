"""What a file leaves open: questions with the fields that answer them, and names that fit no touchpoint."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.model.survey import GoodEnd, Metric
from journeymap.services.feedback_import import Ask, Inspection, Need, Preview, Role
from journeymap.services.file import database
from journeymap.services.journeys import load_map
from journeymap.services.scores import metric_name
from journeymap.ui.import_plan import OPENED, PLACES, SCALES, end_field, field_key, kept, scale_field
from journeymap.ui.menu import chosen, menu
from journeymap.ui.text import plain

MOST_NAMES = 40
"""Names that can be given another meaning on the page."""
_WHOLE = "journey"
_FOLDED_AWAY = frozenset({Need.SCORE, Need.ANSWERED_AT, Need.DATE_ORDER})


def ask(inspection: Inspection, asks: Sequence[Ask]) -> None:
    """Ask what could not be recognised."""
    said = kept(inspection)
    if not said[OPENED] and any(one.need in _FOLDED_AWAY for one in asks):
        said[OPENED] = True
        st.rerun()
    for one in {(one.need, one.subject): one for one in asks}.values():
        st.info(_question(one, inspection), icon=":material/help:")
        if one.need is Need.TOUCHPOINT and one.subject:
            _place_field(inspection, one.subject, dict(one.choices), _("Choose one"))
    for subject in {one.subject for one in asks if one.need in (Need.SCALE, Need.EASY_END)}:
        if Role.METRIC in inspection.roles:
            _scale_of(inspection, Metric(subject))


def _question(one: Ask, inspection: Inspection) -> str:
    subject = plain(one.subject)
    if Role.METRIC in inspection.roles and one.need in (Need.SCALE, Need.EASY_END):
        subject = metric_name(Metric(one.subject))
    sentences = {
        Need.SCORE: _("Which column holds the score? Choose it under “Columns, time zone and dates”."),
        Need.ANSWERED_AT: _(
            "Which column holds the date of the answer? Choose it under “Columns, time zone and dates”."
        ),
        Need.DATE_ORDER: _(
            "Is {subject} day/month or month/day? No date in the file settles it. Choose the order of day and month."
        ),
        Need.METRIC: _("What does “{subject}” measure? Choose the metric."),
        Need.SCALE: _(
            "Which are the lowest and the highest answer of “{subject}”? They do not seem to be the usual ones. "
            "Write the scale, such as 1-7."
        ),
        Need.EASY_END: _("Which end of the scale of “{subject}” is easy? Choose the good (easy) end."),
        Need.TOUCHPOINT: _("Several touchpoints are called “{subject}”. Which one is meant?")
        if one.subject
        else _("Where was the question asked? Choose the touchpoint, or the journey as a whole."),
    }
    return sentences[one.need].format(subject=subject)


def _scale_of(inspection: Inspection, metric: Metric) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = metric_name(metric)
        scale = scale_field(_("Scale of {metric}").format(metric=name), field_key(inspection, f"scale.{metric}"))
        end = end_field(_("Good (easy) end of {metric}").format(metric=name), field_key(inspection, f"end.{metric}"))
        given = (*scale, end or GoodEnd.HIGH) if scale and (end or metric is not Metric.CES) else None
        if st.button(_("Use this scale"), disabled=given is None, key=field_key(inspection, f"scale.use.{metric}")):
            kept(inspection)[SCALES][metric] = given
            st.rerun()


def place_names(inspection: Inspection, preview: Preview) -> None:
    """For names in the file that fit no touchpoint: are they new, or another word for one that is there?"""
    if preview.journey_id is None:
        return
    said = kept(inspection)[PLACES]
    for name in preview.new_touchpoints:
        said.setdefault(name, None)
    if not said:
        return
    titles = {t.id: t.title for t in load_map(database(), preview.journey_id).touchpoints}
    choices = {_WHOLE: _("Whole journey"), **titles}
    with st.expander(_("Names in the file that fit no touchpoint"), icon=":material/alt_route:", expanded=True):
        with st.grid(3, min_column_width=260):
            for name in list(said)[:MOST_NAMES]:
                _place_field(inspection, name, choices, _("A touchpoint of its own"))
        if len(said) > MOST_NAMES:
            st.caption(_("The first {n} are listed; the others become touchpoints.").format(n=MOST_NAMES))


def _place_field(inspection: Inspection, name: str, choices: Mapping[str, str], otherwise: str) -> None:
    said = kept(inspection)[PLACES]
    key = field_key(inspection, f"place.{name}")

    def remember() -> None:
        said[name] = chosen(key)

    menu(plain(name), choices, nothing=otherwise, first=said.get(name), key=key, on_change=remember)
