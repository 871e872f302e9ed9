"""The best answers: all that a reader may ask for by name, and one line about each."""

from __future__ import annotations

import json
from typing import Any

from msgspec.structs import replace

from sitegen.documents.organisations import Organisation
from sitegen.kinds import search_answers
from tests.support.factories import make_post, make_settings, make_site

Answer = list[Any]


def answers_of(*posts: str, **settings: Any) -> dict[tuple[str, str], Answer]:
    """The answers by kind and name."""
    made = [make_post(f"posts/{name}.md", kommun=name, date="2016-01-01") for name in posts]
    given = {"base_url": "https://example.org/", "all_kommuner": True, **settings}
    (file,) = search_answers.pages(make_site(*made, settings=make_settings(**given)))
    rows: list[Answer] = json.loads(file.encode(file.view))
    return {(row[0], row[1]): row[2:] for row in rows}


def test_every_kommun_and_lan_is_there_with_what_one_finds() -> None:
    found = answers_of("Hagfors")
    kinds = [kind for kind, _ in found]
    assert (kinds.count("Kommun"), kinds.count("Län")) == (290, 21)
    url, line, words, _ = found["Kommun", "Hagfors"]
    assert (url, line) == ("/kommun/hagfors/", "Hagfors kommun, 1 besök")
    assert words == ["Hagfors kommun", "1783"]
    assert found["Kommun", "Gagnef"][1] == "Gagnefs kommun, inte besökt än"
    assert found["Län", "Värmlands län"][1] == "1 besökt kommun, 1 inlägg"


def test_towns_and_old_names_lead_to_kommun_and_lan() -> None:
    found = answers_of()
    assert "Visby" in found["Kommun", "Gotland"][2]
    assert "Kopparbergs län" in found["Län", "Dalarnas län"][2]
    assert {"20", "W", "Dalarna"} <= set(found["Län", "Dalarnas län"][2])


def test_a_kommun_without_a_page_leads_to_its_lan() -> None:
    url, line, *_ = answers_of("Hagfors", all_kommuner=False)["Kommun", "Gagnef"]
    assert (url, line) == ("/lan/dalarna/", "Gagnefs kommun, inte besökt än, se Dalarnas län")


def test_themes_have_their_other_words() -> None:
    found = answers_of("Hagfors")
    themes = {name: row for (kind, name), row in found.items() if kind == "Tema"}
    assert "fosterhem" in themes["Familjehem"][2]


def test_who_took_part_leads_to_the_only_post_or_to_a_search() -> None:
    told = [{"organisation": "Rädda Barnen"}, {"organisation": "Hagfors kommun"}]
    one = make_post("posts/a.md", date="2016-01-01", participants=told)
    two = make_post("posts/b.md", date="2016-02-01", participants=told[:1])
    for posts, url in (((one,), "/besok/a/"), ((one, two), "/sok/?deltagare=R%C3%A4dda%20Barnen")):
        (file,) = search_answers.pages(make_site(*posts))
        rows = json.loads(file.encode(file.view))
        assert [row[1:3] for row in rows if row[0] == "Deltagare"] == [["Rädda Barnen", url]]


def test_addresses_hold_below_the_path_of_the_blog() -> None:
    found = answers_of(base_url="https://a.se/blogg/")
    assert all(row[0].startswith("/blogg/") for row in found.values())


def test_a_listed_organisation_leads_to_its_page_and_stands_once() -> None:
    who: dict[str, Any] = {"participants": [{"organisation": "Vision"}]}
    settings = make_settings()
    listed = (Organisation(slug="vision", name="Vision", kind="fackförbund"),)
    settings = replace(settings, vocabularies={**settings.vocabularies, "organisation": listed})
    (file,) = search_answers.pages(make_site(make_post(**who), settings=settings))
    rows: list[Answer] = json.loads(file.encode(file.view))
    found = [row[:4] for row in rows if row[1] == "Vision"]
    assert found == [["Organisation", "Vision", "/organisation/vision/", "Fackförbund, 1 inlägg"]]
