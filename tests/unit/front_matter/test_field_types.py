"""Each field type: what an author may write, what it is converted to, and what is rejected."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

import msgspec
import pytest

from sitegen.core.problem import Problem
from sitegen.front_matter import field_types, word_types
from sitegen.front_matter.declarations import Field, Located
from sitegen.sweden.dates import Moment
from sitegen.sweden.periods import Period
from tests.support.fields import read_record


def read(field: Field, written: str) -> tuple[Any, list[Problem]]:
    """The value of a field that an author wrote so, and the problems."""
    Record = msgspec.defstruct("Record", [("field", Annotated[Any, field])], frozen=True)
    record, problems = read_record(Record, "a.md", f"field: {written}")
    return (record.field if record else None), problems  # type: ignore[attr-defined]


def codes(field: Field, written: str) -> list[str]:
    value, problems = read(field, written)
    assert value is None
    assert all(problem.hint for problem in problems)
    return [problem.code for problem in problems]


def test_a_date_is_read_with_a_time_of_day_or_without() -> None:
    field = word_types.moment("När.")
    assert read(field, "2016-12-13 14:05") == (Moment(datetime(2016, 12, 13, 14, 5), True), [])
    assert read(field, "2017-06-01") == (Moment(datetime(2017, 6, 1)), [])


@pytest.mark.parametrize("written", ["2016-13-01", "2017-02-29", "2017-06-01 24:00", "igår"])
def test_an_impossible_date_is_reported_with_its_place(written: str) -> None:
    value, (problem,) = read(word_types.moment("När."), written)
    assert value is None
    assert (problem.line, problem.column, problem.code) == (1, 8, "date-invalid")
    assert written in problem.message
    assert "2017-06-01" in problem.hint


def test_a_period_is_read_or_reported_as_invalid() -> None:
    field = word_types.period("När.")
    assert read(field, "2015-10") == (
        Period(date(2015, 10, 1), date(2015, 10, 31), "2015-10"),
        [],
    )
    assert codes(field, "före 2015-10") == ["period-invalid"]
    assert codes(field, "ingen") == ["period-invalid"]
    assert codes(field, "2015-13") == ["period-invalid"]


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("2016-02-02 till 2016-01-01", "Skriv 2016-01-01 till 2016-02-02."),
        ("2015-10-12 - 2015-10-14", "Skriv 2015-10-12 till 2015-10-14."),
        ("2015-10-12/2015-10-14", "Skriv 2015-10-12 till 2015-10-14."),
        ("12–14 oktober 2015", "Skriv 2015-10-12 till 2015-10-14."),
        ("12 och 14 oktober 2015", "Skriv 2015-10-12 till 2015-10-14."),
        ("Q1 2016", "Skriv kvartal 1 2016."),
        ("kv. 4 2016", "Skriv kvartal 4 2016."),
        ("nej", "Menar du att det inte finns någon, skriv ingen."),
    ],
)
def test_the_advice_on_a_period_says_what_to_write(written: str, hint: str) -> None:
    none = Period(None, None, "ingen")
    [problem] = read(word_types.period("När.", none=none), written)[1]
    assert hint in problem.hint
    assert "Klockslaget" not in problem.hint


@pytest.mark.parametrize(
    ("written", "says", "hint"),
    [
        ("Åäö Mellan", "går inte att använda", "Skriv aao-mellan."),
        ("con", "Windows", "con-2015"),
        ("a" * 101, "101 tecken, och gränsen är 100", "kortare"),
        ("…", "går inte att använda", "Använd bara a–z"),
    ],
)
def test_a_slug_that_cannot_be_used_is_reported_with_its_reason(
    written: str, says: str, hint: str
) -> None:
    [problem] = read(word_types.slug("Namnet."), written)[1]
    assert says in problem.message
    assert hint in problem.hint


def test_none_may_be_said_of_a_period_where_that_means_something() -> None:
    none = Period(None, None, "ingen")
    field = word_types.period("När.", none=none)
    assert read(field, "Ingen") == (none, [])
    assert codes(field, "inget") == ["period-invalid"]


def test_an_open_period_may_lack_its_first_day_or_both() -> None:
    field = word_types.open_period("När.")
    assert read(field, "före 2015-10")[0] == Period(None, date(2015, 9, 30), "före 2015-10")
    assert read(field, "okänt")[0] == Period(None, None, "okänt")
    assert read(field, "2015-10")[0] == Period(date(2015, 10, 1), date(2015, 10, 31), "2015-10")
    assert codes(field, "innan 2015") == ["period-invalid"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Barn & unga", "Barn & unga"),
        ("'  Återbesök:\n   Hedemora '", "Återbesök: Hedemora"),
        ("|\n  två\n  rader", "två rader"),
        ("0305", "0305"),
        ("On", "On"),
        ("14:05", "14:05"),
        ("Hej 👋", "Hej 👋"),
    ],
)
def test_a_text_is_one_line_as_its_author_wrote_it(written: str, expected: str) -> None:
    assert read(field_types.text("Rubriken."), written) == (expected, [])


@pytest.mark.parametrize(
    "escape", ["\\0", "\\u0007", "\\e", "\\u200b", "\\u200e", "\\u202e", "\\u2066", "\\ufeff"]
)
def test_an_invisible_character_in_a_title_is_reported(escape: str) -> None:
    value, (problem,) = read(field_types.text("Rubriken."), f'"Hag{escape}fors"')
    assert value is None
    assert problem.code == "invisible-character"
    assert "U+" in problem.message


def test_a_text_has_a_greatest_length() -> None:
    assert read(field_types.text("Rubriken.", longest=5), "Åmål!") == ("Åmål!", [])
    assert codes(field_types.text("Rubriken.", longest=5), "Åmåls!") == ["text-too-long"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [("true", True), ("Ja", True), ("yes", True), ("false", False), ("nej", False), ("no", False)],
)
def test_a_flag_is_yes_or_no_in_swedish_or_english(written: str, expected: bool) -> None:
    assert read(word_types.flag("Utkast."), written) == (expected, [])


@pytest.mark.parametrize("written", ["On", "1", "kanske"])
def test_a_flag_that_is_neither_is_reported(written: str) -> None:
    assert codes(word_types.flag("Utkast."), written) == ["flag-unknown"]


@pytest.mark.parametrize("written", ["1", "010", "20"])
def test_a_number_is_decimal(written: str) -> None:
    assert read(word_types.number("Antal.", least=1, most=20), written) == (int(written, 10), [])


@pytest.mark.parametrize("written", ["0", "21", "-1", "1.5", "0x1F", "1_0", "tio", "٣", "9999999"])
def test_a_number_out_of_bounds_or_in_other_forms_is_reported(written: str) -> None:
    assert codes(word_types.number("Antal.", least=1, most=20), written) == ["number-invalid"]


def test_an_unknown_choice_is_reported_with_all_choices() -> None:
    field = word_types.choice("Var.", "sidhuvud", "sidfot")
    assert read(field, "sidfot") == ("sidfot", [])
    value, (problem,) = read(field, "mitten")
    assert value is None
    assert problem.hint == "Skriv något av sidhuvud, sidfot."


GOOD_SLUGS = ["hagfors", "hagfors-2015", "2015", "a", "com10", "console", "x" * 100]
BAD_SLUGS = [
    "Hagfors",
    "håbo",
    "a b",
    "a_b",
    "a--b",
    "-a",
    "a-",
    "../x",
    "a/b",
    "con",
    "nul",
    "lpt1",
    "com9",
    "x" * 101,
    "a\n",
]


@pytest.mark.parametrize("written", GOOD_SLUGS)
def test_a_slug_is_small_letters_digits_and_hyphens(written: str) -> None:
    assert read(word_types.slug("Namnet."), written) == (written, [])


@pytest.mark.parametrize("written", BAD_SLUGS)
def test_a_slug_unsafe_in_an_address_or_as_a_folder_is_rejected(written: str) -> None:
    assert not word_types.is_slug(written)


def test_a_bad_slug_is_reported() -> None:
    assert codes(word_types.slug("Namnet."), "Å ö") == ["slug-invalid"]


@pytest.mark.parametrize(
    "written",
    [
        "https://www.hagfors.se/nyheter",
        "http://example.org",
        "https://sv.wikipedia.org/wiki/Håbo_kommun?a=1&b=2#Historia",
        "http://localhost:8000/",
        "https://user.github.io/blogg/",
    ],
)
def test_a_web_address_is_whole(written: str) -> None:
    assert read(word_types.web_address("Adressen."), written) == (written, [])


@pytest.mark.parametrize(
    "written",
    [
        "www.hagfors.se",
        "//hagfors.se",
        "javascript:alert(1)",
        "ftp://hagfors.se",
        "https://hagfors",
        "https://hagfors.se/a b",
        "'https://hagfors.se/<x>'",
        "mailto:a@b.se",
    ],
)
def test_an_incomplete_url_or_another_scheme_is_reported(written: str) -> None:
    assert codes(word_types.web_address("Adressen."), written) == ["address-invalid"]


@pytest.mark.parametrize(
    ("written", "good"),
    [
        ("blogg@example.org", True),
        ("för.namn+x@sub.example.org", True),
        ("blogg", False),
        ("blogg@example", False),
        ("a b@example.org", False),
        ("'a@b.se\"><x'", False),
    ],
)
def test_an_email_address_has_a_name_and_a_domain(written: str, good: bool) -> None:
    value, problems = read(word_types.email("E-post."), written)
    assert (value == written) is good
    assert [problem.code for problem in problems] == ([] if good else ["email-invalid"])


@pytest.mark.parametrize("written", ["familjehem", "'familjehem '"])
def test_a_located_word_has_its_line_and_column(written: str) -> None:
    assert read(field_types.located("Temat."), written) == (Located("familjehem", 1, 8), [])


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("samverkan", ["samverkan"]),
        ("samverkan, familjehem", ["samverkan", "familjehem"]),
        ("[samverkan, familjehem]", ["samverkan", "familjehem"]),
        ("\n  - samverkan\n  - familjehem", ["samverkan", "familjehem"]),
        ("['Barn, unga']", ["Barn, unga"]),
        ("'samverkan,'", ["samverkan"]),
    ],
)
def test_several_values_are_a_list_or_divided_by_commas(written: str, words: list[str]) -> None:
    value, problems = read(field_types.several(field_types.located("Teman.")), written)
    assert problems == []
    assert [word.text for word in value] == words


def test_each_of_several_values_has_its_own_place() -> None:
    value, _ = read(field_types.several(field_types.located("Teman.")), "\n  - a\n  - b")
    assert [(word.line, word.column) for word in value] == [(2, 5), (3, 5)]


def test_each_wrong_value_of_several_is_reported() -> None:
    field = field_types.several(word_types.slug("Namn."))
    assert codes(field, "[a, B, C, d]") == ["slug-invalid", "slug-invalid"]
    assert codes(field, "[a, [b]]") == ["wrong-shape"]


@pytest.mark.parametrize(
    ("written", "slugs"),
    [
        ("Hagfors", ("hagfors",)),
        ("hagfors", ("hagfors",)),
        ("Hudiksvalls kommun", ("hudiksvall",)),
        ("Malmö stad", ("malmo",)),
        ("Region Gotland", ("gotland",)),
        ("0305", ("habo-uppsala-lan",)),
        ("0643", ("habo",)),
        ("Torsby, Hagfors", ("torsby", "hagfors")),
        ("[Torsby, Hagfors]", ("torsby", "hagfors")),
        ("[Hagfors, Hagfors kommun]", ("hagfors",)),
        ("ingen", ()),
        ("[ingen]", ()),
        ("Ingen", ()),
    ],
)
def test_a_kommun_is_named_as_people_do(written: str, slugs: tuple[str, ...]) -> None:
    assert read(field_types.kommun_list("Kommunen."), written) == (slugs, [])


def test_habo_and_habo_with_a_ring_are_two_kommuner() -> None:
    (habo,), _ = read(field_types.kommun_list("Kommunen."), "Habo")
    (håbo,), _ = read(field_types.kommun_list("Kommunen."), "Håbo")
    (decomposed,), _ = read(field_types.kommun_list("Kommunen."), "Ha\u030abo")
    assert habo != håbo
    assert decomposed == håbo


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("Hagfros", "Menade du ”Hagfors”?"),
        ("On", "ingen"),
        ("Atlantis", "ingen"),
        ("14:05", "ingen"),
        ("','", "ingen"),
        ("[ingen, Hagfors]", ""),
        ("0300", "ingen"),
    ],
)
def test_a_kommun_outside_the_register_is_reported(written: str, hint: str) -> None:
    value, problems = read(field_types.kommun_list("Kommunen."), written)
    assert value is None
    assert [problem.code for problem in problems] == ["kommun-unknown"]
    assert hint in problems[0].hint


@pytest.mark.parametrize("written", ["[[Hagfors]]", "{namn: Hagfors}"])
def test_a_kommun_in_another_shape_is_reported(written: str) -> None:
    assert codes(field_types.kommun_list("Kommunen."), written) == ["wrong-shape"]


def test_the_next_stop_is_one_kommun() -> None:
    assert read(field_types.one_kommun("Nästa."), "Torsby") == ("torsby", [])
    assert codes(field_types.one_kommun("Nästa."), "[Torsby, Hagfors]") == ["wrong-shape"]


@pytest.mark.parametrize(
    "alias",
    [
        "/kommunbesok/hagfors/",
        "/kommunbesok/hagfors",
        "/2015/10/hagfors.html",
        "/Kommunbesök/Åre/",
    ],
)
def test_an_old_path_is_an_alias(alias: str) -> None:
    assert read(field_types.old_address("Gammal."), alias) == (Located(alias, 1, 8), [])


@pytest.mark.parametrize(
    "alias",
    [
        "kommunbesok/hagfors",
        "/?p=17",
        "https://example.org/hagfors/",
        "/../hemligt/",
        "/ett//två/",
        "/",
        "/med mellanslag/",
        r"/bak\streck/",
    ],
)
def test_an_address_that_cannot_be_a_file_is_no_alias(alias: str) -> None:
    assert codes(field_types.old_address("Gammal."), alias) == ["alias-invalid"]


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("Ystad och Lund", "[Ystad, Lund]"),
        ("Ystad samt Lund", "[Ystad, Lund]"),
        ("Ystad, Lund och Malmö", "[Ystad, Lund, Malmö]"),
        ("Ystad/Lund", "[Ystad, Lund]"),
        ("Ystad – Lund", "[Ystad, Lund]"),
        ("Ystad Lund", "[Ystad, Lund]"),
        ("Ystads och Lunds kommuner", "[Ystad, Lund]"),
        ("Ysatd och Lund", "[Ystad, Lund]"),
        ("[Ystad och Lund]", "[Ystad, Lund]"),
        ("Göteborg stad", "Menade du ”Göteborg”?"),
        ("Skåne", "Skåne län är ett län."),
        ("Värmland", "Värmlands län är ett län."),
        ("hela landet", "eller ingen om inlägget"),
    ],
)
def test_a_value_that_is_no_kommun_comes_with_what_to_write(written: str, hint: str) -> None:
    value, (problem,) = read(field_types.kommun_list("Vart."), written)
    assert value is None
    assert problem.code == "kommun-unknown"
    assert hint in problem.hint


def test_of_a_list_in_one_value_the_wrong_part_is_pointed_at() -> None:
    _, (problem,) = read(field_types.kommun_list("Vart."), "Lund, Pariss, Ystad")
    assert problem.column == len("field: Lund, ") + 1
