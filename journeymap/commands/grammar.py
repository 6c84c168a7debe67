"""What can be typed: commands, options, and the values that fit them."""

from __future__ import annotations

import argparse
import re
from datetime import date
from pathlib import Path
from typing import Any, NoReturn
from zoneinfo import available_timezones

from journeymap.locale import gettext as _

ROLES = ("score", "comment", "answered_at", "respondent", "response_id", "touchpoint")
METRICS = ("nps", "csat", "ces", "stars")


class WrongUsage(Exception):
    """What was typed is no command; the text says why."""


class Parser(argparse.ArgumentParser):
    """Raises instead of ending the process, so that the error can be told as JSON. Options are never abbreviated."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_abbrev=False, **options)

    def error(self, message: str) -> NoReturn:
        raise WrongUsage(f"{message}\n{self.format_usage()}")


def parser() -> Parser:
    """The whole grammar."""
    top = Parser(prog="python -m journeymap", description=_("Customer journeys with what customers said about them."))
    _everywhere(top)
    commands = top.add_subparsers(dest="command", required=True, metavar=_("COMMAND"), parser_class=Parser)

    def command(name: str, text: str) -> Parser:
        made = commands.add_parser(name, help=text, description=text)
        _everywhere(made)
        return made

    start = command("start", _("make the file if there is none (with the sample), start the app, open the browser"))
    start.add_argument("--no-browser", action="store_true", help=_("do not open the browser"))
    init = command("init", _("create the file, or bring an existing one up to date"))
    init.add_argument("--sample", action="store_true", help=_("fill in the sample company"))
    command("check", _("verify every reference in the file; changes nothing"))
    command("journeys", _("list the journeys"))
    _import_feedback(command("import-feedback", _("bring answers in from a file of a survey tool")))
    _scores(command("scores", _("the scores of a journey, touchpoint by touchpoint")))
    _scores(command("insights", _("what the scores of a journey say, in sentences")))
    import_map = command("import-map", _("bring a map in: JSON, Mermaid, .ojf, XLSX or CSV"))
    import_map.add_argument(
        "file", type=_path, metavar=_("FILE"), help=_("the file; nothing is made when it is no map")
    )
    _export_map(command("export-map", _("take a map out; the ending of the file says in which format")))
    backup = command("backup", _("write everything into one backup file, and read it back to be sure"))
    backup.add_argument("to", type=_path, metavar=_("TO"), help=_("the file to make; it must not exist"))
    restore = command("restore", _("make the file anew from a backup"))
    restore.add_argument("source", type=_path, metavar=_("FROM"), help=_("a file made by “backup”"))
    restore.add_argument(
        "--replace", action="store_true", help=_("set the present file aside first; without this it is an error")
    )
    return top


def _everywhere(made: argparse.ArgumentParser) -> None:
    """Options that may stand before or after the command."""
    made.add_argument(
        "--db",
        type=_path,
        metavar=_("FILE"),
        default=argparse.SUPPRESS,
        help=_("the data file; otherwise JOURNEYMAP_DB, otherwise data/journeymap.duckdb"),
    )
    made.add_argument(
        "--json",
        action="store_true",
        default=argparse.SUPPRESS,
        help=_("print one JSON document and nothing else"),
    )


def _import_feedback(made: argparse.ArgumentParser) -> None:
    made.add_argument("file", type=_path, metavar=_("FILE"), help=_("CSV or XLSX"))
    made.add_argument("--journey", metavar="J", help=_("id or title; otherwise the only journey"))
    made.add_argument("--touchpoint", metavar="T", help=_("id or title, or “journey” for the whole journey"))
    made.add_argument("--metric", choices=METRICS, help=_("what was asked; otherwise recognised"))
    made.add_argument("--scale", type=_scale, metavar=_("LO-HI"), help=_("lowest and highest answer, such as 1-5"))
    made.add_argument("--easy-end", choices=("high", "low"), help=_("which end of an effort scale is easy"))
    made.add_argument(
        "--column",
        type=_column,
        action="append",
        default=[],
        dest="columns",
        metavar=_("ROLE=N_OR_HEADING"),
        help=_("which column has which role: {roles}").format(roles=", ".join(ROLES)),
    )
    made.add_argument("--time-zone", type=_zone, metavar="Z", help=_("of times without one, such as Europe/Copenhagen"))
    made.add_argument("--date-order", choices=("dmy", "mdy"), help=_("order of day and month"))
    made.add_argument("--create", action="store_true", help=_("make the journey and touchpoints that are missing"))
    made.add_argument("--dry-run", action="store_true", help=_("store nothing, only say what would be stored"))


def _scores(made: argparse.ArgumentParser) -> None:
    made.add_argument("--journey", metavar="J", required=True, help=_("id or title"))
    _period(made, "--to")


def _period(made: argparse.ArgumentParser, last: str = "--until") -> None:
    made.add_argument("--from", type=_day, dest="first", metavar="D", help=_("first day, such as 2026-03-01"))
    made.add_argument(last, type=_day, dest="last", metavar="D", help=_("last day, included"))


def _export_map(made: argparse.ArgumentParser) -> None:
    made.add_argument("--journey", metavar="J", required=True, help=_("id or title"))
    made.add_argument("--to", type=_path, dest="path", metavar=_("FILE"), required=True, help=_("the file to make"))
    made.add_argument("--replace", action="store_true", help=_("overwrite the file when it is there"))
    made.add_argument(
        "--stage", action="append", default=[], dest="stages", metavar="S", help=_("only this stage; may be repeated")
    )
    made.add_argument(
        "--lane", action="append", default=[], dest="lanes", metavar="L", help=_("only this lane; may be repeated")
    )
    made.add_argument(
        "--persona", action="append", default=[], dest="personas", metavar="P", help=_("only the view of this persona")
    )
    _period(made)
    for name, text in (
        ("names", _("who owns the journey and its touchpoints (JSON has them anyway)")),
        ("notes", _("notes of journey, stages and touchpoints (JSON has them anyway)")),
        ("comments", _("the newest comments of each touchpoint")),
        ("answers", _("every answer in the period, without who gave it")),
    ):
        made.add_argument(f"--with-{name}", action="store_true", default=None, dest=name, help=text)
    for name, text in (("names", _("leave owners out of JSON too")), ("notes", _("leave notes out of JSON too"))):
        made.add_argument(f"--without-{name}", action="store_false", default=None, dest=name, help=text)
    made.add_argument("--paper", choices=("A4", "A3", "A2", "A1", "A0"), help=_("for formats that have pages"))
    made.add_argument("--theme", choices=("light", "dark"), help=_("for pictures and pages"))
    made.add_argument("--size", type=_size, metavar=_("WIDTHxHEIGHT"), help=_("of a picture in pixels, 1920x1080"))


def arguments_of(options: argparse.Namespace) -> dict[str, Any]:
    """What is handed to the command: its own options as JSON data, paths whole."""
    kept = {name: value for name, value in vars(options).items() if name not in ("command", "db", "json")}
    if "columns" in kept:
        kept["columns"] = dict(kept["columns"])
    return {name: str(value) if isinstance(value, Path) else value for name, value in kept.items()}


def _path(text: str) -> Path:
    return Path(text).expanduser().absolute()


def _scale(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"\s*(-?\d{1,4})\s*[-–:]\s*(-?\d{1,4})\s*", text)
    if not found or int(found[1]) >= int(found[2]):
        raise argparse.ArgumentTypeError(_("“{text}” is no scale; write it as 1-5.").format(text=text))
    return int(found[1]), int(found[2])


def _size(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"\s*(\d{3,4})\s*[x×]\s*(\d{3,4})\s*", text)
    if not found or not (320 <= int(found[1]) <= 7680 and 240 <= int(found[2]) <= 7680):
        raise argparse.ArgumentTypeError(_("“{text}” is no size; write it as 1920x1080.").format(text=text))
    return int(found[1]), int(found[2])


def _column(text: str) -> tuple[str, str]:
    role, sign, column = text.partition("=")
    if role.strip() not in ROLES or not sign or not column.strip():
        raise argparse.ArgumentTypeError(
            _("“{text}” does not say which column has which role; write it as score=3, with one of {roles}.").format(
                text=text, roles=", ".join(ROLES)
            )
        )
    return role.strip(), column.strip()


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(_("“{text}” is no day; write it as 2026-03-31.").format(text=text)) from None


def _zone(text: str) -> str:
    if text not in available_timezones():
        raise argparse.ArgumentTypeError(
            _("“{text}” is no time zone; write it as Europe/Copenhagen.").format(text=text)
        )
    return text
