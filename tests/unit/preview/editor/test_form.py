"""The form has a place for everything, and sent back untouched it changes nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Annotated

import pytest

from sitegen.authoring.controls import make_controls
from sitegen.authoring.field_set import Fields, fields_of
from sitegen.authoring.form import read_form
from sitegen.authoring.yaml_values import Value, nothing
from sitegen.blog import BLOG
from sitegen.builder.build import Builder
from sitegen.core.digest import digest_of
from sitegen.core.record import Record
from sitegen.core.workers import say_nothing
from sitegen.front_matter import field_types, word_types
from sitegen.front_matter.declarations import Declared, Label, declared_fields
from sitegen.front_matter.sections import HIDDEN, MAIN, PUBLISHING
from sitegen.preview.editor import routes
from tests.conftest import ROOT
from tests.support.factories import make_settings, make_site
from tests.unit.preview.editor.conftest import Office

POST, PAGE = "posts/a.md", "pages/a.md"


def fields_at(path: str) -> Fields:
    fields = fields_of(path, BLOG)
    assert fields is not None
    return fields


def labels_of(declared: Iterable[Declared], above: str = "") -> Iterator[tuple[str, str]]:
    for each in declared:
        yield above + each.name, each.label.name
        if each.field.record is not None:
            inner = declared_fields(each.field.record).values()
            yield from labels_of(inner, f"{above}{each.name}.")


@pytest.mark.parametrize("path", [POST, PAGE])
def test_every_declared_field_has_a_name_and_one_place(path: str) -> None:
    fields = fields_at(path)
    for name, label in labels_of(fields.declared.values()):
        assert label != name.rpartition(".")[2], f"{name} has no label"
    shown = [name for _, names in fields.sections() for name in names]
    hidden = [name for name, each in fields.declared.items() if each.label.section == HIDDEN]
    assert sorted([*shown, *hidden]) == sorted(fields.declared)
    assert sorted(fields.order) == sorted(fields.declared)


def test_fields_stand_as_authors_meet_them() -> None:
    shown = [names for _, names in fields_at(POST).sections()]
    assert shown == [
        ("title", "kommun", "date", "theme"),
        ("summary", "image"),
        ("visited", "participants", "next", "facts", "external", "author"),
        ("follow_up",),
        ("updated", "slug", "aliases", "corrections", "comments"),
        ("draft",),
    ]
    below = fields_at(PAGE).sections()[2][1]
    assert below == ("menu", "order", "updated", "slug", "aliases", "comments")


class NewMeta(Record, frozen=True):
    """A record with a field that says nothing of its place."""

    title: Annotated[str, field_types.text("Rubrik."), Label("Rubrik", section=MAIN)]
    draft: Annotated[bool, word_types.flag("Utkast."), Label("Utkast", section=PUBLISHING)] = False
    nytt: Annotated[str, field_types.text("Nytt.")] = ""


def test_a_field_that_is_new_has_a_place_too() -> None:
    fields = Fields(POST, "text", declared_fields(NewMeta))
    assert fields.order == ("title", "draft", "nytt")
    assert [names for _, names in fields.sections()] == [("title",), ("nytt",), ("draft",)]


@pytest.mark.parametrize("path", ["site.yml", "posts/a.jpg", "annat/a.md"])
def test_other_files_are_not_written_here(path: str) -> None:
    assert fields_of(path, BLOG) is None


SITE = make_site(settings=make_settings(authors=()))


@pytest.mark.parametrize(
    ("name", "before", "sent", "expected"),
    [
        ("title", "A", {"title": ["  B  c "]}, "B c"),
        ("title", "A", {"title": [""]}, ""),
        ("kommun", ("Habo",), {"kommun": ["Habo", " ", "Håbo", "Habo"]}, ("Habo", "Håbo")),
        ("theme", ("Samverkan",), {"theme": ["samverkan", "familjehem"]},
         ("Samverkan", "familjehem")),
        ("theme", ("okänt",), {"theme": ["okänt"]}, ("okänt",)),
        ("theme", ("familjehem",), {}, ()),
        ("draft", "ja", {"draft": ["true"]}, "ja"),
        ("draft", "nej", {}, "nej"),
        ("draft", "nej", {"draft": ["true"]}, "true"),
        ("draft", "true", {}, ""),
        ("date", "2017-6-1 9.05", {"date": ["2017-06-01"], "date.tid": ["09:05"]}, "2017-6-1 9.05"),
        ("date", "2017-06-01", {"date": ["2017-06-01"], "date.tid": ["09:05"]}, "2017-06-01 09:05"),
        ("date", "2017-06-01 09:05", {"date": ["2017-06-01"], "date.tid": [""]}, "2017-06-01"),
        ("date", "igår", {"date": ["igår"]}, "igår"),
        ("image", {}, {"image.src": ["a.jpg"], "image.alt": [" b "]}, {"src": "a.jpg", "alt": "b"}),
        ("image", {"src": "a.jpg", "alt": "b"}, {"image.src": [""]}, {}),
        (
            "participants",
            ({"organisation": "A"},),
            {"participants.1007.role": ["r"], "participants.2.organisation": ["B"],
             "participants.0.organisation": [""]},
            ({"role": "r"}, {"organisation": "B"}),
        ),
    ],
)  # fmt: skip
def test_what_is_sent_is_read_as_it_was_meant(
    name: str, before: Value, sent: dict[str, list[str]], expected: Value
) -> None:
    form = {key: tuple(each) for key, each in sent.items()} | {"falt": (name,)}
    fields = fields_at(POST).fields
    values: dict[str, Value | None] = {each: nothing(fields[each]) for each in fields}
    assert read_form(fields_at(POST), form, values | {name: before}, SITE) == {name: expected}


def test_a_field_that_was_not_shown_is_not_read() -> None:
    fields = fields_at(POST).fields
    values: dict[str, Value | None] = {each: nothing(fields[each]) for each in fields}
    form = {"title": ("x",), "date": ("2017-06-01",), "falt": ("date", "okänt")}
    assert read_form(fields_at(POST), form, values | {"date": None}, SITE) == {}


def test_what_an_editor_has_to_do_is_said_and_not_asked() -> None:
    assert make_controls(fields_at(POST), {"image": None}, SITE)["image"].kind == "locked"


class Reader(HTMLParser):
    """What a browser without script would send of the form of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[tuple[str, str]] = []
        self._inside: list[str] = []
        self._name = self._text = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if tag in ("template", "noscript", "dialog"):
            self._inside.append(tag)
        name = given.get("name") or ""
        if tag == "option" and "selected" in given and not self._inside:
            self.sent.append((self._name, given.get("value") or ""))
        if self._inside or not name:
            return
        if tag == "input" and (given.get("type") != "checkbox" or "checked" in given):
            self.sent.append((name, given.get("value") or ""))
        elif tag in ("textarea", "select"):
            self._name, self._text = name, ""

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            self._inside.remove(tag)
        if tag == "textarea" and not self._inside and self._name:
            self.sent.append((self._name, self._text.removeprefix("\n").replace("\n", "\r\n")))


