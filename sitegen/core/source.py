"""INPUT: lists the files of a folder with their stamps, and reads the text of one of them.

All files that authors write are read here; this module may not interpret what it reads.
"""

from __future__ import annotations

import codecs
import os
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from sitegen.core import file_names, file_stamps
from sitegen.core.digest import digest_of, position
from sitegen.core.file_stamps import Stamp
from sitegen.core.problem import Problem, Root, Severity
from sitegen.core.record import Record

_START = 10_000
"""Bytes that hold the front matter of any text."""

MAX_TEXT = 200_000
"""Bytes in one text: some 30,000 words. Python-Markdown needs over a minute for 10 MB."""

MAX_COMMENTS = 2_000_000
"""Bytes in one file of comments: five thousand of them. Not all of them are ours to keep short."""

COMMENTS_FOLDER = "comments/"

# Fast pre-check: names that match are certainly good; all others are checked closely.
_PLAIN = re.compile(r"(?:\w[\w-]*/)*\w[\w-]*\.(?!db|ini|tmp|temp|part|sw[op])[a-z]{2,4}", re.ASCII)
# Control characters, line separators that YAML counts as line breaks, bidi overrides, the private
# use characters that mark our slots, and noncharacters. HTML allows neither the first nor the last.
CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ue000\ue001\ufdd0-\ufdef\ufffe\uffff]"
)
_NOT_IN_NAME = re.compile(r"[\t\n]")
_READ = (".md", ".yml", ".html", ".css", ".js")
"""What would be missing from the site if it was left out; another file is reported where it is
used."""


class Entry(Record, frozen=True):
    """A file below a root: its path in NFC, the path as it is on disk, and its stamp."""

    path: str
    disk: str
    stamp: Stamp


class Source(Record, frozen=True):
    """A text as all stages see it: decoded from UTF-8, with LF line endings, in NFC; `digest` is
    that of the bytes on disk."""

    path: str
    text: str
    digest: str


def scan(root: Path) -> tuple[dict[str, Entry], list[Problem]]:
    """Every file below `root` by its path, sorted, without what programs leave behind."""
    return survey(root, *file_stamps.walk(os.fspath(root)))


def survey(
    root: Path, found: Mapping[str, Stamp], odd: Collection[str]
) -> tuple[dict[str, Entry], list[Problem]]:
    """The same as `scan`, from what `file_stamps.walk` has found already."""
    entries: dict[str, Entry] = {}
    problems: list[Problem] = []
    for disk in sorted(found):
        if disk in odd or not _PLAIN.fullmatch(disk):
            if any(map(file_names.is_junk, disk.split("/"))):
                problems += _find_hidden(disk)
                continue
            if problem := _refuse(root, disk, is_odd=disk in odd):
                problems.append(problem)
                continue
        path = disk if disk.isascii() else unicodedata.normalize("NFC", disk)
        if path in entries:
            problems.append(_refused(path, "name-twice", "Två filer har samma namn.", _RENAME))
        entries[path] = Entry(path, disk, found[disk])
    return entries, problems


_RENAME = "Döp om en av dem; namnen skiljer sig bara i hur å, ä och ö är lagrade."
_NAME = "Döp om filen med bokstäver, siffror och bindestreck."
_REMOVE = "Ta bort den ur mappen."
_COPY = "Lägg själva filen i mappen i stället för en länk till den."


def _find_hidden(disk: str) -> Iterator[Problem]:
    """The warning about a hidden file that looks like a text."""
    *folders, name = disk.split("/")
    if file_names.is_hidden_text(name) and not any(map(file_names.is_junk, folders)):
        message = "Filens namn börjar med en punkt. Då är den dold, och texten publiceras inte."
        hint = "Ta bort punkten om texten ska publiceras. Ta annars bort filen."
        if name.endswith(".icloud"):
            message = "Texten ligger bara i iCloud, inte på den här datorn. Den publiceras inte."
            hint = "Öppna filen i Finder, så hämtas den hit."
        yield Problem(disk, 0, 0, "file-hidden", message, hint, "warning")


