"""A file that is edited in a form stays its author's own."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.authoring.field_set import fields_of
from sitegen.authoring.source_map import read_source_map, read_value
from sitegen.authoring.yaml_edit import edit
from sitegen.authoring.yaml_values import ROWS, Group, Many, Value
from sitegen.blog import BLOG
from sitegen.core.source import decode
from sitegen.front_matter.declarations import declared_fields
from sitegen.front_matter.fields import read_partial
from sitegen.front_matter.yaml_nodes import split_front_matter
from sitegen.model.post import PostMeta

DECLARED = {name: each.field for name, each in declared_fields(PostMeta).items()}
ORDER = tuple(DECLARED)

POST = """\
---
# Skriven efter besöket.
title: "Tillbaka i Hedemora"   # preliminär rubrik
date: 2017-05-22 10:15
kommun: Hedemora
okänt: 'orörd'
theme:
  - bbic  # det viktigaste
  - samverkan

  # resten
  - familjehem
participants:
  - organisation: Hedemora kommun
    role: politiker och elevhälsan
  - role: representant
    organisation: "Högskolan Dalarna"
summary: >-
  Hedemora inför BBIC i höst, har fått administratörer
  som avlastar.

image:
  src: torget.jpg
  alt: Snö på ett tomt torg.
draft: true  # ta bort den här raden när inlägget ska publiceras
# Fler fält: visited
---

Vi har varit i Hedemora.

