"""Settings, read once from ``JOURNEYMAP_*`` in the environment, with defaults that are safe on a laptop.

Every setting is described in ``docs/hosting.md``; a test holds the two together.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from journeymap.errors import InvalidInput
from journeymap.locale import LANGUAGES
from journeymap.locale import gettext as _

_PREFIX = "JOURNEYMAP_"
DEFAULT_DB = Path("data/journeymap.duckdb")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the installation is set to.

    :param db: the DuckDB file.
    :param host: address the app listens on.
    :param port: 1–65535.
    :param base_path: path under which a proxy serves the app, ``""`` or ``"/journeys"``.
    :param base_url: what links for phones are built from; empty while not known.
    :param time_zone: IANA name; days and months are those of this zone.
    :param min_answers: fewer answers than this are not shown as a score (3–10).
    :param language: default language of the interface.
    :param backups: folder that backups made by the app go to.
    :param log_level: ``DEBUG``, ``INFO``, ``WARNING`` or ``ERROR``; blank is ``INFO``, on a terminal ``WARNING``.
    :param show_errors: show unexpected errors in full on the screen and in the log (for developers only).
    :param allowed_hosts: host names that the app answers to beside loopback and ``host``.
    :param answers_old_after: days after which a map whose newest answer is older says so (1–3650); likewise
        ``edits_old_after`` for its last edit.
    :param upload_mb: largest file that the upload field takes, in megabytes.
    """

    db: Path = DEFAULT_DB
    host: str = "127.0.0.1"
    port: int = 8501
    base_path: str = ""
    base_url: str = ""
    time_zone: str = "UTC"
    min_answers: int = 5
    language: str = "en"
    backups: Path = Path("data/backups")
    log_level: str = ""
    show_errors: bool = False
    allowed_hosts: tuple[str, ...] = ()
    answers_old_after: int = 180
    edits_old_after: int = 180
    upload_mb: int = 200

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the installation."""
        return ZoneInfo(self.time_zone)


def _number(low: int, high: int) -> Callable[[str, str], int]:
    def parse(name: str, text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            value = low - 1
        if not low <= value <= high:
            raise InvalidInput(
                _("{name} must be a whole number from {low} to {high}, not “{text}”.").format(
                    name=name, low=low, high=high, text=text
                )
            )
        return value

    return parse


def _choice(*allowed: str) -> Callable[[str, str], str]:
    def parse(name: str, text: str) -> str:
        if text not in allowed:
            raise InvalidInput(
                _("{name} must be one of {allowed}, not “{text}”.").format(
                    name=name, allowed=", ".join(allowed), text=text
                )
            )
        return text

    return parse


def _switch(name: str, text: str) -> bool:
    return _choice("0", "1")(name, text) == "1"


def _time_zone(name: str, text: str) -> str:
    if text not in available_timezones():
        raise InvalidInput(
            _("{name} must be a time zone such as Europe/Copenhagen, not “{text}”.").format(name=name, text=text)
        )
    return text


def _base_path(name: str, text: str) -> str:
    path = text.strip("/")
    if any(c in path for c in " ?#\\") or ".." in path:
        raise InvalidInput(
            _("{name} must be a plain path such as /journeys, not “{text}”.").format(name=name, text=text)
        )
    return f"/{path}" if path else ""


def _base_url(name: str, text: str) -> str:
    if not text.startswith(("http://", "https://")):
        raise InvalidInput(_("{name} must begin with http:// or https://, not “{text}”.").format(name=name, text=text))
    return text.rstrip("/")


def _text(_name: str, text: str) -> str:
    return text


def _path(_name: str, text: str) -> Path:
    return Path(text).expanduser()


def _names(_name: str, text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


_PARSERS: Mapping[str, Callable[[str, str], object]] = {
    "db": _path,
    "host": _text,
    "port": _number(1, 65535),
    "base_path": _base_path,
    "base_url": _base_url,
    "time_zone": _time_zone,
    "min_answers": _number(3, 10),
    "language": _choice(*LANGUAGES),
    "backups": _path,
    "log_level": _choice("DEBUG", "INFO", "WARNING", "ERROR"),
    "show_errors": _switch,
    "allowed_hosts": _names,
    "answers_old_after": _number(1, 3650),
    "edits_old_after": _number(1, 3650),
    "upload_mb": _number(1, 2000),
}


def read_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """Settings from the environment.

    :param environ: names and values; only ``JOURNEYMAP_*`` are looked at, blank ones count as not given.
    :raises InvalidInput: a value cannot be used, or a name is not known (a typing mistake must not go unnoticed).
    """
    given: dict[str, object] = {}
    for variable, text in environ.items():
        if not variable.startswith(_PREFIX) or not text.strip():
            continue
        field = variable.removeprefix(_PREFIX).lower()
        if field not in _PARSERS:
            raise InvalidInput(_unknown(variable))
        given[field] = _PARSERS[field](variable, text.strip())
    if "backups" not in given and "db" in given:
        given["backups"] = Path(str(given["db"])).parent / "backups"
    return Settings(**given)  # type: ignore[arg-type]  # each value was made by the parser of its field


def _unknown(variable: str) -> str:
    near = difflib.get_close_matches(variable.removeprefix(_PREFIX).lower(), _PARSERS, n=1)
    if near:
        sentence = _("{name} is not a setting of journeymap. Did you mean {nearest}?")
        return sentence.format(name=variable, nearest=_PREFIX + near[0].upper())
    return _("{name} is not a setting of journeymap; docs/hosting.md lists them.").format(name=variable)


@cache
def settings() -> Settings:
    """The settings of this process, read from the environment on the first call.

    :raises InvalidInput: as :func:`read_settings`.
    """
    return read_settings()


def streamlit_options(chosen: Settings) -> dict[str, object]:
    """Streamlit's own options that follow from our settings, by their dotted names; address and port are not here."""
    return {
        "server.baseUrlPath": chosen.base_path.strip("/"),
        "server.maxUploadSize": chosen.upload_mb,
        "client.showErrorDetails": "full" if chosen.show_errors else "none",
        # A browser forgets a large message after so many runs. With the default of 2, a key pressed while the map
        # refreshes itself can be answered by a reference to what the browser has just dropped.
        "global.maxCachedMessageAge": 50,
    }
