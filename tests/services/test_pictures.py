from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image, PngImagePlugin

from journeymap.errors import InvalidInput, NotFound, UnreadableFile
from journeymap.model.identity import new_id
from journeymap.services import personas, pictures
from journeymap.services.pictures import load_picture, read_picture_file
from journeymap.store.acts import Statement
from journeymap.store.database import Database
from tests.services.kit import ANN


def image_file(width: int, height: int, kind: str = "PNG", mode: str = "RGB", **more: object) -> bytes:
    image = Image.new(mode, (width, height), "#3377aa" if mode == "RGB" else 0)
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize(
    ("kind", "mode", "stored"),
    [
        ("PNG", "RGB", "image/jpeg"),
        ("PNG", "RGBA", "image/png"),
        ("PNG", "LA", "image/png"),
        ("PNG", "1", "image/jpeg"),
        ("PNG", "I;16", "image/jpeg"),
        ("JPEG", "RGB", "image/jpeg"),
        ("JPEG", "CMYK", "image/jpeg"),
        ("WEBP", "RGBA", "image/png"),
        ("GIF", "P", "image/jpeg"),
    ],
)
def test_every_usual_kind_of_picture_becomes_a_small_one(kind: str, mode: str, stored: str) -> None:
    picture = read_picture_file(image_file(1500, 600, kind, mode))
    assert picture.kind == stored
    assert opened(picture.content).size == (1024, 410)
    assert opened(picture.content).format == stored.removeprefix("image/").upper()


def test_a_small_picture_keeps_its_size() -> None:
    assert opened(read_picture_file(image_file(3, 2)).content).size == (3, 2)


def test_a_picture_is_turned_upright_and_loses_what_the_camera_wrote() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    exif[0x010F] = "SECRET CAMERA"
    picture = read_picture_file(image_file(40, 20, "JPEG", exif=exif, comment=b"SECRET PLACE", dpi=(300, 300)))
    assert opened(picture.content).size == (20, 40)
    assert not opened(picture.content).getexif()
    assert b"SECRET" not in picture.content


def test_sixteen_bits_of_grey_stay_grey() -> None:
    out = io.BytesIO()
    Image.new("I;16", (4, 4), 0x8000).save(out, "PNG")
    pixel = opened(read_picture_file(out.getvalue()).content).getpixel((0, 0))
    assert isinstance(pixel, tuple)
    assert all(abs(part - 128) < 3 for part in pixel)


def test_texts_in_a_png_are_left_out() -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "SECRET")
    picture = read_picture_file(image_file(4, 4, "PNG", "RGBA", pnginfo=info))
    assert b"SECRET" not in picture.content


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.4",
        image_file(300, 300, "JPEG")[:200],
        image_file(300, 300)[:60],
        image_file(30, 30, "TIFF"),
        image_file(30, 30, "ICO"),
    ],
    ids=["empty", "text", "svg", "pdf", "cut jpeg", "cut png", "tiff", "ico"],
)
def test_what_is_no_picture_is_refused_in_one_sentence(content: bytes) -> None:
    with pytest.raises(UnreadableFile, match="Choose a PNG, JPEG, WebP or GIF file"):
        read_picture_file(content)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    for side in (8000, 60_000):
        header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
        data = zlib.compress(b"\0" * 1000)
        bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
        with pytest.raises(InvalidInput, match="more than 50 million pixels"):
            read_picture_file(bomb)


def test_a_file_that_is_too_large_is_not_looked_at() -> None:
    with pytest.raises(InvalidInput, match="more than 20 megabytes"):
        read_picture_file(b"\0" * (pictures.MEGABYTES * 1_000_000 + 1))


def test_a_picture_that_nothing_names_any_more_goes_with_the_next_one(db: Database) -> None:
    rosa = personas.create_persona(db, ANN, name="Rosa", picture=image_file(5, 5))
    first = personas.load_persona(db, rosa).picture_id
    personas.set_picture(db, ANN, rosa, 1, image_file(6, 6))
    personas.set_picture(db, ANN, rosa, 2, None)
    assert len(db.rows("SELECT id FROM picture")) == 2, "undo can still bring them back"
    db.transact([Statement("DELETE FROM change")])
    personas.set_picture(db, ANN, rosa, 3, image_file(7, 7))
    assert len(db.rows("SELECT id FROM picture")) == 1
    with pytest.raises(NotFound):
        load_picture(db, first or "")
    with pytest.raises(NotFound):
        load_picture(db, new_id())
