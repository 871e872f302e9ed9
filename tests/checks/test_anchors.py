import pytest

from sitegen.checks.site import anchors
from sitegen.core.problem import Problem
from sitegen.documents.document import AnyDocument
from tests.checks.examples import Found, assert_found, check_all, info_page, post
from tests.support.factories import make_site

PLAN = post("## Planen för 2017\n", path="posts/hultsfred.md", kommun="Hultsfred")


def check(*documents: AnyDocument) -> list[Problem]:
    posts = [document for document in documents if document.path.startswith("posts/")]
    pages = [document for document in documents if document.path.startswith("pages/")]
    return check_all(anchors.check, make_site(*posts, pages=pages))


@pytest.mark.parametrize(
    "body",
    [
        "[plan](#planen)\n\n## Planen\n",
        "[plan](hultsfred.md#planen-for-2017)\n",
        "[plan](hultsfred.md)\n",
        "[plan](/besok/hultsfred/#planen-for-2017)\n",
        "[plan](#eget)\n\n## Planen {: #eget }\n",
        "Text[^1]\n\n[^1]: En fotnot.\n",
        "[borta](finns-inte.md#planen)\n",
        "[utanför](https://example.org/#planen)\n",
    ],
)
def test_links_to_a_heading_that_is_there_pass(body: str) -> None:
    assert_found(check(post(body), PLAN))


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (
            "[plan](#plannen)\n\n## Planen\n",
            [Found(7, 8, "anchor-missing", "Menade du ”planen”?")],
        ),
        (
            "Text.\n\nSe [plan](hultsfred.md#planen-for-2016).\n",
            [Found(9, 11, "anchor-missing", "Menade du ”planen-for-2017”?")],
        ),
        (
            "[plan](/besok/hultsfred/#qqq)\n",
            [Found(7, 8, "anchor-missing", "rubriken med små bokstäver, utan å, ä och ö")],
        ),
        ("[plan](#planen)\n", [Found(7, 8, "anchor-missing", "små bokstäver")]),
    ],
)
def test_each_link_to_a_heading_that_is_not_there_is_named(body: str, found: list[Found]) -> None:
    assert_found(check(post(body), PLAN), *found)


def test_a_page_may_link_to_the_headings_of_posts() -> None:
    page = info_page("[plan](../posts/hultsfred.md#planen-for-2016)\n")
    assert_found(check(PLAN, page), Found(4, 8, "anchor-missing", "planen-for-2017", page.path))
