"""Footnotes: each reference has one note with a text, and each note a reference.

Good:  lean[^lean] in a sentence, and [^lean]: Ett sätt att förbättra arbetet. on its own line
Bad:   [^lean] without a note, a note nobody refers to, two notes with one name
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.prose.wording import Slip, Wording

_NOTE = re.compile(r"(?:\n|\A)[ ]{0,3}(?P<mark>\[\^(?P<name>[^\]\n]*)\]:)(?P<text>[^\n]*)")
_REFERENCE = re.compile(r"(?<!\\)\[\^(?P<name>[^\]\n]+)\](?!\()")
_FIRST = re.compile(r"(?:\n[ ]*\n|\A)[ ]{0,3}\Z")
_CONTINUED = re.compile(r"(?:\n[ ]*)*\n[ ]{4,}\S|\n[ ]{0,3}[^\s\[#>*+|-]")


def find(wording: Wording) -> Iterator[Slip]:
    """Yield notes that are missing, unused, empty or written twice."""
    if not wording.has_loose_brackets or "[^" not in wording.text:
        return
    text = wording.uncommented
    notes = list(_NOTE.finditer(text))
    marks = {note.start("mark") for note in notes}
    used = [each for each in _REFERENCE.finditer(text) if each.start() not in marks]
    yield from _find_in_notes(text, notes, {each["name"] for each in used})
    written = {note["name"] for note in notes}
    for reference in used:
        if reference["name"] not in written:
            yield Slip(
                *reference.span(),
                "note-missing",
                f"Fotnoten {reference[0]} finns inte, så läsarna ser koden som den står.",
                f"Efter hakparentesen saknas ett kolon: {reference[0]}: Notens text."
                if _FIRST.search(text, max(reference.start() - 80, 0), reference.start())
                else f"Skriv noten på en egen rad längst ned: {reference[0]}: Notens text.",
            )


def _find_in_notes(text: str, notes: list[re.Match[str]], used: set[str]) -> Iterator[Slip]:
    seen: set[str] = set()
    for note in notes:
        name, span = note["name"], (note.start("mark"), note.end())
        if name in seen:
            yield Slip(
                *span,
                "note-repeated",
                f"Det finns redan en fotnot som heter [^{name}], och bara den första syns.",
                "Ge den här ett annat namn, både här och i texten.",
            )
        elif not note["text"].strip() and not _CONTINUED.match(text, note.end()):
            yield Slip(
                *span,
                "note-empty",
                f"Fotnoten [^{name}] har ingen text.",
                f"Skriv texten på samma rad: [^{name}]: Notens text.",
            )
        elif name not in used:
            yield Slip(
                *span,
                "note-unused",
                f"Ingenting i texten hänvisar till fotnoten [^{name}].",
                f"Skriv [^{name}] efter ordet som noten hör till, eller ta bort noten.",
            )
        seen.add(name)
