"""A mistake is reported only where it was made, not where it has consequences: an author who fixes
what is reported has fixed everything."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.errors.reading import mistakes_in

HERE = Path(__file__).parent
FRONT = (
    "---\ntitle: Titel\ndate: 2017-01-12\nkommun: {}\ntheme: samverkan\n"
    "author: redaktionen\n{}---\n"
)


@pytest.fixture
def content(run: Run) -> Path:
    shutil.copytree(HERE / "around", "content")
    return Path("content")


def places(run: Run) -> list[str]:
    """The file of each reported mistake."""
    found = run("check", "--no-cache", "--today", "2017-06-30")
    assert (found.status, found.err) == (1, "")
    return [mistake.split(":")[0] for mistake in mistakes_in(found.out)]


@pytest.mark.parametrize(
    "link",
    ["hagfors.md", "hagfors.md#planen", "/besok/hagfors/", "/besok/hagfors/#planen"],
)
def test_links_to_a_text_with_a_mistake_are_not_called_broken(
    link: str, content: Path, run: Run
) -> None:
    (content / "posts/hagfors.md").write_text(
        FRONT.format("Hagfors", "okänt: fält\n") + "## Planen\n\nText.\n", encoding="utf-8"
    )
    (content / "posts/torsby.md").write_text(
        FRONT.format("Torsby", "") + f"[planen]({link})\n", encoding="utf-8"
    )
    assert places(run) == ["content/posts/hagfors.md"]


@pytest.mark.parametrize("link", ["/kommun/hagfors/", "/arkiv/2015/", "/kommun/hagfors/feed.xml"])
def test_links_to_the_lists_a_text_with_a_mistake_would_be_in_are_not_called_broken(
    link: str, content: Path, run: Run
) -> None:
    front = FRONT.format("Hagfors", "okänt: fält\n").replace("2017-01-12", "2015-01-12")
    (content / "posts/hagfors.md").write_text(f"{front}Text.\n", encoding="utf-8")
    (content / "posts/torsby.md").write_text(
        FRONT.format("Torsby", "") + f"[planen]({link})\n", encoding="utf-8"
    )
    assert places(run) == ["content/posts/hagfors.md"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("themes.yml", "- slug: samverkan\n  name: [\n"),
        ("themes.yml", "samverkan: Samverkan\n"),
        ("themes.yml", "- slug: samverkan\n  nam: Samverkan\n"),
        ("authors.yml", "- slug: redaktionen\n  name: 'Redaktionen\n"),
        ("authors.yml", "- slug: redaktionen\n  namn: Redaktionen\n"),
    ],
)
def test_words_are_not_called_unknown_when_their_list_cannot_be_read(
    name: str, text: str, content: Path, run: Run
) -> None:
    (content / name).write_text(text, encoding="utf-8")
    text = f"{FRONT.format('Torsby', '')}Text.\n"
    (content / "posts/torsby.md").write_text(text, encoding="utf-8")
    assert set(places(run)) == {f"content/{name}"}


def test_an_unreadable_list_is_not_called_missing(content: Path, run: Run) -> None:
    (content / "themes.yml").write_bytes(b"\xff\xfe")
    assert places(run) == ["content/themes.yml"]


def test_two_texts_with_one_address_are_one_mistake(content: Path, run: Run) -> None:
    text = f"{FRONT.format('Hagfors', '')}Text.\n"
    for name in ("2015-10-26-hagfors.md", "2017-01-12-hagfors.md"):
        (content / "posts" / name).write_text(text, encoding="utf-8")
    assert len(places(run)) == 1
