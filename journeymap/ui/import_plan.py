"""What a person says about a file: where it belongs, which column is what, and what could not be recognised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from zoneinfo import available_timezones

import pandas as pd
import streamlit as st

from journeymap.locale import gettext as _
from journeymap.model.survey import GoodEnd, Metric
from journeymap.services.feedback_import import Column, DateOrder, ImportPlan, Inspection, Preview, Role
from journeymap.services.file import database
from journeymap.services.journeys import list_journeys, load_map
from journeymap.services.scores import metric_name
from journeymap.ui import state
from journeymap.ui.text import plain

_NEW = "new"
_BY_COLUMN = "column"
_WHOLE = "journey"
_PLACES = "import.places"
MOST_NAMES = 40
"""Names that can be given another meaning on the page."""


def role_name(role: Role) -> str:
    """What a column is for."""
    return {
        Role.SCORE: _("Score"),
        Role.COMMENT: _("Comment"),
        Role.ANSWERED_AT: _("Date of the answer"),
        Role.RESPONDENT: _("Respondent"),
        Role.RESPONSE_ID: _("Id of the answer"),
        Role.TOUCHPOINT: _("Touchpoint"),
        Role.METRIC: _("Metric"),
        Role.FINISHED: _("Finished"),
        Role.STATUS: _("Status"),
        Role.LANGUAGE: _("Language"),
        Role.SEGMENT: _("Segment"),
    }[role]


def recognised(inspection: Inspection) -> None:
    """What was recognised in the file, column by column."""
    vendor = _("a plain table") if inspection.vendor == "generic" else inspection.vendor
    st.success(_("Recognised as {vendor}.").format(vendor=vendor), icon=":material/check_circle:")
    roles: dict[int, list[str]] = {}
    for role, number in inspection.roles.items():
        roles.setdefault(number, []).append(role_name(role))
    for question in (*inspection.questions, *inspection.candidates):
        name = f" ({metric_name(question.metric)})" if question.metric else ""
        roles.setdefault(question.score, []).append(role_name(Role.SCORE) + name)
        if question.comment is not None:
            roles.setdefault(question.comment, []).append(role_name(Role.COMMENT))
    with st.expander(_("Columns of the file"), icon=":material/view_column:"):
        st.dataframe(
            pd.DataFrame(
                [
                    {
                        _("Column"): column.number,
                        _("Heading"): column.heading,
                        _("Read as"): ", ".join(dict.fromkeys(roles.get(column.number, []))),
                        _("For example"): " · ".join(column.samples),
                    }
                    for column in inspection.columns
                ]
            ),
            hide_index=True,
            width="stretch",
            alt=_("Columns of the file and what they are read as"),
        )


def ask_plan(inspection: Inspection) -> ImportPlan:
    """The fields, filled with what was recognised."""
    with st.container(border=True):
        journey, title = _journey(inspection)
        touchpoint = _touchpoint(inspection, journey)
        metric, scale, easy_end = _measure(inspection)
        with st.expander(_("Columns, time zone and dates"), icon=":material/tune:"):
            columns = _columns(inspection)
            zone, order = _times()
    return ImportPlan(
        journey=journey if journey != _NEW else title,
        touchpoint=touchpoint,
        metric=metric,
        scale=scale,
        easy_end=easy_end,
        columns=columns,
        time_zone=zone,
        places={name: meant for name, meant in st.session_state.get(_PLACES, {}).items() if meant},
        date_order=order,
        create=True,
    )


def _journey(inspection: Inspection) -> tuple[str, str]:
    known = list_journeys(database())
    titles = {journey.id: journey.title for journey in known} | {_NEW: _("A new journey")}
    own = [journey.id for journey in known if not journey.sample]
    remembered = state.remembered_journey()
    likely = remembered if remembered is not None and remembered in own else next(iter(own), _NEW)
    chosen = st.selectbox(
        _("Journey that the answers belong to"),
        list(titles),
        index=list(titles).index(likely),
        format_func=lambda j: titles.get(j, ""),
        key="import.journey",
    )
    title = ""
    if chosen == _NEW:
        title = st.text_input(_("Its title"), value=Path(inspection.file_name).stem[:200], key="import.title")
    return chosen, title


def _touchpoint(inspection: Inspection, journey: str) -> str | None:
    """One touchpoint for all rows; ``None`` when the file names it, or nothing was chosen yet."""
    choices = {_BY_COLUMN: _("The file says it, row by row")} if Role.TOUCHPOINT in inspection.roles else {}
    choices |= {} if journey == _NEW else {t.id: t.title for t in load_map(database(), journey).touchpoints}
    choices |= {_WHOLE: _("The journey as a whole"), _NEW: _("A new touchpoint")}
    chosen = st.selectbox(
        _("Touchpoint"),
        list(choices),
        format_func=lambda t: choices.get(t, ""),
        index=0 if _BY_COLUMN in choices else None,
        placeholder=_("Choose where the question was asked"),
        key=f"import.touchpoint.{journey}",
        help=_("Names in the file that fit no touchpoint become touchpoints of their own, in a stage “Imported”."),
    )
    if chosen == _NEW:
        return st.text_input(_("Name of the touchpoint"), max_chars=200, key="import.touchpoint.new") or None
    return None if chosen == _BY_COLUMN else chosen


def place_names(preview: Preview) -> None:
    """For names in the file that fit no touchpoint: are they new, or another word for one that is there?"""
    if preview.journey_id is None or not preview.new_touchpoints:
        return
    titles = {t.id: t.title for t in load_map(database(), preview.journey_id).touchpoints} | {
        _WHOLE: _("Whole journey")
    }
    with st.expander(_("Names in the file that fit no touchpoint"), icon=":material/alt_route:", expanded=True):
        grid = st.grid(3, min_column_width=260)
        for name in preview.new_touchpoints[:MOST_NAMES]:
            key = f"import.place.{name}"
            grid.selectbox(
                plain(name),
                [None, *titles],
                format_func=lambda t: titles.get(t, "") if t else _("A touchpoint of its own"),
                key=key,
                on_change=_remember_place,
                args=(name, key),
            )


def forget_places() -> None:
    """Forget what names in the file mean; the next file has others."""
    st.session_state.pop(_PLACES, None)


def _remember_place(name: str, key: str) -> None:
    meant = dict(st.session_state.get(_PLACES, {}))
    meant[name] = st.session_state[key]
    st.session_state[_PLACES] = meant


def _measure(inspection: Inspection) -> tuple[Metric | None, tuple[int, int] | None, GoodEnd | None]:
    if Role.METRIC in inspection.roles:
        return None, None, None
    ends = {None: _("As usual"), GoodEnd.HIGH: _("The high end"), GoodEnd.LOW: _("The low end")}
    certain = {question.metric for question in inspection.questions}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        metric = st.selectbox(
            _("Metric"),
            [None, *Metric],
            format_func=lambda m: metric_name(m) if m else (_("As recognised") if certain else _("Choose one")),
            key="import.metric",
            width=200,
        )
        text = st.text_input(_("Scale"), placeholder=_("as usual, or 1-7"), key="import.scale", width=160)
        end = st.selectbox(
            _("Good (easy) end"),
            [None, *GoodEnd],
            format_func=lambda e: ends[e],
            key="import.end",
            width=180,
        )
    return metric, _scale(text), end


def _scale(text: str) -> tuple[int, int] | None:
    low, _dash, high = text.replace("–", "-").partition("-")
    if not text.strip():
        return None
    if low.strip().isdecimal() and high.strip().isdecimal():
        return int(low), int(high)
    st.warning(_("Write the scale as its lowest and highest answer, such as 1-7."))
    return None


def _columns(inspection: Inspection) -> Mapping[Role, tuple[int, ...]]:
    asked = (Role.SCORE, Role.COMMENT, Role.ANSWERED_AT, Role.RESPONDENT, Role.RESPONSE_ID, Role.TOUCHPOINT)
    chosen = {role: _column(role, inspection.columns) for role in asked}
    return {role: (number,) for role, number in chosen.items() if number is not None}


def _column(role: Role, columns: Sequence[Column]) -> int | None:
    names = {column.number: f"{column.number}: {column.heading}" for column in columns}
    return st.selectbox(
        role_name(role),
        [None, *names],
        format_func=lambda number: names.get(number, "") if number else _("As recognised"),
        key=f"import.column.{role}",
    )


def _times() -> tuple[str | None, DateOrder | None]:
    zone = st.selectbox(
        _("Time zone of the file"),
        [None, *sorted(available_timezones())],
        format_func=lambda z: z or _("As the file says, otherwise UTC"),
        key="import.zone",
    )
    orders = {
        None: _("As the dates themselves settle it"),
        DateOrder.DMY: _("Day/month"),
        DateOrder.MDY: _("Month/day"),
    }
    order = st.selectbox(_("Order of day and month"), list(orders), format_func=lambda o: orders[o], key="import.order")
    return zone, order
