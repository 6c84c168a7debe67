"""Answers of customers, taken in: each one transaction, acknowledged after its commit, never counted twice."""

from __future__ import annotations

import base64
import hashlib
import hmac
import logging
import secrets
import time
import uuid
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from enum import StrEnum
from weakref import WeakKeyDictionary

from journeymap.config import settings
from journeymap.errors import Conflict, InvalidInput, NotFound
from journeymap.locale import gettext as _
from journeymap.model.identity import new_id
from journeymap.model.survey import Response, Source
from journeymap.services.editing import clean_text
from journeymap.services.surveys import OwnSurvey
from journeymap.store import surveys as store
from journeymap.store.acts import Act
from journeymap.store.database import Database
from journeymap.store.setting import read_setting, swap_setting

CORRECT_SECONDS = 60
"""How long a customer can correct an answer."""
COMMENT_SECONDS = 3600
"""How long after the answer the words to it can be sent."""
COMMENT_LIMIT = 2000
FORM_SECONDS = 30 * 24 * 3600
"""How long a page that was opened can be sent."""
PAPER_AT_ONCE = 500
KIOSK_AT_ONCE = 200

_SECRET = "survey.secret"  # noqa: S105  # the name of the setting
_GRACE = 15
"""Seconds that a correction may be on its way."""

log = logging.getLogger("journeymap.collect")


class Outcome(StrEnum):
    """What became of an answer."""

    STORED = "stored"
    CORRECTED = "corrected"
    REPEATED = "repeated"
    TOO_LATE = "too late"


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it came.

    :param form_id: a UUID, the same however often the same form is sent.
    :param answered_at: naive UTC.
    """

    form_id: str
    score: int
    answered_at: datetime
    language: str = ""
    source: Source = Source.LINK


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a page or a cookie of ours says about one form.

    :param at: seconds since 1970 at which it was written.
    """

    form_id: str
    at: float


def read_score(own: OwnSurvey, text: object) -> int:
    """An answer out of a form.

    :raises InvalidInput: it is no answer of this scale.
    """
    with suppress(ValueError):
        if isinstance(text, str | int) and not isinstance(text, bool) and len(str(text)) <= 3 and str(text).isascii():
            score = int(text)
            if score in own.answers:
                return score
    raise InvalidInput(
        _("An answer must be a whole number from {low} to {high}.").format(low=own.survey.low, high=own.survey.high)
    )


def answer(db: Database, own: OwnSurvey, given: Given) -> Outcome:
    """Take one answer. When this returns it is on the disk.

    The same form with the same answer adds nothing; with another answer it corrects the first one, within a minute.

    :raises InvalidInput: the score is not on the scale.
    :raises StoreUnavailable: nothing was stored.
    """
    now = _now()
    read_score(own, given.score)
    before = store.read_answer(db, own.survey.id, given.form_id, now - timedelta(days=31))
    if before is None:
        db.transact([store.add_answer(_response(own, given, now))])
        log.info("collect.answer survey=%s source=%s", own.survey.id, given.source)
        return Outcome.STORED
    if before.score == given.score:
        return Outcome.REPEATED
    since = now - timedelta(seconds=CORRECT_SECONDS + _GRACE)
    if before.received_at < since:
        return Outcome.TOO_LATE
    db.transact([store.correct_answer(own.survey.id, given.form_id, since, score=given.score)])
    return Outcome.CORRECTED


def to_correct(db: Database, own: OwnSurvey, form_id: str) -> int | None:
    """What was answered on this form, as long as it can be corrected."""
    found = store.read_answer(db, own.survey.id, form_id, _now() - timedelta(seconds=CORRECT_SECONDS))
    return None if found is None or found.score is None else int(found.score)


def answers(db: Database, own: OwnSurvey, given: Sequence[Given]) -> None:
    """Take several answers in one transaction; those that were taken before add nothing.

    :raises InvalidInput: a score is not on the scale, or there are too many; nothing was stored.
    """
    if len(given) > max(KIOSK_AT_ONCE, PAPER_AT_ONCE):
        raise InvalidInput(_("Send {n} answers at a time at most.").format(n=KIOSK_AT_ONCE))
    now = _now()
    for one in given:
        read_score(own, one.score)
    acts: list[Act] = [store.add_answer(_response(own, one, now)) for one in given]
    db.transact(acts)
    log.info("collect.answers survey=%s n=%d", own.survey.id, len(given))


