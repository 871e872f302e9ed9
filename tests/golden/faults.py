"""The one fault of the golden blog: a post that waits for its day links to a draft."""

from __future__ import annotations

import re

FAULT = (
    "posts/2017-07-01-kommande-inlagg.md:8:41: fel (stoppar bara den här texten): Länken leder "
    "till ”posts/2017-06-10-hemligt-utkast.md” som läsare inte kan se (utkast). [link-broken]"
)


def assert_no_other_fault(err: str) -> None:
    """That a build of the golden blog has reported its fault, and nothing else."""
    [found] = re.findall(r"^.*: (?:fel|varning)\b.*$", err, re.MULTILINE)
    assert found.endswith(FAULT)
