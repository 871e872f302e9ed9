"""Whatever is edited, in whatever order: a build that remembers gives what one that does not gives.

Every build here is a run of the command line, with all of its ways to do less.

HYPOTHESIS_PROFILE=thorough tries many more and longer sequences than the suite does.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from unittest import mock

import msgspec
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from sitegen.images import social_card
from sitegen.images.social_card import Preview
from sitegen.inputs import document_cache
from tests.conftest import Outcome, run_command
from tests.properties import SEQUENCES
from tests.support.pictures import make_image, save

HERE = Path(__file__).parent

TRUSTED_AFTER = 30_000_000
"""Nanoseconds: more than the clock of any file system here ticks, and short enough that sequences
meet stamps that are trusted."""

POSTS = ("posts/a.md", "posts/b.md", "posts/mapp/index.md", "posts/2016-01-02-c.md", "pages/om.md")
OTHERS = ("posts/bild.png", "posts/mapp/bild.png", "assets/style.css", "assets/icon.svg")
BODIES = (
    "Text om IVO.\n\n## Planen\n",
    "Text.\n",
    "[a](/besok/a/), [b](b.md#planen) och [bilden](bild.png).\n",
    "![Bilden](bild.png)\n\n## Planen\n",
    "[utanför](https://example.org/) och [a](a.md)\n",
    "Not[^1].\n\n[^1]: En fotnot.\n",
    "#### Rubrik som hoppar\n",
    "Text.\n\n## Planen {tema=samverkan}\n\nEtt avsnitt.\n",
    "Text.\n\n## Planen {tema=familjehem}\n\nEtt annat avsnitt.\n",
)
PICTURES = (save(make_image(), "PNG"), save(make_image().rotate(180), "PNG"))
"""Two of the same size, and nearly the same number of bytes."""

FIELDS = {
    "title": ("Ett", "Två", "Tre: fel"),
    "date": ("2015-10-26", "2016-12-07 14:05", "2017-06-01", "2018-01-01", "aldrig"),
    "kommun": ("Habo", "Håbo", "[Habo, Åre]", "ingen", "Hobå"),
    "theme": ("samverkan", "familjehem", "[samarbete, familjehem]", "okänt"),
    "draft": ("false", "true"),
    "author": ("redaktionen", "gast"),
    "next": ("Åre", "Habo"),
    "aliases": ("/gammal/", "/Gammal/", "fel"),
    "slug": ("a", "b"),
    "updated": ("2017-02-01", "2017-03-01"),
    "menu": ("sidhuvud", "sidfot"),
    "comments": ("true", "false"),
}
REQUIRED = {"title": "Ett", "date": "2015-10-26", "kommun": "Habo", "theme": "samverkan"}
SETTINGS = {
    "site.yml": (
        "title: Bloggen\nall_kommuner: false\n",
        "per_page: 1\nall_kommuner: false\n",
        "permalink: /{year}/{slug}/\nall_kommuner: false\n",
        "titel: x\n",
        "all_kommuner: false\ncomments: {form: true, notify: a@example.org, close_after: 300}\n",
    ),
    "themes.yml": (
        "- {slug: samverkan, name: Samverkan, synonyms: [samarbete]}\n"
        "- {slug: familjehem, name: Familjehem}\n",
        "- {slug: samverkan, name: Att samverka}\n",
    ),
    "authors.yml": ("- {slug: redaktionen, name: Redaktionen}\n", "- {slug: gast, name: Gäst}\n"),
    "abbreviations.yml": ("IVO: Inspektionen för vård och omsorg\n", "IVO: Inspektionen\n"),
}
BROKEN = (b"\xff\xfe", b"---\ntitle: utan slut\n", b"", b"---\ntitle: [\n---\n", b"a\x00b")
TEMPLATES = ("base.html", "parts/foot.html", "post.html", "feed.xml", "robots.txt")
DAYS = ("2017-06-30", "2016-01-01", "2018-06-30")
OPTIONS = ((), ("--drafts",), ("--strict",), ("--base-url", "https://example.org/blogg/"))

COMMENTS = ("comments/a.yml", "comments/b.yml", "comments/a/lo.yml", "comments/om.yml")
SAID = {
    "approved": "state: approved, name: Kim, message: Hej om IVO.",
    "edited": "state: approved, name: Kim, message: 'Hej <b>igen</b>.'",
    "waiting": "state: waiting, name: Kim, message: Hemligt.",
    "removed": "state: removed",
    "answered": "state: approved, name: Lo, message: Ja., parent: k0",
    "own": "state: approved, name: Red., message: Ja., parent: k0, author: redaktionen",
    "pingback": "state: approved, name: En blogg, kind: pingback, url: 'https://example.org/'",
    "broken": "state: sedd",
}
"""What a comment may be; the first one of a file is `k0`."""

files = st.sampled_from((*POSTS, *COMMENTS, *OTHERS, *SETTINGS))
fields = st.sampled_from(sorted(FIELDS)).flatmap(
    lambda name: st.tuples(st.just(name), st.sampled_from(("", *FIELDS[name])))
)


def read_tree(folder: Path) -> dict[str, tuple[bytes, int]]:
    """The bytes and the time of writing of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def draw_as_text(preview: Preview) -> bytes:
    """Stands in for the drawing of link previews: what is on them decides their bytes."""
    return msgspec.json.encode(preview)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path: data for path, (data, _) in read_tree(folder).items()}


