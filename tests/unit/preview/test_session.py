from __future__ import annotations

import pytest

from sitegen.core.problem import Problem
from sitegen.output.publication import Published
from sitegen.preview.rebuild import Update
from sitegen.preview.session import describe, open_with

ERROR = Problem("a.md", 1, 1, "x", "Fel.")
WARNING = Problem("a.md", 1, 1, "x", "Tips.", severity="warning")
THREE = Published(("a/index.html", "b/index.html", "c.html", "feed.xml"), (), 7, {})
ONE = Published(("assets/a.css",), ("gammal/index.html",), 7, {})


@pytest.mark.parametrize(
    ("update", "seconds", "line"),
    [
        (Update(published=THREE), 0.012, "Uppdaterade 3 sidor på 12 ms."),
        (Update(published=THREE), 2.34, "Uppdaterade 3 sidor på 2,3 s."),
        (Update(published=ONE), 0.5, "Uppdaterade 1 fil på 500 ms. Tog bort 1 fil."),
        (
            Update(published=THREE, problems=(WARNING,)),
            0.012,
            "Uppdaterade 3 sidor på 12 ms. 1 varning.",
        ),
        (
            Update(problems=(ERROR, WARNING)),
            0.012,
            "1 fel och 1 varning: sidorna visas som de var när de senast gick att bygga.",
        ),
        (
            Update(failure="Disken är full."),
            0.012,
            "Det gick inte att bygga: sidorna visas som de var.",
        ),
    ],
)
def test_a_build_is_told_in_a_line(update: Update, seconds: float, line: str) -> None:
    assert describe(update, Update(), seconds) == line


@pytest.mark.parametrize("before", [Update(problems=(ERROR,)), Update(failure="Disken är full.")])
def test_what_was_wrong_and_is_mended_is_told(before: Update) -> None:
    assert describe(Update(), before, 0.1) == "Allt är rättat."
    assert "Allt är rättat." in describe(Update(published=THREE), before, 0.1)
    assert "rättat" not in describe(Update(problems=(ERROR,)), before, 0.1)


def test_the_first_build_is_told() -> None:
    assert open_with(Update(published=THREE)) == "Klar: 3 sidor."
    assert open_with(Update(published=THREE, problems=(WARNING,))) == "Klar: 3 sidor. 1 varning."
    assert "Klar" not in open_with(Update(problems=(ERROR,)))
