"""Parses one file of front matter and prose into a document.

The result depends only on the text, the abbreviations and this program; it may not read any file or
know any other document.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, Generic, NamedTuple

import msgspec

from sitegen.core import urls
from sitegen.core.digest import digest_of
from sitegen.core.problem import Problem, has_errors
from sitegen.core.record import Record
from sitegen.core.source import Source
from sitegen.front_matter import word_types
from sitegen.front_matter.declarations import (
    Located,
    declared_fields,
    located_fields,
    named_words,
)
from sitegen.front_matter.fields import Reading, read_partial
from sitegen.front_matter.yaml_nodes import FrontMatterError, split_front_matter
from sitegen.model.document import Document, M, Partial, ReadText
from sitegen.prose import conversion, slots
from sitegen.prose import limits as prose_limits
from sitegen.prose.wording import Writing, find_wording
from sitegen.sweden import swedish

_LEADING_DATE = re.compile(r"\d{4}(?:-\d{2}){1,2}[-_ ]+(?!\d\d$)(?=.)")


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
    stand_ins: Mapping[str, Any] | None = None,
    check: Callable[[ReadText, Writing], Iterable[Problem]] = lambda text, writing: (),
) -> Parsed[M]:
    """Parse one file whose front matter has the fields of `record`; without a body it is all YAML.

    `check` finds the problems of a single text; it is also called if the front matter is wrong, so
    that an author gets all problems at once. With `stand_ins`, values for required fields, a text
    whose front matter is wrong gives a document all the same, for the editor to show, unless a
    required field is in neither. A text beyond the limits of `prose.limits` is not converted.
    """
    try:
        front = _read_front(source, record, has_body=has_body)
    except FrontMatterError as error:
        if stand_ins is None:
            return Parsed(None, "", (error.problem,))
        front = _Front("", source.text, 0, Reading(None, {}, [error.problem], {}))
    slug = front.reading.values.get("slug") or slug_of(source.path)
    problems = [*front.reading.problems]
    if not word_types.is_slug(slug):
        problems.append(_bad_name(source.path))
    if limits := _find_limits(source.path, front):
        return Parsed(None, "", (*problems, *limits))
    is_right = front.reading.made is not None and not has_errors(problems)
    prose = conversion.convert(front.body, abbreviations=abbreviations)
    text = _read_text(source.path, front, prose)
    writing = find_wording(source.text, front.text, front.body, abbreviations=abbreviations)
    problems += check(text, writing)
    partial = None if is_right else _partial(text, record, front, prose)
    meta = front.reading.made or _with_stand_ins(record, front.reading.values, stand_ins)
    if meta is None or (partial is not None and stand_ins is None):
        return Parsed(None, "", tuple(problems), partial)
    document, html = _document(text, slug, meta, prose)
    return Parsed(document, html, tuple(problems), partial)


def _read_front(source: Source, record: type[M], *, has_body: bool) -> _Front:
    front, body, line = source.text, "", 0
    if has_body:
        front, body, line = split_front_matter(source.path, source.text)
    return _Front(front, body, line, read_partial(record, source.path, front))


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
    )


def _partial(text: ReadText, record: type[M], front: _Front, prose: conversion.Prose) -> Partial:
    return Partial(
        text.path,
        text.body_line,
        _local(text.references),
        prose.anchors,
        tuple(named_words(record, front.reading.values.get)),
        text.places,
    )


def _with_stand_ins(
    record: type[M], values: Mapping[str, Any], stand_ins: Mapping[str, Any] | None
) -> M | None:
    """The record with `stand_ins` for missing fields, or None if a required one is in neither."""
    complete = {**(stand_ins or {}), **values}
    required = {name for name, declared in declared_fields(record).items() if declared.required}
    return record(**complete) if required <= complete.keys() else None


def _document(
    text: ReadText, slug: str, meta: M, prose: conversion.Prose
) -> tuple[Document[M], str]:
    """The document and its HTML.

    References that lead out of the site are filled in already, as their URLs are final; the
    document keeps only those within the site, which are resolved when all of it is known.
    """
    local, html = _local(text.references), prose.html
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
        headings=prose.headings,
        anchors=prose.anchors,
        lead=lead,
        words=prose.words,
        outline=_outline(slug, meta, lead, prose.anchors, local),
        places=text.places,
    )
    return document, html


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


def _outline(
    slug: str,
    meta: msgspec.Struct,
    lead: str,
    anchors: Sequence[str],
    references: Iterable[slots.Reference],
) -> str:
    """A digest of everything but the positions and the text between headings after the lead."""
    targets = [(each.kind, each.target, each.text) for each in references]
    located = located_fields(type(meta))
    fields = [
        _without_places(getattr(meta, name)) if name in located else getattr(meta, name)
        for name in meta.__struct_fields__
    ]
    shown = (slug, fields, lead, anchors, targets)
    return digest_of(msgspec.msgpack.encode(shown))


def _without_places(value: Any) -> Any:
    """A front matter value with the text of each Located in its place."""
    if isinstance(value, Located):
        return value.text
    if isinstance(value, msgspec.Struct):
        return tuple(map(_without_places, msgspec.structs.astuple(value)))
    return tuple(map(_without_places, value)) if isinstance(value, tuple) else value


def slug_of(path: str) -> str:
    """The slug of a file: from its name, or its folder's name if it is an index file, without a
    leading date."""
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
        field="slug",
    )
