from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from journeymap.config import Settings
from journeymap.model.survey import Metric
from journeymap.services import survey_links, surveys
from journeymap.services.survey_links import Sheet
from journeymap.store.database import Database
from tests.services.kit import ANN, small


@pytest.fixture
def own(db: Database) -> surveys.OwnSurvey:
    made = small(db)
    return surveys.find_survey(db, surveys.create_survey(db, ANN, made.id, None, metric=Metric.NPS))


@pytest.mark.parametrize("url", ["", "http://localhost:8501", "http://127.0.0.1", "http://[::1]:80/maps"])
def test_no_link_is_made_that_phones_cannot_reach(url: str) -> None:
    assert survey_links.address_of_app(Settings(base_url=url)) is None


def test_the_base_url_is_what_links_begin_with(own: surveys.OwnSurvey) -> None:
    for given in ("https://a.example/maps", "https://a.example"):
        address = survey_links.address_of_app(Settings(base_url=given, base_path="/maps"))
        assert address == "https://a.example/maps"
    assert survey_links.survey_link(own, "https://a.example") == f"https://a.example/s/{own.survey.token}"
    assert survey_links.survey_link(own, "https://a.example", kiosk=True) == f"https://a.example/k/{own.survey.token}"


def test_addresses_are_offered_only_where_the_app_listens() -> None:
    assert survey_links.offered_addresses(8501, Settings()) == []
    assert survey_links.offered_addresses(8501, Settings(host="192.0.2.7")) == ["http://192.0.2.7:8501"]


@pytest.mark.parametrize("kind", Sheet)
def test_a_sheet_has_the_question_and_the_link_on_one_page(own: surveys.OwnSurvey, kind: Sheet) -> None:
    long = replace(own, form=replace(own.form, wordings=own.form.wordings.replace("friend", "friend " + "x" * 90)))
    for survey in (own, long):
        (page,) = PdfReader(BytesIO(survey_links.sheet(survey, "https://a.example", "da", kind))).pages
        text = " ".join(page.extract_text().split())
        assert "Hvor sandsynligt er det" in text
        assert f"https://a.example/s/{own.survey.token}" in text


def test_a_code_is_drawn_as_svg_and_png() -> None:
    assert survey_links.qr_svg("https://a.example/s/x").startswith("<svg")
    image = Image.open(BytesIO(survey_links.qr_png("https://a.example/s/x")))
    assert image.width == image.height >= 600
