"""What can be seen of a text that cannot be parsed: if it is a draft, and when it is published.

Pure functions over its lines; nothing here reports a problem.
"""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace

import msgspec

from sitegen.documents.collection import PublishedAt
from sitegen.documents.document import Partial
from sitegen.front_matter.fields import Reading
from sitegen.front_matter.single_lines import read_single_lines


def glimpse(
    path: str,
    text: str,
    record: type[msgspec.Struct],
    published_at: PublishedAt,
    reading: Reading | None = None,
) -> Partial:
    """Whether and when readers are to see a text that cannot be parsed, as far as that shows.

    `reading` is what could be read of its front matter, if anything.
    """
    values = read_single_lines(record, text)
    if reading:
        twice = {each.field for each in reading.problems if each.code == "field-repeated"}
        read = reading.values.items()
        values |= {name: value for name, value in read if name not in twice}
    moment: datetime | None
    try:
        moment = published_at(SimpleNamespace(meta=SimpleNamespace(**values)))
    except AttributeError:  # the field that says it is not there
        moment = None
    return Partial(path, draft=values.get("draft", False), published_at=moment)
