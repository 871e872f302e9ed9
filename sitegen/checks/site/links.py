"""Links: a link within the blog leads to a text, page or file that is published.

Good:  [förra besöket](2015-10-26-hagfors.md), [Hagfors](/kommun/hagfors/), [planen](plan.pdf)
Bad:   [förra besöket](2015-hagfros.md), a link to a draft, [Hagfors](/kommun/hagfors)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from sitegen.core.problem import Problem, Suggester
from sitegen.model import links
from sitegen.model.document import Text, at
from sitegen.model.site import Site, document_at, texts_of
from sitegen.pages.page import Output
from sitegen.prose.slots import Reference


class _Known:
    """The valid targets of links, and suggestions for broken links."""

    def __init__(self, site: Site, pages: Sequence[Output]) -> None:
        self.site = site
        self.urls = {page.url for page in pages}
        self.like_urls = Suggester(page.url for page in pages)
        files = chain(site.urls, site.files)
        self.like_files = Suggester(file.rpartition("/")[2] for file in files)


def check(site: Site, pages: Sequence[Output]) -> Iterator[Problem]:
    """Yield each broken link of a document."""
    known = _Known(site, pages)
    for document in texts_of(site):
        for link in links.of_kind(document, "link"):
            cause = _find_cause(known, document, link)
            if cause:
                yield at(document, link, "link-broken", *cause)


def _find_cause(known: _Known, document: Text, link: Reference) -> tuple[str, str] | None:
    """Message and hint if the link is broken, else None."""
    site = known.site
    if not link.target:
        return f"Länken ”{link.text}” leder ingenstans.", "Skriv en adress inom parentesen."
    path = links.divide(link.target, document.path).path
    if path in site.unread or (site.unread and path.startswith("/")):
        return None  # it may exist once the file that could not be read is fixed
    if path == "" or path in site.urls or path in known.urls or path in site.files:
        return None
    if path in site.hidden:
        return (
            f"Länken leder till ”{path}” som läsare inte kan se ({site.hidden[path]}).",
            "Ta bort länken tills texten är publicerad.",
        )
    if document_at(site, path):
        return f"”{path}” har ingen egen sida att länka till.", "Ta bort länken."
    if f"{path}/" in known.urls:
        return f"Sidan ”{path}” finns inte.", f"Lägg till ett snedstreck: {path}/"
    if path.startswith("/"):
        return f"Sidan ”{path}” finns inte.", known.like_urls.ask(path) or _HINT
    name = path.rpartition("/")[2]
    return f"Filen ”{path}” finns inte.", known.like_files.ask(name) or _HINT


_HINT = "Kontrollera stavningen, eller ta bort länken."
