"""A blog moves in: nothing is lost, nothing overwritten, and it builds at once."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.conftest import ROOT, Outcome, run_command
from tests.support.wordpress import (
    HOME,
    USUAL,
    in_categories,
    make_comment,
    make_export,
    make_item,
    write_blog,
)

PICTURE = make_item(
    "7",
    "torget",
    post_type="attachment",
    status="inherit",
    post_parent="1",
    link=f"{HOME}/kommunbesok/text-1/torget/",
    attachment_url=f"{HOME}/wp-content/uploads/2015/10/torget.jpg",
    more="<wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key>"
    "<wp:meta_value>Snö på torget</wp:meta_value></wp:postmeta>",
)
BODY = (
    f'<img src="{HOME}/wp-content/uploads/2015/10/torget-300x200.jpg"> Vi var <b>här</b>.\n\n'
    f'<a href="{HOME}/?p=2">Läs mer</a> och <a href="{HOME}/kommunbesok/text-3/">utkastet</a>.'
)
COMMENTS = (
    make_comment("11", "Tack!\nBra skrivet <script>x</script><b>ja</b>")
    + make_comment("12", "Svar", parent="11")
    + make_comment("13", "Väntar", approved="0")
    + make_comment("14", "Köp nu", approved="spam")
    + make_comment("15", "19811218-9876")
)
ITEMS = (
    make_item("1", "Första &amp; bästa", BODY, more=USUAL + COMMENTS),
    make_item("2", "Andra", "Ord", more=USUAL),
    make_item("3", "Utkast", "Ord", status="draft", more=USUAL),
    make_item("4", "Hemligt", "19811218-9876", more=USUAL),
    make_item("5", "Utan allt", "Ord"),
    make_item(
        "6", "Om oss", "Ord", post_type="page", post_name="om-bloggen", link=f"{HOME}/om-bloggen/"
    ),
    PICTURE,
    make_item("8", "Meny", post_type="nav_menu_item"),
    make_item("9", "Gammal", post_type="revision", status="inherit"),
    make_item("10", "Bortkastat", status="trash", more=make_comment("16", "x")),
)


class Moved:
    """A folder with an export, uploads and a content folder."""

    def __init__(self, folder: Path, *items: str) -> None:
        self.folder = folder
        self.content = write_blog(folder)
        self.uploads = folder / "uploads"
        picture = self.uploads / "2015/10/torget.jpg"
        picture.parent.mkdir(parents=True)
        Image.new("RGB", (60, 40), (9, 90, 200)).save(picture)
        self.write(*(items or ITEMS))

    def write(self, *items: str) -> None:
        (self.folder / "blogg.xml").write_text(make_export(*items), encoding="utf-8")

    def run(self, *more: str) -> Outcome:
        given = ("--content", self.content, "--uploads", self.uploads, "--jobs", "1")
        return run_command("import", self.folder / "blogg.xml", *given, *more)

    def build(self) -> Outcome:
        given = ("--content", self.content, "--output", self.folder / "site", "--no-cache")
        return run_command("build", *given, "--jobs", "1")

    @property
    def report(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder / "import-report.json").read_text())
        return found

    def files(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.content).as_posix(): path.read_bytes()
            for path in sorted(self.content.rglob("*"))
            if path.is_file()
        }


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Moved:
    made = Moved(tmp_path_factory.mktemp("moved"))
    found = made.run()
    assert (found.status, found.err) == (0, "")
    return made


FIRST = "posts/2015-10-26-text-1/index.md"


def test_everything_is_counted_and_the_counts_add_up(moved: Moved) -> None:
    counts = moved.report["counts"]
    assert all(
        each["in"] == each["written"] + each["held"] + each["left"] for each in counts.values()
    )
    assert {kind: tuple(each.values()) for kind, each in counts.items()} == {
        "post": (6, 2, 3, 1),
        "page": (1, 1, 0, 0),
        "attachment": (1, 1, 0, 0),
        "comment": (6, 2, 1, 3),
        "term": (3, 3, 0, 0),
        "author": (1, 1, 0, 0),
        "nav_menu_item": (1, 0, 0, 1),
        "revision": (1, 0, 0, 1),
    }


def test_a_post_keeps_its_words_picture_and_addresses(moved: Moved) -> None:
    text = moved.files()[FIRST].decode()
    assert text.startswith(
        "---\ntitle: Första & bästa\ndate: 2015-10-26 14:05\nkommun: Hagfors\ntheme:\n  - bbic\n"
        "author: anna\naliases:\n  - /kommunbesok/text-1/\n  - /kommunbesok/text-1/torget/\n"
        f"imported:\n  from: {HOME}/kommunbesok/text-1/\n  id: '1'\n  files:\n    - '7'\n"
    )
    assert "![Snö på torget](torget.jpg) Vi var **här**.\n" in text
    assert "[Läs mer](../2015-10-26-text-2.md) och utkastet." in text
    assert "posts/2015-10-26-text-1/torget.jpg" in moved.files()


def test_what_would_stop_the_blog_is_held_back_and_named(moved: Moved) -> None:
    held = {
        each["title"]: each["reason"]
        for each in moved.report["outcomes"]
        if each["outcome"] == "held" and each["kind"] == "post"
    }
    assert held == {
        "Utkast": "utkast i WordPress",
        "Hemligt": "har fel som hindrar att det publiceras",
        "Utan allt": "ingen kommun, inget tema",
    }
    assert b"draft: true" in moved.files()["posts/2015-10-26-text-4.md"]


def test_comments_lose_what_identifies_their_writers(moved: Moved) -> None:
    text = moved.files()["comments/text-1.yml"].decode()
    assert text == (
        "- _id: wp-11\n  name: Kim\n  date: 2015-10-27 09:30:00\n  state: approved\n"
        "  message: |-\n    Tack!\n    Bra skrivet <b>ja</b>\n"
        "- _id: wp-12\n  name: Kim\n  date: 2015-10-27 09:30:00\n  state: approved\n"
        "  parent: wp-11\n  message: Svar\n"
        "- _id: wp-13\n  name: Kim\n  date: 2015-10-27 09:30:00\n  state: waiting\n"
        "  message: Väntar\n"
    )
    everything = b"".join(moved.files().values()) + json.dumps(moved.report).encode()
    for secret in (b"hemlig.example", b"192.0.2.7", b"Mosaic"):
        assert secret not in everything


def test_the_report_is_swedish_and_hides_personal_numbers(moved: Moved) -> None:
    text = (moved.folder / "import-report.md").read_text(encoding="utf-8")
    assert "| inlägg | 6 | 2 | 3 | 1 |" in text
    assert "9876" not in text
    assert "## Hålls tillbaka" in text


def test_it_builds_at_once_and_old_addresses_lead_on(moved: Moved) -> None:
    found = moved.build()
    assert found.status == 0, found.err
    site = moved.folder / "site"
    assert "Första &amp; bästa" in (site / "besok/text-1/index.html").read_text()
    for old, new in (
        ("kommunbesok/text-1", "/besok/text-1/"),
        ("category/hagfors", "/kommun/hagfors/"),
        ("tag", ""),
        ("2015/10", "/arkiv/2015/10/"),
        ("feed", "/feed.xml"),
    ):
        page = site / old / "index.html"
        assert page.exists() == bool(new), old
        assert not new or f"url={new}" in page.read_text()
    nginx = (site / "_redirects.nginx").read_text()
    assert '"/?p=1" "/besok/text-1/";\n' in nginx
    assert '"/?attachment_id=7" "/besok/text-1/";\n' in nginx
    assert "/?p=1 /besok/text-1/\n" in (site / "_redirects.apache").read_text()
    assert "text-3" not in nginx


def copy_of(moved: Moved, folder: Path) -> Moved:
    shutil.copytree(moved.folder, folder, dirs_exist_ok=True)
    made = Moved.__new__(Moved)
    made.folder, made.content, made.uploads = folder, folder / "content", folder / "uploads"
    return made


def test_a_second_run_changes_nothing(moved: Moved, tmp_path: Path) -> None:
    again = copy_of(moved, tmp_path)
    before = again.files()
    counts = again.report["counts"]
    assert again.run().status == 0
    assert again.files() == before
    assert again.report["counts"] == counts


def test_a_blog_that_has_moved_to_another_address_comes_once(tmp_path: Path) -> None:
    made = Moved(tmp_path)
    made.write(make_item("1", "Första", "Ord", more=USUAL, link="http://nya.example.org/?p=1"))
    for _ in range(2):
        assert made.run().status == 0
        assert [path for path in made.files() if path.startswith("posts/")] == [
            "posts/2015-10-26-text-1.md"
        ]


def test_an_item_without_a_number_has_that_of_its_short_link(tmp_path: Path) -> None:
    made = Moved(tmp_path)
    item = make_item("1", "Första", "Ord", more=USUAL, link=f"{HOME}/?p=19")
    made.write(item.replace("<wp:post_id><![CDATA[1]]></wp:post_id>", ""))
    assert made.run().status == 0
    assert "id: '19'" in made.files()["posts/2015-10-26-text-1.md"].decode()


def test_characters_that_no_text_may_hold_stop_nothing(tmp_path: Path) -> None:
    made = Moved(tmp_path)
    body = "Före\u2028efter och \ue000 här &#8238;vänt."
    made.write(
        make_item("1", "För\u200dsta \ue123", body, more=USUAL).replace("anna", "an\u200dna")
    )
    assert made.run().status == 0
    text = made.files()["posts/2015-10-26-text-1.md"].decode()
    assert "title: För sta\n" in text
    assert "Före efter och" in text
    assert made.build().status == 0


def test_a_newer_export_adds_and_never_overwrites(moved: Moved, tmp_path: Path) -> None:
    again = copy_of(moved, tmp_path)
    path = again.content / FIRST
    edited = path.read_text(encoding="utf-8") + "\nTillagt här.\n"
    path.write_text(edited, encoding="utf-8")
    newer = [
        make_item("1", "Första", "Nytt", more=USUAL + COMMENTS + make_comment("17", "Ny")),
        make_item("2", "Andra", "Ändrat i WordPress", more=USUAL),
        make_item("20", "Nytt", "Ord", more=USUAL),
    ]
    before = again.files()
    again.write(*newer)
    assert again.run().status == 0
    after = again.files()
    assert after[FIRST].decode() == edited
    assert after["posts/2015-10-26-text-2.md"] == before["posts/2015-10-26-text-2.md"]
    assert "posts/2015-10-26-text-20.md" in after
    assert after["comments/text-1.yml"].startswith(before["comments/text-1.yml"])
    assert b"_id: wp-17" in after["comments/text-1.yml"]
    told = {each["code"]: each["file"] for each in again.report["changes"]}
    assert told["edited"] == FIRST
    assert told["newer"] == "posts/2015-10-26-text-2.md"


def test_the_map_asks_and_is_followed(tmp_path: Path) -> None:
    blog = Moved(tmp_path, make_item("1", "Ett", "Ord", more=in_categories("ovrigt")))
    assert "Fyll i" in blog.run().out
    path = tmp_path / "import-map.yml"
    text = path.read_text(encoding="utf-8")
    assert "  - term: category/ovrigt  # 1 inlägg\n" in text
    assert b"draft: true" in blog.files()["posts/2015-10-26-text-1.md"]
    path.write_text(
        text.replace("name: ovrigt\n    kommun:", "name: ovrigt\n    kommun: ingen").replace(
            "    theme:", "    theme: bbic"
        )
    )
    assert blog.run().status == 0
    written = blog.files()["posts/2015-10-26-text-1.md"].decode()
    assert "kommun: ingen\ntheme:\n  - bbic\n" in written
    assert "draft" not in written


def test_a_mistake_in_the_map_is_named_and_nothing_written(tmp_path: Path) -> None:
    blog = Moved(tmp_path, make_item("1", "Ett", "Ord", more=USUAL))
    before = blog.files()
    (tmp_path / "import-map.yml").write_text("otherwise:\n  kommun: Hagfros\n")
    found = blog.run()
    assert (found.status, "Menade du ”Hagfors”?" in found.out) == (1, True)
    assert blog.files() == before


def test_a_dry_run_writes_the_audit_alone(tmp_path: Path) -> None:
    blog = Moved(tmp_path)
    before = blog.files()
    assert blog.run("--dry-run", "--report", str(tmp_path / "prov")).status == 0
    assert blog.files() == before
    assert sorted(path.name for path in (tmp_path / "prov").iterdir()) == [
        "import-report.json",
        "import-report.md",
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "blogg.xml",
        "content",
        "prov",
        "uploads",
    ]


@pytest.mark.parametrize("text", ["", "hej", "<rss></rss>"])
def test_what_is_no_export_says_so_and_leaves_nothing(tmp_path: Path, text: str) -> None:
    blog = Moved(tmp_path)
    (tmp_path / "blogg.xml").write_text(text)
    before = sorted(tmp_path.rglob("*"))
    found = blog.run()
    assert (found.status, "ingen export från WordPress" in found.err) == (1, True)
    assert sorted(tmp_path.rglob("*")) == before


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    content = write_blog(tmp_path)
    found = run_command("import", tmp_path / "nej.xml", "--content", content)
    assert (found.status, found.err) == (2, f"Filen {tmp_path / 'nej.xml'} finns inte.\n")


def test_a_killed_import_leaves_no_half_file_and_is_completed(tmp_path: Path) -> None:
    items = [make_item(str(n), f"Inlägg {n}", "Ord " * 300, more=USUAL) for n in range(1, 60)]
    blog = Moved(tmp_path, *items)
    command = [sys.executable, "build.py", "import", str(tmp_path / "blogg.xml")]
    with subprocess.Popen(
        [*command, "--content", str(blog.content), "--jobs", "1"],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        while process.poll() is None and not any((tmp_path / ".import").glob("*")):
            pass
        process.kill()
    assert all(text.endswith(b"\n") for text in blog.files().values())
    assert blog.run().status == 0
    assert len([path for path in blog.files() if path.startswith("posts/")]) == 59
    assert not (tmp_path / ".import").exists()
