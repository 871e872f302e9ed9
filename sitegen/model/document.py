"""A document: one Markdown file of front matter and prose, and how its text becomes a value.

A document depends on nothing but its own bytes, the abbreviations and this program; whether what
it points to exists is a check over the whole site.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath
from typing import Annotated, Any, Generic, TypeAlias, TypeVar, cast

import msgspec

from sitegen.core import urls
from sitegen.core.digest import digest_of
from sitegen.core.problem import Problem, has_errors
from sitegen.core.record import Record
from sitegen.core.source import Source
from sitegen.front_matter import field_types
from sitegen.front_matter.declarations import Label, Located, named_words
from sitegen.front_matter.fields import read_what_can_be
from sitegen.front_matter.yaml_nodes import FrontMatterError, split_front_matter
from sitegen.model.sections import ADDRESS, MAIN, PUBLISHING, SUMMARY
from sitegen.prose import conversion, slots
from sitegen.prose import limits as prose_limits
from sitegen.prose.wording import Writing, find_wording
from sitegen.sweden import swedish
from sitegen.sweden.dates import Moment

_LEADING_DATE = re.compile(r"\d{4}(?:-\d{2}){1,2}[-_ ]+(?!\d\d$)(?=.)")


UNTITLED = "Utan rubrik"
"""Stands for a title that is not written yet."""


class Meta(Record, frozen=True, kw_only=True):
    """The front matter that every kind of document has."""

    title: Annotated[
        str,
        field_types.text(
            "Rubriken, som den ska stå överst på sidan.",
            longest=150,
            example="I Hagfors stannar medarbetarna",
        ),
        Label("Rubrik", section=MAIN, place=1),
    ]
    summary: Annotated[
        str,
        field_types.text(
            "En eller två meningar för listor, flöden och delning.",
            longest=400,
            example="I Hagfors har vi mött en arbetsgrupp som har hållit ihop i flera år.",
        ),
        Label("Sammanfattning", section=SUMMARY, long=True),
    ] = ""
    updated: Annotated[
        Moment | None,
        field_types.moment("När texten senast ändrades i sak."),
        Label(
            "Ändrat i sak",
            "Fyll i när du har ändrat ett inlägg som redan är publicerat.",
            ADDRESS,
            60,
        ),
    ] = None
    slug: Annotated[
        str,
        field_types.slug("Namnet i adressen, om filnamnet inte duger."),
        Label("Namn i adressen", "Behövs bara om filens namn inte duger.", ADDRESS, 60),
    ] = ""
    aliases: Annotated[
        tuple[Located, ...],
        field_types.several(field_types.old_address("Äldre adresser som ska leda hit: /gammal/.")),
        Label("Äldre adresser", section=ADDRESS, place=60),
    ] = ()
    draft: Annotated[
        bool,
        field_types.flag("true så länge texten inte ska publiceras."),
        Label("Utkast", "Så länge rutan är ikryssad publiceras inte texten.", PUBLISHING),
    ] = False


class RecordMeta(Record, frozen=True, kw_only=True):
    """The fields that every record of a collection has that is no text."""

    draft: Annotated[
        bool,
        field_types.flag("true så länge det inte ska publiceras."),
        Label("Utkast", "Så länge rutan är ikryssad publiceras det inte.", PUBLISHING),
    ] = False


M = TypeVar("M", bound=msgspec.Struct)


class Document(Record, Generic[M], frozen=True, kw_only=True):
    """One parsed file. `body` names its HTML, which is kept apart so that memory stays flat.

    `lead` is the beginning of its text. `outline` changes when anything does that other pages than
    its own may depend on.
    """

    path: str
    slug: str
    body: str
    meta: M
    body_line: int  # lines above the body: add it to a line of the body
    references: tuple[slots.Reference, ...]
    headings: tuple[conversion.Heading, ...]
    anchors: tuple[str, ...]
    lead: str
    words: int
    outline: str = ""


AnyDocument: TypeAlias = Document[Any]
"""A post or any other document."""


class Partial(Record, frozen=True):
    """What could be read of a document whose front matter is wrong: enough to look for more.

    `named` are its words that name something, each with what.
    """

    path: str
    body_line: int
    references: tuple[slots.Reference, ...]
    anchors: tuple[str, ...]
    named: tuple[tuple[str, Located], ...] = ()


Text: TypeAlias = Document[Any] | Partial
"""Whatever there is to check of one file."""


class Parsed(Record, Generic[M], frozen=True):
    """What a text gave: the document, or a part of it if an error prevented it, its HTML, and
    problems."""

    document: Document[M] | None
    html: str
    problems: tuple[Problem, ...]
    partial: Partial | None = None


def parse(
    source: Source,
    record: type[M],
    *,
    abbreviations: Mapping[str, str],
    has_body: bool = True,
    stand_ins: Mapping[str, Any] | None = None,
    check: Callable[[AnyDocument, Writing], Iterable[Problem]] = lambda document, writing: (),
) -> Parsed[M]:
    """Read one file whose front matter has the fields of `record`; without a body it is all YAML.

    `check` tells what is wrong with the text by itself; it is asked when the front matter is wrong
    too, so that an author hears of everything at once. With `stand_ins` for required fields, a
    text whose front matter is wrong becomes a document all the same, to be looked at.
    """
    try:
        front, body, body_line = (
            split_front_matter(source.path, source.text) if has_body else (source.text, "", 0)
        )
        meta, fields, problems = read_what_can_be(record, source.path, front)
    except FrontMatterError as error:
        if stand_ins is None:
            return Parsed(None, "", (error.problem,))
        front, body, body_line = "", source.text, 0
        meta, fields, problems = None, {}, [error.problem]
    slug = getattr(meta, "slug", "") or slug_of(source.path)
    if not field_types.is_slug(slug):
        problems.append(_bad_name(source.path))
    if limits := _find_limits(source.path, body, body_line):
        return Parsed(None, "", (*problems, *limits))
    document, html = _read_prose(body, abbreviations)
    document = msgspec.structs.replace(
        document, path=source.path, slug=slug, meta=meta or document.meta, body_line=body_line
    )
    writing = find_wording(source.text, front, body, abbreviations=abbreviations)
    told = (*problems, *check(document, writing))
    if meta is None or has_errors(problems):
        partial = _partial(document, record, fields)
        if stand_ins is None:
            return Parsed(None, "", told, partial)
        shown = msgspec.structs.replace(document, meta=record(**{**stand_ins, **fields}))
        return Parsed(shown, html, told, partial)
    return Parsed(cast("Document[M]", document), html, told)


def _find_limits(path: str, body: str, body_line: int) -> list[Problem]:
    return [
        Problem(path, body_line + line, column, code, message, hint)
        for line, column, code, message, hint in prose_limits.find_limits(body)
    ]


def _partial(document: AnyDocument, record: type[M], fields: Mapping[str, Any]) -> Partial:
    return Partial(
        document.path,
        document.body_line,
        _local(document.references),
        document.anchors,
        tuple(named_words(record, fields.get)),
    )


def _read_prose(body: str, abbreviations: Mapping[str, str]) -> tuple[AnyDocument, str]:
    """What the text below the front matter says of its document, and its HTML."""
    made = conversion.convert(body, abbreviations=abbreviations)
    document: AnyDocument = Document(
        path="",
        slug="",
        body=digest_of(made.html.encode()),
        meta=Meta(title=""),
        body_line=0,
        references=made.references,
        headings=made.headings,
        anchors=made.anchors,
        lead=shorten(made.lead),
        words=made.words,
    )
    return document, made.html


def shorten(text: str, *, longest: int = 220) -> str:
    """`text` cut at a word, at most `longest` characters."""
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0][: longest - 2].rstrip(" ,.;:–-") + " …"


def keep_local(parsed: Parsed[M]) -> Parsed[M]:
    """The same with references that lead out of the site written into the HTML.

    Their addresses are final; only those within the site wait for the rest of it.
    """
    document = parsed.document
    if document is None:
        return parsed
    local = _local(document.references)
    if len(local) == len(document.references):
        return parsed
    numbers = iter(range(len(local)))
    html = slots.fill(
        parsed.html,
        [
            slots.slot_html(each, each.target)
            if urls.is_external(each.target)
            else slots.slot(next(numbers))
            for each in document.references
        ],
    )
    settled = msgspec.structs.replace(document, body=digest_of(html.encode()), references=local)
    return msgspec.structs.replace(parsed, document=settled, html=html)


def _local(references: Iterable[slots.Reference]) -> tuple[slots.Reference, ...]:
    return tuple(each for each in references if not urls.is_external(each.target))


def sign(document: Document[M]) -> Document[M]:
    """The document with its outline: all but how the text between its headings reads."""
    targets = [(each.kind, each.target, each.text) for each in document.references]
    shown = (document.slug, document.meta, document.lead, document.anchors, targets)
    return msgspec.structs.replace(document, outline=digest_of(msgspec.msgpack.encode(shown)))


def slug_of(path: str) -> str:
    """The slug of a file: its name, or its folder's name for index.md, without a leading date."""
    file = PurePosixPath(path)
    name = file.parent.name if file.stem == "index" else file.stem
    return swedish.slugify(_LEADING_DATE.sub("", name, count=1))


def _bad_name(path: str) -> Problem:
    return Problem(
        path,
        0,
        0,
        "slug-invalid",
        "Filens namn går inte att göra en adress av.",
        "Ge filen ett namn med några bokstäver, eller lägg till fältet slug.",
    )