def send_back(office: Office, path: str) -> dict[str, list[str]]:
    """Open a text in the editor and save it untouched; what was sent."""
    reader = Reader()
    reader.feed(office.get(routes.editor(path)).text)
    fields: dict[str, list[str]] = {}
    for name, value in reader.sent:
        fields.setdefault(name, []).append(value)
    assert office.post("/skriv/", fields).status_code == 303, path
    return fields


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["content", "tests/golden/content"])
def test_every_text_of_ours_comes_back_as_it_was(folder: str, tmp_path: Path, memo: Path) -> None:
    content = Path(shutil.copytree(ROOT / folder, tmp_path / "content"))
    places = {each: each.relative_to(content).as_posix() for each in content.rglob("*.*")}
    texts = [each for each, path in places.items() if fields_of(path, BLOG)]
    before = {text: text.read_bytes() for text in texts}
    with Builder(memo, say_nothing) as builder:
        office = Office(content, builder)
        office.build()
        for text, data in before.items():
            path = places[text]
            assert send_back(office, path)["grund"] == [digest_of(data)]
            assert text.read_bytes() == data, path
    assert len(before) > 5


@pytest.mark.slow
def test_the_same_text_with_other_line_ends_comes_back_too(office: Office) -> None:
    place = office.content / "posts/2015-10-26-hagfors.md"
    data = b"\xef\xbb\xbf" + place.read_bytes().replace(b"\n", b"\r\n")
    place.write_bytes(data)
    send_back(office, "posts/2015-10-26-hagfors.md")
    assert place.read_bytes() == data
