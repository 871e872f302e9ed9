"""What each post tells of, in words: “besök 2 av 2”, or what it is when it is about no visit.

Pure functions over chains of visits; lists, feeds, search and link previews say it in these words.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from sitegen.core.record import Record
from sitegen.mission.visits import Chains, Visit
from sitegen.sweden import register, swedish

GUEST = "gästinlägg"
OTHER = "inte från ett besök"
JOINT = "gemensamt besök"


class Occasion(Record, frozen=True):
    """What a post tells of: in words, and in words that no later visit changes."""

    words: str
    lasting: str


def find_occasions(
    posts: Iterable[str], guests: Container[str], chains: Chains
) -> Mapping[str, Occasion]:
    """What each post tells of, by its path; `guests` are the posts that guests have written."""
    told: dict[str, list[Visit]] = {}
    for chain in chains.values():
        for visit in chain:
            for path in visit.posts:
                told.setdefault(path, []).append(visit)
    found = {}
    for path in posts:
        if path in told:
            found[path] = _of_visits(told[path], chains)
        else:
            words = GUEST if path in guests else OTHER
            found[path] = Occasion(words, words)
    return found


def _of_visits(visits: list[Visit], chains: Chains) -> Occasion:
    if len(visits) == 1:
        visit = visits[0]
        full = visit_words(visit.number, len(chains[visit.kommun]))
        return Occasion(full, visit_words(visit.number))
    known = register.kommuner()
    parts = (
        f"{visit_words(visit.number, len(chains[visit.kommun]))} i {known[visit.kommun].name}"
        for visit in visits
    )
    return Occasion(swedish.format_list(parts), JOINT)


def visit_words(number: int, of: int = 1) -> str:
    """“besök 2 av 3”; “besök 1” of a visit that is the only one or when nobody asks of how many."""
    return f"besök {number} av {of}" if of > 1 else f"besök {number}"
