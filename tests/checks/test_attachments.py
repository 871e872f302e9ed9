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
FILMS = ("film.mov", "FILM.MOV", "film.avi", "film.wmv", "film.mkv", "film.mpg")
SOUNDS = ("tal.wma", "tal.aiff", "tal.amr")
OTHER = ("plan", "plan.", "plan.exe", "plan.php", "mapp.pdf/plan")


def check(body: str) -> list[Problem]:
    files = [f"posts/{name}" for name in (*HARMLESS, *RUNNING, *FILMS, *SOUNDS, *OTHER)]
    return check_all(attachments.check, make_site(post(body), files=files))


@pytest.mark.parametrize("name", HARMLESS)
def test_documents_and_pictures_may_be_linked_to(name: str) -> None:
    assert_found(check(f"Läs [planen]({name}).\n"))


@pytest.mark.parametrize("name", [*RUNNING, *OTHER])
def test_a_file_that_could_run_at_the_readers_is_named(name: str) -> None:
    found = Found(7, 14, "file-unsafe", "Spara den som PDF")
    assert_found(check(f"Läs [planen]({name}).\n"), found)


@pytest.mark.parametrize("name", ["plan.html", "plan.exe", "plan.docm"])
def test_only_of_a_program_it_is_said_that_it_could_run(name: str) -> None:
    files = [f"posts/{name}", "posts/plan.pages"]
    site = make_site(post(f"[a]({name}), [b](plan.pages)\n"), files=files)
    program, unknown = check_all(attachments.check, site)
    assert "köra program" in program.message
    assert "inte känner igen" in unknown.message


@pytest.mark.parametrize("name", FILMS)
def test_a_film_that_browsers_cannot_play_is_named_as_that(name: str) -> None:
    found = check(f"Se [filmen]({name}).\n")
    assert_found(found, Found(7, 13, "file-unplayable", "Spara filmen som MP4"))
    assert "är en film" in found[0].message


@pytest.mark.parametrize("name", SOUNDS)
def test_a_sound_that_browsers_cannot_play_is_named_as_that(name: str) -> None:
    found = check(f"Hör [talet]({name}).\n")
    assert_found(found, Found(7, 13, "file-unplayable", "MP3"))
    assert "är ett ljud" in found[0].message


def test_a_file_that_nobody_links_to_is_nobodys_concern() -> None:
    assert_found(check("Text.\n"))


@pytest.mark.parametrize("target", ["https://example.org/a.html", "/tema/", "saknas.html", "#a"])
def test_what_is_no_file_of_the_blog_is_for_other_checks(target: str) -> None:
    assert_found(check(f"Läs [planen]({target}).\n"))
