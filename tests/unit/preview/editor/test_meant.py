"""What may be meant by a wrong value is offered beside its field, to be put there by a press."""

from __future__ import annotations

import pytest

from tests.unit.preview.editor.conftest import Office

pytestmark = pytest.mark.slow

TEXT = """\
---
title: Ett möte
date: 2017-05-01
kommun: Hagfors
theme: [samverkan]
---

Text.
"""


def ask(office: Office, old: str, new: str) -> tuple[str, str, tuple[str, ...]]:
    """The field, what is written there and what may be meant, with another line in the text."""
    (office.content / "posts/2017-05-01-mote.md").write_text(TEXT.replace(old, new))
    office.build()
    sent = {"fil": "posts/2017-05-01-mote.md", "text": "Text.\n", "grund": "", "falt": []}
    status, seen = office.ask("/skriv/visa", sent)
    assert status == 200
    [note] = [each for each in seen["notes"] if each["field"]]
    return note["field"], note["written"], tuple(note["meant"])


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("kommun: Hagfors", "kommun: Hagfros", ("kommun", "Hagfros", ("Hagfors",))),
        ("kommun: Hagfors", "kommun: [Ystad, Hagfros]", ("kommun", "Hagfros", ("Hagfors",))),
        ("[samverkan]", "[samvrekan]", ("theme", "samvrekan", ("samverkan",))),
        ("[samverkan]", "[familjehemm]", ("theme", "familjehemm", ("familjehem",))),
        (
            "2017-05-01",
            "05/01/2017",
            ("date", "05/01/2017", ("2017-01-05", "2017-05-01")),
        ),
        ("2017-05-01", "5/1 2017", ("date", "5/1 2017", ("2017-01-05",))),
        ("2017-05-01", "1 maj 2017", ("date", "1 maj 2017", ("2017-05-01",))),
        ("---\n\n", "slug: Ett möte\n---\n\n", ("slug", "Ett möte", ("ett-mote",))),
        ("---\n\n", "author: redaktion\n---\n\n", ("author", "redaktion", ("redaktionen",))),
        ("---\n\n", "author: En gäst\n---\n\n", ("author", "En gäst", ("gast",))),
    ],
)
def test_a_known_word_is_offered(
    old: str, new: str, expected: tuple[str, str, tuple[str, ...]], office: Office
) -> None:
    assert ask(office, old, new) == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [("kommun: Hagfors", "kommun: Värmlands län"), ("2017-05-01", "snart")],
)
def test_nothing_is_offered_where_nothing_is_known(old: str, new: str, office: Office) -> None:
    assert ask(office, old, new)[1:] == ("", ())
