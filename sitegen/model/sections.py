"""The sections of the form in which authors fill in the fields of a text.

Words and their order only; which field stands where, its declaration says.
"""

from __future__ import annotations

from sitegen.core.record import Record

MAIN = "main"
SUMMARY = "summary"
VISIT = "visit"
ADDRESS = "address"
OTHER = ""
PUBLISHING = "publishing"


class Section(Record, frozen=True):
    """Fields that belong together; those of a `folded` one are rarely filled in."""

    key: str
    heading: str = ""
    folded: bool = False


SECTIONS = (
    Section(MAIN),
    Section(SUMMARY, "Sammanfattning och bild", folded=True),
    Section(VISIT, "Mer om besöket", folded=True),
    Section(ADDRESS, "Adress och annat", folded=True),
    Section(OTHER, "Fler fält", folded=True),
    Section(PUBLISHING),
)
"""The order in which they stand on the page."""
