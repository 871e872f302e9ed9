"""The benchmark's synthetic posts: the same every time, and shaped like real ones."""

from __future__ import annotations

import hashlib
import re
import sys
from datetime import datetime
from pathlib import Path

import pytest

from sitegen.builder.build import build
from sitegen.inputs.input import Folders
from sitegen.inputs.options import Options
from sitegen.sweden.register import find_kommun

ROOT = Path(__file__).parents[3]
sys.path.append(str(ROOT / "bench"))

import corpus  # noqa: E402
import phrases  # noqa: E402

POSTS = tuple(corpus.posts(400))
DIGEST = "3315bf3d01511fd906ae66a64bcb300a95e26059a85218f4ce0a0ba4c6bebf30"
"""Of the files of these posts. Change it only when the corpus is meant to change."""


def test_a_post_is_the_same_every_time_and_in_a_corpus_of_any_size() -> None:
    assert tuple(corpus.posts(50)) == POSTS[:50]
    assert corpus.post(399) == POSTS[399]


def test_a_post_does_not_change_between_versions_of_the_benchmark() -> None:
    """Measurements of different days compare only if the posts are the same."""
    texts = "".join(map(corpus.as_text, POSTS)).encode()
    assert hashlib.sha256(texts).hexdigest() == DIGEST


def test_every_slug_is_its_own() -> None:
    assert len({post.slug for post in POSTS}) == len(POSTS)


def test_bodies_are_as_long_as_real_ones() -> None:
    words = [corpus.count_words(post.body) for post in POSTS]
    assert min(words) >= 350
    assert max(words) <= 450


def test_bodies_have_three_to_six_headings_and_never_skip_a_level() -> None:
    for post in POSTS:
        levels = [len(marks) for marks in re.findall(r"^(#+) ", post.body, re.MULTILINE)]
        assert 3 <= len(levels) <= 6
        assert levels[0] == 2
        assert set(levels) <= {2, 3}


def test_every_body_has_a_list_and_a_quotation() -> None:
    for post in POSTS:
        assert re.search(r"^(?:-|1\.) ", post.body, re.MULTILINE)
        assert post.body.count("\n> ") >= 1


def test_links_are_few_and_lead_out_of_the_blog_or_to_posts_of_any_smaller_corpus() -> None:
    urls = {post.url: post.number for post in POSTS}
    kinds = set()
    for post in POSTS:
        targets = re.findall(r"\]\(([^)]*)\)", post.body)
        assert len(targets) <= 2
        for target in targets:
            kinds.add(target.startswith("https://"))
            if not target.startswith("https://"):
                assert urls[target] < post.number
                assert urls[target] % 10 == 0
    assert kinds == {True, False}


def test_dates_lie_spread_over_twenty_five_years() -> None:
    assert {post.date.year for post in POSTS} == set(range(2000, 2025))


def test_posts_are_about_forty_kommuner_of_the_register_and_twelve_themes() -> None:
    assert len({post.kommun for post in POSTS}) == 40
    for kommun in corpus.kommuner():
        found = find_kommun(kommun.name)
        assert found is not None
        assert (found.slug, found.official, found.lan) == (
            kommun.slug,
            kommun.official,
            kommun.lan,
        )
    assert {slug for post in POSTS for slug in post.themes} == {slug for slug, *_ in phrases.THEMES}
    assert len(phrases.THEMES) == 12
    assert {len(post.themes) for post in POSTS} == {1, 2, 3}


@pytest.mark.parametrize(("body", "words"), [("ett *två* tre", 3), ("[ett](/a/b/) två", 2)])
def test_words_are_counted_as_a_reader_sees_them(body: str, words: int) -> None:
    assert corpus.count_words(body) == words


@pytest.mark.slow
def test_our_generator_builds_thirty_posts_without_problems(tmp_path: Path) -> None:
    corpus.write_content(tmp_path / "content", 30)
    folders = Folders(tmp_path / "content", ROOT / "templates", ROOT / "assets")
    result = build(Options(folders=folders, now=datetime(2026, 1, 1), output=tmp_path / "site"))
    assert result.problems == ()
    for post in corpus.posts(30):
        page = (tmp_path / "site" / post.url.strip("/") / "index.html").read_text("utf-8")
        assert post.title in page
