"""The standing of a text: what readers see of it, and how far the author's version has come.

Pure: it turns facts into one state with its words; it asks neither Git nor the web.
"""

from __future__ import annotations

from datetime import datetime

from sitegen.core.record import Record
from sitegen.sweden import swedish


class TextFacts(Record, frozen=True, kw_only=True):
    """What is known of one text.

    `is_draft` and `due` are those of the version that is saved here; `due` is None unless it is in
    the future. `next_try` is when a publication that waits is tried again. `is_committed` is True
    if the published version exists and `is_changed` if the one here is another. `is_public` says
    that readers are to see the published version, `sent` when it was handed in from here, `seen`
    when it was found at its public address; `withdrawn` when it was found to be gone. `stopped` is
    why the last attempt failed, `clash` who else has changed it.
    """

    is_connected: bool = True
    is_draft: bool = False
    due: datetime | None = None
    is_committed: bool = False
    is_changed: bool = False
    is_public: bool = False
    is_running: bool = False
    next_try: datetime | None = None
    has_page: bool = True
    published: datetime | None = None
    sent: datetime | None = None
    seen: datetime | None = None
    withdrawn: datetime | None = None
    stopped: str = ""
    clash: str = ""


class StateLine(Record, frozen=True):
    """The state of a text: a key for its form, a word, and a sentence."""

    key: str
    word: str
    detail: str = ""


def describe_state(facts: TextFacts) -> StateLine:
    """The state line; what readers see comes first in it."""
    readers = _describe_readers(facts)
    if facts.is_running and facts.next_try:
        more = f"Vi försöker igen kl. {facts.next_try:%H.%M}. {readers}"
        return StateLine("running", "Väntar på att kunna skickas.", more)
    if facts.is_running:
        return StateLine(
            "running", "Publiceras nu.", "Läsarna ser det som stod där förut så länge."
        )
    if facts.clash:
        word = f"Du och {facts.clash} har ändrat samma text."
        return StateLine(
            "clash", word, f"Läsarna ser {swedish.genitive(facts.clash)}. Din ligger kvar här."
        )
    if facts.stopped and (facts.is_changed or not facts.seen):
        return StateLine("stopped", "Publiceringen avbröts.", f"{facts.stopped} {readers}")
    if not facts.is_connected:
        return _describe_unconnected(facts)
    if facts.is_changed or not facts.is_committed:
        return _describe_changed(facts, readers)
    return _describe_unchanged(facts, readers)


def _describe_readers(facts: TextFacts) -> str:
    if not (facts.is_committed and facts.is_public):
        return "Läsarna ser inget än."
    if facts.published is None:
        return "Läsarna ser den förra texten."
    return f"Läsarna ser texten från {swedish.format_datetime(facts.published)}."


def _describe_unconnected(facts: TextFacts) -> StateLine:
    if facts.is_draft:
        return StateLine("draft", "Utkast.", "Bara du ser det.")
    if facts.due:
        word = f"Väntar till {swedish.format_datetime(facts.due)}."
        return StateLine("changed", word, "Sparad här, men publicering är inte inställd än.")
    return StateLine("unknown", "Sparad här.", "Publicering är inte inställd än.")


def _describe_changed(facts: TextFacts, readers: str) -> StateLine:
    if facts.is_committed and facts.is_public:
        return StateLine("changed", "Ändrad, inte publicerad.", readers)
    if facts.is_draft:
        return StateLine("draft", "Utkast.", "Bara du ser det.")
    if facts.due:
        moment = swedish.format_datetime(facts.due)
        more = f"När du har publicerat väntar den till {moment}."
        return StateLine("draft", "Inte publicerad.", more)
    return StateLine("draft", "Inte publicerad.", "Bara du ser den.")


def _describe_unchanged(facts: TextFacts, readers: str) -> StateLine:
    if facts.is_draft:
        if facts.withdrawn:
            word = f"Borttagen från bloggen {swedish.format_datetime(facts.withdrawn)}."
            return StateLine("draft", word, "Läsarna ser den inte. Texten finns kvar här.")
        more = "Skickat till dina kollegor. Läsarna ser det inte."
        return StateLine("draft", "Utkast.", more)
    if facts.due:
        word = f"Väntar till {swedish.format_datetime(facts.due)}."
        return StateLine("waiting", word, "Inlämnad. Går ut av sig själv den dagen.")
    if not facts.has_page:
        when = f" {swedish.format_datetime(facts.published)}" if facts.published else ""
        return StateLine("out", f"Skickad{when}.", "Den har ingen egen sida att titta efter på.")
    if facts.seen:
        word = f"Ute sedan {swedish.format_datetime(facts.published or facts.seen)}."
        return StateLine("out", word, "Läsarna ser just den här texten.")
    handed_in = facts.sent or facts.published
    since = f" {swedish.format_datetime(handed_in)}" if handed_in else ""
    return StateLine("running", "Inlämnad.", f"Skickad{since}. Den syns inte på bloggen än.")
