from sitegen.checks.site import passages
from tests.checks.examples import check_all, info_page, post
from tests.support.factories import make_site

MARKED = "Text.\n\n## Upphandling {tema=samverkan}\n\nText.\n"


def test_a_heading_of_a_post_may_name_a_theme() -> None:
    assert check_all(passages.check, make_site(post(MARKED))) == []


def test_a_heading_of_another_text_may_not() -> None:
    [problem] = check_all(passages.check, make_site(pages=[info_page(MARKED)]))
    assert (problem.code, problem.line, problem.column) == ("heading-mark-no-post", 6, 22)
