"""What a person says about a file: where it belongs, which column is what, and what could not be recognised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from zoneinfo import available_timezones

import pandas as pd
import streamlit as st

from journeymap.locale import gettext as _
from journeymap.model.survey import GoodEnd, Metric
from journeymap.services.editing import TITLE_LIMIT
from journeymap.services.feedback_import import Column, DateOrder, ImportPlan, Inspection, Role, Scale
from journeymap.services.file import database
from journeymap.services.journeys import list_journeys, load_map
from journeymap.services.scores import metric_name
from journeymap.ui import state, words
from journeymap.ui.menu import chosen, menu

_NEW = "new"
_WHOLE = "journey"
PLACES: Final = "places"
"""Kept of a file: what its names for touchpoints mean."""
SCALES: Final = "scales"
"""Kept of a file: the scale of each metric that was asked for."""
OPENED: Final = "opened"
"""Kept of a file: whether the fields that are seldom needed were asked for."""
_KEPT: Final = "import.kept"


def kept(inspection: Inspection) -> dict[str, Any]:
    """What was said about this file beside its fields; another file starts with nothing."""
    name = inspection.table.path.name
    found: dict[str, Any] = st.session_state.get(_KEPT, {})
    if found.get("file") != name:
        found = {"file": name, PLACES: {}, SCALES: {}, OPENED: False}
        st.session_state[_KEPT] = found
    return found


def forget_file() -> None:
    """Forget what was said about a file; the next one is another."""
    st.session_state.pop(_KEPT, None)


def field_key(inspection: Inspection, name: str) -> str:
    """The key of a field; each file has fields of its own."""
    return f"import.{inspection.table.path.stem}.{name}"


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
                        _("For example"): " · ".join(words.beginning(sample, 100) for sample in column.samples),
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
    said = kept(inspection)
    with st.container(border=True):
        journey, title = _journey(inspection)
        touchpoint = _touchpoint(inspection, journey)
        metric, scale, easy_end = _measure(inspection)
        with st.expander(_("Columns, time zone and dates"), icon=":material/tune:", expanded=said[OPENED]):
            grid = st.grid(3, min_column_width=260)
            columns = _columns(inspection, grid)
            zone, order = _times(inspection, grid)
    return ImportPlan(
        journey=journey if journey != _NEW else title,
        touchpoint=touchpoint,
        metric=metric,
        scale=scale,
        easy_end=easy_end,
        scales={name: Scale(*given) for name, given in said[SCALES].items()},
        columns=columns,
        time_zone=zone,
        places={name: meant for name, meant in said[PLACES].items() if meant},
        date_order=order,
        create=True,
    )


def _journey(inspection: Inspection) -> tuple[str, str]:
    known = list_journeys(database())
    own = [journey.id for journey in known if not journey.sample]
    remembered = state.remembered_journey()
    journey = menu(
        _("Journey that the answers belong to"),
        {_NEW: _("A new journey"), **{journey.id: journey.title for journey in known}},
        first=remembered if remembered in own else own[0] if len(own) == 1 else _NEW,
        key=field_key(inspection, "journey"),
    )
    title = ""
    if journey is None or journey == _NEW:
        stem = Path(inspection.file_name).stem[:TITLE_LIMIT]
        title = st.text_input(_("Its title"), value=stem, key=field_key(inspection, "title")).strip() or stem
    return journey or _NEW, title


def _touchpoint(inspection: Inspection, journey: str) -> str | None:
    """One touchpoint for all rows; ``None`` when the file names it, or nothing was chosen yet."""
    pointed_at = chosen(field_key(inspection, f"column.{Role.TOUCHPOINT}"))
    by_column = Role.TOUCHPOINT in inspection.roles or pointed_at is not None
    choices = {_WHOLE: _("The journey as a whole"), _NEW: _("A new touchpoint")}
    choices |= {} if journey == _NEW else {t.id: t.title for t in load_map(database(), journey).touchpoints}
    touchpoint = menu(
        _("Touchpoint"),
        choices,
        nothing=_("The file says it, row by row") if by_column else _("Choose where the question was asked"),
        key=field_key(inspection, f"touchpoint.{journey}"),
        help_text=_("Names in the file that fit no touchpoint become touchpoints of their own, in a stage “Imported”."),
    )
    if touchpoint == _NEW:
        return st.text_input(_("Name of the touchpoint"), key=field_key(inspection, "touchpoint_name")).strip() or None
    return touchpoint


def _measure(inspection: Inspection) -> tuple[Metric | None, tuple[int, int] | None, GoodEnd | None]:
    if Role.METRIC in inspection.roles:
        return None, None, None
    certain = {question.metric for question in inspection.questions}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        metrics = {metric: metric_name(metric) for metric in Metric}
        nothing = _("As recognised") if certain else _("Choose one")
        metric = menu(_("Metric"), metrics, nothing=nothing, key=field_key(inspection, "metric"), width=200)
        scale = scale_field(_("Scale"), field_key(inspection, "scale"))
        end = end_field(_("Good (easy) end"), field_key(inspection, "end"))
    return metric, scale, end


def scale_field(label: str, key: str) -> tuple[int, int] | None:
    """A field for the lowest and the highest answer; ``None`` while it is empty or cannot be read."""
    text = st.text_input(label, placeholder=_("as usual, or 1-7"), key=key, width=200)
    low, _dash, high = text.replace("–", "-").partition("-")
    if not text.strip():
        return None
    if low.strip().isdecimal() and high.strip().isdecimal():
        return int(low), int(high)
    st.warning(_("Write the scale as its lowest and highest answer, such as 1-7."))
    return None


def end_field(label: str, key: str) -> GoodEnd | None:
    """A field for the end of the scale that is good, or easy."""
    ends = {GoodEnd.HIGH: _("The high end"), GoodEnd.LOW: _("The low end")}
    return menu(label, ends, nothing=_("As usual"), key=key, width=200)


def _columns(inspection: Inspection, place: Any) -> Mapping[Role, tuple[int, ...]]:
    asked = (Role.SCORE, Role.COMMENT, Role.ANSWERED_AT, Role.RESPONDENT, Role.RESPONSE_ID, Role.TOUCHPOINT)
    numbers = {role: _column(inspection, role, inspection.columns, place) for role in asked}
    return {role: (number,) for role, number in numbers.items() if number is not None}


def _column(inspection: Inspection, role: Role, columns: Sequence[Column], place: Any) -> int | None:
    names = {column.number: f"{column.number}: {column.heading}" for column in columns}
    key = field_key(inspection, f"column.{role}")
    nothing = _("As recognised") if _is_recognised(inspection, role) else _("None")
    return menu(role_name(role), names, nothing=nothing, key=key, place=place)


def _is_recognised(inspection: Inspection, role: Role) -> bool:
    questions = (*inspection.questions, *inspection.candidates)
    if role is Role.SCORE:
        return bool(questions)
    return role in inspection.roles or (role is Role.COMMENT and any(q.comment is not None for q in questions))


def _times(inspection: Inspection, place: Any) -> tuple[str | None, DateOrder | None]:
    zone = menu(
        _("Time zone of the file"),
        {zone: zone for zone in sorted(available_timezones())},
        nothing=_("As the file says, otherwise UTC"),
        key=field_key(inspection, "zone"),
        place=place,
    )
    order = menu(
        _("Order of day and month"),
        {DateOrder.DMY: _("Day/month"), DateOrder.MDY: _("Month/day")},
        nothing=_("As the dates themselves settle it"),
        key=field_key(inspection, "order"),
        place=place,
    )
    return zone, order
