"""ARCHITECTURE.md and the decisions say what is: their packages, their picture, their files."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from types import ModuleType

from tests.conftest import ROOT
from tests.project.test_architecture import MODULES, PACKAGES, find_siblings, package_of, tree_of
from tests.support.scripts import load_script

TEXT = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
DECISIONS = ROOT / "docs/decisions"
NOTES = sorted(DECISIONS.glob("2*.md"))
LONGEST = 150
LONGEST_NOTE = 30
PARTS = ["Context", "Decision", "Consequence"]

_LINK = re.compile(r"\]\(([^):#]+)(?:#[^)]*)?\)")


@cache
def picture() -> ModuleType:
    """The program that draws the picture."""
    return load_script("make_architecture_picture")


def reached(arrows: dict[str, set[str]], start: str) -> set[str]:
    """All that arrows lead to from a package, in one step or several."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for name in arrows.get(waiting.pop(), ()):
            if name not in found:
                found.add(name)
                waiting.append(name)
    return found


def drawn() -> dict[str, set[str]]:
    """The arrows of the picture in the document."""
    arrows: dict[str, set[str]] = {}
    for start, ends in re.findall(r"^    (\S+) --> (.*)$", TEXT, re.MULTILINE):
        names = [re.sub(r"^.*\[(.*)\]$", r"\1", each) for each in (start, *ends.split(" & "))]
        assert names[0] not in arrows
        arrows[names[0]] = {*names[1:]}
    return arrows


def imported() -> dict[str, set[str]]:
    """The packages that each package imports, by the tests' own reading."""
    found: dict[str, set[str]] = {name: set() for name in PACKAGES}
    for name in MODULES:
        others = {package_of(other) for other in find_siblings(tree_of(name))}
        found[package_of(name)] |= others - {package_of(name)}
    return found


def test_the_picture_is_up_to_date() -> None:
    """Run `python scripts/make_architecture_picture.py` when this fails."""
    assert picture().made() == TEXT


def test_the_picture_shows_what_is_imported_and_no_more() -> None:
    arrows, imports = drawn(), imported()
    for name in PACKAGES:
        assert arrows.get(name, set()) <= imports[name]
        assert reached(arrows, name) == reached(imports, name)


def test_no_arrow_follows_from_others() -> None:
    arrows = drawn()
    assert sum(map(len, arrows.values())) >= len(PACKAGES) - 1
    for name, ends in arrows.items():
        for end in ends:
            without = {**arrows, name: ends - {end}}
            assert end not in reached(without, name), f"{name} → {end}"


def test_every_package_has_its_row_in_the_order_of_imports() -> None:
    rows = re.findall(r"^\| `([a-z_.]+)` \| \S", TEXT, re.MULTILINE)
    assert rows == list(PACKAGES)


def test_every_module_that_is_named_exists() -> None:
    named = re.findall(r"`([a-z_]+\.[a-z_.]+)`", TEXT)
    names = {name for name in named if name.partition(".")[0] in PACKAGES}
    assert names
    assert {name for name in names if name not in {*MODULES, *PACKAGES}} == set()


def test_the_document_is_short_enough_to_read() -> None:
    assert len(TEXT.splitlines()) <= LONGEST


def test_every_link_of_the_document_leads_to_a_file() -> None:
    for path in (ROOT / "ARCHITECTURE.md", ROOT / "CONTRIBUTING.md", ROOT / "README.md", *NOTES):
        text = re.sub(r"`[^`\n]+`", "", path.read_text(encoding="utf-8"))
        for target in _LINK.findall(text):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_every_decision_is_a_short_note_of_one_form() -> None:
    assert NOTES
    for path in NOTES:
        text = path.read_text(encoding="utf-8")
        _, day, *_ = text.split("\n\n")
        assert re.findall(r"^\*\*(\w+)\.\*\* \S", text, re.MULTILINE) == PARTS, path.name
        assert path.name.startswith(day)
        assert date.fromisoformat(day)
        assert len(text.splitlines()) <= LONGEST_NOTE


def test_the_index_lists_every_decision_by_its_title_and_date() -> None:
    index = (DECISIONS / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (2\S+) \| \[(.+)\]\((.+)\) \|$", index, re.MULTILINE)
    titles = {path.name: path.read_text(encoding="utf-8").split("\n")[0][2:] for path in NOTES}
    assert {name: title for _, title, name in rows} == titles
    assert len(rows) == len(titles)
    assert [day for day, _, _ in rows] == sorted(name[:10] for _, _, name in rows)
