"""The survey page over HTTP, against the running app and a real file."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from journeymap.services import surveys
from tests.services.kit import ANN
from tests.web.surveys import Asked, asked, read, stored, tap, ticket

LARGEST_PAGE = 20_000


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    with asked(tmp_path_factory.mktemp("survey")) as running:
        yield running


@pytest.fixture
def phone() -> Iterator[httpx.Client]:
    """A phone that was never here before."""
    with httpx.Client(timeout=60) as client:
        yield client


def test_the_page_is_small_and_asks_nobody_else(survey: Asked, phone: httpx.Client) -> None:
    page = phone.get(survey.phone)
    assert page.status_code == 200
    assert len(page.content) < LARGEST_PAGE
    assert "<script" not in page.text
    assert "src=" not in page.text
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "link" not in page.headers
    assert not page.cookies


def test_one_tap_leads_to_thanks_and_the_same_form_can_be_sent_again(survey: Asked, phone: httpx.Client) -> None:
    form = read(phone, survey.phone)
    for _twice in range(2):
        thanks = tap(phone, survey.phone, form, 9)
        assert thanks.status_code == 200
        assert "Your answer 9 has been saved." in thanks.text
    assert "What is the main reason" in thanks.text
    back = phone.get(survey.phone)
    assert "You answered 9." in back.text
    corrected = tap(phone, survey.phone, ticket(back), 3)
    assert "What should we have done better?" in corrected.text
    said = phone.post(survey.phone, data={"form": ticket(corrected), "comment": "<b>Wet</b> feet", "given": "3"})
    assert "They have been saved" in said.text


def test_a_second_form_of_the_same_visitor_corrects_the_first(survey: Asked, phone: httpx.Client) -> None:
    first, second = ticket(phone.get(survey.phone)), read(phone, survey.phone)
    assert tap(phone, survey.phone, first, 1).status_code == 200
    assert "Your answer 2" in tap(phone, survey.phone, second, 2).text


@pytest.mark.parametrize("score", ["", "11", "-1", "ten", "1e1", "9\0"])
def test_what_is_no_answer_is_asked_again(survey: Asked, phone: httpx.Client, score: str) -> None:
    again = tap(phone, survey.phone, ticket(phone.get(survey.phone)), score)
    assert again.status_code == 422
    assert "Please tap one of the answers." in again.text


def test_robots_are_asked_once_more(survey: Asked, phone: httpx.Client) -> None:
    hasty = tap(phone, survey.phone, ticket(phone.get(survey.phone)), 5)
    assert (hasty.status_code, "very quick" in hasty.text) == (422, True)
    trapped = tap(phone, survey.phone, read(phone, survey.phone), 5, website="https://spam.example")
    assert trapped.status_code == 422
    forged = tap(phone, survey.phone, f"{uuid.uuid4()}.1.abc", 5)
    assert forged.status_code == 409
    large = tap(phone, survey.phone, "x" * 40_000, 5)
    assert large.status_code == 413


def test_the_page_speaks_the_language_of_link_then_browser(survey: Asked, phone: httpx.Client) -> None:
    for query, header, language in (
        ({}, "sv-SE,sv;q=0.9,en;q=0.5", "sv"),
        ({"lang": "de"}, "sv", "de"),
        ({"lang": "xx"}, "fi, nb;q=0.8", "da"),
        ({}, "fi", "en"),
        ({}, ";;q=,=", "en"),
    ):
        page = phone.get(survey.phone, params=query, headers={"Accept-Language": header})
        assert f'<html lang="{language}">' in page.text


def test_an_unknown_link_says_so_in_a_friendly_way(survey: Asked, phone: httpx.Client) -> None:
    for path in ("/s/nothing", "/k/nothing", "/s/%27"):
        page = phone.get(survey.server.url + path, headers={"Accept-Language": "de"})
        assert page.status_code == 404
        assert "Hier ist keine Umfrage" in page.text


def test_a_preview_looks_alike_and_counts_nothing(survey: Asked, phone: httpx.Client) -> None:
    page = phone.get(survey.phone, params={"test": "1"})
    assert "answers are not saved" in page.text
    thanks = tap(phone, survey.phone, ticket(page), 9, test="1")
    assert thanks.status_code == 200
    assert "answers are not saved" in thanks.text
    assert not thanks.cookies


def test_a_closed_survey_says_so(tmp_path: Path, phone: httpx.Client) -> None:
    with asked(tmp_path, lambda db, own: surveys.open_survey(db, ANN, own.survey.id, False)) as closed:
        for address in (closed.phone, closed.kiosk):
            page = phone.get(address)
            assert (page.status_code, "This survey is closed" in page.text) == (410, True)
        assert phone.post(closed.phone, data={"score": "5"}).status_code == 410


def test_what_was_acknowledged_is_there_after_a_kill(tmp_path: Path) -> None:
    """Fifty phones at once: none lost, none doubled, also when the process dies right after the last thanks."""
    with asked(tmp_path) as survey:
        with httpx.Client(timeout=60) as client:
            forms = [ticket(client.get(survey.phone)) for _n in range(49)]
            forms.append(read(client, survey.phone))

        def send(form: str) -> int:
            with httpx.Client(timeout=60) as client:
                return max(tap(client, survey.phone, form, 7).status_code for _twice in range(2))

        with ThreadPoolExecutor(50) as phones:
            assert set(phones.map(send, forms)) == {200}
        answers = [{"id": str(uuid.uuid4()), "score": score, "given": 1000 * score, "sent": 0} for score in (0, 10, 11)]
        for _twice in range(2):
            sent = httpx.post(survey.kiosk, json={"survey": kiosk_survey(survey), "sent": 60_000, "answers": answers})
            assert sent.json()["taken"] == [one["id"] for one in answers[:2]]
            assert sent.json()["refused"] == [answers[2]["id"]]
        survey.server.process.kill()
        survey.server.process.wait()
        assert sorted(score for score, _comment in stored(survey.server.db)) == [0, *[7] * 50, 10]


def kiosk_survey(survey: Asked) -> str:
    page = httpx.get(survey.kiosk).text
    return page.split('data-survey="')[1].split('"')[0]
