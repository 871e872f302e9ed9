from sitegen.checks.site import file_names
from tests.checks.examples import Found, assert_found, check_all, post
from tests.support.factories import make_settings, make_site


def test_a_personal_number_in_a_name_is_an_error() -> None:
    site = make_site(
        post(path="posts/20050312-9801.md"), files=["posts/20050312-9801.pdf", "posts/plan.pdf"]
    )
    problems = check_all(file_names.check, site)
    assert_found(
        problems,
        Found(0, 0, "personal-number-in-name", "Döp om", "posts/20050312-9801.md"),
        Found(0, 0, "personal-number-in-name", "Döp om", "posts/20050312-9801.pdf"),
    )
    assert {each.severity for each in problems} == {"error"}
    assert not any("9801" in each.message for each in problems)


def test_the_name_of_a_draft_is_looked_at_too() -> None:
    site = make_site(post(path="posts/20050312-9801.md", fields="draft: true\n"))
    found = Found(0, 0, "personal-number-in-name", "Döp om", "posts/20050312-9801.md")
    assert_found(check_all(file_names.check, site), found)


def test_days_and_other_numbers_in_names_pass() -> None:
    names = ["2016-01-28-2400-barn.jpg", "20170601_140512.jpg", "556036-0793.pdf"]
    assert_found(check_all(file_names.check, make_site(post(), files=names)))


def test_a_name_that_is_allowed_passes() -> None:
    settings = make_settings(allowed=("20050312-9801",))
    site = make_site(post(), files=["posts/20050312-9801.pdf"], settings=settings)
    assert_found(check_all(file_names.check, site))
