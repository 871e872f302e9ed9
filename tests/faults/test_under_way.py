"""Builds under whose hands everything changes: texts, memo and output; and clocks that are wrong.

Each may end well, or say what happened; none may show a traceback or leave half a file, and the
next one is right.
"""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, tzinfo
from pathlib import Path

import pytest

from sitegen.commands import arguments
from sitegen.inputs import document_cache
from sitegen.sweden.dates import STOCKHOLM
from tests.conftest import run_command
from tests.properties import THOROUGH
from tests.support import builds
from tests.support.builds import assert_kind, assert_right, site_of, start

ROUNDS = 20 if THOROUGH else 2

Disturb = Callable[[Path, random.Random], None]


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    builds.put_other_files(tmp_path)
    builds.write_content(tmp_path, "A")
    assert_right(tmp_path)
    return tmp_path


def pick(folder: Path, chance: random.Random) -> Path:
    found = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return chance.choice(found) if found else folder / "borta"


def change_a_text(root: Path, chance: random.Random) -> None:
    number = chance.randrange(builds.POSTS)
    builds.write_post(root, f"besok-{number}", number=number, title=f"Ändrat {chance.random()}")


def remove_a_text(root: Path, chance: random.Random) -> None:
    pick(root / "content/posts", chance).unlink(missing_ok=True)


def move_all_texts(root: Path, chance: random.Random) -> None:
    with suppress(OSError):
        (root / "content/posts").rename(root / "content/undan")
        time.sleep(chance.uniform(0, 0.02))
        (root / "content/undan").rename(root / "content/posts")


def cut_off_a_text(root: Path, chance: random.Random) -> None:
    path = pick(root / "content/posts", chance)
    with suppress(OSError):
        os.truncate(path, chance.randrange(100))


def delete_the_memo(root: Path, chance: random.Random) -> None:
    shutil.rmtree(root / "cache", ignore_errors=True)


def damage_the_memo(root: Path, chance: random.Random) -> None:
    path = pick(root / "cache", chance)
    with suppress(OSError):
        data = path.read_bytes()
        place = chance.randrange(len(data) + 1)
        path.write_bytes(data[:place] + chance.randbytes(20) + data[place + 20 :])


def delete_the_output(root: Path, chance: random.Random) -> None:
    shutil.rmtree(root / "site", ignore_errors=True)


def empty_the_output(root: Path, chance: random.Random) -> None:
    for path in (root / "site").glob("*"):
        shutil.rmtree(path, ignore_errors=True)
        with suppress(OSError):
            path.unlink()


def remove_a_page(root: Path, chance: random.Random) -> None:
    pick(root / "site/besok", chance).unlink(missing_ok=True)


def delete_the_staging(root: Path, chance: random.Random) -> None:
    shutil.rmtree(root / ".site-staging", ignore_errors=True)


DISTURBANCES: list[Disturb] = [
    change_a_text,
    remove_a_text,
    move_all_texts,
    cut_off_a_text,
    delete_the_memo,
    damage_the_memo,
    delete_the_output,
    empty_the_output,
    remove_a_page,
    delete_the_staging,
]


@pytest.mark.parametrize("disturb", DISTURBANCES, ids=lambda each: each.__name__)
def test_a_build_that_is_disturbed_says_what_happened_and_the_next_is_right(
    disturb: Disturb, blog: Path
) -> None:
    for turn in range(ROUNDS):
        chance = random.Random(f"{disturb.__name__} {turn}")
        builds.write_content(blog, "BA"[turn % 2])
        process = start(blog)
        while process.is_alive():
            disturb(blog, chance)
            time.sleep(chance.uniform(0, 0.05))
        process.join()
        said = (blog / "said").read_text(encoding="utf-8")
        assert process.exitcode in (0, 1, 3), said
        assert_kind(said)
        builds.write_content(blog, "BA"[turn % 2])
        assert_right(blog)


# Clocks


@pytest.fixture
def quick_to_trust(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stamps are trusted after as long as the clock of any disk here ticks."""
    monkeypatch.setattr(document_cache, "SETTLED", 30_000_000)


def set_time(path: Path, seconds: float) -> None:
    os.utime(path, (seconds, seconds))


@pytest.mark.parametrize("when", [0, 1_000_000_000, 4_000_000_000], ids=["1970", "2001", "2096"])
def test_other_bytes_under_the_same_time_are_built(
    when: int, blog: Path, quick_to_trust: None
) -> None:
    """The same size too, as a restored backup or a checkout may have."""
    for title in ("Besök X 7", "Besök Y 7", "Besök Z 7"):
        path = builds.write_post(blog, "besok-7", number=7, title=title)
        set_time(path, when)
        time.sleep(0.05)
        assert_right(blog)
        assert title.encode() in site_of(blog)["besok/besok-7/index.html"]


def test_a_clock_that_is_set_back_hides_nothing(blog: Path, quick_to_trust: None) -> None:
    """Everything on disk then seems to come from the future."""
    for path in (blog / "content").rglob("*.md"):
        set_time(path, time.time() + 1_000_000)
    assert_right(blog)
    path = builds.write_post(blog, "besok-3", number=3, title="Efter att klockan ställdes")
    assert_right(blog)
    set_time(path, time.time() - 1_000_000)
    assert_right(blog)
    assert "Efter att klockan ställdes".encode() in site_of(blog)["besok/besok-3/index.html"]


def test_a_post_is_withdrawn_when_the_clock_is_set_back_to_before_it(
    blog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As every day, without --today: what the last run said is not said again."""
    path = builds.write_post(blog, "nytt", title="Tiden kom")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("date: 2017-01-01", "date: 2020-09-13 12:00"), encoding="utf-8")

    def build_on(day: int) -> bool:
        """Whether the post is there when the clock says so."""
        now = datetime(2020, 9, day, 12, 30, tzinfo=STOCKHOLM)

        class Clock(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> Clock:
                return cls.fromtimestamp(now.timestamp(), tz)

        monkeypatch.setattr(arguments, "datetime", Clock)
        monkeypatch.setattr("sitegen.inputs.no_op.time.time", now.timestamp)
        words = builds.words_of(blog)
        words.remove("--today")
        words.remove(builds.TODAY)
        assert run_command(*words).status == 0
        return (blog / "site/besok/nytt/index.html").exists()

    assert [build_on(day) for day in (12, 13, 13, 12, 12, 13)] == [
        *(False, True, True, False, False, True)
    ]
