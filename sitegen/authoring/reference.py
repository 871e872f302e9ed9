"""The reference of all fields, made from their declarations: the Markdown tables in the writers'
guide, and the explanation of one field.

It writes no files: scripts/make_schema.py puts the tables into docs/skriva.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sitegen.definition import Definition
from sitegen.documents.document import Meta
from sitegen.documents.settings import Config
from sitegen.front_matter.declarations import Declared, declared_fields

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


class _Found(NamedTuple):
    """A field in a file of the kind `title`; the names of nested fields are dotted."""

    title: str
    name: str
    declared: Declared


def field_names_of(definition: Definition) -> tuple[str, ...]:
    """The names of all fields of a blog, each once; those of nested fields are dotted."""
    return tuple(dict.fromkeys(each.name for each in _all_fields(definition)))


def explain_field(word: str, definition: Definition) -> str | None:
    """What a field means and how it is written, for a terminal; None if no field has that name.

    `word` is its name, with or without that of the field it is nested in, or its label.
    """
    asked = word.strip().rstrip(":").casefold()
    found = [each for each in _all_fields(definition) if asked in _words_for(each)]
    exact = [each for each in found if each.name == asked] or found
    return "\n".join(_explain(each) for each in exact) if exact else None


def _words_for(found: _Found) -> tuple[str, ...]:
    return found.name, found.name.rpartition(".")[2], found.declared.label.name.casefold()


def _all_fields(definition: Definition) -> Iterator[_Found]:
    records = [(each.title, each.record) for each in definition.collections]
    records += [(each.title, each.record) for each in definition.vocabularies]
    for title, record in (*records, ("Inställningarna i site.yml", Config)):
        for declared in declared_fields(record).values():
            yield _Found(title, declared.name, declared)
            for nested in _nested(declared):
                yield _Found(title, f"{declared.name}.{nested.name}", nested)


def _nested(declared: Declared) -> tuple[Declared, ...]:
    record = declared.field.record
    return tuple(declared_fields(record).values()) if record else ()


def _explain(found: _Found) -> str:
    field = found.declared.field
    above = found.name.rpartition(".")[0]
    must = f"Måste finnas{f' där {above} finns' if above else ''}."
    must = must if found.declared.required else "Behöver inte finnas."
    many = " Kan vara en lista." if field.many and not field.says_many else ""
    example = _example(found.declared, "    ")
    return f"{found.name}\n\n{found.title}. {must}\n{field.help}{many}\n\nSå här:\n{example}"


def _example(declared: Declared, indent: str) -> str:
    """The lines of an example, with the nested fields that are required or have an example."""
    nested = _nested(declared)
    value = declared.field.example or ("" if nested else "…")
    first = f"{indent}{declared.name}: {value}".rstrip() + "\n"
    return first + "".join(_example(each, f"{indent}  ") for each in nested)
