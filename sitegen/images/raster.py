"""Examines picture files, and makes copies of them that contain nothing but pixels.

Pure functions over bytes. Pillow may only be imported inside functions, as that takes longer than a
build without new pictures.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

import PIL

from sitegen.core.digest import digest_of
from sitegen.images import svg
from sitegen.images.metadata import (
    RASTER,
    WIDTHS,
    Kind,
    Refusal,
    Shape,
    UnusablePicture,
    extension_of,
)

if TYPE_CHECKING:
    from PIL.Image import Image

RECIPE = 1
"""To be increased when copies of the same picture come out differently, so that they get new
names."""

MAX_PIXELS = 65_000_000
"""As many as the largest ordinary cameras and phones have; needs 200 MB of memory when decoded."""

MAX_SIDE = 20_000
"""Width or height in pixels. The limit of JPEG is 65,500 and of WebP 16,383 (copies are at most
1600 wide)."""

MAX_BYTES = 60_000_000
"""The largest file: a photo of that many pixels in the best quality."""

FEW = 256
"""The most colours that a drawing may have; a picture with more is a photo or cutout."""

_MAGIC = (
    (b"\xff\xd8\xff", 0, "JPEG"),
    (b"\x89PNG\r\n\x1a\n", 0, "PNG"),
    (b"GIF8", 0, "GIF"),
    (b"WEBP", 8, "WEBP"),
    (b"ftypavif", 4, "AVIF"),
    (b"ftypavis", 4, "AVIF"),
    (b"ftyp", 4, "HEIC"),  # or a film
    (b"II*\x00", 0, "TIFF"),
    (b"MM\x00*", 0, "TIFF"),
    (b"BM", 0, "BMP"),
    (b"8BPS", 0, "PSD"),
    (b"%PDF", 0, "PDF"),
)

# WebP rather than AVIF: four widths of one photo take 0.16 s instead of 0.3 to 0.5 s (AVIF, speed
# 7), and need 45 to 55 % of JPEG's bytes instead of 33 to 45 % (Pillow 13.0.0); its lossless mode
# keeps drawings sharp. The encoders are single-threaded, so the bytes are always the same.
_SETTINGS: dict[tuple[str, bool], dict[str, Any]] = {
    ("webp", False): {"format": "WEBP", "quality": 78, "method": 4},
    ("webp", True): {"format": "WEBP", "lossless": True, "quality": 60, "method": 4},
    ("jpg", False): {"format": "JPEG", "quality": 80, "progressive": True, "optimize": True},
    ("png", False): {"format": "PNG"},
    ("png", True): {"format": "PNG", "optimize": True},
}


def name_of(data: bytes) -> str:
    """The digest of a picture, which changes with its bytes and with how copies are made."""
    return digest_of(f"{RECIPE} {PIL.__version__} {digest_of(data)}".encode())


def examine(path: str, data: bytes) -> Shape | Refusal:
    """The metadata of the picture file at `path`, or why it cannot be shown.

    If all other checks pass, the whole picture is decoded, so that copies can be made of any
    picture that has a `Shape`.
    """
    try:
        if extension_of(path) == "svg":
            return Shape(*svg.measure(data), "svg", name_of(data))
        return _examine_raster(path, data)
    except UnusablePicture as refused:
        return refused.refusal


def too_heavy(size: int) -> Refusal:
    """The Refusal of a file of `size` bytes, which is not even read."""
    return Refusal(
        "picture-too-large",
        f"Bildfilen är {size // 1_000_000} MB; gränsen är {MAX_BYTES // 1_000_000} MB.",
        "Spara en mindre kopia; 3000 bildpunkter på bredden räcker gott.",
    )


def open_up(data: bytes, width: int) -> Image:
    """Decode an examined picture: rotated by its EXIF data, in sRGB, without any metadata.

    It is reduced to the width of the widest copy, or to `width` in pixels if that is more, but
    never enlarged.
    """
    from PIL import Image, ImageOps

    with _opened(data, find_format(data)) as opened:
        opened.load()
        image = ImageOps.exif_transpose(opened)
        profile = opened.info.get("icc_profile")
        image = _simplify(image)
        wide = min(image.width, max(width, WIDTHS[-1]))
        if wide < image.width:
            tall = max(1, round(image.height * wide / image.width))
            image = image.resize((wide, tall), Image.Resampling.LANCZOS, reducing_gap=3.0)
        image = _to_srgb(image, profile)
    image.info = {}  # else comments and profiles would be written to the copies
    return image


def encode(image: Image, *, width: int, height: int, kind: Kind, extension: str) -> bytes:
    """The bytes of a file with a copy of a decoded picture, resized to `width` and `height`."""
    from PIL import Image

    if (width, height) != image.size:
        image = image.resize((width, height), Image.Resampling.LANCZOS)
    if extension == "jpg":
        image = image.convert("RGB")
    out = BytesIO()
    image.save(out, **_SETTINGS[extension, kind == "drawing"])
    return out.getvalue()


def find_format(data: bytes) -> str:
    """The format of a file by its first bytes; empty if it is unknown."""
    for magic, place, name in _MAGIC:
        if data.startswith(magic, place):
            return name
    return ""


def _examine_raster(path: str, data: bytes) -> Shape:
    found, extension = find_format(data), extension_of(path)
    if found not in RASTER.values():
        raise _wrong_format(found, extension)
    if found != RASTER.get(extension):
        stem = path.rpartition("/")[2].rpartition(".")[0]
        right = next(each for each, name in RASTER.items() if name == found)
        raise UnusablePicture(
            "picture-format",
            f"Bilden heter .{extension} men är sparad som {found}.",
            f"Döp om filen till {stem}.{right}, också där den visas.",
        )
    with _opened(data, found) as image:
        image.verify()  # PNG: its checksums; it has to be opened again afterwards
    with _opened(data, found) as image:
        width, height = image.size
        # Phones put several pictures into one JPEG file; the first one is shown.
        if found != "JPEG" and getattr(image, "is_animated", False):
            raise _animated()
        image.draft(None, (1, 1))  # JPEG: decodes all data, but to an eighth of the size
        image.load()
        kind: Kind = "photo" if found == "JPEG" else _kind_of(image)
        if image.getexif().get(_ORIENTATION, 1) in _ROTATED:
            width, height = height, width
    return Shape(width, height, kind, name_of(data))


_ORIENTATION = 0x0112  # EXIF 2.32, 4.6.4
_ROTATED = (5, 6, 7, 8)  # by 90°, so that width and height change places


@contextmanager
def _opened(data: bytes, format: str) -> Iterator[Image]:
    """The picture after its header has been read. Any error of Pillow, also in the `with` block, is
    raised as PictureRefused."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=[format]) as image:
                _check_size(*image.size)
                yield image
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large("") from error
    except (UnusablePicture, MemoryError):
        raise
    except Exception as error:  # Pillow raises exceptions of any type for broken files
        raise UnusablePicture(
            "picture-broken",
            "Bilden går inte att läsa; filen är trasig eller ofullständig.",
            "Hämta originalet på nytt, eller öppna bilden i ett bildprogram och spara om den.",
        ) from error


