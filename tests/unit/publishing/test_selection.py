"""Which files go out with which text."""

from __future__ import annotations

import re

from sitegen.publishing.selection import (
    ChangedText,
    describe_count,
    group_changes,
    name_branch,
    tie_together,
)

TEXTS = {"posts/a.md": frozenset({"posts/a/1.jpg"}), "posts/b.md": frozenset({"posts/a/1.jpg"})}


def is_text(path: str) -> bool:
    return path.endswith((".md", ".yml"))


def test_a_picture_goes_with_the_text_that_uses_it_and_an_unused_one_stays() -> None:
    found = group_changes(
        {"posts/a.md": "new", "posts/a/1.jpg": "new", "posts/a/2.jpg": "new"},
        is_text=is_text,
        uses=TEXTS,
    )
    [item] = found.items
    assert item.paths == ("posts/a.md", "posts/a/1.jpg")
    assert found.orphans == ("posts/a/2.jpg",)


def test_a_picture_of_a_text_that_is_as_it_was_goes_with_it() -> None:
    [item] = group_changes({"posts/a/1.jpg": "changed"}, is_text=is_text, uses=TEXTS).items
    assert (item.path, item.change, item.paths) == ("posts/a.md", None, ("posts/a/1.jpg",))


def test_a_picture_that_was_taken_away_goes_with_the_text_beside_it() -> None:
    texts = {"posts/a.md": frozenset[str]()}
    [item] = group_changes({"posts/a/9.jpg": "removed"}, is_text=is_text, uses=texts).items
    assert item.paths == ("posts/a/9.jpg",)


def test_the_button_says_how_much_goes_out() -> None:
    changes = dict.fromkeys(("plans/p.yml", "posts/a.md", "posts/b.md"), "new")
    items = group_changes(changes, is_text=is_text, uses={}).items  # type: ignore[arg-type]
    assert describe_count(items, lambda path: path.endswith(".yml")) == "2 texter och 1 uppgift"
    assert describe_count(items[1:2], lambda path: path.endswith(".yml")) == "1 text"


def test_each_author_shares_a_draft_on_a_branch_of_its_own_with_a_short_name() -> None:
    path = "posts/2017-05-22-sockerbruksgatan-i-köpingebro/index.md"
    sara, anna = name_branch(path, "sara@example.org"), name_branch(path, "anna@example.org")
    assert sara != anna
    assert re.fullmatch(r"utkast-[a-z0-9-]+-[0-9a-f]{6}", sara)
    assert len(sara) <= 28  # what Cloudflare keeps of a name
    assert name_branch("posts/ö.md", "sara@example.org").startswith("utkast-o-")


def test_what_one_act_has_changed_goes_out_as_one() -> None:
    items = (
        ChangedText(path="plans/p.yml", change="changed"),
        ChangedText(path="posts/a.md", change="removed", files=("posts/a/1.jpg",)),
        ChangedText(path="posts/b.md", change="new", files=("posts/b/1.jpg",)),
        ChangedText(path="posts/c.md", change="changed"),
    )
    moved = frozenset({"posts/a.md", "posts/b.md", "posts/b/1.jpg", "plans/p.yml"})
    first, other = tie_together(items, [("posts/b.md", moved)])
    assert first.path == "posts/b.md"
    assert first.paths == (
        "posts/b.md",
        *("plans/p.yml", "posts/a.md", "posts/a/1.jpg", "posts/b/1.jpg"),
    )
    assert other == items[3]


def test_acts_that_follow_on_each_other_go_out_as_one() -> None:
    items = (
        ChangedText(path="posts/a.md", change="removed"),
        ChangedText(path="posts/c.md", change="new"),
        ChangedText(path="posts/d.md", change="changed"),
    )
    acts = [
        ("posts/b.md", frozenset({"posts/a.md", "posts/b.md", "posts/d.md"})),
        ("posts/c.md", frozenset({"posts/b.md", "posts/c.md", "posts/d.md"})),
    ]
    [one] = tie_together(items, acts)
    assert (one.path, {*one.paths}) == ("posts/c.md", {each.path for each in items})


def test_an_act_of_which_nothing_is_left_ties_nothing() -> None:
    items = (ChangedText(path="posts/d.md", change="changed"),)
    assert tie_together(items, [("posts/b.md", frozenset({"posts/a.md"}))]) == items
