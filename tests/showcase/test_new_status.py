"""A new status makes again the pages that show it, and no other file."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT, run_command

REPORT = """\
    reports:
      - date: 2017-05
        status: påbörjat
        source: {title: Läget i Habo, publisher: Habo kommun, url: "https://www.habo.example/nu"}
"""
FOLLOW_UP = """\
  - {plan: habo-2015, point: bokning, status: påbörjat}
"""
FEEDS = {
    f"{feed}.{form}"
    for feed in ("planer/feed", "kommun/habo/planer-feed")
    for form in ("json", "xml")
}
SHOWN = {
    "svar.json",  # what the search says of the plan
    "data/besked.csv",
    "data/blogg.json",
    "data/index.html",
    "data/punkter.csv",
    "delning/plan--habo-2015.png",
    "index.html",
    "jamfor/habo.json",
    "kommun/habo/index.html",
    "lan/jonkoping/index.html",
    "planer/habo-2015/index.html",
    "planer/index.html",
    *FEEDS,
    *(f"planer/lage/{name}/index.html" for name in ("andrat", "inget-besked", "paborjat")),
    *(f"planer/lage/{name}/index.html" for name in ("struket", "till-stor-del-klart")),
    *(f"planer/lage/{name}/index.html" for name in ("forsenad", "tiden-ute-inget-nytt-besked")),
    *(f"planer/lan/{name}/index.html" for name in ("jonkoping", "orebro")),
    *(f"planer/tema/{name}/index.html" for name in ("familjehem", "samverkan")),
}
"""The plan and its link preview, its kommun and län, the tables, the feeds of statuses, and lists
of plans, which say how many have each status."""

_DIGEST = re.compile(r"-[0-9a-f]{10}(?=\.png$)")


def times(site: Path) -> dict[str, int]:
    """When each file was written; the address of a drawing is that without its digest."""
    return {
        _DIGEST.sub("", path.relative_to(site).as_posix()): path.stat().st_mtime_ns
        for path in site.rglob("*")
        if path.is_file() and path.name != ".manifest"
    }


def build_golden(root: Path) -> dict[str, int]:
    names = {"content": "content", "output": "site", "cache": "cache"}
    folders = [f"--{option}={root / name}" for option, name in names.items()]
    found = run_command("build", *folders, "--today", "2017-06-30", "--jobs", "1")
    assert found.status == 0, found.err
    return times(root / "site")


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), encoding="utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "tests/golden/content", tmp_path / "content")
    return tmp_path


def changes(root: Path, path: str, before: str, after: str) -> set[str]:
    """The files that are written again after an edit."""
    old = build_golden(root)
    edit(root / "content" / path, before, after)
    new = build_golden(root)
    assert new.keys() == old.keys()
    return {path for path, time in new.items() if old[path] != time}


def test_a_report_changes_only_what_shows_its_plan(root: Path) -> None:
    changed = changes(root, "plans/habo-2015.yml", "tid\n", f"tid\n{REPORT}")
    assert changed == SHOWN


def test_a_report_of_what_was_known_changes_no_list_of_plans(root: Path) -> None:
    first = "      - date: 2016-02\n"
    report = REPORT.partition("\n")[2].replace("påbörjat", "till stor del klart")
    changed = changes(root, "plans/habo-2015.yml", first, f"{report}{first}")
    tables = {f"data/{name}" for name in ("besked.csv", "blogg.json", "index.html", "punkter.csv")}
    plan = {"kommun/habo/index.html", "planer/habo-2015/index.html"}
    calendars = {"planer/kalender.ics", "kommun/habo/kalender.ics"}  # when they were last revised
    assert changed == {*tables, *plan, *FEEDS, *calendars, "index.html"}


def test_a_follow_up_changes_its_post_too(root: Path) -> None:
    path = "posts/2016-12-07-tillbaka-i-habo/index.md"
    changed = changes(root, path, "theme: samverkan", f"{FOLLOW_UP}theme: samverkan")
    assert changed == (SHOWN - FEEDS) | {"besok/tillbaka-i-habo/index.html"}  # four were told later


def test_a_figure_changes_its_post_its_table_and_the_page_of_its_measure(root: Path) -> None:
    path = "posts/2016-12-07-tillbaka-i-habo/index.md"
    assert changes(root, path, "value: 570", "value: 571") == {
        "besok/tillbaka-i-habo/index.html",
        "data/blogg.json",
        "data/siffror.csv",
        "siffror/orosanmalningar/index.html",
    }
