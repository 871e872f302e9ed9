"""Copies: no text is published twice because a program has made a copy of its file.

Good:  posts/2015-10-26-hagfors.md
Bad:   posts/2015-10-26-hagfors (1).md beside it, or one more post with its title, day and kommun
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from itertools import chain

from sitegen.core import file_names
from sitegen.core.problem import Problem
from sitegen.documents.document import at_field
from sitegen.model.post import POSTS, Post
from sitegen.model.site import Site
from sitegen.pages.page import Output


def check(site: Site, pages: Sequence[Output]) -> Iterator[Problem]:
    """Yield a warning for each text that seems to be a copy of another."""
    copies: set[str] = set()
    for path, original in _find_named_copies(site):
        copies.add(path)
        yield _copied(path, original)
    seen: dict[str, Post] = {}
    for post in _posts_of(site):
        other = seen.setdefault(post.meta.title, post)
        is_known = other is post or not copies.isdisjoint((other.path, post.path))
        if not is_known and _are_one_visit(other, post):
            yield from _twice(site, *sorted((other, post), key=lambda each: each.path))


def _find_named_copies(site: Site) -> Iterator[tuple[str, str]]:
    """Each text with the name of a copy, and its original if there is one."""
    paths = [*chain.from_iterable(site.documents.values()), *site.held, *site.unread]
    if not file_names.may_be_copies("\n".join(paths)):
        return
    known = {path.casefold(): path for path in paths}
    for path in paths:
        folder, name = posixpath.split(path)
        stem, dot, extension = name.rpartition(".")
        names = file_names.copy_names(stem) if file_names.may_be_copies(path) else []
        places = (posixpath.join(folder, f"{each.stem}{dot}{extension}") for each in names)
        originals = (known.get(place.casefold(), "") for place in places)
        original = next(filter(None, originals), "")
        if original or any(each.is_certain for each in names):
            yield path, original


def _copied(path: str, original: str) -> Problem:
    if original:
        message = f"Filen ser ut som en kopia av {original}, men blir en egen sida."
    else:
        message = "Filen ser ut som en kopia från ett program för synkronisering."
    hint = "Behåll den rätta av dem och ta bort den andra. Är båda rätta: byt filnamn."
    return Problem(path, 0, 0, "text-copied", message, hint, "warning")


def _posts_of(site: Site) -> Iterator[Post]:
    yield from site.posts.values()
    yield from (each for path, each in site.held.items() if POSTS.has(path))


def _are_one_visit(one: Post, other: Post) -> bool:
    return (
        one.meta.date.at.date() == other.meta.date.at.date()
        and one.meta.kommun == other.meta.kommun
    )


def _twice(site: Site, one: Post, other: Post) -> Iterator[Problem]:
    url = site.urls.get(one.path)
    if url is None or url != site.urls.get(other.path):  # paths.py reports those with one address
        message = f"Inlägget har samma rubrik, dag och kommun som {one.path}."
        hint = "Är det en kopia, ta bort den ena. Ändra annars rubriken i en av dem."
        yield at_field(other, "title", "post-twice", message, hint, "warning")
