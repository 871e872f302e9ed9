"""Stray files: every file in the content folder is a text, is used by one, or is reported.

Nothing is published but texts and what they use, so a text with another extension, or in another
folder, would be missing without a word. What programs leave behind is left out by source.py.
Good:  posts/2015-10-26-hagfors.md and torget.jpg, which it shows
Bad:   posts/2015-10-26-hagfors.md.txt, themes.yaml, a picture that no text shows
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial

from sitegen.core import file_names
from sitegen.core.problem import Problem, Suggester, closest, did_you_mean
from sitegen.documents.collection import collection_of
from sitegen.documents.settings import ABBREVIATIONS, CONFIG
from sitegen.front_matter.declarations import PICTURE, named_words
from sitegen.model import links
from sitegen.model.site import Site, texts_of
from sitegen.pages import files
from sitegen.pages.page import File, Output
from sitegen.prose.slots import Reference

MOST = 20
"""Unused files that are reported one by one; the others are counted."""

_NOTES = ("readme", "läsmig", "license", "licens")
"""Names of files at the top that people leave for each other."""

_SETTINGS = ("yml", "yaml", "json", "toml")


def check(site: Site, pages: Sequence[Output]) -> Iterator[Problem]:
    """Yield a warning for each file that is neither read nor used."""
    published = {page.source for page in pages if isinstance(page, File) and page.root == "content"}
    strange = site.files.keys() - published - site.unread.keys() - _settings_of(site)
    if not strange:
        return
    used = _used_by_texts(site)
    # A text that is read is none, also if it cannot be: that has been reported.
    strange = {path for path in strange - used if not collection_of(path, site.collections)}
    unused = []
    for path in sorted(strange):
        if problem := _find_unread(path, site):
            yield problem
        elif not _is_note(path):
            unused.append(path)
    if None not in site.unread.values():  # a text that cannot be read at all may use them
        meant = _meant_by(used, unused, site)
        yield from _report_unused([path for path in unused if path not in meant])


def _settings_of(site: Site) -> set[str]:
    """The files at the top that are read."""
    rows = {each.folder for each in site.collections if each.form == "rows"}
    vocabularies = {terms.vocabulary.file for terms in site.terms.values()}
    return {CONFIG, ABBREVIATIONS, *rows, *vocabularies}


def _used_by_texts(site: Site) -> set[str]:
    """The files that texts name, also those that are held back, or wrong in another way."""
    used = {path for each in site.held.values() for path in files.files_of(each)}
    for text in texts_of(site):
        references: tuple[Reference, ...] = text.references
        used |= {links.divide(each.target, text.path).path for each in references}
        used |= files.pictures_of(text)
    entries = [entry for found in site.settings.vocabularies.values() for entry in found]
    entries += [row.meta for rows in site.settings.rows.values() for row in rows]
    for entry in entries:
        named = named_words(type(entry), partial(getattr, entry), only=PICTURE)
        used |= {links.divide(each.word.text, "").path for each in named}
    return used


def _meant_by(used: Collection[str], strange: Collection[str], site: Site) -> set[str]:
    """Those of the files that a misspelt name probably means; other checks suggest them."""
    missing = [path for path in used if path[:1] != "/" and path and path not in site.files]
    missing = [path for path in missing if path not in site.urls and path not in site.held]
    if not missing:
        return set()
    names = Suggester(path.rpartition("/")[2] for path in strange)
    meant = {names.find(path.rpartition("/")[2]) for path in missing}
    return {path for path in strange if path.rpartition("/")[2] in meant}


def _is_note(path: str) -> bool:
    return path.split(".")[0].casefold() in _NOTES


def _find_unread(path: str, site: Site) -> Problem | None:
    """The warning about a file that was meant to be read, or None."""
    if _is_note(path):
        return None
    folder, name = posixpath.split(path)
    if original := file_names.backup_of(name):
        return _backup(path, posixpath.join(folder, original), site)
    if problem := _find_record(path, site) or _find_setting(path, site):
        return problem
    texts = _text_folders(site)
    is_inside = path.startswith(tuple(texts))
    if file_names.looks_like_text(name) or (is_inside and "." not in name.strip(".")):
        return _unread_text(path, texts, site) if is_inside else _misplaced(path, texts, site)
    return None


def _text_folders(site: Site) -> Mapping[str, str]:
    """The folders of texts, each with the word for one of them."""
    return {each.folder: each.label for each in site.collections if each.form == "text"}


def _find_setting(path: str, site: Site) -> Problem | None:
    """A file at the top that is nearly named as one that is read."""
    stem, _, extension = path.removesuffix(".txt").rpartition(".")
    if "/" in path or extension.casefold() not in _SETTINGS:
        return None
    known = sorted(_settings_of(site))
    meant = next((each for each in known if each == f"{stem.casefold()}.yml"), "")
    if meant:
        hint = _rename(path, meant, site)
    else:
        near = closest(stem, [each.removesuffix(".yml") for each in known])
        hint = f"Menade du ”{near}.yml”?" if near else f"De som läses här är {', '.join(known)}."
    return _warn(path, "file-not-read", "Bloggen läser ingen fil med det här namnet.", hint)


def _find_record(path: str, site: Site) -> Problem | None:
    """A file of a record with another extension than the one that is read."""
    stem, _, extension = path.rpartition(".")
    is_record = any(
        path.startswith(each.folder) for each in site.collections if each.form == "record"
    )
    if not is_record or extension.casefold() not in _SETTINGS:
        return None
    message = "Filen slutar inte på .yml, så den läses inte."
    return _warn(path, "file-not-read", message, _rename(path, f"{stem}.yml", site))


def _unread_text(path: str, folders: Collection[str], site: Site) -> Problem:
    folder, name = posixpath.split(path)
    meant = file_names.as_markdown(name)
    message = "Filen ser ut som en text, men namnet slutar inte på .md. Den publiceras inte."
    if "." not in name or file_names.is_plain_text(name):
        hint = _rename(path, posixpath.join(folder, meant), site)
    else:
        hint = f"Spara texten som {meant}, eller länka till filen från en text. Ta annars bort den."
    return _warn(path, "file-not-read", message, hint)


def _misplaced(path: str, folders: Mapping[str, str], site: Site) -> Problem | None:
    if not file_names.is_markdown(path.rpartition("/")[2]):
        return None
    message = "Texten ligger inte i någon av mapparna för texter. Den publiceras inte."
    places = " eller ".join(f"{folder} ({word})" for folder, word in folders.items())
    above = path.partition("/")[0]
    if any(each.folder == f"{above}/" and each.form == "record" for each in site.collections):
        hint = f"I {above}/ ska filerna sluta på .yml. En text flyttar du till {places}."
        return _warn(path, "file-not-read", message, hint)
    meant = did_you_mean(f"{above}/", folders) if above != path else ""
    return _warn(path, "file-not-read", message, meant or f"Flytta den till {places}.")


def _rename(path: str, meant: str, site: Site) -> str:
    """What to do with a file that should be called `meant`."""
    known = site.files.keys() | site.unread.keys() | site.held.keys()
    name = meant.rpartition("/")[2]
    if meant in known or any(meant in found for found in site.documents.values()):
        return f"{name} finns redan. Flytta över det som fattas dit, och ta sedan bort filen."
    return f"Döp om den till {name}."


def _backup(path: str, original: str, site: Site) -> Problem:
    message = f"Filen ser ut som en gammal kopia av {original}. Den publiceras inte."
    return _warn(path, "file-not-read", message, "Ta bort den om ingen behöver den.")


def _report_unused(paths: Sequence[str]) -> Iterator[Problem]:
    message = "Ingen text visar filen eller länkar till den. Den publiceras inte."
    hint = "Visa den eller länka till den i en text, eller ta bort den."
    for path in paths[:MOST]:
        yield _warn(path, "file-unused", message, hint)
    if more := paths[MOST:]:
        counted = f"Den här och {len(more) - 1} filer till används inte av någon text."
        yield _warn(more[0], "file-unused", counted if len(more) > 1 else message, hint)


def _warn(path: str, code: str, message: str, hint: str) -> Problem:
    return Problem(path, 0, 0, code, message, hint, "warning")
