"""Slugs: each post has its own, whatever the URL pattern, because feeds identify posts by slug.

Posts whose URLs are the same too are reported by paths.py.
Good:  2015-10-26-hagfors.md and 2017-01-12-hagfors-igen.md
Bad:   2015-10-26-hagfors.md and 2017-01-12-hagfors.md, with permalink: /{year}/{slug}/
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.core.problem import Problem
from sitegen.documents.document import at_field
from sitegen.model.site import Site
from sitegen.pages.page import Output


def check(site: Site, pages: Sequence[Output]) -> Iterator[Problem]:
    """Yield each post with the slug of an older post whose URL is another."""
    owners: dict[str, str] = {}
    posts = reversed(list(site.posts.values()))
    for post in sorted(posts, key=lambda post: post.path in site.hidden):
        owner = owners.setdefault(post.slug, post.path)
        if site.urls[owner] != site.urls[post.path]:
            yield at_field(
                post,
                "slug",
                "slug-twice",
                f"Inlägget har samma namn i adressen, {post.slug}, som {owner}.",
                "Byt filnamn, eller lägg till fältet slug med ett eget namn.",
            )
