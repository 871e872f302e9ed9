"""A mission that has ended: every page says so, and nothing changes any more by itself."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.conftest import Run

POST = "---\ntitle: Besök\ndate: 2016-01-01\nkommun: Hagfors\ntheme: samverkan\n---\n\nText.\n"
PLAN = """\
kommun: Hagfors
agreed: 2016
source: hagfors.md
points:
  - {id: bbic, text: Införa BBIC, due: 2017}
  - {id: stod, text: Ge stöd, due: 2017-12-30}
"""
LINE = "Uppdraget avslutades den 31 december 2017."


@pytest.fixture
def blog(run: Run) -> Run:
    """One post and a plan, in a blog that is closed."""
    files = {
        "posts/hagfors.md": POST,
        "plans/hagfors-2016.yml": PLAN,
        "themes.yml": "- {slug: samverkan, name: Samverkan}\n",
        "site.yml": "base_url: https://example.org/\nclosed: 2017-12-31\nsearch: false\n"
        "all_kommuner: false\n",
    }
    for path, text in files.items():
        place = Path("content", path)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return run


def test_every_page_says_so_and_is_the_same_whatever_the_day_of_the_build(blog: Run) -> None:
    trees = []
    for day in ("2018-01-01", "2019-07-01", "2017-06-01"):
        found = blog("build", "--no-cache", "--output", day, "--today", day)
        assert found.status == 0
        assert ("closed-too-late" in found.err) is (day == "2017-06-01")
        files = (path for path in Path(day).rglob("*") if path.is_file())
        trees.append({path.relative_to(day): path.read_bytes() for path in files})
    assert trees[0] == trees[1] == trees[2]
    pages = [data.decode() for path, data in trees[0].items() if path.suffix == ".html"]
    assert len(pages) > 15
    assert all(LINE in page for page in pages)
    plan = trees[0][Path("planer/hagfors-2016/index.html")].decode()
    assert plan.count("Tiden ute") == 1
    assert "läget den 31 december 2017" in trees[0][Path("planer/index.html")].decode()


def test_a_build_without_changes_ends_at_once_on_any_later_day(
    blog: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    blog("build")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 400 * 86_400)
    assert blog("build").out == "site: ingenting har ändrats.\n"
