"""What has changed since the last publication: texts with their files, and what is to go out.

Pure: it groups the paths that differ; whether they differ is for the repository to know.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Literal
from urllib.parse import quote

import msgspec

from sitegen.core.digest import digest_of
from sitegen.core.record import Record
from sitegen.sweden import swedish

WITHDRAWAL = "Ta-bort-genast: ja"
"""The last line of a commit that takes a text away: the host then builds without what is broken."""

Change = Literal["new", "changed", "removed"]


class ChangedText(Record, frozen=True, kw_only=True):
    """One text that has changed here, or whose files have; `change` is None if only they have.

    `files` are the changed files that it uses. `is_tied` is True for a record about the kommun of
    the text that the author came from.
    """

    path: str
    change: Change | None
    files: tuple[str, ...] = ()
    is_tied: bool = False

    @property
    def paths(self) -> tuple[str, ...]:
        """All that goes out with it."""
        return (self.path, *self.files) if self.change else self.files


class Selection(Record, frozen=True):
    """The changed texts, and the new files that no text uses."""

    items: tuple[ChangedText, ...]
    orphans: tuple[str, ...] = ()


def group_changes(
    changes: Mapping[str, Change],
    *,
    is_text: Callable[[str], bool],
    uses: Mapping[str, frozenset[str]],
    is_tied: Callable[[str], bool] = lambda path: False,
) -> Selection:
    """The changed paths as texts with their files.

    `uses` are the files that each text names. A new file that no text names is an orphan; a changed
    or removed one that no changed text names goes with the text whose folder it lies in.
    """
    files = [path for path in changes if not is_text(path)]
    owners: dict[str, list[str]] = {path: [] for path in changes if is_text(path)}
    orphans = []
    for path in files:
        users = [text for text, named in uses.items() if path in named]
        owner = _choose_owner(path, users, owners) or _text_of_folder(path, uses, changes[path])
        if owner:
            owners.setdefault(owner, []).append(path)
        else:
            orphans.append(path)
    items = (
        ChangedText(
            path=path,
            change=changes.get(path),
            files=tuple(sorted(found)),
            is_tied=is_tied(path),
        )
        for path, found in owners.items()
    )
    return Selection(tuple(sorted(items, key=lambda item: item.path)), tuple(sorted(orphans)))


def tie_together(
    items: Iterable[ChangedText], wholes: Iterable[tuple[str, frozenset[str]]]
) -> tuple[ChangedText, ...]:
    """The items, of which those that one act has changed are one, since each without the others
    would break the blog.

    `wholes` are such acts, oldest first: the path of the text, and all paths that it changed. What
    is new and was not made by the act stays by itself.
    """
    known = {item.path: item for item in items}
    for path, paths in wholes:
        made = [item for item in known.values() if paths & {*item.paths}]
        if not made:
            continue
        first = known.get(path) or next((each for each in made if each.change), made[0])
        others = [each for each in made if each is not first]
        files = (*first.files, *(file for each in others for file in each.paths))
        for each in others:
            del known[each.path]
        tied = {**dict.fromkeys(sorted(files))}
        known[first.path] = msgspec.structs.replace(first, files=tuple(tied))
    return tuple(sorted(known.values(), key=lambda item: item.path))


def _choose_owner(path: str, users: Iterable[str], changed: Mapping[str, object]) -> str:
    users = sorted(users)
    return next((user for user in users if user in changed), users[0] if users else "")


def _text_of_folder(path: str, texts: Iterable[str], change: Change) -> str:
    """The text beside whose folder a file lies that was not put there just now."""
    if change == "new":
        return ""
    folder = path.rpartition("/")[0]
    names = (f"{folder}.md", f"{folder}/index.md")
    return next((name for name in names if name in {*texts}), "")


def describe_count(items: Iterable[ChangedText], is_record: Callable[[str], bool]) -> str:
    """What the items come to, for a button: “1 text”, “2 texter och 1 uppgift”."""
    items = list(items)
    records = sum(is_record(item.path) for item in items)
    texts = len(items) - records
    parts = []
    if texts:
        parts.append(f"{texts} text" if texts == 1 else f"{texts} texter")
    if records:
        parts.append(f"{records} uppgift" if records == 1 else f"{records} uppgifter")
    return " och ".join(parts)


def name_branch(path: str, email: str) -> str:
    """The branch of the host on which an author shares a draft with colleagues.

    It is short, since hosts make a name in the DNS of it, and each author has one of its own.
    """
    stem = posixpath.splitext(path.removesuffix("/index.md"))[0].rpartition("/")[2]
    words = swedish.slugify(stem).removeprefix("-")[-12:].strip("-")
    return f"utkast-{words}-{digest_of(f'{path} {email}'.encode())[:6]}"


class Order(Record, frozen=True, kw_only=True):
    """What to publish: texts with their titles, and every path that goes out, from the content
    folder. With `is_withdrawal` they are taken away instead. `addresses` are where readers see
    them now. With `is_forced`, errors in other texts do not stop it. `due` is when readers are to
    see the first, if that is to come."""

    texts: Mapping[str, str]
    paths: tuple[str, ...]
    addresses: Mapping[str, str] = {}
    is_forced: bool = False
    is_withdrawal: bool = False
    due: datetime | None = None


def write_message(order: Order) -> str:
    """The Swedish message of a commit."""
    titles = [title or path for path, title in order.texts.items()]
    verb = "Ta bort" if order.is_withdrawal else "Publicera"
    first = titles[0] if titles else "ändringar"
    first = first if len(first) <= 50 else f"{first[:49]}…"
    more = f" och {len(titles) - 1} till" if len(titles) > 1 else ""
    lines = [f"{verb} ”{first}”{more}"]
    if len(titles) > 1:
        lines += ["", *(f"- {title}" for title in titles)]
    if order.is_withdrawal:
        lines += ["", WITHDRAWAL]
    return "\n".join(lines)


def find_uses(texts: Mapping[str, str], files: Iterable[str]) -> dict[str, frozenset[str]]:
    """Which of the `files` each text names, by path; `texts` are what stands in them."""
    files = tuple(files)
    return {
        path: frozenset(file for file in files if names_file(text, path, file))
        for path, text in texts.items()
    }


def names_file(text: str, path: str, file: str) -> bool:
    """True if the text at `path` names the file at another path."""
    relative = posixpath.relpath(file, posixpath.dirname(path))
    return relative in text or quote(relative) in text
