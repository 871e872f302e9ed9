"""The reference of all fields: the Markdown tables in the writers' guide, made from declarations.

It writes no files: scripts/make_schema.py puts the tables into docs/skriva.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.front_matter.declarations import Declared, declared_fields
from sitegen.model.document import Meta
from sitegen.model.settings import Config
from sitegen.registry.definition import Definition

_HEAD = "| Fält | Vad det är | Exempel |\n|---|---|---|\n"
_PLACE = re.compile(r"(<!-- fält: (\w+) -->\n).*?(<!-- slut -->)", re.DOTALL)


def tables(definition: Definition) -> dict[str, str]:
    """The tables, by the name in the comment that marks their place in the guide.

    Fields that every text has are only in the table of the first collection.
    """
    first, *others = definition.collections
    common = set(declared_fields(Meta))
    own = {
        each.schema: {k: v for k, v in declared_fields(each.record).items() if k not in common}
        for each in others
    }
    records = {each.schema: declared_fields(each.record) for each in definition.vocabularies}
    found = {first.schema: declared_fields(first.record), **own, **records}
    found["site"] = declared_fields(Config)
    return {name: _table(declared) for name, declared in found.items()}


def fill_in(guide: str, definition: Definition) -> str:
    """The guide with each of its tables replaced by the present one."""
    made = tables(definition)
    return _PLACE.sub(lambda place: f"{place[1]}\n{made[place[2]]}\n{place[3]}", guide)


def _table(declared: dict[str, Declared]) -> str:
    ordered = sorted(declared.values(), key=lambda each: not each.required)
    return _HEAD + "".join(row for each in ordered for row in _rows(each))


def _rows(declared: Declared, above: str = "") -> Iterator[str]:
    """A row for the field and each field nested in it; required ones are bold."""
    field = declared.field
    name = f"`{above}{declared.name}`"
    shown = f"**{name}**" if declared.required else name
    many = " Kan vara en lista." if field.many and not field.says_many else ""
    example = f"`{field.example}`" if field.example else ""
    yield f"| {shown} | {field.help}{many} | {example} |\n"
    if field.record is not None:
        for each in declared_fields(field.record).values():
            yield from _rows(each, f"{declared.name}.")
