"""Random blogs with drafts and coming posts: nothing of what is held back is in the site.

Two proofs that know nothing of the one that each build makes: every word of a held-back text is
made up and grepped for, and the site must be, byte for byte, what it is without those texts.

HYPOTHESIS_PROFILE=thorough tries 1,000 blogs.
"""

from __future__ import annotations

import gzip
import random
import shutil
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from unittest import mock

import pytest

from sitegen.images import social_card
from tests.conftest import Outcome, run_command
from tests.properties import number_of
from tests.properties.test_incremental import draw_as_text
from tests.support.pictures import make_image, save

BLOGS = number_of(6, 1000)
TODAY = date(2017, 6, 30)
KOMMUNER = ("Habo", "Åre", "Hagfors", "Hedemora", "Malå", "Öckerö")
THEMES = ("samverkan", "familjehem", "skola")
FATES = ("published", "draft", "coming", "deleted")


def make_word(chance: random.Random) -> str:
    """A word that is in no language, and in no other word."""
    return "".join(
        chance.choice("bcdfghjklmnprstvz") + chance.choice("aeiouyåäö") for _ in range(4)
    )


class Text:
    """One post or page of a random blog, all of whose words are its own."""

    def __init__(self, number: int, chance: random.Random) -> None:
        self.words = [make_word(chance) for _ in range(40)]
        self.waiting = [make_word(chance) for _ in range(3)]
        self.said = [make_word(chance) for _ in range(3)] if chance.random() < 0.6 else []
        self.is_page = chance.random() < 0.15
        self.slug = "".join(letter for letter in self.words[0] if letter.isascii()) + f"-{number}"
        in_folder = chance.random() < 0.3
        name = f"{self.slug}/index.md" if in_folder else f"{self.slug}.md"
        self.path = f"{'pages' if self.is_page else 'posts'}/{name}"
        self.picture = f"{self.words[1]}.png" if chance.random() < 0.5 else ""
        self.leads = chance.random() < 0.5
        self.kommun = chance.choice(KOMMUNER)
        self.theme = chance.choice(THEMES)
        self.day = TODAY - timedelta(days=chance.randrange(2000))
        self.coming = TODAY + timedelta(days=chance.randrange(1, 2000))
        self.alias = f"/{self.words[2]}/" if chance.random() < 0.3 else ""
        self.seed = chance.random()

    def say(self, first: int, count: int) -> str:
        return " ".join(self.words[first : first + count])

    def choose_fate(self, chance: random.Random) -> str:
        """A page has no date, and so never waits for one."""
        fate = chance.choices(FATES, (5, 2, 2, 1))[0]
        return "draft" if self.is_page and fate == "coming" else fate

    def as_markdown(self, fate: str, others: Iterable[Text]) -> str:
        """The text as it is while its fate is so, with links to `others`."""
        lines = [f"title: {self.say(3, 4)}"]
        if not self.is_page:
            day = self.coming if fate == "coming" else self.day
            lines += [f"date: {day}", f"kommun: {self.kommun}", f"theme: {self.theme}"]
            lines += [f"participants: [{{organisation: {self.say(7, 2)}}}]"]
            if self.picture and self.leads:
                lines += [f"image: {{src: {self.picture}, alt: {self.say(9, 3)}.}}"]
        if self.alias:
            lines += [f"aliases: [{self.alias}]"]
        if fate == "draft":
            lines += ["draft: true"]
        mark = "" if self.is_page or self.seed < 0.5 else f" {{tema={self.theme}}}"
        body = f"{self.say(12, 8)}.\n\n## {self.say(20, 3)}{mark}\n\n{self.say(23, 10)}.\n"
        if self.picture and not (self.leads and not self.is_page):
            body += f"\n![{self.say(33, 3)}]({self.picture})\n"
        up = "../../" if self.path.endswith("index.md") else "../"
        for other in others:
            body += f"\n{self.say(36, 2)} [{self.say(38, 2)}]({up}{other.path}).\n"
        front = "\n".join(lines)
        return f"---\n{front}\n---\n{body}"

    def write_comments(self, content: Path) -> None:
        """A comment that readers see and one that waits, in one file or in one each."""
        shown, waits = (
            f"_id: {word}\nname: {more}\nmessage: {last}\ndate: {self.day}\nstate: {state}\n"
            for state, (word, more, last) in (
                ("approved", self.said),
                ("waiting", self.waiting),
            )
        )
        place = content / "comments"
        place.mkdir(exist_ok=True)
        if self.seed < 0.5:
            both = "".join(
                "- " + each.strip().replace("\n", "\n  ") + "\n" for each in (shown, waits)
            )
            (place / f"{self.slug}.yml").write_text(both, encoding="utf-8")
        else:
            (place / self.slug).mkdir(exist_ok=True)
            for name, text in (("shown", shown), ("waits", waits)):
                (place / self.slug / f"{name}.yml").write_text(text, encoding="utf-8")

    def write(self, content: Path, fate: str, others: Iterable[Text]) -> None:
        if self.said:
            self.write_comments(content)
        place = content / self.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(self.as_markdown(fate, others), encoding="utf-8")
        if self.picture:
            data = save(make_image().rotate(self.seed * 360), "PNG")
            (place.parent / self.picture).write_bytes(data)

    def delete(self, content: Path) -> None:
        (content / self.path).unlink(missing_ok=True)
        if self.picture:
            (content / self.path).with_name(self.picture).unlink(missing_ok=True)
        (content / f"comments/{self.slug}.yml").unlink(missing_ok=True)
        shutil.rmtree(content / "comments" / self.slug, ignore_errors=True)


