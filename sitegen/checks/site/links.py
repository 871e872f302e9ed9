"""Links: a link within the blog leads to a text, a page or a file that readers can reach.

Good:  [förra besöket](2015-10-26-hagfors.md), [Hagfors](/kommun/hagfors/), [planen](plan.pdf)
Bad:   [förra besöket](2015-hagfros.md), a link to a draft, [Hagfors](/kommun/hagfors)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.core.problem import Problem, did_you_mean
from sitegen.model import links
from sitegen.model.document import Text
from sitegen.model.site import Site, texts_of
from sitegen.pages.page import Output
from sitegen.prose.slots import Reference


def check(site: Site, pages: Sequence[Output]) -> Iterator[Problem]:
    """Yield each link of a document that leads nowhere."""
    known = {page.url for page in pages}
    for document in texts_of(site):
        for link in links.of_kind(document, "link"):
            cause = _find_cause(site, known, document, link)
            if cause:
                yield Problem(
                    document.path,
                    document.body_line + link.line,
                    link.column,
                    "link-broken",
                    cause[0],
                    cause[1],
                )


def _find_cause(
    site: Site, known: set[str], document: Text, link: Reference
) -> tuple[str, str] | None:
    """Message and hint when the link is broken."""
    if not link.target:
        return f"Länken ”{link.text}” leder ingenstans.", "Skriv en adress inom parentesen."
    path = links.divide(link.target, document.path).path
    if path in site.unread or (site.unread and path.startswith("/")):
        return None  # it may be there once what could not be read is mended
    if path == "" or path in site.urls or path in known or path in site.files:
        return None
    if path in site.hidden:
        return (
            f"Länken leder till ”{path}” som läsare inte kan se ({site.hidden[path]}).",
            "Ta bort länken tills texten är publicerad.",
        )
    if f"{path}/" in known:
        return f"Sidan ”{path}” finns inte.", f"Lägg till ett snedstreck: {path}/"
    if path.startswith("/"):
        return f"Sidan ”{path}” finns inte.", did_you_mean(path, known) or _HINT
    names = {file.rpartition("/")[2]: file for file in (*site.urls, *site.files)}
    return f"Filen ”{path}” finns inte.", did_you_mean(path.rpartition("/")[2], names) or _HINT


_HINT = "Kontrollera stavningen, eller ta bort länken."
