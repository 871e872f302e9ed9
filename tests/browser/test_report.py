"""The report of a period: it prints on at most four sheets, and anyone can read it on a screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from sitegen.builder.build import Builder
from sitegen.builder.result import LatestBuild
from sitegen.core.workers import say_nothing
from sitegen.inputs.input import Folders
from sitegen.inputs.options import Options
from sitegen.kinds.rapport import MOST_VISITS, ROOM, ReportView, make_report
from tests.browser.test_accessibility import find_in_every_variant
from tests.browser.visits import AXE, HAS_AXE, find_misfits
from tests.conftest import ROOT
from tests.showcase.blog import write_showcase

SHEET = re.compile(rb"/Type\s*/Page\b")
QUARTERS = [
    (date(2015, 10, 1), date(2015, 12, 31)),
    (date(2016, 10, 1), date(2016, 12, 31)),
    (date(2017, 7, 1), date(2017, 9, 30)),
    (date(2018, 1, 1), date(2018, 3, 31)),
]


@pytest.fixture(scope="module")
def latest(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LatestBuild]:
    """The showcase, of which reports are made."""
    root = tmp_path_factory.mktemp("showcase")
    write_showcase(root / "content")
    folders = Folders(root / "content", ROOT / "templates", ROOT / "assets")
    options = Options(folders=folders, now=datetime(2026, 12, 1), cache=root / "cache")
    with Builder(root / "cache", say_nothing) as builder:
        builder.build(replace(options, extras=False), lambda: nullcontext(None))
        assert builder.newest
        yield builder.newest


def open_report(latest: LatestBuild, view: ReportView, folder: Path, page: Tab) -> None:
    made = replace(make_report(latest.site, *QUARTERS[0]), view=view)
    path = folder / "rapport.html"
    path.write_bytes(latest.renderer.render(made))
    page.goto(path.as_uri())


@pytest.mark.parametrize(("first", "last"), QUARTERS, ids=str)
def test_a_quarter_of_the_showcase_is_read_by_all_and_prints_on_four_sheets(
    first: date, last: date, latest: LatestBuild, tmp_path: Path, open_page: Tab
) -> None:
    view = make_report(latest.site, first, last).view
    assert isinstance(view, ReportView)
    open_report(latest, view, tmp_path, open_page)
    assert 1 <= len(SHEET.findall(open_page.pdf(prefer_css_page_size=True))) <= 4
    if HAS_AXE:
        open_page.add_script_tag(path=AXE)
        assert find_in_every_variant(open_page) == []
    open_page.set_viewport_size({"width": 320, "height": 600})
    assert find_misfits(open_page) == {}
    open_page.emulate_media(media="print")
    expect(open_page.get_by_text(f"{first}–{last}")).to_be_visible()
    expect(open_page.get_by_text("https://example.org/").first).to_be_visible()


def test_however_much_there_is_to_report_there_are_four_sheets(
    latest: LatestBuild, tmp_path: Path, page: Tab
) -> None:
    view = make_report(latest.site, *QUARTERS[1]).view
    assert isinstance(view, ReportView)
    point = replace(view.changes[0], text="Erbjuda alla nya familjehem handledning " * 5)
    much = replace(
        view,
        visits=view.visits * 10,
        changes=(point,) * 300,
        late=(point,) * 300,
        silent=(point,) * 300,
        most_visits=MOST_VISITS,
        most_changes=(ROOM - MOST_VISITS // 3) // 3,
        most_late=(ROOM - MOST_VISITS // 3) // 3,
        most_silent=(ROOM - MOST_VISITS // 3) // 3,
    )
    open_report(latest, much, tmp_path, page)
    assert len(SHEET.findall(page.pdf(prefer_css_page_size=True))) <= 4
    expect(page.get_by_text("som står i tabellen (CSV-filen)")).to_have_count(4)
