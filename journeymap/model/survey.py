"""Surveys, responses, imports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Metric(StrEnum):
    """The question that is asked."""

    NPS = "nps"
    CSAT = "csat"
    CES = "ces"
    STARS = "stars"


class GoodEnd(StrEnum):
    """Which end of a scale is the good (for CES: the easy) one."""

    HIGH = "high"
    LOW = "low"


class Source(StrEnum):
    """How an answer came in."""

    IMPORT = "import"
    LINK = "link"
    KIOSK = "kiosk"
    PAPER = "paper"
    SAMPLE = "sample"


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """One question with one metric.

    :param low: lowest answer of the scale; NPS 0, CSAT and stars 1, CES 1, good/bad 0.
    :param high: highest answer of the scale.
    :param good_end: high, or low where a small number is the good answer.
    :param vendor: the tool that it was imported from, blank for our own.
    :param question: the wording, for an imported survey the heading of its column.
    :param main: the survey that a touchpoint's (or the journey's) mark follows.
    :param token: unguessable part of its public link, blank for imported ones.
    """

    id: str
    title: str
    metric: Metric
    low: int
    high: int
    good_end: GoodEnd = GoodEnd.HIGH
    vendor: str = ""
    question: str = ""
    main: bool = False
    token: str = ""
    sample: bool = False
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What customers read in one language.

    :param low_end: what the lowest answer means, for example “very difficult”; likewise ``high_end``.
    :param follow_up: asked after the answer, blank: nothing is asked.
    :param follow_up_poor: asked instead after a poor answer, blank: the same as after others.
    """

    question: str
    low_end: str = ""
    high_end: str = ""
    follow_up: str = ""
    follow_up_poor: str = ""
    thanks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyForm:
    """How a survey of our own is asked; an imported survey has none.

    :param edition: 1, and one more each time that the wording or the scale changes after somebody has answered.
    :param follows_id: the survey of the edition before.
    :param wordings: JSON, a :class:`Wording` by language code; the first is shown where no other fits.
    :param last_day: answers are taken until its end, in the installation's time zone; ``None`` without an end.
    :param again_after_days: after how many days somebody may answer again; 0 at once, ``None`` never.
    """

    id: str
    survey_id: str
    edition: int = 1
    follows_id: str | None = None
    wordings: str
    is_open: bool = True
    last_day: date | None = None
    again_after_days: int | None = None
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyTouchpoint:
    """A place at which a survey is asked. Answers hang on this, so moving or unassigning them changes one row.

    :param journey_id: ``None`` together with ``touchpoint_id``: unassigned.
    :param touchpoint_id: ``None`` with a journey: asked about the whole journey.
    :param label: the name that the file or the survey tool used for the place.
    """

    id: str
    survey_id: str
    journey_id: str | None = None
    touchpoint_id: str | None = None
    label: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Respondent:
    """Somebody who answered and can be told apart from others.

    :param address: e-mail address or the vendor's id of the person; unique.
    """

    id: str
    address: str
    name: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """One customer's answer.

    :param score: as given; ``None`` when the question was skipped.
    :param segment: segment or persona name that came with the answer.
    :param persona_id: persona it was matched to.
    :param vendor_id: the vendor's id of the answer, unique in its survey.
    :param answered_at: when it was sent in, UTC.
    :param received_at: when it reached this file, UTC.
    """

    id: str
    survey_id: str
    survey_touchpoint_id: str
    score: float | None
    comment: str = ""
    respondent_id: str | None = None
    language: str = ""
    persona_id: str | None = None
    segment: str = ""
    source: Source = Source.IMPORT
    vendor_id: str | None = None
    answered_at: datetime
    received_at: datetime
    import_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackImport:
    """A file of answers that was brought in.

    :param state: ``running``, ``done`` or ``undone``.
    :param counts: JSON, what became of the rows.
    """

    id: str
    file_name: str
    vendor: str
    imported_at: datetime
    state: str = "running"
    counts: str = "{}"
    version: int = 1
