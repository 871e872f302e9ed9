"""Pictures in a site that is really built: what is published of them, what is not, and how often
they are opened."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from html import unescape
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run
from tests.support.pictures import (
    GPS,
    make_exif,
    make_image,
    make_photo,
    make_svg,
    open_image,
    save,
)

TODAY = ("--today", "2017-06-30", "--cache", "cache")
PLACE = make_exif(6)


def write(path: str, data: bytes) -> None:
    place = Path("content/posts", path)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)


def write_post(body: str, name: str = "hagfors", more: str = "") -> None:
    front = f"title: Besöket {name}\ndate: 2015-10-26\nkommun: Hagfors\ntheme: familjehem\n{more}"
    write(f"{name}.md", f"---\n{front}---\n\n{body}\n".encode())


@pytest.fixture
def blog(run: Run) -> Run:
    write("../site.yml", b"base_url: https://example.org/\nlink_previews: false\n")
    write("../themes.yml", b"- slug: familjehem\n  name: Familjehem\n")
    write_post(
        "Ord.\n\n![Torget](torget.jpg)\n\n![Karta](karta.svg) [stort](stort.png) [p](plan.pdf)\n",
        more="image:\n  src: ovan.webp\n  alt: Ovan\n",
    )
    write_post("![Hemligt](utkast.jpg)", "utkast", "draft: true\n")
    write("torget.jpg", make_photo(1000, 500, exif=PLACE))
    write("ovan.webp", save(make_image(300, 200), "WEBP", exif=PLACE))
    write("stort.png", save(make_image(2000, 100), "PNG", exif=make_exif()))
    write("utkast.jpg", make_photo(exif=PLACE))
    write("karta.svg", make_svg())
    write("plan.pdf", b"%PDF")
    return run


def published() -> dict[str, Path]:
    """The files there are of pictures and documents in content/, by name without the digest."""
    found = [*Path("site/bilder").iterdir(), *Path("site/filer").rglob("*.*")]
    return {re.sub(r"-[0-9a-f]{10}-", "-", path.name): path for path in found}


def build(run: Run, *more: str) -> None:
    found = run("build", *TODAY, *more)
    assert (found.status, found.err) == (0, "")


def test_of_pictures_there_are_copies_without_the_place_they_were_taken_at(blog: Run) -> None:
    build(blog)
    found = published()
    assert sorted(found) == [
        "karta.svg",
        "ovan-200.jpg",
        "ovan-200.webp",
        "plan.pdf",
        "stort-2000.jpg",
        "torget-480.webp",
        "torget-500.jpg",
        "torget-500.webp",
    ]
    assert open_image(found["torget-480.webp"].read_bytes()).size == (480, 960), "turned"
    assert open_image(Path("content/posts/torget.jpg").read_bytes()).getexif().get_ifd(GPS)
    for path in found.values():
        data = path.read_bytes()
        assert b"Hemlig kamera" not in data
        if path.suffix in (".jpg", ".png", ".webp"):
            assert not open_image(data).getexif()


def test_every_address_on_the_page_leads_to_a_file(blog: Run) -> None:
    build(blog)
    html = Path("site/besok/hagfors/index.html").read_text(encoding="utf-8")
    named = set(re.findall(r'/(?:bilder|filer)/[^" ]+', html))
    assert {Path(f"site{url}") for url in named} >= set(published().values())
    assert all(Path(f"site{url}").is_file() for url in named)
    assert html.count("<img ") == len(re.findall(r'<img [^>]*width="\d+" height="\d+"', html)) == 3
    feed = Path("site/feed.xml").read_text(encoding="utf-8")
    assert "&lt;picture" not in feed
    plain = r'<img src="https://example.org/bilder/torget-\w+-500\.jpg" width="500" height="1000"'
    assert re.search(plain, unescape(feed))


def test_a_second_build_makes_nothing_and_a_lost_site_is_made_without_encoding(
    blog: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(blog)
    before = {path: path.read_bytes() for path in published().values()}
    for path in before:
        path.unlink()
    monkeypatch.setattr(
        "sitegen.images.raster.encode", lambda *_, **__: pytest.fail("encoded again")
    )
    build(blog)
    assert {path: path.read_bytes() for path in published().values()} == before


def test_on_several_cores_the_bytes_are_the_same(blog: Run) -> None:
    for number in range(8):
        write(f"{number}.jpg", make_photo(500 + number, 400))
    write_post("".join(f"![Bild]({n}.jpg)\n\n" for n in range(8)), "torsby")
    build(blog, "--jobs", "1")
    one = {path.name: path.read_bytes() for path in published().values()}
    shutil.rmtree("site")
    shutil.rmtree("cache")
    build(blog, "--jobs", "3")
    assert {path.name: path.read_bytes() for path in published().values()} == one


def test_another_picture_of_the_same_name_and_size_is_published_again(blog: Run) -> None:
    build(blog)
    before = published()
    page = Path("site/besok/hagfors/index.html").read_text(encoding="utf-8")
    write("torget.jpg", make_photo(1000, 500, exif=PLACE, comment="annan"))
    build(blog)
    after = published()
    assert after.keys() == before.keys()
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"torget-480.webp", "torget-500.webp", "torget-500.jpg"}
    assert not any(before[name].exists() for name in changed)
    assert Path("site/besok/hagfors/index.html").read_text(encoding="utf-8") != page


def test_a_torn_picture_stops_the_build_by_name(blog: Run) -> None:
    build(blog)
    before = published()
    write("torget.jpg", make_photo(1000, 500)[:2000])
    for command in ("build", "check"):
        found = blog(command, *TODAY)
        assert found.status == 1
        said = found.out + found.err
        assert "content/posts/torget.jpg" in said
        assert "picture-broken" in said
        assert "posts/hagfors.md" in said
    assert published() == before
    write("torget.jpg", make_photo(1000, 500))
    build(blog)


def test_pictures_of_drafts_are_shown_with_drafts_only(blog: Run) -> None:
    build(blog, "--drafts")
    assert "utkast-40.webp" in published()
    build(blog)
    assert "utkast-40.webp" not in published()


IMPORTS = """
import sys
sys.path.insert(0, {root!r})
import build
from sitegen.inputs import document_cache
document_cache.SETTLED = 50_000_000
assert build.run({words!r}) == 0
print("PIL.Image" in sys.modules)
"""


def test_an_edit_of_a_text_opens_no_picture(blog: Run) -> None:
    words = [*TODAY, "--templates", str(ROOT / "templates"), "--assets", str(ROOT / "assets")]
    program = IMPORTS.format(root=str(ROOT), words=["build", *words])

    def opens() -> str:
        run = [sys.executable, "-c", program]
        return subprocess.run(run, check=True, capture_output=True, text=True).stdout.split()[-1]

    assert opens() == "True"
    time.sleep(0.1)  # until the stamps of the pictures can be trusted
    opens()
    write_post("Ändrade ord.\n\n![Torget](torget.jpg)\n")
    assert opens() == "False"
