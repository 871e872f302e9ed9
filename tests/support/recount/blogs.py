"""Whole blogs at random, few enough kommuner and days for everything to meet: files by name.

Every blog is made of what an author may write; what the generator reports as an error is seldom.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

import yaml
from hypothesis import strategies as st

T = TypeVar("T")
Files = dict[str, str]

NOW = datetime.combine(date(2017, 6, 30), time.max)
"""When the blogs are read: some of what they say is still ahead."""

KOMMUNER = ("Habo", "Håbo", "Åre", "Ängelholm")
URL = "https://example.org/nyhet"
STATUSES = ("inte påbörjat", "påbörjat", "till stor del klart", "klart")
FIRST_DAYS = ("2016-01-01", "2016-02-29", "2016-03-01", "2016-04-15", "2016-12-01", "2017-01-12")
AGREED = ("2015", "hösten 2015", "före våren 2016", "före 2016-02-29", "okänt", "2015-10-26")
DUE = ("2016-02-29", "våren 2016", "kvartal 4 2016", "2016", "2017-06-29", "2017-06-30", "2018")
ENDED = ("2017-06-30", "2017-07-01", "hösten 2017", "juni 2017", "sommaren 2017", "2017")
PUBLISHED = ("2016-03-01", "2016-03-01 14:05", "2016-12-07", "2017-01-12", "2017-06-30 09:30")
AHEAD = ("våren 2017", "2017-06-30", "juni 2017", "hösten 2017", "2018-01-05", "vintern 2018")
MONTHS = {1: "januari", 2: "februari", 3: "mars", 4: "april", 12: "december"}


class _Dumper(
    yaml.emitter.Emitter,
    yaml.serializer.Serializer,
    yaml.representer.SafeRepresenter,
    yaml.resolver.BaseResolver,
):
    """Writes scalars without quotation marks, as authors do."""

    def __init__(self, stream: Any, **options: Any) -> None:
        yaml.emitter.Emitter.__init__(self, stream, allow_unicode=True, width=1000)
        yaml.serializer.Serializer.__init__(self)
        yaml.representer.SafeRepresenter.__init__(self, sort_keys=False)
        yaml.resolver.BaseResolver.__init__(self)


def dump(value: Any) -> str:
    """A value as YAML."""
    return str(yaml.dump(value, Dumper=_Dumper))


class _Author:
    """Draws what an author writes; `seldom(6)` is true once in six."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw

    def one(self, values: Any) -> Any:
        return self._draw(st.sampled_from(values))

    def number(self, least: int, most: int) -> int:
        return self._draw(st.integers(least, most))

    def seldom(self, one_in: int) -> bool:
        return self._draw(st.integers(1, one_in)) == one_in

    def some(self, make: Callable[[int], T], most: int) -> list[T]:
        return [make(number) for number in range(self.number(0, most))]

    def several(self, values: Any, most: int) -> list[Any]:
        return self._draw(st.lists(st.sampled_from(values), min_size=1, max_size=most, unique=True))

    def either(self, values: list[Any]) -> Any:
        return values[0] if len(values) == 1 and self.seldom(2) else values

    def period(self) -> str:
        """A period in any precision and spelling that holds one of a few days."""
        day = date.fromisoformat(self.one(FIRST_DAYS)) + timedelta(days=self.number(0, 2))
        month = MONTHS[day.month]
        season = ("vintern", "våren", "sommaren", "hösten")[day.month % 12 // 3]
        forms = (
            f"{day}",
            f"{day}",
            f"{day:%Y-%m}",
            f"{month} {day.year}",
            f"kvartal {(day.month + 2) // 3} {day.year}",
            f"{season} {day.year + (day.month == 12)}",
            f"{day.year}",
            f"{day} till {day + timedelta(days=self.number(1, 3))}",
            f"{day - timedelta(days=2)} till {day}",
        )
        return str(self.one(forms))

    def source(self, posts: list[str]) -> Any:
        """One or several, each a post of ours or what others have published."""
        others = [
            {"title": "Läget: så går det", "publisher": "Habo kommun"},
            {"title": "Nytt", "publisher": "Region Exempel", "url": URL, "date": "2017-01-12"},
        ]
        ours = [name for post in posts for name in (post, {"post": post})]
        choices = (*ours, *others)
        return self.either([choices[each] for each in self.several(range(len(choices)), 2)])


def _plan(author: _Author, posts: list[str], older: list[tuple[str, str]]) -> dict[str, Any]:
    plan: dict[str, Any] = {"kommun": author.one(KOMMUNER[:2])}
    if not author.seldom(4):
        plan["agreed"] = author.one(AGREED)
    if author.seldom(3):
        plan["expected"] = author.one(("mars 2016", "hösten 2017", "2016"))
    plan["source"] = author.source(posts)
    plan["points"] = author.some(lambda number: _point(author, posts, number), 4)
    if not author.seldom(3):
        total = str(max(1, len(plan["points"]) + author.number(0, 2)))
        plan["points_total"] = author.one(("okänt", total))
    before = [name for name, kommun in older if kommun == plan["kommun"]]
    if before and author.seldom(2):
        plan["replaces"] = before[-1]
    if author.seldom(8):
        plan["draft"] = "true"
    return {name: value for name, value in plan.items() if value != []}


def _point(author: _Author, posts: list[str], number: int) -> dict[str, Any]:
    point: dict[str, Any] = {"id": f"punkt-{number}", "text": f"Göra sak {number}, klart & tydligt"}
    optional: dict[str, Callable[[], Any]] = {
        "aliases": lambda: [f"gammal-{number}"],
        "area": lambda: author.one(("Personal", "Familjer")),
        "theme": lambda: author.several(("samverkan", "familjehem", "fosterhem"), 2),
        "responsible": lambda: author.several(("Habo kommun", "Skolan, och hemmet"), 2),
        "source": lambda: author.source(posts),
        "measure": lambda: "Alla vet.",
    }
    point |= {name: make() for name, make in optional.items() if author.seldom(4)}
    if not author.seldom(3):
        point["due"] = author.one(DUE)
    point["reports"] = author.some(lambda _: _report(author, posts), 2)
    if author.seldom(5):
        point["ended"] = {
            "as": "struket",
            "date": author.one(ENDED),
            "source": author.source(posts),
        }
        if number and author.seldom(2):
            point["ended"] |= {"as": "ändrat", "by": "punkt-0", "note": "Det blev annat: sak 0."}
    return {name: value for name, value in point.items() if value != []}


def _report(author: _Author, posts: list[str]) -> dict[str, Any]:
    report = {"date": author.period(), "status": author.one(STATUSES)}
    if author.seldom(2):
        report["note"] = "De skriver: det går."
    return report | {"source": author.source(posts)}


def _post(author: _Author, plans: dict[str, dict[str, Any]], number: int) -> dict[str, Any]:
    post: dict[str, Any] = {
        "title": f"Inlägg {number}",
        "date": "2017-07-02" if author.seldom(6) else author.one(PUBLISHED),
        "kommun": author.either(author.several(KOMMUNER, 2)),
        "theme": author.several(("samverkan", "familjehem", "fosterhem"), 2),
    }
    if author.seldom(8):
        post["kommun"] = "ingen"
    if author.seldom(4):
        post["author"] = "gast"
    if not author.seldom(3) and post["kommun"] != "ingen":
        post["visited"] = "ingen" if author.seldom(5) else author.period()
    if author.seldom(8):
        post["draft"] = "true"
    if author.seldom(3):
        ahead = {"kommun": author.one(KOMMUNER), "date": author.one(AHEAD)}
        post["next"] = author.one((ahead, ahead["kommun"]))
    post["follow_up"] = _follow_ups(author, plans, post)
    return {name: value for name, value in post.items() if value != []}


def _follow_ups(
    author: _Author, plans: dict[str, dict[str, Any]], post: dict[str, Any]
) -> list[dict[str, Any]]:
    if "ingen" in (post["kommun"], post.get("visited")):
        return []
    names = post["kommun"] if isinstance(post["kommun"], list) else [post["kommun"]]
    found = []
    for name, plan in plans.items():
        for point in plan.get("points", []) if plan["kommun"] in names else []:
            if author.seldom(2):
                called = author.one((point["id"], *point.get("aliases", ())))
                told = {"plan": name, "point": called, "status": author.one(STATUSES)}
                found.append(told | ({"note": "Vi såg: det går."} if author.seldom(2) else {}))
    return found


def _row(author: _Author, posts: list[str]) -> dict[str, Any]:
    row: dict[str, Any] = {"kommun": author.either(author.several(KOMMUNER, 2))}
    if author.seldom(4):
        row |= {"date": author.one(AHEAD), "planned": "true"}
    else:
        row["date"] = author.period()
        if author.seldom(4) and " till " not in row["date"]:
            row["date"] = f"före {row['date']}"
    return row | {"source": author.source(posts)}


@st.composite
def blogs(draw: st.DrawFn) -> Files:
    """The files of a content folder."""
    author = _Author(draw)
    names = [
        f"{'2016-01-02-' if author.seldom(3) else ''}inlagg-{number}{author.one(('', '/index'))}.md"
        for number in range(author.number(1, 5))
    ]
    plans: dict[str, dict[str, Any]] = {}
    for number in range(author.number(0, 3)):
        older = [(name, plan["kommun"]) for name, plan in plans.items()]
        plans[f"plan-{number}"] = _plan(author, names, older)
    posts = {name: _post(author, plans, number) for number, name in enumerate(names)}
    rows = author.some(lambda _: _row(author, names), 4)
    address = author.one(("base_url: https://example.org/blogg/\n", ""))
    files = {
        "site.yml": "link_previews: false\nsearch: false\nall_kommuner: false\n"
        f"author: redaktionen\n{address}",
        "authors.yml": dump(
            [
                {"slug": "redaktionen", "name": "Redaktionen"},
                {"slug": "gast", "name": "En gäst", "guest": "true"},
            ]
        ),
        "themes.yml": dump(
            [
                {"slug": "samverkan", "name": "Samverkan"},
                {"slug": "familjehem", "name": "Familjehem", "synonyms": ["fosterhem"]},
            ]
        ),
    }
    files |= {f"posts/{name}": f"---\n{dump(post)}---\nText.\n" for name, post in posts.items()}
    files |= {f"plans/{name}.yml": dump(plan) for name, plan in plans.items()}
    return files | ({"visits.yml": dump(rows)} if rows else {})
