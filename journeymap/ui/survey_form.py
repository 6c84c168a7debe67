"""The form of a survey: what is asked, on which scale, in which languages, and until when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.model.journey import JourneyMap
from journeymap.model.survey import GoodEnd, Metric, Wording
from journeymap.services.file import database
from journeymap.services.scores import metric_name
from journeymap.services.survey_suggestion import suggest
from journeymap.services.surveys import (
    HIGHEST,
    NAMES,
    QUESTION_LIMIT,
    SCALES,
    OwnSurvey,
    create_survey,
    default_wordings,
    update_survey,
)
from journeymap.ui import state, words
from journeymap.ui.attempt import attempt

_AGAIN: tuple[int | None, ...] = (None, 0, 1, 7, 30, 90, 365)


@dataclass(frozen=True, slots=True)
class _Form:
    """A form that is shown, and the keys of its widgets."""

    key: str
    metric: Metric
    wordings: Mapping[str, Wording]

    def at(self, name: str) -> str:
        return f"surveys.{self.key}.{name}"


def new_survey(journey_map: JourneyMap, touchpoint_id: str | None, created: Callable[[str], None]) -> None:
    """Make a survey, beginning with what suits the place.

    :param touchpoint_id: offered first; ``None``: the whole journey.
    :param created: called with the id of the new survey.
    """
    titles = {t.id: t.title for t in journey_map.touchpoints}
    places: list[str | None] = [None, *titles]
    place = st.selectbox(
        _("Where is it asked?"),
        places,
        index=places.index(touchpoint_id) if touchpoint_id in titles else 0,
        format_func=lambda i: titles[i] if i else _("About the whole journey"),
        key="surveys.new.place",
    )
    touchpoint = journey_map.touchpoint_by_id.get(place or "")
    stage = journey_map.stage_by_id[touchpoint.stage_id] if touchpoint else None
    hint = suggest(touchpoint, stage.phase if stage else None)
    way = _("on a tablet") if hint.kiosk else _("by link or QR code")
    st.info(
        _("Suggested: {metric}, {way}. {reason}").format(metric=metric_name(hint.metric), way=way, reason=hint.reason),
        icon=":material/lightbulb:",
    )
    metric = _choose_metric(f"surveys.new.{place}.metric", hint.metric)
    form = _Form(f"new.{place}.{metric}", metric, default_wordings(metric))
    given = _fields(form, *SCALES[metric], GoodEnd.HIGH, None, None)

    def create() -> None:
        made: list[str] = []
        if attempt(
            lambda: made.append(
                create_survey(database(), state.actor(), journey_map.journey.id, place, metric=metric, **given)
            ),
            _("The survey is open. Print its code or send its link."),
        ):
            created(made[0])

    st.button(
        _("Make this survey"), type="primary", icon=":material/add_task:", key="surveys.new.create", on_click=create
    )


def edit_survey(own: OwnSurvey, n: int, changed: Callable[[str], None]) -> None:
    """Change a survey.

    :param n: how many answers it has.
    :param changed: called with the id of the survey that is asked from then on.
    """
    if not own.survey.token:
        st.info(_("A newer edition took the place of this one. Its question and scale stay as they were."))
        return
    key = f"{own.survey.id}.{own.stamp}"
    metric = _choose_metric(f"surveys.{key}.metric", own.survey.metric)
    same = metric is own.survey.metric
    form = _Form(f"{key}.{metric}", metric, own.wordings if same else default_wordings(metric))
    low, high = (own.survey.low, own.survey.high) if same else SCALES[metric]
    given = _fields(form, low, high, own.survey.good_end, own.form.last_day, own.form.again_after_days)
    asks_anew = False
    if n:
        asks_anew = st.checkbox(
            _("Make a new edition if the question or the scale is another one"),
            key=form.at("edition"),
            help=_(
                "The answers so far stay with the edition that was asked. The link and the printed code lead to the "
                "new one, and answers on different scales are not added up."
            ),
        )

    def save() -> None:
        asked: list[str] = []
        if attempt(
            lambda: asked.append(
                update_survey(
                    database(),
                    state.actor(),
                    own.survey.id,
                    own.stamp,
                    new_edition=asks_anew,
                    metric=metric,
                    **given,
                )
            ),
            _("Saved."),
        ):
            changed(asked[0])

    st.button(_("Save"), type="primary", icon=":material/save:", key=form.at("save"), on_click=save)


def _choose_metric(key: str, first: Metric) -> Metric:
    chosen = st.segmented_control(
        _("Metric"), list(Metric), format_func=metric_name, default=first, required=True, key=key
    )
    return Metric(chosen or first)


def _fields(form: _Form, low: int, high: int, good_end: GoodEnd, last_day: Any, again: int | None) -> dict[str, Any]:
    given = _scale(form, low, high, good_end)
    languages = st.multiselect(
        _("Languages"),
        list(NAMES),
        default=list(form.wordings),
        format_func=lambda code: NAMES[code],
        key=form.at("languages"),
        help=_("A customer reads the language of the link, else that of the phone, else the first of these."),
    )
    usual = default_wordings(form.metric)
    given["wordings"] = {}
    if languages:
        for code, tab in zip(languages, st.tabs([NAMES[code] for code in languages]), strict=True):
            with tab:
                given["wordings"][code] = _wording(form, code, form.wordings.get(code, usual[code]))
    left, right = st.columns(2)
    with left:
        given["last_day"] = st.date_input(
            _("Last day"), value=last_day, key=form.at("last_day"), help=_("Blank: it stays open until you close it.")
        )
    with right:
        given["again_after_days"] = st.selectbox(
            _("May the same person answer again?"),
            list(dict.fromkeys((*_AGAIN, again))),
            index=list(dict.fromkeys((*_AGAIN, again))).index(again),
            format_func=_again_words,
            key=form.at("again"),
            help=_("Known by a signed cookie of this survey alone. A tablet always takes the next answer."),
        )
    return given


def _scale(form: _Form, low: int, high: int, good_end: GoodEnd) -> dict[str, Any]:
    if form.metric is Metric.NPS:
        return {"low": 0, "high": 10, "good_end": GoodEnd.HIGH}
    with st.expander(_("Scale: {low} to {high}").format(low=low, high=high), icon=":material/straighten:"):
        one, two, three = st.columns(3)
        with one:
            lowest = st.number_input(_("Lowest answer"), 0, HIGHEST - 1, low, key=form.at("low"))
        with two:
            highest = st.number_input(_("Highest answer"), 1, HIGHEST, high, key=form.at("high"))
        with three:
            names = {GoodEnd.HIGH: _("the highest"), GoodEnd.LOW: _("the lowest")}
            end = st.selectbox(
                _("The good answer is"),
                list(names),
                index=list(names).index(good_end),
                format_func=lambda one: names[one],
                key=form.at("good_end"),
            )
    return {"low": lowest, "high": highest, "good_end": end}


def _wording(form: _Form, code: str, now: Wording) -> Wording:
    def text(label: str, name: str, value: str, limit: int = QUESTION_LIMIT, **more: Any) -> str:
        return str(st.text_input(label, value, max_chars=limit, key=form.at(f"{code}.{name}"), **more))

    question = text(_("Question"), "question", now.question)
    left, right = st.columns(2)
    with left:
        low_end = text(_("What the lowest answer means"), "low_end", now.low_end, 60)
        follow_up = text(_("Follow-up question"), "follow_up", now.follow_up, help=_("Blank: nothing more is asked."))
    with right:
        high_end = text(_("What the highest answer means"), "high_end", now.high_end, 60)
        poor = text(_("Follow-up question after a poor answer"), "follow_up_poor", now.follow_up_poor)
    thanks = text(_("Thanks"), "thanks", now.thanks, 500)
    return Wording(
        question=question,
        low_end=low_end,
        high_end=high_end,
        follow_up=follow_up,
        follow_up_poor=poor,
        thanks=thanks,
    )


def _again_words(days: int | None) -> str:
    if days is None:
        return _("No, one answer each")
    if days == 0:
        return _("Yes, as often as they like")
    return _("Yes, after {n} days").format(n=words.number(days)) if days > 1 else _("Yes, on the next day")
