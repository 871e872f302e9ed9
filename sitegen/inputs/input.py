"""Everything a build reads except the documents: settings, templates, assets and lists of files.

It reads through core/source.py and interprets no document.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from sitegen.checks.runner import check_file
from sitegen.core import file_stamps, source, urls
from sitegen.core.digest import digest_of
from sitegen.core.file_stamps import Stamp
from sitegen.core.problem import Problem, Root
from sitegen.core.record import Record
from sitegen.core.source import Entry
from sitegen.definition import Definition
from sitegen.documents.settings import Settings, allowed_in, read_settings, settings_files
from sitegen.pages.page import File


class Folders(Record, frozen=True):
    """The folders that a build reads."""

    content: Path
    templates: Path
    assets: Path


class Input(Record, frozen=True, kw_only=True):
    """What was read; `entries` are the files of the content folder by path.

    `roots` maps each folder to the stamps of all files below it, taken before any file was read.
    """

    definition: Definition
    folders: Folders
    entries: Mapping[str, Entry]
    settings: Settings
    templates: Mapping[str, str]
    assets: tuple[File, ...]
    problems: tuple[Problem, ...]
    unread: frozenset[str]  # settings files with problems
    roots: Mapping[str, Mapping[str, Stamp]]

    @property
    def asset_urls(self) -> dict[str, str]:
        """The URL of each asset by its path."""
        return {file.source: file.url for file in self.assets}


def read_input(folders: Folders, definition: Definition) -> Input:
    """Read the folders. Raises OSError if one of them cannot be read."""
    rows = definition.rows
    files = settings_files(definition.vocabularies, rows)
    walked = {root: file_stamps.walk(os.fspath(root)) for root in msgspec.structs.astuple(folders)}
    entries, problems = source.survey(folders.content, *walked[folders.content])
    given = {path: entries[path] for path in files if path in entries}
    texts, found = _read_texts(folders.content, given)
    settings, wrong = read_and_check_settings(texts, definition)
    template_entries, template_problems = source.survey(
        folders.templates, *walked[folders.templates]
    )
    templates, unread = _read_texts(folders.templates, template_entries)
    asset_entries, asset_problems = source.survey(folders.assets, *walked[folders.assets])
    if not settings.config.admin:
        asset_entries = {
            path: entry
            for path, entry in asset_entries.items()
            if not path.startswith(urls.EDITOR_FILES)
        }
    assets, gone = _find_assets(folders.assets, asset_entries)
    return Input(
        definition=definition,
        folders=folders,
        entries=entries,
        settings=settings,
        templates={path: text.text for path, text in templates.items()},
        assets=assets,
        problems=(
            *(*problems, *found, *wrong),
            *_in_root("templates", (*template_problems, *unread)),
            *_in_root("assets", (*asset_problems, *gone)),
        ),
        unread=frozenset(problem.path for problem in (*found, *wrong)),
        roots={os.fspath(root): found for root, (found, _) in walked.items()},
    )


def read_and_check_settings(
    texts: Mapping[str, source.Source], definition: Definition, *, before: Settings | None = None
) -> tuple[Settings, list[Problem]]:
    """The settings in `texts`, by path, with the problems of each file by itself.

    What may be written although a check reports it is in `before`, if given, or else in `texts`.
    """
    settings, wrong = read_settings(texts, definition.vocabularies, definition.rows)
    config = (before or settings).config
    allowed = (*allowed_in(config), config.base_url)
    whole = {
        path: check_file(text, definition.checks, allowed=allowed) for path, text in texts.items()
    }
    found = [problem for each in whole.values() for problem in each.problems]
    broken = {path for path, each in whole.items() if each.breaks}
    return settings, [*found, *(problem for problem in wrong if problem.path not in broken)]


def override(given: Input, *, base_url: str | None) -> Input:
    """The input with `base_url` from the command line in place of the one in site.yml."""
    if base_url is None:
        return given
    written = given.settings.config
    config = msgspec.structs.replace(written, base_url=base_url)
    settings = msgspec.structs.replace(given.settings, config=config, home=written.base_url)
    return msgspec.structs.replace(given, settings=settings)


def _in_root(root: Root, problems: Iterable[Problem]) -> list[Problem]:
    return [msgspec.structs.replace(problem, root=root) for problem in problems]


def _read_texts(
    folder: Path, entries: Mapping[str, Entry]
) -> tuple[dict[str, source.Source], list[Problem]]:
    texts = {}
    problems: list[Problem] = []
    for path, entry in entries.items():
        text, found = source.read(folder, entry)
        problems += found
        if text is not None:
            texts[path] = text
    return texts, problems


def _find_assets(
    folder: Path, entries: Mapping[str, Entry]
) -> tuple[tuple[File, ...], list[Problem]]:
    assets = []
    problems = []
    for path, entry in entries.items():
        disk = f"{folder}/{entry.disk}"
        data = source.read_bytes(disk)
        if data is None:
            problems.append(source.vanished(path))
        else:
            digest = digest_of(data)
            assets.append(File(urls.asset(path, digest), disk, path, digest=digest, root="assets"))
    return tuple(assets), problems
