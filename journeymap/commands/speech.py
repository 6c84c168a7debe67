"""The documents of the command line, told to a person."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

from journeymap.config import settings
from journeymap.locale import figures, ngettext
from journeymap.locale import gettext as _
from journeymap.model.survey import Metric

SET_ASIDE_SHOWN = 20


def say(text: str, to: TextIO | None = None) -> None:
    """Write a line to standard output (or elsewhere) at once."""
    stream = to or sys.stdout
    stream.write(text + "\n")
    stream.flush()


class Bar:
    """How far a long command is, on one line of the terminal that is gone when it is done."""

    def __init__(self) -> None:
        self.shown = -1

    def __call__(self, share: float) -> None:
        per_cent = min(max(int(share * 100), 0), 100)
        if per_cent == self.shown:
            return
        self.shown = per_cent
        line = f"{'█' * (per_cent // 4):░<25} {per_cent} %"
        sys.stderr.write(f"\r{line}" if per_cent < 100 else f"\r{' ' * len(line)}\r")
        sys.stderr.flush()


def told(command: str, document: Any) -> str:
    """What a person reads in the place of the JSON document of ``command``."""
    return _TELLERS[command](document)


def in_contract(command: str, document: Any) -> Any:
    """The document without what is only told to people."""
    return {name: document[name] for name in ("path", "rows", "verified")} if command == "restore" else document


def _init(document: Mapping[str, Any]) -> str:
    made = _("Made {path}.") if document["created"] else _("{path} is up to date.")
    lines = [made.format(path=document["path"])]
    if document["sample"]:
        lines.append(_("The sample company is in it."))
    return " ".join(lines)


def _check(document: Mapping[str, Any]) -> str:
    problems = document["problems"]
    if not problems:
        return _("Everything is in order: every reference and every rule was verified.")
    rows = [(p["table"], p["id"] or "–", p["problem"]) for p in problems]
    found = ngettext("{n} problem was found.", "{n} problems were found.", len(rows)).format(n=len(rows))
    return f"{found}\n{table((_('table'), _('id'), _('problem')), rows)}"


def _journeys(document: Sequence[Mapping[str, Any]]) -> str:
    if not document:
        return _("There is no journey yet. The app has three ways to begin; “init --sample” brings an example.")
    heads = (_("journey"), _("stages"), _("touchpoints"), _("answers, skipped too"), _("id"))
    return table(
        heads, [(j["title"], j["stages"], j["touchpoints"], figures.whole(j["responses"]), j["id"]) for j in document]
    )


def _import(document: Mapping[str, Any]) -> str:
    known = _("{file}, a table:") if document["vendor"] == "generic" else _("{file}, recognised as {vendor}:")
    lines = [known.format(file=document["file"], vendor=document["vendor"])]
    for survey in document["surveys"]:
        lines.append(f"  {_place(survey)} · {_metric(survey)}")
        lines.append(f"    {_counted(survey)}")
        if survey["score"] is not None:
            lines.append(f"    {_shown(survey)}")
    aside = document["set_aside"]
    if aside:
        n = len(aside)
        lines.append(ngettext("{n} row was set aside:", "{n} rows were set aside:", n).format(n=n))
        lines += [_("  row {row}: {reason}").format(**entry) for entry in aside[:SET_ASIDE_SHOWN]]
        if n > SET_ASIDE_SHOWN:
            lines.append(_("  … and {n} more; “--json” lists them all.").format(n=n - SET_ASIDE_SHOWN))
    return "\n".join(lines)


def _counted(survey: Mapping[str, Any]) -> str:
    groups = (
        ("n_skipped", _("{n} skipped")),
        ("n_incomplete", _("{n} not finished")),
        ("n_duplicate", _("{n} seen before")),
        ("n_preview", _("{n} previews")),
        ("n_invalid", _("{n} set aside")),
    )
    parts = [_("{rows} rows: {n} valid").format(rows=survey["n_rows"], n=survey["n_valid"])]
    parts += [text.format(n=survey[name]) for name, text in groups if survey[name]]
    stored = _("{n} stored").format(n=survey["n_stored"])
    return f"{', '.join(parts)}; {stored}"


def _scores(document: Sequence[Mapping[str, Any]]) -> str:
    if not document:
        return _("Nothing has been asked in this journey yet.")
    heads = (_("touchpoint"), _("metric"), _("score"), _("95 % certain"), _("answers"))
    rows = [(_place(entry), _metric(entry), *_score(entry), figures.whole(entry["n"])) for entry in document]
    return table(heads, rows)


def _insights(document: Sequence[Mapping[str, Any]]) -> str:
    if not document:
        return _("Nothing that holds against noise, and nothing that is asked too rarely.")
    return "\n".join(str(finding["sentence"]) for finding in document)


def _parts(document: Mapping[str, Any]) -> str:
    """How much there is of a map, as ``1 stage, 4 touchpoints, 12 cards``."""
    words = {
        "stages": ngettext("{n} stage", "{n} stages", document["stages"]),
        "touchpoints": ngettext("{n} touchpoint", "{n} touchpoints", document["touchpoints"]),
        "cards": ngettext("{n} card", "{n} cards", document.get("cards", 0)),
    }
    return ", ".join(words[name].format(n=document[name]) for name in words if name in document)


def _import_map(document: Mapping[str, Any]) -> str:
    lines = [_("“{journey}” was made of {file} ({format}): {parts}.").format(parts=_parts(document), **document)]
    new = [persona["name"] for persona in document["personas"] if persona["new"]]
    known = [persona["name"] for persona in document["personas"] if not persona["new"]]
    if new:
        lines.append(_("New personas: {names}.").format(names=", ".join(new)))
    if known:
        lines.append(_("Personas that were there already: {names}.").format(names=", ".join(known)))
    aside = document["set_aside"]
    if aside:
        lines.append(_("Not understood, or not taken as it stands:"))
        for entry in aside[:SET_ASIDE_SHOWN]:
            lines.append("  " + (f"{entry['place']}: " if entry["place"] else "") + entry["reason"])
        if len(aside) > SET_ASIDE_SHOWN:
            lines.append(_("  … and {n} more; “--json” lists them all.").format(n=len(aside) - SET_ASIDE_SHOWN))
    return "\n".join(lines)


def _export_map(document: Mapping[str, Any]) -> str:
    lines = [
        _("{path} was written ({format}): {parts}.").format(
            path=document["path"], format=document["format"], parts=_parts(document)
        )
    ]
    if document["leaves_out"]:
        lines.append(_("This format does not hold:"))
        lines += [f"  {sentence}" for sentence in document["leaves_out"]]
    return "\n".join(lines)


def _backup(document: Mapping[str, Any]) -> str:
    said = ngettext(
        "{n} row is in {path}, and was read back from it.",
        "{n} rows are in {path}, and were read back from it.",
        document["rows"],
    )
    return said.format(n=figures.whole(document["rows"]), path=document["path"])


def _restore(document: Mapping[str, Any]) -> str:
    said = ngettext("{path} was made anew with {n} row.", "{path} was made anew with {n} rows.", document["rows"])
    lines = [said.format(n=figures.whole(document["rows"]), path=document["path"])]
    if document.get("old"):
        before = Path(document["old"]) / Path(document["path"]).name
        lines.append(_("The file that was there before is now {file}.").format(file=before))
    return " ".join(lines)


_TELLERS: Mapping[str, Callable[[Any], str]] = {
    "init": _init,
    "check": _check,
    "journeys": _journeys,
    "import-feedback": _import,
    "scores": _scores,
    "insights": _insights,
    "import-map": _import_map,
    "export-map": _export_map,
    "backup": _backup,
    "restore": _restore,
}


def table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Columns as wide as their widest cell; numbers stand to the right."""
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(heads, *cells, strict=True)]
    right = [all(_is_number(cell) for cell in column) for column in zip(*cells, strict=True)]

    def line(row: Sequence[str]) -> str:
        padded = (
            " " * (width - _width(cell)) + cell if to_right else cell + " " * (width - _width(cell))
            for cell, width, to_right in zip(row, widths, right, strict=True)
        )
        return "  ".join(padded).rstrip()

    return "\n".join([line(heads), line(["─" * width for width in widths]), *map(line, cells)])


