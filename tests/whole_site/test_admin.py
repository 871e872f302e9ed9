"""A blog with the page for writing from any browser: its configuration, and all that is as before.

A blog without it has no byte of it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from sitegen.kinds.admin import EDITOR, FILES
from tests.conftest import ROOT, Run
from tests.showcase.blog import write_showcase
from tests.support.online_editor import NPM, SCHEMA, build_with_editor, needs_editor

THEMES = "- slug: familjehem\n  name: Familjehem\n- slug: samverkan\n  name: Samverkan\n"
POST = """---
title: Stabilt i Hagfors
date: 2015-10-26
kommun: Hagfors
theme: [familjehem, samverkan]
---

Vi mötte en arbetsgrupp som stannar kvar.
"""


def write_small(folder: Path) -> None:
    """A blog with no vocabulary but themes."""
    (folder / "posts").mkdir(parents=True)
    (folder / "posts/2015-10-26-hagfors.md").write_text(POST, encoding="utf-8")
    (folder / "themes.yml").write_text(THEMES, encoding="utf-8")


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_with_editor(ROOT / "content", tmp_path_factory.mktemp("own"))


def configuration(site: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / "admin/config.yml").read_text(encoding="utf-8"))
    return found


@needs_editor
@pytest.mark.parametrize("blog", ["content", "showcase", "small"])
def test_the_configuration_is_valid_by_the_editors_own_schema(
    blog: str, own: Path, tmp_path: Path
) -> None:
    site = own
    if blog != "content":
        (write_showcase if blog == "showcase" else write_small)(tmp_path / "texts")
        site = build_with_editor(tmp_path / "texts", tmp_path)
    schema = Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert [error.json_path for error in schema.iter_errors(configuration(site))] == []
    assert not schema.is_valid(configuration(site) | {"collection": []})


@needs_editor
@pytest.mark.parametrize("name", [file.name for file in FILES])
def test_the_pinned_files_are_those_that_npm_has(name: str) -> None:
    [file] = [file for file in FILES if file.name == name]
    digest = hashlib.sha384((NPM / file.package / file.path).read_bytes()).digest()
    assert f"sha384-{base64.b64encode(digest).decode()}" == file.digest
    package = json.loads((NPM / file.package / "package.json").read_text(encoding="utf-8"))
    assert package["version"] == file.version


def test_ci_installs_the_packages_that_are_pinned() -> None:
    command = (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert all(f"{file.package}@{file.version}" in command for file in FILES)


def test_the_page_is_in_no_list_and_changes_no_other_page(own: Path, run: Run) -> None:
    built = run("build", "--content", ROOT / "content", "--output", "site", "--today", "2027-01-01")
    assert built.status == 0, built.err
    before, after = files_in(Path("site")), files_in(own)
    assert {path for path in after if path not in before} == {
        "admin/config.yml", "admin/index.html", "admin/start.js"
    }  # fmt: skip
    changed = {path for path in before if before[path] != after[path]} - {".manifest"}
    assert changed == {"_headers"}
    added = after["_headers"].removeprefix(before["_headers"]).decode()
    assert added == (
        "/admin/*\n  ! Content-Security-Policy\n"
        "  Content-Security-Policy: frame-ancestors 'none'\n"
    )  # fmt: skip
    assert b'<meta name="robots" content="noindex">' in after["admin/index.html"]


def test_a_blog_without_it_publishes_nothing_of_it(tmp_path: Path, run: Run) -> None:
    """Not even the editor's files, if they are in its assets."""
    assets = Path(shutil.copytree(ROOT / "assets", tmp_path / "assets"))
    for file in FILES:
        (assets / file.name).parent.mkdir(exist_ok=True)
        (assets / file.name).write_text("left behind")
    given = ("--content", ROOT / "content", "--today", "2027-01-01")
    for output, folder in (("plain", ROOT / "assets"), ("beside", assets)):
        built = run("build", *given, "--assets", folder, "--output", output, "--cache", output[0])
        assert built.status == 0, built.err
    plain = files_in(Path("plain"))
    assert plain == files_in(Path("beside"))
    assert [path for path in plain if path.startswith(("admin/", "assets/admin/"))] == []
    assert [path for path, data in plain.items() if b"/admin/" in data or b"sveltia" in data] == []


def test_without_its_files_the_page_names_a_pinned_version_by_its_digest(own: Path) -> None:
    page = (own / "admin/index.html").read_text(encoding="utf-8")
    assert f'src="{EDITOR.far}" integrity="{EDITOR.digest}" crossorigin="anonymous"' in page
    assert f"@{EDITOR.version}/" in EDITOR.far
    [policy] = re.findall('Content-Security-Policy" content="([^"]+)"', page)
    assert f"script-src 'self' {EDITOR.far};" in policy


@needs_editor
def test_with_its_files_nothing_comes_from_elsewhere(tmp_path: Path) -> None:
    site = build_with_editor(ROOT / "content", tmp_path, own=True)
    page = (site / "admin/index.html").read_text(encoding="utf-8")
    assert set(re.findall(r"https://[^/\"' ;]+", page)) == {
        "https://api.github.com", "https://www.githubstatus.com",
        "https://avatars.githubusercontent.com",
    }  # fmt: skip
    [script] = re.findall('src="(/assets/admin/[^"]+)" integrity="', page)
    assert (site / script.lstrip("/")).stat().st_size > 1_000_000


def files_in(site: Path) -> dict[str, bytes]:
    """The files of a site, without what the program notes about them."""
    found = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in found}
