"""What one request to the writing page is given, which texts have changed since publication, and
what is under way.

It reads texts; it neither changes nor publishes any.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sitegen.authoring.field_set import fields_of
from sitegen.authoring.source_map import SourceMap, read_source_map
from sitegen.authoring.yaml_values import Value, nothing, read_node
from sitegen.builder.result import LatestBuild
from sitegen.core import source
from sitegen.core.record import Record
from sitegen.definition import Definition
from sitegen.front_matter.declarations import Declared, declared_fields
from sitegen.inputs.writer import ContentWriter
from sitegen.model.site import document_at
from sitegen.preview.editor import views
from sitegen.publishing.comparison import NamedRecord, describe_records
from sitegen.publishing.local_history import WholeChange
from sitegen.publishing.selection import (
    Change,
    ChangedText,
    find_uses,
    group_changes,
    tie_together,
)
from sitegen.publishing.service import PublishingService


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
    items = group_changes(
        changes,
        is_text=lambda path: definition.writable(path) is not None,
        uses=uses,
        is_tied=lambda path: bool(kommuner) and _is_plan_of(opened, path, kommuner),
    ).items
    kept = opened.service.history.changes() if items else ()
    wholes = [
        (each.path or each.was, _paths_of(each, changes))
        for each in kept
        if each.deed != "copy" and not each.is_undone and _is_unpublished(each, changes)
    ]
    return tie_together(items, wholes)


def _is_unpublished(whole: WholeChange, changes: Mapping[str, Change]) -> bool:
    if whole.path == whole.was:
        return changes.get(whole.path) == "changed"
    return changes.get(whole.was) == "removed" or changes.get(whole.path) == "new"


def _paths_of(whole: WholeChange, changes: Mapping[str, Change]) -> frozenset[str]:
    """What must go out at once: not what readers have never seen and another text shows."""
    return frozenset(
        file.path for file in whole.files if not file.before or changes.get(file.path) != "new"
    )


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


def describe_unfinished(opened: Opened) -> str:
    """What is under way, or was when it stopped, in a sentence; empty if nothing is."""
    job, notes = opened.service.publisher.job, opened.service.notebook.read()
    if job is None or job.is_done or not job.order.texts:
        return ""
    first = next(iter(job.order.texts.values()))
    what = f"{'Borttagningen' if job.order.is_withdrawal else 'Publiceringen'} av ”{first}”"
    if job.stop is not None:
        is_left = any(path in notes.stops for path in job.order.texts)
        return f"{what} avbröts. {job.stop.what}" if is_left else ""
    if job.delay is not None and job.next_try is not None:
        return f"{what} väntar. {job.delay.what} Vi försöker igen kl. {job.next_try:%H.%M}."
    return f"{what} pågår."


def summarise_records(path: str, before: bytes, after: bytes, definition: Definition) -> str:
    """What has become of the records in a file that is all YAML, as of the points in a plan, and
    which other fields have changed; empty if that cannot be said."""
    fields = fields_of(path, definition)
    if fields is None or fields.form != "record":
        return ""
    try:
        old, new = (read_source_map(data, fields.form) for data in (before, after))
    except UnicodeDecodeError:
        return ""
    sentences, others = [], []
    for name, declared in fields.declared.items():
        values = [_read_field(each, name, declared) for each in (old, new)]
        if None in values:
            return ""
        one, several = declared.label.one.lower(), declared.label.name.lower()
        lists = [_name_records(value, declared) for value in values]
        if lists[0] is not None and lists[1] is not None:
            sentences.append(describe_records(one, several, lists[0], lists[1]))
        elif values[0] != values[1]:
            others.append(several)
    if others:
        sentences.append(f"Ändrat: {', '.join(others)}.")
    return " ".join(filter(None, sentences))


def _read_field(found: SourceMap, name: str, declared: Declared) -> Value | None:
    node = (found.parts or {}).get(name)
    return read_node(node.node, declared.field) if node else nothing(declared.field)


def _name_records(value: Value | None, declared: Declared) -> dict[str, NamedRecord] | None:
    """The records of a list by their key, which is made of another of their fields."""
    record = declared.field.record
    parts = declared_fields(record) if record and declared.label.one else {}
    key = next((each for each in parts.values() if each.label.made_of), None)
    if key is None or not isinstance(value, tuple):
        return None
    groups = [each for each in value if not isinstance(each, str)]
    return {
        str(each.get(key.name, "")): NamedRecord(
            str(each.get(key.label.made_of, "")),
            {parts[part].label.name: found for part, found in each.items()},
        )
        for each in groups
    }
