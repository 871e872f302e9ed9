"""Raster pictures: examined before they are decoded, and copied without invisible data."""

from __future__ import annotations

import io
import warnings

import pytest
from PIL import Image, ImageChops, ImageCms, ImageStat

from sitegen.images import raster, rejections
from sitegen.images.metadata import Kind, Refusal, Shape, UnusablePicture, widths_of
from tests.support.pictures import (
    GPS,
    ORIENTATION,
    add_chunks,
    make_bomb,
    make_chunk,
    make_exif,
    make_image,
    make_photo,
    make_svg,
    make_tiff,
    open_image,
    repeat_scan,
    save,
)

COPIES = [("webp", "photo"), ("webp", "drawing"), ("jpg", "photo"), ("png", "cutout")]


def shape_of(data: bytes, path: str = "posts/torget.jpg") -> Shape:
    found = raster.examine(path, data)
    assert isinstance(found, Shape), found
    return found


def refusal_of(data: bytes, path: str = "posts/torget.jpg") -> Refusal:
    found = raster.examine(path, data)
    assert isinstance(found, Refusal), found
    assert found.message.endswith((".", ")."))
    assert found.hint.endswith(".")
    return found


def copy(data: bytes, path: str = "a.jpg", *, width: int = 0, extension: str = "") -> Image.Image:
    """What a copy shows, as large as the picture itself unless told otherwise."""
    shape = shape_of(data, path)
    width = width or shape.width
    made = raster.encode(
        raster.open_up(data)[width], kind=shape.kind, extension=extension or shape.extension
    )
    return open_image(made)


def is_red(image: Image.Image, place: tuple[int, int]) -> bool:
    red, green, blue = image.convert("RGB").getpixel(place)  # type: ignore[misc]
    return red > 200 and green < 60 and blue < 60


@pytest.mark.parametrize(
    ("path", "data", "kind"),
    [
        ("a.jpg", make_photo(), "photo"),
        ("a.JPEG", make_photo(), "photo"),
        ("a.jpg", save(make_image().convert("CMYK")), "photo"),
        ("a.jpg", save(make_image().convert("L")), "photo"),
        ("a.png", save(make_image(), "PNG"), "photo"),
        ("a.webp", save(make_image(), "WEBP"), "photo"),
        ("a.avif", save(make_image(), "AVIF"), "photo"),
        ("a.gif", save(make_image().quantize(16), "GIF"), "drawing"),
        ("a.png", save(make_image().quantize(16), "PNG"), "drawing"),
        ("a.png", save(make_image().convert("1"), "PNG"), "drawing"),
        ("a.png", save(make_image().quantize(16), "PNG", transparency=0), "drawing"),
    ],
)
def test_a_picture_has_a_size_and_a_kind(path: str, data: bytes, kind: str) -> None:
    shape = shape_of(data, path)
    assert (shape.width, shape.height, shape.kind) == (60, 40, kind)


def test_a_photo_with_transparency_is_a_cutout_and_keeps_it() -> None:
    image = make_image().convert("RGBA")
    assert shape_of(save(image, "PNG"), "a.png").kind == "photo", "nothing can be seen through"
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    data = save(image, "PNG")
    assert shape_of(data, "a.png").kind == "cutout"
    for extension in ("png", "webp"):
        seen = copy(data, "a.png", extension=extension)
        assert seen.getchannel("A").getextrema()[0] < 10  # type: ignore[operator]


def test_an_svg_has_a_size_too() -> None:
    shape = shape_of(make_svg(), "a.svg")
    assert (shape.width, shape.height, shape.kind) == (30, 20, "svg")
    assert refusal_of(make_svg("<script/>"), "a.svg").code == "picture-unsafe"


