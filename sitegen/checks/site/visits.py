"""Visits: what posts and visits.yml say of when they were can be told apart, and is said once.

Good:  visited: 2016-10-12 in one post and visited: 2017-10-03 in another about the same kommun
Bad:   visited: 2016-10-12 till 2016-10-14 and visited: 2016-10-14 till 2016-10-16
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise

from sitegen.core.problem import Problem
from sitegen.documents.document import at_field
from sitegen.documents.settings import Row
from sitegen.mission.announcements import is_answered
from sitegen.mission.visits import Visit
from sitegen.model.post import Post
from sitegen.model.site import Site
from sitegen.model.statements import state_announcements
from sitegen.model.visit_row import VISITS
from sitegen.pages.page import Output
from sitegen.sweden import register
from sitegen.sweden.periods import format_period, overlaps

NEAR = 21
"""The most days between two visits to a kommun that may be one, when the day of one is assumed."""


def check(site: Site, pages: Sequence[Output]) -> Iterator[Problem]:
    """Yield a warning for each doubtful visit, row that says nothing new, and announcement that no
    visit answered."""
    rows = {row.place: row for row in site.rows.get(VISITS.name, ())}
    for slug, chain in site.visits.items():
        name = register.kommuner()[slug].name
        for visit in chain:
            yield from _find_told(site, rows, visit, name)
        for one, other in pairwise(chain):
            yield from _find_doubtful(site, rows, one, other, name)
    yield from _find_past(site, rows)


def _find_told(site: Site, rows: dict[str, Row], visit: Visit, name: str) -> Iterator[Problem]:
    """Yield each row about a visit that a post of ours is about."""
    for place in visit.rows if visit.posts else ():
        yield _at_row(
            rows[place],
            "visit-told",
            f"Besöket i {name} {format_period(rows[place].meta.date)} finns redan i inlägget "
            f"{visit.posts[0]}.",
            "Ta bort raden, eller skriv en annan tid om det är ett annat besök.",
        )


def _find_doubtful(
    site: Site, rows: dict[str, Row], one: Visit, other: Visit, name: str
) -> Iterator[Problem]:
    """Yield two visits one after the other that may be one."""
    times = f"{format_period(one.period)} och {format_period(other.period)}"
    if overlaps(one.period, other.period):
        report = _reporter(site, rows, other)
        yield report(
            "visits-overlap",
            f"Två besök i {name} har tider som går in i varandra: {times}.",
            "Skriv samma tid på båda om det är samma besök, annars tider som inte går in i "
            f"varandra. Det andra står i {_place(one)}.",
        )
    elif (one.assumed or other.assumed) and _days_between(one, other) <= NEAR:
        here, there = (other, one) if other.assumed else (one, other)
        report = _reporter(site, rows, here)
        yield report(
            "visits-near",
            f"Två besök i {name} ligger nära varandra: {times}. Är det samma besök?",
            "Skriv i fältet visited när besöket var, eller ingen om inlägget inte berättar om ett "
            f"besök. Det andra står i {_place(there)}.",
        )


def _days_between(one: Visit, other: Visit) -> int:
    end, start = one.period.last, other.period.first
    return (start - end).days if start and end else NEAR + 1


def _place(visit: Visit) -> str:
    return (*visit.posts, *visit.rows)[0]


def _reporter(site: Site, rows: dict[str, Row], visit: Visit) -> Callable[[str, str, str], Problem]:
    """Reports a problem with a visit at the first text about it."""
    place = _place(visit)
    if place in rows:
        return partial(_at_row, rows[place])
    return partial(_at_post, site.posts[place], field="visited")


def _at_post(post: Post, code: str, message: str, hint: str, *, field: str) -> Problem:
    return at_field(post, field, code, message, hint, "warning")


def _at_row(row: Row, code: str, message: str, hint: str) -> Problem:
    return Problem(row.path, row.line, 1, code, message, hint, "warning")


def _find_past(site: Site, rows: dict[str, Row]) -> Iterator[Problem]:
    """Yield each announced visit whose time has passed, and each planned one that was made."""
    for each in state_announcements(site.posts, rows.values(), site.visits):
        name = register.kommuner()[each.kommun].name
        answered = is_answered(each, site.visits.get(each.kommun, ()))
        row = rows.get(each.place)
        if row is not None and (answered or each.until < site.today):
            message = (
                f"Det planerade besöket i {name} är gjort."
                if answered
                else (f"Tiden för det planerade besöket i {name} har gått.")
            )
            yield _at_row(
                row,
                "visit-planned-past",
                message,
                "Ta bort raden, eller ändra tiden. Läsarna ser inte längre det planerade besöket.",
            )
        elif row is None and not answered and each.until < site.today:
            yield _at_post(
                site.posts[each.place],
                "next-past",
                f"Inlägget säger att nästa stopp är {name}, men vi känner inte till något besök "
                "där sedan dess.",
                "Lägg till besöket i visits.yml om det blev av. Läsarna ser inte längre raden.",
                field="next",
            )
