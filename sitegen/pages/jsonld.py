"""What machines read: values as JSON, also such as may stand in a page, and places as schema.org
names them.

Pure; which terms a page uses is for its template to say.
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
    """HTML is given as text; anything else that JSON does not know is a mistake."""
    if isinstance(value, Markup):
        return str(value)
    raise TypeError(f"{type(value).__name__} har ingen motsvarighet i JSON")


_encode = msgspec.json.Encoder(enc_hook=_plain).encode


class Code(msgspec.Struct, frozen=True, tag_field="@type", tag="PropertyValue"):
    """What a register calls something: https://schema.org/PropertyValue as an identifier."""

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
    """A value as JSON, for files of it."""
    return _encode(value).decode()


def to_data(value: Any) -> Markup:
    """A value as JSON for a script element, in which no markup can begin or end.

    Source: “Restrictions for contents of script elements” in the HTML standard. A browser ends one
    at `</script` and is led astray by `<!--`, also within a text of JSON.
    """
    text = to_json(value)
    if "<" in text or ">" in text or "&" in text:
        text = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(text)


def areas_of(terms: Iterable[Term]) -> list[AdministrativeArea]:
    """The places that the links to some kommuner stand for."""
    return [area_of(term.name) for term in terms]


@cache
def area_of(name: str) -> AdministrativeArea:
    """A kommun by its name, with its code and its län (codes: Statistics Sweden)."""
    kommun = register.find_kommun(name)
    assert kommun is not None, f"{name} is in no register"
    lan = register.all_lan()[kommun.lan]
    return AdministrativeArea(
        name=kommun.official,
        identifier=Code("kommunkod", kommun.code),
        contained_in_place=AdministrativeArea(name=lan.name, identifier=Code("länskod", lan.code)),
    )
