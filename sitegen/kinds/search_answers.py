"""The best answers: what a reader may ask for by name, where each leads, and one line about it.

A script reads the file at the first key in any field: that of the search page, of the masthead and
of the home page. No page depends on it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.model.authors import Author
from sitegen.model.follow_ups import period_of
from sitegen.model.plan import plan_heading
from sitegen.model.site import Site, author_of, kommun_link, own_organisations
from sitegen.model.themes import Theme
from sitegen.pages.page import Generated
from sitegen.pages.plan_notes import all_plans, plans_of, sum_up
from sitegen.pages.point_lists import points_by_organisation
from sitegen.sweden import register, swedish
from sitegen.sweden.register import Kommun, Lan
from sitegen.sweden.synonyms import synonyms


class BestAnswer(Record, frozen=True):
    """What a reader may ask for: `kind` in Swedish, its name and URL, one line of what is found
    there, other words for it, and how much there is, which decides between what fits as well."""

    kind: str
    name: str
    url: str
    line: str
    words: tuple[str, ...] = ()
    weight: int = 0


class AnswersView(Record, frozen=True):
    """The kommuner in Swedish order, then the rest kind by kind."""

    answers: tuple[BestAnswer, ...]


_PLACES = (
    ("Planer", urls.PLANS, "Vad alla kommuner har lovat, och vad det blev av det", "löften"),
    ("Kommuner", urls.KOMMUNER, "Alla kommuner från A till Ö", "kommunlista"),
    ("Karta", urls.KARTA, "Alla besök på en karta", "kartan;sverigekarta"),
    ("Teman", urls.THEMES, "Det som har kommit upp i kommunerna", "ämnen;kategorier"),
    ("Alla inlägg", urls.ARCHIVE, "År för år", "arkiv;arkivet;artiklar;nyheter"),
    ("Översikt", urls.OVERSIKT, "Kommuner och teman i en tabell", "matris;tabell;statistik"),
    ("Jämför två kommuner", urls.COMPARE, "Sida vid sida", "jämföra;jämförelse"),
    ("Väntar på återbesök", urls.WAITING, "Kommuner vi inte har återvänt till", "väntelista"),
    (
        *("Öppna data", urls.DATA, "Besök, planer och teman som filer att ladda ner"),
        "csv;json;excel;ladda ner;nedladdning;dataset;statistik;api;licens",
    ),
    (
        *("Följ bloggen", urls.FOLLOW, "Så får du veta när något nytt kommer"),
        "rss;atom;flöde;prenumerera;prenumeration;nyhetsbrev;e-post;bevaka;mejl",
    ),
    (
        *("Så bedömer vi", f"{urls.PLANS}sa-bedomer-vi/", "Vad orden om planernas läge betyder"),
        "bedömning;bedömningar;påbörjat;metod;läge;status",
    ),
)
"""The site's own pages that a reader may ask for; a line is kept only where there is the page."""


def pages(site: Site) -> Iterator[Generated]:
    """The one file."""
    kinds = (_kommuner, _lan, _themes, _plans, _organisations, _participants, _authors, _pages)
    answers = tuple(answer for find in kinds for answer in find(site))
    yield Generated(url=urls.ANSWERS, view=AnswersView(answers), encode=_encode)


def _encode(view: AnswersView) -> bytes:
    return msgspec.json.encode([msgspec.structs.astuple(each) for each in view.answers])


def _href(site: Site, url: str) -> str:
    return urls.href(site.config.base_url, url)


def _kommuner(site: Site) -> Iterator[BestAnswer]:
    other = register.other_names()
    for slug, kommun in register.kommuner().items():
        url = kommun_link(site, slug).url
        lan = register.all_lan()[kommun.lan]
        line = _about_kommun(site, kommun, lan, has_page=bool(url))
        words = (kommun.official, kommun.code, *other.get(kommun.code, ()))
        weight = len(site.visits.get(slug, ())) + len(site.by_kommun.get(slug, ()))
        href = _href(site, url or urls.lan(lan.slug))
        yield BestAnswer("Kommun", kommun.name, href, line, words, weight)


def _about_kommun(site: Site, kommun: Kommun, lan: Lan, *, has_page: bool) -> str:
    visits = len(site.visits.get(kommun.slug, ()))
    points = sum(len(site.outcomes[plan.slug]) for plan in plans_of(site, kommun.slug))
    never = "inte besökt" if site.config.closed else "inte besökt än"
    found = [swedish.count(visits, "besök", "besök") if visits else never]
    if points:
        found.append(swedish.count(points, "punkt", "punkter"))
    if not has_page:
        found.append(f"se {lan.name}")
    return ", ".join((kommun.official, *found))


