"""``/k/{token}``: the same survey on a tablet that stands there all day, also while the network is gone."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from journeymap.assets import module_url
from journeymap.config import settings
from journeymap.errors import InvalidInput, NotFound, StoreUnavailable
from journeymap.model.survey import Source
from journeymap.services import collect
from journeymap.services.editing import is_id
from journeymap.services.file import database
from journeymap.services.surveys import OwnSurvey, find_survey, survey_of_link
from journeymap.web import survey_page
from journeymap.web.survey import address_of, limits

LARGEST = 64 * 1024
"""Bytes of the largest message."""
OLDEST = timedelta(days=400)
"""An answer that waited for longer counts as given now: its clock was wrong."""


async def kiosk(request: Request) -> Response:
    """The route: ``GET`` shows the page, ``POST`` takes the answers that wait on the tablet."""
    try:
        if request.method == "GET":
            return await run_in_threadpool(_show, request)
        sent = await _read(request)
        if sent is None:
            return JSONResponse({"error": "not understood"}, 400)
        return await run_in_threadpool(_take, request, sent)
    except NotFound:
        return survey_page.unknown(request)
    except StoreUnavailable:
        return survey_page.unavailable(request)


def _show(request: Request) -> Response:
    own = survey_of_link(database(), request.path_params["token"])
    language = survey_page.language_of(request, request.query_params.get("lang", ""), list(own.wordings))
    test = request.query_params.get("test") == "1"
    if not own.takes_answers() and not test:
        return survey_page.closed(own, language)
    base = settings().base_path
    return survey_page.page(
        "kiosk.html",
        own,
        language,
        policy="script-src 'self'; connect-src 'self'",
        look="kiosk",
        test=test,
        survey=own.survey.id,
        script=module_url("kiosk"),
        action=f"{base}/k/{own.survey.token}?lang={language}",
        plain=f"{base}/s/{own.survey.token}?lang={language}",
    )


def _take(request: Request, sent: dict[str, Any]) -> Response:
    """Answers to an older edition belong to that one; those to a survey that was closed meanwhile were given before."""
    own = survey_of_link(database(), request.path_params["token"])
    if not limits.allow(address_of(request), own.survey.id):
        return JSONResponse({"error": "later"}, 429, {"Retry-After": "60"})
    asked = _edition(own, str(sent.get("survey", "")))
    language = str(request.query_params.get("lang", ""))
    taken, refused = [], []
    for one in sent["answers"]:
        try:
            taken.append(_given(asked, one, sent.get("sent"), language if language in asked.wordings else ""))
        except InvalidInput:
            refused.append(str(one.get("id", "")) if isinstance(one, dict) else "")
    if taken:
        collect.answers(database(), asked, taken)
    return JSONResponse(
        {
            "taken": [one.form_id for one in taken],
            "refused": refused,
            "current": own.takes_answers() and asked.survey.id == own.survey.id,
        },
        headers={"Cache-Control": "no-store"},
    )


def _edition(own: OwnSurvey, survey_id: str) -> OwnSurvey:
    """The edition of the survey that the tablet showed.

    :raises NotFound: it is none of this link.
    """
    while own.survey.id != survey_id:
        own = find_survey(database(), own.form.follows_id or "")
    return own


def _given(own: OwnSurvey, one: Any, sent: Any, language: str) -> collect.Given:
    """One answer; its time is reckoned back from now, so that a wrong clock of the tablet does no harm."""
    if not isinstance(one, dict) or not is_id(str(one.get("id", ""))):
        raise InvalidInput("")
    now = datetime.now(UTC).replace(tzinfo=None)
    waited = timedelta(0)
    if isinstance(sent, int | float) and isinstance(one.get("given"), int | float):
        milliseconds = min(max(sent - one["given"], 0), 1e13)
        waited = timedelta(milliseconds=milliseconds)
    at = now - waited if waited < OLDEST else now
    return collect.Given(str(one["id"]).lower(), collect.read_score(own, one.get("score")), at, language, Source.KIOSK)


async def _read(request: Request) -> dict[str, Any] | None:
    if not request.headers.get("content-type", "").startswith("application/json"):
        return None
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            return None
    try:
        sent = json.loads(body)
    except ValueError:
        return None
    fits = isinstance(sent, dict) and isinstance(sent.get("answers"), list)
    return sent if fits and len(sent["answers"]) <= collect.KIOSK_AT_ONCE else None
