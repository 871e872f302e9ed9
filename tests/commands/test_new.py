from __future__ import annotations

import json
import os
import pty
import select
import shutil
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run

HEDEMORA = ("--kommun", "hedem", "--theme", "samverkan", "--date", "2018-01-02")


@pytest.fixture
def run_in_copy(run: Run) -> Run:
    shutil.copytree(ROOT / "content", "content")
    return run


def test_a_new_post_is_a_draft_that_only_lacks_its_text(
    run_in_copy: Run,
) -> None:
    made = run_in_copy("new", "Åter i Hedemora: nya frågor", *HEDEMORA)
    path = "content/posts/2018-01-02-ater-i-hedemora-nya-fragor.md"
    assert (made.status, made.out) == (0, f"{path} är skapad, som utkast. Öppna den och skriv.\n")
    text = Path(path).read_text(encoding="utf-8")
    assert "kommun: Hedemora" in text
    assert "- [ ] Införa BBIC (inte påbörjat, senast hösten 2017)\n" in text
    checked = run_in_copy("check", "--drafts", "--format", "json")
    assert [each["code"] for each in json.loads(checked.out)] == ["text-empty"]


def test_it_lists_earlier_visits(run_in_copy: Run) -> None:
    made = run_in_copy("new", "Åter i Hedemora", *HEDEMORA)
    assert "22 maj 2017: Tillbaka i Hedemora – fyra punkter att följa upp" in made.err


def test_an_author_who_is_missing_is_reported_with_how_to_add_her(run_in_copy: Run) -> None:
    made = run_in_copy("new", "Åter i Hedemora", *HEDEMORA, "--author", "anna")
    assert made.status == 0
    assert "Författaren ”anna” finns inte bland bloggens författare än. Lägg till" in made.err
    assert "”- slug: anna” och under den ”  name: ” med namnet." in made.err
    made = run_in_copy("new", "Igen i Hedemora", *HEDEMORA, "--author", "redaktion")
    assert "Menade du ”redaktionen”? Annars lägg till" in made.err
    made = run_in_copy("new", "Där i Hedemora", *HEDEMORA, "--author", "redaktionen")
    assert "finns inte" not in made.err


def test_nothing_is_overwritten(run_in_copy: Run) -> None:
    """A file that is no post of the blog, and so takes no address, is in the way."""
    path = Path("content/posts/2018-01-02-ater.md")
    path.write_text("Anteckningar", encoding="utf-8")
    made = run_in_copy("new", "Åter", *HEDEMORA)
    assert made.status == 1
    assert made.err.endswith(f"Filen {path} finns redan. Den är orörd.\n")
    assert path.read_text(encoding="utf-8") == "Anteckningar"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--kommun", "Hedemöra"), "Menade du ”Hedemora”?"),
        (("--kommun", "hed", "--theme", "väder"), "Teman: ”väder” finns inte."),
        (("--kommun", "hed", "--theme", "bbic", "--date", "i går"), "”i går” är ingen dag."),
        ((), "Kommun: Det behövs ett svar."),
    ],
)
def test_an_invalid_answer_is_reported_and_nothing_written(
    words: tuple[str, ...], said: str, run_in_copy: Run
) -> None:
    before = sorted(Path("content").rglob("*"))
    made = run_in_copy("new", "Åter", *words)
    assert made.status == 2
    assert said in made.err
    assert sorted(Path("content").rglob("*")) == before


def test_what_is_not_given_is_asked_for_until_it_is_valid(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    child, terminal = pty.fork()
    if not child:
        os.chdir(tmp_path)
        folders = [f"--{name}={ROOT / name}" for name in ("templates", "assets")]
        words = ["new", "--date", "2018-01-02", *folders]
        os.execv(sys.executable, [sys.executable, str(ROOT / "build.py"), *words])
    seen = b""
    for asked, typed in (
        ("Rubrik: ", "Åter\n"),
        ("Kommun: ", "Hedemöra\n"),
        ("Menade du ”Hedemora”?", "hede\t\n"),
        ("Teman: ", "samv, bbic\n"),
    ):
        seen = _read_until(terminal, asked, seen)
        os.write(terminal, typed.encode())
    seen = _read_until(terminal, "som utkast", seen)
    os.waitpid(child, 0)
    text = (tmp_path / "content/posts/2018-01-02-ater.md").read_text(encoding="utf-8")
    assert "kommun: Hedemora\ntheme:\n  - samverkan\n  - bbic\n" in text


def _read_until(terminal: int, wanted: str, seen: bytes) -> bytes:
    """What stands on the terminal after `wanted` has come; a letter may come in two parts."""
    deadline = time.monotonic() + 60
    while wanted.encode() not in seen:
        ready, _, _ = select.select([terminal], [], [], max(deadline - time.monotonic(), 0))
        assert ready, f"{wanted!r} never came: {seen.decode(errors='replace')}"
        seen += os.read(terminal, 10_000)
    return seen.partition(wanted.encode())[2]


@pytest.mark.parametrize("word", ["kommun", "Kommun", "kommun:"])
def test_a_field_is_explained_by_its_name(run: Run, word: str) -> None:
    found = run("explain", word)
    assert (found.status, found.err) == (0, "")
    assert found.out.startswith(
        "kommun\n\nFaktablocket i ett inlägg. Måste finnas.\n"
        "Kommunen inlägget handlar om, en lista, eller ingen.\n\nSå här:\n    kommun: Hagfors\n"
    )


def test_a_nested_field_is_explained_by_its_own_name_too(run: Run) -> None:
    whole, own = run("explain", "image.alt"), run("explain", "alt")
    assert whole.out == own.out
    assert "Måste finnas där image finns." in whole.out


def test_a_group_of_fields_is_explained_with_all_of_them(run: Run) -> None:
    assert "    image:\n      src: torget.jpg\n      alt: Snö" in run("explain", "image").out


def test_a_field_in_several_files_is_explained_for_each(run: Run) -> None:
    out = run("explain", "description").out
    assert "Bloggens teman" in out
    assert "Bloggens författare" in out
    assert "site.yml" in out


def test_for_a_field_that_is_misspelt_the_likeliest_is_named(run: Run) -> None:
    found = run("explain", "sumary")
    assert found.status == 2
    assert found.err == "Ingen regel och inget fält heter ”sumary”. Menade du ”summary”?\n"


def test_a_rule_is_explained_by_its_code(run: Run) -> None:
    found = run("explain", "heading-skipped")
    assert found.status == 0
    assert "Så rättar du:" in found.out


def test_an_unknown_code_is_reported_with_the_most_similar(run: Run) -> None:
    found = run("explain", "heading-skiped")
    assert (found.status, found.out) == (2, "")
    assert "Menade du ”heading-skipped”?" in found.err


def test_a_folder_that_is_a_link_to_another_place_is_left_alone(run: Run) -> None:
    Path("content").mkdir()
    Path("annat").mkdir()
    Path("content/posts").symlink_to("../annat")
    Path("content/themes.yml").write_text("- {slug: bbic, name: BBIC}\n", encoding="utf-8")
    found = run("new", "Hej", "--kommun", "Hagfors", "--theme", "bbic")
    assert found.status == 1
    assert found.err.endswith("\nFilen är en länk till en annan plats. Öppna den i en editor.\n")
    assert list(Path("annat").iterdir()) == []
