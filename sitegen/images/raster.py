"""Pictures as bytes: what a file shows, and copies of it that hold nothing but pixels.

Pure, bytes in and values out. Pillow is imported where it is used, for that takes longer than a
build that makes no picture.
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
from sitegen.images.metadata import RASTER, WIDTHS, Kind, PictureRefused, Refusal, Shape, ending_of

if TYPE_CHECKING:
    from PIL.Image import Image

RECIPE = 1
"""To be raised when the same picture would come out otherwise: its copies then get new names."""

MAX_PIXELS = 65_000_000
"""What the largest ordinary cameras and phones take; it fills 200 MB of memory once unpacked."""

MAX_SIDE = 20_000
"""Pixels across or down. JPEG ends at 65,500 and WebP at 16,383 (copies are at most 1600 wide)."""

MAX_BYTES = 60_000_000
"""In one file: a photo of so many pixels at the best quality."""

FEW = 256
"""Colours in a drawing, at most."""

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

# WebP rather than AVIF: four widths of one photo take 0.16 s against 0.3 to 0.5 s (AVIF, speed 7),
# and need 45 to 55 % of JPEG's bytes against 33 to 45 % (Pillow 13.0.0); its lossless mode keeps
# drawings sharp. The encoders run in one thread each, so the bytes are always the same.
_SETTINGS: dict[tuple[str, bool], dict[str, Any]] = {
    ("webp", False): {"format": "WEBP", "quality": 78, "method": 4},
    ("webp", True): {"format": "WEBP", "lossless": True, "quality": 60, "method": 4},
    ("jpg", False): {"format": "JPEG", "quality": 80, "progressive": True, "optimize": True},
    ("png", False): {"format": "PNG"},
    ("png", True): {"format": "PNG", "optimize": True},
}


def name_of(data: bytes) -> str:
    """The digest of a picture: changes with its bytes and with how copies are made of it."""
    return digest_of(f"{RECIPE} {PIL.__version__} {digest_of(data)}".encode())


def examine(path: str, data: bytes) -> Shape | Refusal:
    """What the picture file at `path` shows, or why it cannot be shown.

    All of it is decoded, once nothing else speaks against it, so that a `Shape` is the promise
    that copies can be made.
    """
    try:
        if ending_of(path) == "svg":
            return Shape(*svg.measure(data), "svg", name_of(data))
        return _examine_raster(path, data)
    except PictureRefused as refused:
        return refused.refusal


def too_heavy(size: int) -> Refusal:
    """Why a file of so many bytes is not even read."""
    return Refusal(
        "picture-too-large",
        f"Bildfilen är {size // 1_000_000} MB; gränsen är {MAX_BYTES // 1_000_000} MB.",
        "Spara en mindre kopia; 3000 bildpunkter på bredden räcker gott.",
    )


def open_up(data: bytes, width: int) -> Image:
    """The pixels of an examined picture, turned the right way up, in sRGB and without anything
    else, as wide as the widest copy is; wider if `width`, at most the picture's own, is."""
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
    image.info = {}  # or comments and profiles would be written along
    return image


def encode(image: Image, *, width: int, height: int, kind: Kind, ending: str) -> bytes:
    """A copy of an opened picture as the bytes of a file."""
    from PIL import Image

    if (width, height) != image.size:
        image = image.resize((width, height), Image.Resampling.LANCZOS)
    if ending == "jpg":
        image = image.convert("RGB")
    out = BytesIO()
    image.save(out, **_SETTINGS[ending, kind == "drawing"])
    return out.getvalue()


def find_format(data: bytes) -> str:
    """The format that the first bytes of a file tell; empty for one that is unknown."""
    for magic, place, name in _MAGIC:
        if data.startswith(magic, place):
            return name
    return ""


def _examine_raster(path: str, data: bytes) -> Shape:
    found, ending = find_format(data), ending_of(path)
    if found not in RASTER.values():
        raise _wrong_format(found, ending)
    if found != RASTER.get(ending):
        stem = path.rpartition("/")[2].rpartition(".")[0]
        right = next(each for each, name in RASTER.items() if name == found)
        raise PictureRefused(
            "picture-format",
            f"Bilden heter .{ending} men är sparad som {found}.",
            f"Döp om filen till {stem}.{right}, också där den visas.",
        )
    with _opened(data, found) as image:
        image.verify()  # PNG: its checksums; it has to be opened again afterwards
    with _opened(data, found) as image:
        width, height = image.size
        # Phones put several pictures into one JPEG, of which the first is the one to show.
        if found != "JPEG" and getattr(image, "is_animated", False):
            raise _moving()
        image.draft(None, (1, 1))  # JPEG: an eighth of the pixels from all of the data
        image.load()
        kind: Kind = "photo" if found == "JPEG" else _kind_of(image)
        if image.getexif().get(_ORIENTATION, 1) in _LYING:
            width, height = height, width
    return Shape(width, height, kind, name_of(data))


_ORIENTATION = 0x0112  # EXIF 2.32, 4.6.4
_LYING = (5, 6, 7, 8)


@contextmanager
def _opened(data: bytes, format: str) -> Iterator[Image]:
    """The picture, of which nothing but the header has been read. Whatever goes wrong with it in
    the `with` block is raised as Refused."""
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
    except (PictureRefused, MemoryError):
        raise
    except Exception as error:  # Pillow raises whatever a broken file leads it to
        raise PictureRefused(
            "picture-broken",
            "Bilden går inte att läsa; filen är trasig eller ofullständig.",
            "Hämta originalet på nytt, eller öppna bilden i ett bildprogram och spara om den.",
        ) from error


def _check_size(width: int, height: int) -> None:
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise _too_large(f": {width} × {height} bildpunkter")


def _too_large(size: str) -> PictureRefused:
    limit = f"{MAX_PIXELS // 1_000_000} miljoner bildpunkter och {MAX_SIDE} åt ett håll"
    return PictureRefused(
        "picture-too-large",
        f"Bilden är för stor{size}. Gränsen är {limit}.",
        "Spara en mindre kopia; 3000 bildpunkter på bredden räcker gott.",
    )


def _wrong_format(found: str, ending: str) -> PictureRefused:
    message = (
        f"Bilden är sparad som {found}, som webbläsare inte kan visa, fast den heter .{ending}."
        if found
        else f"Filen är ingen bild, fast den heter .{ending}."
    )
    hint = "Öppna den i ett bildprogram och spara den som JPEG eller PNG."
    return PictureRefused("picture-format", message, hint)


def _moving() -> PictureRefused:
    return PictureRefused(
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
    """The same in eight bits a colour and without a palette: L, CMYK, RGB or RGBA."""
    if image.mode.startswith("I"):  # 16 bits of grey, which convert() would cut off at 255
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in ("L", "CMYK", "RGB") else image.convert("RGB")


def _to_srgb(image: Image, profile: bytes | None) -> Image:
    """The colours as screens without a word about colours show them; RGB or RGBA."""
    from PIL import ImageCms

    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            srgb = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(image, source, srgb, outputMode=mode)
        except (ImageCms.PyCMSError, OSError):  # a profile that is broken or of other colours
            pass
        else:
            assert converted is not None, "None is given only when converting in place"
            return converted
    return image.convert(mode)
