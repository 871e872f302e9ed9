from sitegen.checks.site import organisations, vocabularies
from sitegen.documents.organisations import ORGANISATIONS
from sitegen.documents.settings import Settings, read_settings
from tests.checks.examples import Found, assert_found, check_all, post
from tests.support.factories import make_settings, make_site, make_source

LISTED = """\
- {slug: gamla, name: Regionen, until: 2016-12-31}
- {slug: nya, name: Regionen, from: 2017-01-01, replaces: [gamla]}
"""
MET = "participants: [{organisation: Regionen}]\n"
HINT = "from eller until"


def settings(text: str, visits: str = "") -> Settings:
    read, problems = read_settings(
        {"organisations.yml": make_source("organisations.yml", text)}, (ORGANISATIONS,)
    )
    assert problems == []
    made = make_settings(visits=visits)
    listed = {**made.vocabularies, **read.vocabularies}
    return Settings(made.config, listed, made.rows, lines=read.lines)


def test_who_existed_then_may_be_named_and_so_may_anybody_who_is_not_listed() -> None:
    others = "participants: [{organisation: gamla}, {organisation: En annan}]\n"
    site = make_site(
        post(fields=MET, date="2016-01-12"),
        post(path="posts/b.md", fields=MET, date="2017-01-12"),
        post(path="posts/c.md", fields=others),
        settings=settings(LISTED),
    )
    assert_found(check_all(organisations.check, site))
    assert_found(check_all(vocabularies.check, site))


def test_who_did_not_exist_then_is_named_where_it_stands() -> None:
    site = make_site(
        post(fields=MET, date="2015-01-12"),
        settings=settings("- {slug: nya, name: Regionen, from: 2017}\n"),
    )
    found = check_all(organisations.check, site)
    assert_found(found, Found(6, 17, "organisation-not-then", HINT))
    assert "hette ”Regionen” den 12 januari 2015" in found[0].message


def test_the_visit_decides_which_day_it_was() -> None:
    fields = f"visited: 2015-12-01\n{MET}"
    site = make_site(post(fields=fields, date="2017-01-12"), settings=settings(LISTED))
    assert_found(check_all(organisations.check, site))


def test_a_name_that_two_had_at_once_must_be_told_apart() -> None:
    listed = "- {slug: ena, name: Facket}\n- {slug: andra, name: Facket}\n"
    fields = "participants: [{organisation: Facket}]\n"
    site = make_site(post(fields=fields), settings=settings(listed))
    found = check_all(organisations.check, site)
    assert_found(found, Found(6, 17, "organisation-not-then", "andra och ena"))
    twice = check_all(vocabularies.check, site)
    assert [problem.code for problem in twice] == ["organisation-twice"]


def test_rows_and_points_are_looked_through_too() -> None:
    source = 'source: {title: Nytt, publisher: Kommunen, url: "https://example.org/"}'
    row = f"- {{kommun: Habo, date: 2015, {source}, participants: [{{organisation: Nya}}]}}\n"
    plan = f"kommun: Habo\nagreed: 2015\n{source}\npoints:\n"
    plan += "  - {id: ett, text: Ett, responsible: [Nya]}\n"
    listed = settings("- {slug: nya, name: Nya, from: 2017}\n", visits=row)
    site = make_site(plans={"habo": plan}, settings=listed)
    assert_found(
        check_all(organisations.check, site),
        Found(1, 1, "organisation-not-then", HINT, "visits.yml"),
        Found(5, 26, "organisation-not-then", HINT, "plans/habo.yml"),
    )


def test_what_the_list_says_of_itself_holds_together() -> None:
    text = (
        "- {slug: a, name: A, replaces: [b]}\n"
        "- {slug: c, name: C, replaces: [c]}\n"
        "- {slug: d, name: D, from: 2018, until: 2017}\n"
    )
    site = make_site(settings=settings(text))
    assert_found(
        check_all(organisations.check, site),
        Found(1, 1, "organisation-replaces", "en annan", "organisations.yml"),
        Found(2, 1, "organisation-replaces", "en annan", "organisations.yml"),
        Found(3, 1, "organisation-order", "from eller until", "organisations.yml"),
    )
