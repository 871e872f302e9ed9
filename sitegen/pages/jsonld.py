"""Linked data: values as JSON, also safe for a script element, and places as schema.org types.

Pure; the templates decide which terms a page uses.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import msgspec
from markupsafe import Markup

from sitegen.model.cards import Term
from sitegen.sweden import register


def _plain(value: Any) -> str:
    """Encode HTML as a string. Raises TypeError for any other type that JSON does not know."""
    if isinstance(value, Markup):
        return str(value)
    raise TypeError(f"{type(value).__name__} har ingen motsvarighet i JSON")


_encode = msgspec.json.Encoder(enc_hook=_plain).encode


class Code(msgspec.Struct, frozen=True, tag_field="@type", tag="PropertyValue"):
    """An identifier in a register, as https://schema.org/PropertyValue."""

    register: str = msgspec.field(name="propertyID")
    value: str


class AdministrativeArea(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    rename="camel",
    omit_defaults=True,
    tag_field="@type",
    tag="AdministrativeArea",
):
    """A kommun or a län: https://schema.org/AdministrativeArea."""

    name: str
    identifier: Code
    contained_in_place: AdministrativeArea | None = None


def to_json(value: Any) -> str:
    """A value as JSON, for a file."""
    return _encode(value).decode()


def to_data(value: Any) -> Markup:
    """A value as JSON for a script element, escaped so that it contains no markup.

    Source: “Restrictions for contents of script elements” in the HTML standard. Even within a JSON
    string, `</script` ends the element and `<!--` changes how the rest is parsed.
    """
    text = to_json(value)
    if "<" in text or ">" in text or "&" in text:
        text = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(text)


def areas_of(terms: Iterable[Term]) -> list[AdministrativeArea]:
    """The places of links to some kommuner."""
    return [area_of(term.name) for term in terms]


@cache
def area_of(name: str) -> AdministrativeArea:
    """The kommun with this name, with its code and its län (codes: Statistics Sweden)."""
    kommun = register.find_kommun(name)
    assert kommun is not None, f"{name} is in no register"
    lan = register.all_lan()[kommun.lan]
    return AdministrativeArea(
        name=kommun.official,
        identifier=Code("kommunkod", kommun.code),
        contained_in_place=AdministrativeArea(name=lan.name, identifier=Code("länskod", lan.code)),
    )