Igen.
"""


def change(text: str, body: str | None = None, **values: Value) -> str:
    data = text.encode()
    sheet = read_source_map(data)
    kept = sheet.body if body is None else body
    return edit(sheet, values, kept, declared=DECLARED, order=ORDER).decode()


def show(text: str, name: str) -> Value | None:
    return read_value(read_source_map(text.encode()), name, DECLARED[name])


@pytest.mark.parametrize(
    ("name", "value", "before", "after"),
    [
        ("title", "Åter", '"Tillbaka i Hedemora"   #', "Åter   #"),
        ("date", "2017-05-23", "2017-05-22 10:15", "2017-05-23"),
        ("kommun", ("Håbo",), "kommun: Hedemora", "kommun: Håbo"),
        ("kommun", ("Håbo", "Habo"), "kommun: Hedemora", "kommun: [Håbo, Habo]"),
        ("theme", ("bbic", "familjehem"), "  - samverkan\n\n", ""),
        ("theme", ("bbic", "samverkan", "familjehem", "x"), "hem\npart", "hem\n  - x\npart"),
        ("theme", ("bbic", "ny", "familjehem"), "- samverkan", "- ny"),
        ("author", "redaktionen", "participants:\n", "author: redaktionen\nparticipants:\n"),
        ("visited", "våren 2017", "participants:\n", "visited: våren 2017\nparticipants:\n"),
        (
            "summary",
            "Kort.",
            ">-\n  Hedemora inför BBIC i höst, har fått administratörer\n  som avlastar.\n",
            "Kort.\n",
        ),
        ("draft", "", "draft: true  # ta bort den här raden när inlägget ska publiceras\n", ""),
        (
            "participants",
            (
                {"organisation": "Hedemora kommun", "role": "politiker"},
                {"organisation": "KTH", "role": "representant"},
            ),
            "politiker och elevhälsan\n  - role: representant\n"
            '    organisation: "Högskolan Dalarna"',
            "politiker\n  - organisation: KTH\n    role: representant",
        ),
        (
            "image",
            {"src": "torget.jpg", "alt": "Ett torg: tomt"},
            "Snö på ett tomt torg.",
            '"Ett torg: tomt"',
        ),
        (
            "image",
            {"src": "torget.jpg", "alt": "Torg", "caption": "I maj"},
            "  alt: Snö på ett tomt torg.\n",
            "  alt: Torg\n  caption: I maj\n",
        ),
    ],
)
def test_an_edit_changes_its_own_place_only(
    name: str, value: Value, before: str, after: str
) -> None:
    assert POST.count(before) == 1
    sheet = read_source_map(POST.encode())
    first = ("title", "date", "kommun", "theme", "author", "visited", "participants")
    order = tuple(dict.fromkeys((*first, *ORDER)))
    made = edit(sheet, {name: value}, sheet.body, declared=DECLARED, order=order).decode()
    assert made == POST.replace(before, after)


def test_the_same_values_change_nothing() -> None:
    values = {name: show(POST, name) for name in ORDER}
    given = {name: value for name, value in values.items() if value is not None}
    assert change(POST, None, **given) == POST


def test_several_edits_at_once_keep_their_order() -> None:
    text = "---\ntitle: A\nkommun: Habo\nslug: b\n---\n"
    made = change(text, title="C", kommun=(), summary="S", slug="", theme=("x", "y"), draft="true")
    assert made == "---\ntitle: C\nsummary: S\ntheme:\n  - x\n  - y\ndraft: true\n---\n"


@pytest.mark.parametrize(
    "written",
    [
        "image: torget.jpg",
        "image:\n  src: a.jpg\n  alt: {a: b}",
        "image:\n  src: a.jpg # vår egen\n  alt: b",
        "image:\n  src: a.jpg\n  okänt: b",
        "participants:\n  - organisation: A\n  - B",
        "theme:\n  - [a, b]",
        "theme: [a, # viktigast\n  b]",
        "title: [a]",
        "summary: > # kort\n  a",
    ],
)
def test_what_a_form_cannot_show_is_left_to_an_editor(written: str) -> None:
    name = written.partition(":")[0]
    text = f"---\n{written}\n---\n"
    assert show(text, name) is None
    assert change(text, **{name: "annat"}) == text


@pytest.mark.parametrize(
    "text",
    [
        "Ingen front",
        "---\ntitle: a",
        "---\ntitle: [a\n---\n",
        "---\ntitle: a\ntitle: b\n---\n",
        "---\n{title: a}\n---\n",
        "---\n- a\n---\n",
        "---\n? [a]\n: b\n---\n",
        "---\ntitle: a\x85b: c\n---\n",
    ],
)
def test_front_matter_that_is_no_fields_is_text(text: str) -> None:
    sheet = read_source_map(text.encode())
    assert sheet.parts is None
    assert sheet.body == text
    assert change(text, body=text + "!") == text + "!"


@pytest.mark.parametrize("text", ["---\n---\n", "---\n# tomt\n---\nText", "---\n---"])
def test_a_field_goes_into_an_empty_block(text: str) -> None:
    made = change(text, title="A")
    assert made == text.replace("---\n", "---\ntitle: A\n", 1)


THEMES = """\
# Teman, i bokstavsordning.
- slug: bbic
  name: BBIC  # en förkortning
  synonyms: [barns behov, i centrum]

# Det nyaste.
- {slug: familjehem, name: "Familjehem"}

- slug: samverkan
  name: Samverkan
