"""File names: no name of a file has a personal number in it, since readers see it in an address.

Good:  content/posts/plan.pdf
Bad:   content/posts/20050312-1238.pdf
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from sitegen.core.problem import Problem
from sitegen.model.site import Site
from sitegen.pages.page import Output
from sitegen.sweden import personal_numbers


def check(site: Site, pages: Sequence[Output]) -> Iterator[Problem]:
    """Yield each text, picture or document whose name has a personal number in it."""
    paths = list(chain(site.urls, site.hidden, site.files))
    if not personal_numbers.may_have_personal_number("\n".join(paths)):
        return  # fast pre-check: one search instead of one for each file
    for path in paths:
        for number in personal_numbers.find_personal_numbers(path):
            if path[number.start : number.end] not in site.config.allowed:
                yield Problem(
                    path,
                    0,
                    0,
                    "personal-number-in-name",
                    f"I filens namn står ett personnummer: {number.masked}.",
                    "Döp om filen, och ändra länkarna till den.",
                )
