"""A document: one file of front matter and prose as a value, and problems that point into it.

What is wrong with a text, the checks say; how a file becomes a document stands in parsing.py.
"""

from __future__ import annotations

from typing import Annotated, Any, Generic, TypeAlias, TypeVar

import msgspec

from sitegen.core.problem import Problem, Severity
from sitegen.core.record import Record
from sitegen.front_matter import field_types, word_types
from sitegen.front_matter.declarations import Label, Located, Named
from sitegen.model.sections import ADDRESS, MAIN, PUBLISHING, SUMMARY
from sitegen.prose import conversion, slots
from sitegen.prose.conversion import Heading
from sitegen.prose.slots import Reference
from sitegen.sweden.dates import Moment

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
        word_types.moment("När texten senast ändrades i sak."),
        Label(
            "Ändrat i sak",
            "Fyll i när du har ändrat ett inlägg som redan är publicerat.",
            ADDRESS,
            60,
        ),
    ] = None
    slug: Annotated[
        str,
        word_types.slug("Namnet i adressen, om filnamnet inte duger."),
        Label("Namn i adressen", "Behövs bara om filens namn inte duger.", ADDRESS, 60),
    ] = ""
    aliases: Annotated[
        tuple[Located, ...],
        field_types.several(field_types.old_address("Äldre adresser som ska leda hit: /gammal/.")),
        Label("Äldre adresser", section=ADDRESS, place=60),
    ] = ()
    draft: Annotated[
        bool,
        word_types.flag("true så länge texten inte ska publiceras."),
        Label("Utkast", "Så länge rutan är ikryssad publiceras inte texten.", PUBLISHING),
    ] = False


class RecordMeta(Record, frozen=True, kw_only=True):
    """The fields that every record of a collection has that is no text."""

    draft: Annotated[
        bool,
        word_types.flag("true så länge det inte ska publiceras."),
        Label("Utkast", "Så länge rutan är ikryssad publiceras det inte.", PUBLISHING),
    ] = False


M = TypeVar("M", bound=msgspec.Struct)


class Document(Record, Generic[M], frozen=True, kw_only=True):
    """One parsed file. `body` names its HTML, which is kept apart so that memory stays flat.

    `lead` is the beginning of its text. `outline` changes when anything does that other pages than
    its own may depend on. `places` has the line and column of each field that is written, as in
    `title 2 1 date 3 1`: a mapping would take five times the memory. `place_of` reads it.
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
    places: str = ""


AnyDocument: TypeAlias = Document[Any]
"""A post or any other document."""


class Partial(Record, frozen=True):
    """What could be read of a document whose front matter is wrong: enough to look for more.

    `named` are its words that name something.
    """

    path: str
    body_line: int
    references: tuple[slots.Reference, ...]
    anchors: tuple[str, ...]
    named: tuple[Named, ...] = ()
    places: str = ""


class ReadText(Record, frozen=True, kw_only=True):
    """A text as the checks of one document see it, before it is known whether it becomes one: with
    the references that lead out of the site too."""

    path: str
    body_line: int
    places: str
    references: tuple[slots.Reference, ...]
    headings: tuple[conversion.Heading, ...]


Text: TypeAlias = Document[Any] | Partial
"""Whatever there is to check of one file, in the whole site."""


def aliases_of(document: AnyDocument) -> tuple[Located, ...]:
    """The old addresses that lead to a document; only texts have any."""
    return document.meta.aliases if isinstance(document.meta, Meta) else ()


def at(
    text: Text | ReadText,
    spot: Reference | Heading,
    code: str,
    message: str,
    hint: str = "",
    severity: Severity = "error",
) -> Problem:
    """A problem with a link, a picture or a heading in the body of a text."""
    column = spot.column if isinstance(spot, Reference) else 1
    return Problem(text.path, text.body_line + spot.line, column, code, message, hint, severity)


def at_field(
    text: Text | ReadText,
    field: str,
    code: str,
    message: str,
    hint: str = "",
    severity: Severity = "error",
    *,
    word: Located | None = None,
) -> Problem:
    """A problem with a field of a text, dotted when it lies below another.

    It points at one `word` of the field, or else at the field's name; a field that is not written
    has no place, so that the whole file is meant.
    """
    line, column = (word.line, word.column) if word else place_of(text, field)
    return Problem(text.path, line, column, code, message, hint, severity, field=field)


def place_of(text: Text | ReadText, field: str) -> tuple[int, int]:
    """Line and column, from 1, of the name of a field; 0, 0 when it is not written."""
    name = field.partition(".")[0]
    words = iter(text.places.split())
    for written, line, column in zip(words, words, words, strict=True):
        if written == name:
            return int(line), int(column)
    return 0, 0
