"""Accessible footnotes: numbered in order, with roles, labels and links to the note and back.

Python-Markdown's extension parses them; this module may only change the order, ids and attributes
of its result.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Mapping

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.treeprocessors import Treeprocessor

BACK_TO_TEXT = "Tillbaka till texten"
ARROW = "\u21a9\ufe0e"  # with a variation selector: else some systems show an emoji


class Footnotes(FootnoteExtension):
    """Python-Markdown's footnotes; `FinishFootnotes` numbers them and makes them accessible."""

    def __init__(self) -> None:
        self.is_open = True
        # An author could write the library's own place marker; \x02 cannot occur in a text.
        super().__init__(BACKLINK_TEXT=ARROW, PLACE_MARKER="\x02footnotes\x03")

    def extendMarkdown(self, md: Markdown) -> None:
        super().extendMarkdown(md)
        md.treeprocessors.register(FinishFootnotes(self), "finish-footnotes", 14)

    def reset(self) -> None:
        super().reset()
        self.is_open = True

    def setFootnote(self, id: str, text: str) -> None:
        """Add a note. An empty note, or one inside another, is ignored, so that references to it
        stay as they were written and the author can see them; of two with one name, the second."""
        if self.is_open and text.strip() and id not in self.footnotes:
            super().setFootnote(id, text)

    def makeFootnotesDiv(self, root: etree.Element) -> etree.Element | None:
        self.is_open = False  # the library iterates over the notes now: none may be added
        return super().makeFootnotesDiv(root)


class FinishFootnotes(Treeprocessor):
    """Sorts footnotes by their first reference, and sets numeric ids and roles (DPUB-ARIA).

    The author's label cannot be the id, as it may contain spaces or quotes. A note without any
    reference comes last and gets no link back.
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
        """Replace the author's label by its number in a reference, a note or a link back."""
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
    """Label the links from a note back to the text, or remove them if there is no reference."""
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
