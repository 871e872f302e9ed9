"""Examines picture files, and makes copies of them that contain nothing but pixels.

Pure functions over bytes. Pillow may only be imported inside functions, as that takes longer than a
build without new pictures.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

import PIL

from sitegen.core.digest import digest_of
from sitegen.core.time_limit import Overtime, within
from sitegen.images import rejections, structure, svg
from sitegen.images.metadata import (
    RASTER,
    WIDTHS,
    Kind,
    Refusal,
    Shape,
    UnusablePicture,
    extension_of,
    widths_of,
)
from sitegen.images.rejections import MAX_PIXELS, MAX_SIDE
from sitegen.images.structure import Structure

if TYPE_CHECKING:
    from PIL.Image import Image

RECIPE = 3
"""To be increased when copies of the same picture come out differently, so that they get new
names."""

MAX_WORK = 1_300_000_000
"""Pixels times scans: the largest picture in twenty scans, where ten are usual; takes one to three
seconds."""

MAX_RAW = 300_000_000
"""Bytes of all pixels: those of the largest picture with 16 bits and transparency would be 520 MB,
which take six seconds each time; with eight bits they are 260 MB."""

MAX_COPY = 20_000_000
"""Pixels of the largest copy to be shown. All copies of one together may take eight seconds at
worst; a page-long screenshot of 1600 × 12,500 is one."""

AT_ONCE = 8
"""The most pictures that are decoded at the same time, however many cores there are: a photo of 12
megapixels needs 60 MB meanwhile, and the worst picture that is accepted 800 MB."""

LONGEST = 10.0
"""Seconds of CPU time to examine one picture, or to make one copy; ordinary ones take a tenth."""

FEW = 256
"""The most colours that a drawing may have; a picture with more is a photo or cutout."""

# WebP rather than AVIF: four widths of one photo take 0.16 s instead of 0.3 to 0.5 s (AVIF, speed
# 7), and need 45 to 55 % of JPEG's bytes instead of 33 to 45 % (Pillow 13.0.0); its lossless mode
# keeps drawings sharp. The encoders are single-threaded, so the bytes are always the same. Method
# and quality were chosen by bench/picture_settings.py.
_SETTINGS: dict[tuple[str, bool], dict[str, Any]] = {
    ("webp", False): {"format": "WEBP", "quality": 78, "method": 2},
    ("webp", True): {"format": "WEBP", "lossless": True, "quality": 60, "method": 4},
    ("jpg", False): {"format": "JPEG", "quality": 80, "progressive": True, "optimize": True},
    ("png", False): {"format": "PNG"},
    ("png", True): {"format": "PNG", "optimize": True},
}

# What is slow at worst is left out for copies with so many pixels: PNG at its best takes up to four
# seconds for a million, WebP (lossless transparency of noise) two for five million.
_FASTER: dict[str, tuple[int, dict[str, Any]]] = {
    "webp": (4_000_000, {"method": 0}),
    "jpg": (MAX_PIXELS, {}),
    "png": (1_000_000, {"optimize": False, "compress_level": 3}),
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
        with within(LONGEST):
            if extension_of(path) == "svg":
                return Shape(*svg.measure(data), "svg", name_of(data))
            return _examine_raster(path, data)
    except UnusablePicture as unusable:
        return unusable.refusal
    except Overtime:
        return rejections.too_slow().refusal


def open_up(data: bytes, width: int = 0) -> Mapping[int, Image]:
    """Decode an examined picture: rotated by its EXIF data, in sRGB, without any metadata.

    The result has it in each width of its copies, from the widest on, each reduced from the one
    before; or, if `width` in pixels is given, in that one alone. Raises UnusablePicture.
    """
    from PIL import Image

    format = structure.find_format(data)
    needed = structure.read_structure(data, format)
    with _opened(needed, format) as opened:
        orientation = _orientation(opened, needed)
        shape = Shape(*_turned(opened.size, orientation), "photo", "")
        widest, *others = (width,) if width else reversed(widths_of(shape))
        size = widest, shape.height_at(widest)
        opened.draft(None, _turned(size, orientation))  # JPEG: decodes it nearer to this size
        opened.load()
        image = _turn(opened, orientation)
        profile = opened.info.get("icc_profile")
        image = _simplify(image)
        if size != image.size:
            image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
        image = _to_srgb(image, profile)
        image.info = {}  # else comments and profiles would be written to the copies
        found = {widest: image}
        for narrower in others:
            size = narrower, shape.height_at(narrower)
            found[narrower] = image = image.resize(size, Image.Resampling.LANCZOS)
    return found


def encode(image: Image, *, kind: Kind, extension: str) -> bytes:
    """The bytes of a file with a picture. Raises UnusablePicture if the encoder cannot take it."""
    settings = _SETTINGS[extension, kind == "drawing"]
    most, faster = _FASTER[extension]
    if image.width * image.height > most:
        settings = settings | faster
    out = BytesIO()
    with _failing_as_broken():
        if extension == "jpg":
            image = image.convert("RGB")
        image.save(out, **settings)
    return out.getvalue()


def encode_again(data: bytes, **settings: Any) -> bytes:
    """A file in the same format with nothing but pixels, colours, and which way is up; the file
    itself if that is all it has. Raises UnusablePicture."""
    from PIL import Image

    format = structure.find_format(data)
    needed = structure.read_structure(data, format)
    with _opened(needed, format) as image:
        if not image.info.get("exif") and not image.info.get("xmp"):
            return data
        exif = Image.Exif()
        if (orientation := _orientation(image, needed)) != 1:
            exif[structure.ORIENTATION] = orientation
        profile = image.info.get("icc_profile")
        image.info = {}
        out = BytesIO()
        image.save(out, format=format, exif=exif.tobytes(), icc_profile=profile, **settings)
        return out.getvalue()


def _examine_raster(path: str, data: bytes) -> Shape:
    found, extension = structure.find_format(data), extension_of(path)
    if found not in RASTER.values():
        raise rejections.wrong_format(path, found)
    if found != RASTER.get(extension):
        raise rejections.wrong_name(path, found)
    needed = structure.read_structure(data, found)
    with _opened(needed, found) as image:
        image.verify()  # PNG: its checksums; it has to be opened again afterwards
    with _opened(needed, found) as image:
        width, height = _turned(image.size, _orientation(image, needed))
        if getattr(image, "is_animated", False):
            raise rejections.animated()
        image.draft(None, (1, 1))  # JPEG: decodes all data, but to an eighth of the size
        image.load()
        kind: Kind = "photo" if found == "JPEG" else _kind_of(image)
    shown = min(width, WIDTHS[-1])
    if shown * (shown * height // width) > MAX_COPY:
        raise rejections.too_high(width, height)
    return Shape(width, height, kind, name_of(data))


_ROTATED = (5, 6, 7, 8)
"""The orientations of EXIF by which width and height change places."""


def _turned(size: tuple[int, int], orientation: int) -> tuple[int, int]:
    """The width and height of a picture as it is meant to be seen, or the other way round."""
    return size[::-1] if orientation in _ROTATED else size


def _turn(image: Image, orientation: int) -> Image:
    """The picture as it is meant to be seen."""
    from PIL.Image import Transpose

    how = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }.get(orientation)
    return image if how is None else image.transpose(how)


@contextmanager
def _opened(needed: Structure, format: str) -> Iterator[Image]:
    """The picture after its header has been read. Any error of Pillow, also in the `with` block, is
    raised as UnusablePicture."""
    from PIL import Image

    with _failing_as_broken(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(BytesIO(needed.data), formats=[format]) as image:
            _check_size(*image.size, needed)
            yield image


@contextmanager
def _failing_as_broken() -> Iterator[None]:
    from PIL import Image

    try:
        yield
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise rejections.too_large("") from error
    except (UnusablePicture, Overtime, MemoryError):
        raise
    except Exception as error:  # Pillow raises exceptions of any type for broken files
        raise rejections.broken() from error


def _check_size(width: int, height: int, needed: Structure) -> None:
    pixels = width * height
    if pixels > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise rejections.too_large(f": {width} × {height} bildpunkter")
    if pixels * needed.scans > MAX_WORK:
        raise rejections.too_complex(f"den är sparad i {needed.scans} omgångar")
    if pixels * needed.depth > MAX_RAW:
        raise rejections.too_complex(f"den har {needed.depth * 8} bitar i varje bildpunkt")


def _orientation(image: Image, needed: Structure) -> int:
    if needed.orientation is not None:
        return needed.orientation
    exif, xmp = (image.info.get(name) for name in ("exif", "xmp"))
    return structure.orientation_of(exif or b"", xmp or b"")


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
    if profile and not structure.has_pipeline(profile):
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            srgb = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(image, source, srgb, outputMode=mode)
        except Overtime:
            raise
        except Exception:  # a broken profile, or for another colour model
            pass
        else:
            assert converted is not None, "None is given only when converting in place"
            return converted
    return image.convert(mode)
