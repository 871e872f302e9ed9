"""The versions of a text: its history, taking one back, and choosing where two have changed it.

A version that is put in place is saved as any other; nothing is published from here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from werkzeug import Response

from sitegen.authoring.form import Form
from sitegen.core.digest import digest_of
from sitegen.core.record import Record
from sitegen.inputs.writer import Changed
from sitegen.preview.editor import http, routes, views
from sitegen.preview.editor.http import Rejected, one
from sitegen.preview.editor.opened import Opened, title_of
from sitegen.publishing.comparison import (
    compose_text,
    count_changes,
    find_places,
    find_word_changes,
)
from sitegen.publishing.service import Clash
from sitegen.sweden import swedish

_PUBLIC = "ute"
"""Stands in an address for the newest published version."""


class ListedVersion(Record, frozen=True, kw_only=True):
    """A version in the list: `name` finds it again, and `what` says where it came from."""

    name: str
    at: datetime
    who: str
    what: str
    is_public: bool

    @property
    def day(self) -> str:
        """The day in words."""
        return swedish.format_date(self.at.date())

    @property
    def clock(self) -> str:
        """The time of day."""
        return f"{self.at:%H.%M}"


def show_history(opened: Opened, path: str, name: str) -> Response:
    """The versions of a text, and what differs between one of them and the text as it is."""
    here = _read(opened, path)
    versions = tuple(_list(opened, path))
    if name == _PUBLIC:
        name = next((each.name for each in versions if each.is_public), "")
    chosen = next((each for each in versions if each.name == name), None)
    other = opened.service.read_version(path, name) if chosen else None
    old = (other or b"").decode(errors="replace")
    new = (here or b"").decode(errors="replace")
    page = views.render(
        "history.html",
        opened.newest,
        opened.key,
        path=path,
        title=title_of(opened, path),
        versions=versions,
        chosen=chosen if other is not None else None,
        is_lost=bool(name) and other is None,
        changes=find_word_changes(old, new) if other is not None else (),
        counted=count_changes(old, new) if other is not None else "",
        is_same=other == here,
        digest=digest_of(here) if here is not None else "",
    )
    return http.html(page)


def _read(opened: Opened, path: str) -> bytes | None:
    if opened.newest.given.definition.writable(path) is None:
        raise Rejected(404, "Den texten finns inte.")
    return opened.writer.read(path)


def _list(opened: Opened, path: str) -> Iterator[ListedVersion]:
    """All versions, newest first; one that was saved here and then published is shown once."""
    public = [
        ListedVersion(
            name=each.blob,
            at=each.at,
            who=each.who,
            what=each.message.partition("\n")[0],
            is_public=True,
        )
        for each in opened.service.versions(path)
        if each.blob
    ]
    here = [
        ListedVersion(name=each.digest, at=each.at, who=each.who, what=each.what, is_public=False)
        for each in opened.service.history.list(path)
    ]
    yield from sorted([*public, *reversed(here)], key=lambda each: each.at, reverse=True)


def restore(opened: Opened, sent: Form) -> Response:
    """Put an earlier version in place of the present one, which stays among the versions."""
    path, name = one(sent, "fil"), one(sent, "version")
    here, wanted = _read(opened, path), opened.service.read_version(path, name)
    if wanted is None:
        raise Rejected(404, "Den versionen finns inte kvar.")
    _put(opened, path, here, wanted, one(sent, "grund"), "Tagen tillbaka")
    return http.see_other(routes.editor(path, sparat=f"{opened.now:%H.%M}"))


def _put(
    opened: Opened, path: str, here: bytes | None, wanted: bytes, digest: str, what: str
) -> None:
    """Save a version; Raises Rejected if the text is another than the author was shown."""
    service = opened.service
    if here is not None:
        service.keep(path, here, here)
    service.history.keep(path, wanted, at=opened.now, who=service.who(), what=what)
    try:
        if here is None:
            opened.writer.add(path, wanted)
        else:
            opened.writer.replace(path, wanted, digest)
    except (Changed, FileExistsError) as error:
        reason = "Texten har ändrats sedan du öppnade sidan. Ladda om sidan och se efter."
        raise Rejected(409, reason) from error


def show_clash(opened: Opened, path: str) -> Response:
    """Both versions of a text that two have changed, place by place."""
    clash = opened.service.clash(path)
    if clash is None:
        return http.see_other(routes.editor(path))
    here = _read(opened, path) or b""
    mine, theirs, base = _decode(here), _decode(clash.theirs), _decode(clash.base)
    places = find_places(base, mine, theirs)
    clashing = [each for each in places if each.is_clash]
    page = views.render(
        "clash.html",
        opened.newest,
        opened.key,
        path=path,
        title=title_of(opened, path),
        who=clash.who,
        at=swedish.format_datetime(clash.at) if clash.at else "",
        digest=digest_of(here),
        theirs=digest_of(clash.theirs),
        is_removed=not clash.theirs,
        places=[
            (
                "".join(each.mine),
                "".join(each.theirs),
                "".join(each.merged),
                find_word_changes("".join(each.base), "".join(each.mine)),
                find_word_changes("".join(each.base), "".join(each.theirs)),
            )
            for each in clashing
        ],
        merged=sum(each.mine != each.theirs for each in places) - len(clashing),
    )
    return http.html(page)


def settle_clash(opened: Opened, sent: Form) -> Response:
    """Save what was chosen for each place, and keep both versions."""
    path = one(sent, "fil")
    clash = opened.service.clash(path)
    if clash is None:
        return http.see_other(routes.editor(path))
    here = _read(opened, path)
    if digest_of(here or b"") != one(sent, "grund") or digest_of(clash.theirs) != one(
        sent, "deras"
    ):
        raise Rejected(409, "Texten har ändrats igen. Ladda om sidan och välj en gång till.")
    wanted = _choose(sent, here or b"", clash)
    if clash.theirs:
        opened.service.history.keep(
            path, clash.theirs, at=opened.now, who=clash.who, what="Publicerad av någon annan"
        )
    if not wanted and here is not None:  # it is gone there, and is to be gone here
        opened.service.keep(path, here, here)
        opened.writer.remove(path, one(sent, "grund"))
        opened.service.settle(path)
        return http.see_other(routes.HOME)
    _put(opened, path, here, wanted, one(sent, "grund"), "Vald när två hade ändrat")
    opened.service.settle(path)
    return http.see_other(routes.editor(path, sparat=f"{opened.now:%H.%M}"))


def _choose(sent: Form, here: bytes, clash: Clash) -> bytes:
    whole = one(sent, "hela")
    if whole == "mitt":
        return here
    if whole == "deras":
        return clash.theirs
    places = find_places(_decode(clash.base), _decode(here), _decode(clash.theirs))
    chosen = []
    for number, place in enumerate(each for each in places if each.is_clash):
        answer = one(sent, f"val-{number}")
        if answer == "mitt":
            chosen.append("".join(place.mine))
        elif answer == "deras":
            chosen.append("".join(place.theirs))
        else:
            words = one(sent, f"ord-{number}").replace("\r\n", "\n")
            chosen.append(words if not words or words.endswith("\n") else f"{words}\n")
    return compose_text(places, chosen).encode()


def _decode(data: bytes) -> str:
    """A version as it is compared. Raises Rejected if it is no text."""
    try:
        return data.decode().replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        reason = "En av texterna är inte sparad som UTF-8. Välj en av dem som den är."
        raise Rejected(422, reason) from error
