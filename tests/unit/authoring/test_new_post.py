"""A new post: the answers that are understood, and a file that the blog itself reads without a
problem, whatever the title."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sitegen.authoring import new_post
from sitegen.authoring.new_post import Answer, NewPost, Question, Wanted
from sitegen.blog import BLOG
from sitegen.checks.runner import check_document, check_site
from sitegen.definition import make_pages
from sitegen.documents.parsing import Parsed, parse
from sitegen.documents.settings import Settings
from sitegen.front_matter.word_types import is_slug
from sitegen.model.authors import Author
from sitegen.model.post import PostMeta
from sitegen.model.site import Site
from sitegen.model.themes import Theme
from sitegen.sweden import register
from tests.support.factories import make_info_page, make_post, make_settings, make_site, make_source

SETTINGS = make_settings(
    themes=(
        Theme("familjehem", "Familjehemsvård", "", ("fosterhem",)),
        Theme("bup", "Barn- och ungdomspsykiatri", "", ("barnpsykiatri",)),
        Theme("bbic", "BBIC"),
    ),
    authors=(Author("redaktionen", "Redaktionen"),),
    author="redaktionen",
)
NAMES = [kommun.name for kommun in register.kommuner().values()]


def question(name: str, settings: Settings = SETTINGS) -> Question:
    return next(each for each in new_post.questions(settings) if each.name == name)


def ask(name: str, typed: str) -> Answer:
    return new_post.answer(question(name), typed)


def wanted(
    title: str = "Lugnare i Hagfors",
    *,
    kommun: tuple[str, ...] = ("Hagfors",),
    theme: tuple[str, ...] = ("familjehem",),
    date: str = "2017-06-01",
    author: str = "",
) -> Wanted:
    return Wanted(title=title, date=date, kommun=kommun, theme=theme, author=author)


def write(it: Wanted, site: Site | None = None) -> NewPost:
    return new_post.write_post(it, site or make_site(settings=SETTINGS))


def read(made: NewPost) -> Parsed[PostMeta]:
    source = make_source(made.path, made.text)
    return parse(
        source, PostMeta, abbreviations={}, check=partial(check_document, checks=BLOG.checks)
    )


def test_title_kommun_and_themes_are_asked_for_with_the_help_of_their_fields() -> None:
    asked = new_post.questions(SETTINGS)
    assert [(each.name, each.prompt, each.many) for each in asked] == [
        ("title", "Rubrik", False),
        ("kommun", "Kommun", True),
        ("theme", "Teman", True),
    ]
    assert all(each.help.endswith(".") for each in asked)


@pytest.mark.parametrize(
    ("prefix", "found"),
    [
        ("hag", ["Hagfors"]),
        ("HAGF", ["Hagfors"]),
        ("hägf", []),
        ("malm", ["Malmö"]),
        ("Malmo", ["Malmö"]),
        ("hab", ["Habo", "Håbo"]),
        ("håb", ["Håbo"]),
        ("ha\u030ab", ["Håbo"]),
        ("habo", ["Habo"]),
        ("Lund", ["Lund"]),
        ("upplands", ["Upplands Väsby", "Upplands-Bro"]),
        ("upplands v", ["Upplands Väsby"]),
        ("vasby", ["Upplands Väsby"]),
        ("bro", ["Bromölla"]),
        ("edet", ["Lilla Edet"]),
        ("hfors", []),
        ("", []),
        ("Hagforsson", []),
    ],
)
def test_a_name_is_completed_from_its_beginning(prefix: str, found: list[str]) -> None:
    assert list(new_post.complete_name(prefix, NAMES)) == found


@given(st.sampled_from(NAMES), st.data())
def test_every_beginning_of_a_name_finds_it_with_accents_or_without(
    name: str, data: st.DataObject
) -> None:
    length = data.draw(st.integers(1, len(name)))
    plain = "".join(unicodedata.normalize("NFD", letter)[0] for letter in name)
    for typed in (name[:length], name[:length].upper(), plain[:length]):
        found = new_post.complete_name(typed, NAMES)
        assert name in found or typed.casefold() in map(str.casefold, found)


@pytest.mark.parametrize(
    ("name", "typed", "values"),
    [
        ("kommun", "hag", ("Hagfors",)),
        ("kommun", "hag, hedem,hag", ("Hagfors", "Hedemora")),
        ("kommun", "ingen", ("ingen",)),
        ("theme", "familjehem", ("familjehem",)),
        ("theme", "Foster", ("familjehem",)),
        ("theme", "barn", ("bup",)),
        ("theme", "psyk,bb", None),
        ("theme", "ungdoms, bb", ("bup", "bbic")),
        ("title", "  Hej,   du ", ("Hej, du",)),
    ],
)
def test_answers_stand_for_values(name: str, typed: str, values: tuple[str, ...] | None) -> None:
    found = ask(name, typed)
    assert (found.values or None) == values
    assert bool(found.problem) == (values is None)


@pytest.mark.parametrize(
    ("name", "typed", "part"),
    [
        ("kommun", "", "Det behövs ett svar."),
        ("kommun", " , ", "Det behövs ett svar."),
        ("kommun", "hab", "”hab” kan vara Habo, Håbo. Skriv lite mer."),
        ("kommun", "s", "till). Skriv lite mer."),
        ("kommun", "Hagfros", "”Hagfros” finns inte. Menade du ”Hagfors”?"),
        ("kommun", "xx", "”xx” finns inte."),
        ("kommun", "ingen, hagfors", "Skriv antingen namn eller ingen."),
        ("theme", "b", "”b” kan vara Barn- och ungdomspsykiatri, BBIC. Skriv lite mer."),
        ("title", "x" * 151, "gränsen är 150"),
        ("title", "a\u200bb", "osynligt tecken"),
    ],
)
def test_an_invalid_answer_is_reported_in_swedish(name: str, typed: str, part: str) -> None:
    found = ask(name, typed)
    assert found.values == ()
    assert part in found.problem


def test_without_a_list_of_themes_any_word_is_a_theme() -> None:
    asked = question("theme", Settings())
    assert new_post.answer(asked, "vad, som helst") == Answer(("vad", "som helst"))


def test_a_new_post_is_a_draft_with_what_was_answered() -> None:
    made = write(wanted(kommun=("Hagfors", "Hedemora"), theme=("familjehem", "bbic")))
    parsed = read(made)
    assert [problem.code for problem in parsed.problems] == ["text-empty"]  # still to be written
    assert parsed.document is not None
    meta = parsed.document.meta
    assert (meta.title, meta.kommun, meta.draft) == (
        "Lugnare i Hagfors",
        ("hagfors", "hedemora"),
        True,
    )
    assert meta.date.at == datetime(2017, 6, 1)
    assert [word.text for word in meta.theme] == ["familjehem", "bbic"]
    assert meta.author is None


def test_the_file_reads_well() -> None:
    made = write(wanted('Återbesök: "Hagfors"', author="redaktionen"))
    assert made.path == "posts/2017-06-01-aterbesok-hagfors.md"
    assert made.text == (
        "---\n"
        "title: 'Återbesök: \"Hagfors\"'\n"
        "date: 2017-06-01\n"
        "kommun: Hagfors\n"
        "theme:\n"
        "  - familjehem\n"
        "author: redaktionen\n"
        "draft: true  # ta bort den här raden när inlägget ska publiceras\n"
        "# Fler fält: visited, follow_up, participants, summary, image, external, next\n"
        "---\n"
        "\n"
        "<!-- Skriv här. Börja med det viktigaste. Den här raden syns inte för läsare. -->\n"
        "\n"
        "## Det här såg vi\n"
        "\n"
        "## Det här tar Hagfors med sig\n"
    )


def test_the_fields_that_the_file_reminds_of_are_there() -> None:
    line = next(line for line in write(wanted()).text.split("\n") if line.startswith("# "))
    assert set(line.partition(": ")[2].split(", ")) <= set(PostMeta.__struct_fields__)


def test_the_note_to_the_author_never_reaches_a_reader() -> None:
    assert "Skriv här" not in read(write(wanted())).html


def test_a_whole_site_with_the_new_post_has_no_problems() -> None:
    parsed = read(write(wanted(author="redaktionen", kommun=("ingen",))))
    assert parsed.document is not None
    site = make_site(parsed.document, settings=SETTINGS, drafts=True)
    assert check_site(site, make_pages(site, BLOG), BLOG.checks) == []


@dataclass(frozen=True)
class Named:
    title: str
    path: str
    kommun: tuple[str, ...] = ("Hagfors",)


@pytest.mark.parametrize(
    "named",
    [
        Named("I Hagfors", "2017-06-01-i-hagfors"),
        Named("!?", "2017-06-01-hagfors"),
        Named("!?", "2017-06-01-inlagg", ("ingen",)),
        Named("Con", "2017-06-01-con-hagfors"),
        Named("mycket långa ord " * 8, "2017-06-01" + "-mycket-langa-ord" * 4),
        Named("Å" * 150, "2017-06-01-" + "a" * 70),
    ],
    ids=lambda named: named.path,
)
def test_the_file_is_named_after_the_title(named: Named) -> None:
    assert write(wanted(named.title, kommun=named.kommun)).path == f"posts/{named.path}.md"


def test_an_address_that_is_taken_is_left_alone() -> None:
    site = make_site(
        make_post("posts/2015-10-26-lugnare-i-hagfors.md"), settings=make_settings(), drafts=True
    )
    assert write(wanted(), site).path == "posts/2017-06-01-lugnare-i-hagfors-hagfors.md"


def test_names_go_on_to_year_and_number_when_all_are_taken() -> None:
    made: list[NewPost] = []
    for _ in range(6):
        posts = [document for each in made if (document := read(each).document)]
        made.append(write(wanted(), make_site(*posts, settings=SETTINGS, drafts=True)))
    assert [each.path.removeprefix("posts/2017-06-01-lugnare-i-hagfors") for each in made] == [
        ".md",
        "-hagfors.md",
        "-2017.md",
        "-hagfors-2017.md",
        "-hagfors-2017-2.md",
        "-hagfors-2017-3.md",
    ]


def test_pages_count_among_the_addresses_that_are_taken() -> None:
    site = make_site(pages=[make_info_page("pages/om.md")], settings=SETTINGS)
    assert write(wanted("Om"), site).path == "posts/2017-06-01-om-hagfors.md"


def test_an_invalid_date_is_rejected() -> None:
    with pytest.raises(ValueError, match="i går"):
        write(wanted(date="i går"))


def test_a_time_of_day_is_kept() -> None:
    parsed = read(write(wanted(date="2017-06-01 14:05")))
    assert parsed.document is not None
    assert parsed.document.meta.date.at == datetime(2017, 6, 1, 14, 5)


def test_earlier_visits_are_listed_oldest_first() -> None:
    later = make_post("posts/2017-01-12-b.md", title="Tillbaka i Hagfors", date="2017-01-12")
    site = make_site(later, make_post(), settings=make_settings())
    assert new_post.earlier_visits(site, ["Hagfors", "Habo", "ingen"]) == [
        "Om Hagfors finns redan 2 inlägg:",
        "  26 oktober 2015: I Hagfors stannar medarbetarna (posts/2015-10-26-hagfors.md)",
        "  12 januari 2017: Tillbaka i Hagfors (posts/2017-01-12-b.md)",
        "Det här blir det första inlägget om Habo.",
    ]


PLAN = """\
kommun: Hagfors
agreed: 2016
source: {title: Planen, publisher: Hagfors kommun, url: "https://www.hagfors.se/"}
points:
  - {id: bbic, text: Införa BBIC, due: hösten 2017}
  - {id: stod, text: Ge stöd -- också på kvällen}
  - id: jour
    text: Skaffa en jour
    ended: {as: struket, date: 2017, source: 2015-10-26-hagfors.md}
"""


def test_a_return_visit_has_the_open_points_of_the_plan_as_a_checklist() -> None:
    told = {"plan": "hagfors-2016", "point": "stod", "status": "påbörjat"}
    post = make_post(follow_up=[told], date="2017-01-12")
    site = make_site(post, plans={"hagfors-2016": PLAN}, settings=SETTINGS, drafts=True)
    made = write(wanted(), site)
    assert (
        "Plan för handling: Hagfors 2016:\n"
        "- [ ] Införa BBIC (inget besked, senast hösten 2017)\n"
        "- [ ] Ge stöd – också på kvällen (påbörjat)\n"
        "-->\n"
    ) in made.text
    parsed = read(made)
    assert parsed.document is not None
    assert "BBIC" not in parsed.html


def test_a_kommun_without_a_plan_has_no_checklist() -> None:
    site = make_site(plans={"hagfors-2016": PLAN}, settings=SETTINGS, drafts=True)
    assert write(wanted(kommun=("Habo",)), site) == write(wanted(kommun=("Habo",)))


TITLES = st.one_of(
    st.text(max_size=150),
    st.text("\"'#:-–[]{}&*!|>%@`~, 👶🏽\\\nåÅ1", max_size=30),
    st.sampled_from(
        ["---", "- a", "null", "~", "true", "On", "0305", "12:30", "2017-06-01", "con"]
    ),
)


@given(TITLES, st.lists(st.sampled_from(NAMES), max_size=2, unique=True))
def test_any_title_that_is_allowed_survives(title: str, names: list[str]) -> None:
    found = ask("title", title)
    assume(found.values)
    it = wanted(found.values[0], kommun=tuple(names) or ("ingen",))
    made = write(it)
    parsed = parse(make_source(made.path, made.text), PostMeta, abbreviations={})
    assert parsed.problems == ()
    assert parsed.document is not None
    assert parsed.document.meta.title == unicodedata.normalize("NFC", it.title)
    assert is_slug(parsed.document.slug)
    assert len(made.path.encode()) < 100
