"""The reference of the fields, as the Markdown tables of the writers' guide, from the declarations.

Texts only; scripts/make_schema.py puts them into docs/skriva.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.front_matter.fields import Declared, declared_fields
from sitegen.model.document import Meta
from sitegen.model.info_page import InfoMeta
from sitegen.model.post import PostMeta
from sitegen.model.settings import Author, Config, Theme

_HEAD = "| Fält | Vad det är | Exempel |\n|---|---|---|\n"
_PLACE = re.compile(r"(<!-- fält: (\w+) -->\n).*?(<!-- slut -->)", re.DOTALL)


def tables() -> dict[str, str]:
    """The tables by the name that stands in the mark before each of them in the guide."""
    common = set(declared_fields(Meta))
    return {
        "inlagg": _table(declared_fields(PostMeta)),
        "sida": _table({k: v for k, v in declared_fields(InfoMeta).items() if k not in common}),
        "site": _table(declared_fields(Config)),
        "themes": _table(declared_fields(Theme)),
        "authors": _table(declared_fields(Author)),
    }


def fill_in(guide: str) -> str:
    """The guide with each of its tables as the declarations have it now."""
    made = tables()
    return _PLACE.sub(lambda place: f"{place[1]}\n{made[place[2]]}\n{place[3]}", guide)


def _table(declared: dict[str, Declared]) -> str:
    ordered = sorted(declared.values(), key=lambda each: not each.required)
    return _HEAD + "".join(row for each in ordered for row in _rows(each))


def _rows(declared: Declared, above: str = "") -> Iterator[str]:
    """A row for the field and each of those below it; required ones are set in bold."""
    field = declared.field
    name = f"`{above}{declared.name}`"
    shown = f"**{name}**" if declared.required else name
    is_told = "lista" in field.help or "flera" in field.help
    many = " Kan vara en lista." if field.many and not is_told else ""
    example = f"`{field.example}`" if field.example else ""
    yield f"| {shown} | {field.help}{many} | {example} |\n"
    if field.record is not None:
        for each in declared_fields(field.record).values():
            yield from _rows(each, f"{declared.name}.")
