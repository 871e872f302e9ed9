"""Posts that have changed their address without an alias, found by the pages of the last build.

It reads old pages in the output folder and changes nothing there. What it has found it remembers in
the cache, and reports it in every build until the old address leads on.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from sitegen.core import urls
from sitegen.core.problem import Problem
from sitegen.core.record import Record
from sitegen.documents.document import at_field
from sitegen.front_matter.word_types import is_slug
from sitegen.inputs.options import Options
from sitegen.inputs.store import Content, site_of_held
from sitegen.inputs.table import Table
from sitegen.model.post import Post, feed_id_of
from sitegen.output.publication import Publication
from sitegen.output.target import Target
from sitegen.sweden import register

MOST = 5
"""Posts reported one by one; a new pattern of addresses moves all of them."""

CLOSE = 85
"""How similar two titles must be, in per cent, to be the same title with an edit."""


def _open_memory(folder: Path, output: Path | None) -> Table[dict[str, str]]:
    """What the builds into `output` remember, in the cache in `folder`."""
    return Table(folder / "lost.memo", f"1 {output and output.absolute()}", dict[str, str])


_END = "/index.html"
_DATA = re.compile(rb'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


class _About(Record, frozen=True):
    """Signs that two pages are the same post: they must agree in two of these."""

    title: str
    day: str
    kommuner: frozenset[str]


class OldPost(msgspec.Struct, frozen=True):
    """What a published page says of its post to machines, as far as it is used here."""

    kind: str = msgspec.field(name="@type")
    title: str = msgspec.field(name="headline", default="")
    day: str = msgspec.field(name="datePublished", default="")
    places: tuple[dict[str, Any], ...] = msgspec.field(name="contentLocation", default=())


def find_lost_addresses(
    content: Content,
    options: Options,
    target: Target | None,
    paths: Collection[str],
    folder: Path,
) -> list[Problem]:
    """A warning for each post at a new address that seems to have been at one which is lost.

    `paths` are those of the files of the new site. Of what is withdrawn nothing is reported, and
    nothing in the preview, which nobody links to. The cache in `folder` has the posts of addresses
    that earlier builds have lost, by the path of the page.
    """
    if not isinstance(target, Publication):
        return []
    memory = _open_memory(folder, options.output)
    known, posts = memory.load({}), content.public.posts
    kept = {path: post for path, post in known.items() if path not in paths and post in posts}
    found = {path: post.path for path, post in _find_lost(content, options, target, paths)}
    if known != (now := {**kept, **found}):
        memory.save(now)
    return list(_shorten([_problem(posts[post], path) for path, post in now.items()]))


def _find_lost(
    content: Content, options: Options, target: Publication, paths: Collection[str]
) -> Iterator[tuple[str, Post]]:
    """Each page that this build removes, with the post that seems to have been there."""
    lost = sorted(path for path in target.previous.keys() - {*paths} if path.endswith(_END))
    if not lost:
        return
    site = content.public
    new = [
        post
        for path, post in site.posts.items()
        if urls.output_path(site.urls[path]) not in target.owned
    ]
    if not new:
        return
    withdrawn = {urls.output_path(url) for url in site_of_held(content, options).urls.values()}
    old = {path: known for path in lost if path not in withdrawn and (known := _read(target, path))}
    yield from _pair(old, new)


def _read(target: Publication, path: str) -> _About | None:
    """What a page that is there says of its post; None if it is no post."""
    with suppress(OSError, LookupError, TypeError, msgspec.MsgspecError):
        for found in _DATA.findall(target.contents(path)):
            data = msgspec.json.decode(found, type=OldPost)
            if data.kind == "BlogPosting":
                codes = (each["identifier"]["value"] for each in data.places)
                return _About(data.title, data.day[:10], frozenset(codes))
    return None


def _pair(old: Mapping[str, _About], new: Iterable[Post]) -> Iterator[tuple[str, Post]]:
    """Each lost path with the new post that is most like what was there, if any is."""
    groups: dict[object, list[tuple[_About, Post]]] = defaultdict(list)
    for post in new:
        known = _describe(post)
        for key in {known.title, known.day, *known.kommuner}:
            groups[key].append((known, post))
    for path, known in old.items():
        same = groups[known.title]
        others = (pair for key in (known.day, *known.kommuner) for pair in groups[key])
        ranked = [(_agreement(known, each), post) for each, post in same or others]
        best = max(ranked, key=lambda pair: pair[0], default=None)
        if best and best[0] >= 2:
            yield path, best[1]


def _describe(post: Post) -> _About:
    codes = (found.code for slug in post.meta.kommun if (found := register.find_kommun(slug)))
    return _About(post.meta.title, post.meta.date.at.date().isoformat(), frozenset(codes))


def _agreement(one: _About, other: _About) -> int:
    """In how many of title, day and kommun two posts agree."""
    from rapidfuzz import fuzz  # takes 30 ms to import, and addresses are seldom lost

    return (
        (fuzz.ratio(one.title.casefold(), other.title.casefold()) >= CLOSE)
        + (one.day == other.day)
        + bool(one.kommuner & other.kommuner)
    )


def _problem(post: Post, path: str) -> Problem:
    url = f"/{path.removesuffix('index.html')}"
    return at_field(
        post,
        "aliases",
        "address-lost",
        f"Inlägget låg förut på adressen {url}, som inte leder någonstans längre.",
        f"Lägg till raden aliases: {url} i faktablocket, så leder den hit. Finns fältet redan "
        f"skriver du till adressen där.{_advise_on_feeds(post, url)}",
        "warning",
    )


def _advise_on_feeds(post: Post, url: str) -> str:
    """How feeds still know the post, if its address had its name last, as the usual pattern has."""
    name = url.rstrip("/").rpartition("/")[2]
    if not is_slug(name) or name == feed_id_of(post):
        return ""
    return f" Lägg också till feed_id: {name}, så får den som följer bloggen inte inlägget igen."


def _shorten(problems: list[Problem]) -> Iterator[Problem]:
    yield from problems[:MOST]
    if more := len(problems) - MOST if len(problems) > MOST else 0:
        message = f"Ytterligare {more} inlägg har bytt adress utan att den gamla leder vidare."
        hint = "Har mönstret för adresser ändrats i site.yml: byt tillbaka det."
        yield Problem("", 0, 0, "address-lost", message, hint, "warning")
