"""Two kommuner side by side: the page on which they are chosen, and a JSON file for each kommun of
which there is something to compare.

The script of the page shows the two files that its address names; all words in them are made here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import msgspec

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.mission.outcomes import Lateness
from sitegen.model.cards import Term
from sitegen.model.plan import Plan, find_replaced
from sitegen.model.site import Site, kommuner_of
from sitegen.pages.page import AnyPage, Generated, Page
from sitegen.pages.plan_notes import plan_card, plan_name, plans_of, status_view
from sitegen.pages.visit_notes import VisitNote, notes_of
from sitegen.sweden import periods, register, swedish
from sitegen.sweden.periods import Period

LATE: dict[Lateness, str] = {
    "": "",
    "försenad": "Försenad",
    "tiden ute": "Tiden ute, inget nytt besked",
}


class ComparedVisit(Record, frozen=True):
    """A visit: which one, when it was, and the middle of that as a year with decimals, None if its
    first day is not known. `url` leads to the first post about it."""

    words: str
    when: str
    at: float | None
    url: str


class ComparedPoint(Record, frozen=True):
    """A point of a plan, with the word and mark of its status, and how late it is in words."""

    text: str
    url: str
    word: str
    mark: str
    late: str


class ComparedPlan(Record, frozen=True):
    """A plan that no other has replaced; `at` is when it was agreed, as for a visit."""

    name: str
    url: str
    sum: str
    at: float | None
    points: tuple[ComparedPoint, ...]


class ComparedTheme(Record, frozen=True):
    """A theme, the number of posts about it, and where they stand on the page of the kommun."""

    name: str
    url: str
    count: int


class ComparedKommun(Record, frozen=True, kw_only=True):
    """Everything that is compared of a kommun. Addresses are as in links of the site."""

    name: str
    url: str
    lan: str
    visits: tuple[ComparedVisit, ...]
    plans: tuple[ComparedPlan, ...]
    themes: tuple[ComparedTheme, ...]


class Option(Record, frozen=True):
    """A kommun to choose; `data` is the URL of its file, empty if there is none."""

    name: str
    slug: str
    data: str


class CompareView(Record, frozen=True):
    """The page: all kommuner in Swedish order, and the page that lists them."""

    options: tuple[Option, ...]
    index: str


def pages(site: Site) -> Iterator[AnyPage]:
    """The page and the files."""
    shown = frozenset(kommuner_of(site))
    yield Page(
        url=urls.COMPARE,
        template="jamfor.html",
        view=CompareView(
            tuple(
                Option(kommun.name, slug, urls.compared(slug) if slug in shown else "")
                for slug, kommun in register.kommuner().items()
            ),
            urls.KOMMUNER,
        ),
    )
    for slug in kommuner_of(site):
        view = _compared(site, slug)
        yield Generated(url=urls.compared(slug), view=view, encode=encode_json)


def encode_json(view: ComparedKommun) -> bytes:
    """The kommun as JSON, with the names of the fields as keys."""
    return msgspec.json.encode(_named(view))


def _named(value: object) -> object:
    if isinstance(value, Record):
        return {name: _named(getattr(value, name)) for name in value.__struct_fields__}
    return list(map(_named, value)) if isinstance(value, tuple) else value


def _compared(site: Site, slug: str) -> ComparedKommun:
    kommun = register.kommuner()[slug]
    plans = plans_of(site, slug)
    replaced = find_replaced(plans)
    return ComparedKommun(
        name=kommun.name,
        url=_href(site, urls.kommun(slug)),
        lan=register.all_lan()[kommun.lan].name,
        visits=tuple(_visit(site, note) for note in notes_of(site, slug)),
        plans=tuple(_plan(site, plan) for plan in plans if plan.slug not in replaced),
        themes=tuple(_themes(site, slug)),
    )


def _visit(site: Site, note: VisitNote) -> ComparedVisit:
    about = "omkring " if note.is_assumed else ""
    return ComparedVisit(
        words=swedish.capitalise(note.words),
        when=f"{about}{periods.format_period(note.period)}",
        at=_middle(note.period),
        url=_href(site, note.posts[0].url) if note.posts else "",
    )


def _plan(site: Site, plan: Plan) -> ComparedPlan:
    url = urls.plan(plan.slug)
    points = []
    for each in site.outcomes[plan.slug]:
        status = status_view(each.outcome.status)
        points.append(
            ComparedPoint(
                text=each.point.text,
                url=_href(site, f"{url}#{each.point.id}"),
                word=swedish.capitalise(status.word),
                mark=status.mark,
                late=LATE[each.outcome.lateness],
            )
        )
    return ComparedPlan(
        name=swedish.capitalise(plan_name(plan)),
        url=_href(site, url),
        sum=swedish.capitalise(plan_card(site, plan).sum),
        at=_middle(plan.meta.agreed),
        points=tuple(points),
    )


def _themes(site: Site, kommun: str) -> Iterator[ComparedTheme]:
    """The themes of the posts about a kommun, in Swedish order."""
    counts: dict[Term, int] = {}
    for path in site.by_kommun.get(kommun, ()):
        for theme in site.cards[path].themes:
            counts[theme] = counts.get(theme, 0) + 1
    for theme in sorted(counts, key=lambda theme: swedish.sort_key(theme.name)):
        url = _href(site, f"{urls.kommun(kommun)}#{urls.theme_slug(theme.url)}")
        yield ComparedTheme(theme.name, url, counts[theme])


def _middle(period: Period | None) -> float | None:
    """The middle of a period as a year with decimals; None if its first day is not known."""
    if period is None or period.first is None or period.last is None:
        return None
    middle = period.first + timedelta((period.last - period.first).days // 2)
    return round(middle.year + (middle.timetuple().tm_yday - 1) / 365.25, 3)


def _href(site: Site, url: str) -> str:
    return urls.href(site.config.base_url, url)
