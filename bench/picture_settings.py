"""How copies of photos are best made: processor time, bytes, likeness and memory of several ways.

It needs more than the project does: python -m pip install pyvips[binary] scikit-image.
Run: python bench/picture_settings.py [PHOTO …]; without photos it makes eight.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import Path

import photos
from PIL import Image

ROOT = Path(__file__).parent.parent
WIDTHS = (1600, 1200, 800, 480)
PLAIN = 1200
"""The width of the JPEG for old browsers."""

LANCZOS = Image.Resampling.LANCZOS

Sizes = Mapping[int, tuple[int, int]]
Copies = list[tuple[int, bytes]]
"""The width and the bytes of each WebP, and then of the JPEG."""


def all_from_the_largest(data: bytes, sizes: Sizes) -> Copies:
    """As it was: the whole photo decoded, each copy reduced from the largest, method 4."""
    largest = Image.open(BytesIO(data)).convert("RGB")
    largest = largest.resize(sizes[WIDTHS[0]], LANCZOS, reducing_gap=3.0)
    made = {width: largest.resize(sizes[width], LANCZOS) for width in WIDTHS}
    return _encode(made, method=4)


def with_method(method: int) -> Callable[[bytes, Sizes], Copies]:
    """Decoded at a reduced size, each copy from the next larger, with a method of WebP."""

    def make(data: bytes, sizes: Sizes) -> Copies:
        opened = Image.open(BytesIO(data))
        opened.draft(None, sizes[WIDTHS[0]])
        image = opened.convert("RGB")
        made = {}
        for width in WIDTHS:
            made[width] = image = image.resize(sizes[width], LANCZOS, reducing_gap=3.0)
        return _encode(made, method=method)

    return make


def with_vips(data: bytes, sizes: Sizes) -> Copies:
    """The same with libvips, which decodes, reduces and encodes in one go."""
    import pyvips

    image = pyvips.Image.thumbnail_buffer(data, WIDTHS[0]).copy_memory()
    made = {}
    for width in WIDTHS:
        if width != image.width:
            image = image.thumbnail_image(width).copy_memory()
        made[width] = image
    copies = [(width, image.webpsave_buffer(Q=78, effort=2)) for width, image in made.items()]
    plain = made[PLAIN].jpegsave_buffer(Q=80, interlace=True, optimize_coding=True)
    return [*copies, (PLAIN, plain)]


def _encode(made: Mapping[int, Image.Image], method: int) -> Copies:
    copies = []
    for width, image in made.items():
        out = BytesIO()
        image.save(out, format="WEBP", quality=78, method=method)
        copies.append((width, out.getvalue()))
    out = BytesIO()
    made[PLAIN].save(out, format="JPEG", quality=80, progressive=True, optimize=True)
    return [*copies, (PLAIN, out.getvalue())]


WAYS: dict[str, Callable[[bytes, Sizes], Copies]] = {
    "before": all_from_the_largest,
    **{f"method {method}": with_method(method) for method in range(5)},
    "libvips, effort 2": with_vips,
}


def main() -> None:
    """Print a row for each way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("photos", type=Path, nargs="*")
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.way:
        print(json.dumps(measure(given.way, given.photos)))
        return
    place = ROOT / "bench" / ".peers" / "photos"
    paths = given.photos or photos.write_photos(place, photos.fetch_originals(place), 8)
    print("| way | CPU ms of a photo | kB | SSIM, mean | least | peak MiB |")
    print("| --- | --: | --: | --: | --: | --: |")
    for way in WAYS:
        words = [sys.executable, __file__, "--way", way, *map(str, paths)]
        answer = subprocess.run(words, check=True, capture_output=True, text=True).stdout
        milliseconds, size, mean, least, memory = json.loads(answer)
        print(f"| {way} | {milliseconds:.0f} | {size:.0f} | {mean:.4f} | {least:.4f} | {memory} |")


def measure(way: str, paths: list[Path]) -> tuple[float, float, float, float, int]:
    """Milliseconds and kB of a photo, the likeness of the WebP copies, and MiB of the process."""
    given = [(data, _sizes(data)) for data in (path.read_bytes() for path in paths)]
    WAYS[way](*given[0])  # what is done once: imports, tables
    start = time.process_time()
    made = [WAYS[way](data, sizes) for data, sizes in given]
    milliseconds = (time.process_time() - start) / len(given) * 1000
    memory = _peak_memory()
    size = sum(len(data) for copies in made for _, data in copies) / len(given) / 1000
    alike = [
        value
        for (data, sizes), copies in zip(given, made, strict=True)
        for value in _likeness(data, sizes, copies)
    ]
    return milliseconds, size, statistics.mean(alike), min(alike), memory


def _peak_memory() -> int:
    """MiB that this process has had at most; `getrusage` would count what started it, too."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM"))


def _sizes(data: bytes) -> Sizes:
    wide, high = Image.open(BytesIO(data)).size
    return {width: (width, max(1, round(high * width / wide))) for width in WIDTHS}


def _likeness(data: bytes, sizes: Sizes, copies: Copies) -> Iterator[float]:
    """The SSIM (Wang et al. 2004) of each WebP with the whole photo reduced to its size."""
    import numpy
    from skimage.metrics import structural_similarity

    whole = Image.open(BytesIO(data)).convert("RGB")
    for width, copy in copies[: len(WIDTHS)]:
        pair = whole.resize(sizes[width], LANCZOS), Image.open(BytesIO(copy))
        grey = (numpy.asarray(image.convert("L")) for image in pair)
        yield float(
            structural_similarity(
                *grey, gaussian_weights=True, sigma=1.5, use_sample_covariance=False
            )
        )


if __name__ == "__main__":
    main()
