"""What hostile input costs: CPU seconds until each text or picture is rejected or made.

Run: python bench/hostile.py [--least 1.0] [--only svg]

Prints each input of about a megabyte that takes at least so many seconds, and the slowest; the bar
is ten.
"""

from __future__ import annotations

import argparse
import io
import itertools
import random
import struct
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from PIL import Image  # noqa: E402

from sitegen.authoring import fixes  # noqa: E402
from sitegen.blog import BLOG  # noqa: E402
from sitegen.core import source  # noqa: E402
from sitegen.images import metadata, raster  # noqa: E402
from sitegen.images.metadata import Shape  # noqa: E402
from sitegen.inputs import documents  # noqa: E402
from sitegen.model.post import POSTS  # noqa: E402

Case = tuple[str, Callable[[], object]]

FRONT = "title: Ett\ndate: 2017-01-01\nkommun: Habo\ntheme: samverkan\nsummary: Kort.\n"
BODY = 199_000
"""Characters; the limit of a text is 200,000."""

PIECES = (
    *(" ", "\n", "\t", "[", "]", "(", ")", '"', "'", "*", "_", "-", "1", "a", "A", "<", ">", "|"),
    *(
        "`",
        "~",
        "#",
        ".",
        ":",
        "!",
        "&",
        "\\",
        "/",
        "=",
        "{",
        "ä",
        "\u00a0",
        "](",
        "[^",
        "]:",
        "![",
    ),
    *("http://", "www.", "<a ", "<!--", "\n\n", "\n ", "\n> ", "\n- ", "\n1. ", "\n# ", "a@", "1-"),
    *("A ", "```", "\n```", "~~~\n", "url(", "a_", "**a", "[a](", "TODO ", "Läs mer här ", "mso-"),
    *(
        "[gallery ",
        "&amp;",
        "\n***",
        "\n---",
        "SVT ",
        "a: ",
        "\n    ",
        "[a]:",
        "*[A]: ",
        "\n|",
        "–",
    ),
    *("\n[^a]: b", "<p>", "<style>", "”a", "</p>", "<div>\n", "\r\n", "ab c. ", "1 - 2 ", "a-\n"),
)


def read_text(front: str, body: str) -> object:
    """What a build and `check --fix` do with one post."""
    data = f"---\n{front}---\n{body}".encode()
    read, problems = source.decode("posts/a.md", data)
    if read is None:
        return problems
    abbreviations = {"IVO": "b"}
    documents.parse_and_check(read, POSTS, BLOG.checks, abbreviations=abbreviations)
    return fixes.fix_file("posts/a.md", data, BLOG.checks, abbreviations=abbreviations)


