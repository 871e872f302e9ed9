"""The field declarations as JSON Schema, so that editors complete and check what an author writes.

It makes values and knows no field by name; it may not read or write the files that editors use.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from sitegen.front_matter import patterns
from sitegen.front_matter.fields import Declared, Field, declared_fields
from sitegen.model.info_page import InfoMeta
from sitegen.model.post import PostMeta
from sitegen.model.settings import Author, Config, Settings, Theme
from sitegen.sweden import register

Schema = dict[str, Any]
"""A JSON Schema of draft 7, the one that editors of YAML understand, with VS Code's additions."""

_DEFINITIONS = "#/definitions/"
_EMPTY = {"not": {"type": ["string", "number", "boolean", "array", "object"]}}
"""Nothing after the colon; said so roundabout because editors would offer the word null."""

Names = Mapping[str, Schema]
"""What a word may be that is picked from a list: “kommun”, “theme” and “author”, those known."""


def schemas(settings: Settings) -> dict[str, Schema]:
    """The schema of each kind of file, by a name for it; themes and authors are the blog's own."""
    names = names_of(settings)

    def whole(title: str, schema: Schema) -> Schema:
        draft = {"$schema": "http://json-schema.org/draft-07/schema#", "title": title}
        return {**draft, **schema, "definitions": {name: names[name] for name in _used(schema)}}

    themes, authors = _object(Theme, names), _object(Author, names)
    words = {"type": "object", "additionalProperties": patterns.WORD}
    return {
        "inlagg": whole("Faktablocket i ett inlägg", _object(PostMeta, names)),
        "sida": whole("Faktablocket i en fristående sida", _object(InfoMeta, names)),
        "site": whole("Bloggens inställningar", _object(Config, names)),
        "themes": whole("Bloggens teman", {"type": "array", "items": themes}),
        "authors": whole("Bloggens författare", {"type": "array", "items": authors}),
        "abbreviations": whole("Förkortningar och vad de betyder", words),
    }


def _used(schema: Any) -> list[str]:
    """The lists of names that a schema refers to."""
    parts = schema.values() if isinstance(schema, dict) else schema
    found = [name for part in parts if isinstance(part, dict | list) for name in _used(part)]
    if isinstance(schema, dict) and "$ref" in schema:
        found.append(schema["$ref"].removeprefix(_DEFINITIONS))
    return sorted(set(found))


def names_of(settings: Settings) -> Names:
    """The lists of names that fields pick from; one whose file is missing takes any word."""
    names: dict[str, Schema] = {
        "kommun": _kommun_names(),
        "kommun-eller-ingen": _kommun_names("ingen"),
    }
    if settings.themes is not None:
        told = {word: _describe(theme) for theme in settings.themes for word in _words(theme)}
        names["theme"] = {
            "enum": list(told),
            "enumDescriptions": list(told.values()),
            "errorMessage": "Temat finns inte i themes.yml.",
        }
    if settings.authors is not None:
        keys = [author.slug for author in settings.authors]
        names["author"] = {"enum": keys, "errorMessage": "Författaren finns inte i authors.yml."}
    return names


def _kommun_names(*more: str) -> Schema:
    """The names, to pick from, and as a pattern the other spellings that need not be offered."""
    known = register.kommuner().values()
    others = sorted({form for kommun in known for form in (kommun.slug, kommun.official)})
    told = "Ingen kommun heter så. Skriv namnet som det brukar skrivas, till exempel Hagfors."
    return {
        "anyOf": [
            {"enum": [*(kommun.name for kommun in known), *more], "errorMessage": told},
            {
                "type": "string",
                "pattern": f"^({'|'.join(others)})$",
                "patternErrorMessage": told,
            },
        ]
    }


def _words(theme: Theme) -> tuple[str, ...]:
    """The words that name a theme, its slug first as most texts use it."""
    return (theme.slug, theme.name, *theme.synonyms)


def _describe(theme: Theme) -> str:
    return f"{theme.name}: {theme.description}" if theme.description else theme.name


def _object(record: type[msgspec.Struct], names: Names) -> Schema:
    """A mapping with the fields of `record` and no others."""
    declared = declared_fields(record)
    return {
        "type": "object",
        "properties": {name: _property(each, names) for name, each in declared.items()},
        "required": [name for name, each in declared.items() if each.required],
        "additionalProperties": False,
    }


def _property(declared: Declared, names: Names) -> Schema:
    """What may be written after the name of a field; one that is not required may be empty."""
    field = declared.field
    single = field.names + (f"-eller-{field.none}" if field.none else "")
    choices = [_value(field, single, names)]
    if field.many:
        least = {"minItems": 1} if declared.required else {}
        item = _value(field, field.names, names)
        choices.append({"type": "array", "items": item, **least})
        if field.record is None:  # “Hagfors, Hedemora”: each word is checked when it is read
            choices.append({"type": "string", "pattern": ","})
    if not declared.required:
        choices.append(_EMPTY)
    return {"description": field.help, "anyOf": choices}


def _value(field: Field, listed: str, names: Names) -> Schema:
    """One value of a field, from the list of that name if there is one."""
    if field.record is not None:
        return _object(field.record, names)
    return {"$ref": f"{_DEFINITIONS}{listed}"} if listed in names else dict(field.shape)
