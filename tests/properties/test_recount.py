"""Every row of open data and every sum that a reader sees is what an independent recount gives."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.builder.build import build
from sitegen.inputs.input import Folders
from sitegen.inputs.options import Options
from tests.conftest import ROOT
from tests.properties import number_of
from tests.support.publishing import put, read
from tests.support.recount.blogs import NOW, PUBLISHED, Files, blogs
from tests.support.recount.changes import reorder, without_held
from tests.support.recount.sums import count_sums, read_sums
from tests.support.recount.tables import make_tables, read_tables
from tests.support.recount.texts import read_content

EXAMPLES = settings(max_examples=number_of(5, 1000), deadline=None)

PUBLISHING = st.sampled_from(PUBLISHED)


def publish(root: Path, files: Files, now: datetime = NOW) -> list[str]:
    """Build the blog into root/site; its errors."""
    for name, text in files.items():
        put(root / "content" / name, text.encode())
    options = Options(
        folders=Folders(root / "content", ROOT / "templates", ROOT / "assets"),
        now=now,
        cache=root / "cache",
        output=root / "site",
        jobs=1,
    )
    return [str(each) for each in build(options).problems if each.severity == "error"]


def assert_true(root: Path, now: datetime) -> None:
    """The tables and the pages in root/site say what a recount of root/content gives."""
    content = read_content(root / "content", now)
    assert read_tables(root / "site") == make_tables(content)
    assert read_sums(root / "site") == count_sums(content)


@EXAMPLES
@given(blogs())
def test_every_row_and_sum_is_what_a_recount_gives(files: Files) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        assert publish(root, files) == []
        assert_true(root, NOW)


@EXAMPLES
@given(blogs(), st.permutations(range(5)), st.lists(PUBLISHING, min_size=5, max_size=5))
def test_the_order_of_files_and_of_publication_changes_no_status(
    files: Files, order: list[int], dates: list[str]
) -> None:
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        assert publish(Path(one), files) == []
        assert publish(Path(other), reorder(files, order, dates)) == []
        some, others = (read_tables(Path(root, "site")) for root in (one, other))
        assert some["punkter"] == others["punkter"]
        assert some["besked"] == others["besked"]


@EXAMPLES
@given(blogs())
def test_what_is_held_back_leaves_no_trace(files: Files) -> None:
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        assert publish(Path(one), files) == []
        assert publish(Path(other), without_held(files, NOW)) == []
        sites = read(Path(one, "site")), read(Path(other, "site"))
        assert sites[0].keys() == sites[1].keys()
        assert [path for path in sites[0] if sites[0][path] != sites[1][path]] == []


@pytest.mark.parametrize(
    ("content", "today"), [("content", "2026-12-01"), ("tests/golden/content", "2017-06-30")]
)
def test_the_real_blogs_say_what_a_recount_gives(content: str, today: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / content, tmp_path / "content")
    now = datetime.combine(date.fromisoformat(today), time.max)
    assert all("stops=False" in problem for problem in publish(tmp_path, {}, now))
    assert_true(tmp_path, now)
