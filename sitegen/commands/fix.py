"""The command `check --fix`: puts right in the files of content/ what fixes.py can put right.

It writes through the shelf of the writing page, so that a file is replaced whole and only while it
is the version that was read; it decides nothing about words.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from sitegen.authoring.fixes import Fix, fix_file
from sitegen.core.digest import digest_of
from sitegen.inputs.input import Folders, Input, read_input
from sitegen.inputs.writer import Changed, NotOurs, Shelf
from sitegen.model.collection import collection_of
from sitegen.registry.definition import Definition


def mend(folders: Folders, definition: Definition) -> Iterator[Fix]:
    """Put right every text, and yield what that was. Raises OSError when the machine fails.

    A text that somebody else changes meanwhile, or that lies elsewhere, is left to the next time.
    """
    given = read_input(folders, definition)
    shelf = Shelf(folders.content, given.entries, definition)
    for path in given.entries:
        collection = collection_of(path, definition.collections)
        if collection is not None and collection.form == "text":
            with suppress(Changed, NotOurs):
                yield from _mend(shelf, path, given)


def _mend(shelf: Shelf, path: str, given: Input) -> tuple[Fix, ...]:
    data = shelf.read(path)
    if data is None:
        return ()
    shown = (given.folders.content / path).as_posix()
    checks, abbreviations = given.definition.checks, given.settings.abbreviations
    mended, fixes = fix_file(shown, data, checks, abbreviations=abbreviations)
    if fixes:
        shelf.replace(path, mended, digest_of(data))
    return fixes
