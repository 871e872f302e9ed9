"""Attachments: a file that a text links to is something that readers can open.

A script in a web page or an SVG drawing would run with the rights of the blog itself, in every
reader's browser; a browser may treat a file of an unknown type as such a page.
Good:  [planen](plan.pdf), [siffrorna](orosanmalningar.xlsx)
Bad:   [planen](plan.html), [filmen](film.mov)
Source: the HTML and MIME Sniffing standards (WHATWG), on how browsers choose the type of a file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.core.problem import Problem
from sitegen.documents.document import Text, at
from sitegen.images import metadata
from sitegen.model import links
from sitegen.model.site import Site, texts_of
from sitegen.pages.page import Output
from sitegen.prose.slots import Reference

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

FILMS = frozenset(("mov", "m4v", "avi", "wmv", "mkv", "flv", "mpg", "mpeg", "mts", "3gp", "ogv"))
SOUNDS = frozenset(("wma", "aiff", "aif", "amr", "m4b", "aac", "flac", "mid", "caf"))
PROGRAMS = frozenset(
    (
        *("html", "htm", "xhtml", "xht", "shtml", "mht", "mhtml", "hta", "xml", "xsl", "swf"),
        *("js", "mjs", "css", "wasm", "php", "asp", "aspx", "jsp", "exe", "msi", "bat", "cmd"),
        *("com", "scr", "ps1", "vbs", "sh", "jar", "py", "app", "dmg", "apk", "lnk", "url"),
        *("docm", "xlsm", "pptm", "iso"),
    )
)


def check(site: Site, pages: Sequence[Output]) -> Iterator[Problem]:
    """Yield each link to a file of the blog that a browser might run, or cannot show."""
    for document in texts_of(site):
        for link in links.of_kind(document, "link"):
            path = links.divide(link.target, document.path).path
            extension = metadata.extension_of(path)
            if path in site.files and extension not in HARMLESS:
                yield _problem(document, link, extension)


def _problem(document: Text, link: Reference, extension: str) -> Problem:
    """What to say of a link to a file with this extension."""
    if extension in FILMS or extension in SOUNDS:
        what, new = (
            ("en film", "filmen som MP4") if extension in FILMS else ("ett ljud", "det som MP3")
        )
        return at(
            document,
            link,
            "file-unplayable",
            f"”{link.target}” är {what} av ett slag som många webbläsare inte kan spela upp.",
            f"Spara {new} och länka till den filen.",
        )
    is_program = extension in PROGRAMS
    return at(
        document,
        link,
        "file-unsafe",
        f"Filen ”{link.target}” är av ett slag som "
        + (
            "skulle kunna köra program hos den som läser."
            if is_program
            else "webbläsare inte känner igen och kan ta för en webbsida."
        ),
        "Spara den som PDF eller i något annat vanligt format, och länka till det.",
    )