def _refuse(root: Path, disk: str, *, is_odd: bool) -> Problem | None:
    """The problem with a file that cannot be part of the content, or None."""
    shown = disk.encode("utf-8", "replace").decode()
    if shown != disk or CONTROL.search(disk) or _NOT_IN_NAME.search(disk):
        severity: Severity = "error" if disk.endswith(_READ) else "warning"
        message = "Filnamnet innehåller ett ogiltigt tecken."
        return Problem(shown, 0, 0, "name-unreadable", message, _NAME, severity)
    return _refuse_odd(root, disk) if is_odd else None


def _refuse_odd(root: Path, disk: str) -> Problem | None:
    """The problem with something that is not a regular file, or None: only a symbolic link to a
    regular file inside the folder is accepted."""
    if not (root / disk).is_symlink():
        return _refused(disk, "not-a-file", "Det här är varken en fil eller en mapp.", _REMOVE)
    target = Path(os.path.realpath(root / disk))  # Path.resolve raises on circular links
    if not target.is_file():
        return _refused(disk, "link-refused", "Länken leder inte till någon fil.", _COPY)
    if not target.is_relative_to(root.resolve()):
        return _refused(disk, "link-refused", "Länken leder ut ur mappen.", _COPY)
    return None


def _refused(path: str, code: str, message: str, hint: str) -> Problem:
    return Problem(path, 0, 0, code, message, hint)


def read_bytes(path: str | Path) -> bytes | None:
    """The bytes of one file, or None if it has been removed since it was found."""
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 (a Path takes twice as long)
            return file.readall()
    except FileNotFoundError:
        return None


def most_bytes(path: str) -> int:
    """How large the file at `path`, from the content folder, may be."""
    return MAX_COMMENTS if path.startswith(COMMENTS_FOLDER) else MAX_TEXT


def read(root: Path, entry: Entry) -> tuple[Source | None, list[Problem]]:
    """The text of one file, or None with the problems if it is too large or not usable as text."""
    most = most_bytes(entry.path)
    if entry.stamp[0] > most:
        size = -(-entry.stamp[0] // 1000)
        message = f"Filen är {size} kB; gränsen är {most // 1000} kB."
        return None, [_refused(entry.path, "text-too-large", message, "Dela upp texten i flera.")]
    data = read_bytes(f"{root}/{entry.disk}")
    return (None, [vanished(entry.path)]) if data is None else decode(entry.path, data)


def read_start(root: Path, entry: Entry) -> str:
    """The first lines of a file that cannot be used as text, as far as they can be made out."""
    try:
        with (root / entry.disk).open("rb") as file:
            data = file.read(_START)
    except OSError:
        return ""
    marks = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    encoding = "utf-16" if data.startswith(marks) else "latin-1"
    text = data.removeprefix(codecs.BOM_UTF8).decode(encoding, errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def vanished(path: str, root: Root = "content") -> Problem:
    """The problem with a file that was removed while the site was being built."""
    message = "Filen försvann medan webbplatsen byggdes."
    return Problem(path, 0, 0, "file-vanished", message, "Bygg en gång till.", root=root)


def decode(path: str, data: bytes) -> tuple[Source | None, list[Problem]]:
    """The bytes of a file as normalised text, or None with the problems if they are not usable.

    A byte order mark, any kind of line ending and any Unicode normal form are accepted.
    """
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        above = error.object[: error.start].decode()
        return None, [_not_utf8(path, *position(above, len(above)))]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = unicodedata.normalize("NFC", text)
    control = CONTROL.search(text)
    if control:
        line, column = position(text, control.start())
        message = f"Texten innehåller ett osynligt styrtecken (U+{ord(control[0]):04X})."
        hint = "Radera tecknet, eller skriv om ordet i stället för att klistra in det."
        return None, [Problem(path, line, column, "control-character", message, hint)]
    return Source(path, text, digest_of(data)), []


def _not_utf8(path: str, line: int, column: int) -> Problem:
    return Problem(
        path,
        line,
        column,
        "not-utf8",
        "Filen är inte sparad som UTF-8.",
        "Spara den på nytt med teckenkodningen UTF-8 (finns under Spara som i de flesta program).",
    )
