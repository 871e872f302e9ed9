"""Search documents: for each published post, the HTML that the search index is made from.

Pure; search/pagefind.py makes the index. Nothing is indexed that a reader of the post cannot see.
"""

from __future__ import annotations

import re
from datetime import date
from html import escape

from sitegen.core.record import Record
from sitegen.model.site import Site
from sitegen.prose import slots
from sitegen.sweden import register as kommuner
from sitegen.sweden import swedish

_TAG = re.compile("<[^>]*>")

SOFT_HYPHEN = "\xad"
"""Removed from words, which search would not find with it."""


class Searchable(Record, frozen=True, kw_only=True):
    """Everything that the index holds of one post, so that equal values give equal documents.

    `body` is the digest its HTML is stored under, and `slots` the number of its slots, which are
    left empty; `mark` says, in the preview, why it is not published yet.
    """

    url: str
    title: str
    summary: str
    occasion: str
    day: date
    kommuner: tuple[str, ...]
    lan: tuple[str, ...]
    themes: tuple[str, ...]
    participants: tuple[str, ...]
    mark: str
    body: str
    slots: int


def searchable_posts(site: Site) -> tuple[Searchable, ...]:
    """Every post of the site, newest first; none if search is switched off."""
    if not site.config.search:
        return ()
    return tuple(
        Searchable(
            url=site.urls[path],
            title=post.meta.title,
            summary=post.meta.summary,
            occasion=site.occasions[path].words,
            day=post.meta.date.at.date(),
            kommuner=tuple(kommun.name for kommun in site.cards[path].kommuner),
            lan=tuple(lan.name for lan in kommuner.lan_of(post.meta.kommun)),
            themes=tuple(theme.name for theme in site.cards[path].themes),
            participants=tuple(each.organisation for each in post.meta.participants),
            mark=site.cards[path].mark,
            body=post.body,
            slots=len(post.references),
        )
        for path, post in site.posts.items()
    )


def as_document(post: Searchable, html: str) -> str:
    """The document to index, given the HTML of the post's body.

    Title, places and themes are metadata: they are searched like the text, the title ranks first,
    and they are shown apart from it. Headings keep their ids, so that a result can link to its
    section.
    """
    about = "".join(
        f'<i data-pagefind-{kind}="{name}">{escape(value)}</i>'
        for kind, name, value in _about(post)
    )
    text = slots.fill(html, ("",) * post.slots).replace(SOFT_HYPHEN, "")
    summary = f"<p>{escape(post.summary)}</p>" if post.summary else ""
    if not summary and not _TAG.sub("", text).strip():
        summary = f"<p>{escape(post.title)}</p>"  # Pagefind leaves out a document without words
    return (
        '<html lang="sv"><body data-pagefind-body>'
        f"<div data-pagefind-ignore>{about}</div>{summary}{text}</body></html>"
    )


def _about(post: Searchable) -> list[tuple[str, str, str]]:
    """The metadata of a post: kind, name and value of each item."""
    meta = (
        ("title", post.title),
        ("dag", post.day.isoformat()),
        ("datum", swedish.format_date(post.day)),
        ("kommun", ", ".join(post.kommuner)),
        ("besok", post.occasion),
        ("lan", ", ".join(post.lan)),
        ("tema", ", ".join(post.themes)),
        ("deltagare", ", ".join(post.participants)),
        ("utkast", post.mark),
    )
    filters = (
        *(("kommun", name) for name in post.kommuner),
        *(("lan", name) for name in post.lan),
        *(("tema", name) for name in post.themes),
        ("ar", str(post.day.year)),
    )
    return [
        *(("meta", name, value.replace(SOFT_HYPHEN, "")) for name, value in meta if value),
        *(("filter", name, value) for name, value in filters),
        ("sort", "dag", f"{post.day:%Y%m%d}"),
    ]
