"""Parses one file of front matter and prose into a document.

The result depends only on the text, the abbreviations and this program; it may not read any file or
know any other document.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, NamedTuple

import msgspec

from sitegen.core import urls
from sitegen.core.digest import digest_of
from sitegen.core.problem import Problem, has_errors
from sitegen.core.record import Record
from sitegen.core.source import Source
from sitegen.documents.collection import PublishedAt, published_at_once
from sitegen.documents.document import Document, M, Partial, ReadText, marked_words
from sitegen.documents.glimpse import glimpse
from sitegen.front_matter import word_types
from sitegen.front_matter.declarations import (
    declared_fields,
    named_words,
)
from sitegen.front_matter.fields import Reading, read_partial
from sitegen.front_matter.yaml_nodes import FrontMatterError, split_front_matter
from sitegen.prose import conversion, slots
from sitegen.prose import limits as prose_limits
from sitegen.prose.wording import Writing, find_wording
from sitegen.sweden import swedish

LEADING_DATE = re.compile(r"\d{4}(?:-\d{2}){1,2}[-_ ]+(?!\d\d$)(?=.)")


class Parsed(Record, Generic[M], frozen=True):
    """The result of parsing a text: the document and its HTML, and all problems.

    If there are errors in the front matter, `document` is None (unless `parse` was given stand-ins
    for the fields) and `partial` is what could be read.
    """

    document: Document[M] | None
    html: str
    problems: tuple[Problem, ...]
    partial: Partial | None = None


class _Front(NamedTuple):
    """The front matter of a file as text and as read, the body, and the lines above the body."""

    text: str
    body: str
    body_line: int
    reading: Reading


def parse(
    source: Source,
    record: type[M],
    *,
    abbreviations: Mapping[str, str],
    has_body: bool = True,
    bare: str = "",
    stand_ins: Mapping[str, Any] | None = None,
    published_at: PublishedAt = published_at_once,
    check: Callable[[ReadText, Writing], Iterable[Problem]] = lambda text, writing: (),
) -> Parsed[M]:
    """Parse one file whose front matter has the fields of `record`; without a body it is all YAML.
    The value of the field `bare` may be the whole of it.

    `check` finds the problems of a single text, also if its front matter is wrong. With
    `stand_ins`, values for required fields, such a text gives a document all the same, unless a
    required field is in neither. A text beyond the limits of `prose.limits` is not converted.
    """
    see = functools.partial(glimpse, source.path, source.text, record, published_at)
    try:
        front = _read_front(source, record, has_body=has_body, bare=bare)
    except FrontMatterError as error:
        if stand_ins is None:
            return Parsed(None, "", (error.problem,), see())
        front = _Front("", source.text, 0, Reading(None, {}, [error.problem], {}))
    slug = front.reading.values.get("slug") or slug_of(source.path)
    problems = [*front.reading.problems, *_check_name(source.path, slug, front.reading)]
    if limits := _find_limits(source.path, front):
        return Parsed(None, "", (*problems, *limits), see())
    is_right = front.reading.made is not None and not has_errors(problems)
    prose = conversion.convert(front.body, abbreviations=abbreviations)
    text = _read_text(source.path, front, prose)
    problems += check(text, _find_writing(source, front, prose, abbreviations))
    partial = None if is_right else _partial(see(front.reading), text, record, front, prose)
    meta = front.reading.made or _with_stand_ins(record, front.reading.values, stand_ins)
    if meta is None or (partial is not None and stand_ins is None):
        return Parsed(None, "", tuple(problems), partial)
    document, html = _document(text, slug, meta, prose, version=version_of(source.text))
    return Parsed(document, html, tuple(problems), partial)


def _read_front(source: Source, record: type[M], *, has_body: bool, bare: str = "") -> _Front:
    front, body, line = source.text, "", 0
    if has_body:
        front, body, line = split_front_matter(source.path, source.text)
    reading = read_partial(record, source.path, front, repairable=has_body, bare=bare)
    return _Front(front, body, line, reading)


def _find_limits(path: str, front: _Front) -> list[Problem]:
    return [
        Problem(path, front.body_line + line, column, code, message, hint)
        for line, column, code, message, hint in prose_limits.find_limits(front.body)
    ]


def _read_text(path: str, front: _Front, prose: conversion.Prose) -> ReadText:
    places = front.reading.places.items()
    return ReadText(
        path=path,
        body_line=front.body_line,
        places=" ".join(f"{name} {line} {column}" for name, (line, column) in places),
        references=prose.references,
        headings=prose.headings,
        anchors=prose.anchors,
    )


def _find_writing(
    source: Source, front: _Front, prose: conversion.Prose, abbreviations: Mapping[str, str]
) -> Writing:
    return find_wording(
        source.text, front.text, front.body, abbreviations=abbreviations, page=prose.shown
    )


def _partial(
    seen: Partial, text: ReadText, record: type[M], front: _Front, prose: conversion.Prose
) -> Partial:
    return msgspec.structs.replace(
        seen,
        body_line=text.body_line,
        references=_local(text.references),
        anchors=prose.anchors,
        named=(
            *named_words(record, front.reading.values.get),
            *marked_words(prose.passages, text.body_line),
        ),
        places=text.places,
    )


def _with_stand_ins(
    record: type[M], values: Mapping[str, Any], stand_ins: Mapping[str, Any] | None
) -> M | None:
    """The record with `stand_ins` for missing fields, or None if a required one is in neither."""
    complete = {**(stand_ins or {}), **values}
    required = {name for name, declared in declared_fields(record).items() if declared.required}
    return record(**complete) if required <= complete.keys() else None


def _document(
    text: ReadText, slug: str, meta: M, prose: conversion.Prose, *, version: str
) -> tuple[Document[M], str]:
    """The document and its HTML.

    References that lead out of the site are filled in already, as their URLs are final; the
    document keeps only those within the site, which are resolved when all of it is known.
    """
    local, html = _local(text.references), prose.html
    outward = _outward(text.references)
    if len(local) < len(text.references):
        html = _write_external(text.references, html)
    lead = shorten(prose.lead)
    document = Document(
        path=text.path,
        slug=slug,
        body=digest_of(html.encode()),
        meta=meta,
        body_line=text.body_line,
        references=local,
        outward=outward,
        headings=prose.headings,
        passages=prose.passages,
        anchors=prose.anchors,
        lead=lead,
        words=prose.words,
        outline=_outline(slug, meta, lead, prose, (*local, *outward), text.places),
        places=text.places,
        version=version,
    )
    return document, html


def version_of(text: str) -> str:
    """The digest of a text, decoded as `source.decode` does."""
    return digest_of(text.encode())


def shorten(text: str, *, longest: int = 220) -> str:
    """`text` cut between words to at most `longest` characters, with an ellipsis if it was cut."""
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0][: longest - 2].rstrip(" ,.;:–-") + " …"


def _write_external(references: Iterable[slots.Reference], html: str) -> str:
    numbers = itertools.count()
    return slots.fill(
        html,
        [
            slots.slot_html(each, each.target)
            if urls.is_external(each.target)
            else slots.slot(next(numbers))
            for each in references
        ],
    )


def _local(references: Iterable[slots.Reference]) -> tuple[slots.Reference, ...]:
    return tuple(each for each in references if not urls.is_external(each.target))


def _outward(references: Iterable[slots.Reference]) -> tuple[slots.Reference, ...]:
    return tuple(each for each in references if each.target[:4].lower() == "http")


def _outline(
    slug: str,
    meta: msgspec.Struct,
    lead: str,
    prose: conversion.Prose,
    references: Iterable[slots.Reference],
    places: str,
) -> str:
    """A digest of everything but the text between headings after the lead; the passages with marks
    are on other pages too.

    Of front matter the lines count too, of the rest they do not: it moves with each edit.
    """
    targets = [(each.kind, each.target, each.text) for each in references]
    passages = [
        (each.heading, each.anchor, [(mark.key, mark.value) for mark in each.marks], each.text)
        for each in prose.passages
    ]
    shown = (slug, meta, lead, prose.anchors, targets, places, passages)
    return digest_of(msgspec.msgpack.encode(shown))


def slug_of(path: str) -> str:
    """The slug of a file: from its name, or its folder's name if it is an index file, without a
    leading date."""
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0] or name
    name = folder.rpartition("/")[2] if stem.lower() == "index" else stem
    return swedish.slugify(LEADING_DATE.sub("", name, count=1))


def _check_name(path: str, slug: str, reading: Reading) -> list[Problem]:
    """The problem with a file's name as an address, if any."""
    if not word_types.is_slug(slug):
        return [_bad_name(path, slug)]
    folder, _, name = path.partition("/")
    if "slug" in reading.values or name.partition(".")[0].lower() != "index":
        return []
    message = (
        f"Filen heter index och ligger direkt i mappen {folder}, så sidans adress skulle sluta på "
        f"/{folder}/."
    )
    hint = "Döp om filen till något som säger vad texten handlar om, eller lägg till fältet slug."
    return [Problem(path, 0, 0, "slug-invalid", message, hint, field="slug")]


def _bad_name(path: str, slug: str) -> Problem:
    why, _ = word_types.explain_slug(slug) or ("", "")
    message = f"Filens namn går inte att göra en adress av{f': {why}' if why else ''}."
    name = "annat namn" if why else "namn med några bokstäver"
    hint = f"Ge filen ett {name}, eller lägg till fältet slug."
    return Problem(path, 0, 0, "slug-invalid", message, hint, field="slug")
