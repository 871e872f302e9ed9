"""Whatever is written: the page beside the form is, byte for byte, the one that will be built, and
so is every file that it names; what the preview adds below its pages is no part of it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.builder.build import Builder, build
from sitegen.core import urls
from sitegen.core.problem import has_errors
from sitegen.core.workers import say_nothing
from sitegen.inputs.input import Folders
from sitegen.inputs.options import Options
from sitegen.model.post import POSTS
from sitegen.preview.editor.live import UnbuiltFiles, preview_text
from tests.conftest import ROOT
from tests.properties import number_of
from tests.properties.test_incremental import PICTURES, bytes_of
from tests.unit.preview.editor.conftest import NOW

POST = "posts/mapp/index.md"
REQUIRED = {"title": "Ett besök", "date": "2015-10-26", "kommun": "Habo", "theme": "samverkan"}
OTHER = "---\ntitle: Ett annat\ndate: 2016-01-02\nkommun: Habo\ntheme: samverkan\n---\n"
FILES = {
    "site.yml": "title: Bloggen\nall_kommuner: false\n",
    "themes.yml": (
        "- {slug: samverkan, name: Samverkan, synonyms: [samarbete]}\n"
        "- {slug: familjehem, name: Familjehem}\n"
    ),
    "authors.yml": "- {slug: redaktionen, name: Redaktionen}\n- {slug: gast, name: En gäst}\n",
    "abbreviations.yml": "IVO: Inspektionen för vård och omsorg\n",
    "pages/om.md": "---\ntitle: Om\nmenu: sidfot\n---\nOm [ett besök](../posts/mapp/index.md).\n",
    "posts/annat.md": f"{OTHER}\n## Planen\n\nI [mappen](mapp/index.md).\n",
    "posts/mapp/plan.txt": "Planen.\n",
}
FIELDS = {
    "title": ("'Tre: & <fyra>'", "Två"),
    "date": ("2016-12-07 14:05", "2017-05-30", "aldrig"),
    "kommun": ("Håbo", "[Habo, Åre]", "ingen", "Hobå"),
    "theme": ("[samarbete, familjehem]", "familjehem"),
    "draft": ("true", "false"),
    "author": ("gast",),
    "next": ("Åre",),
    "updated": ("2017-02-01",),
    "aliases": ("/gammal/",),
    "slug": ("ny-adress",),
    "summary": ("En sammanfattning om IVO.",),
    "image": ("{src: bild.png, alt: Bilden}", "{src: borta.png, alt: Borta}"),
}
PARTS = (
    "Text om IVO.",
    "## Planen",
    "![Bilden](bild.png)",
    '![Den andra](andra.png "Med bildtext")',
    "[annat](../annat.md#planen) och [bilden](bild.png)",
    "[planen](plan.txt) och [hit](#planen)",
    "[borta](borta.md)",
    "Not[^1].\n\n[^1]: En fotnot.",
    "Ett *besök* & <b>mer</b>.",
)

fields = st.fixed_dictionaries({}, optional={n: st.sampled_from(v) for n, v in FIELDS.items()})
bodies = st.lists(st.sampled_from(PARTS), max_size=5).map("\n\n".join)


class Blog:
    """A small blog in `root`: as it was last read, and as it is built once an edit is saved."""

    def __init__(self, root: Path, builder: Builder) -> None:
        self.content = root / "content"
        for path, text in FILES.items():
            place = self.content / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
        for name, data in zip(("bild.png", "andra.png"), PICTURES, strict=True):
            (self.content / "posts/mapp" / name).write_bytes(data)
        self.options = Options(
            folders=Folders(self.content, ROOT / "templates", ROOT / "assets"),
            now=NOW,
            drafts=True,
            extras=False,
            base_url="http://127.0.0.1:8000/blogg/",
            cache=root / "memo",
        )
        self._builder = builder
        self.unbuilt = UnbuiltFiles()

    def look(self, before: str | None, after: str) -> tuple[str, str, bool]:
        """The page that is shown of `after`, its address, and whether anything is wrong, when what
        was last read is `before`."""
        self.save(before)
        self._builder.build(self.options, lambda: nullcontext(None))
        assert self._builder.newest is not None
        seen = preview_text(POST, after.encode(), self._builder.newest, self.unbuilt)
        return seen.page, seen.url, has_errors(seen.problems)

    def save(self, text: str | None) -> None:
        if text is None:
            (self.content / POST).unlink(missing_ok=True)
        else:
            (self.content / POST).write_text(text, encoding="utf-8")

    def built(self, text: str) -> dict[str, bytes]:
        """The files of the site once `text` is saved; none when it cannot be built."""
        self.save(text)
        with tempfile.TemporaryDirectory() as folder:
            site = Path(folder, "site")
            build(msgspec.structs.replace(self.options, output=site))
            return bytes_of(site) if site.exists() else {}


@pytest.fixture(scope="module")
def blog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Blog]:
    root = tmp_path_factory.mktemp("live")
    (root / "memo").mkdir()
    with Builder(root / "memo", say_nothing) as builder:
        yield Blog(root, builder)


def write(changed: dict[str, str], body: str) -> str:
    front = "".join(f"{name}: {value}\n" for name, value in {**REQUIRED, **changed}.items())
    return f"---\n{front}---\n\n{body}\n"


texts = st.builds(write, fields, bodies)


@settings(max_examples=number_of(15, 300))
@given(before=st.none() | texts, after=texts)
def test_the_page_shown_is_the_page_built(blog: Blog, before: str | None, after: str) -> None:
    page, url, is_wrong = blog.look(before, after)
    site = blog.built(after)
    assert is_wrong == (not site)
    if not site:
        return
    assert page.encode() == site[urls.output_path(url)]
    for path, data in site.items():
        if path.startswith(("bilder/", POSTS.name)):
            assert blog.unbuilt.read(path) == data


def test_a_page_that_can_be_built_shows_its_pictures_and_files(blog: Blog) -> None:
    """Lest the property above holds of nothing."""
    text = write({"image": "{src: bild.png, alt: Bilden}"}, "\n\n".join((*PARTS[:6], *PARTS[7:])))
    page, url, is_wrong = blog.look(None, text)
    site = blog.built(text)
    assert (is_wrong, page.encode()) == (False, site[urls.output_path(url)])
    made = [path for path in site if path.endswith((".webp", ".png", ".txt")) and path in page]
    assert len(made) > 3
    assert all(blog.unbuilt.read(path) == site[path] for path in made)
