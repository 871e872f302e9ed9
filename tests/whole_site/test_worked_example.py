"""The worked example of the writers' guide: after each step the files have no problem, and the
pages say what the guide says. Exempelby, which does not exist, is Habo here."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.conftest import ROOT, Run

GUIDE = (ROOT / "docs/skriva.md").read_text(encoding="utf-8")
DAYS = ("2016-05-23", "2016-06-21", "2017-01-15", "2017-01-15", "2017-10-06")
"""When the author writes each file."""

THEMES = "- {slug: bbic, name: BBIC}\n- {slug: familjehem, name: Familjehemsvård}\n"

_STEP = re.compile(
    r"^```\w+ exempel/(?P<path>\S+)\n(?P<text>.*?\n)```\n"
    r"(?P<after>(?:<!-- ger \S+: .*? -->\n)*)",
    re.MULTILINE | re.DOTALL,
)
_GIVES = re.compile(r"<!-- ger (\S+): (.*?) -->")


class Step(NamedTuple):
    """A file that the author writes, and what pages say from then on."""

    path: str
    text: str
    gives: list[tuple[str, str]]


def in_habo(text: str) -> str:
    return text.replace("kommun: Exempelby", "kommun: Habo").replace(
        "/kommun/exempelby/", "/kommun/habo/"
    )


STEPS = [
    Step(found["path"], in_habo(found["text"]), _GIVES.findall(in_habo(found["after"])))
    for found in _STEP.finditer(GUIDE)
]


def words_of(page: Path) -> str:
    """What readers see of a page, with single blanks."""
    body = LexborHTMLParser(page.read_text(encoding="utf-8")).body
    assert body is not None
    return " ".join(body.text(separator=" ").split())


def write_until(content: Path, last: int) -> Iterator[Step]:
    (content / "themes.yml").write_text(THEMES, encoding="utf-8")
    (content / "site.yml").write_text("title: Bloggen\nsearch: false\n", encoding="utf-8")
    for step in STEPS[: last + 1]:
        place = content / step.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(step.text, encoding="utf-8")
        yield step


def test_the_example_goes_from_a_visit_to_its_follow_up() -> None:
    assert [step.path for step in STEPS] == [
        "posts/2016-05-22-exempelby-vill-framat.md",
        "plans/exempelby-2016.yml",
        "plans/exempelby-2016.yml",
        "visits.yml",
        "posts/2017-10-05-tillbaka-i-exempelby.md",
    ]
    assert all(step.gives for step in STEPS)


@pytest.mark.parametrize("last", range(len(STEPS)), ids=[step.path for step in STEPS])
def test_after_each_step_the_pages_say_what_the_guide_says(
    last: int, tmp_path: Path, run: Run
) -> None:
    content, site = tmp_path / "content", tmp_path / "site"
    content.mkdir()
    *_, step = write_until(content, last)
    given = ("--content", content, "--today", DAYS[last])
    assert run("check", "--strict", *given).out == "Allt ser bra ut.\n"
    assert run("build", *given, "--output", site, "--no-cache").status == 0
    for url, text in step.gives:
        assert text in words_of(site / url.strip("/") / "index.html"), url


def test_the_command_of_the_example_puts_the_points_into_the_draft(
    tmp_path: Path, run: Run
) -> None:
    content = tmp_path / "content"
    content.mkdir()
    list(write_until(content, len(STEPS) - 2))
    [line] = re.findall(r"^python build\.py (new .*Exempelby.*)$", GUIDE, re.MULTILINE)
    command = shlex.split(line.replace("--kommun Exempelby", "--kommun Habo"))
    made = run(*command, "--content", content)
    assert made.status == 0, made
    draft = (content / "posts/2017-10-05-tillbaka-i-exempelby.md").read_text(encoding="utf-8")
    assert "- [ ] Införa BBIC" in draft
    assert "- [ ] Anställa två som stöder familjehemmen" in draft


def test_a_source_in_print_is_named_at_the_visit_without_a_link(tmp_path: Path, run: Run) -> None:
    content, site = tmp_path / "content", tmp_path / "site"
    content.mkdir()
    list(write_until(content, len(STEPS) - 1))
    visit = "{kommun: Habo, date: januari 2017, source: {title: Så går det, publisher: Habobladet}}"
    (content / "visits.yml").write_text(f"- {visit}\n", encoding="utf-8")
    given = ("--content", content, "--today", DAYS[-1])
    assert run("build", *given, "--output", site, "--no-cache").status == 0
    said = "Vi har inget eget inlägg om besöket. Källa: Så går det, Habobladet."
    assert said in words_of(site / "kommun/habo/index.html")
