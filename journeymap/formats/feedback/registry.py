"""Every survey tool whose exports are recognised. A new one is a module with ``recognise`` and a line here."""

from __future__ import annotations

from collections.abc import Callable

from journeymap.formats.feedback import (
    delighted,
    formbricks,
    generic,
    google_forms,
    limesurvey,
    qualtrics,
    surveymonkey,
    typeform,
    zendesk,
)
from journeymap.formats.feedback.recognised import Head, Recognised

RECOGNISERS: tuple[Callable[[Head], Recognised | None], ...] = (
    surveymonkey.recognise,
    qualtrics.recognise,
    typeform.recognise,
    delighted.recognise,
    zendesk.recognise,
    limesurvey.recognise,
    formbricks.recognise,
    generic.recognise,
    google_forms.recognise,
)
"""Tried in this order; the more particular come first."""


def recognise(head: Head) -> Recognised:
    """What is known about a file from its first records. A file of no known tool is the user's to describe."""
    for recogniser in RECOGNISERS:
        if found := recogniser(head):
            return found
    return generic.recognise_any(head)
