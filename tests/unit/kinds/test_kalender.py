"""Calendars: the due days and the announced visits, read back by the library and another."""

from __future__ import annotations

from datetime import date
from typing import Any

import vobject
from icalendar import Calendar

from sitegen.kinds import kalender
from sitegen.model.site import Site
from tests.support.factories import make_post, make_settings, make_site

SOURCE = 'source: {title: Planen, publisher: Kommunen, url: "https://example.org/plan"}'
PLAN = f"""\
kommun: Habo
agreed: 2016
{SOURCE}
points:
  - {{id: ett, text: "Åtgärda; allt, och lite\\\\till", due: hösten 2017}}
  - {{id: tva, text: Två}}
  - id: tre
    text: Tre
    due: 2018
    ended: {{as: struket, date: 2017, {SOURCE}}}
"""
ANNOUNCED = f"kommun: Umeå\nexpected: 2016\n{SOURCE}\npoints: [{{id: a, text: A, due: 2017}}]\n"
OLD = f"kommun: Åre\nagreed: 2015\n{SOURCE}\npoints: [{{id: a, text: A, due: 2017}}]\n"
NEW = f"kommun: Åre\nagreed: 2017\nreplaces: are-2015\n{SOURCE}\n"
ROWS = f"- {{kommun: Torsby, date: våren 2130, planned: true, {SOURCE}}}\n"


def site() -> Site:
    return make_site(
        make_post("posts/a.md", kommun="Hagfors", next={"kommun": "Sunne"}),
        make_post("posts/b.md", date="2019-12-24", next={"kommun": "Kil", "date": "2130-02-03"}),
        plans={"habo-2016": PLAN, "umea": ANNOUNCED, "are-2015": OLD, "are-2017": NEW},
        settings=make_settings(visits=ROWS),
    )


def calendars() -> dict[str, bytes]:
    return {page.url: page.encode(page.view) for page in kalender.pages(site())}


def test_each_kommun_with_a_day_has_one_and_all_have_one_together() -> None:
    assert list(calendars()) == [
        "/planer/kalender.ics",
        *(f"/kommun/{name}/kalender.ics" for name in ("habo", "kil", "torsby")),
    ]


def test_the_library_reads_back_what_was_meant() -> None:
    calendar = Calendar.from_ical(calendars()["/planer/kalender.ics"])
    assert str(calendar["X-WR-CALNAME"]) == "Besöksbloggen"
    events: dict[str, Any] = {str(event["SUMMARY"]): event for event in calendar.walk("VEVENT")}
    assert {name: (each["DTSTART"].dt, each["DTEND"].dt) for name, each in events.items()} == {
        "Habo: Åtgärda; allt, och lite\\till": (date(2017, 11, 30), date(2017, 12, 1)),
        "Planerat besök i Kil": (date(2130, 2, 3), date(2130, 2, 4)),
        "Planerat besök i Torsby": (date(2130, 3, 1), date(2130, 6, 1)),
    }
    due = events["Habo: Åtgärda; allt, och lite\\till"]
    assert str(due["URL"]) == "https://example.org/planer/habo-2016/#ett"
    assert "senast hösten 2017" in str(due["DESCRIPTION"])
    assert str(due["UID"]) == "tag:example.org,2015:habo-2016/ett"


def test_a_validator_accepts_them() -> None:
    for url, data in calendars().items():
        calendar = vobject.readOne(data.decode())
        assert calendar.validate(raiseException=True), url
        assert all(len(line) <= 75 for line in data.split(b"\r\n")), url
        assert data.endswith(b"END:VCALENDAR\r\n")


def test_an_event_is_the_same_in_both_calendars() -> None:
    found = calendars()
    (event,) = Calendar.from_ical(found["/kommun/habo/kalender.ics"]).walk("VEVENT")
    assert event.to_ical() in found["/planer/kalender.ics"]