"""
ROW_FIELDS = fields_of("themes.yml", BLOG)


def change_rows(text: str, *rows: Group) -> str:
    assert ROW_FIELDS is not None
    found = read_source_map(text.encode(), "rows")
    values: dict[str, Value] = {ROWS: rows}
    declared, order = ROW_FIELDS.fields, ROW_FIELDS.order
    made = edit(found, values, found.body, declared=declared, order=order)
    again = read_value(read_source_map(made, "rows"), ROWS, declared[ROWS])
    assert again == rows or again is None
    return made.decode()


BBIC = {"slug": "bbic", "name": "BBIC", "synonyms": ("barns behov", "i centrum")}
FAMILY = {"slug": "familjehem", "name": "Familjehem"}
COOPERATION = {"slug": "samverkan", "name": "Samverkan"}
PLAIN = THEMES.replace("  # en förkortning", "")


@pytest.mark.parametrize(
    ("rows", "before", "after"),
    [
        ((BBIC, FAMILY, COOPERATION), "", ""),
        (
            (BBIC | {"name": "Barn"}, FAMILY, COOPERATION),
            "name: BBIC\n",
            "name: Barn\n",
        ),
        (
            (BBIC, {"slug": "familjehem", "name": "Hem: nu"}, COOPERATION),
            '- {slug: familjehem, name: "Familjehem"}\n',
            '- slug: familjehem\n  name: "Hem: nu"\n',
        ),
        ((BBIC, COOPERATION), '- {slug: familjehem, name: "Familjehem"}\n\n', ""),
        (
            (BBIC, FAMILY, COOPERATION, {"slug": "ny", "name": "Ny"}),
            "name: Samverkan\n",
            "name: Samverkan\n\n- slug: ny\n  name: Ny\n",
        ),
        (
            ({"slug": "a", "name": "A"}, BBIC, FAMILY, COOPERATION),
            "- slug: bbic\n",
            "- slug: a\n  name: A\n\n- slug: bbic\n",
        ),
    ],
)
def test_records_that_stay_as_they_are_keep_their_lines(
    rows: Many, before: str, after: str
) -> None:
    assert change_rows(PLAIN, *rows) == PLAIN.replace(before, after, 1)


def test_a_record_with_a_comment_inside_is_left_to_an_editor() -> None:
    assert change_rows(THEMES, COOPERATION) == THEMES


def test_a_comment_below_a_word_that_is_removed_stays() -> None:
    made = change(POST, theme=("bbic", "familjehem"))
    assert "theme:\n  - bbic  # det viktigaste\n  # resten\n  - familjehem\n" in made


def test_a_comment_after_a_value_stays_however_long_the_value_is() -> None:
    made = change("---\ntitle: a  # kort\n---\n", title="ord " * 40 + "slut")
    assert made == f"---\ntitle: {'ord ' * 40}slut  # kort\n---\n"


def test_a_body_is_put_below_a_block_that_ends_the_file() -> None:
    assert change("---\ntitle: a\n---", body="Text") == "---\ntitle: a\n---\nText"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_marks_and_line_ends_are_kept(mark: str, line_end: str) -> None:
    text = mark + POST.replace("\n", line_end)
    made = change(text, body="Ny.\n", title="B", theme=("bbic", "a", "b", "c"))
    plain = change(POST, body="Ny.\n", title="B", theme=("bbic", "a", "b", "c"))
    assert made == mark + plain.replace("\n", line_end)


def test_mixed_line_ends_of_other_lines_are_kept() -> None:
    assert change("---\n---\na\r\nb\nc\r\n", body="a\nB\nc\n") == "---\n---\na\r\nB\nc\r\n"


LINES = st.sampled_from(
    [
        *(
            "---",
            "title: a",
            "theme:",
            "  - b # c",
            "- d",
            "image:",
            "  src: >",
            "    x",
            "",
            "# e",
        ),
        *("kommun: [a, b]", "'okänt': {a: b}", "text", "\t", "draft: nej", "😀: 'é'", "..."),
    ]
)


@given(
    st.lists(LINES),
    st.lists(st.sampled_from(["\n", "\r\n", "\r"]), min_size=1),
    st.booleans(),
    st.sampled_from(["", "\ufeff"]),
    st.booleans(),
)
def test_what_is_not_edited_is_saved_as_it_was(
    lines: list[str], ends: list[str], fenced: bool, mark: str, ended: bool
) -> None:
    if fenced:
        lines = ["---", *lines, "---", "Text", ""]
    text = "".join(line + ends[index % len(ends)] for index, line in enumerate(lines))
    text = mark + (text if ended else text.rstrip("\r\n"))
    sheet = read_source_map(text.encode())
    values: dict[str, Value] = {}
    if sheet.parts is not None:
        found = {name: read_value(sheet, name, DECLARED[name]) for name in ORDER}
        values = {name: value for name, value in found.items() if value is not None}
    assert edit(sheet, values, sheet.body, declared=DECLARED, order=ORDER) == text.encode()


TIDY = st.text(min_size=1, max_size=140).map(
    lambda text: " ".join(unicodedata.normalize("NFC", text).split())
)
WORDS = TIDY.filter(lambda text: text and text.encode("utf-8", "replace").decode() == text)
LISTS = st.lists(WORDS, min_size=1, max_size=4, unique=True).map(tuple)
STYLES = st.sampled_from(
    [
        *("", "x", "'x'", '"x"  # c', "|\n  x\n  y\n", ">-\n  x\n", "x\n  y", "[a, b] # c"),
        *("\n  - a", "\n  - a # c\n  - b", "{src: a}", "null", "\n  src: a\n  alt: b"),
        *("\n- src: a", "a, b"),
    ]
)


@given(STYLES, st.sampled_from(["title", "summary", "slug"]), WORDS)
def test_a_text_reads_as_it_was_typed(written: str, name: str, text: str) -> None:
    _check(written, name, text)


@given(STYLES, st.sampled_from(["kommun", "theme", "aliases"]), LISTS)
def test_words_read_as_they_were_typed(written: str, name: str, words: tuple[str, ...]) -> None:
    _check(written, name, words)


@given(STYLES, st.fixed_dictionaries({"src": WORDS, "alt": WORDS}, optional={"caption": WORDS}))
def test_a_record_reads_as_it_was_typed(written: str, group: dict[str, str]) -> None:
    _check(written, "image", group)


@given(
    STYLES,
    st.lists(
        st.fixed_dictionaries({"organisation": WORDS}, optional={"role": WORDS}),
        min_size=1,
        max_size=3,
    ).map(tuple),
)
def test_records_read_as_they_were_typed(
    written: str, groups: tuple[Mapping[str, str], ...]
) -> None:
    _check(written, "participants", groups)


def _check(written: str, name: str, value: Value) -> None:
    """Whatever stood there, the program's own reader then finds `value`, and the rest as before."""
    text = f"---\nfirst: 'a'  # b\n{name}: {written}\n# c\nlast: |\n  d\n\n---\nText\n"
    sheet = read_source_map(text.encode())
    assert sheet.parts is not None
    before = read_value(sheet, name, DECLARED[name])
    made = edit(sheet, {name: value}, sheet.body, declared=DECLARED, order=ORDER)
    if before is None:
        assert made == text.encode()
        return
    again = read_source_map(made)
    assert again.parts is not None, made.decode()
    if before == value:
        assert made == text.encode()
    assert read_value(again, name, DECLARED[name]) == value, made.decode()
    assert made.decode().startswith("---\nfirst: 'a'  # b\n")
    assert made.decode().endswith("# c\nlast: |\n  d\n\n---\nText\n")


