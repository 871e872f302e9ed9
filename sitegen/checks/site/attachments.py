"""Attachments: a file that a text links to is something to read, look at or listen to.

A script in a web page or an SVG drawing would run with the rights of the blog itself, in every
reader's browser; a browser may treat a file of an unknown type as such a page.
Good:  [planen](plan.pdf), [siffrorna](orosanmalningar.xlsx)
Bad:   [planen](plan.html)
Source: the HTML and MIME Sniffing standards (WHATWG), on how browsers choose the type of a file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.core.problem import Problem
from sitegen.images import metadata
from sitegen.model import links
from sitegen.model.document import at
from sitegen.model.site import Site, texts_of
from sitegen.pages.page import Output

HARMLESS = frozenset(
    (
        *("pdf", "epub", "rtf", "txt", "doc", "docx", "xls", "xlsx", "ppt", "pptx"),
        *("odt", "ods", "odp", "csv", "ics", "zip"),
        *("mp3", "m4a", "ogg", "opus", "wav", "mp4", "webm", "vtt"),
        *metadata.SHOWN,
        *metadata.UNSUPPORTED,  # pictures.py reports these
    )
)
"""The extensions of files that no browser runs."""


def check(site: Site, pages: Sequence[Output]) -> Iterator[Problem]:
    """Yield each link to a file of the blog that a browser might run."""
    for document in texts_of(site):
        for link in links.of_kind(document, "link"):
            path = links.divide(link.target, document.path).path
            if path in site.files and metadata.extension_of(path) not in HARMLESS:
                yield at(
                    document,
                    link,
                    "file-unsafe",
                    f"Filen ”{link.target}” är av ett slag som skulle kunna köra program hos den "
                    "som läser.",
                    "Spara den som PDF eller i något annat vanligt format, och länka till det.",
                )
