"""The works that are measured: the edits of an author or a designer before a build.

Each is a pure function that returns a file and its new text; `apply` makes and undoes the edit.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import corpus
import msgspec
from corpus import Post


class Place(msgspec.Struct, frozen=True):
    """Our site: a folder with content/ and templates/, and how many posts it has."""

    folder: Path
    count: int

    def path(self, post: Post) -> Path:
        return self.folder / "content" / "posts" / post.filename


class Edit(msgspec.Struct, frozen=True):
    """A file and its new text; None removes it."""

    path: Path
    text: str | None


def edit_body(place: Place, turn: int) -> Edit:
    """Add a sentence at the end of one post."""
    path = place.path(_chosen(place, turn))
    added = f"\nVi återkommer till frågan, för {turn}:e gången.\n"
    return Edit(path, path.read_text(encoding="utf-8") + added)


def edit_title(place: Place, turn: int) -> Edit:
    """Change the title of one post."""
    post = _chosen(place, turn)
    path = place.path(post)
    text = path.read_text(encoding="utf-8")
    return Edit(path, text.replace(f'"{post.title}"', f'"{post.title}, del {turn}"', 1))


def add_post(place: Place, turn: int) -> Edit:
    """Add one post, whose date is among those of the others; none of its links is broken."""
    post = corpus.post(place.count + turn % 9)
    return Edit(place.path(post), corpus.as_text(post))


def delete_post(place: Place, turn: int) -> Edit:
    """Remove one post to which no other links."""
    return Edit(place.path(_chosen(place, turn)), None)


def add_status(place: Place, turn: int) -> Edit:
    """Add a status to a point of a plan; the site has to have plans."""
    path = place.folder / "content" / "plans" / f"plan-{turn % 9:04}.yml"
    text = path.read_text(encoding="utf-8")
    added = f"reports: [{{date: 2019-02, status: klart, source: {_chosen(place, turn).filename}}}, "
    return Edit(path, text.replace("reports: [", added, 1))


def edit_template(place: Place, turn: int) -> Edit:
    """Change the template that every page extends, which is the most expensive edit."""
    path = place.folder / "templates" / "base.html"
    text = path.read_text(encoding="utf-8")
    return Edit(path, text.replace("</body>", f"<!-- {turn} -->\n</body>"))


EDITS: dict[str, Callable[[Place, int], Edit]] = {
    "body": edit_body,
    "title": edit_title,
    "new": add_post,
    "delete": delete_post,
    "template": edit_template,
}

WORKS = ("cold", *EDITS, "nothing")
"""All works, in the order of the tables."""

SHIPPED_EDITS = {
    **{name: EDITS[name] for name in ("body", "title", "new")},
    "status": add_status,
}


def _chosen(place: Place, turn: int) -> Post:
    """A post in the middle of the corpus, a different one each turn; its number never ends in 0."""
    return corpus.post(place.count // 20 * 10 + 1 + turn % 9)


def apply(edit: Edit) -> Edit:
    """Carry out an edit; return the edit that undoes it."""
    before = edit.path.read_text(encoding="utf-8") if edit.path.exists() else None
    if edit.text is None:
        edit.path.unlink()
    else:
        edit.path.write_text(edit.text, encoding="utf-8")
    return Edit(edit.path, before)
