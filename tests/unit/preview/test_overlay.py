from __future__ import annotations

import re

import pytest

from sitegen.core.problem import Problem
from sitegen.preview import overlay
from sitegen.preview.overlay import ProblemHtml, ShownPage, below, problem_page
from tests.support.factories import FOLDERS

ERROR = Problem("posts/a.md", 4, 9, "kommun-unknown", "Ingen kommun.", "Menade du <Habo>?")
WARNING = Problem("posts/a.md", 7, 1, "tab", "En tabb.", "Ta bort den.", "warning")
TEXT = "kommun: Håbbo & co"


def told(
    *problems: Problem, failure: str = "", line: str | None = TEXT, built: bool = True
) -> ProblemHtml:
    def find_text(problem: Problem) -> str:
        return f"/skriv/?fil={problem.path}" if problem.path.endswith(".md") else ""

    return problem_page(
        problems, failure, FOLDERS, lambda path, number: line, find_text, is_built=built
    )


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


def test_an_error_is_told_with_place_excerpt_and_remedy() -> None:
    html = told(ERROR).errors
    assert "1 fel" in html
    assert "content/posts/a.md rad 4, tecken 9" in text_of(html)
    assert "<code>kommun: <mark>Håbbo</mark> &amp; co</code>" in html
    assert "Menade du &lt;Habo&gt;?" in html
    assert 'href="/skriv/?fil=posts/a.md"' in html


def test_an_error_says_what_its_rule_is() -> None:
    assert "Om regeln <code>kommun-unknown</code>" in told(ERROR).errors
    assert "Om regeln" not in told(Problem("x", 0, 0, "finns-inte", "Fel.")).errors


def test_errors_lie_over_the_page_and_warnings_wait_in_the_bar() -> None:
    both = told(ERROR, WARNING)
    assert 'role="alert"' in both.errors
    assert "En tabb." not in both.errors
    assert "1 påpekande" in both.warnings
    assert "alert" not in both.warnings
    assert told(WARNING).errors == ""
    assert told() == ProblemHtml()


def test_a_failure_of_the_machine_is_told_like_an_error() -> None:
    html = told(failure="Disken är full.").errors
    assert 'role="alert"' in html
    assert "Disken är full." in html


def test_no_page_is_promised_where_there_is_none() -> None:
    assert "senast gick att bygga" in told(ERROR).errors
    assert "senast gick att bygga" not in told(ERROR, built=False).errors


def test_a_thousand_errors_are_counted_but_not_all_shown() -> None:
    html = told(*[ERROR] * 1000).errors
    assert html.count("<li>") == overlay.SHOWN
    assert "1 000 fel" in text_of(html).replace("\N{NO-BREAK SPACE}", " ") or "1000 fel" in html
    assert f"Och {1000 - overlay.SHOWN} till" in html


@pytest.mark.parametrize("line", [None, "", "   "])
def test_there_is_no_excerpt_of_what_cannot_be_seen(line: str | None) -> None:
    assert "<pre" not in told(ERROR, line=line).errors.partition("fv-rule")[0]


def test_a_long_line_is_cut_around_the_place() -> None:
    line = "x" * 500 + "HÄR" + "y" * 500
    html = told(Problem("a", 1, 501, "c", "m"), line=line).errors
    assert "<mark>" in html
    assert len(html) < 2000


def test_a_column_beyond_the_line_marks_nothing() -> None:
    assert "<mark>" not in told(Problem("a", 1, 99, "c", "m"), line="kort").errors


def test_the_bar_leads_to_the_text_of_the_page() -> None:
    shown = ShownPage(version="a-1", digest="d", edit="/skriv/?fil=posts/a.md&x", mark="utkast")
    html = below(shown)
    assert 'href="/skriv/?fil=posts/a.md&amp;x">Ändra texten<' in html
    assert "Utkast – visas bara här" in html
    assert 'data-version="a-1" data-sida="d"' in html


def test_nothing_that_is_added_is_written_into_the_page() -> None:
    html = below(
        ShownPage(version="a-1", digest="d", problem_html=told(ERROR, WARNING, failure="Oj."))
    )
    assert not re.search(r"\sstyle=|\son\w+=|<script>|<style", html)
