"""An uploaded picture: what it may be called, and what it may no longer tell."""

from __future__ import annotations

from typing import Any

import pytest
from PIL import ImageChops, ImageStat, PngImagePlugin

from sitegen.images.metadata import Refusal
from sitegen.preview.editor.upload import Upload, folder_for, prepare_picture
from tests.support.pictures import (
    GPS,
    ORIENTATION,
    make_exif,
    make_image,
    make_svg,
    make_tiff,
    open_image,
    repeat_scan,
    save,
)


def upload(name: str, data: bytes) -> Upload:
    made = prepare_picture(name, data)
    assert isinstance(made, Upload), made
    return made


@pytest.mark.parametrize(
    ("name", "format", "expected"),
    [
        ("Torget i maj.JPG", "JPEG", "torget-i-maj.jpg"),
        ("C:\\bilder\\IMG_1.jpeg", "JPEG", "img-1.jpg"),
        ("../../x.png", "PNG", "x.png"),
        ("fel.png", "JPEG", "fel.jpg"),
        ("日本.webp", "WEBP", "bild.webp"),
        ("", "PNG", "bild.png"),
    ],
)
def test_a_picture_is_called_by_its_name_and_what_it_is(
    name: str, format: str, expected: str
) -> None:
    assert upload(name, save(make_image(), format)).name == expected


PNG = PngImagePlugin.PngInfo()
PNG.add_text("Comment", "Hemlig kamera")


@pytest.mark.parametrize(
    ("format", "more"),
    [
        ("JPEG", {"exif": make_exif(6)}),
        ("JPEG", {"comment": b"Hemlig kamera"}),
        ("JPEG", {"xmp": b"<x>Hemlig kamera</x>"}),
        ("PNG", {"exif": make_exif(6)}),
        ("PNG", {"pnginfo": PNG}),
        ("WEBP", {"exif": make_exif(6)}),
        ("WEBP", {"xmp": b"<x>Hemlig kamera</x>"}),
        ("AVIF", {"exif": make_exif(6)}),
    ],
)
def test_a_picture_tells_nothing_of_place_and_camera(format: str, more: dict[str, Any]) -> None:
    data = save(make_image(), format, **more)
    made = upload(f"x.{format.lower()}", data).data
    assert b"Hemlig" in data
    assert b"Hemlig" not in made
    before, after = open_image(data), open_image(made)
    assert GPS not in after.getexif()
    assert after.getexif().get(ORIENTATION, 1) == before.getexif().get(ORIENTATION, 1)
    assert after.size == before.size
    difference = ImageChops.difference(before.convert("RGB"), after.convert("RGB"))
    assert max(ImageStat.Stat(difference).mean) < 4


@pytest.mark.parametrize("format", ["JPEG", "WEBP"])
def test_a_picture_with_odd_exif_is_stored_and_keeps_which_way_is_up(format: str) -> None:
    odd = make_tiff((ORIENTATION, 3, 1, b"\x06\0\0\0"), (0x0128, 7, 4, b"\xff\xff\xff\xff"))
    data = save(make_image(), format, exif=b"Exif\0\0" + odd)
    made = open_image(upload(f"x.{format.lower()}", data).data)
    assert dict(made.getexif()) == {ORIENTATION: 6}


@pytest.mark.parametrize("format", ["JPEG", "PNG"])
def test_a_photo_keeps_its_pixels_exactly(format: str) -> None:
    data = save(make_image(), format, exif=make_exif(6))
    made = upload(f"x.{format.lower()}", data).data
    assert open_image(made).tobytes() == open_image(data).tobytes()


def test_a_picture_that_would_take_too_long_to_open_is_refused() -> None:
    made = prepare_picture("x.jpg", repeat_scan(2000, 2000, 1500))
    assert isinstance(made, Refusal)
    assert made.code == "picture-too-complex"


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_picture_with_nothing_to_tell_is_stored_as_it_is(format: str) -> None:
    data = save(make_image(), format)
    assert upload(f"x.{format.lower()}", data).data == data


def test_a_drawing_is_stored_as_it_is_if_it_can_be_shown() -> None:
    data = make_svg("<circle r='1'/>")
    assert upload("Karta.svg", data) == Upload("karta.svg", data)


@pytest.mark.parametrize("data", [b"", b"<svg", b"\xff\xd8\xff", save(make_image(), "TIFF")])
def test_what_is_no_picture_to_show_is_refused_with_what_to_do(data: bytes) -> None:
    for name in ("x.jpg", "x.svg", "x"):
        made = prepare_picture(name, data)
        assert isinstance(made, Refusal)
        assert made.hint


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("posts/2017-05-22-habo.md", "posts/2017-05-22-habo"),
        ("posts/habo/index.md", "posts/habo"),
        ("pages/om.md", "pages/om"),
    ],
)
def test_pictures_lie_in_the_folder_of_their_text(path: str, folder: str) -> None:
    assert folder_for(path) == folder
