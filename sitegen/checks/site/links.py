"""Links: a link within the blog leads to a text, page or file that is published.

Good:  [förra besöket](2015-10-26-hagfors.md), [Hagfors](/kommun/hagfors/), [planen](plan.pdf)
Bad:   [förra besöket](2015-hagfros.md), a link to a draft, [Hagfors](/kommun/hagfors), a link from
       a text that waits for its day to one that will be published later
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from sitegen.core.addresses import complete_address
from sitegen.core.problem import Problem, Suggester
from sitegen.documents.document import Text, at
from sitegen.model import links
from sitegen.model.site import Site, document_at, moment_at, texts_of
from sitegen.pages.page import Output
from sitegen.prose.slots import Reference


class _Known:
    """The valid targets of links, and suggestions for broken links."""

    def __init__(self, site: Site, pages: Sequence[Output]) -> None:
        self.site = site
        self.urls = {page.url: page.source for page in pages}
        self.like_urls = Suggester(page.url for page in pages)
        files = chain(site.urls, site.files)
        self.like_files = Suggester(file.rpartition("/")[2] for file in files)


def check(site: Site, pages: Sequence[Output]) -> Iterator[Problem]:
    """Yield each broken link of a document."""
    known = _Known(site, pages)
    for document in texts_of(site):
        for link in links.of_kind(document, "link"):
            if complete_address(link.target):
                continue  # checks/wording/link_targets.py reports it
            cause = _find_cause(known, document, link)
            if cause:
                yield at(document, link, "link-broken", *cause)


_NEITHER = 'Ta bort den. En plats att länka till skriver du så här: <a id="namn"></a>.'


def _find_cause(known: _Known, document: Text, link: Reference) -> tuple[str, str] | None:
    """Message and hint if the link is broken, else None."""
    site = known.site
    if not link.target and not link.text.strip():
        return "Länken har varken ord eller adress.", _NEITHER
    if not link.target:
        return f"Länken ”{link.text}” leder ingenstans.", _WHOLE
    path = links.divide(link.target, document.path).path
    if document.path in site.hidden and (later := _find_later(known, document, path)):
        return _not_yet(path, site.hidden[later])
    if path in site.unread or (site.unread and path.startswith("/")):
        return None  # it may exist once the file that could not be read is fixed
    if path == "" or path in site.urls or path in known.urls or path in site.files:
        return None
    return _explain_missing(known, path)


def _explain_missing(known: _Known, path: str) -> tuple[str, str]:
    """Message and hint for a link to something that is not there."""
    site = known.site
    if path in site.hidden:
        return _not_yet(path, site.hidden[path])
    if document_at(site, path):
        return f"”{path}” har ingen egen sida att länka till.", "Ta bort länken."
    if f"{path}/" in known.urls:
        return f"Sidan ”{path}” finns inte.", f"Lägg till ett snedstreck: {path}/"
    if path.startswith("/"):
        return f"Sidan ”{path}” finns inte.", known.like_urls.ask(path) or _HINT
    name = path.rpartition("/")[2]
    return f"Filen ”{path}” finns inte.", known.like_files.ask(name) or _HINT


def _find_later(known: _Known, document: Text, path: str) -> str:
    """The path of the text that a link from a held-back text leads to, if readers will see that
    one later or not at all; else empty. A draft may link to what is held back too."""
    site = known.site
    target = known.urls.get(path, "") if path.startswith("/") else path
    own = moment_at(site, document.path)
    if target not in site.hidden or own is None:
        return ""
    moment = moment_at(site, target)
    return target if moment is None or moment > own else ""


def _not_yet(path: str, why: str) -> tuple[str, str]:
    return (
        f"Länken leder till ”{path}” som läsare inte kan se ({why}).",
        "Ta bort länken tills texten är publicerad.",
    )


_WHOLE = (
    "Skriv en adress inom parentesen. Den är namnet på en fil, eller börjar med https:// eller "
    "mailto:."
)
_HINT = "Kontrollera stavningen, eller ta bort länken."
