"""Comments of the showcase: threads of invented persons, with answers of the blog's own.

Records only; blog.py writes the files.
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any

COMMENTED = 24
"""So many posts have comments; the first has many."""

MANY = 60

_NAMES = ("Kim", "Robin i Exempelby", "Alex", "Lo", "Charlie", "En påhittad förälder")
_WORDS = (
    "Tack för en text som går att förstå. Den är påhittad, men ändå.",
    "Finns den påhittade planen att läsa någonstans?\n\nJag vill jämföra med <em>vår</em>.",
    "Det håller jag inte med om. <blockquote>Allt är påhittat.</blockquote> Det märks.",
    'Se <a href="https://example.org/rapport">en rapport som inte finns</a>.',
    "<strong>Bra!</strong> Mer om <acronym title='Barns behov i centrum'>BBIC</acronym>, tack.",
    "Jag tog fel: det var <strike>tre</strike> två punkter.",
)
_ANSWERS = (
    "Hej! Den påhittade planen ligger under Planer i menyn.",
    "Tack, det ska vi fråga om vid nästa påhittade besök.",
)


def make_comments(number: int, day: datetime) -> list[dict[str, Any]]:
    """The comments of the post `number`, the first of them some days after `day`."""
    choose = random.Random(f"kommentarer {number}")
    count = 2 + number % 5 if number else MANY
    made: list[dict[str, Any]] = []
    for place in range(count):
        at = day + timedelta(days=2, hours=9 + 7 * place, minutes=choose.randrange(60))
        record: dict[str, Any] = {"_id": f"wp-{number * 100 + place + 1}"}
        answers = place > 0 and choose.random() < 0.6
        own = answers and place % 3 == 0
        record["name"] = "Den påhittade redaktionen" if own else choose.choice(_NAMES)
        record |= {"date": f"{at:%Y-%m-%d %H:%M}", "state": "approved"}
        if answers:
            record["parent"] = made[place - 1 if place < 12 else choose.randrange(place)]["_id"]
        if own:
            record["author"] = "redaktionen"
        record["message"] = choose.choice(_ANSWERS if own else _WORDS)
        made.append(record)
    made[-1] = {**made[-1], "state": "waiting"} if number % 4 == 1 else made[-1]
    if number % 6 == 0:
        first = made[0]
        made[0] = {"_id": first["_id"], "date": first["date"], "state": "removed"}
        made.append(_pingback(number, day))
    return made


def _pingback(number: int, day: datetime) -> dict[str, Any]:
    return {
        "_id": f"lank-{number}",
        "name": "En annan påhittad blogg",
        "date": f"{day + timedelta(days=5):%Y-%m-%d}",
        "state": "approved",
        "kind": "pingback",
        "url": "https://example.org/pahittat",
    }
