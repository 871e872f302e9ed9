"""Documents written as an author writes them, and what a check finds in them.

Front matter fills lines 1 to 6 and the body begins on line 7; fields added come before its end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from sitegen.blog import BLOG
from sitegen.core.problem import Problem
from sitegen.definition import make_pages
from sitegen.documents.document import AnyDocument, Document, Meta, ReadText
from sitegen.documents.parsing import parse
from sitegen.front_matter.yaml_nodes import split_front_matter
from sitegen.model.info_page import InfoMeta, InfoPage
from sitegen.model.post import Post, PostMeta
from sitegen.model.site import Site
from sitegen.pages import files
from sitegen.pages.page import Output
from sitegen.prose.wording import Slip, Wording, Writing, find_wording
from tests.support.factories import make_source

M = TypeVar("M", bound=Meta)

ABBREVIATIONS = {"BBIC": "Barns behov i centrum", "Ösam": "övergripande samverkan"}
"""What abbreviations.yml holds, for the checks of words."""


class Found(NamedTuple):
    """The place of a problem, its code, and a part of its hint."""

    line: int
    column: int
    code: str
    hint: str
    path: str = "posts/hagfors.md"


def post(
    body: str = "Text.\n",
    *,
    path: str = "posts/hagfors.md",
    date: str = "2017-01-12",
    theme: str = "samverkan",
    kommun: str = "Hagfors",
    fields: str = "",
) -> Post:
    """A post; `fields` are more lines of front matter, each with its line break."""
    front = f"title: Återbesök\ndate: {date}\nkommun: {kommun}\ntheme: {theme}\n{fields}"
    return _read(path, f"---\n{front}---\n{body}", PostMeta)


def info_page(body: str = "Text.\n", *, path: str = "pages/om.md", fields: str = "") -> InfoPage:
    """A page that stands by itself; its body begins on line 4."""
    return _read(path, f"---\ntitle: Om bloggen\n{fields}---\n{body}", InfoMeta)


def _read(path: str, text: str, record: type[M]) -> Document[M]:
    seen: list[ReadText] = []

    def see(read: ReadText, writing: Writing) -> Iterable[Problem]:
        seen.append(read)
        return ()

    parsed = parse(make_source(path, text), record, abbreviations={}, check=see)
    assert parsed.document is not None, parsed.problems
    _texts[id(parsed.document)] = parsed.document, seen[0]
    return parsed.document


def text_of(document: AnyDocument) -> ReadText:
    """A document as the checks of one document see it."""
    return _texts[id(document)][1]


_texts: dict[int, tuple[AnyDocument, ReadText]] = {}
"""How the checks of one document saw each that was made here."""


def writing(
    body: str = "Text.\n",
    *,
    title: str = "Återbesök",
    summary: str = "Vi var i Hagfors.",
    abbreviations: Mapping[str, str] = ABBREVIATIONS,
) -> Writing:
    """The words of a post; its body begins on line 7, `title` and `summary` are YAML."""
    front = f"title: {title}\nsummary: {summary}\ndate: 2017-01-12\nkommun: Hagfors\n"
    text = f"---\n{front}---\n{body}"
    above, below, _ = split_front_matter("posts/hagfors.md", text)
    return find_wording(text, above, below, abbreviations=abbreviations)


def check_words(find: Callable[[Wording], Iterator[Slip]], body: str) -> list[Problem]:
    """What a wording check finds in the body of a post."""
    return report(find, writing(body).body)


def report(find: Callable[[Wording], Iterator[Slip]], wording: Wording) -> list[Problem]:
    """The slips that a wording check finds in a `Wording`, as problems."""
    path = "posts/hagfors.md"
    return [
        Problem(path, *wording.place(slip.start), slip.code, slip.message, slip.hint, "warning")
        for slip in find(wording)
    ]


def fix_with(find: Callable[[Wording], Iterator[Slip]], body: str) -> str:
    """The body with the replacements of one wording check applied."""
    wording = writing(body).body
    text = wording.text
    for slip in sorted(find(wording), key=lambda slip: slip.start, reverse=True):
        if slip.new is not None:
            text = text[: slip.start] + slip.new + text[slip.end :]
    return text.removeprefix("\n")


def check_one(
    check: Callable[[ReadText], Iterator[Problem]], document: AnyDocument
) -> list[Problem]:
    """What a document check finds."""
    return list(check(text_of(document)))


def check_all(
    check: Callable[[Site, Sequence[Output]], Iterator[Problem]], site: Site
) -> list[Problem]:
    """What a site check finds in the site and all its pages."""
    return list(check(site, (*make_pages(site, BLOG), *files.files(site, "content"))))


def assert_found(problems: Sequence[Problem], *expected: Found) -> None:
    """The problems are those expected, in any order, and each has words and a remedy."""
    places = sorted((p.path, p.line, p.column, p.code) for p in problems)
    assert places == sorted((e.path, e.line, e.column, e.code) for e in expected)
    for problem in problems:
        hints = {e.hint for e in expected if (e.line, e.column) == (problem.line, problem.column)}
        assert any(hint in problem.hint for hint in hints), problem.hint
        assert problem.message.strip()
        assert problem.hint.strip()
