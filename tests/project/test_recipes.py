"""The recipes of CONTRIBUTING.md: they name files that exist, few of them, and they work."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from textwrap import dedent, indent
from typing import Any, Literal, NamedTuple

import pytest

from tests.conftest import ROOT
from tests.support import builds
from tests.support.previewing import previewing
from tests.support.publishing import put

PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
TITLES = (
    *("A page kind", "A check", "A wording check", "A code of a problem", "A front-matter field"),
    *("A collection", "The pages of a collection", "A vocabulary", "A file of records"),
    *("A data file", "A command"),
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
_ANCHOR = re.compile(r"[Aa]bove `([^`]+)`:$")
_IMPORTED = re.compile(r"`(\w+)` in (the|an) import from `([\w.]+)`")
_LISTED = re.compile(r"`([\w.]+)` in `([A-Z_]+)`")


class Shown(NamedTuple):
    """A text that a recipe shows, and the line that it goes above, if one is named."""

    text: str
    above: str


class Item(NamedTuple):
    """A file that a recipe makes or changes, what it says of it, and the texts shown."""

    path: str
    how: Literal["new", "line"]
    words: str
    shown: tuple[Shown, ...]


def read_recipes() -> dict[str, list[Item]]:
    """The items of each recipe by its title."""
    _, _, recipes = PAGE.partition("\n## Recipes\n")
    _, *parts = re.split(r"^### (.*)\n", recipes.partition("\n## ")[0], flags=re.MULTILINE)
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return {title: [read_item(found) for found in _ITEM.finditer(text)] for title, text in pairs}


def read_item(found: re.Match[str]) -> Item:
    how: Literal["new", "line"] = "new" if found["how"] == "new" else "line"
    words = " ".join(_FENCE.sub("", found["text"]).split())
    return Item(found["path"], how, words, tuple(read_shown(found["text"])))


def read_shown(text: str) -> Iterator[Shown]:
    end = 0
    for fence in _FENCE.finditer(text):
        anchor = _ANCHOR.search(" ".join(text[end : fence.start()].split()))
        yield Shown(dedent(fence["text"]), anchor[1] if anchor else "")
        end = fence.end()


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
def test_a_line_that_a_recipe_points_at_is_in_its_file(title: str) -> None:
    for item in RECIPES[title]:
        if item.how == "line":
            put_above((ROOT / item.path).read_text(encoding="utf-8"), item.shown)


@every_recipe
def test_a_recipe_asks_for_two_modules_and_a_template_at_most(title: str) -> None:
    """Tests, and what is made by a script, do not count."""
    paths = [item.path for item in RECIPES[title]]
    assert 0 < sum(path.startswith("sitegen/") for path in paths) <= MOST_MODULES
    assert sum(path.startswith("templates/") for path in paths) <= MOST_TEMPLATES
    others = {path.partition("/")[0] for path in paths} - {"sitegen", "templates", "tests"}
    assert others <= {"README.md"}


# Followed to the letter


def test_what_a_recipe_shows_is_written_as_the_program_is() -> None:
    items = (item for items in RECIPES.values() for item in items)
    new = {each.path: each.shown[0].text for each in items if each.how == "new" and each.shown}
    new = {path: text for path, text in new.items() if path.endswith(".py")}
    assert len(new) > 8
    for path, text in new.items():
        found = subprocess.run(
            [sys.executable, "-m", "ruff", "check", "--quiet", "--stdin-filename", path, "-"],
            input=text,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert found.returncode == 0, found.stdout + found.stderr


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program after all recipes, with a text of each sort.

    The post breaks the rules of both checks.
    """
    folder = tmp_path_factory.mktemp("program")
    for name in ("sitegen", "templates", "assets", "docs", "scripts", ".vscode"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("build.py", "README.md"):
        shutil.copyfile(ROOT / name, folder / name)
    for title in TITLES:
        for item in RECIPES[title]:
            follow(item, folder)
    for path, text in TEXTS.items():
        put(folder / "content" / path, text.encode())
    builds.write_post(
        folder,
        "besok",
        number=0,
        title="Besök",
        body="## Plan!\n\nHabo -> Hagfors. Läs [avtalet](../agreements/habo-2016.yml).",
        more="met: digitalt\n",
    )
    return folder


TEXTS = {
    "themes.yml": "- {slug: samverkan, name: Samverkan}\n",
    "site.yml": "search: false\nlink_previews: false\nall_kommuner: false\n",
    "agreements/habo-2016.yml": "name: Avtalet i Habo\nkommun: Habo\n"
    "points:\n  - text: Fler platser\n    done: true\n  - text: Färre byten\n",
    "methods.yml": "- slug: habo-kommun\n  name: Habo kommun\n",
    "meetings.yml": "- date: 2016-02-01\n  kommun: Malå\n",
}
"""One text of each sort that the recipes add."""


def follow(item: Item, folder: Path) -> None:
    """Do what an item says; what it says of tests is for the tests."""
    if item.path.startswith("tests/"):
        return
    path = folder / item.path
    if item.how == "new":
        [shown] = item.shown
        path.write_text(shown.text, encoding="utf-8")
        return
    text = path.read_text(encoding="utf-8")
    text = put_above(text, item.shown) if item.shown else add_lines(text, item.words)
    path.write_text(text, encoding="utf-8")


def put_above(text: str, shown: Iterable[Shown]) -> str:
    """The text of a file with what is shown above the lines that are named, or at its end."""
    for each in shown:
        if not each.above:
            text = f"{text}\n{each.text}"
            continue
        found = re.findall(rf"^( *){re.escape(each.above)}", text, re.MULTILINE)
        assert len(found) == 1, each.above
        place = text.index(f"\n{found[0]}{each.above}") + 1
        text = text[:place] + indent(each.text, found[0]) + text[place:]
    return text


def add_lines(text: str, words: str) -> str:
    """The text of a registry with the lines that an item names."""
    [(name, which, package)] = _IMPORTED.findall(words)
    [(entry, registry)] = _LISTED.findall(words)
    lists = [(rf"^{registry}\b.* = \(", entry)]
    if which == "the":
        lists.append((rf"^from {package} import \(?\s*", name))
    else:
        text = text.replace("\nfrom sitegen.", f"\nfrom {package} import {name}\nfrom sitegen.", 1)
    for start, what in lists:
        text, count = re.subn(start, rf"\g<0>{what}, ", text, flags=re.MULTILINE)
        assert count == 1, start
    return text


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A script of the copy, `build.py` unless another is named."""
    return subprocess.run(
        [
            sys.executable,
            *(() if words[:1] and words[0].endswith(".py") else ("build.py",)),
            *words,
        ],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


FORMS = ("posts/besok.md", "agreements/habo-2016.yml", "methods.yml", "meetings.yml")


@pytest.fixture(scope="module")
def forms(followed: Path) -> Mapping[str, str]:
    """The page on which each of the texts is edited, by its path."""
    with previewing(followed, program=followed) as preview:
        return {path: preview.ask(f"/skriv/?fil={path}").text for path in FORMS}


@pytest.fixture(scope="module")
def site(followed: Path) -> Path:
    """The site that the copy builds."""
    built = run(followed, "--today", "2018-01-01")
    assert built.returncode == 0, built.stdout + built.stderr
    return followed / "site"


@pytest.mark.slow
def test_a_page_kind_made_by_its_recipe_has_its_page(site: Path) -> None:
    page = (site / "antal/index.html").read_text(encoding="utf-8")
    assert "<p>Det finns 1 inlägg.</p>" in page
    assert "<h1>Antal</h1>" in page
    assert "/antal/" in (site / "sitemap.xml").read_text(encoding="utf-8")


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


@pytest.mark.slow
def test_a_field_made_by_its_recipe_is_shown_checked_and_offered(
    followed: Path, site: Path, forms: Mapping[str, str]
) -> None:
    page = (site / "besok/besok/index.html").read_text(encoding="utf-8")
    assert "<span>Möte digitalt</span>" in page
    wrong = check_with(followed, "posts/besok.md", "met: digitalt", "met: brevledes")
    assert "Skriv något av på plats, digitalt." in wrong
    form = forms["posts/besok.md"]
    assert '<option value="digitalt" selected>' in form
    assert "Hur ni möttes" in form


@pytest.mark.slow
def test_a_collection_made_by_its_recipe_has_pages_and_a_form(
    followed: Path, site: Path, forms: Mapping[str, str]
) -> None:
    page = (site / "avtal/habo-2016/index.html").read_text(encoding="utf-8")
    assert "<h1>Avtalet i Habo</h1>" in page
    assert "<li>Fler platser (gjort)</li>\n<li>Färre byten</li>" in page
    assert "/avtal/habo-2016/" in (site / "besok/besok/index.html").read_text(encoding="utf-8")
    wrong = check_with(followed, "agreements/habo-2016.yml", "kommun: Habo", "kommun: Hab")
    assert (
        "content/agreements/habo-2016.yml:2:9: fel: Det finns ingen kommun som heter ”Hab”."
        in wrong
    )
    form = forms["agreements/habo-2016.yml"]
    assert 'name="points.0.text"' in form
    assert 'value="Färre byten"' in form


@pytest.mark.slow
def test_entries_and_rows_made_by_their_recipes_are_checked_and_have_a_form(
    followed: Path, forms: Mapping[str, str]
) -> None:
    wrong = check_with(followed, "methods.yml", "name:", "namn:")
    assert "content/methods.yml:2:3: fel: Fältet namn finns inte." in wrong
    wrong = check_with(followed, "meetings.yml", "2016-02-01", "2016-02-31")
    assert "content/meetings.yml:1:9: fel: ”2016-02-31” är inget datum som finns." in wrong
    assert 'value="Habo kommun"' in forms["methods.yml"]
    assert 'value="2016-02-01"' in forms["meetings.yml"]


@pytest.mark.slow
def test_a_data_file_made_by_its_recipe_is_published(site: Path) -> None:
    assert (site / "data/rubriker.csv").read_bytes() == (
        b"datum,rubrik,adress\r\n2017-01-01,Bes\xc3\xb6k,/besok/besok/\r\n"
    )


@pytest.mark.slow
def test_a_command_made_by_its_recipe_runs_and_has_its_help(followed: Path) -> None:
    counted = run(followed, "count")
    assert counted.returncode == 0, counted.stderr
    assert {"inlägg: 1", "avtal: 1", "möte: 1"} <= set(counted.stdout.splitlines())
    assert "räkna texterna" in run(followed, "--help").stdout


@pytest.mark.slow
def test_editors_and_the_guide_know_what_was_added(followed: Path) -> None:
    made = run(followed, "scripts/make_schema.py")
    assert made.returncode == 0, made.stderr
    guide = (followed / "docs/skriva.md").read_text(encoding="utf-8")
    assert "| `met` | Hur ni möttes. |" in guide
    schemas = {name: read_schema(followed, name) for name in ("avtal", "metoder", "moten")}
    assert set(schemas["avtal"]["properties"]) == {"draft", "name", "kommun", "points"}
    assert schemas["moten"]["items"]["required"] == ["date", "kommun"]
    assert schemas["metoder"]["items"]["required"] == ["slug", "name"]
    assert "digitalt" in json.dumps(read_schema(followed, "inlagg"))


def read_schema(folder: Path, name: str) -> Any:
    return json.loads((folder / f".vscode/{name}.schema.json").read_text(encoding="utf-8"))


def check_with(folder: Path, path: str, old: str, new: str) -> str:
    """What `check` prints when a text is as it should not be."""
    place = folder / "content" / path
    before = place.read_text(encoding="utf-8")
    assert old in before
    place.write_text(before.replace(old, new), encoding="utf-8")
    checked = run(folder, "check", "--today", "2018-01-01")
    place.write_text(before, encoding="utf-8")
    assert checked.returncode == 1, checked.stderr
    return checked.stdout
