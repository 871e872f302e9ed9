"""The plans of the showcase, with every part that a plan may have, and what posts say of them.

It knows no file but by name; blog.py writes them.
"""

from __future__ import annotations

import random
from typing import Any

from tests.showcase import words

PLANS = 60
REPLACING = 4
"""The last of the plans replace the first."""

ANNOUNCED = 7
"""Every so many plans are only announced."""

STATUSES = ("inte påbörjat", "påbörjat", "till stor del klart", "klart")
AGREED = ("våren 2015", "2015", "före hösten 2015", "2015-06-01", "okänt", "kvartal 2 2015")
DUE = ("hösten 2016", "2017", "2017-06-30", "kvartal 4 2017", "våren 2131", "december 2016")

RESPONSIBLE = (["Exempelby kommun"], ["Exempelby kommun", "Exempelby vårdcentral"])

Fields = dict[str, Any]

OTHER: Fields = {
    "title": "Ett påhittat besked",
    "publisher": "Exempelby kommun",
    "url": "https://example.org/besked",
    "date": "2016-11-01",
}


def plan_of(number: int) -> str:
    """The id of the plan of a kommun of the showcase, empty if it has none."""
    return f"plan-{number:02}" if number < PLANS - REPLACING else ""


def points_in(plan: str) -> list[tuple[str, str, str, str]]:
    """The points of a plan: id, area, text and theme."""
    choose = random.Random(plan)
    return choose.sample(words.POINTS, choose.randint(2, 6))


def follow_ups(plan: str, choose: random.Random) -> list[Fields]:
    """What a post says of some points of a plan that have not ended."""
    found = []
    for place, (name, *_) in enumerate(points_in(plan)):
        if _end(plan, place) or choose.random() < 0.3:
            continue
        told = {"plan": plan, "point": name, "status": choose.choice(STATUSES)}
        note = choose.choice(words.NOTES)
        found.append(told | ({"note": note} if note else {}))
    return found


def make_plans(names: list[str], paths: list[str]) -> dict[str, Fields]:
    """Each plan by its id; `names` are the kommuner, and `paths` those of the posts, of which the
    first tell of the first visit to each."""
    return {f"plan-{number:02}": _plan(number, names, paths) for number in range(PLANS)}


def _plan(number: int, names: list[str], paths: list[str]) -> Fields:
    name = f"plan-{number:02}"
    place = number if number < PLANS - REPLACING else number - (PLANS - REPLACING)
    plan: Fields = {"kommun": names[place]}
    if number % ANNOUNCED != ANNOUNCED - 1:
        plan["agreed"] = "2018" if place != number else AGREED[number % len(AGREED)]
    if number % 5 == 0 or "agreed" not in plan:
        plan["expected"] = "mars 2016"
    plan["source"] = [paths[place], OTHER] if number % 4 == 0 else paths[place]
    if number % 3 == 0:
        plan["points_total"] = "okänt" if number % 2 else len(points_in(name)) + 2
    if place != number:
        plan["replaces"] = f"plan-{place:02}"
    plan["note"] = "Planen är påhittad, och kommunen har aldrig lovat det som står i den."
    plan["points"] = [
        _point(name, each, point, paths[place]) for each, point in enumerate(points_in(name))
    ]
    return plan


def _point(plan: str, place: int, point: tuple[str, str, str, str], path: str) -> Fields:
    choose = random.Random(f"{plan} {place}")
    name, area, text, theme = point
    is_new = plan >= f"plan-{PLANS - REPLACING}"
    optional: Fields = {
        "aliases": [f"{name}-gammal"] if place == 0 and plan.endswith("3") else None,
        "area": None if place % 3 == 2 else area,
        "responsible": choose.choice((*RESPONSIBLE, None)),
        "due": choose.choice(("våren 2131",) if is_new else (*DUE, None)),
        "measure": choose.choice(("Alla som berörs säger att det märks.", None, None)),
    }
    found: Fields = {"id": name, "text": text, "theme": [theme]}
    found |= {field: value for field, value in optional.items() if value}
    if end := _end(plan, place):
        by = {"by": points_in(plan)[0][0]} if end["as"] == "ändrat" else {}
        return {**found, "ended": {**end, **by, "date": "2018-03", "source": path}}
    if choose.random() < 0.3 and not is_new:
        report = {"date": "oktober 2016", "status": choose.choice(STATUSES), "source": OTHER}
        found["reports"] = [report | {"note": "Så skriver de själva. Det är påhittat."}]
    return found


def _end(plan: str, place: int) -> Fields | None:
    """How a point ended, for some of the points that are not the first of their plan."""
    number = int(plan.removeprefix("plan-"))
    if place == 1 and number % 6 == 1:
        return {"as": "struket", "note": "Det behövdes inte längre."}
    if place == 1 and number % 6 == 4:
        return {"as": "ändrat", "note": "Det blev en annan punkt."}
    return None
