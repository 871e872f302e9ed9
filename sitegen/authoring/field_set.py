"""The fields of one file in the order in which a form shows them, from its declarations.

It knows no field by name and no values.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from sitegen.authoring.yaml_values import ROWS
from sitegen.core.record import Record
from sitegen.definition import Definition
from sitegen.documents.collection import Form as FileForm
from sitegen.front_matter import field_types
from sitegen.front_matter.declarations import Declared, Field, Label, declared_fields
from sitegen.front_matter.sections import MAIN, PLACES, SECTIONS, Section
from sitegen.sweden import swedish


class Fields(Record, frozen=True):
    """The fields that one file can have, as declared, by name; and the file's path and form."""

    path: str
    form: FileForm
    declared: Mapping[str, Declared]

    @property
    def order(self) -> tuple[str, ...]:
        """Their names in the order of the page, in which new ones are put into a file."""
        return tuple(each.name for each in sorted(self.declared.values(), key=_place))

    @property
    def fields(self) -> Mapping[str, Field]:
        """How each is read."""
        return {name: each.field for name, each in self.declared.items()}

    def find(self, name: str) -> Declared | None:
        """The field with a dotted name, in which the records of a list are numbered."""
        found = None
        declared: Mapping[str, Declared] = self.declared
        for part in name.split("."):
            if part.isdecimal():
                continue
            found = declared.get(part)
            if found is None:
                return None
            declared = declared_fields(found.field.record) if found.field.record else {}
        return found

    def sections(self) -> tuple[tuple[Section, tuple[str, ...]], ...]:
        """The sections of the page that have any fields, with the names of these."""
        section_of = {name: each.label.section for name, each in self.declared.items()}
        found = (
            (each, tuple(name for name in self.order if section_of[name] == each.key))
            for each in SECTIONS
        )
        return tuple((section, names) for section, names in found if names)


def _place(each: Declared) -> tuple[int, int]:
    return PLACES[each.label.section], each.label.place


def fields_in_record(record: type[msgspec.Struct]) -> tuple[Declared, ...]:
    """The fields of a nested record in the order in which they are shown."""
    keys = [section.key for section in SECTIONS]
    declared = declared_fields(record).values()
    return tuple(
        sorted(declared, key=lambda each: (keys.index(each.label.section), each.label.place))
    )


def fields_of(path: str, definition: Definition) -> Fields | None:
    """The fields of the file at `path`, if authors write it here."""
    writable = definition.writable(path)
    if writable is None:
        return None
    if writable.form != "rows":
        return Fields(path, writable.form, declared_fields(writable.record))
    rows = field_types.several(field_types.record(writable.record, ""))
    return Fields(
        path,
        "rows",
        {ROWS: Declared(ROWS, rows, False, Label(swedish.capitalise(writable.label), "", MAIN))},
    )
