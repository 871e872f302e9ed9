"""Failures: what to report of a template that did not make its page.

Pure, from what went wrong to a problem with its place; it renders nothing.
"""

from __future__ import annotations

import re
import traceback

import jinja2

from sitegen.core.problem import Problem
from sitegen.core.time_limit import Overtime
from sitegen.documents.collection import describe_fault
from sitegen.pages.page import Generated, Page

LONGEST = 10
"""Seconds of the processor's time for one page: the slowest of 30,000 posts takes one."""

LARGEST_MB = 50
"""Millions of bytes in one page; a sitemap, the largest file there may be, is at most 50 MB."""

LARGEST = LARGEST_MB * 1_000_000

_TEMPLATE = re.compile(r"\.(?:html|xml|txt|json|webmanifest)$")


def syntax_problem(error: jinja2.TemplateSyntaxError) -> Problem:
    """A template that cannot be understood."""
    return Problem(
        error.name or "",
        error.lineno,
        0,
        "template-syntax",
        f"Mallen går inte att tolka: {error.message}",
        "Rätta mallen på raden.",
        root="templates",
    )


def missing_problem(error: jinja2.TemplateNotFound, page: Page) -> Problem:
    """A template that a page, or another template, needs is not there."""
    name = str(error.name)
    asking, line = _place_of(error, page)
    if asking != name:
        return Problem(
            asking,
            line,
            0,
            "template-missing",
            f"Mallen {name} finns inte, men {asking} ber om den när {page.url} ska göras.",
            "Rätta namnet på raden, eller lägg tillbaka filen i templates/.",
            root="templates",
        )
    return Problem(
        name,
        0,
        0,
        "template-missing",
        f"Mallen {name} finns inte, men {page.url} behöver den.",
        "Lägg tillbaka filen i templates/.",
        root="templates",
    )


def encode_problem(error: Exception, page: Generated) -> Problem:
    """A kind that could not make the bytes of its page; the fault is in its own code."""
    where = describe_fault(error)
    return Problem(
        page.source or "site.yml",
        0,
        0,
        "page-failed",
        f"Sidan {page.url} gick inte att göra i {page.encode.__module__}: {where}.",
        "Det är ett fel i programmet, inte i dina texter. Säg till den som sköter det.",
    )


def _place_of(error: Exception, page: Page) -> tuple[str, int]:
    """Where in which template it happened: Jinja rewrites tracebacks to name template lines."""
    frames = traceback.extract_tb(error.__traceback__)
    inside = [frame for frame in frames if _TEMPLATE.search(frame.filename)]
    return (inside[-1].filename, inside[-1].lineno or 0) if inside else (page.template, 0)


def endless_problem(error: Overtime, page: Page) -> Problem:
    """A template that would go on for ever, or as good as."""
    name, line = _place_of(error, page)
    message = f"Mallen blev inte klar med {page.url} på {LONGEST} sekunder."
    hint = "En slinga här går för många varv, eller så anropar ett makro sig självt."
    return Problem(name, line, 0, "template-endless", message, hint, root="templates")


def large_problem(size: int, page: Page) -> Problem:
    """A template that made a page which nobody can have meant; `size` is in bytes."""
    message = f"Mallen gjorde {page.url} {size // 1_000_000} MB stor; gränsen är {LARGEST_MB} MB."
    hint = "En slinga i mallen går för många varv."
    return Problem(page.template, 0, 0, "template-too-large", message, hint, root="templates")


def runtime_problem(error: Exception, page: Page) -> Problem:
    """Anything else that went wrong while a template was at work."""
    name, line = _place_of(error, page)
    told = str(error) or ("minnet tog slut" if isinstance(error, MemoryError) else repr(error))
    return Problem(
        name,
        line,
        0,
        "template-failed",
        f"Mallen gav ett fel när {page.url} skulle göras: {told}",
        "Mallar ser bara page, site och url; kontrollera stavningen på raden.",
        root="templates",
    )
