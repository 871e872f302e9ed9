import pytest

from sitegen.checks.site import plans
from sitegen.core.problem import Problem
from tests.checks.examples import check_all, post
from tests.support.factories import make_site

PLAN = """\
kommun: Hagfors
agreed: 2016
source: hagfors.md
points:
  - id: bbic
    text: Införa BBIC
  - id: stod
    text: Ge stöd
    aliases: [avlastning]
"""


def found(fields: str = "", plan: str = PLAN, **more: str) -> list[Problem]:
    text = post(fields=fields, date="2017-06-01", **more)
    return check_all(plans.check, make_site(text, plans={"hagfors-2016": plan}))


def follow_up(*notes: str) -> str:
    lines = "".join(f"  - {{plan: hagfors-2016, status: påbörjat, {each}}}\n" for each in notes)
    return f"follow_up:\n{lines}"


def test_points_that_exist_pass_also_by_an_older_name() -> None:
    assert found(follow_up("point: bbic", "point: avlastning")) == []


def test_an_unknown_plan_or_point_is_pointed_at_with_the_likeliest() -> None:
    fields = "follow_up: {plan: hagfors-2017, point: bbic, status: klart}\n"
    [problem] = found(fields)
    assert (problem.code, problem.line, problem.column) == ("plan-unknown", 6, 19)
    assert problem.hint == "Menade du ”hagfors-2016”?"
    [problem] = found(follow_up("point: bbbic"))
    assert (problem.code, problem.line) == ("point-unknown", 7)
    assert problem.hint == "Menade du ”bbic”?"


def test_a_point_twice_in_one_post_is_an_error() -> None:
    [problem] = found(follow_up("point: stod", "point: avlastning"))
    assert (problem.code, problem.line, problem.severity) == ("point-twice", 8, "error")


def test_a_plan_of_a_kommun_that_the_post_does_not_name_is_an_error() -> None:
    [problem] = found(follow_up("point: bbic"), kommun="Torsby")
    assert problem.code == "plan-other-kommun"


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("id: stod", "id: bbic", "point-id-twice"),
        ("[avlastning]", "[bbic]", "point-id-twice"),
        ("text: Ge stöd", "text: Ge stöd\n    due: 2015", "before-plan"),
        (
            "text: Ge stöd",
            "text: Ge stöd\n    reports: [{date: 2015-12, status: klart, source: hagfors.md}]",
            "before-plan",
        ),
        (
            "text: Ge stöd",
            "text: Ge stöd\n    ended: {as: ändrat, by: bbbic, date: 2017, source: hagfors.md}",
            "point-unknown",
        ),
        (
            "text: Ge stöd",
            "text: Ge stöd\n    ended: {as: struket, date: 2016-12, source: hagfors.md}\n"
            "    reports: [{date: 2017-01, status: klart, source: hagfors.md}]",
            "after-end",
        ),
        (
            "text: Ge stöd",
            "text: Ge stöd\n    reports:\n"
            "      - {date: 2017-01, status: klart, source: hagfors.md}\n"
            "      - {date: 2017-01, status: påbörjat, source: hagfors.md}",
            "status-tie",
        ),
        ("source: hagfors.md\n", "source: hagfors.md\nreplaces: hagfors-2014\n", "plan-unknown"),
        (
            "source: hagfors.md\n",
            "source: hagfors.md\nreplaces: hagfors-2016\n",
            "plan-replaces-wrong",
        ),
        ("source: hagfors.md\n", "source: hagfors.md\npoints_total: 1\n", "points-total-low"),
    ],
)
def test_what_cannot_be_in_a_plan_is_reported(before: str, after: str, code: str) -> None:
    assert PLAN.count(before) == 1
    problems = found(plan=PLAN.replace(before, after))
    assert [problem.code for problem in problems] == [code]
    assert all(problem.path == "plans/hagfors-2016.yml" and problem.line for problem in problems)


