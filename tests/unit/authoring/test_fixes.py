import re
import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.authoring.fixes import Fix, describe_fixes, fix_file, fix_text
from sitegen.blog import BLOG
from sitegen.checks import runner
from sitegen.core.problem import Problem
from sitegen.documents.document import ReadText
from sitegen.documents.parsing import parse
from sitegen.front_matter.yaml_nodes import split_front_matter
from sitegen.model.post import PostMeta
from sitegen.prose import conversion, limits
from sitegen.prose.wording import Writing, find_wording
from tests.support.factories import make_source

ABBREVIATIONS = {"BBIC": "Barns behov i centrum", "Ösam": "övergripande samverkan"}
FRONT = "---\ntitle: Besök\ndate: 2017-01-12\nkommun: Hagfors\ntheme: [a - b]\n---\n"


def fixed(body: str, front: str = FRONT) -> str:
    """The body after everything that can be put right was."""
    text, _ = fix_text("posts/a.md", front + body, BLOG.checks, abbreviations=ABBREVIATIONS)
    return text.removeprefix(front)


@pytest.mark.parametrize(
    ("body", "right"),
    [
        ("Barn  och\u00a0unga 3-5 år - alla.\n", "Barn och unga 3–5 år – alla.\n"),
        ("•\u00a0BBiC  är “bra”\n", "- BBIC är ”bra”\n"),
        ("Åldern 3\u200b-5 år\n", "Åldern 3–5 år\n"),
        ("ett \u200b två\n", "ett två\n"),
        ("ett  -  två\n", "ett – två\n"),
        ("\u00a0\n-Vårt mål är tid.\n", "\n– Vårt mål är tid.\n"),
        ("  • ett\n  • två\n", "- ett\n- två\n"),
    ],
)
def test_what_is_safe_is_put_right_also_where_slips_meet(body: str, right: str) -> None:
    assert fixed(body) == right


@pytest.mark.parametrize(
    "body",
    [
        "Allt är som det ska.\n",
        "`3-5  a - b “x”`\n",
        "```\n• 3-5  a - b\n```\n",
        "<div>\n• 3-5  a - b\n\nBBiC\n</div>\n",
        '<img alt="3-5 - x" src="a  b.jpg">\n',
        "[ord](3-5 - x.md 'a  -  b') https://example.org/BBiC/3-5\n",
        "Klicka [här](a.md), www.example.org, LSS och IMG_1234.\n",
        "# RUBRIK I VERSALER\n",
        "[gallery]<o:p></o:p>\n",
    ],
)
def test_what_is_right_or_for_an_author_to_decide_stays(body: str) -> None:
    assert fixed(body) == body


def test_title_and_summary_are_put_right_and_other_fields_never() -> None:
    front = (
        "---\ntitle: Hedemora - BBiC “igen”\nsummary: >-\n  Barn 3-5 år\n  och 6-9 år\n"
        "external:\n  - title: BBiC - en artikel 3-5\n    date: 2017-01-12\n---\n"
    )
    text, _ = fix_text("a.md", f"{front}Text.\n", BLOG.checks, abbreviations=ABBREVIATIONS)
    assert text == (
        "---\ntitle: Hedemora – BBIC ”igen”\nsummary: >-\n  Barn 3–5 år\n  och 6–9 år\n"
        "external:\n  - title: BBiC - en artikel 3-5\n    date: 2017-01-12\n---\nText.\n"
    )


def test_fields_are_put_right_where_only_one_thing_can_be_meant() -> None:
    front = (
        "---\ntitle:Åter: “Hedemora”\ndate: 12 januari 2017\nkommun:\u00a0Hedemora & Hagfors\n"
        "theme: samverkan\nupdated: 17-05-01\nexternal:\n\ttitle: Artikel\n"
        "\turl: www.hedemora.se\n---\n"
    )
    text, fixes = fix_text(
        "posts/a.md", f"{front}Text - text.\n", BLOG.checks, abbreviations={}, record=PostMeta
    )
    assert text == (
        '---\ntitle: "Åter: ”Hedemora”"\ndate: 2017-01-12\nkommun: [Hedemora, Hagfors]\n'
        "theme: samverkan\nupdated: 17-05-01\nexternal:\n  title: Artikel\n"
        "  url: https://www.hedemora.se\n---\nText – text.\n"
    )
    places = {(fix.line, fix.code) for fix in fixes}
    assert places == {
        *((2, "yaml-syntax"), (2, "quote-foreign"), (3, "date-invalid"), (4, "yaml-syntax")),
        *((4, "kommun-unknown"), (8, "yaml-syntax"), (9, "yaml-syntax")),
        *((9, "address-invalid"), (11, "dash-sentence")),
    }


@pytest.mark.parametrize(
    "text",
    ["", "Ingen  fakta - här.\n", "---\ntitle: a  b\nIngen - gräns.\n", f"{FRONT}{'> ' * 12}a  b"],
)
def test_a_text_that_cannot_be_read_is_left_alone(text: str) -> None:
    assert fix_text("a.md", text, BLOG.checks, abbreviations={}) == (text, ())


