"""The corpus in the content format of each peer: the same posts, themes and kommuner.

It writes content only; templates and settings are in sites/.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

import corpus
import phrases
from corpus import Kommun, Post

SITES = Path(__file__).parent / "sites"
AT_ROOT = ("favicon.ico", "apple-touch-icon.png")
"""Where browsers look for them; sitegen/core/urls.py has the same."""

MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)


def write_hugo(folder: Path, count: int, assets: Path) -> None:
    """A Hugo site: kommun and tema as taxonomies, years and months as sections."""
    shutil.copytree(SITES / "hugo", folder)
    _copy_assets(assets, folder / "static" / "assets", root=folder / "static")
    content = folder / "content"
    _page(content / "kommun" / "_index.md", {"title": "Kommuner"})
    for kommun in corpus.kommuner():
        facts = {"title": kommun.name, **_facts(kommun)}
        _page(content / "kommun" / kommun.slug / "_index.md", facts)
    _page(content / "tema" / "_index.md", {"title": "Teman"})
    for slug, name, description in phrases.THEMES:
        facts = {"title": name, "description": description}
        _page(content / "tema" / slug / "_index.md", facts)
    _page(content / "arkiv" / "_index.md", {"title": "Arkiv"})
    for post in corpus.posts(count):
        _write_hugo_post(content / "arkiv", post)


def _write_hugo_post(archive: Path, post: Post) -> None:
    year = archive / f"{post.date:%Y}"
    month = year / f"{post.date:%m}"
    if not month.exists():
        _page(year / "_index.md", {"title": year.name, "layout": "year"})
        name = f"{MONTHS[post.date.month - 1]} {year.name}"
        _page(month / "_index.md", {"title": name, "layout": "month"})
    facts = {
        "title": post.title,
        "date": f"{post.date:%Y-%m-%dT%H:%M:%S}",
        "kommun": [post.kommun.slug],
        "tema": list(post.themes),
    }
    _page(month / f"{post.slug}.md", facts, post.body)


def write_pelican(folder: Path, count: int, assets: Path) -> None:
    """A Pelican site: kommun as category, themes as tags."""
    shutil.copytree(SITES / "pelican", folder)
    _copy_assets(assets, folder / "theme" / "static", root=folder / "root")
    _write_vocabulary(folder / "vocabulary.json")
    names = _theme_names()
    articles = folder / "content"
    articles.mkdir()
    for post in corpus.posts(count):
        head = (
            f"Title: {post.title}\nDate: {post.date:%Y-%m-%d %H:%M}\nSlug: {post.slug}\n"
            f"Category: {post.kommun.name}\n"
            f"Tags: {', '.join(names[slug] for slug in post.themes)}\n\n"
        )
        (articles / f"{post.slug}.md").write_text(head + post.body, encoding="utf-8")


def write_eleventy(folder: Path, count: int, assets: Path) -> None:
    """An Eleventy site: lists are collections made in its configuration."""
    shutil.copytree(SITES / "eleventy", folder)
    _copy_assets(assets, folder / "content" / "assets", root=folder / "root")
    _write_vocabulary(folder / "content" / "_data" / "vocabulary.json")
    for post in corpus.posts(count):
        facts = {
            "title": post.title,
            "date": f"{post.date:%Y-%m-%dT%H:%M:%SZ}",
            "kommun": post.kommun.slug,
            "teman": list(post.themes),
        }
        _page(folder / "content" / "posts" / f"{post.slug}.md", facts, post.body)


def _copy_assets(assets: Path, folder: Path, *, root: Path) -> None:
    """Copy the assets; those that belong at the root of the site go into `root`."""
    shutil.copytree(assets, folder)
    root.mkdir(exist_ok=True)
    for name in AT_ROOT:
        shutil.move(folder / name, root / name)


def _facts(kommun: Kommun) -> dict[str, str]:
    return {
        "official": kommun.official,
        "code": kommun.code,
        "lan": kommun.lan,
        "lanName": kommun.lan_name,
    }


def _theme_names() -> dict[str, str]:
    return {slug: name for slug, name, _ in phrases.THEMES}


def _write_vocabulary(path: Path) -> None:
    """Names and descriptions of kommuner and themes by slug, and the months, as data."""
    vocabulary = {
        "months": MONTHS,
        "kommuner": {
            kommun.slug: {"name": kommun.name, **_facts(kommun)} for kommun in corpus.kommuner()
        },
        "teman": {
            slug: {"name": name, "description": description}
            for slug, name, description in phrases.THEMES
        },
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")


def _page(path: Path, facts: Mapping[str, str | Iterable[str]], body: str = "") -> None:
    """Write a Markdown file with front matter; JSON's scalars and lists are YAML too."""
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in facts.items()]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(("---", *lines, "---", "", body)), encoding="utf-8")