class Editing(RuleBasedStateMachine):
    """A content folder that is edited, and built after each edit."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        self.content = self.root / "content"
        self.patches = (
            mock.patch.object(document_cache, "SETTLED", TRUSTED_AFTER),
            mock.patch.object(social_card, "draw_card", draw_as_text),
        )
        for patch in self.patches:
            patch.start()
        self.fields: dict[str, dict[str, str]] = {}
        self.bodies: dict[str, str] = {}
        self.comments: dict[str, list[str]] = {}
        self.options: tuple[str, ...] = ("--today", DAYS[0])

    def teardown(self) -> None:
        for patch in self.patches:
            patch.stop()
        shutil.rmtree(self.root)

    def place(self, path: str) -> Path:
        place = (self.root if path.startswith("assets/") else self.content) / path
        place.parent.mkdir(parents=True, exist_ok=True)
        return place

    def write_post(self, path: str) -> None:
        values = self.fields.setdefault(path, dict(REQUIRED))
        of_a_page = ("title", "draft", "menu", "slug", "aliases", "updated", "comments")
        front = "".join(
            f"{name}: {value}\n"
            for name, value in values.items()
            if value and (name in of_a_page if path.startswith("pages/") else name != "menu")
        )
        body = self.bodies.setdefault(path, BODIES[0])
        self.place(path).write_text(f"---\n{front}---\n{body}", encoding="utf-8")

    @initialize()
    def begin(self) -> None:
        shutil.copytree(HERE / "templates", self.root / "templates")
        shutil.copytree(HERE / "assets", self.root / "assets")
        for path in POSTS[:3]:
            self.write_post(path)
        self.place("themes.yml").write_text(SETTINGS["themes.yml"][0], encoding="utf-8")
        self.place("posts/bild.png").write_bytes(PICTURES[0])
        self.comments[COMMENTS[0]] = ["approved", "answered", "waiting"]
        self.write_comments(COMMENTS[0])

    @rule(path=st.sampled_from(POSTS))
    def add_or_mend_a_text(self, path: str) -> None:
        self.fields[path] = dict(REQUIRED)
        self.bodies[path] = BODIES[0]
        self.write_post(path)

    @rule(path=st.sampled_from(POSTS), field=fields)
    def edit_a_field(self, path: str, field: tuple[str, str]) -> None:
        name, value = field
        self.fields.setdefault(path, dict(REQUIRED))[name] = value
        self.write_post(path)

    @rule(path=st.sampled_from(POSTS), body=st.sampled_from(BODIES))
    def edit_a_body(self, path: str, body: str) -> None:
        self.bodies[path] = body
        self.write_post(path)

    @rule(path=st.sampled_from(COMMENTS), kind=st.sampled_from(sorted(SAID)))
    def add_a_comment(self, path: str, kind: str) -> None:
        self.comments.setdefault(path, []).append(kind)
        self.write_comments(path)

    @rule(
        path=st.sampled_from(COMMENTS),
        number=st.integers(0, 3),
        kind=st.sampled_from(("", *sorted(SAID))),
    )
    def change_a_comment(self, path: str, number: int, kind: str) -> None:
        """It is approved, edited, answered, removed with its place kept, or without."""
        written = self.comments.get(path)
        if written:
            place = number % len(written)
            written[place : place + 1] = [kind] if kind else []
            self.write_comments(path)

    def write_comments(self, path: str) -> None:
        written = self.comments[path]
        said = [
            f"{{_id: k{number}, date: 2016-12-0{1 + number % 9}, {SAID[kind]}}}\n"
            for number, kind in enumerate(written)
        ]
        one = path.count("/") == 2  # a file of its own, as Staticman writes them
        text = "".join(said[-1:] if one else (f"- {each}" for each in said))
        self.place(path).write_text(text, encoding="utf-8")

    @rule(path=st.sampled_from(POSTS), data=st.sampled_from(BROKEN))
    def break_a_text(self, path: str, data: bytes) -> None:
        self.place(path).write_bytes(data)

    @rule()
    def mend_everything(self) -> None:
        shutil.copytree(HERE / "templates", self.root / "templates", dirs_exist_ok=True)
        for name, texts in SETTINGS.items():
            self.place(name).write_text(texts[0], encoding="utf-8")
        for path in POSTS:
            if self.place(path).exists():
                self.add_or_mend_a_text(path)

    @rule(path=files)
    def remove(self, path: str) -> None:
        if path != "assets/style.css":
            self.place(path).unlink(missing_ok=True)

    @rule(old=st.sampled_from(POSTS), new=st.sampled_from(POSTS))
    def rename(self, old: str, new: str) -> None:
        if self.place(old).exists():
            self.place(old).replace(self.place(new))

    @rule(old=files, new=files)
    def swap(self, old: str, new: str) -> None:
        if self.place(old).exists() and self.place(new).exists() and old != new:
            aside = self.root / "aside"
            self.place(old).rename(aside)
            self.place(new).rename(self.place(old))
            aside.rename(self.place(new))

    @rule(path=st.sampled_from(OTHERS), data=st.sampled_from((*PICTURES, b"trasig bild")))
    def write_another_file(self, path: str, data: bytes) -> None:
        self.place(path).write_bytes(data)

    @rule(name=st.sampled_from(sorted(SETTINGS)), number=st.integers(0, 4))
    def edit_settings(self, name: str, number: int) -> None:
        texts = SETTINGS[name]
        self.place(name).write_text(texts[number % len(texts)], encoding="utf-8")

    @rule(name=st.sampled_from(TEMPLATES), text=st.sampled_from(("", "ny", "{{ url }}", "{{ x }}")))
    def edit_a_template(self, name: str, text: str) -> None:
        original = (HERE / "templates" / name).read_text(encoding="utf-8")
        (self.root / "templates" / name).write_text(original + text, encoding="utf-8")

    @rule(name=st.sampled_from(TEMPLATES))
    def remove_a_template(self, name: str) -> None:
        (self.root / "templates" / name).unlink(missing_ok=True)

    @rule(path=files)
    def touch(self, path: str) -> None:
        if self.place(path).exists():
            os.utime(self.place(path))

    @rule(path=files)
    def change_within_the_same_stamp(self, path: str) -> None:
        """As many bytes and the same time of change, as a restored backup may have."""
        place = self.place(path)
        if place.exists():
            status = place.stat()
            data = place.read_bytes()
            place.write_bytes(data.translate(bytes.maketrans(b"Et", b"tE")))
            os.utime(place, ns=(status.st_atime_ns, status.st_mtime_ns))

    @rule(day=st.sampled_from(DAYS), more=st.sampled_from(OPTIONS))
    def build_with_other_options(self, day: str, more: tuple[str, ...]) -> None:
        self.options = ("--today", day, *more)

    @precondition(lambda self: (self.root / "cache").exists())
    @rule(number=st.integers(0, 20), keep=st.floats(0, 1), data=st.sampled_from((b"", b"mer")))
    def damage_the_memo(self, number: int, keep: float, data: bytes) -> None:
        memos = sorted(path for path in (self.root / "cache").iterdir() if path.is_file())
        path = memos[number % len(memos)]
        old = path.read_bytes()
        path.write_bytes(old[: int(len(old) * keep)] + data)

    @precondition(lambda self: (self.root / "site").exists())
    @rule(number=st.integers(0, 100))
    def lose_a_page(self, number: int) -> None:
        pages = sorted((self.root / "site").rglob("*.html"))
        if pages:
            pages[number % len(pages)].unlink()

    @invariant()
    def a_build_that_remembers_gives_what_a_clean_one_gives(self) -> None:
        site, fresh = self.root / "site", self.root / "fresh"
        before = read_tree(site)
        remembering = self.build(site, "--cache", self.root / "cache")
        clean = self.build(fresh, "--no-cache")
        assert problems_and_held(remembering) == problems_and_held(clean)
        if clean.status:
            assert read_tree(site) == before
            return
        assert bytes_of(site) == bytes_of(fresh)
        shutil.rmtree(fresh)
        self.assert_nothing_is_written_again(remembering)

    def assert_nothing_is_written_again(self, earlier: Outcome) -> None:
        site = self.root / "site"
        before = read_tree(site)
        again = self.build(site, "--cache", self.root / "cache")
        assert problems_and_held(again) == problems_and_held(earlier)
        assert read_tree(site) == before

    def build(self, output: Path, *options: str | Path) -> Outcome:
        folders = [
            word
            for name in ("content", "templates", "assets")
            for word in (f"--{name}", self.root / name)
        ]
        return run_command("build", *folders, "--output", output, *options, *self.options)


def problems_and_held(outcome: Outcome) -> object:
    """What an author gets to know, but for how many files were written and how long it took."""
    held = [line for line in outcome.out.splitlines() if line.startswith("Väntar: ")]
    return outcome.status, outcome.err, held


def test_the_blog_to_be_edited_can_be_built() -> None:
    """Else the rest would prove nothing: what cannot be built is left alone."""
    editing = Editing()
    try:
        editing.begin()
        found = editing.build(editing.root / "site", "--no-cache")
        assert found.status == 0, found.err
        page = (editing.root / "site/besok/a/index.html").read_text(encoding="utf-8")
        assert "Hej om IVO." in page
        assert "Hemligt" not in page
    finally:
        editing.teardown()


def test_templates_are_reported_in_the_same_order_by_one_worker_and_by_several() -> None:
    editing = Editing()
    try:
        editing.begin()
        editing.remove_a_template("base.html")
        one, several = (
            editing.build(editing.root / "site", "--no-cache", "--jobs", jobs) for jobs in "14"
        )
        assert one.err.count("[template-missing]") > 10
        assert one.err == several.err
    finally:
        editing.teardown()


TestEditing = Editing.TestCase
TestEditing.settings = SEQUENCES