def _lan(site: Site) -> Iterator[BestAnswer]:
    posts, other = site.by_lan, register.other_names()
    for lan in register.all_lan().values():
        visited = [slug for slug in site.visits if register.kommuner()[slug].lan == lan.code]
        count = len(posts.get(lan.slug, ()))
        line = f"{_count_visited(len(visited))}, {swedish.count(count, 'inlägg', 'inlägg')}"
        base = lan.name.removesuffix(" län")
        short = base.removesuffix("s")
        names = (base, short, f"Region {short}", f"Region {base}", lan.code, lan.letters)
        words = tuple(dict.fromkeys((*names, *other.get(lan.code, ()))))
        yield BestAnswer("Län", lan.name, _href(site, urls.lan(lan.slug)), line, words, count)


def _count_visited(count: int) -> str:
    return f"{swedish.count(count, 'besökt kommun', 'besökta kommuner')}"


def _themes(site: Site) -> Iterator[BestAnswer]:
    for slug, theme in site.themes.items():
        posts = len(site.by_theme.get(slug, ()))
        yield BestAnswer(
            "Tema",
            theme.name,
            _href(site, urls.theme(slug)),
            _about_theme(theme, posts),
            _words_for(theme),
            posts,
        )


def _words_for(theme: Theme) -> tuple[str, ...]:
    """The other words for a theme: its own, and those that stand for any or for its name."""
    own = (*theme.synonyms, theme.slug.replace("-", " "))
    others = (other for word in (theme.name, *own) for other in synonyms().get(word.lower(), ()))
    return tuple(dict.fromkeys((*own, *others)))


def _about_theme(theme: Theme, posts: int) -> str:
    count = swedish.count(posts, "inlägg", "inlägg")
    names = [word for word in theme.synonyms if word.casefold() != theme.name.casefold()]
    return f"Även {', '.join(names[:2])}. {count}" if names else count


def _plans(site: Site) -> Iterator[BestAnswer]:
    for plan in all_plans(site):
        name = plan_heading(plan)
        kommun = register.kommuner()[plan.meta.kommun].name
        outcomes = [each.outcome for each in site.outcomes[plan.slug]]
        line = swedish.capitalise(sum_up(outcomes, plan.meta.points_total))
        year = name.rpartition(" ")[2]
        words = (f"{kommun} {year}", f"plan {kommun}", f"handlingsplan {kommun} {year}", kommun)
        weight = int(year) - 2000 if year.isdecimal() else 0
        yield BestAnswer("Plan", name, _href(site, urls.plan(plan.slug)), line, words, weight)


def _organisations(site: Site) -> Iterator[BestAnswer]:
    """The listed organisations that have a page."""
    own = own_organisations(site)
    met = Counter(
        each.slug
        for post in (site.posts.values() if own else ())
        for name in {one.organisation for one in post.meta.participants}
        if (each := site.organisations.find(name, period_of(post).last))
    )
    points = points_by_organisation(site) if own else {}
    for each in own:
        found = [
            swedish.count(met[each.slug], "inlägg", "inlägg") if met[each.slug] else "",
            swedish.count(len(points[each.slug]), "punkt", "punkter")
            if each.slug in points
            else "",
        ]
        line = ", ".join(filter(None, (swedish.capitalise(each.kind), *found)))
        url = _href(site, urls.organisation(each.slug))
        words = (each.slug.replace("-", " "),)
        yield BestAnswer("Organisation", each.name, url, line, words, met[each.slug])


def _participants(site: Site) -> Iterator[BestAnswer]:
    """Who took part, leading to the only post about it or to a search for all; kommuner and
    listed organisations have answers of their own."""
    found: dict[str, list[str]] = {}
    listed = site.organisations.known_as
    for path, post in site.posts.items():
        for each in post.meta.participants:
            if register.find_kommun(each.organisation) is None and not listed(each.organisation):
                found.setdefault(each.organisation, []).append(path)
    for name in sorted(found, key=swedish.sort_key):
        paths = tuple(dict.fromkeys(found[name]))
        url = site.urls[paths[0]] if len(paths) == 1 else urls.taking_part(name)
        line = f"Var med vid besök, i {swedish.count(len(paths), 'inlägg', 'inlägg')}"
        yield BestAnswer("Deltagare", name, _href(site, url), line, (), len(paths))


def _authors(site: Site) -> Iterator[BestAnswer]:
    found: dict[str, tuple[Author, int]] = {}
    for post in site.posts.values():
        author = author_of(site, post)
        if author is not None and author.slug:
            found[author.slug] = (author, found.get(author.slug, (author, 0))[1] + 1)
    for slug in sorted(found):
        author, posts = found[slug]
        role = f"{swedish.capitalise(author.role)}, " if author.role else ""
        line = f"{role}{swedish.count(posts, 'inlägg', 'inlägg')}"
        words = (author.role,) if author.role else ()
        url = _href(site, urls.author(slug))
        yield BestAnswer("Skribent", author.name, url, line, words, posts)


def _pages(site: Site) -> Iterator[BestAnswer]:
    for path, page in site.pages.items():
        yield BestAnswer(
            "Sida", page.meta.title, _href(site, site.urls[path]), page.meta.summary or page.lead
        )
    for name, url, line, words in _PLACES:
        yield BestAnswer("Sida", name, _href(site, url), line, tuple(words.split(";")))
