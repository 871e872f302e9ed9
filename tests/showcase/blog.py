"""The showcase: 300 posts, 60 plans and visits of every kind, the same on every machine.

It writes a content folder and reads nothing but the register of kommuner.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from PIL import Image, ImageDraw

from sitegen.sweden import register, swedish
from tests.showcase import words
from tests.showcase.comments import COMMENTED, make_comments
from tests.showcase.plans import follow_ups, make_plans, plan_of

KOMMUNER = 120
POSTS = 300
GUESTS = 24
GENERAL = 12
JOINT = 15
TWICE_TOLD = 14
THIRD = 20
FIRST_DAY = date(2015, 9, 7)
DAYS = 400
PICTURE = (1200, 800)

Fields = dict[str, Any]


def write_showcase(folder: Path) -> None:
    """Write the content folder of the showcase, which is empty or not there."""
    _write(folder / "site.yml", _dump(_SITE))
    _write(folder / "authors.yml", _dump(_AUTHORS))
    themes = [{"slug": slug, "name": name} for slug, name in words.THEMES.items()]
    _write(folder / "themes.yml", _dump(themes))
    _write(folder / "organisations.yml", _dump(list(_organisations())))
    measures = [
        {"slug": slug, "name": name, "unit": unit, "description": "Påhittade siffror."}
        for slug, (name, unit) in words.MEASURES.items()
    ]
    _write(folder / "measures.yml", _dump(measures))
    _write(folder / "pages/om.md", _ABOUT)
    names = _names()
    posts = dict(_posts(names))
    assert len(posts) == POSTS
    paths = [f"{name}{_ending(number)}" for number, name in enumerate(posts)]
    for number, (path, fields) in enumerate(zip(paths, posts.values(), strict=True)):
        _write_post(folder / "posts" / path, fields, number)
    for number, (name, fields) in enumerate(list(posts.items())[::-1][:COMMENTED]):
        day = datetime.fromisoformat(fields["date"][:10])
        _write(folder / f"comments/{name[11:]}.yml", _dump(make_comments(number, day)))
    for name, plan in make_plans(names, paths).items():
        _write(folder / f"plans/{name}.yml", _dump(plan))
    _write(folder / "visits.yml", _dump(list(_rows(names, paths))))


def _organisations() -> Iterator[Fields]:
    """Organisations, two of which became one with the name of the first."""
    change: dict[str, Fields] = {
        "region-exempel": {"until": "2016-12-31"},
        "landstinget-exempel": {"until": "2016-12-31"},
        "region-exempel-2017": {
            "from": "2017-01-01",
            "replaces": ["region-exempel", "landstinget-exempel"],
        },
    }
    for each in words.ORGANISATIONS:
        more = {"lan": "Örebro län", "url": "https://example.org/organisation"}
        yield each | more | change.get(each["slug"], {})


@cache
def _names() -> list[str]:
    """Kommuner spread evenly over the register."""
    every = list(register.kommuner().values())
    step = len(every) / KOMMUNER
    return [every[int(number * step)].name for number in range(KOMMUNER)]


def _posts(names: list[str]) -> Iterator[tuple[str, Fields]]:
    """The name and the fields of each post."""
    choose = random.Random("besök")
    firsts = [FIRST_DAY + timedelta(days=choose.randrange(DAYS)) for _ in names]
    again = POSTS - KOMMUNER - GUESTS - GENERAL - JOINT - TWICE_TOLD - THIRD
    for number, (name, day) in enumerate(zip(names, firsts, strict=True)):
        yield _post(words.FIRST, [name], day, number)
    for number in range(again):
        day = firsts[number] + timedelta(days=330 + number % 60)
        yield _post(words.AGAIN, [names[number]], day, number, plan_of(number))
    for number in range(THIRD):
        day = firsts[number] + timedelta(days=700 + number)
        yield _post(words.AGAIN, [names[number]], day, number + 2, plan_of(number))
    for number in range(JOINT):
        day = date(2017, 9, 4) + timedelta(days=3 * number)
        where = [names[(number * 7 + each * 40) % KOMMUNER] for each in range(2 + number % 2)]
        yield _post(["Flera kommuner på en resa: {kommun}"], where, day, number)
    for number in range(TWICE_TOLD):
        name, day = names[number + 20], firsts[number + 20]
        file, fields = _post(["Mer från samma påhittade besök i {kommun}"], [name], day, number)
        fields["visited"] = f"{day}"
        yield file, fields
    for number in range(GUESTS):
        day = date(2016, 1, 11) + timedelta(days=25 * number)
        file, fields = _post(words.GUESTS, [names[-1 - number]], day, number)
        fields.pop("visited")
        yield file, {**fields, "author": "gast"}
    for number in range(GENERAL):
        day = date(2016, 2, 1) + timedelta(days=55 * number)
        title = words.GENERAL[number % 3].format(number=number // 3 + 1)
        file, fields = _post([title], [], day, number)
        fields.pop("visited")
        yield file, {**fields, "kommun": "ingen"}


def _post(
    titles: Sequence[str], where: list[str], day: date, number: int, plan: str = ""
) -> tuple[str, Fields]:
    """A post that is published some days after the visit that it tells of."""
    choose = random.Random(f"{titles[0]} {where} {number}")
    title = titles[number % len(titles)].format(kommun=swedish.format_list(where))
    told = day + timedelta(days=number % 9)
    fields: Fields = {
        "title": title,
        "date": f"{told} {8 + number % 9:02}:30" if number % 2 else f"{told}",
        "kommun": where if len(where) > 1 else "".join(where),
        "theme": sorted(choose.sample(sorted(words.THEMES), choose.randint(1, 4))),
        "summary": f"Ett påhittat inlägg. {choose.choice(words.SENTENCES)}",
        "visited": _spell(day, number),
    }
    if plan and (told_of := follow_ups(plan, choose)):
        fields["follow_up"] = told_of
    if where and number % 4 == 0:
        fields["participants"] = [
            {"organisation": "Exempelby vårdcentral", "role": "chef"},
            {"organisation": "Föreningen Exempel"},
            {"organisation": choose.choice(("Region Exempel", "exempelby-hogskola"))},
        ]
    if where and number % 3 == 1:
        fields["facts"] = [_fact(choose, where, day) for _ in range(1 + number % 2)]
    if where and number % 6 == 0:
        fields["external"] = [_other(f"Påhittat besök i {where[0]}", day)]
    if number % 30 == 7:
        fields["next"] = {"kommun": choose.choice(_names()), "date": "våren 2130"}
    return f"{told}-{swedish.slugify(title)}-{number}", fields


def _fact(choose: random.Random, where: list[str], day: date) -> Fields:
    """A figure of the year before, in one of the ways in which an author may write it."""
    number = choose.randint(3, 2_400)
    fact: Fields = {
        "measure": choose.choice(sorted(words.MEASURES)),
        "period": choose.choice((f"{day.year - 1}", f"hösten {day.year - 1}")),
        "value": choose.choice((number, f"{number},5", f"{number // 1000 + 1} {number % 1000:03}")),
    }
    if len(where) > 1:
        fact["kommun"] = where[0]
    if number % 3 == 0:
        fact |= {"about": True, "note": "En påhittad siffra."}
    return fact


def _spell(day: date, number: int) -> str:
    """The day, or a period that it lies in, in one of the ways in which an author may write it."""
    season = ("vintern", "våren", "sommaren", "hösten")[day.month % 12 // 3]
    forms = (
        f"{day}",
        f"{day} till {day + timedelta(days=2)}",
        swedish.format_month(day.year, day.month),
        f"{day}",
        f"{day:%Y-%m}",
        f"{season} {day.year + (day.month == 12)}",
        f"{day - timedelta(days=1)} till {day}",
        f"kvartal {(day.month + 2) // 3} {day.year}",
    )
    return forms[number % len(forms)]


def _other(title: str, day: date) -> Fields:
    return {
        "title": title,
        "publisher": "Exempelbladet",
        "url": "https://example.org/pahittat",
        "date": f"{day + timedelta(days=1)}",
    }


def _rows(names: list[str], paths: list[str]) -> Iterator[Fields]:
    """Visits that no post tells of: old ones, joint ones, and planned ones."""
    for number in range(8):
        yield {
            "kommun": names[number],
            "date": "före våren 2015",
            "source": paths[KOMMUNER + number],
        }
    for number in range(8):
        where = [names[80 + number], names[90 + number]]
        source = _other("Två påhittade besök", date(2018, 11, 20))
        row = {"kommun": where, "date": "2018-11-12 till 2018-11-16", "source": source}
        took_part = [{"organisation": "Region Exempel", "role": "en påhittad direktör"}]
        yield row | ({"participants": took_part} if number % 2 else {})
    for number in range(6):
        yield {
            "kommun": names[60 + number],
            "date": ("våren 2130", "hösten 2130")[number % 2],
            "planned": True,
            "source": _other("Ett påhittat besök till", date(2017, 12, 1)),
        }


def _ending(number: int) -> str:
    """The rest of a post's path: every fifth is a folder, with a picture."""
    return "/index.md" if number % 5 == 0 else ".md"


