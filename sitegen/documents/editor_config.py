"""The field declarations as the configuration of Sveltia CMS, an editor that runs in any browser.

It knows no field, collection or vocabulary by name, and neither the repository nor the page that
the editor is on: kinds/admin.py adds these.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from sitegen.documents.collection import Collection
from sitegen.documents.settings import rows_file
from sitegen.documents.vocabulary import Vocabulary
from sitegen.front_matter import patterns
from sitegen.front_matter.declarations import PICTURE, Declared, Field, declared_fields
from sitegen.front_matter.sections import HIDDEN, MAIN, PLACES
from sitegen.sweden import swedish

Setting = dict[str, Any]
"""A part of the configuration (https://sveltiacms.app/en/docs), as JSON."""

Choices = Mapping[str, Sequence[tuple[str, str]]]
"""What can be picked, as value and label, for the fields that name it (see `Field.names`)."""

CONTENT = "content/"
"""Where the texts are in the repository."""

IN_SWEDISH: Setting = {
    "structure": "multiple_files",
    "locales": ["sv"],
    "default_locale": "sv",
    "omit_default_locale_from_file_path": True,
}
"""The language of all texts, without which the editor makes ä to ae in names of files."""

MOST_CHECKBOXES = 40
"""Choices of which several can be made that are shown all at once; of more, one begins to write."""

_BODY: Setting = {
    "name": "body",
    "label": "Text",
    "widget": "richtext",
    # Markdown at first: the other mode writes the whole text again in its own way.
    "modes": ["raw", "rich_text"],
    "editor_components": ["image"],
    "linked_images": False,
}

_SLUG_HINT = "Bara a–z, 0–9 och bindestreck, till exempel hagfors-2015."


def collection_settings(collection: Collection, choices: Choices) -> list[Setting]:
    """How the files of one collection are edited.

    A text is a folder with its pictures; those that are a file without one are listed by
    themselves, and no new ones are made, since the editor knows one shape for each list.
    """
    fields = _fields(collection.record, choices)
    label = swedish.capitalise(collection.label)
    common: Setting = {
        "name": collection.name,
        "label": label,
        "folder": f"{CONTENT}{collection.folder.rstrip('/')}",
        "i18n": True,
        **_naming(collection),
    }
    if collection.form != "text":
        return [{**common, "extension": "yml", "format": "yaml", "fields": fields}]
    main = [each.name for each in _shown(collection.record) if each.label.section == MAIN]
    fields.insert(len(main), _BODY)
    texts = {**common, "extension": "md", "format": "yaml-frontmatter", "fields": fields}
    beside: Setting = {"media_folder": "", "public_folder": ""}
    below: Setting = {"media_folder": "{{slug}}", "public_folder": "{{slug}}"}
    alone = {"name": f"{collection.name}-utan-mapp", "label": f"{label} utan egen mapp"}
    return [
        {**texts, "path": "{{slug}}/index", **beside},
        {**texts, **alone, "create": False, **below},
    ]


def file_settings(part: Collection | Vocabulary, choices: Choices) -> Setting:
    """How the one file of a vocabulary or of a collection of rows is edited: a list of records."""
    file = part.file if isinstance(part, Vocabulary) else rows_file(part.name)
    label = swedish.capitalise(part.title)
    entries: Setting = {
        "name": part.schema,
        "label": label,
        "label_singular": swedish.capitalise(part.label),
        "widget": "list",
        "root": True,
        "required": False,
        "collapsed": "auto",
        "fields": _fields(part.record, choices),
    }
    path = f"{CONTENT}{file}"
    return {
        "name": part.schema, "label": label, "file": path, "format": "yaml", "fields": [entries]
    }  # fmt: skip


def _naming(collection: Collection) -> Setting:
    """How new files of a collection are named, and how all are listed."""
    declared = declared_fields(collection.record)
    first = collection.begun_with[:2] or ("title" if "title" in declared else next(iter(declared)),)
    template = "-".join(f"{{{{{name}}}}}" for name in first)
    if "date" in declared:
        template = f"{{{{date | date('YYYY-MM-DD')}}}}-{template}"
    slug = {
        "template": template,
        "editable": ["create"],
        "hint": _SLUG_HINT,
        "pattern": [patterns.SLUG["pattern"], _SLUG_HINT],
    }
    shown = " ".join(f"{{{{{name}}}}}" for name in first)
    return {"identifier_field": first[0], "summary": shown, "slug": slug}


def _shown(record: type[msgspec.Struct]) -> list[Declared]:
    """The fields of a record in the order of the form. Others stay in the file as they are: hidden
    ones, and a group that may be a single word, of which the editor would drop one or the other."""
    seen = [
        each
        for each in declared_fields(record).values()
        if each.label.section != HIDDEN and (each.field.many or not each.field.short)
    ]
    return sorted(seen, key=lambda each: (PLACES[each.label.section], each.label.place))


def _fields(record: type[msgspec.Struct], choices: Choices) -> list[Setting]:
    return [_field(each, choices) for each in _shown(record)]


def _field(declared: Declared, choices: Choices) -> Setting:
    """How one field is filled in."""
    field, label = declared.field, declared.label
    # What is made of another field elsewhere, or picked of one beside it, is written here.
    own = field.help if label.made_of or label.part_of else label.help
    hint = "" if field.names == PICTURE else field.help if own is None else own
    found: Setting = {"name": declared.name, "label": label.name, "required": declared.required}
    found |= {"hint": hint} if hint else {}
    if field.record is not None and field.short:
        # The editor drops a word where it expects a group, but keeps the groups of a list where it
        # expects words: so the words can be filled in. A check asks for what is missing.
        inner = declared_fields(field.record)[field.short].field._replace(many=True)
        return found | {"required": False} | _widget(inner, choices, long=False)
    if field.record is not None:
        fields = _fields(field.record, choices)
        return found | _group(field, label.one, {"fields": fields})
    return found | _widget(field, choices, long=label.long)


def _group(field: Field, one: str, fields: Setting) -> Setting:
    if not field.many:
        return {"widget": "object", **fields}
    named = {"label_singular": one} if one else {}
    return {"widget": "list", "collapsed": "auto", **named, **fields}


def _widget(field: Field, choices: Choices, *, long: bool) -> Setting:
    """The control for words of one type."""
    shape = field.shape
    if field.names in choices:
        none = [(field.none, field.none)] if field.none else []
        return _select(_options([*choices[field.names], *none]), many=field.many)
    if field.names == PICTURE:
        return {"widget": "image", "choose_url": False}
    if shape.get("enum") == patterns.FLAG["enum"]:
        return {"widget": "boolean", "required": False}
    if "enum" in shape:
        return _select([*map(str, shape["enum"])], many=field.many)
    if field.many:
        return {"widget": "list", "min": 0}
    if shape.get("type") == "integer":
        least, most = shape["minimum"], shape["maximum"]
        return {"widget": "number", "value_type": "int", "min": least, "max": most}
    return {"widget": "text" if long else "string", **_limits(shape)}


def _options(choices: Sequence[tuple[str, str]]) -> list[Any]:
    """Words alone if each is its own label, as the editor takes either words or pairs."""
    if all(value == label for value, label in choices):
        return [value for value, _ in choices]
    return [{"label": label, "value": value} for value, label in choices]


def _select(options: Sequence[Any], *, many: bool) -> Setting:
    shown = {"multiple": True, "dropdown_threshold": MOST_CHECKBOXES} if many else {}
    return {"widget": "select", "options": [*options], **shown}


def _limits(shape: patterns.Shape) -> Setting:
    """The length and the pattern of a word, with what the editor says of another one."""
    found: Setting = {"maxlength": shape["maxLength"]} if "maxLength" in shape else {}
    if "pattern" in shape:
        message = shape.get("patternErrorMessage", "Så kan det inte skrivas.")
        found["pattern"] = [shape["pattern"], message]
    return found
