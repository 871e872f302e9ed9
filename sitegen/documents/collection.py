"""Collections: the declaration of one type of document, such as posts, in the content folder.

A collection says which files belong to it, their fields, their URLs, and when each is published;
it reads no files and knows no pages.
"""

from __future__ import annotations

import posixpath
import traceback
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, Literal

import msgspec

from sitegen.core.record import Record
from sitegen.documents.document import AnyDocument, Partial
from sitegen.documents.settings import Config, rows_file
from sitegen.sweden import swedish

DRAFT = "utkast"
"""Why a draft is held back; all else waits for its moment."""

Form = Literal["text", "record", "rows"]
"""Markdown files with front matter, YAML files with one record each, or one YAML file with a list
of records."""


class PartFailed(Exception):
    """A part of a blog's definition has raised an error of its own; the text says which, in
    Swedish."""

    def __init__(self, what: str, error: Exception) -> None:
        super().__init__(
            f"{what}: {describe_fault(error)}. "
            "Det är ett fel i programmet, inte i dina texter. Säg till den som sköter det."
        )


def describe_fault(error: Exception) -> str:
    """An error of a programmer in a few words, with its place: “ValueError: nej (plans.py, rad
    17)”."""
    frames = traceback.extract_tb(error.__traceback__)
    place = (
        f" ({posixpath.basename(frames[-1].filename)}, rad {frames[-1].lineno})" if frames else ""
    )
    return f"{type(error).__name__}: {error}{place}"


PublishedAt = Callable[[Any], datetime | None]
"""Returns the moment from which readers may see a document or row; None if it has none."""


def no_address(document: AnyDocument, config: Config) -> str:
    """The `address` of documents that have no page of their own."""
    return ""


def published_at_once(document: Any) -> datetime | None:
    """The `published_at` of documents that are published unless they are drafts."""
    return None


def by_path(document: AnyDocument) -> Any:
    """The default `order`: by path."""
    return document.path


def reference_by_slug(document: AnyDocument) -> str:
    """The default `reference`: the slug."""
    return str(document.slug)


def heading_by_title(document: AnyDocument) -> str:
    """The default `heading`: the title, or else the slug."""
    return str(getattr(document.meta, "title", "") or document.slug)


class NamedPart(Record, frozen=True):
    """A part of a document that fields can name: by `reference`, with `text` for authors."""

    reference: str
    text: str


def no_parts(document: Any) -> tuple[NamedPart, ...]:
    """The `parts` of documents that are only named as a whole."""
    return ()


def name_of_answers(answers: Mapping[str, str]) -> str:
    """The default `new_name`: all the answers."""
    return " ".join(answers.values())


def no_stand_ins(now: datetime) -> Mapping[str, Any]:
    """The default `stand_ins`: none."""
    return {}


def rests_on_nothing(document: Any) -> tuple[str, ...]:
    """The `rests_on` of documents that are published whatever others are."""
    return ()


class Collection(Record, frozen=True, kw_only=True):
    """Documents with the fields of `record`, in files below content/`name`/.

    A collection of the form `rows` is the single file content/`name`.yml instead, whose records
    have no pages; its functions are given a Row in place of a document.

    `label` is the Swedish word for one document; `title` is the heading of the JSON Schema, in the
    file `schema`. `address` returns the URL of a document, empty if it has no page. `published_at`
    returns the moment from which readers may see it, None if it has none; a draft is never
    published. `rests_on` returns the posts that are its sources, as it names them, an empty name
    for any other source: it is published only when one of its sources is. `order` is the sort key,
    reversed if `newest_first`. `stand_ins` returns values for required fields by name, with which
    the editor can show a text before they are filled in; where one is missing, it shows nothing.

    `bare` is a list of records among the fields of a `record`, of which a file may consist alone:
    of the list, or of a single record in it.

    `heading` returns what authors call a document. `named` is the `Field.names` of fields that name
    one; `reference` returns how they do, and `parts` what other fields may name in it. A new one is
    begun in the editor with the fields `begun_with`, and its file gets the slug of the `new_name`
    of their values; without any, that is left to a text editor.
    """

    name: str
    record: type[msgspec.Struct]
    label: str
    title: str
    schema: str
    form: Form = "text"
    bare: str = ""
    address: Callable[[AnyDocument, Config], str] = no_address
    published_at: PublishedAt = published_at_once
    rests_on: Callable[[Any], tuple[str, ...]] = rests_on_nothing
    order: Callable[[AnyDocument], Any] = by_path
    newest_first: bool = False
    stand_ins: Callable[[datetime], Mapping[str, Any]] = no_stand_ins
    heading: Callable[[AnyDocument], str] = heading_by_title
    named: str = ""
    reference: Callable[[AnyDocument], str] = reference_by_slug
    parts: Callable[[Any], tuple[NamedPart, ...]] = no_parts
    begun_with: tuple[str, ...] = ()
    new_name: Callable[[Mapping[str, str]], str] = name_of_answers

    @property
    def folder(self) -> str:
        """The folder of its files, from the content folder, with a slash; for rows the file."""
        return rows_file(self.name) if self.form == "rows" else f"{self.name}/"

    def has(self, path: str) -> bool:
        """True if the file at `path`, from the content folder, belongs to the collection."""
        return bool(self.select((path,)))

    def select(self, paths: Iterable[str]) -> list[str]:
        """Those of `paths`, from the content folder, that belong to the collection."""
        folder = self.folder
        if self.form == "rows":
            return [path for path in paths if path == folder]
        extension = ".md" if self.form == "text" else ".yml"
        return [path for path in paths if path.startswith(folder) and path.endswith(extension)]

    def why_held(self, document: Any, now: datetime) -> str:
        """Why a document, the readable part of one or a row is not published yet, in Swedish;
        empty when it is."""
        if _is_draft(document):
            return DRAFT
        at = self._moment_of(document)
        return f"publiceras {swedish.format_datetime(at)}" if at and at > now else ""

    def due(self, document: Any, now: datetime) -> datetime | None:
        """When a document or row that waits for its moment will be published."""
        at = self.moment_of(document)
        return at if at and at > now else None

    def moment_of(self, document: Any) -> datetime | None:
        """From when readers may see a document, the readable part of one or a row; None for a draft
        and for what has no such moment."""
        return None if _is_draft(document) else self._moment_of(document)

    def _moment_of(self, document: Any) -> datetime | None:
        is_partial = isinstance(document, Partial)
        return document.published_at if is_partial else self.published_at(document)

    def arrange(self, documents: Iterable[AnyDocument]) -> list[AnyDocument]:
        """The documents, sorted."""
        return sorted(documents, key=self.order, reverse=self.newest_first)


def _is_draft(document: Any) -> bool:
    draft: bool = (document if isinstance(document, Partial) else document.meta).draft
    return draft


def collection_of(path: str, collections: Iterable[Collection]) -> Collection | None:
    """The collection that the file at `path` belongs to, or None."""
    return next((each for each in collections if each.has(path)), None)


def below_folder(path: str, collections: Iterable[Collection]) -> str:
    """The path of a file relative to the folder of its collection, or as it is outside of any."""
    for each in collections:
        if each.form != "rows" and path.startswith(each.folder):
            return path.removeprefix(each.folder)
    return path