def comment(db: Database, own: OwnSurvey, form_id: str, text: str) -> str:
    """Add words to an answer.

    :returns: the words as they were stored.
    :raises InvalidInput: they are too long.
    :raises NotFound: there is no such answer, or it was given too long ago.
    """
    words = clean_text(text)
    if len(words) > COMMENT_LIMIT:
        raise InvalidInput(_("That is too long. Write {n} characters at most.").format(n=COMMENT_LIMIT))
    since = _now() - timedelta(seconds=COMMENT_SECONDS)
    try:
        db.transact([store.comment_answer(own.survey.id, form_id, since, comment=words)])
    except Conflict as error:
        raise NotFound(_("There is no answer to add these words to.")) from error
    return words


def paper(db: Database, own: OwnSurvey, batch_id: str, day: date, scores: Sequence[int]) -> int:
    """Answers from paper, all of one day.

    :param batch_id: a UUID of the form that they were typed into; sent again it adds nothing.
    :returns: how many.
    :raises InvalidInput: a score is not on the scale, there is none, or the day lies ahead.
    """
    if not scores:
        raise InvalidInput(_("Type at least one answer."))
    if len(scores) > PAPER_AT_ONCE:
        raise InvalidInput(_("Save after {n} answers at most, then go on.").format(n=PAPER_AT_ONCE))
    zone = settings().zone
    if day > datetime.now(zone).date():
        raise InvalidInput(_("This day has not come yet. Choose the day on which the answers were given."))
    noon = datetime.combine(day, time_of_day(12), zone).astimezone(UTC).replace(tzinfo=None)
    at = min(noon, _now())
    answers(db, own, [Given(f"{batch_id}-{n}", score, at, source=Source.PAPER) for n, score in enumerate(scores)])
    return len(scores)


def read_typed(own: OwnSurvey, text: str) -> list[int]:
    """Answers typed one key each: ``45532``; on a scale up to 10, ``x`` is 10. Blanks and commas may stand between.

    :raises InvalidInput: a key is no answer of this scale.
    """
    found = []
    for place, key in enumerate((c for c in text if not c.isspace() and c not in ",;.-"), 1):
        score = 10 if key in "xX" else int(key) if key in "0123456789" else -1
        if score not in own.answers:
            raise InvalidInput(
                _("“{key}”, number {n}, is no answer from {low} to {high}. Correct it.").format(
                    key=key, n=place, low=own.survey.low, high=own.survey.high
                )
            )
        found.append(score)
    return found


def may_answer_again(own: OwnSurvey, last: float) -> bool:
    """May somebody who answered then answer anew?

    :param last: seconds since 1970.
    """
    days = own.form.again_after_days
    return days is not None and time.time() >= last + days * 86_400


def sign(db: Database, purpose: str, own: OwnSurvey, form_id: str = "", at: float | None = None) -> str:
    """A ticket that only this file can have written.

    :param purpose: what it is good for; another purpose does not read it.
    :param form_id: a new form when not given.
    :param at: seconds since 1970, now when not given.
    """
    said = f"{form_id or uuid.uuid4()}.{int((time.time() if at is None else at) * 1000)}"
    return f"{said}.{_signature(db, purpose, own, said)}"


def read_ticket(db: Database, purpose: str, own: OwnSurvey, text: str) -> Ticket | None:
    """What :func:`sign` wrote for this survey, ``None`` when it did not, or too long ago."""
    said, dot, signature = text.rpartition(".")
    expected = _signature(db, purpose, own, said)
    if not dot or not hmac.compare_digest(signature.encode("utf-8", "replace"), expected.encode()):
        return None
    form_id, _dot, at = said.partition(".")
    return Ticket(form_id, int(at) / 1000)


def _signature(db: Database, purpose: str, own: OwnSurvey, said: str) -> str:
    text = f"{purpose}|{own.survey.id}|{said}".encode("utf-8", "replace")
    return base64.urlsafe_b64encode(hmac.digest(_secret(db), text, hashlib.sha256)[:18]).decode()


_secrets: WeakKeyDictionary[Database, bytes] = WeakKeyDictionary()
"""The secret of each open file: it never changes, and every page asks for it."""


def _secret(db: Database) -> bytes:
    known = _secrets.get(db)
    if known is None:
        known = _secrets[db] = bytes.fromhex(_stored_secret(db))
    return known


def _stored_secret(db: Database) -> str:
    found = read_setting(db, _SECRET)
    if found is None:
        with suppress(Conflict):  # somebody else made one at the same time
            db.transact([swap_setting(_SECRET, secrets.token_hex(32), None)])
        found = read_setting(db, _SECRET)
    return str(found)


def _response(own: OwnSurvey, given: Given, now: datetime) -> Response:
    return Response(
        id=new_id(),
        survey_id=own.survey.id,
        survey_touchpoint_id=own.place.id,
        score=float(given.score),
        language=given.language,
        source=given.source,
        vendor_id=given.form_id,
        answered_at=min(given.answered_at, now),
        received_at=now,
    )


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
