"""A survey as a customer meets it, for tests that speak HTTP."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from journeymap.model.survey import Metric
from journeymap.services import surveys
from journeymap.store.database import Database, open_database
from journeymap.web.survey import FASTEST
from tests.servers import Server, start_app
from tests.services.kit import ANN, Small, small


@dataclass(frozen=True, slots=True)
class Asked:
    """A server with a small journey and a survey at its jetty."""

    server: Server
    token: str
    journey: str
    touchpoint: str

    @property
    def phone(self) -> str:
        return f"{self.server.url}/s/{self.token}"

    @property
    def kiosk(self) -> str:
        return f"{self.server.url}/k/{self.token}"


@contextmanager
def asked(folder: Path, change: Callable[[Database, surveys.OwnSurvey], None] | None = None) -> Iterator[Asked]:
    """A running server; ``change`` is made to the survey before."""
    db = open_database(folder / "surveys.duckdb")
    made: Small = small(db)
    place = made.touchpoint("Jetty").id
    own = surveys.find_survey(db, surveys.create_survey(db, ANN, made.id, place, metric=Metric.NPS))
    if change is not None:
        change(db, own)
    db.close()
    server = start_app(folder, db=folder / "surveys.duckdb")
    yield Asked(server, own.survey.token, made.id, place)
    if server.process.poll() is None:
        server.stop()


def stored(file: Path) -> list[tuple[float, str]]:
    """Score and comment of every answer in a file that nobody has open, in their order."""
    db = open_database(file)
    rows = db.rows("SELECT score, comment FROM response ORDER BY id")
    db.close()
    return [(row["score"], row["comment"]) for row in rows]


def ticket(response: httpx.Response) -> str:
    """What the form on a page is known by."""
    found = re.search(r'name="form" value="([^"]+)"', response.text)
    assert found, response.text
    return found[1]


def read(client: httpx.Client, url: str, **query: str) -> str:
    """Open a survey and read it for as long as a person does."""
    form = ticket(client.get(url, params=query))
    time.sleep(FASTEST)  # the page refuses whoever answers sooner
    return form


def tap(client: httpx.Client, url: str, form: str, score: object, **more: str) -> httpx.Response:
    return client.post(url, data={"form": form, "score": str(score), **more})
