"""A collection: files of one sort in the content folder, declared once and read alike.

It decides which files belong to it, what they hold, where each is published and what holds one
back; it reads no files and knows no page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, Literal

import msgspec

from sitegen.core.record import Record
from sitegen.model.document import AnyDocument
from sitegen.model.settings import Config
from sitegen.sweden import swedish

Form = Literal["text", "record", "rows"]
"""Markdown files with front matter, YAML files of one record, or one YAML file of many records."""


def no_address(document: AnyDocument, config: Config) -> str:
    """The address of what has no page of its own."""
    return ""


def published_at_once(document: Any) -> datetime | None:
    """The moment of publication of what waits for none."""
    return None


def by_path(document: AnyDocument) -> Any:
    """The order of what has no other."""
    return document.path


def no_stand_ins(now: datetime) -> Mapping[str, Any]:
    """The values of a record that has no required fields."""
    return {}


class Collection(Record, frozen=True, kw_only=True):
    """Documents whose front matter has the fields of `record`, in files below content/`name`/.

    A collection of `rows` is one file instead, content/`name`.yml, without pages. `label` is what
    one of them is called, and `title` the heading of its JSON Schema, `schema` that file's name,
    all in Swedish. `address` gives a document's URL, empty when it has no page; `published_at`
    gives the moment from which readers may see it, None when it waits for none; a draft is never
    published. `order` is a sort key. `stand_ins` are values for required fields, so that a text can
    be looked at before they are filled in.
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
        """Where its files lie in the content folder, with a slash; the file itself for rows."""
        return f"{self.name}.yml" if self.form == "rows" else f"{self.name}/"

    def has(self, path: str) -> bool:
        """Whether the file at `path`, from the content folder, is one of its documents."""
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
        """The documents in their order."""
        return sorted(documents, key=self.order, reverse=self.newest_first)


def collection_of(path: str, collections: Iterable[Collection]) -> Collection | None:
    """The collection that the file at `path` belongs to."""
    return next((each for each in collections if each.has(path)), None)


def below_folder(path: str, collections: Iterable[Collection]) -> str:
    """The path of a file without the folder of the collection that it lies in."""
    for each in collections:
        if each.form != "rows" and path.startswith(each.folder):
            return path.removeprefix(each.folder)
    return path
