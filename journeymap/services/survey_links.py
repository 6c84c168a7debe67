"""Where phones find a survey, and what is printed so that they do."""

from __future__ import annotations

import ipaddress
import socket
from contextlib import suppress
from urllib.parse import urlsplit

from journeymap.config import Settings
from journeymap.config import settings as current_settings
from journeymap.formats.exports.survey_sheet import Printed, Sheet, qr_png, qr_svg, sheet_pdf
from journeymap.library.survey_words import PAGE
from journeymap.services.surveys import OwnSurvey

__all__ = ["Sheet", "address_of_app", "local_link", "offered_addresses", "qr_png", "qr_svg", "sheet", "survey_link"]

_ELSEWHERE = ("192.0.2.1", 9)
"""An address of RFC 5737 that nobody has: asking for the way there sends nothing and names the network's card."""


def address_of_app(settings: Settings | None = None) -> str | None:
    """What links for phones begin with, ``None`` while phones cannot reach it or it is not known."""
    chosen = settings or current_settings()
    return None if not chosen.base_url or _is_loopback(chosen.base_url) else _with_path(chosen.base_url, chosen)


def offered_addresses(port: int, settings: Settings | None = None) -> list[str]:
    """Addresses under which phones in the same network may reach this machine.

    :param port: that the app listens on.
    :returns: none where the app listens only for this machine.
    """
    chosen = settings or current_settings()
    if _is_loopback(f"http://{chosen.host}"):
        return []
    hosts = _own_addresses() if chosen.host in ("0.0.0.0", "::") else [chosen.host]  # noqa: S104  # compared, not bound
    return [_with_path(f"http://{f'[{host}]' if ':' in host else host}:{port}", chosen) for host in hosts]


def survey_link(own: OwnSurvey, address: str, *, kiosk: bool = False) -> str:
    """The public link of a survey."""
    return f"{address}/{'k' if kiosk else 's'}/{own.survey.token}"


def local_link(own: OwnSurvey, language: str, *, kiosk: bool = False) -> str:
    """The survey as the customer sees it, for a look from this browser: what is answered there does not count."""
    return f"{survey_link(own, current_settings().base_path, kiosk=kiosk)}?lang={language}&test=1"


def sheet(own: OwnSurvey, address: str, language: str, kind: Sheet) -> bytes:
    """A sheet to be printed, as PDF, in one of the survey's languages."""
    wording = own.wordings[language]
    return sheet_pdf(kind, Printed(wording.question, survey_link(own, address), PAGE[language].scan))


def _with_path(address: str, chosen: Settings) -> str:
    path = chosen.base_path
    return address if not path or urlsplit(address).path.rstrip("/").endswith(path) else f"{address}{path}"


def _is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    with suppress(ValueError):
        address = ipaddress.ip_address(host)
        return address.is_loopback
    return False


def _own_addresses() -> list[str]:
    found = dict.fromkeys(_towards(socket.AF_INET, _ELSEWHERE))
    with suppress(OSError):
        found |= dict.fromkeys(str(one[4][0]) for one in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET))
    return [host for host in found if not ipaddress.ip_address(host).is_loopback]


def _towards(family: socket.AddressFamily, address: tuple[str, int]) -> list[str]:
    with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
        probe.connect(address)
        return [str(probe.getsockname()[0])]
    return []
