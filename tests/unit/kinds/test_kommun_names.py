"""The names that a field for kommuner proposes."""

from __future__ import annotations

import json

from sitegen.kinds import kommun_names
from tests.support.factories import make_post, make_settings, make_site


def names_of(*posts: str, base_url: str = "https://example.org/") -> list[list[str]]:
    made = [make_post(f"posts/{name}.md", kommun=name, date="2016-01-01") for name in posts]
    (page,) = kommun_names.pages(make_site(*made, settings=make_settings(base_url=base_url)))
    names: list[list[str]] = json.loads(page.encode(page.view))
    return names


def test_every_kommun_is_proposed_with_what_one_finds_there() -> None:
    names = names_of("Hagfors")
    assert len(names) == 290 + 21
    assert ["Dalarnas län", "/lan/dalarna/", "län"] in names
    assert ["Hagfors", "/kommun/hagfors/", "1 besök"] in names
    assert "inte besökt än" in {note for _, _, note in names}


def test_addresses_hold_below_the_path_of_the_blog() -> None:
    assert all(url.startswith("/blogg/") for _, url, _ in names_of(base_url="https://a.se/blogg/"))
