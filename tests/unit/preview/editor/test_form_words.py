"""What is said on the writing page is in the words of its form: no command, YAML or file name."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen.preview.editor.field_problems import word_for_form
from tests.conftest import ROOT
from tests.unit.preview.editor.conftest import Office

_NEVER = re.compile(
    r"check --fix|[Kk]ommandot|YAML|\.yml|\.md\b|\b(?:bild)?[Ff]il(?:en|ens|er|erna|namn\w*)?\b|"
    r"[Ff]aktablock|\b[Ff]ält(?:et|en)?\b|content/|kolonet|\b[Mm]app(?:en|ar|arna)?\b|"
    r"Lägg till raden|under allowed"
)
_PACKAGES = ("checks", "front_matter", "documents", "prose", "model", "mission", "images")
_REPORTED = re.compile(
    r"^\S+?(?::\d+)*: (?:fel|varning): (.*) \[([\w-]+)\]\n((?:    .*\n)*)", re.MULTILINE
)
_TEMPLATES = ("template-", "filter-")


def read_literals(place: Path) -> Iterator[str]:
    """The Swedish sentences in a module, with x for what is filled in; no docstrings."""
    tree = ast.parse(place.read_text(encoding="utf-8"))
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    joined = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    parts = {id(part) for node in joined for part in node.values}
    for node in joined:
        yield "".join(
            str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values
        )
    for each in ast.walk(tree):
        is_text = isinstance(each, ast.Constant) and isinstance(each.value, str)
        if is_text and id(each) not in alone | parts:
            yield str(ast.literal_eval(each))


def find_sentences() -> Iterator[str]:
    for package in _PACKAGES:
        for place in sorted((ROOT / "sitegen" / package).rglob("*.py")):
            for text in read_literals(place):
                if re.search(r"[a-zåäö] [a-zåäö].*[.:]$|\bfinns inte\b", text):
                    yield text.replace("{}", "x")


def find_reported() -> Iterator[tuple[str, str]]:
    """Code and sentence of all that the command line says in the tests of errors."""
    for place in sorted((ROOT / "tests/errors").rglob("*.txt")):
        text = f"{place.read_text(encoding='utf-8')}\n"
        for message, code, rest in _REPORTED.findall(text):
            if not code.startswith(_TEMPLATES):
                yield code, message
                yield from ((code, hint) for hint in re.findall(r"→ (.*)", rest))


def test_no_sentence_of_any_check_speaks_of_files(office: Office) -> None:
    site = office.desk.read()[0].site
    found = {text: word_for_form(text, site) for text in find_sentences()}
    assert len(found) > 400
    assert {text: words for text, words in found.items() if _NEVER.search(words)} == {}


def test_nothing_that_is_reported_of_any_code_speaks_of_files(office: Office) -> None:
    site = office.desk.read()[0].site
    found = set(find_reported())
    assert len({code for code, _ in found}) > 40
    assert {pair for pair in found if _NEVER.search(word_for_form(pair[1], site))} == set()


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Temat ”x” finns inte i themes.yml.", "Temat ”x” finns inte bland bloggens teman."),
        ("Ta bort det. Kommandot check --fix rättar det åt dig.", "Ta bort det."),
        ("Lägg till raden kommun: … – Kommunen.", "Kommunen."),
        (
            "Adressen /a/ används redan av posts/2015-10-26-hagfors.md.",
            "Adressen /a/ används redan av I Hagfors stannar medarbetarna.",
        ),
        (
            "Byt filnamn, eller lägg till fältet slug med ett eget namn.",
            "Skriv ett eget namn under Adress och annat.",
        ),
    ],
)
def test_files_are_called_what_the_form_calls_them(office: Office, said: str, shown: str) -> None:
    assert word_for_form(said, office.desk.read()[0].site) == shown
