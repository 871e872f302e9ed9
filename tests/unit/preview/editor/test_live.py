"""What the desk shows of a text is what will be published, and it tells what the checks say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sitegen.kinds import post as kind
from sitegen.preview.editor.live import LOOKED_AT, with_document
from tests.support.factories import NOW, make_post, make_site
from tests.support.pictures import make_image
from tests.unit.preview.editor.conftest import HAGFORS, POST, Office

AGAIN = "posts/2017-05-22-ater/index.md"

NOTHING = 503
"""The status of what is not there where no build has published a page that says so."""


def look(office: Office, path: str = POST, **fields: object) -> Any:
    status, seen = office.ask("/skriv/visa", office.form(path, **fields))
    assert status == 200
    return seen


def notes(office: Office, path: str = POST, **fields: object) -> list[tuple[str, int, str]]:
    found = look(office, path, **fields)["notes"]
    return [(note["field"], note["line"], note["code"]) for note in found]


def test_what_is_typed_is_seen_before_it_is_saved(office: Office) -> None:
    seen = look(office, title="Ny rubrik", text="Helt **ny** text.\n", theme=["samverkan"])
    for shown in ("Ny rubrik</h1>", "<p>Helt <strong>ny</strong> text.</p>", "Samverkan"):
        assert shown in seen["page"]
    assert seen["notes"] == []
    assert seen["changed"] is False
    assert office.read() == HAGFORS


def test_pictures_are_shown_that_no_build_has_made_yet(office: Office) -> None:
    page = look(office, AGAIN)["page"].partition("<main")[2]
    named = set(re.findall(r"/bilder/torget[^ \"]+", page))
    assert {path.rpartition(".")[2] for path in named} == {"webp", "jpg"}
    for path in named:
        answer = office.get(path)
        assert answer.status_code == 200
        assert Image.open(BytesIO(answer.data)).format == (answer.mimetype or "")[6:].upper()


def test_nothing_is_served_that_no_text_names(office: Office) -> None:
    named = re.findall(r"/bilder/torget[^ \"]+", look(office, AGAIN)["page"])[0]
    assert office.get(named).status_code == 200
    for path in ("/bilder/torget.jpg", "/posts/2017-05-22-ater/torget.jpg", f"{named}.webp"):
        assert office.get(path).status_code == NOTHING


def test_a_picture_that_is_no_longer_what_it_was_is_not_served(office: Office) -> None:
    picture = (office.content / AGAIN).with_name("torget.jpg")
    make_image().rotate(90).save(picture)  # of which no copy has been made before
    office.build()
    named = re.findall(r"/bilder/torget[^ \"]+", look(office, AGAIN)["page"])[0]
    picture.write_bytes(b"annat")
    assert office.get(named).status_code == NOTHING


def test_the_files_of_a_text_are_served_until_a_few_others_have_been_looked_at(
    office: Office,
) -> None:
    text = look(office, AGAIN)["page"]
    named = re.findall(r"/bilder/torget[^ \"]+", text)[0]
    (office.content / AGAIN).unlink()
    office.build()
    for number in range(LOOKED_AT):
        assert office.get(named).status_code == 200
        (office.content / f"posts/{number}.md").write_text(HAGFORS, encoding="utf-8")
        look(office, f"posts/{number}.md")
    assert office.get(named).status_code == NOTHING


def test_a_change_made_elsewhere_is_told(office: Office) -> None:
    form = office.form(text="Min.")
    (office.content / POST).write_text(HAGFORS + "Deras.\n", encoding="utf-8")
    _, seen = office.ask("/skriv/visa", form)
    assert seen["changed"] is True


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"title": ""}, ("title", 0, "field-missing")),
        ({"kommun": ["Hagfros"]}, ("kommun", 0, "kommun-unknown")),
        ({"theme": ["okänt"]}, ("theme", 0, "theme-unknown")),
        ({"author": "ingen-sådan"}, ("author", 0, "author-unknown")),
        ({"visited": "ibland"}, ("visited", 0, "period-invalid")),
        ({"image.src": "borta.jpg", "image.alt": "x"}, ("image.src", 0, "picture-missing")),
        ({"image.src": "borta.jpg"}, ("image.alt", 0, "field-missing")),
        (
            {"participants.0.organisation": "A", "participants.4.role": "B"},
            ("participants.4.organisation", 0, "field-missing"),
        ),
        (
            {"external.0.title": "A", "external.0.publisher": "B", "external.0.url": "x"},
            ("external.0.url", 0, "address-invalid"),
        ),
        ({"text": "A\n\n[b](borta.md)"}, ("", 3, "link-broken")),
        ({"text": "[b](#borta)"}, ("", 1, "anchor-missing")),
        ({"text": "A\n\n![](x.jpg)"}, ("", 3, "picture-without-text")),
        ({"slug": "ater"}, ("slug", 0, "path-twice")),
        ({"aliases": ["/besok/ater/"]}, ("aliases", 0, "path-twice")),
    ],
)
def test_each_mistake_is_told_at_its_field_or_line(
    office: Office, fields: dict[str, object], expected: tuple[str, int, str]
) -> None:
    names = {name.partition(".")[0] for name in fields} - {"text"}
    form = office.form(POST, **fields) | {"falt": sorted(names)}
    _, seen = office.ask("/skriv/visa", form)
    found = [(note["field"], note["line"], note["code"]) for note in seen["notes"]]
    assert expected in found
    assert all(note["message"] for note in seen["notes"])


def test_a_text_is_shown_although_its_facts_are_wrong(office: Office) -> None:
    seen = look(office, title="", kommun=["Hagfros"], date="igår", text="Texten syns.")
    assert "<p>Texten syns.</p>" in seen["page"]
    assert {note["field"] for note in seen["notes"]} >= {"title", "kommun", "date"}


def test_the_whole_file_is_shown_when_its_facts_are_no_fields(office: Office) -> None:
    broken = HAGFORS.replace("[familjehem]", "[familjehem")
    form = office.form(text=broken) | {"hel": "1"}
    _, seen = office.ask("/skriv/visa", form)
    assert "<p>Vi besökte socialtjänsten.</p>" in seen["page"]
    assert [(note["line"], note["code"]) for note in seen["notes"]] == [(5, "yaml-syntax")]


def test_a_text_longer_than_can_be_built_is_told_of(office: Office) -> None:
    assert notes(office, text="x" * 200_001) == [("", 0, "text-too-large")]


@pytest.mark.parametrize(
    ("before", "after"),
    [("Hagfors\n", "Hagfros\n"), ("socialtjänsten.", "[dem](borta.md).")],
    ids=["of one file", "of the whole site"],
)
def test_a_text_without_a_mistake_of_its_own_hears_of_no_others(
    office: Office, before: str, after: str
) -> None:
    (office.content / "posts/annat.md").write_text(HAGFORS.replace(before, after), encoding="utf-8")
    office.build()
    assert notes(office) == []


DAYS = st.dates(
    min_value=NOW.date().replace(year=2015), max_value=NOW.date().replace(year=2018)
).map(str)
POSTS = st.fixed_dictionaries(
    {"date": DAYS, "kommun": st.sampled_from(["Hagfors", "Habo", ["Hagfors", "Habo"], "ingen"])}
)


@given(st.lists(POSTS, min_size=1, max_size=5), POSTS, st.booleans())
def test_the_site_with_a_document_is_as_if_it_had_been_there(
    several: list[Mapping[str, Any]], one: Mapping[str, Any], is_new: bool
) -> None:
    before = [make_post(f"posts/inlagg-{index}.md", **each) for index, each in enumerate(several)]
    path = "posts/nytt.md" if is_new else "posts/inlagg-0.md"
    changed = make_post(path, **one)
    others = [post for post in before if post.path != path]
    site = make_site(*before, drafts=True)
    found = with_document(site, changed, NOW)
    expected = make_site(*others, changed, drafts=True)
    assert list(kind.pages(found, {path})) == list(kind.pages(expected, {path}))


def test_what_must_not_go_out_is_told_beside_its_field_or_in_the_text(office: Office) -> None:
    number = "20050312-9801"
    assert notes(
        office, title=f"Om {number}", text=f"Text.\n\nRing 070-174 06 05.\n{number}\n"
    ) == [
        ("title", 0, "personal-number"),
        ("", 3, "phone-private"),
        ("", 4, "personal-number"),
    ]
