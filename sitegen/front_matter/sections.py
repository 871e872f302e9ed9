"""The sections of the editor's form for the fields of a text.

Their headings and order only; each field declares in its Label to which section it belongs.
"""

from __future__ import annotations

from sitegen.core.record import Record

MAIN = "main"
SUMMARY = "summary"
VISIT = "visit"
FOLLOW_UP = "follow_up"
ADDRESS = "address"
OTHER = ""
PUBLISHING = "publishing"
HIDDEN = "hidden"
"""Of fields that the form does not show, and keeps as they are; it is no section."""


class Section(Record, frozen=True):
    """A part of the form; one that is `folded` is closed at first, as it is rarely filled in."""

    key: str
    heading: str = ""
    folded: bool = False


SECTIONS = (
    Section(MAIN),
    Section(SUMMARY, "Sammanfattning och bild", folded=True),
    Section(VISIT, "Mer om besöket", folded=True),
    Section(FOLLOW_UP, "Planen: vad har hänt?", folded=True),
    Section(ADDRESS, "Adress och annat", folded=True),
    Section(OTHER, "Fler fält", folded=True),
    Section(PUBLISHING),
)
"""In the order in which they are on the page."""

PLACES = {section.key: number for number, section in enumerate(SECTIONS)}
PLACES[OTHER] = len(PLACES)
PLACES[HIDDEN] = len(PLACES)
"""The order of the fields of a file by their sections; those of OTHER come at its end, whatever is
shown below them."""
