from sitegen.blog import BLOG
from sitegen.checks import runner
from sitegen.core.problem import Problem
from tests.checks.examples import post, text_of, writing


def found_in(
    body: str, *, title: str = "Återbesök", summary: str = "Vi var i Hagfors."
) -> list[Problem]:
    text = text_of(post(body))
    return runner.check_document(text, writing(body, title=title, summary=summary), BLOG.checks)


def test_a_slip_is_a_warning_with_place_and_remedy() -> None:
    [problem] = found_in("Text.\n\nBarn 3-5 år.\n")
    assert problem == Problem(
        "posts/hagfors.md",
        9,
        6,
        "dash-interval",
        "Mellan 3 och 5 står ett bindestreck.",
        "Skriv tankstreck: 3–5. Kommandot check --fix rättar det åt dig.",
        "warning",
    )


def test_a_slip_without_a_replacement_promises_no_fix() -> None:
    [problem] = found_in("Läs på www.hagfors.se om du vill.\n")
    assert "--fix" not in problem.hint


def test_of_many_slips_of_one_kind_five_are_reported_and_the_rest_counted() -> None:
    problems = found_in("• punkt\n" * 17)
    assert [problem.line for problem in problems] == [7, 8, 9, 10, 11, 12]
    assert problems[-1].message.endswith("Från och med här finns 12 ställen till av samma slag.")
    assert not any("ställen till" in problem.message for problem in problems[:-1])


def test_six_slips_of_one_kind_are_all_reported() -> None:
    problems = found_in("• punkt\n" * 6)
    assert len({problem.message for problem in problems}) == 1
    assert len(problems) == 6


def test_each_kind_is_counted_by_itself() -> None:
    codes = [problem.code for problem in found_in("• BBiC\n" * 9)]
    assert (codes.count("bullet-pasted"), codes.count("acronym-spelling")) == (6, 6)


def test_title_and_summary_are_looked_at_where_they_stand() -> None:
    problems = found_in("Text.\n", title="Hedemora - igen", summary="Barn 3-5 år")
    assert [(p.line, p.column, p.code) for p in problems] == [
        (2, 17, "dash-sentence"),
        (3, 15, "dash-interval"),
    ]
