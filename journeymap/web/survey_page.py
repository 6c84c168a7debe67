"""What the pages for customers look like, in their language, and what is said about them to the browser."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from journeymap.config import settings
from journeymap.model.survey import Metric
from journeymap.services.surveys import NAMES, PAGE, OwnSurvey

FOLDER = Path(__file__).parent / "templates"


def language_of(request: Request, asked: str, offered: list[str]) -> str:
    """The language to speak: that of the link, else the browser's first that is offered, else the first offered."""
    if asked in offered:
        return asked
    return next((code for code in _accepted(request.headers.get("accept-language", "")) if code in offered), offered[0])


def _accepted(header: str) -> list[str]:
    """Language codes, the most wanted first; Norwegian readers get Danish."""
    wanted = []
    for place, part in enumerate(header[:500].split(",")):
        code, _semicolon, quality = part.strip().lower().partition(";q=")
        try:
            weight = float(quality or 1)
        except ValueError:
            weight = 0.0
        short = code.split("-")[0]
        wanted.append((-weight, place, {"nb": "da", "nn": "da", "no": "da"}.get(short, short)))
    return [code for weight, _place, code in sorted(wanted) if weight < 0]


def page(
    template: str, own: OwnSurvey | None, language: str, *, status: int = 200, policy: str = "", **shown: Any
) -> HTMLResponse:
    """One page.

    :param own: ``None`` where there is no survey.
    :param policy: further directives of the content policy.
    """
    known: dict[str, Any] = {"note": "", "test": False, "given": None, "look": "", "style": Markup(_style())}  # noqa: S704  # our own
    if own is not None:
        known |= asked(own, language)
    text = (
        _templates().get_template(template).render(**{**known, "language": language, "words": PAGE[language], **shown})
    )
    headers = {"Cache-Control": "no-store", "Content-Security-Policy": f"{_policy()}; {policy}".rstrip("; ")}
    return HTMLResponse(text, status, headers | {"Referrer-Policy": "no-referrer"})


def asked(own: OwnSurvey, language: str) -> dict[str, Any]:
    """What a template needs to show the question."""
    wording = own.wordings[language]
    return {
        "title": wording.question,
        "wording": wording,
        "answers": list(own.answers),
        "stars": own.survey.metric is Metric.STARS,
        "low_said": f"{own.survey.low} {wording.low_end}".strip(),
        "high_said": f"{own.survey.high} {wording.high_end}".strip(),
        "languages": {code: NAMES[code] for code in own.wordings},
        "action": f"{settings().base_path}/s/{own.survey.token}",
    }


def unknown(request: Request) -> HTMLResponse:
    """There is no survey behind the link."""
    language = language_of(request, request.query_params.get("lang", ""), list(PAGE))
    words = PAGE[language]
    return page("message.html", None, language, status=404, title=words.unknown, note=words.unknown_more)


def unavailable(request: Request) -> HTMLResponse:
    """The file cannot be used now."""
    language = language_of(request, request.query_params.get("lang", ""), list(PAGE))
    return page("message.html", None, language, status=503, title=PAGE[language].trouble)


def closed(own: OwnSurvey, language: str) -> HTMLResponse:
    """The survey takes no answers any more."""
    words = PAGE[language]
    return page("message.html", own, language, status=410, title=words.closed, note=words.closed_more)


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _style() -> str:
    return (FOLDER / "survey.css").read_text("utf-8")


@cache
def _policy() -> str:
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )
