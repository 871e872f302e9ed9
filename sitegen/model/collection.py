"""Collections: the declaration of one type of document, such as posts, in the content folder.

A collection says which files belong to it, their fields, their URLs, and when each is published;
it reads no files and knows no pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, Literal

import msgspec

from sitegen.core.record import Record
from sitegen.model.document import AnyDocument
from sitegen.model.settings import Config, rows_file
from sitegen.sweden import swedish

Form = Literal["text", "record", "rows"]
"""Markdown files with front matter, YAML files with one record each, or one YAML file with a list
of records."""


def no_address(document: AnyDocument, config: Config) -> str:
    """The `address` of documents that have no page of their own."""
    return ""


def published_at_once(document: Any) -> datetime | None:
    """The `published_at` of documents that are published unless they are drafts."""
    return None


def by_path(document: AnyDocument) -> Any:
    """The default `order`: by path."""
    return document.path


def no_stand_ins(now: datetime) -> Mapping[str, Any]:
    """The default `stand_ins`: none."""
    return {}


class Collection(Record, frozen=True, kw_only=True):
    """Documents with the fields of `record`, in files below content/`name`/.

    A collection of the form `rows` is the single file content/`name`.yml instead, whose records
    have no pages; its functions are given a Row in place of a document.

    `label` is the Swedish word for one document; `title` is the heading of the JSON Schema, in the
    file `schema`. `address` returns the URL of a document, empty if it has no page. `published_at`
    returns the moment from which readers may see it, None if it has none; a draft is never
    published. `order` is the sort key,
    reversed if `newest_first`. `stand_ins` returns values for required fields by name, with which
    the editor can show a text before they are filled in; where one is missing, it shows nothing.
    """

    name: str
    record: type[msgspec.Struct]
    label: str
    title: str
    schema: str
    form: Form = "text"
    address: Callable[[AnyDocument, Config], str] = no_address
    published_at: Callable[[Any], datetime | None] = published_at_once
    order: Callable[[AnyDocument], Any] = by_path
    newest_first: bool = False
    stand_ins: Callable[[datetime], Mapping[str, Any]] = no_stand_ins

    @property
    def folder(self) -> str:
        """The folder of its files, from the content folder, with a slash; for rows the file."""
        return rows_file(self.name) if self.form == "rows" else f"{self.name}/"

    def has(self, path: str) -> bool:
        """True if the file at `path`, from the content folder, belongs to the collection."""
        if self.form == "rows":
            return path == self.folder
        extension = ".md" if self.form == "text" else ".yml"
        return path.startswith(self.folder) and path.endswith(extension)

    def why_held(self, document: Any, now: datetime) -> str:
        """Why a document or row is not published yet, in Swedish; empty when it is."""
        if document.meta.draft:
            return "utkast"
        at = self.published_at(document)
        return f"publiceras {swedish.format_datetime(at)}" if at and at > now else ""

    def due(self, document: Any, now: datetime) -> datetime | None:
        """When a document or row that waits for its moment will be published."""
        at = None if document.meta.draft else self.published_at(document)
        return at if at and at > now else None

    def arrange(self, documents: Iterable[AnyDocument]) -> list[AnyDocument]:
        """The documents, sorted."""
        return sorted(documents, key=self.order, reverse=self.newest_first)


def collection_of(path: str, collections: Iterable[Collection]) -> Collection | None:
    """The collection that the file at `path` belongs to, or None."""
    return next((each for each in collections if each.has(path)), None)


def below_folder(path: str, collections: Iterable[Collection]) -> str:
    """The path of a file relative to the folder of its collection, or as it is outside of any."""
    for each in collections:
        if each.form != "rows" and path.startswith(each.folder):
            return path.removeprefix(each.folder)
    return path
