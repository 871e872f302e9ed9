"""Offers: documents that a text may name, and their parts, because both are about one kommun.

What can be named, and how, collections declare; this knows no field and no collection by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from sitegen.authoring.field_set import Fields
from sitegen.authoring.yaml_values import Value
from sitegen.core.record import Record
from sitegen.documents.collection import Collection, NamedPart
from sitegen.documents.document import AnyDocument
from sitegen.front_matter.declarations import Declared, declared_fields
from sitegen.model.site import Site
from sitegen.sweden import register

KOMMUN = "kommun"
"""The value of `Field.names` for a field that names a kommun."""


class Offer(Record, frozen=True):
    """A document that can be named: how a field names it, what it is called, and its parts."""

    reference: str
    heading: str
    parts: tuple[NamedPart, ...]

    def part(self, reference: str) -> NamedPart | None:
        """The part that a field names, or None."""
        return next((each for each in self.parts if each.reference == reference), None)


Offers: TypeAlias = Mapping[str, tuple[Offer, ...]]
"""The documents that are offered, by the `Field.names` of the fields that name them."""


def find_offers(fields: Fields, values: Mapping[str, Value | None], site: Site) -> Offers:
    """What is offered to the fields of a text that are `near`, by the kommuner in its values."""
    wanted = {each.field.names for each in walk_fields(fields.declared) if each.label.near}
    kommuner = set(_kommuner_in(fields.declared, values))
    return {
        collection.named: tuple(
            offer_of(document, collection)
            for path, document in site.documents[collection.name].items()
            if path != fields.path and kommuner & set(_kommuner_of(document, collection))
        )
        for collection in site.collections
        if collection.named in wanted
    }


def describe_offers(offers: Offers) -> dict[str, list[dict[str, object]]]:
    """What is offered, for the script of the page."""
    return {
        names: [
            {
                "reference": each.reference,
                "heading": each.heading,
                "parts": [{"reference": part.reference, "text": part.text} for part in each.parts],
            }
            for each in found
        ]
        for names, found in offers.items()
    }


def walk_fields(declared: Mapping[str, Declared]) -> Iterator[Declared]:
    """The fields and those of nested records."""
    for each in declared.values():
        yield each
        if each.field.record is not None:
            yield from walk_fields(declared_fields(each.field.record))


def offer_of(document: AnyDocument, collection: Collection) -> Offer:
    """A document as it is offered."""
    return Offer(
        collection.reference(document), collection.heading(document), collection.parts(document)
    )


def find_named(names: str, reference: str, site: Site) -> Offer | None:
    """The document that a field names, wherever it is about."""
    for collection in site.collections:
        if collection.named == names and names:
            for document in site.documents[collection.name].values():
                if collection.reference(document) == reference:
                    return offer_of(document, collection)
    return None


def _kommuner_in(
    declared: Mapping[str, Declared], values: Mapping[str, Value | None]
) -> Iterator[str]:
    """The kommuner that fields name, by their slugs."""
    for name, each in declared.items():
        value = values.get(name) if each.field.names == KOMMUN else None
        for word in (value,) if isinstance(value, str) else value or ():
            kommun = register.find_kommun(word) if isinstance(word, str) else None
            if kommun is not None:
                yield kommun.slug


def _kommuner_of(document: AnyDocument, collection: Collection) -> Iterable[str]:
    """The kommuner that a document is about, by their slugs."""
    for each in declared_fields(collection.record).values():
        if each.field.names == KOMMUN:
            value = getattr(document.meta, each.attribute)
            yield from (value,) if isinstance(value, str) else value or ()
