from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from journeymap.config import Settings, read_settings, streamlit_options
from journeymap.errors import InvalidInput

HOSTING = Path(__file__).parents[2] / "docs" / "hosting.md"


def test_every_setting_has_a_heading_and_every_heading_is_a_setting() -> None:
    headings = re.findall(r"^### `JOURNEYMAP_(\w+)`$", HOSTING.read_text("utf-8"), re.MULTILINE)
    assert sorted(name.lower() for name in headings) == sorted(field.name for field in fields(Settings))
    assert len(headings) == len(set(headings))


def test_without_any_setting_the_app_is_for_this_machine_alone() -> None:
    settings = read_settings({})
    assert settings == Settings()
    assert settings.host == "127.0.0.1"
    assert not settings.show_errors


def test_settings_are_read() -> None:
    settings = read_settings(
        {
            "JOURNEYMAP_DB": "/srv/maps.duckdb",
            "JOURNEYMAP_PORT": " 9000 ",
            "JOURNEYMAP_BASE_PATH": "journeys/",
            "JOURNEYMAP_BASE_URL": "https://maps.example.org/",
            "JOURNEYMAP_TIME_ZONE": "Europe/Copenhagen",
            "JOURNEYMAP_ALLOWED_HOSTS": "a.example, *.b.example,",
            "JOURNEYMAP_SHOW_ERRORS": "1",
            "JOURNEYMAP_LOG_LEVEL": "",
            "HOME": "/home/me",
        }
    )
    assert settings.db == Path("/srv/maps.duckdb")
    assert settings.backups == Path("/srv/backups")
    assert (settings.port, settings.base_path, settings.base_url) == (9000, "/journeys", "https://maps.example.org")
    assert settings.zone == ZoneInfo("Europe/Copenhagen")
    assert settings.allowed_hosts == ("a.example", "*.b.example")
    assert settings.show_errors


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "8501.0"),
        ("MIN_ANSWERS", "2"),
        ("MIN_ANSWERS", "11"),
        ("TIME_ZONE", "Copenhagen"),
        ("BASE_PATH", "/a/../b"),
        ("BASE_PATH", "/a b"),
        ("BASE_URL", "maps.example.org"),
        ("LOG_LEVEL", "LOUD"),
        ("SHOW_ERRORS", "yes"),
        ("UPLOAD_MB", "0"),
        ("LANGUAGE", "xx"),
        ("COLOR", "red"),
    ],
)
def test_what_cannot_be_used_is_refused_by_its_name(name: str, value: str) -> None:
    with pytest.raises(InvalidInput, match=f"JOURNEYMAP_{name}"):
        read_settings({f"JOURNEYMAP_{name}": value})


def test_streamlit_is_told_what_follows() -> None:
    assert streamlit_options(Settings(base_path="/journeys", upload_mb=5)) == {
        "server.baseUrlPath": "journeys",
        "server.maxUploadSize": 5,
        "client.showErrorDetails": "none",
        "global.maxCachedMessageAge": 50,
    }
