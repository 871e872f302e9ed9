"""What one request to the writing page is given, and which texts have changed since publication.

It reads texts; it neither changes nor publishes any.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sitegen.builder.result import LatestBuild
from sitegen.core import source
from sitegen.core.record import Record
from sitegen.inputs.writer import ContentWriter
from sitegen.model.site import document_at
from sitegen.preview.editor import views
from sitegen.publishing.selection import ChangedText, group_changes
from sitegen.publishing.service import PublishingService, find_uses


class Opened(Record, frozen=True):
    """What the pages need: the content as it was last read, its files, publishing, and the time."""

    newest: LatestBuild
    writer: ContentWriter
    service: PublishingService
    key: str
    now: datetime


def title_of(opened: Opened, path: str) -> str:
    """What authors call the text at `path`."""
    writable = opened.newest.given.definition.writable(path)
    heading = views.heading_at(opened.newest.site, path)
    return heading or (writable.title if writable and writable.form == "rows" else path)


def find_items(opened: Opened, chosen: str) -> tuple[ChangedText, ...]:
    """The changed texts, each with the changed files that it uses."""
    definition = opened.newest.given.definition
    entries, _ = source.scan(opened.newest.given.folders.content)  # what came just now, too
    changes = opened.service.changes(entries)
    texts = [path for path in entries if definition.writable(path)]
    files = [path for path in changes if definition.writable(path) is None]
    uses = find_uses(read_texts(opened.writer, texts) if files else {}, files)
    kommuner = _kommuner_of(opened, chosen)
    return group_changes(
        changes,
        is_text=lambda path: definition.writable(path) is not None,
        uses=uses,
        is_tied=lambda path: bool(kommuner) and _is_plan_of(opened, path, kommuner),
    ).items


def read_texts(writer: ContentWriter, paths: Iterable[str]) -> dict[str, str]:
    """What stands in the files, by path."""
    read = {path: writer.read(path) or b"" for path in paths}
    return {path: data.decode(errors="replace") for path, data in read.items()}


def _kommuner_of(opened: Opened, path: str) -> frozenset[str]:
    document = document_at(opened.newest.site, path)
    kommuner = getattr(document.meta, "kommun", ()) if document else ()
    return frozenset(kommuner) if isinstance(kommuner, tuple) else frozenset()


def _is_plan_of(opened: Opened, path: str, kommuner: frozenset[str]) -> bool:
    document = document_at(opened.newest.site, path)
    return (
        is_record_file(path) and getattr(getattr(document, "meta", None), "kommun", "") in kommuner
    )


def is_record_file(path: str) -> bool:
    """True for a file that is all YAML."""
    return path.endswith(".yml")


def find_linking(opened: Opened, paths: Iterable[str]) -> dict[str, str]:
    """The titles of the other texts that name one of these, by path."""
    named = frozenset(paths)
    texts = [path for path in opened.newest.given.entries if path.endswith(".md")]
    uses = find_uses(read_texts(opened.writer, texts), named)
    return {path: title_of(opened, path) for path, found in uses.items() if found - {path}}
