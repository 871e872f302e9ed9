"""What the state line says, for every state that a text can be in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from sitegen.publishing.standing import TextFacts, describe_state

THEN = datetime(2017, 5, 22, 10, 15)
LATER = datetime(2031, 1, 1, 8, 0)
OUT: dict[str, Any] = {"is_committed": True, "is_public": True, "published": THEN}


@pytest.mark.parametrize(
    ("facts", "key", "word", "detail"),
    [
        ({"is_draft": True}, "draft", "Utkast.", "Bara du ser det."),
        ({}, "draft", "Inte publicerad.", "Bara du ser den."),
        (
            {"due": LATER},
            "draft",
            "Inte publicerad.",
            "När du har publicerat väntar den till 1 januari 2031 kl. 08.00.",
        ),
        (
            {"is_committed": True, "due": LATER},
            "waiting",
            "Väntar till 1 januari 2031 kl. 08.00.",
            "Inlämnad. Går ut av sig själv den dagen.",
        ),
        (
            {**OUT, "seen": THEN},
            "out",
            "Ute sedan 22 maj 2017 kl. 10.15.",
            "Läsarna ser just den här texten.",
        ),
        (
            {**OUT, "sent": THEN},
            "running",
            "Inlämnad.",
            "Skickad 22 maj 2017 kl. 10.15. Den syns inte på bloggen än.",
        ),
        (
            {**OUT, "is_changed": True, "seen": THEN},
            "changed",
            "Ändrad, inte publicerad.",
            "Läsarna ser texten från 22 maj 2017 kl. 10.15.",
        ),
        (
            {**OUT, "is_changed": True, "is_draft": True},
            "changed",
            "Ändrad, inte publicerad.",
            "Läsarna ser texten från 22 maj 2017 kl. 10.15.",
        ),
        (
            {**OUT, "is_changed": True, "stopped": "Nätet är borta."},
            "stopped",
            "Publiceringen avbröts.",
            "Nätet är borta. Läsarna ser texten från 22 maj 2017 kl. 10.15.",
        ),
        (
            {**OUT, "is_changed": True, "clash": "Johan"},
            "clash",
            "Du och Johan har ändrat samma text.",
            "Läsarna ser Johans. Din ligger kvar här.",
        ),
        (
            {**OUT, "is_running": True},
            "running",
            "Publiceras nu.",
            "Läsarna ser det som stod där förut så länge.",
        ),
        (
            {**OUT, "is_running": True, "next_try": LATER},
            "running",
            "Väntar på att kunna skickas.",
            "Vi försöker igen kl. 08.00. Läsarna ser texten från 22 maj 2017 kl. 10.15.",
        ),
        (
            {"is_committed": True, "is_draft": True, "withdrawn": THEN},
            "draft",
            "Borttagen från bloggen 22 maj 2017 kl. 10.15.",
            "Läsarna ser den inte. Texten finns kvar här.",
        ),
        (
            {"is_connected": False},
            "unknown",
            "Sparad här.",
            "Publicering är inte inställd än.",
        ),
        ({"is_connected": False, "is_draft": True}, "draft", "Utkast.", "Bara du ser det."),
    ],
)
def test_each_state_has_its_form_its_word_and_its_sentence(
    facts: dict[str, Any], key: str, word: str, detail: str
) -> None:
    state = describe_state(TextFacts(**facts))
    assert (state.key, state.word, state.detail) == (key, word, detail)


def test_a_text_is_never_said_to_be_out_before_it_was_seen() -> None:
    for changed in (True, False):
        state = describe_state(TextFacts(**OUT, is_changed=changed))
        assert state.key != "out"
