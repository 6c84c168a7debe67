"""Everything about scores and answers that pages, the public web and the command line ask for, in one place."""

from __future__ import annotations

from journeymap.scores.bands import Bands, Limits
from journeymap.scores.comparison import ScoreDifference
from journeymap.scores.journey import WeakestLink
from journeymap.scores.period import ALL_TIME, Period, day_of
from journeymap.scores.score import Band, Score, Trend
from journeymap.scores.wording import (
    answers,
    band_word,
    metric_name,
    scale_note,
    shown_difference,
    shown_difference_interval,
    shown_interval,
    shown_number,
    shown_value,
    too_few,
)
from journeymap.services.answers import (
    Answer,
    AnswerCount,
    AnswerFilters,
    AnswersPage,
    answer_counts,
    answers_page,
)
from journeymap.services.bands import read_bands, set_bands
from journeymap.services.document import scores_document
from journeymap.services.journey_scores import JourneyScores, PlaceScore, journey_scores
from journeymap.services.places import Comment, MetricDetail, MonthScore, PlaceDetail, touchpoint_answers
from journeymap.services.weakest import weakest_link
from journeymap.store.answers import AnswerSort

__all__ = [
    "ALL_TIME",
    "Answer",
    "AnswerCount",
    "AnswerFilters",
    "AnswerSort",
    "AnswersPage",
    "Band",
    "Bands",
    "Comment",
    "JourneyScores",
    "Limits",
    "MetricDetail",
    "MonthScore",
    "Period",
    "PlaceDetail",
    "PlaceScore",
    "Score",
    "ScoreDifference",
    "Trend",
    "WeakestLink",
    "answer_counts",
    "answers",
    "answers_page",
    "band_word",
    "day_of",
    "journey_scores",
    "metric_name",
    "read_bands",
    "scale_note",
    "scores_document",
    "set_bands",
    "shown_difference",
    "shown_difference_interval",
    "shown_interval",
    "shown_number",
    "shown_value",
    "too_few",
    "touchpoint_answers",
    "weakest_link",
]
