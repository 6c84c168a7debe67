"""What the library says about a touchpoint."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from journeymap.model.journey import Initiator, Phase
from journeymap.model.survey import Metric

LANGUAGES = ("en", "da", "sv", "de")
"""Languages of everything in the library; the first stands in for one that is not here."""


class LineOfBusiness(StrEnum):
    """What a company lives from."""

    SHOP = "shop"
    WEB_SHOP = "web_shop"
    SOFTWARE = "software"
    BANK = "bank"
    HOSPITALITY = "hospitality"
    CLINIC = "clinic"
    CRAFTSMAN = "craftsman"
    TRAVEL = "travel"
    ASSOCIATION = "association"
    PUBLIC_SERVICE = "public_service"


class Channel(StrEnum):
    """Where a touchpoint of the library happens."""

    AD = "ad"
    WEB = "web"
    SEARCH = "search"
    SOCIAL = "social"
    APP = "app"
    PORTAL = "portal"
    EMAIL = "email"
    TEXT = "text"
    PHONE = "phone"
    CHAT = "chat"
    POST = "post"
    STORE = "store"
    VISIT = "visit"
    MEETING = "meeting"
    EVENT = "event"
    MACHINE = "machine"
    PEOPLE = "people"
    PARTNER = "partner"
    PRESS = "press"


FACE_TO_FACE = frozenset({Channel.STORE, Channel.VISIT, Channel.MEETING, Channel.EVENT})
"""Channels in which a customer stands before the company."""


class UsualStage(StrEnum):
    """The five stages of a journey that most journeys can be told in."""

    AWARENESS = "awareness"
    EVALUATION = "evaluation"
    PURCHASE = "purchase"
    USE = "use"
    ADVOCACY = "advocacy"


class SurveyKind(StrEnum):
    """How customers are asked."""

    AD_TEST = "ad_test"
    WEBSITE_FEEDBACK = "website_feedback"
    OPINION_POLL = "opinion_poll"
    SOCIAL_SURVEY = "social_survey"
    WIN_LOSS_INTERVIEW = "win_loss_interview"
    TOUCH_SCREEN = "touch_screen"
    POST_PURCHASE_FORM = "post_purchase_form"
    AUTOMATIC_SURVEY = "automatic_survey"
    LOYALTY_SURVEY = "loyalty_survey"
    SERVICE_SURVEY = "service_survey"
    EVENT_EVALUATION = "event_evaluation"
    CHURN_SURVEY = "churn_survey"


SURVEY_KINDS: Mapping[Phase, frozenset[SurveyKind]] = {
    Phase.BEFORE: frozenset(
        {
            SurveyKind.AD_TEST,
            SurveyKind.WEBSITE_FEEDBACK,
            SurveyKind.OPINION_POLL,
            SurveyKind.SOCIAL_SURVEY,
            SurveyKind.WIN_LOSS_INTERVIEW,
            SurveyKind.EVENT_EVALUATION,
        }
    ),
    Phase.DURING: frozenset(
        {
            SurveyKind.TOUCH_SCREEN,
            SurveyKind.POST_PURCHASE_FORM,
            SurveyKind.AUTOMATIC_SURVEY,
            SurveyKind.EVENT_EVALUATION,
        }
    ),
    Phase.AFTER: frozenset(
        {
            SurveyKind.LOYALTY_SURVEY,
            SurveyKind.SERVICE_SURVEY,
            SurveyKind.EVENT_EVALUATION,
            SurveyKind.CHURN_SURVEY,
        }
    ),
}
"""Which surveys suit a phase. Events are evaluated in whichever phase they take place."""


@dataclass(frozen=True, slots=True)
class Words:
    """What one language says of a touchpoint.

    :param name: its title on a map.
    :param also: other words that people use for it.
    :param wants: what customers typically want there.
    :param fears: what they typically fear there.
    """

    name: str
    also: tuple[str, ...]
    wants: str
    fears: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryTouchpoint:
    """One entry of the library.

    :param key: its name in the data files; never changes.
    :param stage: which of the five usual stages it belongs to.
    :param digital: ``False``: in person, on paper or in the air.
    :param direct: the company's own; ``False``: through third parties.
    :param brand: about the brand; ``False``: about the product.
    :param initiator: who starts the contact.
    :param importance: 1–5, a guess at what it means to customers.
    :param metric: of the survey that suits it, together with ``survey``.
    :param lines: lines of business in which it is usual.
    :param part_of: key of the touchpoint that it is a part of.
    :param words: by language.
    """

    key: str
    phase: Phase
    stage: UsualStage
    channel: Channel
    digital: bool
    direct: bool
    brand: bool
    initiator: Initiator
    importance: int
    metric: Metric
    survey: SurveyKind
    lines: frozenset[LineOfBusiness]
    part_of: str | None
    words: Mapping[str, Words]

    def in_language(self, language: str) -> Words:
        """Its words in ``language``, or in English where the library does not speak that."""
        return self.words.get(language) or self.words[LANGUAGES[0]]

    @property
    def face_to_face(self) -> bool:
        """Does the customer stand before the company?"""
        return self.channel in FACE_TO_FACE