@pytest.mark.parametrize("title", ['["a - b", "c"]', "{a: 3-5}", '!!str "a - b"', "&x a - b"])
def test_a_title_that_is_more_than_words_is_left_alone(title: str) -> None:
    text = FRONT.replace("title: Besök", f"title: {title}")
    assert fix_text("a.md", f"{text}Text.\n", BLOG.checks, abbreviations={}) == (
        f"{text}Text.\n",
        (),
    )


def test_each_fix_says_where_and_what() -> None:
    text, fixes = fix_text(
        "posts/a.md", f"{FRONT}Text.\n\nBarn 3-5 år.\n", BLOG.checks, abbreviations={}
    )
    assert text.endswith("Barn 3–5 år.\n")
    assert fixes == (
        Fix(
            path="posts/a.md",
            line=9,
            column=6,
            code="dash-interval",
            old="Barn 3-5 år.",
            new="Barn 3–5 år.",
        ),
    )


def test_equal_fixes_are_reported_in_one_line() -> None:
    body = "ett\u00a0två\n\n\u00a0\n\ntre\n\n\u00a0\n\nfem  sex, 1-2\n"
    _, fixes = fix_text("a.md", FRONT + body, BLOG.checks, abbreviations={})
    assert describe_fixes(fixes).splitlines() == [
        "a.md:7:4: rättat: ”ett[hårt mellanslag]två” blev ”ett två” [space-hard]",
        "a.md:9:1: rättat på 2 ställen, först här: "
        "”[hårt mellanslag]” blev ingenting [paragraph-empty]",
        "a.md:15:4: rättat: ”fem  sex,” blev ”fem sex,” [space-doubled]",
        "a.md:15:11: rättat: ”sex, 1-2” blev ”sex, 1–2” [dash-interval]",
    ]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_file_keeps_its_line_ends_and_byte_order_mark(ending: str, mark: str) -> None:
    def as_bytes(body: str) -> bytes:
        return (mark + FRONT + body).replace("\n", ending).encode()

    data, fixes = fix_file("a.md", as_bytes("Barn 3-5 år.\n"), BLOG.checks, abbreviations={})
    assert data == as_bytes("Barn 3–5 år.\n")
    assert len(fixes) == 1


@pytest.mark.parametrize("data", [b"\xff\xfe", f"{FRONT}Allt \r\när väl.\n".encode()])
def test_a_file_with_nothing_to_put_right_stays_byte_for_byte(data: bytes) -> None:
    assert fix_file("a.md", data, BLOG.checks, abbreviations={}) == (data, ())


KEPT = (
    "`3-5  a - b`",
    "``BBiC\u00a0- “``",
    "\n\n```\n• 3-5  -  BBiC\n-Va\n```\n\n",
    "\n\n<div>\n• 3-5  -  BBiC\n\n-Va “\n</div>\n\n",
    '<span title="3-5  - “">',
    "https://example.org/BBiC/3-5",
    "namn.3-5@example.org",
    "](/BBiC/3-5 'a  - “b”')",
    "<!-- 3-5  - “ -->",
    "{#tre-3-5}",
)
"""What no fix may change, whatever stands around it."""

WORDS = ("Barn", "och", "unga", "e-post", "BBIC", "in- och", "2015-10-26", "08-12 34", "VISIT")
FAULTS = (
    *("BBiC", "ÖSAM", "3-5", "8.00-17.00", "2015-2016", " - ", " -\n", "  ", "ord\tord"),
    *("\u00a0", "&nbsp;", "\n \u00a0 \n", "\u200b", "\u00ad", "\ufb01n", "barn\u2011"),
    *("“", "”", "„", "‘", '"', "\n• ", "\n  · ", "\n\n-Va ", "www.a.se ", "**"),
)
BROKEN = ("\no\t", "\uf0b7", "\ufffd", "[", "](", "`", "|", "\t", "\n    ")
MARKUP = (
    *(" ", " ", " ", "\n", "\n\n", ". ", ", ", "\n- punkt", "\n1. punkt", "\n> citat"),
    *("\n\n## Rubrik ", "[ord](a.md) "),
)
bodies = st.lists(st.sampled_from((*WORDS, *FAULTS, *BROKEN, *MARKUP, *KEPT)), max_size=25).map(
    "".join
)


@given(bodies)
def test_fixing_twice_is_fixing_once_and_leaves_no_slip_that_could_be_fixed(body: str) -> None:
    once, _ = fix_text("a.md", FRONT + body, BLOG.checks, abbreviations=ABBREVIATIONS)
    assert fix_text("a.md", once, BLOG.checks, abbreviations=ABBREVIATIONS) == (once, ())
    front, below, _ = split_front_matter("a.md", once)
    if not limits.find_limits(below):
        writing = find_wording(once, front, below, abbreviations=ABBREVIATIONS)
        assert [
            slip for _, slip in runner.find_slips(writing, BLOG.checks) if slip.new is not None
        ] == []


