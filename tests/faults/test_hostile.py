"""Texts and templates that are made to hurt, or hurt by accident: through the whole program.

Each is named with its file and in Swedish within seconds, the old site stays whole, and when it is
gone the next build is right. Mistakes that authors really make are in tests/errors.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sitegen.builder import template_errors
from sitegen.core import time_limit
from tests.conftest import Outcome, run_command
from tests.support import builds
from tests.support.builds import assert_kind, assert_right, build_here, site_of

PATIENCE = 10
"""Seconds of this process's own time for a build with something dreadful in it; most take 0.1."""


@pytest.fixture(scope="module")
def blog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One blog through everything: each test leaves it right."""
    root = tmp_path_factory.mktemp("hostile") / "blog"
    builds.put_other_files(root)
    builds.write_content(root, "A")
    assert_right(root)
    return root


def build_patiently(blog: Path, *more: str | Path) -> Outcome:
    started = time.process_time()
    found = build_here(blog, *more)
    assert time.process_time() - started < PATIENCE
    return found


BODIES = {
    "ten megabytes": ("Ett ord till. " * 750_000, "text-too-large"),
    "a text without an end": ("ord " * 49_000, ""),
    "nested quotes": (">" * 5000 + " djupt\n", "limit-nesting"),
    "nested lists": ("".join(f"{'    ' * depth}- a\n" for depth in range(150)), "limit-indent"),
    "nested html": ("<div>" * 5000 + "</div>" * 5000 + "\n", "limit-html"),
    "open brackets": ("[" * 20_000 + "\n", "limit-brackets"),
    "open stars": ("*a **b " * 8000 + "\n", "limit-emphasis"),
    "open backticks": ("`a ``b ```c " * 5000 + "\n", "limit-work"),
    "open html": ("<a <b " * 10_000 + "\n", "limit-open-html"),
    "links in links": ("[a](" * 10_000 + "b" + ")" * 10_000 + "\n", "limit-open-links"),
    "one long line": ("a" * 190_000 + "\n", ""),
    "many spaces": ("a" + " " * 150_000 + "b\n", "limit-indent"),
    "many notes": ("".join(f"[^{n}]: a\n" for n in range(9000)), "limit-notes"),
    "many cells": ("|" * 90_000 + "\n" + "|-" * 40_000 + "\n", "limit-cells"),
    "nulls": ("a\x00b\n", "control-character"),
}


@pytest.mark.parametrize("name", BODIES)
def test_a_dreadful_text_is_rejected_or_built_in_time(name: str, blog: Path) -> None:
    body, code = BODIES[name]
    before = site_of(blog)
    path = builds.write_post(blog, "hemskt", body=body)
    found = build_patiently(blog)
    if found.status:
        assert_kind(found.err)
        assert f"{path}" in found.err
        assert f"[{code}]" in found.err
        assert site_of(blog) == before
    else:
        assert "besok/hemskt/index.html" in site_of(blog)
    path.unlink()
    assert_right(blog)


LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{new}: &{new} [*{old}, *{old}, *{old}, *{old}, *{old}, *{old}, *{old}, *{old}]\n"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
FRONTS = {
    "a billion laughs": (LAUGHS, "yaml-forbidden"),
    "a value that holds itself": ("theme: &a [*a]\n", "yaml-forbidden"),
    "a merge": ("<<: {title: x}\n", "field-unknown"),
    "a Python object": ("summary: !!python/object/apply:os.system [id]\n", "yaml-forbidden"),
    "a Python name": ("summary: !!python/name:os.system\n", "yaml-forbidden"),
    "a binary": ("summary: !!binary aGVq\n", "yaml-forbidden"),
    "a nest": (f"summary: {'[' * 900}{']' * 900}\n", "yaml-too-deep"),
    "a long value": (f"summary: {'x' * 90_000}\n", "yaml-too-large"),
    "many fields": ("".join(f"falt{n}: 1\n" for n in range(9000)), "yaml-too-large"),
    "a second document": ("...\n--- \ntitle: annan\n", ""),
    "a slug that climbs": ("slug: ../../annan\n", "slug-invalid"),
    "a slug of a device": ("slug: con\n", "slug-invalid"),
    "a slug with a null": ('slug: "a\\0b"\n', "slug-invalid"),
    "a slug in another script": ("slug: häѕt\n", "slug-invalid"),
    "a long slug": (f"slug: {'a' * 300}\n", "slug-invalid"),
    "an alias that climbs": ("aliases: [/../../annan/]\n", "alias-invalid"),
    "an alias on the manifest": ("aliases: [/.manifest]\n", "alias-invalid"),
    "an alias on the start page": ("aliases: [/index.html]\n", "path-twice"),
    "a title that turns round": ('title: "a\u202eb"\n', "control-character"),
    "a title that is a script": ("summary: <script>alert(1)</script>\n", ""),
}


@pytest.mark.parametrize("name", FRONTS)
def test_dreadful_front_matter_is_rejected_or_harmless(name: str, blog: Path) -> None:
    front, code = FRONTS[name]
    before = site_of(blog)
    outside = sorted(path for path in blog.parent.iterdir())
    path = builds.write_post(blog, "hemskt", more=front)
    found = build_patiently(blog)
    if found.status:
        assert_kind(found.err)
        assert f"{path}" in found.err
        assert f"[{code}" in found.err
        assert site_of(blog) == before
    else:
        assert not code
        pages = [data for path, data in site_of(blog).items() if path.endswith((".html", ".xml"))]
        assert b"<script>alert" not in b"".join(pages)
    assert sorted(path for path in blog.parent.iterdir()) == outside
    path.unlink()
    assert_right(blog)


def link_out(posts: Path) -> None:
    (posts / "ut.md").symlink_to("/etc/passwd")


def link_in_a_circle(posts: Path) -> None:
    (posts / "ett.md").symlink_to("tva.md")
    (posts / "tva.md").symlink_to("ett.md")


def link_to_the_folder_above(posts: Path) -> None:
    (posts / "upp").symlink_to("..")


def link_to_oneself(posts: Path) -> None:
    (posts / "sig.md").symlink_to("sig.md")


def link_to_a_device(posts: Path) -> None:
    (posts / "noll.md").symlink_to("/dev/zero")


def make_a_pipe(posts: Path) -> None:
    os.mkfifo(posts / "ror.md")


def make_a_deep_folder(posts: Path) -> None:
    deep = posts
    for _ in range(60):
        deep = deep / "djupt"
    deep.mkdir(parents=True)
    shutil.copy(posts / "besok-1.md", deep / "annan.md")


def name_with_a_new_line(posts: Path) -> None:
    shutil.copy(posts / "besok-1.md", posts / "rad\nrad.md")


def name_that_turns_round(posts: Path) -> None:
    shutil.copy(posts / "besok-1.md", posts / "dm.\u202etxt.md")


def name_that_is_an_option(posts: Path) -> None:
    shutil.copy(posts / "besok-1.md", posts / "--output=x.md")


TREES: list[Callable[[Path], None]] = [
    link_out,
    link_in_a_circle,
    link_to_the_folder_above,
    link_to_oneself,
    link_to_a_device,
    make_a_pipe,
    make_a_deep_folder,
    name_with_a_new_line,
    name_that_turns_round,
    name_that_is_an_option,
]
HARMLESS = {make_a_deep_folder, name_that_is_an_option}


@pytest.mark.parametrize("make", TREES, ids=lambda each: each.__name__)
def test_dreadful_files_are_rejected_or_harmless(make: Callable[[Path], None], blog: Path) -> None:
    posts = blog / "content/posts"
    before = site_of(blog)
    shutil.copytree(posts, blog / "aside")
    make(posts)
    found = build_patiently(blog)
    assert found.status == (0 if make in HARMLESS else 1), found.err
    if found.status:
        assert_kind(found.err)
        assert site_of(blog) == before
    assert b"root:" not in b"".join(site_of(blog).values())
    shutil.rmtree(posts)
    (blog / "aside").rename(posts)
    assert_right(blog)


# Templates


@pytest.fixture
def templates(blog: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The blog's own copy of the templates; a page may take a fifth of a second."""
    shutil.copytree(builds.TEMPLATES, blog / "templates")
    monkeypatch.setattr(template_errors, "LONGEST", 0.2)
    monkeypatch.setattr(template_errors, "LARGEST", 2_000_000)
    monkeypatch.setattr(time_limit, "AGAIN", 0.1)
    yield blog / "templates"
    shutil.rmtree(blog / "templates")