@pytest.mark.parametrize(
    ("orientation", "size", "red"),
    [
        (1, (60, 40), (2, 20)),
        (2, (60, 40), (57, 20)),
        (3, (60, 40), (57, 20)),
        (6, (40, 60), (20, 2)),
        (8, (40, 60), (20, 57)),
    ],
)
def test_a_photo_is_rotated_by_its_exif_data(
    orientation: int, size: tuple[int, int], red: tuple[int, int]
) -> None:
    data = make_photo(exif=make_exif(orientation))
    shape = shape_of(data)
    assert (shape.width, shape.height) == size
    seen = copy(data)
    assert seen.size == size
    assert is_red(seen, red)
    assert not is_red(seen, (size[0] - 1 - red[0], size[1] - 1 - red[1]))


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_a_photo_with_odd_exif_is_rotated_all_the_same(format: str) -> None:
    """ResolutionUnit is of a type that Pillow cannot write again (python-pillow/Pillow#7340)."""
    exif = make_tiff((ORIENTATION, 3, 1, b"\x06\0\0\0"), (0x0128, 7, 4, b"\xff\xff\xff\xff"))
    exif += bytes(100)
    data = save(make_image(), format, **({} if format == "PNG" else {"exif": b"Exif\0\0" + exif}))
    if format == "PNG":
        data = add_chunks(data, make_chunk(b"eXIf", exif))
    path = f"a.{format.lower().replace('jpeg', 'jpg')}"
    shape = shape_of(data, path)
    assert (shape.width, shape.height) == (40, 60)
    seen = copy(data, path)
    assert seen.size == (40, 60)
    assert is_red(seen, (20, 2))


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize(("extension", "kind"), COPIES)
def test_nothing_but_pixels_is_in_a_copy(format: str, extension: str, kind: str) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    more = {"comment": "Hemligt"} if format == "JPEG" else {}
    data = save(
        make_image(), format, exif=make_exif(), icc_profile=profile, xmp=b"<x>Hemligt</x>", **more
    )
    assert open_image(data).getexif().get_ifd(GPS), "the original tells where it was taken"
    image = raster.open_up(data, 30)[30]
    made = raster.encode(image, kind=kind, extension=extension)  # type: ignore[arg-type]
    seen = open_image(made)
    assert seen.size == (30, 20)
    assert not seen.getexif()
    assert not {"exif", "xmp", "icc_profile", "comment", "XML:com.adobe.xmp"} & seen.info.keys()
    for word in (b"Hemlig", b"Exif", b"GPS", b"ICC", b"acsp"):
        assert word not in made


def test_colours_are_those_of_the_profile() -> None:
    """A profile with red and green the other way round, as sRGB screens would not show them."""
    swapped = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = swapped.index(b"rXYZ"), swapped.index(b"gXYZ")
    swapped[red : red + 4], swapped[green : green + 4] = b"gXYZ", b"rXYZ"
    data = save(Image.new("RGB", (9, 9), (255, 0, 0)), "PNG", icc_profile=bytes(swapped))
    assert copy(data, "a.png").convert("RGB").getpixel((4, 4)) == (0, 255, 0)


@pytest.mark.parametrize("profile", [b"trasig", b""])
def test_a_broken_profile_does_not_matter(profile: bytes) -> None:
    data = save(make_image(), icc_profile=profile)
    assert is_red(copy(data), (5, 20))


def test_print_colours_become_those_of_a_screen() -> None:
    data = save(make_image().convert("CMYK"))
    assert copy(data, extension="webp").mode == "RGB"
    assert is_red(copy(data), (5, 20))


def test_sixteen_bits_of_grey_keep_their_shades() -> None:
    image = Image.new("I;16", (2, 1))
    image.putpixel((0, 0), 65535)
    image.putpixel((1, 0), 32768)
    seen = copy(save(image, "PNG"), "a.png").convert("L")
    assert [seen.getpixel((x, 0)) for x in (0, 1)] == [255, 127]


def test_a_drawing_keeps_its_colours_exactly() -> None:
    data = save(make_image().quantize(9), "PNG")
    original = open_image(data).convert("RGB")
    for extension in ("webp", "png"):
        assert (
            copy(data, "a.png", extension=extension).convert("RGB").tobytes() == original.tobytes()
        )


def test_a_picture_of_one_pixel_can_be_copied() -> None:
    for extension in ("webp", "jpg", "png"):
        assert copy(save(Image.new("RGB", (1, 1))), extension=extension).size == (1, 1)


@pytest.mark.slow
def test_copies_come_out_the_same_every_time() -> None:
    data = make_photo(700, 500)
    opened = [raster.open_up(data)[480] for _ in range(2)]
    for extension, kind in COPIES:
        one, other = (
            raster.encode(image, kind=kind, extension=extension)  # type: ignore[arg-type]
            for image in opened
        )
        assert one == other


def test_a_picture_is_opened_in_the_widths_of_its_copies() -> None:
    data = make_photo(2000, 500)
    sizes = [(1600, 400), (1200, 300), (800, 200), (480, 120)]
    assert [image.size for image in raster.open_up(data).values()] == sizes
    assert [image.size for image in raster.open_up(data, 2000).values()] == [(2000, 500)]
    assert [image.size for image in raster.open_up(make_photo(700, 500)).values()] == [
        (700, 500),
        (480, 343),
    ]


