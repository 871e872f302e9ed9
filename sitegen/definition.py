"""The definition of a blog: all its parts, as tuples.

It is passed to the program's entry point, so another blog passes another one. It reads nothing, and
importing a module never registers anything in it.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from typing import Any, TypeAlias, TypeVar

import msgspec

from sitegen.checks.runner import Checks
from sitegen.core.record import Record
from sitegen.documents.collection import Collection, Form, PartFailed, collection_of
from sitegen.documents.vocabulary import Vocabulary
from sitegen.front_matter.declarations import declared_fields
from sitegen.model.site import Site
from sitegen.pages.page import AnyPage, Page

Kind: TypeAlias = Callable[[Site], Iterator[AnyPage]]
"""Makes the pages of one kind."""

TextKind: TypeAlias = Callable[[Site, Container[str] | None], Iterator[Page]]
"""A kind that shows more of a document than its card; it can make only the pages of a few."""

Index: TypeAlias = Callable[[Site, Sequence[AnyPage]], Iterator[AnyPage]]
"""Makes pages that list all others."""


RESERVED = frozenset(("fil", "falt", "gor", "grund", "hel", "nyckel", "over", "text"))
"""The names of the writing page's own controls; no field of a file may have one of them."""


class Writable(Record, frozen=True):
    """A file that authors write: the record of its fields, its form, what one record is called
    and what the whole is, in Swedish."""

    record: type[msgspec.Struct]
    form: Form
    label: str
    title: str


class Definition(Record, frozen=True, kw_only=True):
    """All parts of a blog. `text_kinds` are those of its `kinds` that show whole texts."""

    collections: tuple[Collection, ...]
    vocabularies: tuple[Vocabulary, ...]
    kinds: tuple[Kind, ...]
    text_kinds: tuple[TextKind, ...]
    indexes: tuple[Index, ...]
    checks: Checks

    def __post_init__(self) -> None:
        """Raises ValueError when two parts would be read from one place, or kept as one, and when a
        field has a name that the writing page needs for itself."""
        vocabularies = self.vocabularies
        for names in (
            [each.name for each in self.collections],
            [each.folder for each in self.collections] + [each.file for each in vocabularies],
            [each.name for each in vocabularies],
            [each.schema for each in self.collections] + [each.schema for each in vocabularies],
        ):
            if twice := {name for name in names if names.count(name) > 1}:
                raise ValueError(f"two parts of a blog have one name: {', '.join(sorted(twice))}")
        for each in self.collections:
            if taken := RESERVED & {*declared_fields(each.record)}:
                raise ValueError(f"{each.name}: a field may not be named {min(taken)}")

    @property
    def rows(self) -> dict[str, type[msgspec.Struct]]:
        """The record types of the collections that are a single file, by name."""
        return {each.name: each.record for each in self.collections if each.form == "rows"}

    def writable(self, path: str) -> Writable | None:
        """How the file at `path`, from the content folder, is written; None if authors don't."""
        collection = collection_of(path, self.collections)
        if collection is not None and collection.bare:
            one = declared_fields(collection.record)[collection.bare].field.record
            form: Form = "rows" if path.count("/") == 1 else "record"
            return Writable(one or collection.record, form, collection.label, collection.title)
        if collection is not None:
            return Writable(collection.record, collection.form, collection.label, collection.title)
        for each in self.vocabularies:
            if each.file == path:
                return Writable(each.record, "rows", each.label, each.title)
        return None

    def keeps(self, path: str) -> bool:
        """True if authors write the file at `path`, or it lies in a folder of their texts."""
        folders = tuple(each.folder for each in self.collections if each.form != "rows")
        return path.startswith(folders) or self.writable(path) is not None

    @property
    def modules(self) -> tuple[str, ...]:
        """The names of the modules outside this program that its parts come from."""
        checks = self.checks
        parts: tuple[Any, ...] = (
            *(each.record for each in self.collections),
            *(each.record for each in self.vocabularies),
            *(*self.kinds, *self.text_kinds, *self.indexes),
            *(*checks.document, *checks.wording, *checks.field, *checks.file, *checks.site),
        )
        names = {str(part.__module__) for part in parts}
        return tuple(sorted(name for name in names if not name.startswith("sitegen.")))


def make_pages(site: Site, definition: Definition) -> tuple[AnyPage, ...]:
    """Every page of the site. Raises PartFailed."""
    made: list[AnyPage] = []
    for kind in definition.kinds:
        made += _run(kind, site)
    for index in definition.indexes:
        made += _run(index, site, tuple(made))
    return tuple(made)


P = TypeVar("P", Page, AnyPage)


def _run(part: Callable[..., Iterator[P]], *given: object) -> list[P]:
    """The pages of one kind or index. Raises PartFailed."""
    try:
        return list(part(*given))
    except Exception as error:
        name = f"{part.__module__}.{getattr(part, '__name__', part)}"
        raise PartFailed(f"Sidorna av slaget {name} gick inte att göra", error) from error


def make_text_pages(
    site: Site, changed: Container[str], definition: Definition
) -> tuple[Page, ...]:
    """The pages that show the text of a document whose path is in `changed`. Raises PartFailed."""
    return tuple(page for kind in definition.text_kinds for page in _run(kind, site, changed))
