"""A new comment makes again the page of its text and the search index, and no other file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT, run_command
from tests.showcase.test_new_status import build_golden

PAGE = "besok/i-habo-stannar-medarbetarna/index.html"
FILE = "content/comments/i-habo-stannar-medarbetarna.yml"
FIRST = "- {_id: a, name: Kim, date: 2016-01-01, state: approved, message: Hej}\n"
SECOND = "- {_id: b, name: Lo, date: 2016-01-02, state: approved, message: Hallå, parent: a}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "tests/golden/content", tmp_path / "content")
    (tmp_path / "content/comments").mkdir()
    return tmp_path


def changed(root: Path, text: str) -> set[str]:
    """What another text of the file of comments makes again, besides the search index."""
    before = build_golden(root)
    (root / FILE).write_text(text, encoding="utf-8")
    after = build_golden(root)
    found = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    return {name for name in found if not name.startswith("sokregister/")}


def test_the_first_and_a_further_comment_change_one_page(root: Path) -> None:
    assert changed(root, FIRST) == {PAGE}
    assert changed(root, FIRST + SECOND) == {PAGE}
    assert "2 kommentarer" in (root / "site" / PAGE).read_text(encoding="utf-8")


def test_one_that_waits_changes_nothing(root: Path) -> None:
    (root / FILE).write_text(FIRST, encoding="utf-8")
    build_golden(root)
    index = {path.name for path in (root / "site/sokregister").rglob("*")}
    assert changed(root, FIRST + SECOND.replace("approved", "waiting")) == set()
    assert {path.name for path in (root / "site/sokregister").rglob("*")} == index


def test_a_page_is_explained_with_its_comments(root: Path) -> None:
    (root / FILE).write_text(FIRST, encoding="utf-8")
    folders = [f"--content={root / 'content'}", f"--cache={root / 'cache'}"]
    told = run_command("explain", f"/{PAGE.removesuffix('index.html')}", *folders)
    assert f"Kommentarer ur: {root / FILE}" in told.out
