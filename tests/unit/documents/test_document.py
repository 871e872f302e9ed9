"""One file is parsed to one document, or to all of its errors."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.core.digest import digest_of
from sitegen.core.problem import Problem
from sitegen.documents.document import ReadText
from sitegen.documents.parsing import Parsed, parse, slug_of
from sitegen.model.info_page import InfoMeta
from sitegen.model.post import POSTS, PostMeta
from sitegen.prose import conversion, slots
from sitegen.prose.wording import Writing
from sitegen.sweden import swedish
from tests.support.factories import NOW, make_post, make_source, make_text

POST = {"title": "I Hagfors", "date": "2015-10-26", "kommun": "Hagfors", "theme": "familjehem"}


def parse_post(text: str, path: str = "posts/2015-10-26-hagfors.md") -> Parsed[PostMeta]:
    return parse(make_source(path, text), PostMeta, abbreviations={})


def places(parsed: Parsed[PostMeta]) -> list[tuple[int, str]]:
    assert parsed.document is None
    assert parsed.html == ""
    return [(problem.line, problem.code) for problem in sorted(parsed.problems)]


def test_a_document_holds_its_fields_and_all_that_its_text_refers_to() -> None:
    body = "Ett besök hos [kommunen](plan.pdf).\n\n## Familjehem\n\n![En gård](a.jpg)\n"
    parsed = parse_post(make_text(body, **POST))
    document = parsed.document
    assert document is not None
    assert parsed.problems == ()
    assert (document.path, document.slug) == ("posts/2015-10-26-hagfors.md", "hagfors")
    assert document.meta.title == "I Hagfors"
    assert [reference.target for reference in document.references] == ["plan.pdf", "a.jpg"]
    assert [heading.text for heading in document.headings] == ["Familjehem"]
    assert document.anchors == ("familjehem",)
    assert document.lead == "Ett besök hos kommunen."
    assert document.words == 5


def test_the_html_is_kept_apart_under_its_digest() -> None:
    parsed = parse_post(make_text("Text.\n", **POST))
    assert parsed.document is not None
    assert parsed.document.body == digest_of(parsed.html.encode())
    assert "<p>Text.</p>" in parsed.html


def test_lines_of_the_body_are_counted_from_the_top_of_the_file() -> None:
    text = make_text("\n[a](b.md)\n\n## Rubrik\n", **POST)
    document = parse_post(text).document
    assert document is not None
    lines = text.split("\n")
    assert lines[document.body_line + document.references[0].line - 1] == "[a](b.md)"
    assert lines[document.body_line + document.headings[0].line - 1] == "## Rubrik"


def test_abbreviations_of_the_blog_are_explained_in_the_text() -> None:
    source = make_source("pages/om.md", make_text("Om BBIC.\n", title="Om"))
    with_words = parse(source, InfoMeta, abbreviations={"BBIC": "Barns behov i centrum"})
    assert '<abbr title="Barns behov i centrum">BBIC</abbr>' in with_words.html


def test_the_same_bytes_always_give_the_same_document() -> None:
    text = make_text("Text [a](b.md)[^1].\n\n[^1]: Not.\n\n## Rubrik\n", **POST)
    first = parse_post(text)
    parse_post(make_text("Något annat [x](y.md)[^1].\n\n[^1]: Not.\n", **POST))
    assert parse_post(text) == first


def test_external_links_are_filled_in_and_internal_slots_keep_their_order() -> None:
    body = "[a](https://a.se/?x=1&y=2) [b](b.md) ![c](https://c.se/d.jpg) ![d](e.jpg) [f](#f)"
    body += " <g@h.se> [i](mailto:j@k.se) [l](//m.se/)\n"
    settled = parse_post(make_text(body, **POST))
    assert settled.document is not None
    assert [each.target for each in settled.document.references] == ["b.md", "e.jpg", "#f"]
    assert settled.document.body == digest_of(settled.html.encode())
    converted = conversion.convert(body, abbreviations={})
    whole = [slots.slot_html(each, each.target) for each in converted.references]
    local = [slots.slot_html(each, each.target) for each in settled.document.references]
    assert slots.fill(settled.html, local) == slots.fill(converted.html, whole)


def test_the_checks_of_a_text_see_the_links_out_of_the_site_too() -> None:
    seen: list[str] = []

    def see(text: ReadText, writing: Writing) -> list[Problem]:
        seen.extend(each.target for each in text.references)
        return []

    body = "[a](https://a.se/) [b](b.md)\n"
    parse(make_source("posts/a.md", make_text(body, **POST)), PostMeta, abbreviations={}, check=see)
    assert seen == ["https://a.se/", "b.md"]


def test_with_stand_ins_a_text_with_wrong_front_matter_is_a_document() -> None:
    source = make_source("posts/a.md", make_text("Text.\n", title="Hej", kommun="Hagfros"))
    parsed = parse(source, PostMeta, abbreviations={}, stand_ins=POSTS.stand_ins(NOW))
    assert parsed.document is not None
    assert parsed.partial is not None
    assert (parsed.document.meta.title, parsed.document.meta.kommun) == ("Hej", ())
    assert {problem.code for problem in parsed.problems} == {"field-missing", "kommun-unknown"}


def test_a_text_that_lacks_a_required_field_without_a_stand_in_is_no_document() -> None:
    source = make_source("posts/a.md", make_text("Text.\n", title="Hej", date="2015-10-26"))
    parsed = parse(source, PostMeta, abbreviations={}, stand_ins={"theme": ()})
    assert (parsed.document, parsed.html) == (None, "")
    assert parsed.partial is not None
    assert [problem.field for problem in parsed.problems] == ["kommun", "theme"]


def test_a_slug_counts_also_when_other_fields_are_wrong() -> None:
    text = make_text("Text.\n", slug="japan", kommun="Hagfros")
    source = make_source("posts/日本.md", text)
    parsed = parse(source, PostMeta, abbreviations={}, stand_ins=POSTS.stand_ins(NOW))
    assert parsed.document is not None
    assert parsed.document.slug == "japan"
    assert "slug-invalid" not in {problem.code for problem in parsed.problems}


def outline(body: str = "Början.\n\nMer.\n\n## Rubrik\n\n[b](b.md)\n", **fields: str) -> str:
    return make_post(body=body, **fields).outline


@pytest.mark.parametrize(
    "after",
    [
        "Början.\n\nNågot annat.\n\n## Rubrik\n\n[b](b.md)\n",
        "Början.\n\nMer.\n\nÄnnu mer.\n\n## Rubrik\n\n[b](b.md), ja\n",
    ],
)
def test_the_outline_stays_when_only_the_text_between_headings_changes(after: str) -> None:
    assert outline(after) == outline()


@pytest.mark.parametrize(
    "after",
    [
        "Ny början.\n\nMer.\n\n## Rubrik\n\n[b](b.md)\n",
        "Början.\n\nMer.\n\n## Ny rubrik\n\n[b](b.md)\n",
        "Början.\n\nMer.\n\n## Rubrik\n\n[b](c.md)\n",
        "Början.\n\nMer.\n\n## Rubrik\n\n![b](b.md)\n",
        "Början.\n\nMer.\n\n## Rubrik\n\n![bild](b.md)\n",
        "Början.\n\nMer.\n\n## Rubrik\n",
    ],
)
def test_the_outline_changes_with_lead_headings_and_references(after: str) -> None:
    assert outline(after) != outline()


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Ny"},
        {"date": "2015-10-27"},
        {"kommun": "Torsby"},
        {"theme": "samverkan"},
        {"summary": "Kort."},
        {"slug": "ny"},
        {"draft": "true"},
        {"updated": "2016-01-01"},
        {"aliases": "/gammal/"},
        {"visited": "2015-10"},
        {"author": "anna"},
    ],
)
def test_the_outline_changes_with_every_field(fields: dict[str, str]) -> None:
    assert outline(**fields) != outline()


def test_every_missing_field_is_reported_at_once() -> None:
    parsed = parse_post("---\n---\nText\n")
    assert places(parsed) == [(1, "field-missing")] * 4
    assert {problem.message.split()[1] for problem in parsed.problems} == {
        "title",
        "date",
        "kommun",
        "theme",
    }


def test_the_usual_mistakes_are_reported_in_one_run() -> None:
    text = (
        "---\n"
        "title: I Hagfors\n"
        "date: 2016-13-01\n"
        "kommun: Hagfros\n"
        "theme: familjehem\n"
        "titel: I Hagfors\n"
        "theme: samverkan\n"
        "---\n"
        "Text\n"
    )
    assert places(parse_post(text)) == [
        (3, "date-invalid"),
        (4, "kommun-unknown"),
        (6, "field-unknown"),
        (7, "field-repeated"),
    ]


@pytest.mark.parametrize("text", ["", "Bara text.\n", "---\ntitle: x\n"])
def test_of_a_file_without_front_matter_only_that_is_reported(text: str) -> None:
    parsed = parse_post(text)
    assert len(parsed.problems) == 1
    assert parsed.problems[0].code.startswith("front-matter-")


def test_a_text_beyond_a_limit_is_reported_at_its_line_and_not_converted() -> None:
    text = make_text("\nText\n" + "[" * 5000 + "\n", **POST)
    parsed = parse_post(text)
    assert parsed.document is None
    assert parsed.problems
    lines = text.split("\n")
    assert {lines[problem.line - 1] for problem in parsed.problems} == {"[" * 5000}


def test_mistakes_in_front_matter_and_body_are_reported_together() -> None:
    text = make_text("[" * 5000, **{**POST, "date": "igår"})
    codes = {problem.code for problem in parse_post(text).problems}
    assert "date-invalid" in codes
    assert len(codes) > 1


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("posts/2015-10-26-hagfors.md", "hagfors"),
        ("posts/2015/2015-10-26_i hagfors.md", "i-hagfors"),
        ("posts/2015-10-hagfors.md", "hagfors"),
        ("posts/hagfors-2015.md", "hagfors-2015"),
        ("posts/2015-10-26.md", "2015-10-26"),
        ("posts/2016-12-07-hultsfred/index.md", "hultsfred"),
        ("posts/Återbesök i Håbo.md", "aterbesok-i-habo"),
        ("posts/A.B.md", "a-b"),
        ("posts/!.md", ""),
    ],
)
def test_the_slug_is_the_name_of_file_or_folder_without_a_date(path: str, slug: str) -> None:
    assert slug_of(path) == slug


def test_a_slug_in_the_front_matter_goes_before_the_name() -> None:
    assert make_post("posts/!.md", slug="hagfors-2015").slug == "hagfors-2015"


@pytest.mark.parametrize("path", ["posts/!.md", "posts/con.md", f"posts/{'a' * 101}.md"])
def test_a_file_name_without_a_slug_is_reported_with_a_hint(path: str) -> None:
    parsed = parse_post(make_text("Text", **POST), path)
    assert places(parsed) == [(0, "slug-invalid")]
    assert "slug" in parsed.problems[0].hint


@pytest.mark.parametrize("path", ["posts/index.md", "pages/index.md"])
def test_an_index_file_outside_a_folder_of_its_own_is_named(path: str) -> None:
    parsed = parse_post(make_text("Text", **POST), path)
    assert places(parsed) == [(0, "slug-invalid")]
    assert f"/{path.partition('/')[0]}/" in parsed.problems[0].message
    assert parse_post(make_text("Text", **POST, slug="om"), path).problems == ()


@given(st.text(max_size=30))
def test_any_file_name_gives_letters_digits_and_hyphens_or_nothing(name: str) -> None:
    slug = slug_of(f"posts/{name.replace('/', '-')}.md")
    assert swedish.slugify(slug) == slug


FRONTS = st.lists(
    st.sampled_from(["title: a", "date: 2017-01-01", "kommun: Habo", "theme: x", "slug: å", "- b"])
)


@given(FRONTS.map("\n".join), st.text("ab[](){}#*_>`|-~\n :^!å<", max_size=40))
def test_any_text_gives_a_document_or_problems_in_the_file(front: str, body: str) -> None:
    parsed = parse_post(f"---\n{front}\n---\n{body}")
    assert (parsed.document is None) == bool(parsed.problems)
    for problem in parsed.problems:
        assert problem.line <= len(f"{front}{body}".split("\n")) + 2


MOVED = (
    "---\n# Om besöket.\n\nauthor: anna\ntheme: [familjehem]\naliases: /gammal/\ntitle: I Hagfors\n"
)
STOOD = "---\ntitle: I Hagfors\ntheme:\n  - familjehem\nauthor: anna\naliases:\n- /gammal/\n"
END = "date: 2015-10-26\nkommun: Hagfors\nimage: {src: a.jpg, alt: Torget}\n---\nText.\n"


def test_the_outline_changes_when_fields_stand_on_other_lines_where_problems_are_shown() -> None:
    stood, moved = parse_post(STOOD + END).document, parse_post(MOVED + END).document
    assert stood is not None
    assert moved is not None
    assert stood.places != moved.places
    assert stood.meta.theme != moved.meta.theme  # the same word, elsewhere
    assert stood.outline != moved.outline


@pytest.mark.parametrize("after", ["b.jpg", "a.jpg, credit: Anna"])
def test_the_outline_changes_with_what_stands_within_a_field(after: str) -> None:
    stood = parse_post(STOOD + END).document
    other = parse_post(STOOD + END.replace("a.jpg", after)).document
    assert stood is not None
    assert other is not None
    assert stood.outline != other.outline
