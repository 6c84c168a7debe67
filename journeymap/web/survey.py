"""``/s/{token}``: one tap from the question to thanks. Plain HTML, no script, no request to anyone else."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from journeymap.config import settings
from journeymap.errors import InvalidInput, NotFound, StoreUnavailable
from journeymap.services import collect
from journeymap.services.file import database
from journeymap.services.surveys import PAGE, OwnSurvey, PageWords, survey_of_link
from journeymap.web import survey_page
from journeymap.web.limits import Limits

COOKIE = "journeymap_answered"
"""Says, signed, which form this visitor sent and when. Its path is the survey's: no survey knows of another."""
COOKIE_SECONDS = 365 * 24 * 3600
LARGEST = 32 * 1024
"""Bytes of the largest form."""
FASTEST = 0.5
"""Seconds within which nobody reads a question and answers it."""

limits = Limits()


async def survey(request: Request) -> Response:
    """The route: ``GET`` shows the question, ``POST`` takes the answer."""
    given = await read_form(request) if request.method == "POST" else dict(request.query_params)
    try:
        return await run_in_threadpool(_answer, request, given)
    except NotFound:
        return survey_page.unknown(request)
    except StoreUnavailable:
        return survey_page.unavailable(request)


async def read_form(request: Request) -> dict[str, str]:
    """The fields of a form that was sent; one that is too large has the field ``too_long`` and no other."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            return {"too_long": "1"}
    try:
        return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=20))
    except ValueError:
        return {}


@dataclass(frozen=True, slots=True)
class _Visit:
    """One request about a survey that exists."""

    request: Request
    own: OwnSurvey
    given: Mapping[str, str]
    language: str

    @property
    def words(self) -> PageWords:
        return PAGE[self.language]

    @property
    def test(self) -> bool:
        return self.given.get("test") == "1"

    def ticket(self) -> collect.Ticket | None:
        """The form that was sent, if it is one of ours and not too old."""
        found = collect.read_ticket(database(), "form", self.own, self.given.get("form", ""))
        return found if found and time.time() - found.at < collect.FORM_SECONDS else None

    def visitor(self) -> collect.Ticket | None:
        """What this visitor sent before and must stand by."""
        found = collect.read_ticket(database(), "visitor", self.own, self.request.cookies.get(COOKIE, ""))
        return None if found is None or collect.may_answer_again(self.own, found.at) else found

    def question(
        self, note: str = "", status: int = 200, *, form_id: str = "", at: float | None = None, given: int | None = None
    ) -> Response:
        return survey_page.page(
            "survey.html",
            self.own,
            self.language,
            status=status,
            note=note,
            test=self.test,
            given=given,
            ticket=collect.sign(database(), "form", self.own, form_id, at),
        )

    def thanks(
        self, given: int | None, ticket: str = "", note: str = "", comment: str = "", status: int = 200
    ) -> Response:
        wording = self.own.wordings[self.language]
        follow_up = wording.follow_up
        if given is not None and self.own.is_poor(given):
            follow_up = wording.follow_up_poor or follow_up
        return survey_page.page(
            "thanks.html",
            self.own,
            self.language,
            status=status,
            note=note,
            test=self.test,
            given=given,
            ticket=ticket,
            follow_up=follow_up,
            comment=comment,
            limit=collect.COMMENT_LIMIT,
        )

    def answered(self) -> Response:
        return survey_page.page("message.html", self.own, self.language, title=self.words.answered)


def _answer(request: Request, given: Mapping[str, str]) -> Response:
    own = survey_of_link(database(), request.path_params["token"])
    language = survey_page.language_of(request, given.get("lang", ""), list(own.wordings))
    visit = _Visit(request, own, given, language)
    if not own.takes_answers() and not visit.test:
        return survey_page.closed(own, language)
    return _take(visit) if request.method == "POST" else _show(visit)


def _show(visit: _Visit) -> Response:
    """The question; to who has answered already, with that answer while it can be corrected."""
    ticket, before = visit.ticket(), None if visit.test else visit.visitor()
    known = ticket or before
    if known is None:
        return visit.question()
    given = collect.to_correct(database(), visit.own, known.form_id)
    if given is not None:
        note = visit.words.changing.format(n=given)
        return visit.question(note, form_id=known.form_id, at=known.at, given=given)
    return visit.answered() if before else visit.question(form_id=known.form_id, at=known.at)


def _take(visit: _Visit) -> Response:
    words, given = visit.words, visit.given
    if not visit.test and not limits.allow(address_of(visit.request), visit.own.survey.id):
        response = visit.question(words.busy, 429)
        response.headers["Retry-After"] = "60"
        return response
    if "too_long" in given:
        return visit.question(words.too_long.format(n=collect.COMMENT_LIMIT), 413)
    ticket = visit.ticket()
    if ticket is None:
        return visit.question(words.stale, 409)
    if "comment" in given:
        return _comment(visit, ticket)
    try:
        score = collect.read_score(visit.own, given.get("score"))
    except InvalidInput:
        return visit.question(words.not_an_answer, 422, form_id=ticket.form_id, at=ticket.at)
    hasty = time.time() - ticket.at < FASTEST and not visit.test and visit.visitor() is None
    if given.get("website") or hasty:
        return visit.question(words.once_more, 422, form_id=ticket.form_id, at=ticket.at)
    if visit.test:
        return visit.thanks(score, given["form"])
    return _store(visit, ticket, score)


def _store(visit: _Visit, ticket: collect.Ticket, score: int) -> Response:
    before = visit.visitor()
    now = time.time()
    if before is not None and before.form_id != ticket.form_id:
        if now - before.at > collect.CORRECT_SECONDS:
            return visit.answered()
        ticket = collect.Ticket(before.form_id, ticket.at)
    at = datetime.fromtimestamp(now, UTC).replace(tzinfo=None)
    outcome = collect.answer(database(), visit.own, collect.Given(ticket.form_id, score, at, visit.language))
    if outcome is collect.Outcome.TOO_LATE:
        return visit.answered()
    response = visit.thanks(score, collect.sign(database(), "form", visit.own, ticket.form_id, ticket.at))
    if outcome is collect.Outcome.STORED:
        response.set_cookie(
            COOKIE,
            collect.sign(database(), "visitor", visit.own, ticket.form_id, now),
            max_age=COOKIE_SECONDS,
            path=f"{settings().base_path}/s/{visit.own.survey.token}",
            secure=visit.request.url.scheme == "https",
            httponly=True,
            samesite="lax",
        )
    return response


def _comment(visit: _Visit, ticket: collect.Ticket) -> Response:
    words, text = visit.words, visit.given["comment"]
    try:
        if not visit.test and text.strip():
            collect.comment(database(), visit.own, ticket.form_id, text)
    except InvalidInput:
        given = visit.given.get("given", "")
        score = int(given) if given.isascii() and given.isdigit() and len(given) < 3 else visit.own.survey.low
        note = words.too_long.format(n=collect.COMMENT_LIMIT)
        return visit.thanks(score, visit.given["form"], note, text, 422)
    except NotFound:
        return visit.question(words.stale, 409)
    said = words.test if visit.test else words.comment_saved
    return visit.thanks(None, note=said if text.strip() else "")


def address_of(request: Request) -> str:
    """Where a request comes from, for the limits only; it is not stored."""
    return request.client.host if request.client else ""
