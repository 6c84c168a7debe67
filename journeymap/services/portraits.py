"""What a persona looks like: its picture cut round, or its initial on its colour."""

from __future__ import annotations

import io
from html import escape

from PIL import Image, ImageDraw, ImageOps

from journeymap.model.colour import contrast
from journeymap.services.pictures import load_picture
from journeymap.store.database import Database

LIGHT_INK, DARK_INK = "#FFFFFF", "#000000"


def portrait(db: Database, picture_id: str, side: int) -> bytes:
    """A stored picture, its middle cut to a circle, as PNG. It never changes under its id.

    :param side: px of the result; drawn at twice that, for sharp screens.
    :raises NotFound: there is no such picture.
    """
    with Image.open(io.BytesIO(load_picture(db, picture_id).content)) as image:
        square = ImageOps.fit(image.convert("RGBA"), (2 * side, 2 * side), Image.Resampling.LANCZOS)
    circle = Image.new("L", (8 * side, 8 * side))
    ImageDraw.Draw(circle).ellipse((0, 0, 8 * side - 1, 8 * side - 1), fill=255)
    ground = Image.new("RGBA", square.size, (0, 0, 0, 0))
    ground.paste(square, mask=circle.resize(square.size, Image.Resampling.LANCZOS))
    out = io.BytesIO()
    ground.save(out, "PNG")
    return out.getvalue()


def initial(name: str, colour: str, side: int) -> str:
    """The first letter of a name on a disc, as SVG.

    :param colour: ``#rrggbb``.
    :param side: px.
    """
    letter = escape(next((c.upper() for c in name if c.isalnum()), "?")[:1])
    half = side / 2
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" width="{side}" height="{side}">'
        f'<circle cx="{half}" cy="{half}" r="{half}" fill="{escape(colour)}"/>'
        f'<text x="{half}" y="{half}" dy="0.35em" text-anchor="middle" font-family="Source Sans, sans-serif" '
        f'font-size="{side * 0.5:.0f}" font-weight="600" fill="{ink_on(colour)}">{letter}</text></svg>'
    )


def ink_on(colour: str) -> str:
    """Black or white, whichever stands out more; never less than 4.58:1.

    :param colour: ``#rrggbb``.
    """
    return LIGHT_INK if contrast(colour, LIGHT_INK) >= contrast(colour, DARK_INK) else DARK_INK