@given(WORDS, WORDS)
def test_the_program_reads_what_was_typed(title: str, summary: str) -> None:
    made = change("---\ntitle: x\n---\nText\n", title=title, summary=summary)
    source, problems = decode("posts/a.md", made.encode())
    if source is None:
        assert problems[0].code == "control-character"
        return
    front, _, _ = split_front_matter("posts/a.md", source.text)
    reading = read_partial(PostMeta, "posts/a.md", front)
    values = reading.values
    codes = {problem.code for problem in reading.problems}
    assert "yaml-syntax" not in codes
    if "title" in values:
        assert values["title"] == title
    else:
        assert codes & {"invisible-character", "text-too-long", "field-missing"}


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"kommun": "Hultsfred"}, "next: Hultsfred\n"),
        (
            {"kommun": "Torsby", "date": "våren 2018"},
            "next:\n  kommun: Torsby\n  date: våren 2018\n",
        ),
    ],
)
def test_a_record_that_is_written_as_one_word_is_shown_and_written_whole(
    value: dict[str, str], written: str
) -> None:
    text = "---\ntitle: Hej\nnext: Torsby\n---\n"
    assert show(text, "next") == {"kommun": "Torsby"}
    assert change(text, next=value) == text.replace("next: Torsby\n", written)
    assert change(text, next={"kommun": "Torsby"}) == text