RUNAWAYS = {
    "loops in loops": (
        "{% for a in 'x' * 99999 %}{% for b in 'x' * 99999 %}{% endfor %}{% endfor %}",
        "template-endless",
    ),
    "loops that write": (
        "{% for a in 'x' * 999 %}{% for b in 'x' * 99999 %}{{ b }}{% endfor %}{% endfor %}",
        "template-endless",
    ),
    "a macro that calls itself twice": (
        "{% macro m(n) %}{% if n %}{{ m(n-1) }}{{ m(n-1) }}{% endif %}{% endmacro %}{{ m(60) }}",
        "template-endless",
    ),
    "a huge number": ("{{ 9 ** (9 ** 9) }}", "template-endless"),
    "a huge number of the page's": (
        "{{ (page | string | length) ** (9 ** 9) }}",
        "template-endless",
    ),
    "a macro that calls itself": (
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "template-failed",
    ),
    "a huge string": ("{{ 'x' * 10**15 }}", "template-failed"),
    "a large page": ("{{ 'x' * 3000000 }}", "template-too-large"),
    "a division by zero": ("{{ 1 / 0 }}", "template-failed"),
    "a way out": ("{{ ''.__class__.__mro__[1].__subclasses__()[9999] }}", "template-failed"),
}


@pytest.mark.parametrize(
    ("name", "jobs"), [*((name, "1") for name in RUNAWAYS), ("loops in loops", "2")]
)
def test_a_template_that_runs_away_is_stopped_and_named(
    name: str, jobs: str, blog: Path, templates: Path
) -> None:
    text, code = RUNAWAYS[name]
    before = site_of(blog)
    original = (templates / "post.html").read_text(encoding="utf-8")
    (templates / "post.html").write_text(original.replace("{{ page.body | html }}", text))
    found = build_patiently(blog, "--templates", templates, "--jobs", jobs)
    assert found.status == 1, found.out
    assert_kind(found.err)
    assert f"{templates / 'post.html'}:" in found.err
    assert f"[{code}]" in found.err
    assert found.err.count("fel: ") == 1
    assert site_of(blog) == before
    (templates / "post.html").write_text(original, encoding="utf-8")
    assert run_command(*builds.words_of(blog, "--templates", templates)).status == 0
    assert_right(blog)


def test_a_page_that_takes_its_time_is_left_in_peace(
    blog: Path, templates: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(template_errors, "LONGEST", 5)
    slow = "{% for a in 'x' * 200000 %}{% endfor %}{{ 'x' * 1000000 }}"
    with (templates / "home.html").open("a", encoding="utf-8") as file:
        file.write(f"{{% block body %}}{slow}{{% endblock %}}")
    assert build_here(blog, "--templates", templates).status == 0
