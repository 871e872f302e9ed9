"""The command `check --fix`: puts right in the files of content/ what fixes.py can put right.

It writes through the shelf of the writing page, so that a file is replaced whole and only while it
is the version that was read; it decides nothing about words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress

from sitegen.authoring.fixes import Fix, fix_file
from sitegen.core.digest import digest_of
from sitegen.inputs.input import Folders, read_input
from sitegen.preview.editor.writer import Changed, NotOurs, Shelf


def mend(folders: Folders) -> Iterator[Fix]:
    """Put right every text, and yield what that was. Raises OSError when the machine fails.

    A text that somebody else changes meanwhile, or that lies elsewhere, is left to the next time.
    """
    given = read_input(folders)
    shelf = Shelf(folders.content, given.entries)
    for path in given.entries:
        if not path.startswith(("posts/", "pages/")) or not path.endswith(".md"):
            continue
        with suppress(Changed, NotOurs):
            yield from _mend(shelf, path, folders, given.settings.abbreviations)


def _mend(
    shelf: Shelf, path: str, folders: Folders, abbreviations: Mapping[str, str]
) -> tuple[Fix, ...]:
    data = shelf.read(path)
    if data is None:
        return ()
    shown = (folders.content / path).as_posix()
    mended, fixes = fix_file(shown, data, abbreviations=abbreviations)
    if fixes:
        shelf.replace(path, mended, digest_of(data))
    return fixes
