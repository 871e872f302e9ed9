"""Documents: one file of front matter and prose as a value, and helpers that report problems in it.

It may not parse (parsing.py does) or decide what is wrong with a text (the checks do).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Annotated, Any, Generic, TypeAlias, TypeVar

import msgspec

from sitegen.core.problem import Problem, Severity
from sitegen.core.record import Record
from sitegen.front_matter import field_types, word_types
from sitegen.front_matter.declarations import Label, Located, Named
from sitegen.front_matter.sections import ADDRESS, HIDDEN, MAIN, PUBLISHING, SUMMARY
from sitegen.prose import slots
from sitegen.prose.headings import Heading, Passage
from sitegen.prose.slots import Reference
from sitegen.sweden.dates import Moment

UNTITLED = "Utan rubrik"
"""The title in the editor of a text whose title is not written yet."""


class Imported(Record, frozen=True, kw_only=True):
    """Where a text was when the blog moved here: its old address, its number there, those of files
    that it has taken in, and the digest of the file as the import wrote it."""

    from_: Annotated[
        str,
        field_types.text("Textens gamla adress.", longest=600, example="https://example.org/?p=12"),
        Label("Gammal adress"),
    ]
    id: Annotated[
        str, field_types.text("Textens nummer i den gamla bloggen.", example="12"), Label("Nummer")
    ]
    files: Annotated[
        tuple[str, ...],
        field_types.several(field_types.text("Nummer på filer som hör till texten.", example="13")),
        Label("Filer"),
    ] = ()
    digest: Annotated[
        str,
        field_types.text("Känner igen filen som flytten skrev den.", example="0a1b2c3d"),
        Label("Fingeravtryck"),
    ] = ""


class Meta(Record, frozen=True, kw_only=True):
    """The front matter fields that all texts have."""

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
    comments: Annotated[
        bool,
        word_types.flag("true om läsarna får kommentera texten."),
        Label(
            "Läsarna får kommentera",
            "Gäller bara om bloggen tar emot kommentarer.",
            ADDRESS,
            70,
        ),
    ] = False
    imported: Annotated[
        Imported | None,
        field_types.record(Imported, "Var texten fanns innan bloggen flyttade. Ändra det inte."),
        Label("Flyttad från", section=HIDDEN),
    ] = None


class RecordMeta(Record, frozen=True, kw_only=True):
    """The fields that all records have that are not texts (see `collection.Form`)."""

    draft: Annotated[
        bool,
        word_types.flag("true så länge det inte ska publiceras."),
        Label("Utkast", "Så länge rutan är ikryssad publiceras det inte.", PUBLISHING),
    ] = False


M = TypeVar("M", bound=msgspec.Struct)


class Document(Record, Generic[M], frozen=True, kw_only=True):
    """One parsed file.

    `body` is the digest of its HTML, which is kept on disk to save memory. `references` lead within
    the site; `outward` are links to other addresses of the web, which may be the site's own written
    in full. `lead` is the beginning of its text. `outline` is a digest of everything that pages
    other than its own may depend on.
    `places` has the line and column of each field that is written, as in `title 2 1 date 3 1`: a
    mapping would take five times the memory. `place_of` reads it. `version` is the digest of the
    text that it was parsed from.
    """

    path: str
    slug: str
    body: str
    meta: M
    body_line: int  # lines above the body: add it to a line of the body
    references: tuple[slots.Reference, ...]
    outward: tuple[slots.Reference, ...] = ()
    headings: tuple[Heading, ...]
    passages: tuple[Passage, ...] = ()
    anchors: tuple[str, ...]
    lead: str
    words: int
    outline: str = ""
    places: str = ""
    version: str = ""


AnyDocument: TypeAlias = Document[Any]
"""A post or any other document."""


class Partial(Record, frozen=True):
    """The readable part of a document whose front matter is wrong, so that it can be checked too.

    `named` are the words in its fields that refer to something. `draft` and `published_at` say
    whether and from when readers are to see it, as far as that can be read.
    """

    path: str
    body_line: int = 0
    references: tuple[slots.Reference, ...] = ()
    anchors: tuple[str, ...] = ()
    named: tuple[Named, ...] = ()
    places: str = ""
    draft: bool = False
    published_at: datetime | None = None


class ReadText(Record, frozen=True, kw_only=True):
    """A text as the checks of single documents see it, whether its front matter is right or wrong.

    Unlike a Document it still has the references that lead out of the site.
    """

    path: str
    body_line: int
    places: str
    references: tuple[slots.Reference, ...]
    headings: tuple[Heading, ...]
    anchors: tuple[str, ...] = ()


Text: TypeAlias = Document[Any] | Partial
"""One file as the checks of the whole site see it."""


def aliases_of(document: AnyDocument) -> tuple[Located, ...]:
    """The old URLs that redirect to a document; only texts have any."""
    return document.meta.aliases if isinstance(document.meta, Meta) else ()


POINT = "punkt"
"""The value of `Named.names` for a word that names a point of a plan, as exempelby-2016/bbic."""

_NAMED_BY = {"tema": "theme", "plan": POINT}


def marked_words(passages: Iterable[Passage], body_line: int) -> Iterator[Named]:
    """Each theme and point that headings name in braces, at its place in the file."""
    for passage in passages:
        for mark in passage.marks:
            word = Located(mark.value, body_line + mark.line, mark.column)
            yield Named(_NAMED_BY[mark.key], "", word)


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
    """A problem with a field of a text; the name of a nested `field` is dotted.

    It is reported at one `word` of the field if given, else at the field's name, else (if the field
    is not written) at the title, else for the whole file.
    """
    line, column = (word.line, word.column) if word else place_of(text, field)
    if not line:
        line, column = place_of(text, "title")
    return Problem(text.path, line, column, code, message, hint, severity, field=field)


def place_of(text: Text | ReadText, field: str) -> tuple[int, int]:
    """Line and column, from 1, of the name of a field, or else of the innermost that holds it and
    is written; 0, 0 if none is."""
    words = iter(text.places.split())
    places = {name: (line, column) for name, line, column in zip(words, words, words, strict=True)}
    name = field
    while name and name not in places:
        name = name.rpartition(".")[0]
    line, column = places.get(name, ("0", "0"))
    return int(line), int(column)
