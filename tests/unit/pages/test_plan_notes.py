"""How pages show points of plans: nothing of what is held back."""

from __future__ import annotations

import pytest

from sitegen.kinds import plan
from sitegen.kinds.plan import PlanView
from sitegen.pages.plan_notes import follow_ups_of
from tests.support.factories import make_post, make_site, shown_on

PLAN = """
kommun: Hagfors
agreed: 2015
source: a.md
points:
  - id: ett
    text: Ett
    ended: {{as: ändrat, by: tva, date: {date}, source: {end}}}
  - {{id: tva, text: Två, source: {other}}}
"""


@pytest.mark.parametrize(
    ("date", "end", "other", "by"),
    [
        ("2016", "a.md", "a.md", "tva"),
        # The end or the other point is held back, or the end is still ahead.
        ("2016", "utkast.md", "a.md", ""),
        ("2016", "a.md", "utkast.md", ""),
        ("2021", "a.md", "a.md", ""),
    ],
)
def test_a_point_that_was_changed_names_the_other_if_readers_may_see_it(
    date: str, end: str, other: str, by: str
) -> None:
    text = PLAN.format(date=date, end=end, other=other)
    posts = [make_post("posts/a.md"), make_post("posts/utkast.md", draft="true")]
    (page,) = plan.pages(make_site(*posts, plans={"hagfors-2015": text}))
    (area,) = shown_on(page, PlanView).areas
    shown = area.points[0].by
    assert (shown.url if shown else "") == (f"#{by}" if by else "")


def test_a_post_shows_no_point_whose_source_is_held_back() -> None:
    text = """
kommun: Hagfors
agreed: 2015
source: a.md
points:
  - {id: ett, text: Ett}
  - {id: tva, text: Två, source: utkast.md}
"""
    said = [{"plan": "p", "point": point, "status": "klart"} for point in ("ett", "tva")]
    post = make_post("posts/a.md", follow_up=said)
    site = make_site(post, make_post("posts/utkast.md", draft="true"), plans={"p": text})
    (followed,) = follow_ups_of(site, post)
    assert [point.text for point in followed.points] == ["Ett"]
