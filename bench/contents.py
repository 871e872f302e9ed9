"""The corpus in the content format of each peer: the same posts, themes and kommuner.

It writes content only; templates and settings are in sites/.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
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


def write_hugo(folder: Path, count: int, assets: Path, photos: Path | None = None) -> None:
    """A Hugo site: kommun, län and tema as taxonomies, years and months as sections.

    With a folder of photos each post shows one of them, in turn.
    """
    shutil.copytree(SITES / "hugo", folder)
    _copy_assets(assets, folder / "static" / "assets", root=folder / "static")
    content = folder / "content"
    _write_hugo_terms(content)
    _write_hugo_lists(content)
    shown = sorted(photos.iterdir()) if photos else []
    for number, post in enumerate(corpus.posts(count)):
        photo = shown[number % len(shown)] if shown else None
        _write_hugo_post(content / "arkiv", post, photo)


def _write_hugo_terms(content: Path) -> None:
    """The pages of all kommuner, län and themes; only those with posts have feeds."""
    visited = {kommun.slug for kommun in corpus.kommuner()}
    _page(content / "kommun" / "_index.md", {"title": "Kommuner"})
    for kommun in corpus.all_kommuner():
        facts = {"title": kommun.name, **_facts(kommun)}
        facts["lanCode"] = facts.pop("lan")  # län are a taxonomy
        if kommun.slug in visited:
            more = {"visited": True, "outputs": ["html", "atom", "jsonfeed", "compare"]}
        else:
            more = {"layout": "unvisited", "outputs": ["html"], "lanSlug": kommun.lan_slug}
        _page(content / "kommun" / kommun.slug / "_index.md", facts | more)
    _page(content / "lan" / "_index.md", {"title": "Län"})
    lan = {kommun.lan_slug: kommun.lan_name for kommun in corpus.kommuner()}
    for kommun in corpus.all_kommuner():
        outputs = ["html", "atom", "jsonfeed"] if kommun.lan_slug in lan else ["html"]
        facts = {"title": kommun.lan_name, "lanCode": kommun.lan, "layout": "lan"}
        _page(content / "lan" / kommun.lan_slug / "_index.md", facts | {"outputs": outputs})
    _page(content / "tema" / "_index.md", {"title": "Teman"})
    for slug, name, description in phrases.THEMES:
        facts = {"title": name, "description": description}
        _page(content / "tema" / slug / "_index.md", facts)


def _write_hugo_lists(content: Path) -> None:
    """The overviews of themes by kommun, the map, and pages that a blog has one of."""
    _page(content / "arkiv" / "_index.md", {"title": "Arkiv"})
    overview = content / "oversikt"
    _page(overview / "_index.md", {"title": "Alla", "layout": "overview"})
    for order in ("namn", "lan"):
        facts = {"title": f"Efter {order}", "layout": "overview", "order": order}
        _page(overview / order / "_index.md", facts)
    for kommun in corpus.all_kommuner():
        facts = {"title": kommun.lan_name, "layout": "overview", "lanCode": kommun.lan}
        _page(overview / kommun.lan_slug / "_index.md", facts)
    for year in range(corpus.FIRST_DAY.year, corpus.FIRST_DAY.year + corpus.DAYS // 365):
        facts = {"title": str(year), "layout": "overview", "year": str(year)}
        _page(overview / str(year) / "_index.md", facts)
    _page(content / "karta" / "_index.md", {"title": "Karta", "layout": "map"})
    for path in ("planer", "planer/sa-bedomer-vi", "folj", "jamfor", "data"):
        _page(content / path / "_index.md", {"title": path, "layout": "plain"})


def _write_hugo_post(archive: Path, post: Post, photo: Path | None) -> None:
    year = archive / f"{post.date:%Y}"
    month = year / f"{post.date:%m}"
    if not month.exists():
        _page(year / "_index.md", {"title": year.name, "layout": "year"})
        name = f"{MONTHS[post.date.month - 1]} {year.name}"
        _page(month / "_index.md", {"title": name, "layout": "month"})
    facts = {
        "title": post.title,
        "date": f"{post.date:%Y-%m-%dT%H:%M:%S}",
        "year": year.name,
        "kommun": [post.kommun.slug],
        "lan": [post.kommun.lan_slug],
        "tema": list(post.themes),
    }
    if photo is None:
        _page(month / f"{post.slug}.md", facts, post.body)
        return
    _page(month / post.slug / "index.md", facts, post.body)
    shutil.copy(photo, month / post.slug / "photo.jpg")


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


def _page(path: Path, facts: Mapping[str, object], body: str = "") -> None:
    """Write a Markdown file with front matter; JSON's scalars and lists are YAML too."""
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in facts.items()]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(("---", *lines, "---", "", body)), encoding="utf-8")
