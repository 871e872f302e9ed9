"""Each text in texts/ is a post with an author's mistakes; the .txt beside it is what
`python build.py check` says of them."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run, Snapshot
from tests.errors.reading import assert_helpful, mistakes_in

HERE = Path(__file__).parent
TEXTS = sorted((HERE / "texts").glob("*.md"))


def lay_out(text: Path) -> None:
    """A blog with this text in it, and with the odd picture if it names that."""
    shutil.copytree(HERE / "around", "content")
    shutil.copy(text, f"content/posts/{text.name}")
    if "karta.tiff" in text.read_text(encoding="utf-8"):
        shutil.copy(HERE / "karta.tiff", "content/posts/karta.tiff")


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.stem)
def test_every_mistake_in_a_text_is_named(text: Path, run: Run, snapshot: Snapshot) -> None:
    lay_out(text)
    found = run("check", "--no-cache", "--today", "2017-06-30")
    assert (found.status, found.err) == (1, "")
    snapshot(text.with_suffix(".txt"), found.out)
    for mistake in mistakes_in(found.out):
        assert mistake.startswith(f"content/posts/{text.name}:")
        assert_helpful(mistake)


def test_the_texts_around_are_without_mistakes(run: Run) -> None:
    shutil.copytree(HERE / "around", "content")
    assert run("check", "--no-cache", "--strict", "--today", "2017-06-30").status == 0


IN_EVERYTHING = """
    address-invalid alias-invalid anchor-missing author-unknown date-invalid field-missing
    field-repeated field-unknown flag-unknown heading-level-one heading-skipped kommun-unknown
    link-broken period-invalid picture-external picture-missing picture-without-text slug-invalid
    theme-unknown wrong-shape
"""


def test_the_dreadful_text_has_every_mistake_named_at_once() -> None:
    told = (HERE / "texts" / "everything.txt").read_text(encoding="utf-8")
    codes = IN_EVERYTHING.split()
    assert [code for code in codes if f"[{code}]" not in told] == []


def test_the_reported_mistakes_are_many_and_of_many_kinds() -> None:
    told = "".join(path.read_text(encoding="utf-8") for path in HERE.rglob("*.txt"))
    assert told.count("    → ") >= 100


OF_THE_BLOCK = {"front-matter-missing", "front-matter-unclosed", "yaml-syntax", "yaml-forbidden"}
OF_THE_BLOCK |= {"yaml-too-deep", "wrong-shape"}
"""What can be wrong with the front matter as a whole; `wrong-shape` with a field or with that."""


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.stem)
def test_every_mistake_in_the_front_matter_names_its_field(text: Path, run: Run) -> None:
    lay_out(text)
    lines = text.read_text(encoding="utf-8").split("\n")
    end = lines.index("---", 1) + 1 if "---" in lines[1:] else 0
    found = run("check", "--no-cache", "--today", "2017-06-30", "--format", "json")
    for problem in json.loads(found.out):
        if problem["line"] > end:
            assert problem["field"] == ""
        elif problem["code"] not in OF_THE_BLOCK or problem["field"]:
            assert problem["field"], problem
            assert_written_there(lines, problem)


def assert_written_there(lines: list[str], problem: dict[str, Any]) -> None:
    """The field stands on the line that is pointed at, or it is the last one to begin above."""
    name = problem["field"].partition(".")[0]
    above = [line for line in lines[: problem["line"]] if re.match(r"[^\s#-][^:]*:", line)]
    if problem["code"] == "field-missing" and "." not in problem["field"]:
        assert not any(re.match(rf"{name}: *[^\s\"]", line) for line in lines)
    elif problem["line"]:
        assert re.match(r"[^:]*", above[-1])[0].strip() == name, problem  # type: ignore[index]
