"""A run that has nothing to do ends at once, and never when there is something to do."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from sitegen.sweden.dates import STOCKHOLM
from tests.conftest import Outcome, Run

POST = "---\ntitle: {}\ndate: {}\nkommun: Hagfors\ntheme: samverkan\n---\n\nText.\n"
THEMES = "- {slug: samverkan, name: Samverkan}\n"
NOTHING = "site: ingenting har ändrats.\n"

Build = Callable[[], Outcome]


@pytest.fixture
def build(run: Run) -> Build:
    """Builds a blog of one post, twice before it is handed over."""
    Path("content/posts").mkdir(parents=True)
    Path("content/themes.yml").write_text(THEMES, encoding="utf-8")
    Path("content/site.yml").write_text(
        "base_url: https://example.org/\nall_kommuner: false\n", encoding="utf-8"
    )
    Path("content/posts/hagfors.md").write_text(POST.format("Ett", "2016-01-01"), encoding="utf-8")

    def build() -> Outcome:
        return run("build")

    assert "filer skrivna" in build().out
    return build


def test_nothing_is_done_when_nothing_has_changed(build: Build) -> None:
    assert build() == (0, NOTHING, "")


@pytest.mark.parametrize(
    "change",
    [
        lambda: Path("content/posts/hagfors.md").write_text(
            POST.format("Två", "2016-01-01"), encoding="utf-8"
        ),
        lambda: Path("content/posts/hagfors.md").rename("content/posts/torsby.md"),
        lambda: Path("content/README.md").write_bytes(b"bild"),
        lambda: Path("site/index.html").unlink(),
        lambda: Path("site/index.html").write_bytes(b"halv"),
        lambda: Path(".cache/quick").write_bytes(Path(".cache/quick").read_bytes()[:-1]),
        lambda: Path(".cache/quick").unlink(),
    ],
    ids=["text", "name", "new file", "lost page", "half a page", "damage", "no memory"],
)
def test_whatever_has_changed_is_built(change: Callable[[], object], build: Build) -> None:
    page = Path("site/index.html").read_bytes()
    change()
    built = build()
    assert built.status == 0
    assert built.out != NOTHING
    assert b"</html>" in Path("site/index.html").read_bytes()
    assert build() == (0, NOTHING, built.err)  # a warning is reported again
    assert len(page) > 100


def test_other_words_are_another_run(build: Build, run: Run) -> None:
    assert run("build", "--base-url", "https://example.com/blogg/").out != NOTHING
    assert b"example.com/blogg/" in Path("site/index.html").read_bytes()


def test_a_run_with_warnings_reports_them_each_time(build: Build) -> None:
    Path("content/themes.yml").unlink()
    first, second = build(), build()
    assert "themes-missing" in first.err
    assert first.err == second.err


def test_a_post_is_published_when_its_time_has_come(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    soon = (datetime.now(STOCKHOLM) + timedelta(days=2)).date()
    Path("content/posts/sedan.md").write_text(POST.format("Sedan", soon), encoding="utf-8")
    assert "Väntar: posts/sedan.md" in build().out
    again = build().out
    assert again.startswith("Väntar: posts/sedan.md")
    assert again.endswith(NOTHING)
    later = time.time() + 3 * 24 * 3600
    monkeypatch.setattr("sitegen.inputs.no_op.time.time", lambda: later)
    assert not build().out.endswith(NOTHING)
