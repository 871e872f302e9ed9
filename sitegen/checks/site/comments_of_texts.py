"""Comments: each file of comments belongs to a text, and each answer to a comment of the same text.

Good:  comments/hagfors.yml, when a post has the slug hagfors
Bad:   comments/hagfros.yml, an answer to a comment that is not there, two comments with one name
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sitegen.core.problem import Problem, Suggester
from sitegen.documents.comments import COMMENTS, Comment, answered, commented_slug
from sitegen.documents.document import Meta
from sitegen.documents.parsing import slug_of
from sitegen.model.site import Site, documents_of
from sitegen.pages.page import Output


def check(site: Site, pages: Sequence[Output]) -> Iterator[Problem]:
    """Yield each file of comments without a text, and each comment without its place."""
    files = site.documents.get(COMMENTS.name, {})
    if not files:
        return
    known = _slugs(site)
    suggest = Suggester(known)
    threads: dict[str, list[tuple[str, Comment]]] = {}
    for path, file in files.items():
        slug = commented_slug(path)
        if slug not in known:
            message = f"Ingen text har namnet {slug} i adressen. Kommentarerna hör inte hemma."
            hint = suggest.ask(slug) or "Döp om filen efter texten som de hör till."
            yield Problem(path, 0, 0, "comment-orphan", message, hint, "warning")
        threads.setdefault(slug, []).extend((path, each) for each in file.meta.comments)
    for thread in threads.values():
        yield from _find_faults(thread)


def _slugs(site: Site) -> set[str]:
    """The names in the addresses of all texts, also those that are held back or cannot be read."""
    others = (*site.unread, *site.hidden, *site.held)
    found = {slug_of(path) for path in others if not COMMENTS.has(path)}
    documents = (*site.held.values(), *documents_of(site))
    return found | {each.slug for each in documents if isinstance(each.meta, Meta)}


def _find_faults(thread: Iterable[tuple[str, Comment]]) -> Iterator[Problem]:
    comments = list(thread)
    names = {each._id.text for _, each in comments}
    seen: set[str] = set()
    for path, each in comments:
        word = each._id
        if word.text in seen:
            message = f"Två kommentarer till samma text heter {word.text}."
            hint = "Ge den ena ett annat namn i _id."
            yield Problem(path, word.line, word.column, "comment-twice", message, hint)
        seen.add(word.text)
        parent = answered(each)
        if parent and parent.text not in names:
            message = f"Kommentaren svarar på {parent.text}, som inte finns."
            hint = "Ta bort parent, så står den för sig."
            yield Problem(
                path, parent.line, parent.column, "comment-parent", message, hint, "warning"
            )
