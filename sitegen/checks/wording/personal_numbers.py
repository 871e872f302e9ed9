"""Personal numbers: nobody's personal number is published unless site.yml excuses it by name.

It looks everywhere in a file: also in fields, links, tables, code and lists of words.
Good:  en flicka född 2005
Bad:   en flicka, 20050312-1238
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.prose.wording import Slip, Wording
from sitegen.sweden import personal_numbers

_REMEDY = (
    "Ta bort det: ingen ska kunna pekas ut. Är det påhittat, skriv XXXX i stället för de fyra "
    "sista siffrorna. Måste det stå här, skriv det under allowed i site.yml."
)


def find(wording: Wording) -> Iterator[Slip]:
    """Yield each personal number and coordination number; the message masks its end."""
    for number in personal_numbers.find_personal_numbers(wording.text):
        kind = "samordningsnummer" if number.is_coordination else "personnummer"
        shown = " ".join(number.masked.split())
        if number.is_certain:
            message = f"Här står ett {kind}: {shown}."
        else:
            message = f"Här står ett {kind}, fast sista siffran inte stämmer: {shown}."
        yield Slip(number.start, number.end, "personal-number", message, _REMEDY, severity="error")
