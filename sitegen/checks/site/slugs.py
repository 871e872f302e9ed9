"""Slugs: each post has its own, whatever the URL pattern, because feeds identify posts by slug.

Posts whose URLs are the same too are reported by paths.py.
Good:  2015-10-26-hagfors.md and 2017-01-12-hagfors-igen.md
Bad:   2015-10-26-hagfors.md and 2017-01-12-hagfors.md, with permalink: /{year}/{slug}/; or
       a post named hagfors, and another with feed_id: hagfors, that had the name before
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.core.problem import Problem
from sitegen.documents.document import at_field
from sitegen.model.post import Post, feed_id_of
from sitegen.model.site import Site
from sitegen.pages.page import Output


def check(site: Site, pages: Sequence[Output]) -> Iterator[Problem]:
    """Yield each post that feeds know by the same name as an older post whose URL is another."""
    owners: dict[str, str] = {}
    posts = reversed(list(site.posts.values()))
    for post in sorted(posts, key=lambda post: post.path in site.hidden):
        owner = owners.setdefault(feed_id_of(post), post.path)
        if site.urls[owner] == site.urls[post.path]:
            continue
        if post.meta.feed_id or site.posts[owner].meta.feed_id:
            yield _known_twice(post, owner)
        else:
            yield at_field(
                post,
                "slug",
                "slug-twice",
                f"Inlägget har samma namn i adressen, {post.slug}, som {owner}.",
                "Byt filnamn, eller lägg till fältet slug med ett eget namn.",
            )


def _known_twice(post: Post, owner: str) -> Problem:
    return at_field(
        post,
        "feed_id" if post.meta.feed_id else "slug",
        "feed-id-twice",
        f"Den som följer bloggen kan inte skilja inlägget från {owner}: flödena kallar båda "
        f"{feed_id_of(post)}.",
        "Byt adress på det nyaste av dem. Är det en kopia, ta bort raden feed_id ur den.",
    )
