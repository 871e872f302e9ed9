"""The structure of picture files: what is left for a decoder, and which way is up."""

from __future__ import annotations

import io
import zlib

import pytest
from PIL import Image, ImageCms

from sitegen.images import structure
from sitegen.images.metadata import UnusablePicture
from tests.support.pictures import (
    ORIENTATION,
    add_chunks,
    add_segment,
    make_chunk,
    make_exif,
    make_image,
    make_photo,
    make_tiff,
    open_image,
    repeat_scan,
    save,
)

SHORT, LONG, RATIONAL, ASCII = 3, 4, 5, 2
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def oriented(value: bytes = b"\x06\0\0\0", kind: int = SHORT, count: int = 1) -> bytes:
    return make_tiff((ORIENTATION, kind, count, value))


@pytest.mark.parametrize(
    ("exif", "expected"),
    [
        (oriented(), 6),
        (b"Exif\0\0" + oriented(), 6),
        (oriented(kind=LONG), 6),
        (make_tiff((ORIENTATION, SHORT, 1, b"\0\x08\0\0"), order=">"), 8),
        (make_tiff((0x0128, 7, 5, b"\xff\xff\xff\xff"), (ORIENTATION, SHORT, 1, b"\x06\0\0\0")), 6),
        (oriented(b"\x09\0\0\0"), 1),
        (oriented(b"\0\0\0\0"), 1),
        (oriented(kind=RATIONAL), 1),
        (oriented(kind=ASCII), 1),
        (oriented(count=2), 1),
        (oriented()[:15], 1),
        (b"II*\0\xff\xff\xff\x7f", 1),
        (b"", 1),
        (b"hej", 1),
    ],
)
def test_the_orientation_is_read_and_nothing_else_has_to_make_sense(
    exif: bytes, expected: int
) -> None:
    assert structure.orientation_of(exif, b"") == expected


def test_xmp_says_the_orientation_when_exif_does_not() -> None:
    for xmp in (b'<a tiff:Orientation="6"/>', b"<tiff:Orientation>6</tiff:Orientation>"):
        assert structure.orientation_of(b"", xmp) == 6
        assert structure.orientation_of(oriented(b"\x03\0\0\0"), xmp) == 3
    assert structure.orientation_of(b"", b'<a tiff:Orientation="66"/>') == 1


def test_a_decoder_gets_the_pixels_and_colours_of_a_jpeg() -> None:
    out = io.BytesIO()
    make_image().save(
        out,
        "MPO",
        save_all=True,
        append_images=[make_image(30, 20)],
        exif=make_exif(6),
        icc_profile=PROFILE,
        comment=b"Hemlig",
        xmp=b"Hemlig",
    )
    data = out.getvalue()
    found = structure.read_structure(data, "JPEG")
    assert found.orientation == 6
    assert found.scans == 1
    assert b"Hemlig" in data
    assert b"Hemlig" not in found.data
    seen = open_image(found.data)
    assert seen.format == "JPEG"
    assert seen.info["icc_profile"] == PROFILE
    assert seen.tobytes() == open_image(data).tobytes()


def test_a_decoder_gets_the_pixels_and_colours_of_a_png() -> None:
    plain = save(make_image().quantize(16), "PNG", transparency=3, icc_profile=PROFILE)
    data = add_chunks(
        plain,
        make_chunk(b"eXIf", oriented()),
        make_chunk(b"tEXt", b"Hemlig\0Hemlig"),
        make_chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(3_000_000))),
    )
    found = structure.read_structure(data, "PNG")
    assert found.orientation == 6
    assert found.data == plain


def test_a_jpeg_that_ends_nowhere_or_has_odd_bytes_between_segments_is_read_to_its_end() -> None:
    data = make_photo()
    odd = data[:2] + b"\0\xff\xff\xff\0\xff\x01\xff\xd0" + data[2:]
    assert structure.read_structure(odd, "JPEG").scans == 1
    for end in range(2, len(data), 7):
        assert structure.read_structure(data[:end], "JPEG").scans <= 1


