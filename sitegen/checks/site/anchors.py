"""Anchors: the part of a link after # is the id of a heading, or another id, on the target page.

Good:  [mer om upphandling](#upphandling)
Bad:   [mer om upphandling](#uphandling)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.core.problem import Problem, did_you_mean
from sitegen.documents.document import at
from sitegen.model import links
from sitegen.model.site import Site, texts_of
from sitegen.pages.page import Output, Page


def check(site: Site, pages: Sequence[Output]) -> Iterator[Problem]:
    """Yield each link whose anchor is not on its target page; links.py reports broken links."""
    anchors = {page.url: page.anchors for page in pages if isinstance(page, Page)}
    for document in texts_of(site):
        for link in links.of_kind(document, "link"):
            target = links.divide(link.target, document.path)
            if not target.anchor or target.path in site.unread:
                continue
            url = site.urls.get(target.path, target.path)
            there = document.anchors if target.path == "" else anchors.get(url)
            if there is not None and target.anchor not in there:
                yield at(
                    document,
                    link,
                    "anchor-missing",
                    f"Sidan har ingen rubrik med ankaret #{target.anchor}.",
                    did_you_mean(target.anchor, there)
                    or "Ankaret är rubriken med små bokstäver, utan å, ä och ö, "
                    "och med bindestreck mellan orden.",
                )