def _check_size(width: int, height: int) -> None:
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise _too_large(f": {width} × {height} bildpunkter")


def _too_large(size: str) -> UnusablePicture:
    limit = f"{MAX_PIXELS // 1_000_000} miljoner bildpunkter och {MAX_SIDE} åt ett håll"
    return UnusablePicture(
        "picture-too-large",
        f"Bilden är för stor{size}. Gränsen är {limit}.",
        "Spara en mindre kopia; 3000 bildpunkter på bredden räcker gott.",
    )


def _wrong_format(found: str, extension: str) -> UnusablePicture:
    message = (
        f"Bilden är sparad som {found}, som webbläsare inte kan visa, fast den heter .{extension}."
        if found
        else f"Filen är ingen bild, fast den heter .{extension}."
    )
    hint = "Öppna den i ett bildprogram och spara den som JPEG eller PNG."
    return UnusablePicture("picture-format", message, hint)


def _animated() -> UnusablePicture:
    return UnusablePicture(
        "picture-moving",
        "Bilden rör sig, och den som läser kan inte stoppa den (WCAG 2.2.2).",
        "Spara en av bilderna i den som stillbild, eller länka till en film.",
    )


def _kind_of(image: Image) -> Kind:
    plain = _simplify(image)
    if plain.getcolors(FEW) is not None:
        return "drawing"
    if plain.mode != "RGBA":
        return "photo"
    lowest, _ = plain.getchannel("A").getextrema()
    return "cutout" if isinstance(lowest, int | float) and lowest < 255 else "photo"


def _simplify(image: Image) -> Image:
    """The picture with eight bits per channel and without a palette: L, CMYK, RGB or RGBA."""
    if image.mode.startswith("I"):  # 16 bits of grey, which convert() would cut off at 255
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in ("L", "CMYK", "RGB") else image.convert("RGB")


def _to_srgb(image: Image, profile: bytes | None) -> Image:
    """The picture converted from its colour profile, if any, to sRGB; RGB or RGBA."""
    from PIL import ImageCms

    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            srgb = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(image, source, srgb, outputMode=mode)
        except (ImageCms.PyCMSError, OSError):  # a broken profile, or for another colour model
            pass
        else:
            assert converted is not None, "None is given only when converting in place"
            return converted
    return image.convert(mode)
