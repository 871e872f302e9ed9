import msgspec
import pytest

from sitegen.checks.site import attachment_traces
from sitegen.core.problem import Problem
from sitegen.images.traces import Trace
from tests.checks.examples import Found, assert_found, check_all, post
from tests.support.factories import make_settings, make_site

ANNA = Trace("author", "Anna Exempel", "Anna Exempel")
NUMBER = Trace("personal-number", "20050312-****", "20050312-9801")


def check(
    *found: Trace, body: str = "Läs [planen](plan.pdf).\n", allowed: tuple[str, ...] = ()
) -> list[Problem]:
    settings = make_settings(allowed=allowed)
    site = make_site(post(body), files=["posts/plan.pdf"], settings=settings)
    site = msgspec.structs.replace(site, attachments={"posts/plan.pdf": found})
    return check_all(attachment_traces.check, site)


@pytest.mark.parametrize(
    ("trace", "code", "hint", "severity"),
    [
        (ANNA, "file-author", "Kontrollera dokument", "warning"),
        (Trace("place"), "file-place", "utan platsuppgifter", "warning"),
        (Trace("comments"), "file-comments", "spara det som PDF", "warning"),
        (NUMBER, "file-personal-number", "Ta bort det ur filen", "error"),
    ],
)
def test_each_trace_is_named_at_the_link(trace: Trace, code: str, hint: str, severity: str) -> None:
    problems = check(trace)
    assert_found(problems, Found(7, 14, code, hint))
    assert problems[0].severity == severity
    assert "9801" not in problems[0].message


def test_a_file_that_is_linked_to_twice_is_told_once() -> None:
    body = "Läs [planen](plan.pdf) och [den](plan.pdf) igen.\n"
    assert_found(check(ANNA, body=body), Found(7, 14, "file-author", "spara den på nytt"))


def test_a_file_that_nobody_links_to_is_not_published() -> None:
    assert_found(check(ANNA, body="Text.\n"))


@pytest.mark.parametrize("name", ["Hagfors kommun", "Microsoft Office User", "Socialstyrelsen"])
def test_names_of_organisations_and_programs_pass(name: str) -> None:
    assert_found(check(Trace("author", name, name)))


def test_what_is_allowed_by_name_passes() -> None:
    assert_found(check(ANNA, NUMBER, allowed=("Anna Exempel", "20050312-9801")))
