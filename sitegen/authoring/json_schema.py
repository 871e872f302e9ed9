"""The field declarations as JSON Schema, with which code editors complete and check fields.

It only makes values: it knows no field by name, and reads and writes no files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from sitegen.definition import Definition
from sitegen.documents.collection import Collection
from sitegen.documents.settings import Config, Settings
from sitegen.documents.vocabulary import Vocabulary, slug_alone
from sitegen.front_matter import patterns
from sitegen.front_matter.declarations import Declared, Field, declared_fields
from sitegen.sweden import register

Schema = dict[str, Any]
"""A JSON Schema of draft 7, the one that editors of YAML understand, with VS Code's additions."""

_DEFINITIONS = "#/definitions/"
_EMPTY = {"not": {"type": ["string", "number", "boolean", "array", "object"]}}
"""No value after the colon; not written as the type null, which editors would offer as a word."""

Names = Mapping[str, Schema]
"""The schema of a word from a list, by the list's name: “kommun” or a vocabulary with a file."""


def schemas(settings: Settings, definition: Definition) -> dict[str, Schema]:
    """The schema of each kind of file, by name; the choices are this blog's own."""
    names = names_of(settings, definition.vocabularies)

    def whole(title: str, schema: Schema) -> Schema:
        draft = {"$schema": "http://json-schema.org/draft-07/schema#", "title": title}
        return {**draft, **schema, "definitions": {name: names[name] for name in _used(schema)}}

    def listed(each: Collection | Vocabulary) -> Schema:
        return {"type": "array", "items": _object(each.record, names)}

    def shape_of(each: Collection) -> Schema:
        one = declared_fields(each.record)[each.bare].field.record if each.bare else None
        if one is not None:
            item = _object(one, names)
            return {"anyOf": [{"type": "array", "items": item}, item]}
        return listed(each) if each.form == "rows" else _object(each.record, names)

    words = {"type": "object", "additionalProperties": patterns.WORD}
    found = {each.schema: whole(each.title, shape_of(each)) for each in definition.collections}
    found["site"] = whole("Bloggens inställningar", _object(Config, names))
    found |= {each.schema: whole(each.title, listed(each)) for each in definition.vocabularies}
    found["abbreviations"] = whole("Förkortningar och vad de betyder", words)
    return found


def _used(schema: Any) -> list[str]:
    """The names of the lists that a schema refers to."""
    parts = schema.values() if isinstance(schema, dict) else schema
    found = [name for part in parts if isinstance(part, dict | list) for name in _used(part)]
    if isinstance(schema, dict) and "$ref" in schema:
        found.append(schema["$ref"].removeprefix(_DEFINITIONS))
    return sorted(set(found))


def names_of(settings: Settings, vocabularies: Iterable[Vocabulary]) -> Names:
    """The lists that fields choose from; one whose file is missing accepts any word."""
    names: dict[str, Schema] = {
        "kommun": _kommun_names(),
        "kommun-eller-ingen": _kommun_names("ingen"),
    }
    for each in vocabularies:
        entries = settings.vocabularies.get(each.name)
        if entries is not None and not each.is_open:
            names[each.name] = _vocabulary_names(each, entries)
    return names


def _vocabulary_names(vocabulary: Vocabulary, entries: Iterable[Any]) -> Schema:
    """The words of a vocabulary, each with its meaning unless entries have only a slug."""
    described = {
        word: vocabulary.describe(entry) for entry in entries for word in vocabulary.words(entry)
    }
    descriptions = (
        {} if vocabulary.words is slug_alone else {"enumDescriptions": list(described.values())}
    )
    message = vocabulary.unknown.replace(" ”{}”", "")
    return {"enum": list(described), **descriptions, "errorMessage": message}


def _kommun_names(*more: str) -> Schema:
    """The names as choices, and a pattern of other spellings that are valid but not offered."""
    known = register.kommuner().values()
    others = sorted({form for kommun in known for form in (kommun.slug, kommun.official)})
    message = "Ingen kommun heter så. Skriv namnet som det brukar skrivas, till exempel Hagfors."
    return {
        "anyOf": [
            {"enum": [*(kommun.name for kommun in known), *more], "errorMessage": message},
            {
                "type": "string",
                "pattern": f"^({'|'.join(others)})$",
                "patternErrorMessage": message,
            },
        ]
    }


def _object(record: type[msgspec.Struct], names: Names) -> Schema:
    """The schema of a mapping with the fields of `record` and no others."""
    declared = declared_fields(record)
    return {
        "type": "object",
        "properties": {name: _property(each, names) for name, each in declared.items()},
        "required": [name for name, each in declared.items() if each.required],
        "additionalProperties": False,
    }


def _property(declared: Declared, names: Names) -> Schema:
    """The schema of a field's value; a field that is not required may be empty."""
    field = declared.field
    single = field.names + (f"-eller-{field.none}" if field.none else "")
    choices = [_value(field, single, names)]
    if field.record is not None and field.short:
        short = declared_fields(field.record)[field.short].field
        choices.append(_value(short, short.names, names))
    if field.many:
        least = {"minItems": 1} if declared.required else {}
        item = _value(field, field.names, names)
        choices.append({"type": "array", "items": item, **least})
        if field.none:
            choices.append({"const": [field.none]})
        if field.record is None:  # “Hagfors, Hedemora”: each word is checked when it is read
            choices.append({"type": "string", "pattern": ","})
    if not declared.required:
        choices.append(_EMPTY)
    return {"description": field.help, "anyOf": choices}


def _value(field: Field, listed: str, names: Names) -> Schema:
    """The schema of one value of a field, from the list named `listed` if there is one."""
    if field.record is not None:
        return _object(field.record, names)
    return {"$ref": f"{_DEFINITIONS}{listed}"} if listed in names else dict(field.shape)
