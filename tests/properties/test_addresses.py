"""Any blog stays whole when one of its texts gets another address: nothing new is wrong, the old
address leads on, and one step back gives every byte as it was."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.builder.build import Builder
from sitegen.core.problem import Problem
from sitegen.core.workers import say_nothing
from sitegen.kinds import redirects
from sitegen.model.site import Site
from tests.properties import number_of
from tests.support.pictures import make_image
from tests.unit.preview.editor.conftest import Office

pytestmark = pytest.mark.slow

NAMES = ("hagfors", "2016-01-02-torsby", "2016 umeå möte", "2015-10_luleå", "a (1)", "x_y")
SETTINGS = {"themes.yml": "- {slug: a, name: A}\n", "site.yml": "all_kommuner: false\n"}
ENDS = ("\n", "\r\n")


@st.composite
def blogs(draw: st.DrawFn) -> dict[str, str]:
    """Posts in files and in folders that link to each other in every way, with plans and visits
    that name them and comments on them."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=4, unique=True))
    forms = draw(st.lists(st.booleans(), min_size=len(names), max_size=len(names)))
    paths = [
        f"posts/{name}/index.md" if is_folder else f"posts/{name}.md"
        for name, is_folder in zip(names, forms, strict=True)
    ]
    files = {path: draw(posts(path, paths, number)) for number, path in enumerate(paths)}
    named = draw(st.sampled_from(paths))
    quotes = draw(st.sampled_from(("'", '"')))
    source = f"{quotes}{named.removeprefix('posts/')}{quotes}"
    files["visits.yml"] = f"- {{kommun: Torsby, date: 2014-01, source: {source}}}   # sagt\n"
    end = draw(st.sampled_from(ENDS))
    return {path: text.replace("\n", end) for path, text in files.items()}


@st.composite
def posts(draw: st.DrawFn, path: str, paths: list[str], number: int) -> str:
    own = path.removesuffix("/index.md").removesuffix(".md").removeprefix("posts/")
    inside = "" if path.endswith("/index.md") else f"{own}/"
    up = "../" if path.endswith("/index.md") else ""
    lines = [f"Text {number}.", f"![Torget](<{inside}torget.jpg>)"]
    for other in draw(st.lists(st.sampled_from(paths), max_size=3)):
        there = up + other.removeprefix("posts/")
        lines.append(
            draw(
                st.sampled_from(
                    (
                        f"[en](<{there}>)",
                        f"[två]({quote(there)}#text)",
                        f"[tre][n{number}]\n\n[n{number}]: {quote(there)} 'Titel'",
                        f"`[kod]({quote(there)})`",
                        f'<a href="{quote(there)}">fyra</a>',
                    )
                )
            )
        )
    more = draw(st.sampled_from(("", "slug: egen\n", "aliases: /gammal/\n", "draft: true\n")))
    more = "" if number else more  # a slug and an alias of the first alone
    front = f"title: Text {number}\ndate: 201{number}-05-06\nkommun: Hagfors   # där\ntheme: a\n"
    return f"---\n{front}{more}---\n\n" + "\n\n".join(lines) + "\n"


def files_in(content: Path) -> dict[str, bytes]:
    found = (place for place in content.rglob("*") if place.is_file())
    return {place.relative_to(content).as_posix(): place.read_bytes() for place in found}


def look(office: Office) -> tuple[Site, list[Problem]]:
    office.build()
    newest = office.desk.find_newest()
    assert newest is not None
    return newest.site, [each for each in newest.result.problems if each.severity == "error"]


@settings(max_examples=number_of(8, 500))
@given(files=blogs(), wish=st.sampled_from(("nytt", "Ny väg till Umeå!", "2020", "text-0")))
def test_a_blog_stays_whole_and_one_step_takes_it_back(files: dict[str, str], wish: str) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Builder(Path(folder) / "cache", say_nothing) as builder,
    ):
        content = Path(folder) / "content"
        for path, text in (files | SETTINGS).items():
            place = content / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(text.encode())
            if path.startswith("posts/"):
                pictures = place.parent if place.stem == "index" else place.with_suffix("")
                pictures.mkdir(exist_ok=True)
                make_image().save(pictures / "torget.jpg")
        office = Office(content, builder)
        site, errors = look(office)
        before = files_in(content)
        path = next(each for each in files if each.startswith("posts/"))
        old, is_draft = site.urls[path], "draft: true" in files[path]
        answer = office.post("/skriv/adress", {"fil": path, "gor": "byt", "namn": wish})
        assert answer.status_code == 303, answer.text
        after, found = look(office)
        assert {each.code for each in found} <= {each.code for each in errors}
        assert len(found) <= len(errors)
        moved = [each.url for each in redirects.pages(after)]
        assert (old in moved) is not is_draft
        name = re.search(r"nr=(\S+)", answer.headers["Location"])
        assert name
        assert office.post("/skriv/gjort", {"nr": name[1]}).status_code == 303
        assert files_in(content) == before
