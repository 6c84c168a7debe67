"""One JSON object per line on standard error: what happened, and to what.

Whoever logs writes ``log.info("stage.add scope=%s rows=%d", journey_id, n)`` to a logger below ``journeymap``: the name
of the event, then ids and counts. Names, addresses, comments and the contents of files never get through: a value is
written only when it looks like an id, a number, a time or one of our own short words, anything else becomes ``"…"``.
Of an error only its kind and the lines of code it passed are written: its message may quote what a person typed.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from logging.handlers import MemoryHandler
from pathlib import Path
from typing import Any

from journeymap.config import Settings

NAME = "journeymap"
HIDDEN = "…"

_EVENT = re.compile(r"[a-z][a-z0-9]*(?:[._][a-z0-9]+)*")
_PAIR = re.compile(r"(\w+)=(\S+)")
_SAFE = re.compile(
    r"""
    [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}               # an id
    | [+-]?\d{1,15}(\.\d{1,9})?                             # a count or a duration
    | \d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?Z?)?     # a time
    | \d{4}_[a-z0-9_]+                                      # a migration
    | True | False | None
    """,
    re.VERBOSE,
)
_WORD = re.compile(r"[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*")
_NUMBER = re.compile(r"[0-9a-f]{6}")
_NUMBERS = frozenset({"number"})
_WORDS = frozenset({"act", "by", "command", "kind", "metric", "reason", "scope", "state", "table", "vendor", "version"})
_CLASS = re.compile(r"[A-Z][A-Za-z]+")
_CLASSES = frozenset({"error", "kind"})
_FILE = re.compile(r"[\w.-]+\.duckdb[\w.-]*")
_FILES = frozenset({"file", "folder"})
_PLAIN = {"True": True, "False": False, "None": None}
_OF_RECORDS = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class Lines(logging.Formatter):
    """Turns a record into its line.

    :param in_full: write messages and errors as they are; for developers, on their own data.
    """

    def __init__(self, *, in_full: bool = False) -> None:
        super().__init__()
        self.in_full = in_full

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC)
            .isoformat(timespec="milliseconds")
            .replace("+00:00", "Z"),
            "level": record.levelname,
            **(_ours(record) if _is_ours(record) else _foreign(record)),
        }
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = type(record.exc_info[1]).__name__
            line["at"] = _passed(record.exc_info[1])
        if self.in_full:
            line["message"] = super().format(record)
        return json.dumps(line, ensure_ascii=False)


def set_up(settings: Settings) -> None:
    """Log as ``settings`` say, in the place of every handler that is there; Streamlit and uvicorn included.

    To be called again after uvicorn has made its own handlers.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines(in_full=settings.show_errors))
    handler.addFilter(lambda record: _is_ours(record) or record.levelno >= logging.WARNING)
    for name in (NAME, *logging.Logger.manager.loggerDict):
        logger = logging.getLogger(name)
        logger.handlers = []
        logger.propagate = True
    logging.getLogger().handlers = [handler]
    logging.getLogger(NAME).setLevel(settings.log_level or ("WARNING" if sys.stderr.isatty() else "INFO"))
    logging.captureWarnings(True)


@contextmanager
def held_back(settings: Settings) -> Iterator[None]:
    """Set up after the block and write then what was logged in it; nothing when it failed, which is told otherwise."""
    logger, held = logging.getLogger(NAME), MemoryHandler(10_000, flushLevel=logging.CRITICAL + 1)
    logger.setLevel(logging.DEBUG)
    logger.propagate = False
    logger.handlers = [held]
    yield
    set_up(settings)
    for record in held.buffer:
        if logger.isEnabledFor(record.levelno):
            logger.handle(record)


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name.split(".")[0] == NAME


def _ours(record: logging.LogRecord) -> dict[str, Any]:
    event, _space, rest = record.getMessage().partition(" ")
    extra = {key: value for key, value in vars(record).items() if key not in _OF_RECORDS}
    fields = {**dict(_PAIR.findall(rest)), **extra}
    # One bare word could be anything; with values behind it, it was written by us.
    is_name = _EVENT.fullmatch(event) and (record.args or not event.isalnum())
    return {"event": event if is_name else HIDDEN, **_shown(fields)}


def _shown(fields: Mapping[str, object]) -> dict[str, Any]:
    return {key: _value(key, value) for key, value in fields.items() if _WORD.fullmatch(key)}


def _value(key: str, value: object) -> object:
    if not _is_safe(key, value):
        return HIDDEN
    if isinstance(value, str) and value in _PLAIN:
        return _PLAIN[value]
    return int(value) if isinstance(value, str) and value.isdecimal() else value


def _is_safe(key: str, value: object) -> bool:
    if value is None or isinstance(value, bool | int | float):
        return True
    if not isinstance(value, str):
        return False
    known = ((_WORDS, _WORD), (_CLASSES, _CLASS), (_FILES, _FILE), (_NUMBERS, _NUMBER))
    return bool(_SAFE.fullmatch(value)) or any(key in keys and form.fullmatch(value) for keys, form in known)


def _foreign(record: logging.LogRecord) -> dict[str, Any]:
    """Where another library spoke up; what it said may quote anything, so only text without values in it is kept."""
    line: dict[str, Any] = {"event": "library", "logger": record.name, "line": f"{record.filename}:{record.lineno}"}
    if isinstance(record.msg, str) and (record.args or record.name.startswith("uvicorn")):
        line["template"] = record.msg
    return line


def _passed(error: BaseException) -> list[str]:
    return [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in traceback.extract_tb(error.__traceback__)[-12:]]
