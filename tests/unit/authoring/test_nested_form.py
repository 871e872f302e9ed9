"""Records within records: read as they were sent, with words made once, and back as they were."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sitegen.authoring.choices import suggestions
from sitegen.authoring.controls import Control, make_controls
from sitegen.authoring.field_set import Fields, fields_of
from sitegen.authoring.form import derive_values, name_in_form, read_form
from sitegen.authoring.offers import describe_offers, find_offers
from sitegen.authoring.source_map import read_source_map, read_value
from sitegen.authoring.yaml_edit import edit
from sitegen.authoring.yaml_values import Value, nothing
from sitegen.blog import BLOG
from sitegen.preview.editor import views
from tests.support.factories import make_post, make_settings, make_site
from tests.unit.preview.editor.test_form import Reader

SOURCE = "source: {title: Planen, publisher: Hagfors kommun, url: 'https://www.hagfors.se/'}\n"
PLAN = f"""\
kommun: Hagfors
agreed: 2016
{SOURCE}points:
  - {{id: bbic, text: Införa BBIC}}
  - {{id: jour, text: Ha en jour}}
"""
SITE = make_site(
    make_post(), plans={"hagfors-2016": PLAN}, settings=make_settings(themes=("Samverkan", "BBIC"))
)


def fields_at(path: str) -> Fields:
    fields = fields_of(path, BLOG)
    assert fields is not None
    return fields


PLANS, POSTS = fields_at("plans/hagfors-2017.yml"), fields_at("posts/a.md")


def read(fields: Fields, sent: Mapping[str, str], **before: Value) -> dict[str, Value]:
    form = {name: (word,) for name, word in sent.items()}
    shown = tuple({name.partition(".")[0] for name in sent})
    empty: dict[str, Value | None] = {name: nothing(field) for name, field in fields.fields.items()}
    return read_form(fields, {**form, "falt": shown}, empty | before, SITE)


def test_records_are_read_in_the_order_in_which_they_were_sent() -> None:
    sent = {
        "points.1001.text": "Ny punkt",
        "points.1.id": "b",
        "points.1.text": "B",
        "points.1.reports.1002.status": "klart",
        "points.1.reports.1002.source.0.post": "a.md",
        "points.5.text": " ",
        "points.0.id": "a",
        "points.0.ended.as": "struket",
    }
    assert read(PLANS, sent)["points"] == (
        {"id": "ny-punkt", "text": "Ny punkt"},
        {
            "id": "b",
            "text": "B",
            "reports": ({"status": "klart", "source": ({"post": "a.md"},)},),
        },
        {"id": "a", "ended": {"as": "struket"}},
    )


@pytest.mark.parametrize(
    ("text", "others", "made"),
    [
        ("Införa BBIC", {}, "infora-bbic"),
        ("Införa BBIC", {"points.0.id": "infora-bbic"}, "infora-bbic-2"),
        ("Införa BBIC", {"points.0.aliases": "infora-bbic"}, "infora-bbic-2"),
        ("Samverka mellan elevhälsan, landstinget och många andra", {},
         "samverka-mellan-elevhalsan-landstinget"),
        ("!?", {}, "punkt"),
        ("Con", {}, "con-2"),
    ],
)  # fmt: skip
def test_an_id_is_made_of_the_text_and_is_free(
    text: str, others: dict[str, str], made: str
) -> None:
    points = read(PLANS, {**others, "points.7.text": text})["points"]
    assert isinstance(points, tuple)
    last = points[-1]
    assert isinstance(last, Mapping)
    assert last["id"] == made


def test_an_id_that_is_there_stays_whatever_the_text_becomes() -> None:
    points = read(PLANS, {"points.0.id": "bbic", "points.0.text": "Något helt annat"})["points"]
    assert points == ({"id": "bbic", "text": "Något helt annat"},)


def test_what_is_told_of_values_has_the_names_of_their_controls() -> None:
    sent = {
        "agreed": "våren 2016",
        "points.1004.text": "Ha en jour",
        "points.1004.due": "2017-06",
        "points.2.id": "b",
        "points.2.due": "nån gång",
    }
    form = {name: (word,) for name, word in sent.items()}
    told = derive_values(PLANS, form, read(PLANS, sent))
    assert told.made == {"points.1004.id": "ha-en-jour", "points.2.id": "b"}
    assert told.days == {
        "agreed": "Läses som 1 mars–31 maj 2016.",
        "points.1004.due": "Läses som 1–30 juni 2017.",
        "points.2.due": "",
    }
    assert name_in_form("points.0.due", form) == "points.1004.due"
    assert name_in_form("points.1.id", form) == "points.2.id"
    assert name_in_form("points.7.id", form) == "points.7.id"
    assert name_in_form("agreed", form) == "agreed"


def test_documents_about_the_same_kommun_are_offered_with_their_parts() -> None:
    assert describe_offers(find_offers(POSTS, {"kommun": ("Habo", "hagfors")}, SITE)) == {
        "plan": [
            {
                "reference": "hagfors-2016",
                "heading": "Plan för handling: Hagfors 2016",
                "parts": [
                    {"reference": "bbic", "text": "Införa BBIC"},
                    {"reference": "jour", "text": "Ha en jour"},
                ],
            }
        ]
    }
    assert find_offers(POSTS, {"kommun": ("Habo",)}, SITE) == {"plan": ()}
    own = fields_at("plans/hagfors-2016.yml")
    assert find_offers(own, {"kommun": "Hagfors"}, SITE) == {"plan": ()}


def pick(told: Mapping[str, Value], kommun: str = "Hagfors") -> dict[str, list[tuple[str, str]]]:
    """What can be picked in a post that follows up a point; the chosen one is in capitals."""
    values: dict[str, Value | None] = {"kommun": (kommun,), "follow_up": (told,)}
    (group,) = make_controls(POSTS, values, SITE)["follow_up"].groups
    return {
        control.name.rpartition(".")[2]: [
            (each.value.upper() if each.chosen else each.value, each.label)
            for each in control.choices
        ]
        for control in group
        if control.kind == "pick"
    }


def test_plan_and_point_are_picked_from_lists() -> None:
    heading = "Plan för handling: Hagfors 2016"
    points = [("", "Välj"), ("bbic", "Införa BBIC"), ("jour", "Ha en jour")]
    assert pick({"plan": "hagfors-2016", "point": "jour"}) == {
        "plan": [("", "Välj"), ("HAGFORS-2016", heading)],
        "point": [("", "Välj"), ("bbic", "Införa BBIC"), ("JOUR", "Ha en jour")],
    }
    assert pick({"plan": "hagfors-2016", "point": "borta"}, "Habo") == {
        "plan": [("", "Välj"), ("HAGFORS-2016", heading)],
        "point": [*points, ("BORTA", "borta")],
    }
    assert pick({"plan": "okänd"}) == {
        "plan": [("", "Välj"), ("hagfors-2016", heading), ("OKÄND", "okänd")],
        "point": [("", "Välj")],
    }


def test_posts_are_suggested_by_their_titles() -> None:
    (suggested,) = suggestions(PLANS, SITE)["post"]
    assert (suggested.value, suggested.label) == (
        "2015-10-26-hagfors.md",
        "I Hagfors stannar medarbetarna",
    )


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("agreed", "våren 2016", "Läses som 1 mars–31 maj 2016."),
        ("agreed", "före 2017-01-12", "Läses som till och med 11 januari 2017."),
        ("agreed", "okänt", "Läses som okänd tid."),
        ("expected", "2016-10-12", "Läses som 12 oktober 2016."),
        ("agreed", "snart", ""),
        ("agreed", "", ""),
    ],
)
def test_a_period_is_shown_with_its_first_and_last_day(name: str, text: str, shown: str) -> None:
    control = make_controls(PLANS, {name: text}, SITE)[name]
    assert (control.kind, control.value, control.days) == ("period", text, shown)


def test_a_record_that_is_needed_has_a_place_to_be_written() -> None:
    made = make_controls(PLANS, {}, SITE)
    assert len(made["source"].groups) == 1
    assert made["points"].groups == ()
    assert not made["source"].is_filled


WORDS = st.sampled_from(["a", "Införa BBIC", "två: ord", "# nej", "ja", "2017", "a, b", "å\tö", ""])
SOURCES = st.one_of(
    st.just("a.md"),
    st.fixed_dictionaries({"title": WORDS}, optional={"url": WORDS, "date": WORDS}),
)
MANY_SOURCES = SOURCES | st.lists(SOURCES, max_size=2)
REPORTS = st.fixed_dictionaries({"status": WORDS}, optional={"source": MANY_SOURCES, "note": WORDS})
POINTS = st.fixed_dictionaries(
    {"id": WORDS.filter(bool), "text": WORDS},  # without an id, one is made
    optional={
        "theme": WORDS | st.lists(WORDS, max_size=3),
        "responsible": st.lists(WORDS, max_size=3),
        "due": WORDS,
        "reports": st.lists(REPORTS, max_size=2),
        "ended": REPORTS,
        "okänt": WORDS,
    },
)
FILES = st.fixed_dictionaries(
    {"kommun": WORDS},
    optional={
        "source": MANY_SOURCES,
        "points": st.lists(POINTS, max_size=3),
        "replaces": st.sampled_from(["hagfors-2016", "x"]),
        "points_total": WORDS,
        "note": WORDS,
        "draft": st.booleans(),
    },
)


SHOW = views.open_templates("sitegen.preview.editor").get_template("controls.html")


def send(controls: Mapping[str, Control]) -> dict[str, tuple[str, ...]]:
    """What a browser would send of a form with these controls."""
    show: Any = SHOW.module.show  # type: ignore[attr-defined]
    reader = Reader()
    for control in controls.values():
        reader.feed(show(control))
    sent: dict[str, list[str]] = {}
    for name, value in reader.sent:
        sent.setdefault(name, []).append(value)
    return {name: tuple(values) for name, values in sent.items()}


@given(FILES, st.sampled_from([None, False, True]), st.booleans())
def test_a_plan_that_is_sent_unchanged_stays_byte_for_byte(
    plan: object, flow: bool | None, is_windows: bool
) -> None:
    text = yaml.safe_dump(plan, allow_unicode=True, sort_keys=False, default_flow_style=flow)
    text = f"# Överst.\n{text}# Sist.\n".replace("\n", "\r\n" if is_windows else "\n")
    found = read_source_map(text.encode(), "record")
    if found.parts is None:
        return
    values = dict(shown_values(found))
    sent = send(make_controls(PLANS, values, SITE))
    again = read_form(PLANS, sent, values, SITE)
    assert {*again} == {name for name, value in values.items() if value is not None}
    made = edit(found, again, "", declared=PLANS.fields, order=PLANS.order)
    assert made.decode() == text


def shown_values(found: object) -> Iterator[tuple[str, Value | None]]:
    for name, field in PLANS.fields.items():
        yield name, read_value(found, name, field)  # type: ignore[arg-type]
