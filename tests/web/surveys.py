"""A survey as a customer meets it, for tests that speak HTTP."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass

import httpx

from journeymap.web.survey import FASTEST


@dataclass(frozen=True, slots=True)
class Opened:
    """A page that was opened, with the form on it."""

    response: httpx.Response

    @property
    def ticket(self) -> str:
        found = re.search(r'name="form" value="([^"]+)"', self.response.text)
        assert found, self.response.text
        return found[1]


def open_survey(client: httpx.Client, url: str, **query: str) -> Opened:
    return Opened(client.get(url, params=query))


def tap(client: httpx.Client, url: str, score: object, opened: Opened | None = None, **more: str) -> httpx.Response:
    """Open the survey, read it for as long as a person does, and tap."""
    page = opened or open_survey(client, url)
    if opened is None:
        time.sleep(FASTEST)
    return client.post(url, data={"form": page.ticket, "score": str(score), **more})
