"""Touchpoints pasted as text: lines, or a block copied from a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import Any

from journeymap.errors import InvalidInput
from journeymap.locale import gettext as _
from journeymap.services.editing import clean_line, clean_text, read_fields
from journeymap.services.touchpoints import FIELDS, add_touchpoints
from journeymap.store.database import Database

AT_ONCE = 500
"""Touchpoints that can be pasted in one go."""

_ORDER = ("title", "channel", "importance", "owner", "note")
"""Columns of a block without headings."""

_HEADINGS: dict[str, tuple[str, ...]] = {
    "title": ("title", "touchpoint", "name", "touchpoint title", "titel", "kontaktpunkt", "navn", "namn"),
    "channel": ("channel", "kanal"),
    "digital": ("digital",),
    "direct": ("direct", "direkte", "direkt"),
    "brand": ("brand", "brand or product"),
    "importance": ("importance", "vigtighed", "viktighet", "vikt", "wichtigkeit"),
    "moment_of_truth": ("moment of truth", "moments of truth", "mot"),
    "promise": ("promise", "løfte", "löfte", "versprechen"),
    "expectation": ("expectation", "forventning", "förväntan", "erwartung"),
    "initiator": ("initiator", "who starts", "who starts the contact"),
    "reach": ("reach", "customers a month", "volume"),
    "owner": ("owner", "ejer", "ansvarig", "ägare", "verantwortlich", "ansvarlig"),
    "note": ("note", "notes", "comment", "note", "anteckning", "notiz"),
}
_BULLET = re.compile(r"^[•‣▪●*–-]\s+")


def read_pasted(text: str) -> list[dict[str, Any]]:
    """What a pasted text holds, one touchpoint a row; blank lines are ignored, texts trimmed.

    Without tabs every line is a title. With tabs the first line may name the columns; else they are title, channel,
    importance, owner and note.

    :returns: fields of a touchpoint, read and checked.
    :raises InvalidInput: nothing in it, too much, or a value that cannot be used; the sentence names the line.
    """
    lines = _cells(text)
    if not lines:
        raise InvalidInput(_("There is nothing to add. Paste one touchpoint a line."))
    columns = _columns(lines[0][1])
    body = lines[1:] if columns else lines
    if not body:
        raise InvalidInput(_("There are only headings. Paste one touchpoint a line below them."))
    if len(body) > AT_ONCE:
        raise InvalidInput(
            _("These are {n} touchpoints; {limit} can be added at once. Paste them in parts.").format(
                n=len(body), limit=AT_ONCE
            )
        )
    return [_row(number, cells, columns or _ORDER) for number, cells in body]


def paste_touchpoints(db: Database, actor: str, journey_id: str, stage_id: str, text: str) -> list[str]:
    """Add the touchpoints of a pasted text at the end of a stage, as one act; see :func:`read_pasted`.

    :returns: ids of the new touchpoints, in order.
    """
    return add_touchpoints(db, actor, journey_id, stage_id, read_pasted(text))


def _cells(text: str) -> list[tuple[int, list[str]]]:
    """Line number and cells of every line that is not blank."""
    if "\t" not in text:
        plain = [(n, [_BULLET.sub("", clean_line(part))]) for n, part in enumerate(clean_newlines(text), start=1)]
        return [(n, cells) for n, cells in plain if cells[0]]
    # A spreadsheet puts quotes around a cell with line breaks, and doubles the quotes in it.
    rows = list(csv.reader(io.StringIO(text.replace("\x00", "")), delimiter="\t"))
    cleaned = [(n, [clean_text(cell) for cell in row]) for n, row in enumerate(rows, start=1)]
    return [(n, cells) for n, cells in cleaned if any(cells)]


def clean_newlines(text: str) -> list[str]:
    """The lines of a text, whatever ends them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _columns(first: Sequence[str]) -> list[str | None] | None:
    """Field of each column when the first line holds headings, ``None`` when it does not."""
    names = {alias: field for field, aliases in _HEADINGS.items() for alias in aliases}
    names |= {field.label.casefold(): name for name, field in FIELDS.items()}
    found = [names.get(cell.casefold().rstrip(" :*")) for cell in first]
    known = [name for name in found if name]
    if "title" not in known or len(set(known)) < len(known):
        return None
    return found


def _row(number: int, cells: Sequence[str], columns: Sequence[str | None]) -> dict[str, Any]:
    given = {name: cell for name, cell in zip(columns, cells, strict=False) if name}
    try:
        return read_fields(FIELDS, {"title": "", **given})
    except InvalidInput as error:
        raise InvalidInput(_("Line {n}: {reason}").format(n=number, reason=error.sentence)) from error
