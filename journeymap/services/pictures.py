"""Pictures of personas and on cards: checked, made small, stripped of what a camera wrote, kept in the file."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps

from journeymap.errors import InvalidInput, NotFound, UnreadableFile
from journeymap.locale import gettext as _
from journeymap.model.identity import new_id
from journeymap.model.persona import Picture
from journeymap.services.editing import is_id
from journeymap.store import personas as store
from journeymap.store.acts import Act, Put
from journeymap.store.database import Database
from journeymap.store.tables import to_row

SIDE = 1024
"""Longest side of a stored picture in pixels."""
MEGABYTES = 20
"""Largest file that is read."""
MEGAPIXELS = 50
"""Largest picture that is decoded: a file of some kilobytes can claim to be gigabytes."""

_FORMATS = ("PNG", "JPEG", "WEBP", "GIF")


def read_picture_file(content: bytes) -> Picture:
    """A picture from an uploaded file: turned upright, at most :data:`SIDE` pixels a side, written anew.

    Nothing but pixels is kept: no place, camera, time or text. Of a moving picture the first frame is taken.

    :param content: the bytes of a PNG, JPEG, WebP or GIF file.
    :raises InvalidInput: the file or the picture is too large.
    :raises UnreadableFile: it is no such picture, or it is damaged.
    """
    if len(content) > MEGABYTES * 1_000_000:
        raise InvalidInput(_("This picture has more than {n} megabytes. Make it smaller first.").format(n=MEGABYTES))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of large pictures; the limit below is tighter
            with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
                if image.width * image.height > MEGAPIXELS * 1_000_000:
                    raise _too_many_pixels()
                return _picture(image)
    except InvalidInput:
        raise
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except Exception as error:  # Pillow raises whatever its decoders meet in a damaged file
        raise UnreadableFile(
            _("This is not a picture that can be read. Choose a PNG, JPEG, WebP or GIF file.")
        ) from error


def kept_picture(picture: Picture) -> Picture:
    """A picture from another file of ours, byte by byte when it is as we store pictures, else made anew.

    :raises InvalidInput: as :func:`read_picture_file`.
    """
    fresh = read_picture_file(picture.content)
    with Image.open(io.BytesIO(picture.content), formats=_FORMATS) as image:
        ours = (
            Image.MIME.get(image.format or "") == picture.kind
            and picture.kind in ("image/png", "image/jpeg", "image/webp")
            and max(image.size) <= SIDE
            and not image.getexif()
        )
    return picture if ours else Picture(id=picture.id, kind=fresh.kind, content=fresh.content)


def _too_many_pixels() -> InvalidInput:
    return InvalidInput(_("This picture has more than {n} million pixels. Make it smaller first.").format(n=MEGAPIXELS))


def _picture(image: Image.Image) -> Picture:
    transparent = image.has_transparency_data
    small = _smaller(image, transparent)
    upright = ImageOps.exif_transpose(small).convert("RGBA" if transparent else "RGB")
    # Pixels alone go on: a picture made from them carries nothing that the encoder would pass through.
    bare = Image.new(upright.mode, upright.size)
    bare.paste(upright)
    out = io.BytesIO()
    if transparent:
        bare.save(out, "PNG", optimize=True)
        return Picture(id=new_id(), kind="image/png", content=out.getvalue())
    bare.save(out, "JPEG", quality=85, optimize=True)
    return Picture(id=new_id(), kind="image/jpeg", content=out.getvalue())


def _smaller(image: Image.Image, transparent: bool) -> Image.Image:
    if image.mode.startswith("I"):  # 16 bits of grey, which a plain conversion would turn white
        image = image.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")
    elif image.mode in ("1", "P"):  # a palette cannot be scaled smoothly
        image = image.convert("RGBA" if transparent else "RGB")
    image.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)  # decodes a large JPEG at a fraction of its size
    return image


def keep_picture(db: Database, picture: Picture) -> list[Act]:
    """Writes that store a picture, in the transaction of the act that shows it, and drop those that nothing names."""
    return [*(store.delete_picture(i) for i in store.unused_pictures(db)), Put("picture", to_row(picture))]


def load_picture(db: Database, picture_id: str) -> Picture:
    """A stored picture. It never changes under its id.

    :raises NotFound: there is none.
    """
    found = store.read_picture(db, picture_id) if is_id(picture_id) else None
    if found is None:
        raise NotFound(_("This picture does not exist any more."))
    return found
