"""What the editor VS Code is told of the blog: schemas of its YAML, and snippets for its Markdown.

VS Code completes YAML in .yml files by schema, with Red Hat's extension, but not front matter in
Markdown; its own snippets with choices do that without any extension. Texts only: this writes none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from sitegen.authoring.json_schema import schemas
from sitegen.front_matter.fields import Declared, Field, declared_fields
from sitegen.model.post import PostMeta
from sitegen.model.settings import Settings
from sitegen.sweden import register

FOLDER = ".vscode/"

_ESCAPED = str.maketrans({char: f"\\{char}" for char in "\\$}"})
_ESCAPED_CHOICE = str.maketrans({char: f"\\{char}" for char in "\\$},|"})


def editor_files(settings: Settings) -> dict[str, str]:
    """The generated files by path from the project's root; themes and authors are the blog's."""
    files = {f"{FOLDER}{name}.schema.json": _json(it) for name, it in schemas(settings).items()}
    files[f"{FOLDER}besoksbloggen.code-snippets"] = _json(_snippets(settings))
    return files


def _json(data: Any) -> str:
    return msgspec.json.format(msgspec.json.encode(data), indent=2).decode() + "\n"


def _snippets(settings: Settings) -> Mapping[str, Any]:
    """One snippet per field of a post, one for another theme, one for a whole post."""
    names = {
        "kommun": [kommun.name for kommun in register.kommuner().values()],
        "theme": [theme.slug for theme in settings.themes or ()],
        "author": [author.slug for author in settings.authors or ()],
    }
    declared = declared_fields(PostMeta)
    theme = declared["theme"].field
    found = {
        name: _snippet(name, each.field.help, list(_lines(each, names)))
        for name, each in declared.items()
    }
    found["tema"] = _snippet("tema", "Ett tema till i listan.", [f"- {_hole(1, theme, names)}"])
    found["inlagg"] = _snippet("inlagg", "Ett helt nytt inlägg.", _whole_post(declared, names))
    return found


def _snippet(prefix: str, help: str, body: Sequence[str]) -> Mapping[str, Any]:
    return {"scope": "markdown", "prefix": prefix, "description": help, "body": body}


def _lines(declared: Declared, names: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The lines of one field, with holes that the editor steps through."""
    field = declared.field
    if field.record is None:
        item = "\n  - " if field.many and field.names == "theme" else " "
        yield from f"{declared.name}:{item}{_hole(1, field, names)}".split("\n")
        return
    yield f"{declared.name}:"
    indent = "  - " if field.many else "  "
    for number, part in enumerate(declared_fields(field.record).values(), 1):
        yield f"{indent}{part.name}: {_hole(number, part.field, names)}"
        indent = " " * len(indent)


def _hole(number: int, field: Field, names: Mapping[str, Sequence[str]]) -> str:
    """A place to fill in: a list to pick from where there is one, else an example to overwrite."""
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
    """The required fields, dated today, as a draft."""
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
