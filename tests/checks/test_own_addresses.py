import msgspec
import pytest

from sitegen.checks.site import own_addresses
from sitegen.core.problem import Problem
from tests.checks.examples import Found, assert_found, check_all, post
from tests.support.factories import make_settings, make_site


def check(target: str, *, base_url: str = "https://example.org/", home: str = "") -> list[Problem]:
    settings = msgspec.structs.replace(make_settings(base_url=base_url), home=home)
    return check_all(
        own_addresses.check, make_site(post(f"Se [x]({target}).\n"), settings=settings)
    )


@pytest.mark.parametrize(
    "target",
    [
        "https://example.com/kommun/hagfors/",
        "https://blogg.example.org/",
        "https://annat.se/?url=https://example.org/kommun/hagfors/",
        "/kommun/hagfors/",
        "mailto:a@example.org",
        "http://[example.org/",
    ],
)
def test_addresses_elsewhere_and_local_ones_pass(target: str) -> None:
    assert_found(check(target))


@pytest.mark.parametrize(
    ("target", "local"),
    [
        ("https://example.org/kommun/hagfors/", "/kommun/hagfors/,"),
        ("http://www.example.org/kommun/hagfors", "/kommun/hagfors/,"),
        ("https://EXAMPLE.org/kommun/hagfors/#mer", "/kommun/hagfors/#mer,"),
        ("https://example.org/kommun/hagfors/index.html", "/kommun/hagfors/,"),
        ("https://example.org", "Skriv /,"),
        ("https://example.org/sok/?q=a", "/sok/,"),
    ],
)
def test_a_page_of_the_blog_is_better_written_as_the_blog_does(target: str, local: str) -> None:
    assert_found(check(target), Found(7, 8, "address-own", local))


def test_a_page_that_is_not_there_is_told_with_one_that_is_like_it() -> None:
    found = Found(7, 8, "address-own-broken", "Menade du ”/kommun/hagfors/”?")
    assert_found(check("https://example.org/kommun/hagfros/"), found)


def test_a_blog_in_a_folder_owns_that_folder_alone() -> None:
    base = "https://example.org/blogg/"
    assert_found(check("https://example.org/kommun/hagfors/", base_url=base))
    found = Found(7, 8, "address-own", "/kommun/hagfors/")
    assert_found(check("https://example.org/blogg/kommun/hagfors/", base_url=base), found)


def test_the_preview_knows_the_address_in_site_yml_too() -> None:
    found = Found(7, 8, "address-own", "/kommun/hagfors/")
    preview, home = "http://127.0.0.1:8000/", "https://example.org/"
    assert_found(check("https://example.org/kommun/hagfors/", base_url=preview, home=home), found)
    assert_found(check("http://127.0.0.1:8000/kommun/hagfors/", base_url=preview, home=home))


def test_an_address_that_readers_are_to_see_passes() -> None:
    site = make_site(post("Bloggen finns på <https://example.org/>.\n"))
    assert_found(check_all(own_addresses.check, site))


def test_an_address_that_is_allowed_passes() -> None:
    target = "https://example.org/gammalt/"
    settings = make_settings(allowed=(target,))
    site = make_site(post(f"Se [x]({target}).\n"), settings=settings)
    assert_found(check_all(own_addresses.check, site))
