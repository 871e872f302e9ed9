"""Footnotes that a reader of any kind can follow to the note and back again.

Python-Markdown's extension does the reading; this module may only change how its result is ordered,
named and described.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Mapping

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.treeprocessors import Treeprocessor

BACK_TO_TEXT = "Tillbaka till texten"
ARROW = "\u21a9\ufe0e"  # as text: some systems would show a coloured picture


class Footnotes(FootnoteExtension):
    """Python-Markdown's footnotes; `FinishFootnotes` numbers them and makes them accessible."""

    def __init__(self) -> None:
        self.is_open = True
        # The library's own place marker would be a secret word; \x02 cannot occur in a text.
        super().__init__(BACKLINK_TEXT=ARROW, PLACE_MARKER="\x02footnotes\x03")

    def extendMarkdown(self, md: Markdown) -> None:
        super().extendMarkdown(md)
        md.treeprocessors.register(FinishFootnotes(self), "finish-footnotes", 14)

    def reset(self) -> None:
        super().reset()
        self.is_open = True

    def setFootnote(self, id: str, text: str) -> None:
        """Keep a note. One that is empty, or stands inside another, is none: its references stay
        as they were written, for the author to see."""
        if self.is_open and text.strip():
            super().setFootnote(id, text)

    def makeFootnotesDiv(self, root: etree.Element) -> etree.Element | None:
        self.is_open = False  # a note found while notes are rendered would change what is iterated
        return super().makeFootnotesDiv(root)


class FinishFootnotes(Treeprocessor):
    """Footnotes in the order they are referred to, with ids made of numbers and roles (DPUB-ARIA).

    An author's label may hold spaces or quotes, which an id may not. A note that nothing refers to
    comes last and gets no link back, as there is nowhere to go.
    """

    LINK = re.compile(r"(#?fn(?:ref\d*)?:)(.*)", re.DOTALL)

    def __init__(self, footnotes: FootnoteExtension) -> None:
        super().__init__()
        self.footnotes = footnotes

    def run(self, root: etree.Element) -> None:
        notes = self.footnotes.footnotes
        if not notes:
            return
        labels = list(dict.fromkeys([*self.footnotes.footnote_order, *notes]))
        numbers = {label: str(number) for number, label in enumerate(labels, 1)}
        for element in root.iter():
            self.renumber(element, numbers)
        for section in root.iter("div"):
            if section.get("class") == "footnote":
                self.finish_section(section)

    def renumber(self, element: etree.Element, numbers: Mapping[str, str]) -> None:
        """Replace an author's label by its number in a reference, a note or a link back."""
        for name in ("id", "href"):
            match = self.LINK.fullmatch(element.get(name, ""))
            if match and match[2] in numbers:
                element.set(name, match[1] + numbers[match[2]])
                if element.get("class") == "footnote-ref":
                    element.text = numbers[match[2]]
                    element.set("role", "doc-noteref")

    def finish_section(self, section: etree.Element) -> None:
        section.attrib.update(
            {"class": "footnotes", "role": "doc-endnotes", "aria-label": "Fotnoter"}
        )
        notes = section.find("ol")
        assert notes is not None, "makeFootnotesDiv() builds it"
        notes[:] = sorted(notes, key=lambda note: int(note.get("id", "fn:0")[3:]))
        referred = len(self.footnotes.footnote_order)
        for number, note in enumerate(notes, 1):
            finish_backlinks(note, number=number, referred=number <= referred)


def finish_backlinks(note: etree.Element, *, number: int, referred: bool) -> None:
    """Name the links from a note back to the text, or remove them when nothing refers to it."""
    links = [
        (parent, link)
        for parent in note.iter()
        for link in parent
        if link.get("class") == "footnote-backref"
    ]
    for place, (parent, link) in enumerate(links, 1):
        if not referred:
            parent.remove(link)
            continue
        label = f"{BACK_TO_TEXT}, fotnot {number}"
        if place > 1:
            label += f", plats {place}"
        link.attrib.update({"role": "doc-backlink", "title": label, "aria-label": label})
