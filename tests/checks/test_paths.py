import msgspec
import pytest

from sitegen.checks.site import paths
from sitegen.documents.document import AnyDocument
from sitegen.images.metadata import Shape
from sitegen.pages.page import File, Page
from tests.checks.examples import Found, assert_found, check_all, info_page, post
from tests.support.factories import make_settings, make_site

HAGFORS = post(path="posts/2015-10-26-hagfors.md")


@pytest.mark.parametrize(
    "other",
    [
        post(path="posts/2017-01-12-hagfors-igen.md"),
        post(path="posts/2017-01-12-hagfors.md", fields="slug: hagfors-igen\n"),
        post(path="posts/torsby.md", fields="aliases: /besok/hagfors-2015/\n"),
    ],
)
def test_documents_with_places_of_their_own_pass(other: AnyDocument) -> None:
    assert_found(check_all(paths.check, make_site(HAGFORS, other)))


def test_two_kommuner_with_nearly_the_same_name_pass() -> None:
    site = make_site(post(path="posts/a.md", kommun="Habo"), post(path="posts/b.md", kommun="Håbo"))
    assert_found(check_all(paths.check, site))


def test_two_posts_with_one_address_are_named_both() -> None:
    other = post(path="posts/2017-01-12-hagfors.md")
    [found] = check_all(paths.check, make_site(HAGFORS, other))
    assert_found([found], Found(2, 1, "path-twice", "slug", other.path))
    assert HAGFORS.path in found.message
    assert "/besok/hagfors/" in found.message


@pytest.mark.parametrize(
    ("alias", "owner"),
    [
        ("/besok/hagfors/", "posts/2015-10-26-hagfors.md"),
        ("/Besok/HAGFORS/", "posts/2015-10-26-hagfors.md"),
        ("/kommun/", "webbplatsens egna sidor"),
        ("/robots.txt", "webbplatsens egna sidor"),
        ("/kommun/index.html", "webbplatsens egna sidor"),
    ],
)
def test_an_alias_that_is_taken_is_pointed_at(alias: str, owner: str) -> None:
    other = post(path="posts/torsby.md", fields=f"aliases:\n  - /gammal/\n  - {alias}\n")
    [found] = check_all(paths.check, make_site(HAGFORS, other))
    assert_found([found], Found(8, 5, "path-twice", "ta bort", other.path))
    assert owner in found.message


def test_an_alias_inside_a_place_that_is_a_file_is_pointed_at() -> None:
    other = post(path="posts/torsby.md", fields="aliases: /robots.txt/gammal/\n")
    [found] = check_all(paths.check, make_site(HAGFORS, other))
    assert_found([found], Found(6, 10, "path-twice", "ta bort", other.path))


def test_a_page_may_not_take_the_place_of_the_sites_own() -> None:
    page = info_page(path="pages/kommun.md")
    [found] = check_all(paths.check, make_site(HAGFORS, pages=[page]))
    assert_found([found], Found(2, 1, "path-twice", "Byt filnamn", page.path))


def test_two_files_whose_names_become_one_address_are_named() -> None:
    body = "[Planen](plan-1.pdf) [Planen](plan_1.pdf)\n"
    site = make_site(post(body), files=["posts/plan-1.pdf", "posts/plan_1.pdf"])
    [found] = check_all(paths.check, site)
    assert_found([found], Found(0, 0, "path-twice", "Byt filnamn", "posts/plan_1.pdf"))
    assert "posts/plan-1.pdf" in found.message


def test_two_pictures_with_one_name_or_the_same_content_both_find_their_place() -> None:
    shapes = {
        "posts/torg-et.jpg": Shape(60, 40, "photo", "a" * 32),
        "posts/torg_et.jpg": Shape(60, 40, "photo", "b" * 32),
        "posts/2016/torg-et.jpg": Shape(60, 40, "photo", "b" * 32),
    }
    body = "".join(f"![Torget]({path.removeprefix('posts/')})\n" for path in shapes)
    assert_found(check_all(paths.check, make_site(post(body), pictures=shapes)))


def test_a_pattern_of_addresses_that_meets_the_sites_own_pages_is_named() -> None:
    site = make_site(post(path="posts/kommun.md"), settings=make_settings(permalink="/{slug}/"))
    [found] = check_all(paths.check, site)
    assert_found([found], Found(2, 1, "path-twice", "slug", "posts/kommun.md"))


def test_a_slug_that_makes_an_address_taken_is_pointed_at() -> None:
    other = post(path="posts/torsby.md", date="2017-01-13", fields="slug: hagfors\n")
    [found] = check_all(paths.check, make_site(HAGFORS, other))
    assert_found([found], Found(6, 1, "path-twice", "slug", other.path))
    assert found.field == "slug"


@pytest.mark.parametrize(
    ("fields", "field"), [("aliases: /kommun/\n", "aliases"), ("slug: hagfors\n", "slug")]
)
def test_a_problem_with_an_address_names_the_field_to_change(fields: str, field: str) -> None:
    other = post(path="posts/torsby.md", date="2017-01-13", fields=fields)
    assert {found.field for found in check_all(paths.check, make_site(HAGFORS, other))} == {field}


@pytest.mark.parametrize("url", ["siffror.json", "/con/", "/a//b/", "/../a", "/siffror?x", "/a./"])
def test_an_address_that_no_file_can_have_is_a_fault_of_the_program(url: str) -> None:
    site = make_site(HAGFORS)
    [found] = paths.check(site, (Page(url=url, template="", view=site.config),))
    assert_found([found], Found(0, 0, "path-unusable", "fel i programmet", "site.yml"))
    assert url in found.message


def test_an_asset_that_no_other_system_can_have_is_named() -> None:
    asset = File("/assets/aux.css", "assets/aux.css", "aux.css", root="assets")
    [found] = paths.check(make_site(HAGFORS), (asset,))
    assert (found.path, found.root, found.code) == ("aux.css", "assets", "path-unusable")


@pytest.mark.parametrize(
    "name", ["nul.pdf", "con/plan.pdf", "å" * 120 + ".pdf", "æ" * 120 + ".csv"]
)
def test_a_linked_file_gets_an_address_that_every_system_can_have(name: str) -> None:
    site = make_site(post(f"[Planen]({name})\n"), files=[f"posts/{name}"])
    assert_found(check_all(paths.check, site))


def test_a_page_below_the_address_of_the_writing_page_is_reported() -> None:
    [found] = check_all(paths.check, make_site(HAGFORS, pages=[info_page(path="pages/skriv.md")]))
    assert_found([found], Found(0, 0, "path-hidden", "publicerade", "pages/skriv.md"))
    assert found.severity == "warning"


def test_two_pages_of_the_program_are_no_fault_of_the_author() -> None:
    site = make_site(HAGFORS)
    page = Page(url="/siffror/", template="", view=site.config)
    [found] = paths.check(site, (page, msgspec.structs.replace(page, template="x")))
    assert found.message == "Två av webbplatsens egna sidor vill ha adressen /siffror/."
    assert "fel i programmet" in found.hint
