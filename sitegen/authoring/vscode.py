"""The settings for the editor VS Code: schemas for YAML files, and snippets for front matter.

With Red Hat's extension, VS Code completes .yml files by schema, but not the front matter of
Markdown; snippets with choices do that without an extension. This module writes no files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from sitegen.authoring.json_schema import schemas
from sitegen.definition import Definition
from sitegen.documents.settings import Settings
from sitegen.documents.vocabulary import Vocabulary
from sitegen.front_matter.declarations import Declared, Field, declared_fields
from sitegen.model.post import PostMeta
from sitegen.sweden import register

FOLDER = ".vscode/"

_ESCAPED = str.maketrans({char: f"\\{char}" for char in "\\$}"})
_ESCAPED_CHOICE = str.maketrans({char: f"\\{char}" for char in "\\$},|"})


def editor_files(settings: Settings, definition: Definition) -> dict[str, str]:
    """The generated files, by path from the project's root; the choices are this blog's own."""
    made = schemas(settings, definition)
    files = {f"{FOLDER}{name}.schema.json": _json(it) for name, it in made.items()}
    files[f"{FOLDER}besoksbloggen.code-snippets"] = _json(
        _snippets(settings, definition.vocabularies)
    )
    return files


def _json(data: Any) -> str:
    return msgspec.json.format(msgspec.json.encode(data), indent=2).decode() + "\n"


def _snippets(settings: Settings, vocabularies: Iterable[Vocabulary]) -> Mapping[str, Any]:
    """A snippet for each field of a post, for one more word of each list, and for a whole post."""
    names = {"kommun": [kommun.name for kommun in register.kommuner().values()]}
    for each in vocabularies:
        names[each.name] = [entry.slug for entry in settings.vocabularies.get(each.name, ())]
    declared = declared_fields(PostMeta)
    found = {
        name: _snippet(name, each.field.help, list(_lines(each, names)))
        for name, each in declared.items()
    }
    listed = {each.field.names: each.field for each in declared.values() if each.field.many}
    for each in vocabularies:
        name, help = each.snippet
        if name and each.name in listed:
            found[name] = _snippet(name, help, [f"- {_hole(1, listed[each.name], names)}"])
    found["inlagg"] = _snippet("inlagg", "Ett helt nytt inlägg.", _whole_post(declared, names))
    return found


def _snippet(prefix: str, help: str, body: Sequence[str]) -> Mapping[str, Any]:
    return {"scope": "markdown", "prefix": prefix, "description": help, "body": body}


def _lines(declared: Declared, names: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The lines of one field, with placeholders that the Tab key moves between."""
    field = declared.field
    if field.record is None:
        item = "\n  - " if field.many and field.names in names and not field.none else " "
        yield from f"{declared.name}:{item}{_hole(1, field, names)}".split("\n")
        return
    yield f"{declared.name}:"
    indent = "  - " if field.many else "  "
    for number, part in enumerate(declared_fields(field.record).values(), 1):
        yield f"{indent}{part.name}: {_hole(number, part.field, names)}"
        indent = " " * len(indent)


def _hole(number: int, field: Field, names: Mapping[str, Sequence[str]]) -> str:
    """A placeholder: a list of choices if there is one, else an example to overwrite."""
    choices = names.get(field.names) or [
        str(each).lower() for each in field.shape.get("enum", ()) if each not in ("yes", "no")
    ]
    if choices:
        choices = [*choices, field.none] if field.none else choices
        listed = ",".join(choice.translate(_ESCAPED_CHOICE) for choice in choices)
        return f"${{{number}|{listed}|}}"
    return f"${{{number}:{field.example.translate(_ESCAPED)}}}"


def _whole_post(
    declared: Mapping[str, Declared], names: Mapping[str, Sequence[str]]
) -> Sequence[str]:
    """A draft with the required fields and today's date."""
    return (
        "---",
        "title: ${1:Rubrik}",
        "date: $CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE",
        f"kommun: {_hole(2, declared['kommun'].field, names)}",
        "theme:",
        f"  - {_hole(3, declared['theme'].field, names)}",
        "draft: true",
        "---",
        "",
        "$0",
    )
