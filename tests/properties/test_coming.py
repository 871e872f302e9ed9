"""What `check` accepts today can be published on each day to come, and drafts stop nobody.

Random blogs whose texts wait, are drafts or are published, and link to each other in every way.
"""

from __future__ import annotations

import tempfile
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple

from hypothesis import event, given, settings
from hypothesis import strategies as st

from sitegen.builder.build import build
from sitegen.builder.held_back import NEW, WHY
from sitegen.builder.result import Result
from sitegen.core.problem import find_stopping, has_errors
from sitegen.inputs.input import Folders
from sitegen.inputs.options import Options
from tests.properties import number_of
from tests.support.builds import ASSETS, TEMPLATES
from tests.support.publishing import put

TODAY = date(2017, 6, 30)
DAYS = (-900, -400, 1, 2, 40, 400)
"""How many days after today a text is dated."""

NAMES = ("ett", "tva", "tre", "fyra")
KOMMUNER = {"Habo": "habo", "Åre": "are", "Hagfors": "hagfors"}
FAULTS = ("ett.md#saknas", "saknas.md", "bild.png", "/kommun/lund/", "/arkiv")


class Text(NamedTuple):
    """One post of a random blog."""

    name: str
    day: date
    draft: bool
    kommun: str
    slug: str
    alias: str
    links: list[str]
    broken: bool

    @property
    def waits(self) -> bool:
        return not self.draft and self.day > TODAY

    def as_markdown(self) -> str:
        front = {"title": self.name, "date": self.day, "kommun": self.kommun, "theme": "samverkan"}
        more = {"slug": self.slug, "aliases": self.alias, "draft": "true" if self.draft else ""}
        lines = [f"{name}: {value}" for name, value in (front | more).items() if value]
        body = "".join(f"Se [besöket i {n}]({link}).\n\n" for n, link in enumerate(self.links))
        colon = "summary: Ett: två\n" if self.broken else ""
        return f"---\n{colon}" + "\n".join(lines) + f"\n---\n## Rubrik\n\n{body}Text.\n"


@st.composite
def texts(draw: st.DrawFn) -> list[Text]:
    """Up to four posts; faults are rare enough for many blogs to be without any."""

    def seldom(one_in: int) -> bool:
        return draw(st.integers(1, one_in)) == one_in

    def link(names: list[str]) -> str:
        if seldom(15):
            return draw(st.sampled_from(FAULTS))
        name = draw(st.sampled_from(names))
        kommun = draw(st.sampled_from(sorted(KOMMUNER.values())))
        forms = (f"{name}.md", f"{name}.md#rubrik", f"/besok/{name}/", f"/kommun/{kommun}/")
        return draw(st.sampled_from(forms))

    names = draw(st.lists(st.sampled_from(NAMES), min_size=2, unique=True))
    return [
        Text(
            name,
            TODAY + timedelta(days=draw(st.sampled_from(DAYS))),
            draft=seldom(6),
            kommun=draw(st.sampled_from(sorted(KOMMUNER))),
            slug="ett" if seldom(15) else "",
            alias=draw(st.sampled_from(("/gammal/", "/besok/ett/"))) if seldom(12) else "",
            links=[link(names) for _ in range(draw(st.integers(0, 2)))],
            broken=seldom(20),
        )
        for name in names
    ]


def write(root: Path, blog: list[Text]) -> None:
    put(root / "content/themes.yml", b"- {slug: samverkan, name: Samverkan}\n")
    put(root / "content/site.yml", b"link_previews: false\nsearch: false\nall_kommuner: false\n")
    for text in blog:
        put(root / f"content/posts/{text.name}.md", text.as_markdown().encode())


def build_on(root: Path, day: date, *, output: bool = False) -> Result:
    options = Options(
        folders=Folders(root / "content", TEMPLATES, ASSETS),
        now=datetime.combine(day, time.max),
        cache=root / "cache",
        output=root / "site" if output else None,
    )
    return build(options)


EXAMPLES = settings(max_examples=number_of(30, 2000), deadline=None)


@EXAMPLES
@given(texts())
def test_what_check_accepts_today_can_be_published_on_every_day_to_come(blog: list[Text]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write(root, blog)
        if has_errors(build_on(root, TODAY).problems):
            event("rejected")
            return
        days = sorted({text.day for text in blog if text.waits})
        event(f"{len(days)} days to come")
        for day in days:
            result = build_on(root, day)
            assert find_stopping(result.problems) == []
            assert WHY not in result.held.values()


@EXAMPLES
@given(texts())
def test_what_is_held_back_stops_nothing_that_could_be_published_without_it(
    blog: list[Text],
) -> None:
    """With and without the texts that readers cannot see, the same errors stop a publication."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as other:
        write(Path(folder), blog)
        write(Path(other), [text for text in blog if not text.draft and not text.waits])
        found, wanted = (
            {
                (problem.path, problem.code, problem.line)
                for problem in find_stopping(build_on(Path(root), TODAY).problems)
            }
            for root in (folder, other)
        )
        assert found == wanted


@EXAMPLES
@given(texts())
def test_on_its_day_a_text_with_errors_is_left_out_by_name_and_the_others_are_published(
    blog: list[Text],
) -> None:
    """Whatever is wrong with what has just come, the site of older texts goes out as it was."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write(root, blog)
        if find_stopping(build_on(root, TODAY).problems):
            return
        for day in sorted({text.day for text in blog if text.waits}):
            result = build_on(root, day)
            now = datetime.combine(day, time.max)
            new = {f"posts/{text.name}.md" for text in blog if now - NEW <= midnight(text) <= now}
            left_out = {path for path, why in result.held.items() if why == WHY}
            if find_stopping(result.problems):  # an older one, which nobody has seen to
                assert {problem.path for problem in find_stopping(result.problems)} - new
            else:
                assert left_out <= new
                reported = {problem.path for problem in result.problems}
                assert left_out <= reported


def midnight(text: Text) -> datetime:
    return datetime.combine(text.day, time.min)