@pytest.mark.parametrize(
    ("replaces", "wrong"),
    [
        ({"a": "b"}, []),
        ({"a": "b", "b": "c"}, []),
        ({"a": "b", "b": "a"}, ["plans/a.yml", "plans/b.yml"]),
        ({"a": "b", "b": "c", "c": "b"}, ["plans/b.yml", "plans/c.yml"]),
    ],
)
def test_plans_that_replace_each_other_are_named(
    replaces: dict[str, str], wrong: list[str]
) -> None:
    written = {
        name: PLAN + (f"replaces: {replaces[name]}\n" if name in replaces else "") for name in "abc"
    }
    problems = check_all(plans.check, make_site(post(), plans=written))
    assert [(each.code, each.path) for each in problems] == [
        ("plan-replaces-wrong", path) for path in wrong
    ]


def test_a_problem_in_a_plan_is_pointed_at_where_it_is_written() -> None:
    [due] = found(plan=PLAN.replace("text: Ge stöd", "text: Ge stöd\n    due: 2015"))
    assert (due.line, due.column) == (9, 5)
    [twice] = found(plan=PLAN.replace("id: stod", "id: bbic"))
    assert (twice.line, twice.column) == (7, 5)


def test_a_status_that_cannot_be_is_pointed_at_where_the_post_gives_it() -> None:
    plan = PLAN.replace("agreed: 2016", "agreed: 2018")
    [problem] = found(follow_up("point: bbic"), plan=plan)
    assert (problem.code, problem.path) == ("before-plan", "posts/hagfors.md")
    assert (problem.line, problem.column) == (7, 26)


def test_a_status_from_the_day_on_which_the_point_was_struck_is_no_tie() -> None:
    struck = "text: Ge stöd\n    ended: {as: struket, date: 2017-06-01, source: hagfors.md}"
    assert found(follow_up("point: stod"), plan=PLAN.replace("text: Ge stöd", struck)) == []


def test_a_post_about_no_kommun_follows_up_no_plan() -> None:
    problems = found(follow_up("point: bbic"), kommun="ingen")
    assert [each.code for each in problems] == ["plan-other-kommun"]


def test_times_within_or_after_the_plan_pass() -> None:
    report = "{date: 2016, status: klart, source: hagfors.md}"
    right = f"text: Ge stöd\n    due: 2016\n    reports: [{report}]"
    assert found(plan=PLAN.replace("text: Ge stöd", right)) == []
    assert found(plan=PLAN.replace("agreed: 2016\n", "expected: 2030\n")) == []


def section(mark: str, **more: str) -> list[Problem]:
    return found(body=f"Text.\n\n## Så går det {{tema=samverkan plan={mark}}}\n\nBra.\n", **more)


@pytest.mark.parametrize(
    "mark", ["hagfors-2016/bbic", "hagfors-2016/avlastning", "hagfors-2016/bbic, hagfors-2016/stod"]
)
def test_a_section_about_a_point_that_exists_passes(mark: str) -> None:
    assert section(mark) == []


@pytest.mark.parametrize(
    ("mark", "code", "hint"),
    [
        ("hagfors-2017/bbic", "plan-unknown", "Menade du ”hagfors-2016”?"),
        ("umea/bbic", "plan-unknown", "Skriv planens namn"),
        ("hagfors-2016/bbbic", "point-unknown", "Menade du ”bbic”?"),
        ("hagfors-2016/x", "point-unknown", "Punkterna heter bbic, stod."),
        ("hagfors-2016", "point-unknown", "Skriv plan=hagfors-2016/ och punkten."),
    ],
)
def test_an_unknown_plan_or_point_of_a_section_is_pointed_at(
    mark: str, code: str, hint: str
) -> None:
    [problem] = section(mark)
    assert (problem.code, problem.line, problem.column) == (code, 9, 36)
    assert hint in problem.hint


def test_a_section_about_a_plan_of_another_kommun_is_an_error() -> None:
    [problem] = section("hagfors-2016/bbic", kommun="Torsby")
    assert (problem.code, problem.line, problem.column) == ("plan-other-kommun", 9, 36)


def test_a_section_may_name_a_plan_that_is_held_back() -> None:
    assert section("hagfors-2016/bbic", plan=f"draft: true\n{PLAN}") == []
