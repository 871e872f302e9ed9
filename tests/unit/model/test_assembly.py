"""An earlier site saves time, and changes nothing: whatever was edited since, and however."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.blog import BLOG
from sitegen.core.source import Entry
from sitegen.documents.collection import Collection
from sitegen.documents.document import AnyDocument, RecordMeta
from sitegen.documents.settings import Row, Settings
from sitegen.front_matter import field_types
from sitegen.front_matter.declarations import Located
from sitegen.images.metadata import Pictures, Shape
from sitegen.model.assembly import assemble
from sitegen.model.site import Site
from tests.support.factories import make_info_page, make_post, make_settings


class Notice(RecordMeta, frozen=True, kw_only=True):
    """A record that names a theme."""

    theme: Annotated[Located, field_types.located("Temat.", names="theme", example="samverkan")]


ROWS = Collection(
    name="besked", record=Notice, label="besked", title="Besked", schema="besked", form="rows"
)

POSTS: Mapping[str, Mapping[str, Sequence[Any]]] = {
    "posts/a.md": {
        "title": ["Samtal", "Möten"],
        "body": ["Vi besökte dem.\n", "Vi besökte dem.\n\nDe bjöd på kaffe.\n", "Ett annat.\n"],
        "date": ["2015-10-26", "2019-01-01"],
        "kommun": ["Hagfors", ["Torsby", "Hagfors"], "ingen"],
        "theme": ["familjehem", ["samverkan", "familjehem"], "okänt"],
        "visited": [None, "2015-09"],
        "slug": [None, "annan"],
        "draft": [False, True],
    },
    "posts/b.md": {
        "body": ["Vi träffade dem.\n", "Vi träffade dem.\n\n[Länk](a.md)\n"],
        "date": ["2015-10-26", "2017-06-01 14:00"],
        "theme": ["samverkan", "Ungas röster"],
        "draft": [False, True],
    },
}
"""What may be edited in each post, and to what."""


@st.composite
def posts(draw: st.DrawFn) -> dict[str, dict[str, Any]]:
    """The fields of some posts by path."""
    return {
        path: {name: draw(st.sampled_from(values)) for name, values in fields.items()}
        for path, fields in POSTS.items()
        if draw(st.integers(0, 9))
    }


@st.composite
def around(draw: st.DrawFn) -> dict[str, Any]:
    """What a site is made from besides its posts."""
    settings: Settings = draw(
        st.sampled_from(
            [
                make_settings(),
                make_settings(themes=("Samverkan",)),
                make_settings(themes=None),
                make_settings(permalink="/{year}/{slug}/"),
            ]
        )
    )
    notices = [Notice(theme=Located("Hem", 1, 8), draft=is_draft) for is_draft in (False, True)]
    rows = draw(st.sampled_from([(), *((Row("besked.yml", 1, each),) for each in notices)]))
    shape = Shape(800, 600, "photo", draw(st.sampled_from("ab")))
    return {
        "settings": msgspec.structs.replace(settings, rows={"besked": rows}),
        "pages": [make_info_page(body=draw(st.sampled_from(["Hej.\n", "Hej.\n\nDå.\n"])))],
        "now": draw(st.sampled_from([datetime(2017, 6, 1, 14), datetime(2019, 1, 1)])),
        "drafts": draw(st.booleans()),
        "files": {"posts/k.jpg": Entry("posts/k.jpg", "posts/k.jpg", (1, 1, 1, 1))},
        "pictures": Pictures({"posts/k.jpg": shape}),
        "unread": draw(st.sampled_from([{}, {"posts/c.md": None}])),
    }


PLAIN = {"settings": make_settings(), "pages": [], "now": datetime(2020, 1, 1)}
"""What a site is made from besides its posts, where nothing is special."""


def make(fields: Mapping[str, Mapping[str, Any]], world: Mapping[str, Any], **more: Any) -> Site:
    """The site of posts with these fields."""
    documents: dict[str, list[AnyDocument]] = {
        "posts": [make_post(path, **given) for path, given in fields.items()],
        "pages": world["pages"],
    }
    rest = {name: each for name, each in world.items() if name not in ("settings", "pages")}
    collections = (*BLOG.collections, ROWS)
    return assemble(documents, world["settings"], collections, BLOG.vocabularies, **rest, **more)


@given(st.data())
def test_a_site_does_not_depend_on_the_one_before(data: st.DataObject) -> None:
    then, world = data.draw(posts()), data.draw(around())
    now, later = {path: dict(fields) for path, fields in then.items()}, dict(world)
    for _ in range(data.draw(st.integers(1, 2))):
        what = data.draw(st.sampled_from([*sorted(POSTS), *sorted(world), "all"]))
        if what == "all":
            now = data.draw(posts())
        elif what in now:
            name = data.draw(st.sampled_from(sorted(now[what])))
            now[what][name] = data.draw(st.sampled_from(POSTS[what][name]))
        elif what in world:
            later[what] = data.draw(around())[what]
    before = make(then, world)
    after, expected = make(now, later, before=before, cards=before.cards), make(now, later)
    assert after == expected
    assert repr(after) == repr(expected)  # which shows the order too


HELD_NOTICE = msgspec.structs.replace(
    make_settings(themes=None),
    rows={"besked": (Row("besked.yml", 1, Notice(theme=Located("Hem", 1, 8), draft=True)),)},
)


@pytest.mark.parametrize(
    ("world", "edit"),
    [
        ({"settings": HELD_NOTICE}, {"drafts": True}),
        ({"drafts": True, "now": datetime(2015, 1, 1)}, {"now": datetime(2016, 1, 1)}),
        ({}, {"settings": make_settings(permalink="/{year}/{slug}/")}),
        ({}, {"settings": make_settings(themes=())}),
    ],
)
def test_what_changes_around_the_texts_is_seen(world: dict[str, Any], edit: dict[str, Any]) -> None:
    fields: dict[str, dict[str, Any]] = {"posts/a.md": {}}
    then = {**PLAIN, **world}
    before = make(fields, then)
    assert make(fields, {**then, **edit}, before=before) == make(fields, {**then, **edit})


def test_an_edit_of_a_text_shares_all_that_it_cannot_change() -> None:
    fields = {"posts/a.md": {"body": "Vi besökte dem.\n\nEtt stycke.\n"}}
    before = make(fields, PLAIN)
    body = "Vi besökte dem.\n\nEtt stycke.\n\nOch ett till.\n"
    after = make({"posts/a.md": {"body": body}}, PLAIN, before=before)
    groups = ("by_kommun", "by_theme", "by_year", "by_lan")
    shared = ("terms", "cards", *groups, "subjects", "visits", "urls")
    assert all(getattr(after, name) is getattr(before, name) for name in shared)
    assert after.posts["posts/a.md"].body != before.posts["posts/a.md"].body