PLAN_FIELDS = fields_of("plans/a.yml", BLOG)
PLAN = """\
kommun: Hagfors
source: a.md
points:
  - id: bbic  
    text: "Införa BBIC"
    theme: [bbic, samverkan]

  # Det svåraste.
  - {id: jour, text: Ha en jour}
  - id: stod
    text: Ge stöd
    reports:
      - date: 2017
        status: påbörjat
        source: {title: A, publisher: B, url: "https://b.se/"}
"""  # noqa: W291
FIRST: Group = {"id": "bbic", "text": "Införa BBIC", "theme": ("bbic", "samverkan")}
SECOND: Group = {"id": "jour", "text": "Ha en jour"}
REPORT: Group = {
    "date": "2017",
    "status": "påbörjat",
    "source": ({"title": "A", "publisher": "B", "url": "https://b.se/"},),
}
THIRD: Group = {"id": "stod", "text": "Ge stöd", "reports": (REPORT,)}


def change_plan(text: str, **values: Value) -> str:
    assert PLAN_FIELDS is not None
    found = read_source_map(text.encode(), "record")
    declared, order = PLAN_FIELDS.fields, PLAN_FIELDS.order
    made = edit(found, values, "", declared=declared, order=order)
    again = read_source_map(made, "record")
    for name, value in values.items():
        assert read_value(again, name, declared[name]) == value
    return made.decode()


@pytest.mark.parametrize(
    ("points", "before", "after"),
    [
        ((FIRST, SECOND, THIRD), "", ""),
        (
            ({**FIRST, "due": "hösten 2017"}, SECOND, THIRD),
            '  - id: bbic  \n    text: "Införa BBIC"\n    theme: [bbic, samverkan]\n',
            "  - id: bbic\n    text: Införa BBIC\n    theme: [bbic, samverkan]\n"
            "    due: hösten 2017\n",
        ),
        (
            (FIRST, THIRD, SECOND),
            (hardest := "  # Det svåraste.\n  - {id: jour, text: Ha en jour}\n")
            + (stood := PLAN.partition("jour}\n")[2]),
            f"{stood}\n{hardest}",
        ),
        (
            (FIRST, SECOND, {**THIRD, "reports": ({**REPORT, "source": ({"post": "a.md"},)},)}),
            '        source: {title: A, publisher: B, url: "https://b.se/"}\n',
            "        source: a.md\n",
        ),
        (
            (FIRST, SECOND, {**THIRD, "source": ({"post": "a.md"}, {"title": "T"})}),
            PLAN[PLAN.index("    reports:") :],
            "    reports:\n      - date: 2017\n        status: påbörjat\n        source:\n"
            "          - title: A\n            publisher: B\n            url: https://b.se/\n"
            "    source:\n      - a.md\n      - title: T\n",
        ),
    ],
)
def test_a_record_within_a_record_is_written_whole_and_others_keep_their_lines(
    points: Many, before: str, after: str
) -> None:
    assert change_plan(PLAN, points=points) == PLAN.replace(before, after)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("source: a.md", ({"post": "a.md"},)),
        ("source: a.md, b.md", ({"post": "a.md"}, {"post": "b.md"})),
        ("source:\n  - a.md\n  - title: T", ({"post": "a.md"}, {"title": "T"})),
        ("source: {title: T, url: }", ({"title": "T"},)),
    ],
)
def test_a_record_that_may_be_one_word_is_read_however_it_is_written(
    written: str, value: Value
) -> None:
    assert PLAN_FIELDS is not None
    found = read_source_map(f"{written}\n".encode(), "record")
    assert read_value(found, "source", PLAN_FIELDS.fields["source"]) == value
    assert change_plan(f"{written}\n", source=value) == f"{written}\n"