def _width(text: str) -> int:
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _is_number(cell: str) -> bool:
    return cell.replace(",", "").isdigit()


def _place(entry: Mapping[str, Any]) -> str:
    return str(entry["touchpoint"] or _("the whole journey"))


def _metric(entry: Mapping[str, Any]) -> str:
    from journeymap.services.scores import metric_name

    low, high = entry["scale"]
    return f"{metric_name(Metric(entry['metric']))} {low}–{high}"


def _score(entry: Mapping[str, Any]) -> tuple[str, str]:
    if entry["score"] is None:
        return "–", ""
    if not entry["shown"]:
        return _("too few to show"), ""
    return _value(entry), _interval(entry)


def _shown(survey: Mapping[str, Any]) -> str:
    if survey["n_valid"] < settings().min_answers:
        return _("too few to show")
    interval = _interval(survey)
    return _value(survey) + (f" ({interval})" if interval else "")


def _interval(entry: Mapping[str, Any]) -> str:
    if entry["low"] is None or entry["high"] is None:
        return ""
    between = _("{low} to {high} %") if entry["metric"] == Metric.CSAT else _("{low} to {high}")
    return between.format(low=_number(entry, "low"), high=_number(entry, "high"))


def _number(entry: Mapping[str, Any], name: str) -> str:
    from journeymap.services.scores import shown_number

    return shown_number(entry[name], Metric(entry["metric"]))


def _value(entry: Mapping[str, Any]) -> str:
    number = _number(entry, "score")
    return _("{number} %").format(number=number) if entry["metric"] == Metric.CSAT else number
