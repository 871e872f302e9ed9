"""Sources: what must be known of one."""

from __future__ import annotations

import pytest

from sitegen.front_matter.fields import read_rows
from sitegen.model.visit_row import VisitMeta


@pytest.mark.parametrize(
    ("source", "codes"),
    [
        ("a.md", []),
        ("{post: a.md}", []),
        ('{title: Nytt, publisher: Torsby kommun, url: "https://www.torsby.se/"}', []),
        # In print, and so without an address.
        ("{title: Nytt, publisher: Torsbybladet, date: 2017-01-12}", []),
        ('{title: Nytt, url: "https://www.torsby.se/"}', ["source-incomplete"]),
        ("{publisher: Torsby kommun}", ["source-incomplete"]),
    ],
)
def test_a_source_is_a_post_or_has_a_title_and_a_publisher(source: str, codes: list[str]) -> None:
    row = f"- {{kommun: Torsby, date: 2015-10, source: {source}}}\n"
    _, problems = read_rows(VisitMeta, "visits.yml", row)
    assert [problem.code for problem in problems] == codes
