"""The recipes of CONTRIBUTING.md: they name files that exist, few of them, and they work."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent
from typing import Literal, NamedTuple

import pytest

from tests.conftest import ROOT
from tests.support import builds
from tests.support.publishing import put

PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
TITLES = (
    *("A page kind", "A check", "A wording check", "A code of a problem", "A front-matter field"),
    *("A collection", "A vocabulary", "A data file", "A command"),
)
MOST_MODULES = 2
MOST_TEMPLATES = 1

_ITEM = re.compile(
    r"^\d+\. `(?P<path>[^`]+)` \((?P<how>new|line)\):(?P<text>.*?)(?=^\d+\. |^\S|\Z)",
    re.MULTILINE | re.DOTALL,
)
_FENCE = re.compile(
    r"^ +(?P<fence>`{3,})\w+\n(?P<text>.*?)^ +(?P=fence)$", re.MULTILINE | re.DOTALL
)


class Item(NamedTuple):
    """A file that a recipe makes or changes, what it says of it, and the text shown, if any."""

    path: str
    how: Literal["new", "line"]
    words: str
    shown: str


def read_recipes() -> dict[str, list[Item]]:
    """The items of each recipe by its title."""
    _, _, recipes = PAGE.partition("\n## Recipes\n")
    _, *parts = re.split(r"^### (.*)\n", recipes.partition("\n## ")[0], flags=re.MULTILINE)
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return {title: [read_item(found) for found in _ITEM.finditer(text)] for title, text in pairs}


def read_item(found: re.Match[str]) -> Item:
    fence = _FENCE.search(found["text"])
    how: Literal["new", "line"] = "new" if found["how"] == "new" else "line"
    words = " ".join(_FENCE.sub("", found["text"]).split())
    return Item(found["path"], how, words, dedent(fence["text"]) if fence else "")


RECIPES = read_recipes()

every_recipe = pytest.mark.parametrize("title", RECIPES)


def test_there_is_a_recipe_for_all_that_a_blog_grows_by() -> None:
    assert set(RECIPES) == set(TITLES)
    assert all(RECIPES.values())


@every_recipe
def test_a_recipe_names_files_that_exist_and_new_ones_that_do_not(title: str) -> None:
    for item in RECIPES[title]:
        path = ROOT / item.path
        assert path.parent.is_dir(), item.path
        assert path.exists() == (item.how == "line"), item.path


@every_recipe
def test_a_recipe_asks_for_two_modules_and_a_template_at_most(title: str) -> None:
    """Tests, and what is made by a script, do not count."""
    paths = [item.path for item in RECIPES[title]]
    assert 0 < sum(path.startswith("sitegen/") for path in paths) <= MOST_MODULES
    assert sum(path.startswith("templates/") for path in paths) <= MOST_TEMPLATES
    others = {path.partition("/")[0] for path in paths} - {"sitegen", "templates", "tests"}
    assert others <= {"README.md"}


# Followed to the letter


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program after the first four recipes, with a post that breaks both rules."""
    folder = tmp_path_factory.mktemp("program")
    for name in ("sitegen", "templates", "assets"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(ROOT / "build.py", folder / "build.py")
    for title in TITLES[:4]:
        for item in RECIPES[title]:
            follow(item, folder)
    put(folder / "content/themes.yml", b"- {slug: samverkan, name: Samverkan}\n")
    put(folder / "content/site.yml", b"search: false\nlink_previews: false\n")
    builds.write_post(folder, "besok", number=0, title="Besök", body="## Plan!\n\nHabo -> Hagfors.")
    return folder


def follow(item: Item, folder: Path) -> None:
    """Do what an item says; what it says of tests is for the tests."""
    if item.path.startswith("tests/"):
        return
    path = folder / item.path
    if item.how == "new":
        assert item.shown, item.path
        path.write_text(item.shown, encoding="utf-8")
    elif item.path.endswith(".md"):
        put(path, f"{path.read_text(encoding='utf-8')}\n{item.shown}".encode())
    else:
        path.write_text(add_lines(path.read_text(encoding="utf-8"), item.words), encoding="utf-8")


def add_lines(text: str, words: str) -> str:
    """The text of a registry with the lines that an item names."""
    [(name, package)] = re.findall(r"`(\w+)` in the import from `([\w.]+)`", words)
    [(entry, registry)] = re.findall(r"`([\w.]+)` in `([A-Z_]+)`", words)
    for start in (rf"^from {package} import \(?\s*", rf"^{registry} = \("):
        what = name if "import" in start else entry
        text, count = re.subn(start, rf"\g<0>{what}, ", text, flags=re.MULTILINE)
        assert count == 1, start
    return text


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A command of the copy."""
    return subprocess.run(
        [sys.executable, "build.py", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_a_page_kind_made_by_its_recipe_has_its_page(followed: Path) -> None:
    built = run(followed, "--today", "2018-01-01")
    assert built.returncode == 0, built.stderr
    page = (followed / "site/siffror/index.html").read_text(encoding="utf-8")
    assert "<p>Det finns 1 inlägg.</p>" in page
    assert "<h1>Siffror</h1>" in page
    assert "/siffror/" in (followed / "site/sitemap.xml").read_text(encoding="utf-8")


@pytest.mark.slow
def test_checks_made_by_their_recipes_find_their_problems(followed: Path) -> None:
    checked = run(followed, "check", "--today", "2018-01-01")
    assert checked.returncode == 0, checked.stderr
    assert "slutar med utropstecken. [heading-exclaimed]" in checked.stdout
    assert "två tecken. [arrow-typed]" in checked.stdout
    assert len(re.findall(r"\[[a-z-]+\]$", checked.stdout, re.MULTILINE)) == 2


@pytest.mark.slow
def test_a_wording_check_made_by_its_recipe_fixes_what_it_finds(followed: Path) -> None:
    post = followed / "content/posts/besok.md"
    before = post.read_text(encoding="utf-8")
    assert run(followed, "check", "--fix", "--today", "2018-01-01").returncode == 0
    assert post.read_text(encoding="utf-8") == before.replace("->", "→")
    post.write_text(before, encoding="utf-8")


@pytest.mark.slow
def test_a_code_made_by_its_recipe_is_explained(followed: Path) -> None:
    explained = run(followed, "explain", "heading-exclaimed")
    assert explained.returncode == 0, explained.stderr
    assert "Ta bort utropstecknet." in explained.stdout
    assert "Fel:\n    ## Samverkan!\n" in explained.stdout