@pytest.mark.parametrize(("orientation", "size"), [(1, (4000, 3000)), (6, (3000, 4000))])
def test_a_large_photo_is_decoded_at_half_its_size(
    orientation: int, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    decoded: list[tuple[int, int]] = []
    turn = raster._turn

    def watch(image: Image.Image, orientation: int) -> Image.Image:
        decoded.append(image.size)
        return turn(image, orientation)

    monkeypatch.setattr(raster, "_turn", watch)
    data = make_photo(*size, exif=make_exif(orientation))
    assert raster.open_up(data)[1600].size == (1600, 1200)
    assert decoded == [(size[0] // 2, size[1] // 2)]
    assert raster.open_up(data, 4000)[4000].size == (4000, 3000)
    assert decoded[1:] == [size], "a copy of full size needs all pixels"


@pytest.mark.slow
def test_each_copy_is_as_sharp_as_one_reduced_at_once() -> None:
    data = make_photo(4000, 3000)
    whole = open_image(data).convert("L")
    for width, image in raster.open_up(data).items():
        at_once = whole.resize(image.size, Image.Resampling.LANCZOS)
        difference = ImageChops.difference(at_once, image.convert("L"))
        assert ImageStat.Stat(difference).rms[0] < 2, f"{width} pixels wide"


def test_the_name_changes_with_the_bytes_and_the_recipe(monkeypatch: pytest.MonkeyPatch) -> None:
    name = raster.name_of(b"a")
    assert raster.name_of(b"a") == name
    assert raster.name_of(b"b") != name
    monkeypatch.setattr(raster, "RECIPE", raster.RECIPE + 1)
    assert raster.name_of(b"a") != name


@pytest.mark.parametrize(
    "size", [(10_000, 10_000), (13_000, 13_000), (60_000, 60_000), (16_384, 1), (1, 16_384)]
)
def test_a_picture_that_is_too_large_is_rejected_before_it_is_decoded(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def unpack(*_: object) -> None:
        raise AssertionError("it was unpacked")

    monkeypatch.setattr(Image.Image, "load", unpack)
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", unpack)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        refusal = refusal_of(make_bomb(*size), "a.png")
    assert refusal.code == "picture-too-large"
    assert "65 miljoner" in refusal.message
    assert "16\u00a0383 åt ett håll" in refusal.message


def test_a_picture_in_too_many_scans_is_rejected_before_it_is_decoded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = repeat_scan(2000, 2000, 1500)
    assert len(data) < 100_000
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", lambda *_: pytest.fail("it was decoded"))
    refusal = refusal_of(data)
    assert refusal.code == "picture-too-complex"
    assert "omgångar" in refusal.message
    assert "program" in refusal.hint


@pytest.mark.parametrize(
    ("width", "height", "bits", "kind", "code"),
    [
        (8000, 8000, 16, 6, "picture-too-complex"),
        (1600, 12_501, 8, 2, "picture-too-large"),
        (1600, 12_500, 8, 2, ""),
        (1200, 16_383, 1, 0, ""),
        (6000, 8000, 16, 2, ""),
    ],
)
def test_what_costs_too_much_to_copy_is_rejected(
    width: int, height: int, bits: int, kind: int, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", lambda *_: None)
    monkeypatch.setattr(raster, "_kind_of", lambda *_: "photo")
    found = raster.examine("a.png", make_bomb(width, height, bits, kind))
    assert code == (found.code if isinstance(found, Refusal) else "")


def test_a_photo_in_as_many_scans_as_programs_make_is_accepted() -> None:
    shape = shape_of(save(make_image(900, 600), progressive=True))
    assert (shape.width, shape.height) == (900, 600)


def test_work_without_an_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raster, "LONGEST", 0.05)

    def load(*_: object) -> None:
        while True:
            pass

    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", load)
    assert refusal_of(make_photo()).code == "picture-too-complex"


@pytest.mark.parametrize(("width", "height"), [(1, 16_383), (16_383, 1), (40, 16_383)])
@pytest.mark.parametrize("kind", ["photo", "drawing", "cutout"])
@pytest.mark.slow
def test_the_longest_picture_can_be_copied(width: int, height: int, kind: Kind) -> None:
    data = save(Image.new("RGB", (width, height)), "PNG")
    shape = shape_of(data, "a.png")
    for wide in {*widths_of(shape), shape.width}:
        for extension in ("webp", "jpg" if kind == "photo" else "png"):
            image = raster.open_up(data, wide)[wide]
            made = raster.encode(image, kind=kind, extension=extension)
            assert open_image(made).size == (wide, shape.height_at(wide))


def test_an_encoder_that_fails_names_a_problem() -> None:
    with pytest.raises(UnusablePicture):
        raster.encode(Image.new("RGB", (1, 17_000)), kind="photo", extension="webp")


@pytest.mark.parametrize("extension", ["webp", "png"])
@pytest.mark.parametrize("kind", ["drawing", "cutout"])
def test_a_large_copy_takes_the_faster_way(
    extension: str, kind: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The best compression of PNG takes four seconds for a million pixels at worst."""
    given: list[dict[str, object]] = []
    monkeypatch.setattr(Image.Image, "save", lambda *_, **settings: given.append(settings))
    for side in (900, 2100):
        image = Image.new("RGB", (side, side))
        raster.encode(image, kind=kind, extension=extension)
    small, large = given
    assert small.get("method") != 0
    assert large.get("method") == (0 if extension == "webp" else None)
    assert small.get("optimize", kind == "drawing" and extension == "png") == (
        kind == "drawing" and extension == "png"
    )
    assert not large.get("optimize")


def test_a_file_that_is_too_large_says_how_large_it_may_be() -> None:
    refusal = rejections.too_heavy(75_000_000)
    assert refusal.code == "picture-too-large"
    assert "75 MB" in refusal.message
    assert "60 MB" in refusal.message


@pytest.mark.parametrize("path", ["a.jpg", "a.png", "a.gif", "a.webp", "a.avif"])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_file_that_was_cut_off_is_rejected(path: str, part: float) -> None:
    format = path[2:].upper().replace("JPG", "JPEG")
    data = save(make_image(300, 200), format)
    assert refusal_of(data[: int(len(data) * part)], path).code == "picture-broken"


def test_a_file_with_damage_in_its_middle_is_rejected() -> None:
    data = bytearray(save(make_image(300, 200), "PNG"))
    data[len(data) // 2] ^= 255
    assert refusal_of(bytes(data), "a.png").code == "picture-broken"


HEIC = b"\0\0\0\x18ftypheic" + b"\0" * 40


@pytest.mark.parametrize(
    ("path", "data", "message", "hint"),
    [
        ("posts/a.png", make_photo(), "heter .png men är sparad som JPEG", "till a.jpg"),
        ("posts/a.jpg", save(make_image(), "PNG"), "heter .jpg men", "till a.png"),
        ("posts/a.jpg", save(make_image(), "WEBP"), "sparad som WEBP", "till a.webp"),
        ("posts/a.jpg", HEIC, "sparad som HEIC", "JPEG"),
        ("posts/a.jpg", save(make_image(), "TIFF"), "sparad som TIFF", "JPEG"),
        ("posts/a.jpg", save(make_image(), "BMP"), "sparad som BMP", "JPEG"),
        ("posts/a.jpg", b"8BPS....", "sparad som PSD", "JPEG"),
        ("posts/a.jpg", b"<html>404</html>", "ingen bild", "JPEG"),
        ("posts/a.jpg", b"", "ingen bild", "JPEG"),
        ("posts/a.jpg", make_svg(), "ingen bild", "JPEG"),
    ],
)
def test_a_file_must_be_what_its_name_says(path: str, data: bytes, message: str, hint: str) -> None:
    refusal = refusal_of(data, path)
    assert refusal.code == "picture-format"
    assert message in refusal.message
    assert hint in refusal.hint


@pytest.mark.parametrize("format", ["GIF", "PNG", "WEBP", "AVIF"])
def test_an_animated_picture_is_rejected(format: str) -> None:
    frames = [make_image(), make_image().transpose(Image.Transpose.ROTATE_180)]
    data = save(frames[0], format, save_all=True, append_images=frames[1:], duration=100)
    assert refusal_of(data, f"a.{format.lower()}").code == "picture-moving"


def test_of_the_pictures_in_a_photo_from_a_phone_the_first_is_shown() -> None:
    out = io.BytesIO()
    make_image().save(out, "MPO", save_all=True, append_images=[make_image(30, 20)])
    shape = shape_of(out.getvalue())
    assert (shape.width, shape.height) == (60, 40)
    assert copy(out.getvalue(), extension="webp").size == (60, 40)