def test_scans_are_counted_in_the_picture_alone() -> None:
    assert structure.read_structure(repeat_scan(8, 8, 40), "JPEG").scans > 40
    hidden = add_segment(make_photo(), 0xED, b"\xff\xda" * 100) + b"\xff\xda" * 100
    assert structure.read_structure(hidden, "JPEG").scans == 1


@pytest.mark.parametrize(
    ("format", "data"),
    [
        ("JPEG", b"\xff\xd8" + b"\xff\x01" * (structure.MAX_PARTS + 1)),
        ("PNG", b"\x89PNG\r\n\x1a\n" + bytes(12) * (structure.MAX_PARTS + 1)),
    ],
)
@pytest.mark.slow
def test_a_file_of_too_many_parts_is_rejected(format: str, data: bytes) -> None:
    with pytest.raises(UnusablePicture) as raised:
        structure.read_structure(data, format)
    assert raised.value.refusal.code == "picture-too-complex"


def test_exif_that_claims_more_than_it_has_is_not_interpreted() -> None:
    """Each of these entries would be given a copy of all the others."""
    entries = [(number, 7, 60_000, b"\x08\0\0\0") for number in range(5_000)]
    exif = b"Exif\0\0" + make_tiff(*entries)
    with pytest.raises(UnusablePicture) as raised:
        structure.read_structure(save(make_image(), "AVIF", speed=10) + exif, "AVIF")
    assert raised.value.refusal.code == "picture-too-complex"
    jpeg = add_segment(make_photo(), 0xE1, exif)
    assert structure.read_structure(jpeg, "JPEG").data == make_photo()
    ordinary = save(make_image(), "AVIF", speed=10, exif=make_exif(6))
    assert structure.read_structure(ordinary, "AVIF").data == ordinary


def test_a_profile_with_calculations_of_its_own_is_known() -> None:
    assert not structure.has_pipeline(PROFILE)
    assert not structure.has_pipeline(b"")
    assert structure.has_pipeline(PROFILE.replace(b"rTRC", b"D2B0", 1))


def test_exif_in_hexadecimal_is_read_if_it_can_be() -> None:
    hexadecimal = b"\nexif\n      26\n" + oriented().hex().encode() + b"\n"
    name = b"Raw profile type exif\0"
    plain = save(make_image(), "PNG")
    for chunk, expected in (
        (make_chunk(b"tEXt", name + hexadecimal), 6),
        (make_chunk(b"zTXt", name + b"\0" + zlib.compress(hexadecimal)), 6),
        (make_chunk(b"zTXt", name + b"\0trasig"), 1),
        (make_chunk(b"tEXt", name + b"\n\n\nxyz"), 1),
    ):
        assert structure.read_structure(add_chunks(plain, chunk), "PNG").orientation == expected


@pytest.mark.parametrize(
    "profile",
    [b"", b"x", b"x\0", b"x\0\1" + zlib.compress(b"a"), b"x\0\0" + zlib.compress(bytes(1_500_000))],
)
def test_a_colour_profile_that_cannot_be_unpacked_is_left_out(profile: bytes) -> None:
    plain = save(make_image(), "PNG")
    data = add_chunks(plain, make_chunk(b"iCCP", profile))
    assert structure.read_structure(data, "PNG").data == plain


@pytest.mark.parametrize("format", ["JPEG", "PNG"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_written_file_has_the_same_pixels_and_says_which_way_is_up(
    format: str, orientation: int
) -> None:
    data = save(make_image(), format, exif=make_exif(orientation))
    made = structure.write_file(structure.read_structure(data, format), format)
    seen = open_image(made)
    assert seen.tobytes() == open_image(data).tobytes()
    assert seen.getexif().get(ORIENTATION, 1) == orientation
    assert set(seen.getexif()) <= {ORIENTATION}
    with Image.open(io.BytesIO(made)) as again:
        again.verify()