@given(bodies)
def test_no_line_comes_or_goes_and_no_fault_is_left_unsaid(body: str) -> None:
    text, fixes = fix_text("a.md", FRONT + body, BLOG.checks, abbreviations=ABBREVIATIONS)
    assert text.count("\n") == (FRONT + body).count("\n")
    assert (text != FRONT + body) == bool(fixes)
    assert text.startswith(FRONT)
    changed = {
        number
        for number, (old, new) in enumerate(
            zip((FRONT + body).split("\n"), text.split("\n"), strict=True), 1
        )
        if old != new
    }
    assert changed <= {fix.line for fix in fixes}


@given(
    st.lists(st.sampled_from((*WORDS, *MARKUP, " 3-5 ", " BBiC ", "  ", " - ")), max_size=8),
    st.sampled_from(KEPT),
    st.lists(st.sampled_from((*WORDS, " 3-5 ", "  ", " - ")), max_size=8),
)
def test_code_addresses_and_html_never_change(
    before: list[str], kept: str, after: list[str]
) -> None:
    opening = "[ord" if kept.startswith("](") else " "
    body = f"{''.join(before)}{opening}{kept} {''.join(after)}\n"
    assert kept in fixed(body)


def letters(body: str) -> str:
    """All letters that readers see, and nothing else."""
    html = conversion.convert(body, abbreviations={}).html
    shown = unicodedata.normalize("NFKC", re.sub(r"<[^>]*>|&\w+;", "", html))
    return "".join(filter(str.isalpha, shown)).casefold()


# Four spaces after an empty line are code, unless a list stands above, and a fix may make one.
@given(
    st.lists(st.sampled_from((*WORDS, *FAULTS, *MARKUP)), max_size=25)
    .map("".join)
    .filter(lambda body: "\n    " not in body)
)
def test_readers_see_the_same_letters_and_links_lead_to_the_same_headings(body: str) -> None:
    right = fixed(body)
    assert letters(right) == letters(body)
    before, after = (conversion.convert(each, abbreviations={}) for each in (body, right))
    assert after.anchors == before.anchors


CELLS = ("Område", "Antal", "Hagfors", "3", "1 200", "BBiC", "3-5", "“ja”", "o")


def make_table(rows: list[list[str]], between: str, marks: tuple[str, ...]) -> str:
    """Rows as they are pasted, with `between` between the cells, and `marks` before each row."""
    pairs = zip(rows, marks, strict=False)
    return "".join(f"{mark}{between.join(row)}\n" for row, mark in pairs)


def rows_of(cells: tuple[str, ...]) -> st.SearchStrategy[list[list[str]]]:
    return st.lists(
        st.lists(st.sampled_from(cells), min_size=2, max_size=3), min_size=2, max_size=4
    )


MARKS = st.sampled_from((("",) * 4, ("- ",) * 4, ("> ",) * 4, ("", "\n", "", "")))
tables = st.one_of(
    st.builds(make_table, rows_of((*CELLS, "")), st.sampled_from(("\t", "\t\t", "    ")), MARKS),
    st.builds(make_table, rows_of(CELLS), st.just("\u00a0\u00a0\u00a0\u00a0"), MARKS),
)


def words(text: str) -> list[str]:
    """The words of a text, in order, whatever their letter case and what cannot be seen in them."""
    seen = re.sub("[\u00ad\u200b\u2060\ufeff]", "", unicodedata.normalize("NFKC", text))
    without_bullets = re.sub(r"(?m)^[> ]*o\t[ \t]*(?![^\n]*\t)", "- ", seen.replace("&nbsp;", " "))
    return re.findall(r"\w+", without_bullets.casefold())


def gaps(text: str) -> int:
    """The places where a tab or several blanks may stand between cells."""
    without_bullets = re.sub(r"(?m)^[> ]*o\t", "", text)
    return len(re.findall(r"(?<=\S)(?:\t|[ \u00a0]{3,})(?=\S)", without_bullets))


@given(st.one_of(bodies, tables, st.tuples(bodies, tables, bodies).map("\n\n".join)))
def test_no_fix_adds_drops_or_moves_a_word(body: str) -> None:
    assert words(fixed(body)) == words(body)


@given(tables)
def test_no_fix_takes_a_table_apart(body: str) -> None:
    assert gaps(fixed(body)) == gaps(body)


def found_in(text: str) -> Counter[str]:
    """How many problems of each kind a post has by itself."""
    source = make_source("posts/a.md", text)

    def check(read: ReadText, writing: Writing) -> list[Problem]:
        document = [problem for find in BLOG.checks.document for problem in find(read)]
        slips = runner.find_slips(writing, BLOG.checks)
        return [*document, *(Problem("a.md", 0, 0, slip.code, "") for _, slip in slips)]

    parsed = parse(source, PostMeta, abbreviations=ABBREVIATIONS, check=check)
    return Counter(problem.code for problem in parsed.problems)


# Below a list, what was code or a paragraph of its own belongs to the list, and is checked too.
@given(st.one_of(bodies.filter(lambda body: "\n    " not in body), tables))
def test_what_a_fix_makes_has_no_new_problem(body: str) -> None:
    new = found_in(FRONT + fixed(body)) - found_in(FRONT + body)
    assert not new
