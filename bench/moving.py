"""What moving in costs: the import of a WordPress export with 10,000 posts and 50,000 comments.

It writes an export of some 300 MB, imports it once for the time and once for the memory of all its
processes. Run: python bench/moving.py [--posts 10000] [--comments 5]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import measure

ROOT = Path(__file__).parent.parent
sys.path.append(str(ROOT))

from tests.support.wordpress import CATEGORIES, HOME, make_comment, make_export, make_item  # noqa: E402

LONGEST = 300.0
"""Seconds, on two cores."""

LARGEST = 250.0
"""MiB, of all processes together."""

SECTIONS = 20
"""Of each post, which has 30 kB of HTML then."""

SENTENCE = "Vi träffade chefer och politiker som berättade hur arbetet med barn och unga går. "


def main() -> int:
    """Measure, print both figures, and say by the status if the bars are held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=10_000)
    parser.add_argument("--comments", type=int, default=5, help="of each post")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        export = Path(name, "export.xml")
        write_export(export, given.posts, given.comments)
        print(f"{export.stat().st_size / 1e6:.0f} MB", flush=True)
        run = measure.time_command(command(Path(name, "time"), export), Path(name))
        print(f"{run.wall:.0f} s, {run.cpu:.0f} s of processor time; at most {LONGEST:.0f} s")
        memory = measure.peak_memory(command(Path(name, "memory"), export), Path(name))
        print(f"{memory:.0f} MiB, at most {LARGEST:.0f} MiB")
    return int(run.wall > LONGEST or memory > LARGEST)


def command(folder: Path, export: Path) -> list[str]:
    """The import into a new blog in `folder`."""
    (folder / "content").mkdir(parents=True)
    settings = "base_url: https://example.org/\n"
    (folder / "content" / "site.yml").write_text(settings, encoding="utf-8")
    given = ("--content", folder / "content", "--templates", ROOT / "templates")
    words = [str(word) for word in (*given, "--assets", ROOT / "assets")]
    return [sys.executable, str(ROOT / "build.py"), "import", str(export), *words]


def write_export(path: Path, posts: int, comments: int) -> None:
    """Write the export, post by post."""
    above, _, below = make_export("<!-- items -->").partition("<!-- items -->")
    with path.open("w", encoding="utf-8") as file:
        file.write(above)
        file.writelines(_item(number, posts, comments) for number in range(posts))
        file.write(below)


def _item(number: int, posts: int, comments: int) -> str:
    day = f"{2000 + number % 25}-{1 + number % 12:02}-{1 + number % 28:02} 14:05:00"
    body = "".join(_sections(number, posts))
    more = "".join(
        f'<category domain="category" nicename="{slug}"><![CDATA[{name}]]></category>'
        for slug, name in CATEGORIES
    )
    more += "".join(
        make_comment(str(1_000_000 + number * comments + place), f"Tack {place}. {SENTENCE}")
        for place in range(comments)
    )
    slug = f"text-{number}"
    title = f"Besök nummer {number}"
    return make_item(str(number + 1), title, body, more=more, post_name=slug, post_date=day)


def _sections(number: int, posts: int) -> Iterator[str]:
    for place in range(SECTIONS):
        link = f"{HOME}/kommunbesok/text-{(number + place) % posts}/"
        yield f"<h2>Avsnitt {place}</h2>\n<p>{SENTENCE * 12}<strong>viktigt {place}</strong> och "
        yield f'<a href="{link}">ett besök</a>.</p>\n<ul><li>{SENTENCE}</li></ul>\n'
        yield f"<blockquote><p>{SENTENCE}</p></blockquote>\n"


if __name__ == "__main__":
    sys.exit(main())
