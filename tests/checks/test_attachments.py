import pytest

from sitegen.checks.site import attachments
from sitegen.core.problem import Problem
from tests.checks.examples import Found, assert_found, check_all, post
from tests.support.factories import make_site

HARMLESS = (
    "plan.pdf",
    "Plan.PDF",
    "tal.odt",
    "siffror.xlsx",
    "film.mp4",
    "torget.jpg",
    "karta.svg",
)
RUNNING = (
    "plan.html",
    "plan.HTM",
    "plan.xhtml",
    "plan.xml",
    "plan.js",
    "plan.svgz",
    "plan.pdf.html",
)
OTHER = ("plan", "plan.", "plan.exe", "plan.php", "mapp.pdf/plan")


def check(body: str) -> list[Problem]:
    files = [f"posts/{name}" for name in (*HARMLESS, *RUNNING, *OTHER)]
    return check_all(attachments.check, make_site(post(body), files=files))


@pytest.mark.parametrize("name", HARMLESS)
def test_documents_and_pictures_may_be_linked_to(name: str) -> None:
    assert_found(check(f"Läs [planen]({name}).\n"))


@pytest.mark.parametrize("name", [*RUNNING, *OTHER])
def test_a_file_that_could_run_at_the_readers_is_named(name: str) -> None:
    found = Found(7, 14, "file-unsafe", "Spara den som PDF")
    assert_found(check(f"Läs [planen]({name}).\n"), found)


def test_a_file_that_nobody_links_to_is_nobodys_concern() -> None:
    assert_found(check("Text.\n"))


@pytest.mark.parametrize("target", ["https://example.org/a.html", "/tema/", "saknas.html", "#a"])
def test_what_is_no_file_of_the_blog_is_for_other_checks(target: str) -> None:
    assert_found(check(f"Läs [planen]({target}).\n"))