def texts() -> Iterator[Case]:
    """Bodies of one or two pieces, again and again or in long runs."""
    for piece in PIECES:
        yield f"{piece!r} again and again", partial(read_text, FRONT, repeat(piece))
    for one, other in itertools.permutations(PIECES, 2):
        if random.random() < 0.1:
            together = f"{one}{other}"
            yield f"{together!r} again and again", partial(read_text, FRONT, repeat(together))
            yield (
                f"{one!r}, then {other!r}",
                partial(read_text, FRONT, repeat(one, BODY // 2) + repeat(other, BODY // 2)),
            )


def repeat(piece: str, length: int = BODY) -> str:
    """A piece until it has the length."""
    return piece * (length // len(piece))


def fronts() -> Iterator[Case]:
    """Front matter as long as its limit lets through."""
    most = 63_000
    shapes = {
        "lists in lists": "title: " + "[" * most,
        "maps in maps": "title: " + "{a: " * (most // 4),
        "indents": "".join(f"{' ' * depth}a:\n" for depth in range(340)),
        "dashes": "title:\n" + "- " * (most // 2) + "a\n",
        "aliases": "a: &a [a, a]\n"
        + "".join(f"b{n}: &b{n} [*a, *a, *a, *a]\n" for n in range(2_000)),
        "fields": "".join(f"falt{n}: a\n" for n in range(6_000)),
        "one field again": "title: a\n" * 6_500,
        "a long title": f"title: {'a ' * (most // 2)}\n",
        "quotes": f'title: "{chr(92)}"' + "'" * most,
        "blanks": "title:" + " " * most + "a\n",
        "lines": "title: |\n" + "  a\n" * (most // 4),
        "themes": "themes: [" + "samverkan, " * 5_600 + "]\n",
        "aliases of addresses": "aliases:\n" + "".join(f"- /a{n}/\n" for n in range(6_000)),
        "comments": "# a\n" * (most // 4),
        "exclamation": "title: " + "!" * most,
        "digits": "date: " + "1" * most,
        "a date": "date: 2017-01-01" + " " * most + "12:00\n",
        "a season": "visited: " + "a" * most + " 2017\n",
    }
    for name, text in shapes.items():
        yield f"front matter: {name}", partial(read_text, f"{FRONT}{text}\n", "Text.\n")
        yield f"front matter alone: {name}", partial(read_text, f"{text}\n", "Text.\n")


def chunk(name: bytes, data: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(
    width: int, height: int, *, bits: int, kind: int, rows: list[bytes], more: bytes = b""
) -> bytes:
    """A PNG of some rows again and again."""
    packing = zlib.compressobj(9)
    pixels = b"".join(packing.compress(rows[y % len(rows)]) for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, bits, kind, 0, 0, 0)
    body = chunk(b"IHDR", header) + more + chunk(b"IDAT", pixels + packing.flush())
    return b"\x89PNG\r\n\x1a\n" + body + chunk(b"IEND", b"")


def scans(width: int, height: int, count: int) -> bytes:
    """A progressive JPEG whose last scan comes again and again."""
    out = io.BytesIO()
    Image.radial_gradient("L").resize((width, height)).save(
        out, "JPEG", progressive=True, quality=5
    )
    data = out.getvalue()
    start, end = data.rindex(b"\xff\xda"), data.rindex(b"\xff\xd9")
    return data[:start] + data[start:end] * count + data[end:]


def build_picture(path: str, data: bytes) -> object:
    """What a build does with one picture that is shown and linked to."""
    shape = raster.examine(path, data)
    if not isinstance(shape, Shape) or shape.kind == "svg":
        return shape
    sizes = [(width, "webp") for width in metadata.widths_of(shape)]
    sizes.append((metadata.plain_width(shape), shape.extension))
    images = raster.open_up(data)
    for width, extension in sizes:
        raster.encode(images[width], kind=shape.kind, extension=extension)
    if shape.width > metadata.PLAIN:
        whole = raster.open_up(data, shape.width)[shape.width]
        raster.encode(whole, kind=shape.kind, extension=shape.extension)
    return shape


def pictures() -> Iterator[Case]:
    """Pictures of up to a megabyte that are more work than they seem."""
    some = random.Random(1)
    noise = [b"\0" + some.randbytes(6_400) for _ in range(4)]
    colours = [b"\0" + some.randbytes(1_600) for _ in range(20)]
    palette = chunk(b"PLTE", some.randbytes(768))
    wide = [b"\0" + some.randbytes(1_000) for _ in range(30)]
    zipped = chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(40_000_000), 9))
    made: dict[str, Callable[[], bytes]] = {
        "a.jpg 1,500 scans": lambda: scans(1_500, 1_000, 1_500),
        "a.jpg 19 scans of 64 million pixels": lambda: scans(8_000, 8_000, 10),
        "a.png 16 bits": lambda: png(6_100, 6_100, bits=16, kind=6, rows=[b"\4" + bytes(48_800)]),
        "a.png high cutout": lambda: png(1_600, 12_400, bits=8, kind=6, rows=noise),
        "a.png high drawing": lambda: png(
            1_600, 12_400, bits=8, kind=3, rows=colours, more=palette
        ),
        "a.png wide drawing": lambda: png(8_000, 8_000, bits=1, kind=0, rows=wide),
        "a.png texts": lambda: png(9, 9, bits=8, kind=0, rows=[bytes(10)], more=zipped * 20),
        "a.png parts": lambda: png(
            9, 9, bits=8, kind=0, rows=[bytes(10)], more=chunk(b"teSt", b"") * 80_000
        ),
        "a.jpg parts": lambda: b"\xff\xd8" + b"\xff\xe1\0\x08Exif\0\0" * 100_000,
        "a.jpg fill": lambda: b"\xff\xd8" + b"\xff" * 1_000_000 + b"\0",
    }
    for name, make in made.items():
        path, data = name.partition(" ")[0], make()
        yield f"{name}, {len(data) // 1000} kB", partial(build_picture, path, data)


def drawings() -> Iterator[Case]:
    """SVG of up to a megabyte."""
    million = 1_000_000
    use = "".join(f"<g id='a{n + 1}'>" + f"<use href='#a{n}'/>" * 10 + "</g>" for n in range(40))
    shapes = {
        "blanks after url(": f"<path style='fill:url({' ' * million}'/>",
        "url( again and again": f"<path style='{'url(  ' * (million // 6)}'/>",
        "quotes after url(": f"<style>url({chr(34) * 9}{' ' * 60}#{' ' * million}</style>",
        "elements in elements": "<g>" * (million // 7) + "</g>" * (million // 7),
        "elements": "<g/>" * (million // 4),
        "use in use": f"<g id='a0'/>{use}",
        "ids": "".join(f"<g id='a{n}'/>" for n in range(70_000)),
        "a chain of use": "".join(f"<use id='a{n}' href='#a{n + 1}'/>" for n in range(28_000)),
        "attributes": f"<g {' '.join(f'a{n}=_' for n in range(100_000))}/>".replace("_", "''"),
        "a path": f"<path d='M0 0{'h1' * (million // 2)}'/>",
        "comments": "<!---->" * (million // 7),
        "text": f"<style>{'/* */' * (million // 5)}</style>",
        "entities": f"<text>{'&amp;' * (million // 5)}</text>",
        "names": f"<g {' '.join(f'xmlns:a{n}=_' for n in range(50_000))}/>".replace("_", "'u'"),
    }
    for name, inside in shapes.items():
        text = f"<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'>{inside}</svg>"
        yield f"a.svg {name}", partial(raster.examine, "a.svg", text.encode())
    for name in ("width", "viewBox"):
        for digits in ("9" * million, " " * million, "1e" * (million // 2)):
            text = f"<svg xmlns='http://www.w3.org/2000/svg' {name}='{digits}'/>"
            yield f"a.svg {name} {digits[:4]!r}", partial(raster.examine, "a.svg", text.encode())


def main() -> int:
    """Measure; the exit status is 1 if anything takes more than ten seconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--least", type=float, default=1.0, help="seconds worth printing")
    parser.add_argument("--only", default="", help="a part of the name")
    given = parser.parse_args()
    random.seed(1)
    worst = 0.0
    for name, attempt in itertools.chain(pictures(), drawings(), fronts(), texts()):
        if given.only not in name:
            continue
        start = time.process_time()
        found = attempt()
        took = time.process_time() - start
        worst = max(worst, took)
        if took >= given.least:
            print(f"{took:6.1f} s  {name}: {getattr(found, 'code', '')}", flush=True)
    print(f"{worst:6.1f} s at most")
    return int(worst > 10)


if __name__ == "__main__":
    sys.exit(main())
