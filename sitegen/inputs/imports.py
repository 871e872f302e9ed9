"""Imports: what earlier imports have brought into content/, and writing what a new one brings.

It reads the fields of the texts in content/ and writes new files, through the project's own writer;
an author's later edit is never overwritten.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import yaml

from sitegen.core.digest import digest_of
from sitegen.core.record import Record
from sitegen.documents.document import Imported
from sitegen.documents.parsing import slug_of
from sitegen.front_matter.fields import read_partial
from sitegen.front_matter.yaml_nodes import FrontMatterError, split_front_matter
from sitegen.inputs.input import Input
from sitegen.inputs.writer import ContentWriter
from sitegen.model.info_page import PAGES
from sitegen.model.post import POSTS

_DIGITS, _LETTERS = "0123456789", "ghijklmnop"
_AS_LETTERS, _AS_DIGITS = str.maketrans(_DIGITS, _LETTERS), str.maketrans(_LETTERS, _DIGITS)
"""A digest is written without digits: ten of them in a row may be a personal number."""

_DIGEST_LINE = re.compile(r"^  digest: .*\n", re.MULTILINE)


class Kept(Record, frozen=True, kw_only=True):
    """A text that is in content/ already. `source` is the digest of what it was made of, and
    `is_untouched` is True if nobody has changed the file since."""

    path: str
    slug: str
    aliases: tuple[str, ...]
    is_draft: bool
    id: str = ""
    home: str = ""
    source: str = ""
    digest: str = ""
    is_untouched: bool = False

    @property
    def day(self) -> str:
        """The day with which the name of the file begins, empty if it has none."""
        found = re.match(r"posts/(\d{4}-\d{2}-\d{2})-", self.path)
        return found[1] if found else ""


def sign(text: str, source: str) -> str:
    """The text of a file with the digests by which a later import recognises it."""
    own = digest_of(_DIGEST_LINE.sub("", text).encode())[:12]
    written = f"{own}-{source}".translate(_AS_LETTERS)
    return _DIGEST_LINE.sub(f"  digest: {written}\n", text, count=1)


def read_kept(content: Path, given: Input) -> Iterator[Kept]:
    """The texts that are there, whoever wrote them."""
    for collection in (POSTS, PAGES):
        for path in collection.select(given.entries):
            with suppress(OSError, UnicodeDecodeError, FrontMatterError):
                data = (content / given.entries[path].disk).read_bytes()
                text = data.decode("utf-8-sig").replace("\r\n", "\n")
                front, _, _ = split_front_matter(path, text)
                values = read_partial(collection.record, path, front).values
                yield _keep(path, text, data, values)


def _keep(path: str, text: str, data: bytes, values: dict[str, object]) -> Kept:
    imported = values.get("imported")
    aliases = values.get("aliases", ())
    kept = Kept(
        path=path,
        slug=str(values.get("slug") or slug_of(path)),
        aliases=tuple(each.text for each in aliases),  # type: ignore[attr-defined]
        is_draft=bool(values.get("draft")),
        digest=digest_of(data),
    )
    if not isinstance(imported, Imported):
        return kept
    own, _, source = imported.digest.translate(_AS_DIGITS).partition("-")
    is_same = own == digest_of(_DIGEST_LINE.sub("", text).encode())[:12]
    return Kept(
        path=kept.path,
        slug=kept.slug,
        aliases=kept.aliases,
        is_draft=kept.is_draft,
        digest=kept.digest,
        id=imported.id,
        home=imported.from_,
        source=source,
        is_untouched=is_same,
    )


class StagedFile(Record, frozen=True):
    """A file to write: its path from content/, where its bytes are, and the digest of the
    version that it replaces, empty for a new one. Those that `is_ours` were written for this."""

    path: str
    staged: str
    replaces: str = ""
    is_ours: bool = False


def put_in_place(writer: ContentWriter, files: Iterable[StagedFile]) -> list[str]:
    """Write the files, each whole; if one cannot be written, the new ones are removed again.

    Returns the paths that are new. Raises OSError, NotOurs and Changed.
    """
    added: list[str] = []
    try:
        for file in files:
            if file.replaces:
                writer.replace(file.path, Path(file.staged).read_bytes(), file.replaces)
            elif file.is_ours:
                writer.adopt(file.path, Path(file.staged))
                added.append(file.path)
            else:
                writer.add(file.path, Path(file.staged).read_bytes())
                added.append(file.path)
    except BaseException:
        for path in added:
            with suppress(OSError):
                writer.take_back(path)
        raise
    if added and hasattr(os, "sync"):
        os.sync()  # once for all of them
    return added


def write_staged(staging: Path, path: str, text: str, replaces: str = "") -> StagedFile:
    """A text in the staging folder, for the file at `path` from content/."""
    place = staging / f"{digest_of(path.encode())}.txt"
    place.write_bytes(text.encode("utf-8"))
    return StagedFile(path, str(place), replaces, is_ours=True)


def existing_comments(text: str) -> set[str]:
    """The names of the comments in a file."""
    return set(re.findall(r"^-? *_id: *[\"']?([\w.-]+)", text, re.MULTILINE))


def entries_of(text: str) -> list[dict[str, object]]:
    """The entries of a YAML list, each a mapping; others are left out."""
    try:
        found = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError):
        return []
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []
