"""Whose maps these are: the client's name, logo and colour, kept in the file."""

from __future__ import annotations

import io
import json
import logging
import re
from dataclasses import asdict, replace
from typing import Any, Final

from PIL import Image

from journeymap.errors import InvalidInput
from journeymap.locale import N_, figures
from journeymap.locale import gettext as _
from journeymap.model.brand import Brand
from journeymap.model.colour import DARK_GROUND, LIGHT_GROUND, contrast, nearest_shade
from journeymap.model.persona import Picture
from journeymap.services.cache import by_revision
from journeymap.services.editing import Field, line, read_fields
from journeymap.services.pictures import keep_picture, read_picture_file
from journeymap.store.acts import OnConflict, Put
from journeymap.store.brand import SETTING, read_brand
from journeymap.store.database import Database

NAME_LIMIT = 80
LEAST_CONTRAST = 3.0
"""What a band must have against what lies around it.

Source: WCAG 2.2, success criterion 1.4.11.
"""

_GROUNDS = (LIGHT_GROUND, DARK_GROUND)
_FIELDS = {"name": Field(N_("Name"), line(NAME_LIMIT))}

log = logging.getLogger("journeymap.brand")


class _Keep:
    """Leave the logo as it is."""


KEEP_LOGO: Final = _Keep()


@by_revision(maxsize=1)
def brand(db: Database) -> Brand:
    """Whose maps these are; blank while nobody has said."""
    return _of(read_brand(db).value)


@by_revision(maxsize=1)
def brand_before(db: Database) -> Brand | None:
    """What :func:`take_back_brand` would put back, ``None`` when there is nothing."""
    before = read_brand(db).value.get("before")
    return None if before is None else _of(before)


def set_brand(db: Database, *, name: str, accent: str, logo: bytes | _Keep | None = KEEP_LOGO) -> Brand:
    """Say whose maps these are; on every map, wall and export from now on. :func:`take_back_brand` takes it back.

    :param accent: ``#rrggbb`` or blank.
    :param logo: the bytes of a picture file, or ``None`` for none.
    :raises InvalidInput: the name is too long; the accent is no colour, or hard to see on one of the two grounds; the
        picture is too large or cannot be read.
    """
    old = brand(db)
    new = replace(old, name=read_fields(_FIELDS, {"name": name})["name"], accent=read_accent(accent))
    picture = read_picture_file(logo) if isinstance(logo, bytes) else None
    if not isinstance(logo, _Keep):
        new = replace(new, logo_id=picture.id if picture else None, logo_ratio=_ratio(picture) if picture else 1.0)
    if new != old:
        _write(db, new, old, picture)
    return new


def take_back_brand(db: Database) -> Brand:
    """Put back what :func:`set_brand` replaced last; done twice, it does it again."""
    before, now = brand_before(db), brand(db)
    if before is not None:
        _write(db, before, now, None)
    return before or now


def read_accent(text: str) -> str:
    """A colour that can be seen on a light and on a dark ground, as ``#RRGGBB``; blank stays blank.

    :raises InvalidInput: it is no colour; or its contrast on one of the grounds is under :data:`LEAST_CONTRAST`. The
        sentence says how much it has, and the nearest shade that will do.
    """
    colour = text.strip().upper()
    if not colour:
        return ""
    if not re.fullmatch("#[0-9A-F]{6}", colour):
        raise InvalidInput(
            _("“{text}” is no colour. Write it as #RRGGBB, like #0072B2.").format(text=text.strip()[:20])
        )
    ratio, ground = min((contrast(colour, ground), ground) for ground in _GROUNDS)
    if ratio < LEAST_CONTRAST:
        said = (
            _("{colour} is too pale for the light ground: its contrast is {ratio}:1, and {least}:1 is needed.")
            if ground == LIGHT_GROUND
            else _("{colour} is too dark for the dark ground: its contrast is {ratio}:1, and {least}:1 is needed.")
        ).format(colour=colour, ratio=_shown(ratio), least=figures.short(LEAST_CONTRAST))
        raise InvalidInput(said + " " + _("The nearest shade that will do is {shade}.").format(shade=accepted(colour)))
    return colour


def accepted(colour: str) -> str:
    """The shade nearest to ``#rrggbb`` that can be seen on both grounds."""
    return nearest_shade(colour, _GROUNDS, LEAST_CONTRAST) or LIGHT_GROUND


def _shown(ratio: float) -> str:
    """Rounded down: 2.98 is not 3.0."""
    return figures.decimal(int(10 * ratio) / 10)


def _ratio(picture: Picture) -> float:
    with Image.open(io.BytesIO(picture.content)) as image:
        return round(image.width / image.height, 4)


def _of(value: dict[str, Any]) -> Brand:
    return Brand(**{name: value[name] for name in ("name", "logo_id", "logo_ratio", "accent") if name in value})


def _write(db: Database, new: Brand, old: Brand, picture: Picture | None) -> None:
    value = json.dumps({**asdict(new), "before": asdict(old)}, ensure_ascii=False)
    row = {"name": SETTING, "value": value, "version": read_brand(db).version + 1}
    kept = keep_picture(db, picture) if picture else []
    db.transact([*kept, Put("setting", row, OnConflict.UPDATE, key=("name",))])
    log.info("brand.set logo=%s accent=%s", new.logo_id is not None, bool(new.accent))