def _write_post(path: Path, fields: Fields, number: int) -> None:
    body = _body(fields, number)
    if path.name == "index.md":
        fields = {**fields, "image": _IMAGE}
        _draw(path.with_name(_IMAGE["src"]), number)
    _write(path, f"---\n{_dump(fields)}---\n\n{body}")


def _body(fields: Fields, number: int) -> str:
    """A text of a few sentences, or of many parts with lists, quotations and a table."""
    choose = random.Random(f"text {number}")
    where = fields["kommun"] if fields["kommun"] != "ingen" else "kommunerna"
    where = swedish.format_list(where) if isinstance(where, list) else where
    blocks = [words.INVENTED.format(kommun=where)]
    headings = choose.sample(words.HEADINGS, (0, 2, 3, 5, 9)[number % 5])
    for place, heading in enumerate(("", *headings)):
        blocks += [f"## {heading}{_tie(fields, place)}"] if heading else []
        blocks += [" ".join(choose.sample(words.SENTENCES, 3)) for _ in range(1 + place % 3)]
        if place % 4 == 1:
            blocks.append("\n".join(f"- {each}" for each in choose.sample(words.SENTENCES, 3)))
        if place % 4 == 2:
            blocks.append(f"> {choose.choice(words.QUOTES)}\n>\n> — En påhittad chef")
        if place % 4 == 3:
            rows = "".join(f"| {year} | {choose.randint(3, 90)} |\n" for year in (2015, 2016))
            blocks.append(f"| År | Påhittat antal |\n|---|--:|\n{rows}".rstrip())
    return "\n\n".join(blocks) + "\n"


