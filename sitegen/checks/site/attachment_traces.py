"""Attachment traces: a linked document or film says nothing of persons that the text does not say.

Files are published as they are, other than photos, whose copies have no metadata.
Good:  [planen](plan.pdf) saved without its author
Bad:   a PDF with the name of who wrote it, a film with the place where it was taken
Source: IMY, on personal data in documents that are published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from sitegen.core.problem import Problem, Severity
from sitegen.core.record import Record
from sitegen.documents.document import AnyDocument, at
from sitegen.images.traces import Trace, TraceKind
from sitegen.model import links
from sitegen.model.site import Site, documents_of
from sitegen.pages.page import Output
from sitegen.prose.slots import Reference

_NOT_A_PERSON = re.compile(
    r"kommun|region|landsting|myndighet|styrelse|förvaltning|nämnd|departement|kansli|samordnar"
    r"|redaktion|förbund|förening|byrå|universitet|högskola|office user|python-docx|openpyxl"
    r"|\b(?:AB|SKL|SKR|admin(?:istrator)?|user|author|owner|unknown|root|dokument)\b",
    re.IGNORECASE,
)
"""Names of organisations and programs; to name those is no harm."""


class Remark(Record, frozen=True):
    """Code, message, hint and severity of a Problem; {} in the message are the file and what it
    says."""

    code: str
    message: str
    hint: str
    severity: Severity = "warning"


_OFFICE = "Ta bort uppgiften i programmet som filen är gjord i, och spara den på nytt. "

_TEXTS: Mapping[TraceKind, Remark] = {
    "author": Remark(
        "file-author",
        "Filen ”{}” säger vem som har gjort den: {}.",
        f"{_OFFICE}I Word: Arkiv, Info, Sök efter problem, Kontrollera dokument.",
    ),
    "place": Remark(
        "file-place",
        "Filmen ”{}” säger var den är inspelad.",
        "Spara filmen på nytt utan platsuppgifter.",
    ),
    "comments": Remark(
        "file-comments",
        "I dokumentet ”{}” finns kommentarer eller ändringar som någon har föreslagit.",
        "Ta bort dem ur dokumentet, eller spara det som PDF.",
    ),
    "personal-number": Remark(
        "file-personal-number",
        "I filen ”{}” står ett personnummer: {}.",
        "Ta bort det ur filen. Måste det stå där, skriv det under allowed i site.yml.",
        "error",
    ),
}
"""What is said of each kind of trace."""


def check(site: Site, pages: Sequence[Output]) -> Iterator[Problem]:
    """Yield each trace in a file of the blog, where a published text first links to the file."""
    if not site.attachments:
        return
    seen: set[str] = set()
    for document in documents_of(site):
        for link in document.references:
            path = links.divide(link.target, document.path).path
            if path in site.attachments and path not in seen:
                seen.add(path)
                for trace in site.attachments[path]:
                    if not _is_allowed(trace, site):
                        yield _problem(document, link, trace)


def _is_allowed(trace: Trace, site: Site) -> bool:
    if trace.kind == "author" and _NOT_A_PERSON.search(trace.shown):
        return True
    known = (*site.config.allowed, *(author.name for author in site.authors.values()))
    return bool(trace.written) and trace.written in known


def _problem(document: AnyDocument, link: Reference, trace: Trace) -> Problem:
    remark = _TEXTS[trace.kind]
    message = remark.message.format(link.target, trace.shown)
    return at(document, link, remark.code, message, remark.hint, remark.severity)
