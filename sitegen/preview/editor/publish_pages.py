"""The pages of publishing: what goes out, how far it has come, and what stopped it.

They choose texts and show what the publisher reports; how anything is sent is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from werkzeug import Response

from sitegen.authoring.form import Form
from sitegen.builder.single_file import write_single_file
from sitegen.core import urls
from sitegen.core.digest import digest_of
from sitegen.core.problem import Problem
from sitegen.core.record import Record
from sitegen.documents.parsing import slug_of
from sitegen.preview.editor import host_pages, http, live, routes, text_state, views
from sitegen.preview.editor.http import Rejected, one
from sitegen.preview.editor.live import UnbuiltFiles
from sitegen.preview.editor.opened import (
    Opened,
    describe_unfinished,
    find_items,
    is_record_file,
    summarise_records,
    title_of,
)
from sitegen.publishing.comparison import count_changes
from sitegen.publishing.selection import ChangedText, Order, describe_count
from sitegen.publishing.standing import StateLine
from sitegen.sweden import swedish
from sitegen.sweden.dates import parse_moment

_MORNING = "08:00"
"""When a text goes out on its day, if nobody says otherwise."""


class OfferedText(Record, frozen=True, kw_only=True):
    """A changed text on the page; `problems` must be put right first. One that `can_wait` may be
    published on another day; `day` and `clock` are those that it has, if they are to come."""

    item: ChangedText
    title: str
    state: StateLine
    summary: str
    is_chosen: bool
    is_draft: bool
    has_clash: bool
    problems: tuple[Problem, ...]
    day: str = ""
    clock: str = ""
    can_wait: bool = False


def show_plan(opened: Opened, path: str, *, sent: Form | None = None, notice: str = "") -> Response:
    """What has changed since the last publication, with the text at `path` chosen, or with what was
    `sent`; a `notice` says why it did not go out."""
    if not opened.service.is_connected:
        return http.see_other(routes.with_path(routes.CONNECT, path))
    offered = tuple(_offer(opened, path, sent))
    staying = [each for each in offered if each.is_draft and each.item.path != path]
    going = [each for each in offered if each not in staying]
    chosen = [each for each in going if each.is_chosen]
    page = views.render(
        "publish.html",
        opened.newest,
        opened.key,
        path=path,
        here=[each for each in going if each.is_chosen or each.item.path == path],
        others=[each for each in going if not each.is_chosen and each.item.path != path],
        staying=staying,
        count=describe_count((each.item for each in chosen), is_record_file) or "0 texter",
        who=opened.service.who(),
        unfinished=describe_unfinished(opened),
        notice=notice,
    )
    return http.html(page, 409 if notice else 200)


def _offer(opened: Opened, chosen: str, sent: Form | None) -> Iterator[OfferedText]:
    newest, service = opened.newest, opened.service
    clashes = service.clashes()
    ticked = sent.get("text", ()) if sent is not None else None
    for item in find_items(opened, chosen):
        here = opened.writer.read(item.path) if newest.given.definition.keeps(item.path) else None
        version = text_state.read_text_version(item.path, here or b"", newest, opened.now)
        wrong = tuple(
            each
            for each in newest.result.problems
            if each.path == item.path and each.severity == "error" and each.root == "content"
        )
        usual = (item.path,) if item.path == chosen or item.is_tied else ()
        yield OfferedText(
            item=item,
            title=version.title or title_of(opened, item.path),
            state=text_state.state_of(item.path, here, newest, service, opened.now),
            summary=_summarise(opened, item, here),
            is_chosen=item.path in (usual if ticked is None else ticked),
            is_draft=version.is_draft,
            has_clash=any(path in clashes for path in item.paths),
            problems=wrong,
            **_offer_day(opened, item.path, here, sent) if item.path == chosen else {},
        )


def _offer_day(opened: Opened, path: str, here: bytes | None, sent: Form | None) -> dict[str, Any]:
    """On which day a text that readers do not see may be published."""
    newest, now = opened.newest, opened.now
    at = text_state.read_moment(path, here or b"", newest)
    published = opened.service.published(path) or b""
    if at is None or (
        published and text_state.read_text_version(path, published, newest, now).is_public
    ):
        return {}
    if sent is not None and one(sent, "nar") == "sedan":
        return {"can_wait": True, "day": one(sent, "dag"), "clock": one(sent, "klockan")}
    if at <= now:
        return {"can_wait": True}
    return {"can_wait": True, "day": at.date().isoformat(), "clock": f"{at:%H:%M}"}


def _read_day(opened: Opened, sent: Form) -> datetime | None:
    """The moment that was chosen for a text. Raises ValueError, with what is wrong."""
    if one(sent, "nar") != "sedan":
        return None
    moment = parse_moment(f"{one(sent, 'dag')} {one(sent, 'klockan') or _MORNING}".strip())
    if moment is None:
        raise ValueError("Skriv vilken dag texten ska gå ut, till exempel 2031-01-01.")
    if moment.at <= opened.now:
        raise ValueError("Den dagen har redan varit. Välj en dag som kommer, eller Nu.")
    return moment.at


def _summarise(opened: Opened, item: ChangedText, here: bytes | None) -> str:
    """What has changed in a few words."""
    if item.change == "new":
        return "Ny text."
    if item.change == "removed":
        return "Borttagen här."
    if item.change is None:
        return "Bara bilder har ändrats."
    before, after = opened.service.published(item.path) or b"", here or b""
    definition = opened.newest.given.definition
    return summarise_records(item.path, before, after, definition) or (
        f"{count_changes(before.decode(errors='replace'), after.decode(errors='replace'))}."
    )


def begin_publishing(opened: Opened, sent: Form) -> Response:
    """Publish what was chosen, and go on to show how it goes."""
    path = one(sent, "fil")
    chosen = [each for each in sent.get("text", ()) if each]
    items = {item.path: item for item in find_items(opened, path)}
    wanted = [items[each] for each in chosen if each in items]
    if not wanted:
        notes = opened.service.notebook.read()
        if not any(each in notes.handed for each in chosen):
            raise Rejected(422, "Bocka för minst en text att publicera.")
    if opened.service.publisher.is_sending:
        return show_plan(opened, path, sent=sent, notice=host_pages.BUSY)
    try:
        at = _read_day(opened, sent)
    except ValueError as wrong:
        return show_plan(opened, path, sent=sent, notice=str(wrong))
    titles = {}
    for item in wanted:
        is_timed = "nar" in sent and item.path == path
        titles[item.path] = _make_public(opened, item.path, at, is_timed=is_timed)
    for each in chosen:
        titles.setdefault(each, title_of(opened, each))
    paths = tuple(dict.fromkeys(path for item in wanted for path in item.paths))
    return host_pages.start_publication(
        opened, Order(texts=titles, paths=paths, is_forced="anda" in sent, due=at)
    )


def _make_public(opened: Opened, path: str, at: datetime | None, *, is_timed: bool) -> str:
    """Let a draft be one no longer, and give the title. If it `is_timed`, readers see it from `at`
    on, or from now."""
    data = opened.writer.read(path)
    if data is None:
        return title_of(opened, path)
    version = text_state.read_text_version(path, data, opened.newest, opened.now)
    definition, changed = opened.newest.given.definition, data
    if is_timed:
        set_to = text_state.read_moment(path, data, opened.newest)
        if set_to is not None and (at or set_to > opened.now):
            changed = text_state.set_moment(path, changed, definition, at or opened.now)
    if version.is_draft:
        changed = text_state.set_draft(path, changed, definition, is_draft=False)
    _replace(opened, path, data, changed)
    return version.title or title_of(opened, path)


def _replace(opened: Opened, path: str, data: bytes, changed: bytes) -> None:
    if changed != data:
        opened.service.keep(path, data, changed)
        opened.writer.replace(path, changed, digest_of(data))


def ask_withdrawal(opened: Opened, path: str) -> Response:
    """What happens if the text at `path` is taken from the blog."""
    if not opened.service.is_connected:
        return http.see_other(routes.with_path(routes.CONNECT, path))
    page = views.render(
        "withdraw.html",
        opened.newest,
        opened.key,
        path=path,
        title=title_of(opened, path),
        is_published=opened.service.published(path) is not None,
    )
    return http.html(page)


def withdraw(opened: Opened, sent: Form) -> Response:
    """Take a text from the blog at once; it stays here as a draft."""
    path, definition = one(sent, "fil"), opened.newest.given.definition
    if definition.writable(path) is None or opened.service.published(path) is None:
        raise Rejected(404, "Den texten är inte publicerad.")
    title = title_of(opened, path)
    address = _public_address(opened, path)
    data = opened.writer.read(path)
    if data is not None:
        hidden = text_state.set_draft(path, data, definition, is_draft=True)
        _replace(opened, path, data, hidden)
    order = Order(
        texts={path: title},
        paths=(path,),
        addresses={path: address} if address else {},
        is_withdrawal=True,
    )
    return host_pages.start_publication(opened, order)


def _public_address(opened: Opened, path: str) -> str:
    handed = opened.service.notebook.read().handed.get(path)
    if handed is not None and handed.address:
        return handed.address
    url = opened.newest.site.urls.get(path, "")
    return opened.service.base() + url if url else ""


def give_single_file(opened: Opened, path: str, data: bytes, unbuilt: UnbuiltFiles) -> Response:
    """A text as one file, to be sent to a colleague. Raises Rejected if it has no page."""
    seen = live.preview_text(path, data, opened.newest, unbuilt)
    if not seen.page:
        raise Rejected(422, "Sidan går inte att visa än. Rätta det som är fel i texten först.")
    base = urls.base_path(opened.newest.renderer.chrome.base_url)
    made = write_single_file(
        seen.page,
        base + seen.url,
        lambda url: unbuilt.read(url.removeprefix(base).removeprefix("/")),
        f"Utkast att läsa, från {swedish.format_datetime(opened.now)}. Sprid det inte vidare.",
        opened.service.base().removesuffix(base),
    )
    name = f"utkast-{slug_of(path) or 'text'}.html"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(made, headers=headers, mimetype="text/html")
