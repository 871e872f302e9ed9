"""Stops: why a publication did not go through, in plain Swedish.

Each says what happened, what readers see and what the author does; it holds words and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from sitegen.core.record import Record

Kind = Literal[
    "setup",
    "key",
    "no-key",
    "network",
    "interrupted",
    "certificate",
    "missing",
    "rejected",
    "host",
    "busy",
    "diverged",
    "errors",
    "others",
    "clash",
    "unseen",
    "disk",
    "empty",
    "program",
]


class PublishStop(Record, frozen=True):
    """Why a publication stopped. `detail` is what the host or the check said, without any secret;
    `paths` are the texts that it is about."""

    kind: Kind
    detail: str = ""
    paths: tuple[str, ...] = ()

    @property
    def what(self) -> str:
        """What happened."""
        return _WORDS[self.kind][0]

    @property
    def remedy(self) -> str:
        """What the author does."""
        return _WORDS[self.kind][1]

    @property
    def is_passing(self) -> bool:
        """True if it may be over by itself, so that it is tried again."""
        return self.kind in ("network", "host")


class Stopped(Exception):
    """Raised where a publication cannot go on; it holds the stop."""

    def __init__(self, stop: PublishStop) -> None:
        super().__init__(stop.what)
        self.stop = stop


_WORDS: Mapping[Kind, tuple[str, str]] = {
    "setup": (
        "Publicering är inte inställd på den här datorn.",
        "Fyll i uppgifterna om bloggens värd. Det görs en gång.",
    ),
    "key": (
        "Värden tog inte emot nyckeln.",
        "Den kan ha gått ut eller vara fel inklistrad. Be den som sköter webbplatsen om en ny, "
        "och klistra in den.",
    ),
    "no-key": (
        "Värden vill ha en nyckel, och programmet har ingen just nu.",
        "Klistra in din nyckel.",
    ),
    "network": (
        "Det går inte att nå bloggens värd. Nätet kan vara borta.",
        "Försök igen när nätet är tillbaka.",
    ),
    "interrupted": (
        "Programmet stängdes innan det var klart.",
        "Försök igen. Det som gäller är det som du har sparat nu.",
    ),
    "certificate": (
        "Förbindelsen till bloggens värd är inte säker.",
        "Skicka ingenting förrän det är utrett. Säg till den som sköter webbplatsen.",
    ),
    "missing": (
        "Bloggens förråd finns inte på den adressen, eller så får din nyckel inte se det.",
        "Se efter adressen under Inställningar, eller be om en ny nyckel.",
    ),
    "rejected": (
        "Bloggens värd tog inte emot ändringen.",
        "Din nyckel kanske får läsa men inte skriva. Fråga den som sköter webbplatsen.",
    ),
    "host": (
        "Bloggens värd svarar, men kan inte ta emot något just nu.",
        "Försök igen om en stund.",
    ),
    "busy": (
        "Andra publicerade hela tiden medan din text skulle skickas.",
        "Vänta en minut och försök igen.",
    ),
    "diverged": (
        "I bloggens mapp finns ändringar som ett annat program har sparat men inte skickat.",
        "Be den som sköter webbplatsen att skicka eller ta bort dem. Dina texter rörs inte.",
    ),
    "errors": ("Texten har något som måste rättas.", "Rätta stället och publicera igen."),
    "others": (
        "En annan text hindrar att bloggen byggs.",
        "Rätta den, eller skicka din text ändå: den kommer ut när den andra är rättad.",
    ),
    "clash": (
        "Någon annan har ändrat samma text.",
        "Välj för varje ställe. Inget skrivs över.",
    ),
    "unseen": (
        "Texten är inlämnad, men den syns inte på bloggen än.",
        "Skicka den inte igen. Säg till den som sköter webbplatsen, som kan se varför bygget "
        "hos värden har stannat.",
    ),
    "disk": ("Datorn kunde inte läsa eller skriva.", "Åtgärda det och försök igen."),
    "empty": ("Det finns inget nytt att skicka.", "Spara först, och publicera sedan."),
    "program": (
        "Det blev fel i programmet, inte i din text.",
        "Försök igen. Händer det en gång till: säg till den som sköter programmet.",
    ),
}
