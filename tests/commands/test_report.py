"""The command `report`: what it writes, and what it says when it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run

POST = "---\ntitle: Besök\ndate: 2016-12-01\nkommun: Hagfors\ntheme: samverkan\n---\n\nText.\n"


@pytest.fixture
def blog(run: Run) -> Run:
    """One post."""
    files = {
        "posts/hagfors.md": POST,
        "themes.yml": "- {slug: samverkan, name: Samverkan}\n",
        "site.yml": "base_url: https://example.org/\nsearch: false\nall_kommuner: false\n",
    }
    for path, text in files.items():
        place = Path("content", path)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return run


def test_it_writes_a_page_and_a_table_and_no_site(blog: Run) -> None:
    found = blog("report", "--from", "2016-10-01", "--to", "2016-12-31", "--today", "2017-02-01")
    assert (found.status, found.err) == (0, "")
    names = [Path("rapport", f"rapport-2016-10-01-2016-12-31.{each}") for each in ("html", "csv")]
    assert found.out.split() == list(map(str, names))
    page, table = (path.read_text(encoding="utf-8") for path in names)
    assert "Rapport, fjärde kvartalet 2016" in page
    assert "Hagfors (1)" in page
    assert "Perioden är inte slut" not in page
    assert "besök,1783,Hagfors,2016-12-01,2016-12-01,,,1783-2016-12-01,,,1\n" in table
    assert "tema,,,,,,,Samverkan,,,1\n" in table
    assert not Path("site").exists()


def test_a_period_that_goes_on_says_so_and_any_days_make_one(blog: Run) -> None:
    words = ("--from", "2016-11-15", "--to", "2017-02-10", "--output", "ut/nu")
    found = blog("report", *words, "--today", "2017-02-01")
    assert found.status == 0
    page = Path("ut/nu/rapport-2016-11-15-2017-02-10.html").read_text(encoding="utf-8")
    assert "Rapport, 15 november 2016–10 februari 2017" in page
    assert "Perioden är inte slut" in page


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--from", "2017-01-01", "--to", "2016-01-01"), "efter den sista"),
        (("--from", "i fjol", "--to", "2016-01-01"), "skriv år-månad-dag"),
        (("--from", "2016-01-01"), "--to"),
    ],
)
def test_a_wrong_period_is_explained(blog: Run, words: tuple[str, ...], says: str) -> None:
    found = blog("report", *words)
    assert found.status == 2
    assert says in found.err
    assert not Path("rapport").exists()


def test_no_report_is_made_of_texts_with_errors(blog: Run) -> None:
    Path("content/posts/fel.md").write_text(POST.replace("Hagfors", "Hagfros"), encoding="utf-8")
    found = blog("report", "--from", "2016-10-01", "--to", "2016-12-31")
    assert found.status == 1
    assert "Menade du ”Hagfors”?" in found.err
    assert "Ingen rapport är skriven." in found.err
    assert not Path("rapport").exists()


def test_check_names_who_took_part_and_is_not_listed(blog: Run) -> None:
    listed = "- {slug: vision, name: Vision}\n"
    Path("content/organisations.yml").write_text(listed, encoding="utf-8")
    who = "participants: [{organisation: Vision}, {organisation: Regionen}]\n"
    post = POST.replace("theme:", f"visited: 2016-12-01\n{who}theme:")
    Path("content/posts/hagfors.md").write_text(post, encoding="utf-8")
    found = blog("check", "--strict")
    assert found.status == 0
    assert "1 organisation finns inte i organisations.yml" in found.out
    assert "Regionen" in found.out
    Path("content/organisations.yml").unlink()
    assert "organisations.yml" not in blog("check").out