def _tie(fields: Fields, place: int) -> str:
    """What ties some parts of a text to a theme, or to a point that the text follows up."""
    followed = fields.get("follow_up", [])
    if place == 1:
        return f" {{tema={fields['theme'][0]}}}"
    if place == 2 and followed:
        return f" {{plan={followed[0]['plan']}/{followed[0]['point']}}}"
    return ""


def _draw(path: Path, number: int) -> None:
    """A drawn picture that no one takes for a photo."""
    choose = random.Random(f"bild {number}")
    image = Image.new("RGB", PICTURE, (225, 232, 238))
    draw = ImageDraw.Draw(image)
    for _ in range(9):
        x, width, height = choose.randrange(1100), choose.randrange(60, 200), choose.randrange(400)
        colour = tuple(choose.randrange(60, 200) for _ in range(3))
        draw.rectangle((x, 760 - height, x + width, 760), fill=colour)
    draw.rectangle((0, 760, *PICTURE), fill=(90, 110, 90))
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path, "JPEG", quality=80)


def _dump(value: Any) -> str:
    return yaml.dump(value, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=1000)


class _Plain(yaml.SafeDumper):
    """Writes a value that is the same twice out twice, as an author would."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


_SITE = {
    "title": "Påhittade besök",
    "tagline": "Allt på den här webbplatsen är påhittat",
    "description": "En påhittad blogg som visar allt som besöksbloggen kan.",
    "base_url": "https://example.org/",
    "author": "redaktionen",
    "publisher": {"name": "Den påhittade samordnaren", "kind": "statlig myndighet"},
    "licence": "CC0 1.0",
    "closed": "2019-12-31",
    "contact": {"name": "Redaktionen", "email": "redaktionen@example.org"},
}
_AUTHORS = [
    {"slug": "redaktionen", "name": "Den påhittade redaktionen"},
    {"slug": "gast", "name": "En påhittad gäst", "guest": True},
]
_IMAGE = {
    "src": "bild.jpg",
    "alt": "Tecknad bild av hus i olika färger bredvid varandra.",
    "caption": "En påhittad gata",
    "credit": "Illustration: redaktionen",
}
_ABOUT = """\
---
title: Om den påhittade bloggen
summary: Allt som står här är påhittat.
menu: sidhuvud
---

Allt som står på den här webbplatsen är påhittat: besöken, planerna, siffrorna och citaten.
Kommunerna finns, men inget av det som berättas har hänt i dem. Bloggen är till för att se hur
sidorna blir när de är många, och för att prova programmet.
"""
