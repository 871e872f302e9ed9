"""A picture that is uploaded: looked at by the rules of the site, and rid of what a camera adds.

Bytes in and bytes out; it writes nothing, and Pillow is imported only when it is needed.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from sitegen.authoring.new_post import shorten_slug
from sitegen.core.record import Record
from sitegen.images import raster
from sitegen.images.metadata import RASTER, Refusal
from sitegen.sweden import swedish

_ORIENTATION = 0x0112
_TOLD = ("exif", "xmp", "XML:com.adobe.xmp", "photoshop", "comment", "mp")
"""Where Pillow puts what else there is in a file: place and time, captions, further pictures."""

_HOW: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": "keep"},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 92, "method": 4},
    "AVIF": {"quality": 85},
}


class Upload(Record, frozen=True):
    """A picture to store: a name that says what it is, and its bytes."""

    name: str
    data: bytes


def prepare_picture(name: str, data: bytes) -> Upload | Refusal:
    """The picture of a file called `name`, or why it cannot be used."""
    stem, _, extension = name.replace("\\", "/").rpartition("/")[2].rpartition(".")
    found = raster.find_format(data)
    if found in RASTER.values() and RASTER.get(extension.lower()) != found:
        extension = next(each for each, known in RASTER.items() if known == found)
    extension = "jpg" if extension.lower() == "jpeg" else extension.lower()
    slug = shorten_slug(swedish.slugify(stem)) or "bild"
    shape = raster.examine(f"{slug}.{extension}", data)
    if isinstance(shape, Refusal):
        return shape
    return Upload(f"{slug}.{extension}", data if extension == "svg" else _bare(data, found))


def _bare(data: bytes, found: str) -> bytes:
    """The same picture without place, time and camera; untouched when it has none.

    A JPEG keeps its quality, and which way is up.
    """
    from PIL import Image

    with Image.open(BytesIO(data), formats=[found]) as image:
        exif = image.getexif()
        texts = getattr(image, "text", {})
        if found not in _HOW or not (exif or texts or any(key in image.info for key in _TOLD)):
            return data
        turned = Image.Exif()
        if exif.get(_ORIENTATION, 1) != 1:
            turned[_ORIENTATION] = exif[_ORIENTATION]
        out = BytesIO()
        profile = image.info.get("icc_profile")
        image.info = {}
        image.save(out, format=found, exif=turned.tobytes(), icc_profile=profile, **_HOW[found])
    return out.getvalue()


def folder_for(path: str) -> str:
    """The folder of the pictures of the text at `path`: its own, or one of its name."""
    if path.endswith("/index.md"):
        return path.removesuffix("/index.md")
    return path.removesuffix(".md")
