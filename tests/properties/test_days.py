"""The day of the build changes a page only when an answer changes.

Random blogs of visits, announced visits and plans, as of two days in a row: the two pages that show
the day differ, and no other unless a point becomes late or an announced visit is past.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from hypothesis import event, given, settings
from hypothesis import strategies as st

from sitegen.blog import BLOG
from sitegen.core import urls
from sitegen.definition import make_pages
from sitegen.mission.outcomes import SCALE
from sitegen.model.post import Post
from sitegen.model.site import Site, next_change
from sitegen.pages.chrome import chrome_of
from sitegen.pages.page import Page
from sitegen.pages.search_document import find_searchable
from tests.conftest import ROOT, run_command
from tests.properties import number_of
from tests.support.factories import make_post, make_settings, make_site

DATED = {urls.PLANS, urls.WAITING}
"""The pages that show the day."""

TODAY = date(2017, 3, 31)
DAYS = st.sampled_from([-400, -40, -2, -1, 0, 1, 2, 40]).map(lambda days: TODAY + timedelta(days))
KOMMUNER = st.sampled_from(["Hagfors", "Torsby"])
PERIODS = st.one_of(
    DAYS.map(str),
    st.sampled_from(["2017-03", "våren 2017", "kvartal 1 2017", "vintern 2017", "2016"]),
)
OUTSIDE = "{title: Nytt, publisher: Hagfors kommun, url: https://www.hagfors.se/}"


@st.composite
def posts(draw: st.DrawFn, number: int) -> Post:
    stop = {"kommun": draw(KOMMUNER), "date": draw(PERIODS)}
    note = {"plan": "p", "point": "a", "status": draw(st.sampled_from(SCALE))}
    return make_post(
        f"posts/{number}.md",
        date=str(min(draw(DAYS), TODAY)),
        kommun=draw(KOMMUNER),
        visited=draw(st.one_of(st.none(), st.just("ingen"), PERIODS)),
        next=draw(st.sampled_from([None, "Torsby", stop])),
        follow_up=draw(st.sampled_from([None, [note]])),
        body="Text.\n\n## Så går det {tema=samverkan plan=p/b}\n\nBra.\n",
    )


@st.composite
def plans(draw: st.DrawFn) -> str:
    agreed = draw(st.sampled_from(["agreed: 2015", "agreed: före 2016", "expected: mars 2017"]))
    points = "".join(
        f"  - {{id: {name}, text: Gör {name}, theme: samverkan, due: {draw(PERIODS)}"
        + draw(
            st.sampled_from(["", f", reports: [{{date: 2016, status: klart, source: {OUTSIDE}}}]"])
        )
        + "}\n"
        for name in "ab"
    )
    return f"kommun: Hagfors\n{agreed}\nsource: {OUTSIDE}\npoints:\n{points}"


ROW = "- {{kommun: {}, date: {}, planned: {}, source: {}}}\n"


@st.composite
def blogs(draw: st.DrawFn) -> dict[str, Any]:
    """What a site is made of, but for the day."""
    rows = "".join(
        ROW.format(draw(KOMMUNER), draw(PERIODS), draw(st.sampled_from(["true", "false"])), OUTSIDE)
        for _ in range(draw(st.integers(0, 2)))
    )
    return {
        "posts": [draw(posts(number)) for number in range(draw(st.integers(1, 3)))],
        "plans": {"p": draw(plans())},
        "settings": make_settings(visits=rows),
    }


def site_on(day: date, blog: Mapping[str, Any]) -> Site:
    return make_site(
        *blog["posts"],
        plans=blog["plans"],
        settings=blog["settings"],
        now=datetime.combine(day, time(12)),
    )


def answers(site: Site) -> object:
    """All that can change without anything being written."""
    lateness = [each.outcome.lateness for found in site.outcomes.values() for each in found]
    times = [plan.meta.expected for plan in site.documents["plans"].values()]
    overdue = [bool(time and time.last and time.last < site.today) for time in times]
    return lateness, site.announced, sorted(site.hidden), overdue


def contents(site: Site) -> dict[str, object]:
    """What decides the bytes of each file, by URL."""
    return {
        each.url: (each.view, each.modified if isinstance(each, Page) else None)
        for each in make_pages(site, BLOG)
    }


@settings(max_examples=number_of(60, 2000), deadline=None)
@given(blogs(), st.integers(-3, 3))
def test_a_day_changes_only_the_pages_that_show_it_unless_an_answer_changes(
    blog: dict[str, Any], shift: int
) -> None:
    one, other = (site_on(TODAY + timedelta(days), blog) for days in (shift, shift + 1))
    assert next_change(one) == datetime.combine(other.today, time())
    before, after = contents(one), contents(other)
    changed = {url for url in before.keys() | after.keys() if before.get(url) != after.get(url)}
    is_same = answers(one) == answers(other)
    event("no answer changes" if is_same else "an answer changes")
    if is_same:
        assert changed <= DATED
        assert find_searchable(one) == find_searchable(other)
        assert chrome_of(one, {}) == chrome_of(other, {})


def test_two_builds_on_days_in_a_row_differ_in_the_files_of_those_pages(tmp_path: Path) -> None:
    trees = []
    for day in ("2017-06-28", "2017-06-29"):
        output = tmp_path / day
        given = ("--content", ROOT / "tests/golden/content", "--output", output, "--no-cache")
        assert run_command("build", *given, "--today", day).status == 0
        files = (path for path in output.rglob("*") if path.is_file())
        trees.append({path.relative_to(output).as_posix(): path.read_bytes() for path in files})
    assert trees[0].keys() == trees[1].keys()
    changed = {path for path, data in trees[0].items() if data != trees[1][path]}
    changed -= {".manifest"}  # what was written, with its digests
    assert changed == {f"{url.strip('/')}/index.html" for url in DATED}
