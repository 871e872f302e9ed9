"""One entry of a vocabulary while it is edited: what stands in its list, what would be wrong, and
the list written again.

It changes the files of vocabularies and, for a text that waits for a new entry, the field that
names it; it knows no vocabulary by name and answers no requests.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from sitegen.authoring.field_set import Fields, fields_of
from sitegen.authoring.form import make_key
from sitegen.authoring.source_map import read_source_map, read_value
from sitegen.authoring.yaml_edit import edit
from sitegen.authoring.yaml_values import Value, nothing
from sitegen.core.digest import digest_of
from sitegen.core.problem import Problem
from sitegen.core.record import Record
from sitegen.documents.vocabulary import Terms, Vocabulary
from sitegen.front_matter.declarations import Declared, declared_fields
from sitegen.inputs.writer import Changed
from sitegen.preview.editor import live, routes
from sitegen.preview.editor.http import Rejected
from sitegen.preview.editor.live import UnbuiltFiles
from sitegen.preview.editor.opened import Opened, title_of
from sitegen.preview.management.entry_files import EntryFile, add_entry, read_entries

KEY = "slug"
NAME = "name"
"""The fields that every entry has."""


def entry_address(asked: Mapping[str, str]) -> str:
    """The address of a list, or of an entry, by what is asked for."""
    return f"{routes.ENTRIES}?{urlencode(asked, safe='/')}"


class EditedEntry(Record, frozen=True, kw_only=True):
    """One entry in its form: the file as it is now, and the entry's `number` in it, None for a new
    one, which is begun in the way `begun`. `waiting` is the text that it is made for, if any."""

    opened: Opened
    terms: Terms
    data: bytes
    file: EntryFile
    number: int | None
    begun: str
    waiting: str

    @property
    def vocabulary(self) -> Vocabulary:
        """What the entry belongs to."""
        return self.terms.vocabulary

    @property
    def fields(self) -> Fields:
        """The fields that the form shows: all but the key."""
        declared = declared_fields(self.vocabulary.record)
        shown = {name: each for name, each in declared.items() if not each.label.made_of}
        return Fields("", "record", shown)

    @property
    def before(self) -> dict[str, Value | None]:
        """The values in the file, or with which a new entry is begun."""
        if self.number is not None:
            return self.file.values_of(self.number)
        declared = declared_fields(self.vocabulary.record)
        return {name: nothing(each.field) for name, each in declared.items()}

    @property
    def key(self) -> str:
        """The key in the file; empty for a new entry."""
        return str(self.before.get(KEY) or "")

    @property
    def digest(self) -> str:
        """The digest of the entry as it stands in the file."""
        if self.number is None:
            return ""
        return digest_of(self.file.text_of(self.number).encode())

    @property
    def address(self) -> str:
        """Where the form is."""
        asked = {"sort": self.vocabulary.name, "vilken": self.key}
        asked |= {"ny": "" if self.key else self.begun, "till": self.waiting}
        return entry_address({name: word for name, word in asked.items() if word})


def read_list(terms: Terms, data: bytes | None) -> EntryFile | None:
    """The list as it is now; without a file, what the words in texts come to."""
    file = read_entries(data or b"", terms.vocabulary.record)
    if data is not None or file is None:
        return file
    fields = declared_fields(terms.vocabulary.record)
    for entry in terms.entries.values():
        found = {name: _plain(getattr(entry, each.attribute)) for name, each in fields.items()}
        made = add_entry(file, {name: value for name, value in found.items() if value})
        file = read_entries(made, terms.vocabulary.record)
        assert file is not None
    return file


def _plain(value: object) -> Value:
    if isinstance(value, tuple):
        return tuple(map(str, value))
    return ("true" if value else "") if isinstance(value, bool) else str(value or "")


def number_of(key: str, file: EntryFile) -> int:
    """The number of the entry with a key. Raises Rejected if there is none."""
    for number in range(len(file.items)):
        if file.values_of(number).get(KEY) == key:
            return number
    raise Rejected(404, "Det du söker finns inte kvar i listan.")


def find_missing(fields: Fields, values: Mapping[str, Value | None]) -> dict[str, str]:
    """What is said of each required field that is empty."""
    return {
        name: f"{each.label.name} saknas."
        for name, each in fields.declared.items()
        if each.required and values.get(name) in ("", ())
    }


def key_for(entry: EditedEntry, name: str) -> str:
    """A key for a new entry, made of its name, that nothing else has."""
    taken = {str(entry.file.values_of(each).get(KEY)) for each in range(len(entry.file.items))}
    return make_key(name, entry.vocabulary.label, taken | {*entry.terms.by_word})


class FoundProblems(Record, frozen=True):
    """What is wrong, and what is worth a second thought, by field; an empty name is the whole."""

    errors: dict[str, str]
    warnings: dict[str, str]


def find_problems(entry: EditedEntry, made: bytes, unbuilt: UnbuiltFiles) -> FoundProblems:
    """What would be wrong if the list were so, and is not already."""
    opened, path = entry.opened, entry.vocabulary.file
    seen = live.preview_text(path, made, opened.newest, unbuilt)
    known = {
        (each.path, each.code, each.message)
        for each in opened.newest.result.problems
        if each.root == "content"
    }
    number = len(entry.file.items) if entry.number is None else entry.number
    found = FoundProblems({}, {})
    for each in seen.problems:
        field = _field_of(each, path, number, entry.fields)
        if field or (each.path, each.code, each.message) not in known:
            place = found.errors if each.severity == "error" else found.warnings
            words = _words_of(each, opened, path)
            if words not in place.get(field, ""):
                place[field] = f"{place.get(field, '')} {words}".strip()
    return found


def _field_of(problem: Problem, path: str, number: int, fields: Fields) -> str:
    """The field of the form that a problem is about; empty if it is about none."""
    if problem.path != path or problem.root != "content":
        return ""
    row, _, name = problem.field.partition(".")
    if not problem.field:  # a name or word that two entries share
        return NAME if NAME in fields.declared else ""
    return name.partition(".")[0] if row == str(number) and name else ""


def _words_of(problem: Problem, opened: Opened, path: str) -> str:
    """A problem in words for a form, where nobody sees a file."""
    words = f"{problem.message} {problem.hint}".strip()
    if problem.path == path:
        return words
    return f"Då stämmer inte ”{title_of(opened, problem.path)}” längre: {words}"


def write_list(entry: EditedEntry, made: bytes) -> None:
    """Put the list in its file. Raises Rejected if that is another than was read."""
    writer, path, service = entry.opened.writer, entry.vocabulary.file, entry.opened.service
    before = writer.read(path)
    try:
        if before is None:
            writer.add(path, made)
        else:
            writer.replace(path, made, digest_of(entry.data))
    except (Changed, FileExistsError):
        reason = "Listan ändrades just någon annanstans. Inget är sparat. Försök igen."
        raise Rejected(409, reason) from None
    service.remember(digest_of(made), made)
    service.keep(path, before, made)


def choose_in_text(entry: EditedEntry, key: str) -> None:
    """Name the new entry in the text that waits for it, if it has a field for that."""
    opened, path = entry.opened, entry.waiting
    fields = fields_of(path, opened.newest.given.definition)
    data = opened.writer.read(path) if fields else None
    if fields is None or data is None or fields.form != "text":
        return
    found = read_source_map(data, fields.form)
    for name, each in fields.declared.items():
        if found.parts is None or each.field.names != entry.vocabulary.name:
            continue
        before = read_value(found, name, each.field)
        if before is not None:
            values = {name: _with_word(before, key, each)}
            made = edit(found, values, found.body, declared=fields.fields, order=fields.order)
            opened.writer.replace(path, made, digest_of(data))
            opened.service.keep(path, data, made)
        return


def _with_word(before: Value, key: str, declared: Declared) -> Value:
    return (*map(str, before), key) if declared.field.many else key
