"""Surveys of our own: made at a touchpoint or about a whole journey, changed, closed and opened again.

Each is an act on the journey's map and can be taken back while nobody has answered. A survey that has answers keeps its
question and its scale: another wording makes a new edition, which takes over the public link.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any

from journeymap.config import settings
from journeymap.errors import Conflict, InvalidInput, NotFound
from journeymap.library.survey_words import NAMES, PAGE, PageWords, default_wording
from journeymap.locale import N_
from journeymap.locale import gettext as _
from journeymap.model.identity import new_id
from journeymap.model.survey import GoodEnd, Metric, Survey, SurveyForm, SurveyTouchpoint, Wording
from journeymap.scores.period import day_of
from journeymap.services.acts import Act, carry_out, changed_meanwhile, differences, planned
from journeymap.services.editing import Field, block, choice, day, line, read_fields, short, whole
from journeymap.services.maps import load_map
from journeymap.store import surveys as store
from journeymap.store.database import Database
from journeymap.store.tables import to_row

__all__ = [
    "HIGHEST",
    "NAMES",
    "PAGE",
    "QUESTION_LIMIT",
    "SCALES",
    "ListedSurvey",
    "OwnSurvey",
    "PageWords",
    "asks_otherwise",
    "create_survey",
    "default_wordings",
    "delete_survey",
    "find_survey",
    "list_surveys",
    "open_survey",
    "survey_of_link",
    "update_survey",
]

SCALES: Mapping[Metric, tuple[int, int]] = {
    Metric.NPS: (0, 10),
    Metric.CSAT: (1, 5),
    Metric.CES: (1, 7),
    Metric.STARS: (1, 5),
}
"""Lowest and highest answer as each metric is usually asked."""

HIGHEST = 10
POOR_SHARE = 0.6
"""How far up the scale, from its bad end, answers still count as poor when the follow-up question is chosen."""
QUESTION_LIMIT = 300
FOREVER_DAYS = 3650

_FIELDS: Mapping[str, Field] = {
    "metric": Field(N_("Metric"), choice(Metric)),
    "low": Field(N_("Lowest answer"), whole(0, HIGHEST)),
    "high": Field(N_("Highest answer"), whole(0, HIGHEST)),
    "good_end": Field(N_("Good end"), choice(GoodEnd, default=GoodEnd.HIGH)),
    "last_day": Field(N_("Last day"), day),
    "again_after_days": Field(N_("Days until the same person may answer again"), whole(0, FOREVER_DAYS)),
}
_WORDING: Mapping[str, Field] = {
    "question": Field(N_("Question"), line(QUESTION_LIMIT, required=True)),
    "low_end": Field(N_("What the lowest answer means"), line(60)),
    "high_end": Field(N_("What the highest answer means"), line(60)),
    "follow_up": Field(N_("Follow-up question"), line(QUESTION_LIMIT)),
    "follow_up_poor": Field(N_("Follow-up question after a poor answer"), line(QUESTION_LIMIT)),
    "thanks": Field(N_("Thanks"), block(500)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSurvey:
    """A survey of our own, as it is asked at one place."""

    survey: Survey
    form: SurveyForm
    place: SurveyTouchpoint

    @property
    def stamp(self) -> int:
        """Grows with every change of the survey; what a form was opened with."""
        return self.survey.version + self.form.version

    @property
    def wordings(self) -> dict[str, Wording]:
        """What customers read, by language code; the first is shown where no other fits."""
        return {language: Wording(**words) for language, words in json.loads(self.form.wordings).items()}

    @property
    def answers(self) -> range:
        """The answers that can be given."""
        return range(self.survey.low, self.survey.high + 1)

    def is_poor(self, score: float) -> bool:
        """Is this answer in the poor part of the scale (NPS up to 6, CSAT up to 3, CES up to 4)?"""
        share = (score - self.survey.low) / (self.survey.high - self.survey.low)
        return (share if self.survey.good_end is GoodEnd.HIGH else 1 - share) <= POOR_SHARE

    def takes_answers(self, now: datetime | None = None) -> bool:
        """Is it open, and its last day not over?"""
        today = day_of(now or datetime.now(UTC).replace(tzinfo=None), settings().zone)
        return self.form.is_open and (self.form.last_day is None or today <= self.form.last_day)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedSurvey:
    """A survey in the list of a journey.

    :param n: answers, skipped ones too.
    :param newest: naive UTC.
    """

    own: OwnSurvey
    n: int
    newest: datetime | None


def list_surveys(db: Database, journey_id: str) -> list[ListedSurvey]:
    """Surveys of our own in a journey, oldest first, each edition by itself."""
    counted = store.count_answers(db)
    found = [_own(one) for one in store.read_own(db, "p.journey_id = ?", (journey_id,))]
    return [ListedSurvey(own=o, n=(c := counted.get(o.survey.id, (0, None)))[0], newest=c[1]) for o in found]


def find_survey(db: Database, survey_id: str) -> OwnSurvey:
    """One survey.

    :raises NotFound: there is none with this id.
    """
    found = store.read_own(db, "CAST(s.id AS VARCHAR) = ?", (survey_id,))
    if not found:
        raise NotFound(_("This survey does not exist any more. Load the page again."))
    return _own(found[0])


def survey_of_link(db: Database, token: str) -> OwnSurvey:
    """The survey behind a public link.

    :raises NotFound: nothing is behind it.
    """
    found = store.read_own(db, "s.token = ? AND s.token <> ''", (token,))
    if not found:
        raise NotFound(_("There is no survey behind this link."))
    return _own(found[0])


def default_wordings(metric: Metric) -> dict[str, Wording]:
    """How ``metric`` is usually asked, in every language that surveys speak."""
    return {language: default_wording(metric, language) for language in NAMES}


@planned
def create_survey(
    db: Database,
    actor: str,
    journey_id: str,
    touchpoint_id: str | None,
    *,
    metric: Metric,
    wordings: Mapping[str, Wording] | None = None,
    **fields: Any,
) -> str:
    """Make a survey, open at once. It is the main one of its place unless there is one.

    :param touchpoint_id: ``None`` asks about the whole journey.
    :param wordings: as usual for the metric when not given.
    :param fields: ``low``, ``high``, ``good_end``, ``last_day``, ``again_after_days``.
    :returns: its id.
    :raises InvalidInput: a field cannot be used.
    :raises NotFound: the journey or the touchpoint is gone.
    """
    journey_map = load_map(db, journey_id)
    if touchpoint_id is not None and touchpoint_id not in journey_map.touchpoint_by_id:
        raise NotFound(_("This touchpoint does not exist any more. Load the page again."))
    low, high = SCALES[metric]
    given = read_fields(_FIELDS, {"low": low, "high": high, "good_end": GoodEnd.HIGH, **fields, "metric": metric})
    words = _read_wordings(wordings or default_wordings(metric))
    survey = _checked(
        Survey(
            id=new_id(),
            title=(question := next(iter(words.values())).question),
            question=question,
            token=secrets.token_urlsafe(12),
            main=not store.read_main(db, journey_id, touchpoint_id),
            **{name: given[name] for name in ("metric", "low", "high", "good_end")},
        )
    )
    form = SurveyForm(
        id=new_id(),
        survey_id=survey.id,
        wordings=_to_json(words),
        last_day=given.get("last_day"),
        again_after_days=given.get("again_after_days"),
    )
    place = SurveyTouchpoint(id=new_id(), survey_id=survey.id, journey_id=journey_id, touchpoint_id=touchpoint_id)
    _act(db, actor, "survey.create", N_("Make survey “{title}”"), place, [], [survey, form, place], survey.title)
    return survey.id


@planned
def update_survey(
    db: Database,
    actor: str,
    survey_id: str,
    stamp: int,
    *,
    new_edition: bool = False,
    wordings: Mapping[str, Wording] | None = None,
    **fields: Any,
) -> str:
    """Change a survey.

    :param stamp: of the survey as the form showed it.
    :param new_edition: if answers are there and the question or the scale changes, make a new edition for it.
    :param fields: ``metric``, ``low``, ``high``, ``good_end``, ``last_day``, ``again_after_days``.
    :returns: id of the survey that is asked from now on.
    :raises InvalidInput: a field cannot be used, or a new edition is needed and was not asked for.
    :raises Conflict: it changed meanwhile.
    """
    own = _as_seen(db, survey_id, stamp)
    given = read_fields(_FIELDS, fields)
    words = _read_wordings(own.wordings if wordings is None else wordings)
    question = next(iter(words.values())).question
    asked = {name: given.pop(name) for name in ("metric", "low", "high", "good_end") if name in given}
    survey = _checked(replace(own.survey, **asked, question=question, title=question))
    form = replace(own.form, **given, wordings=_to_json(words))
    if asks_otherwise(own, survey, words) and store.has_answers(db, survey_id):
        if not new_edition:
            raise InvalidInput(
                _("This survey has answers, so its question and scale stay as they are. Make a new edition instead.")
            )
        return _next_edition(db, actor, own, survey, form)
    label = N_("Change survey “{title}”")
    _act(db, actor, "survey.update", label, own.place, [own.survey, own.form], [survey, form], survey.title)
    return survey_id


def asks_otherwise(own: OwnSurvey, survey: Survey, words: Mapping[str, Wording]) -> bool:
    """Would answers mean something else? Follow-up, thanks and a further language change nothing in what was asked."""
    before = own.survey
    if (before.metric, before.low, before.high, before.good_end) != (
        survey.metric,
        survey.low,
        survey.high,
        survey.good_end,
    ):
        return True
    return any(_asked(words[code]) != _asked(was) for code, was in own.wordings.items() if code in words)


@planned
def open_survey(db: Database, actor: str, survey_id: str, is_open: bool) -> None:
    """Open a survey, or close it: its link then says so in a friendly way. Opening forgets a last day that is over.

    :raises NotFound: it is gone.
    """
    own = find_survey(db, survey_id)
    form = replace(own.form, is_open=is_open)
    if is_open and not replace(own, form=form).takes_answers():
        form = replace(form, last_day=None)
    label = N_("Open survey “{title}”") if is_open else N_("Close survey “{title}”")
    event = "survey.open" if is_open else "survey.close"
    _act(db, actor, event, label, own.place, [own.form], [form], own.survey.title)


@planned
def delete_survey(db: Database, actor: str, survey_id: str) -> None:
    """Delete a survey that nobody has answered.

    :raises InvalidInput: it has answers, or a later edition follows it.
    """
    own = find_survey(db, survey_id)
    if store.has_answers(db, survey_id):
        raise InvalidInput(_("This survey has answers. Close it instead, so that they stay."))
    before: list[Any] = [own.survey, own.form, own.place]
    after: list[Any] = []
    if own.form.follows_id:  # the printed code belongs to the edition before again
        previous = find_survey(db, own.form.follows_id).survey
        before.append(previous)
        after.append(replace(previous, token=own.survey.token, main=own.survey.main))
    _act(db, actor, "survey.delete", N_("Delete survey “{title}”"), own.place, before, after, own.survey.title)


def _next_edition(db: Database, actor: str, own: OwnSurvey, survey: Survey, form: SurveyForm) -> str:
    new = replace(survey, id=new_id(), version=1)
    old = replace(own.survey, token="", main=False)
    place = replace(own.place, id=new_id(), survey_id=new.id, version=1)
    asked = replace(
        form, id=new_id(), survey_id=new.id, edition=own.form.edition + 1, follows_id=own.survey.id, version=1
    )
    before, after = [own.survey, own.form], [old, replace(own.form, is_open=False), new, asked, place]
    label = N_("Make a new edition of survey “{title}”")
    _act(db, actor, "survey.edition", label, own.place, before, after, new.title)
    return new.id


def _as_seen(db: Database, survey_id: str, stamp: int) -> OwnSurvey:
    own = find_survey(db, survey_id)
    if own.stamp != stamp:
        raise changed_meanwhile(to_row(own.survey), None)
    if not own.survey.token:
        raise Conflict(_("A newer edition of this survey is asked meanwhile. Change that one."))
    return own


def _checked(survey: Survey) -> Survey:
    if survey.low >= survey.high:
        raise InvalidInput(_("The highest answer must be above the lowest one."))
    if survey.metric is Metric.NPS and (survey.low, survey.high, survey.good_end) != (0, 10, GoodEnd.HIGH):
        raise InvalidInput(
            _("NPS is asked from 0 to 10, with 10 as the good end. Choose another metric for your scale.")
        )
    return survey


def _asked(words: Wording) -> tuple[str, str, str]:
    return words.question, words.low_end, words.high_end


def _read_wordings(wordings: Mapping[str, Wording]) -> dict[str, Wording]:
    unknown = [language for language in wordings if language not in NAMES]
    if unknown or not wordings:
        raise InvalidInput(_("Choose at least one language for the survey."))
    return {language: Wording(**read_fields(_WORDING, asdict(words))) for language, words in wordings.items()}


def _to_json(words: Mapping[str, Wording]) -> str:
    return json.dumps({language: asdict(w) for language, w in words.items()}, ensure_ascii=False)


def _own(one: store.Own) -> OwnSurvey:
    return OwnSurvey(survey=one[0], form=one[1], place=one[2])


def _act(
    db: Database,
    actor: str,
    event: str,
    label: str,
    place: SurveyTouchpoint,
    before: Sequence[Any],
    after: Sequence[Any],
    title: str,
) -> None:
    if place.journey_id is None:
        raise InvalidInput(_("This survey belongs to no journey any more. Undo the deletion of its touchpoint first."))
    changes = differences(before, after)
    carry_out(
        db, actor, Act(event=event, scope=place.journey_id, label=label, args={"title": short(title)}, changes=changes)
    )
