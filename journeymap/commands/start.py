"""``start``: from nothing to the app in the browser, on any system."""

from __future__ import annotations

import errno
import gc
import importlib.util
import json
import logging
import os
import signal
import socket
import sys
import threading
import time
import webbrowser
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import FrameType
from typing import Any

from journeymap import logs
from journeymap.commands import speech
from journeymap.commands.reach import answering_door
from journeymap.config import Settings, streamlit_options
from journeymap.errors import InvalidInput
from journeymap.locale import gettext as _
from journeymap.services.file import open_file

APP = Path(__file__).resolve().parents[2] / "app.py"
WILDCARDS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  # what a browser on this machine uses instead
PORTS_TRIED = 50
PATIENCE_SECONDS = 120.0


def start(settings: Settings, *, browser: bool, as_json: bool) -> int:
    """Start the app and stay until it is stopped.

    :param browser: open a browser once the app answers.
    :param as_json: tell the address as JSON.
    :returns: the exit code.
    :raises StoreUnavailable: the file cannot be opened.
    :raises InvalidInput: the address is none of this machine.
    """
    running = answering_door(settings)
    if running is not None:
        _tell(running.url, settings, as_json, _("journeymap is running already: {url}"))
        _show(running.url, browser)
        return 0
    if not settings.db.exists() and not as_json:
        speech.say(_("Making {file} with the sample company.").format(file=settings.db))
    with logs.held_back(settings):
        open_file(settings, sample=True)
    port = free_port(settings.host, settings.port)
    if port != settings.port:
        speech.say(
            _("Port {taken} is taken, so journeymap uses port {port}.").format(taken=settings.port, port=port),
            sys.stderr,
        )
    url = _url(settings, port)
    waiting = threading.Thread(target=_welcome, args=(url, settings, browser, as_json), daemon=True)
    waiting.start()
    return _serve(settings, port, as_json)


def free_port(host: str, wanted: int) -> int:
    """``wanted``, or the next port above it that nobody listens on.

    :raises InvalidInput: ``host`` is no address of this machine.
    """
    for port in (*range(wanted, min(wanted + PORTS_TRIED, 65536)), 0):
        try:
            return _bind(host, port)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise InvalidInput(
                    _("JOURNEYMAP_HOST is “{host}”, which is no address of this machine. Use 127.0.0.1.").format(
                        host=host
                    )
                ) from error
    raise InvalidInput(_("No port is free. Set JOURNEYMAP_PORT to one that is."))


def _bind(host: str, port: int) -> int:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        if os.name != "nt":  # there it would let two programs listen on one port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, port))
        bound: int = probe.getsockname()[1]
        return bound


def _url(settings: Settings, port: int) -> str:
    host = WILDCARDS.get(settings.host, settings.host)
    return f"http://{f'[{host}]' if ':' in host else host}:{port}{settings.base_path}"


def _serve(settings: Settings, port: int, as_json: bool) -> int:
    """Run ``app.py`` in this process, as ``streamlit run`` would."""
    signal.signal(signal.SIGTERM, _end)
    options = {
        **streamlit_options(settings),
        "server.address": settings.host,
        "server.port": port,
        "server.headless": True,  # no question for an e-mail address, and we open the browser ourselves
        "browser.gatherUsageStats": False,
        "logger.hideWelcomeMessage": True,
    }
    sys.argv = [str(APP)]  # Streamlit looks for its configuration beside what was started
    # It warns that options have changed when it is given them.
    logging.getLogger("streamlit.config").addFilter(lambda record: "option section" not in str(record.msg))
    try:
        _app().run(config=options)
    except KeyboardInterrupt:
        pass
    finally:
        gc.unfreeze()  # else DuckDB's binding complains of what is left when Python ends
    if not as_json:
        speech.say(_("Stopped. Everything is saved in {file}.").format(file=settings.db))
    return 0


def _app() -> Any:
    specification = importlib.util.spec_from_file_location("app", APP)
    if specification is None or specification.loader is None:
        raise FileNotFoundError(APP)
    module = sys.modules["app"] = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module.app


def _end(_number: int, _frame: FrameType | None) -> None:
    """Uvicorn stops in good order on SIGTERM, then sends the signal again: by then all is done."""
    sys.exit(0)


def _welcome(url: str, settings: Settings, browser: bool, as_json: bool) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not _answers(url):
        if time.monotonic() > deadline:
            return
        time.sleep(0.1)
    _tell(url, settings, as_json, _("journeymap is running: {url}\nThe data is in {file}. Press Ctrl+C to stop."))
    _show(url, browser)


def _answers(url: str) -> bool:
    host, _slash, base = url.removeprefix("http://").partition("/")
    connection = HTTPConnection(host, timeout=5)
    try:
        connection.request("GET", f"/{base}/health".replace("//", "/"))
        return connection.getresponse().status in (200, 503)
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _tell(url: str, settings: Settings, as_json: bool, sentence: str) -> None:
    path = settings.db.absolute()
    told: dict[str, Any] = {"url": url, "path": str(path)}
    speech.say(json.dumps(told) if as_json else sentence.format(url=url, file=path))


def _show(url: str, browser: bool) -> None:
    """Open a browser where there is a screen; a text browser in this very terminal helps nobody."""
    has_screen = (
        os.name == "nt" or sys.platform == "darwin" or "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ
    )
    if browser and has_screen:
        webbrowser.open(url)
