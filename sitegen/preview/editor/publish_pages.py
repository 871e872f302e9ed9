"""The pages of publishing: what goes out, how far it has come, and what stopped it.

They choose texts and show what the publisher reports; how anything is sent is not known here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

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
    find_items,
    is_record_file,
    title_of,
)
from sitegen.publishing.comparison import count_changes
from sitegen.publishing.selection import ChangedText, Order, describe_count
from sitegen.publishing.standing import StateLine
from sitegen.sweden import swedish


class OfferedText(Record, frozen=True, kw_only=True):
    """A changed text on the page; `problems` must be put right first."""

    item: ChangedText
    title: str
    state: StateLine
    summary: str
    is_chosen: bool
    is_draft: bool
    has_clash: bool
    problems: tuple[Problem, ...]


def show_plan(
    opened: Opened, path: str, *, ticked: Collection[str] = (), notice: str = ""
) -> Response:
    """What has changed since the last publication, with the text at `path` chosen, or those that
    are `ticked`; a `notice` says why they were not sent."""
    if not opened.service.is_connected:
        return http.see_other(routes.with_path(routes.CONNECT, path))
    offered = tuple(_offer(opened, path, ticked))
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
        unfinished=host_pages.describe_unfinished(opened),
        notice=notice,
    )
    return http.html(page, 409 if notice else 200)


def _offer(opened: Opened, chosen: str, ticked: Collection[str]) -> Iterator[OfferedText]:
    newest, service = opened.newest, opened.service
    clashes = service.clashes()
    for item in find_items(opened, chosen):
        here = opened.writer.read(item.path) if newest.given.definition.keeps(item.path) else None
        version = text_state.read_text_version(item.path, here or b"", newest, opened.now)
        wrong = tuple(
            each
            for each in newest.result.problems
            if each.path == item.path and each.severity == "error" and each.root == "content"
        )
        yield OfferedText(
            item=item,
            title=version.title or title_of(opened, item.path),
            state=text_state.state_of(item.path, here, newest, service, opened.now),
            summary=_summarise(opened, item, here),
            is_chosen=item.path in ticked if ticked else item.path == chosen or item.is_tied,
            is_draft=version.is_draft,
            has_clash=any(path in clashes for path in item.paths),
            problems=wrong,
        )


def _summarise(opened: Opened, item: ChangedText, here: bytes | None) -> str:
    """What has changed in a few words."""
    if item.change == "new":
        return "Ny text."
    if item.change == "removed":
        return "Borttagen här."
    if item.change is None:
        return "Bara bilder har ändrats."
    before = (opened.service.published(item.path) or b"").decode(errors="replace")
    return f"{count_changes(before, (here or b'').decode(errors='replace'))}."


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
        return show_plan(opened, path, ticked=chosen, notice=host_pages.BUSY)
    titles = {}
    for item in wanted:
        titles[item.path] = _make_public(opened, item.path)
    for each in chosen:
        titles.setdefault(each, title_of(opened, each))
    paths = tuple(dict.fromkeys(path for item in wanted for path in item.paths))
    return host_pages.publish(opened, Order(texts=titles, paths=paths, is_forced="anda" in sent))


def _make_public(opened: Opened, path: str) -> str:
    """Let a draft be one no longer, and give the title."""
    data = opened.writer.read(path)
    if data is None:
        return title_of(opened, path)
    version = text_state.read_text_version(path, data, opened.newest, opened.now)
    if version.is_draft:
        _replace(opened, path, data, is_draft=False)
    return version.title or title_of(opened, path)


def _replace(opened: Opened, path: str, data: bytes, *, is_draft: bool) -> None:
    definition = opened.newest.given.definition
    changed = text_state.set_draft(path, data, definition, is_draft=is_draft)
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
        _replace(opened, path, data, is_draft=True)
    order = Order(
        texts={path: title},
        paths=(path,),
        addresses={path: address} if address else {},
        is_withdrawal=True,
    )
    return host_pages.publish(opened, order)


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