class Blog:
    """A random blog in a folder, built by the command line with a memo."""

    def __init__(self, root: Path, chance: random.Random) -> None:
        self.root = root
        self.chance = chance
        self.texts = [Text(number, chance) for number in range(chance.randrange(2, 9))]
        self.options = ["--strict", "--today", str(TODAY), "--jobs", "1"]
        if chance.random() < 0.3:
            self.options += ["--base-url", "https://example.org/blogg/"]
        content = root / "content"
        (content / "posts").mkdir(parents=True)
        names = THEMES if chance.random() < 0.7 else ()
        if names:
            listed = "".join(f"- {{slug: {name}, name: {name.title()}}}\n" for name in names)
            (content / "themes.yml").write_text(listed, encoding="utf-8")
        else:
            self.options.remove("--strict")  # its absence is a warning
        permalink = chance.choice(("/besok/{slug}/", "/{year}/{month}/{slug}/"))
        settings = f"per_page: {chance.randrange(1, 4)}\npermalink: {permalink}\n"
        (content / "site.yml").write_text(
            f"title: Bloggen\nall_kommuner: false\n{settings}", encoding="utf-8"
        )

    def write(self, content: Path, fates: dict[str, str]) -> None:
        """All texts as they are by these fates; links lead only to what is published."""
        shown = [text for text in self.texts if fates[text.path] == "published"]
        for text in self.texts:
            if fates[text.path] == "deleted":
                text.delete(content)
            else:
                chance = random.Random(text.seed)
                others = [each for each in shown if each is not text and chance.random() < 0.3]
                text.write(content, fates[text.path], others)

    def build(self, content: Path, output: Path, *more: str | Path) -> Outcome:
        given = ("--content", content, "--output", output, *self.options, *more)
        return run_command("build", *given)


def read_plainly(folder: Path) -> dict[str, bytes]:
    """Every file, unpacked if it is packed."""
    return {
        path.relative_to(folder).as_posix(): gzip.decompress(data)
        if (data := path.read_bytes()).startswith(b"\x1f\x8b")
        else data
        for path in folder.rglob("*")
        if path.is_file()
    }


def try_blog(root: Path, seed: int) -> int:
    """Two builds of one random blog, between which texts change their fates; how many are held."""
    chance = random.Random(seed)
    blog = Blog(root, chance)
    held = 0
    for _ in range(2):
        fates = {text.path: text.choose_fate(chance) for text in blog.texts}
        blog.write(root / "content", fates)
        built = blog.build(root / "content", root / "site", "--cache", root / "cache")
        assert built.status == 0, built.err
        hidden = [text for text in blog.texts if fates[text.path] != "published"]
        assert_unseen(hidden, root / "site", blog.texts)
        without = root / "without"
        shutil.copytree(root / "content", without)
        for text in hidden:
            text.delete(without)
        clean = blog.build(without, root / "clean", "--no-cache")
        assert clean.status == 0, clean.err
        assert read_plainly(root / "site") == read_plainly(root / "clean")
        shutil.rmtree(without)
        shutil.rmtree(root / "clean")
        held += len(hidden)
    return held


def assert_unseen(hidden: Iterable[Text], site: Path, texts: Iterable[Text]) -> None:
    """No word of a held-back text or of its comments is in any file or name, nor of a comment that
    waits."""
    tree = read_plainly(site)
    everything = b"\n".join((*tree.values(), *(path.encode() for path in tree)))
    secret = {word for text in hidden for word in (*text.words, text.slug, *text.said)}
    secret |= {word for text in texts for word in text.waiting}
    assert [word for word in secret if word.encode() in everything] == []


@pytest.mark.parametrize("seed", range(BLOGS))
def test_nothing_of_what_is_held_back_is_in_the_site(seed: int, tmp_path: Path) -> None:
    with mock.patch.object(social_card, "draw_card", draw_as_text):
        try_blog(tmp_path, seed)


def test_the_real_link_previews_keep_the_secret_too(tmp_path: Path) -> None:
    assert try_blog(tmp_path, 1) > 0


def test_the_random_blogs_hold_much_back_and_their_words_would_be_found(tmp_path: Path) -> None:
    """What the proofs above look for is really there when the same blog is built with drafts."""
    chance = random.Random(3)
    blog = Blog(tmp_path, chance)
    blog.write(tmp_path / "content", {text.path: "draft" for text in blog.texts})
    built = blog.build(tmp_path / "content", tmp_path / "site", "--no-cache", "--drafts")
    assert built.status == 0, built.err
    tree = read_plainly(tmp_path / "site")
    everything = b"\n".join((*tree.values(), *(path.encode() for path in tree)))
    for text in blog.texts:
        unseen = [
            word for word in text.words[3:7] + text.words[12:33] if word.encode() not in everything
        ]
        assert unseen == []
        assert text.slug.encode() in everything
        assert [word for word in text.said[2:] if word.encode() not in everything] == []
