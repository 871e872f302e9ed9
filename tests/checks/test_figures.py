from sitegen.checks.site import figures, vocabularies
from sitegen.documents.measures import Measure
from sitegen.documents.settings import Settings
from tests.checks.examples import Found, assert_found, check_all, post
from tests.support.factories import make_settings, make_site

FACT = "facts: [{{measure: oro, period: 2016, value: 570{}}}]\n"
BOTH = "[Hagfors, Torsby]"


def settings() -> Settings:
    made = make_settings()
    measures = (Measure(slug="oro", name="Orosanmälningar", unit="anmälningar"),)
    return Settings(made.config, {**made.vocabularies, "measure": measures}, made.rows)


def test_it_is_plain_which_kommun_a_figure_is_about() -> None:
    site = make_site(
        post(fields=FACT.format("")),
        post(path="posts/b.md", kommun=BOTH, fields=FACT.format(", kommun: Torsby")),
        post(path="posts/c.md", kommun="ingen", fields=FACT.format("")),
        settings=settings(),
    )
    assert_found(check_all(figures.check, site))
    assert_found(check_all(vocabularies.check, site))


def test_a_figure_that_may_be_about_several_is_named() -> None:
    site = make_site(post(kommun=BOTH, fields=FACT.format("")), settings=settings())
    found = check_all(figures.check, site)
    assert_found(found, Found(6, 9, "fact-kommun-missing", "raden kommun:"))


def test_an_unknown_measure_is_named() -> None:
    fields = FACT.replace("oro", "orro").format("")
    site = make_site(post(fields=fields), settings=settings())
    found = check_all(vocabularies.check, site)
    assert_found(found, Found(6, 19, "measure-unknown", "oro"))
