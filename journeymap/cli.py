"""``python -m journeymap``: the contract is in ``docs/architecture.md``, what can be typed in ``commands.grammar``.

Exit codes: 0 done, 1 refused, 2 wrong usage (which a setting of the environment that cannot be used is, too).
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
import traceback
from collections.abc import Sequence
from typing import Any, TextIO

from journeymap import locale, logs
from journeymap.commands import grammar, reach, speech
from journeymap.commands.start import start
from journeymap.config import Settings, read_settings
from journeymap.errors import InvalidInput, JourneymapError
from journeymap.locale import gettext as _
from journeymap.services.commands import Order

DONE, REFUSED, WRONG = 0, 1, 2
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out one command.

    :returns: the exit code of the process.
    """
    given = list(sys.argv[1:] if argv is None else argv)
    _speak_unicode(sys.stdout, sys.stderr)
    try:
        return _run(given)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # whoever read us has seen enough
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
        return DONE


def _run(given: list[str]) -> int:
    as_json = "--json" in given
    try:
        locale.use(_language())
        known = grammar.parser()
        if not given:
            return _refuse(known.format_help().strip(), as_json, WRONG)
        options = known.parse_args(given)
        settings = _settings(options)
    except (grammar.WrongUsage, InvalidInput) as error:
        return _refuse(str(error).strip(), as_json, WRONG)
    try:
        if options.command == "start":
            return start(settings, browser=not options.no_browser, as_json=as_json)
        _log(settings)
        progress = speech.Bar() if sys.stderr.isatty() and not as_json else None
        document = reach.carry_out(Order(options.command, grammar.arguments_of(options), settings, progress))
        return _tell(options.command, document, as_json)
    except JourneymapError as refusal:
        return _refuse(refusal.sentence, as_json, REFUSED)
    except Exception as error:
        if settings.show_errors:
            traceback.print_exc()
        sentence = _("Something went wrong that should not have ({kind}). JOURNEYMAP_SHOW_ERRORS=1 shows where.")
        return _refuse(sentence.format(kind=type(error).__name__), as_json, REFUSED)


def _language() -> str:
    """What the installation speaks, else the terminal."""
    asked = ("JOURNEYMAP_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")  # the order of POSIX
    return locale.wanted(next((text for name in asked if (text := os.environ.get(name, "").strip())), "")) or "en"


def _settings(options: argparse.Namespace) -> Settings:
    if "db" in options:
        os.environ["JOURNEYMAP_DB"] = str(options.db)  # where the app that `start` starts looks for it
    return read_settings()


def _log(settings: Settings) -> None:
    """A command says what it has to say itself; log lines come only when they were asked for."""
    if settings.log_level:
        logs.set_up(settings)
    else:
        logging.getLogger(logs.NAME).addHandler(logging.NullHandler())


def _tell(command: str, document: Any, as_json: bool) -> int:
    if as_json:
        speech.say(json.dumps(speech.in_contract(command, document), ensure_ascii=False, indent=2))
    else:
        speech.say(speech.told(command, document))
    return REFUSED if command == "check" and not document["ok"] else DONE


def _refuse(sentence: str, as_json: bool, code: int) -> int:
    if as_json:
        speech.say(json.dumps({"error": sentence.splitlines()[0]}, ensure_ascii=False))
    else:
        speech.say(sentence, sys.stderr)
    return code


def _speak_unicode(*streams: TextIO) -> None:
    """Names have letters that not every console's own character set has."""
    for stream in streams:
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
