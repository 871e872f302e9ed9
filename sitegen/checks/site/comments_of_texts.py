"""Comments: each belongs to a text, each answer to a comment of it, and somebody receives new ones.

Good:  comments/hagfors.yml, when a post has the slug hagfors
Bad:   comments/hagfros.yml, an answer to a comment that is not there, comments that answer each
       other, two with one name, one that is removed and has its words, a form sent to nobody
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sitegen.core.problem import Problem, Suggester
from sitegen.documents.comments import COMMENTS, REMOVED, Comment, answered, commented_slug
from sitegen.documents.document import Meta
from sitegen.documents.parsing import slug_of
from sitegen.documents.settings import CONFIG
from sitegen.model.site import Site, documents_of
from sitegen.pages.page import Output


def check(site: Site, pages: Sequence[Output]) -> Iterator[Problem]:
    """Yield each file of comments without a text, each comment without its place, and what is wrong
    with how new ones are received."""
    yield from _find_setup_faults(site)
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


def _find_setup_faults(site: Site) -> Iterator[Problem]:
    settings, contact = site.config.comments, site.config.contact
    if settings is None or not settings.form:
        return

    def fault(field: str, message: str, hint: str) -> Problem:
        place = f"comments.{field}"
        return Problem(CONFIG, 0, 0, "comment-form", message, hint, "warning", field=place)

    if not settings.endpoint and not settings.notify and contact is None:
        message = "Ingen tar emot läsarnas kommentarer, så det går inte att kommentera."
        yield fault("form", message, "Skriv endpoint eller notify under comments, eller contact.")
    if settings.endpoint.startswith("http:"):
        message = "Läsarnas kommentarer skickas utan kryptering."
        yield fault("endpoint", message, "Skriv en adress som börjar med https://.")
    known = {each.slug for each in site.pages.values()}
    if settings.policy and settings.policy not in known:
        message = f"Sidan ”{settings.policy}” finns inte, så läsarna ser inte vad som gäller."
        hint = Suggester(known).ask(settings.policy) or "Skriv namnet i en fristående sidas adress."
        yield fault("policy", message, hint)


def _slugs(site: Site) -> set[str]:
    """The names in the addresses of all texts, also those that are held back or cannot be read."""
    others = (*site.unread, *site.hidden, *site.held)
    found = {slug_of(path) for path in others if not COMMENTS.has(path)}
    documents = (*site.held.values(), *documents_of(site))
    return found | {each.slug for each in documents if isinstance(each.meta, Meta)}


def _find_faults(thread: Iterable[tuple[str, Comment]]) -> Iterator[Problem]:
    comments = list(thread)
    answers = {each._id.text: answered(each) for _, each in comments}
    parents = {name: parent.text for name, parent in answers.items() if parent}
    circles = _find_circles(parents)
    seen: set[str] = set()
    in_circles: set[str] = set()
    for path, each in comments:
        word = each._id
        if word.text in seen:
            message = f"Två kommentarer till samma text heter {word.text}."
            hint = "Ge den ena ett annat namn i _id."
            yield Problem(path, word.line, word.column, "comment-twice", message, hint)
        seen.add(word.text)
        if each.state == REMOVED and (each.name or each.message):
            message = "Kommentaren är borttagen, men namnet eller orden står kvar i filen."
            hint = "Ta bort raderna name och message. Läsarna ser dem inte, men de finns."
            yield Problem(path, word.line, word.column, "comment-removed", message, hint, "warning")
        parent = answered(each)
        hint = "Ta bort parent, så står den för sig."
        if parent and parent.text not in answers:
            message = f"Kommentaren svarar på {parent.text}, som inte finns."
            yield Problem(
                path, parent.line, parent.column, "comment-parent", message, hint, "warning"
            )
        circle = circles.get(word.text, frozenset())
        if parent and circle and in_circles.isdisjoint(circle):
            in_circles |= circle
            message = (
                f"Kommentaren svarar i en ring: {parent.text} svarar på den, eller på ett svar."
            )
            if len(circle) == 1:
                message = "Kommentaren svarar på sig själv."
            yield Problem(
                path, parent.line, parent.column, "comment-parent", message, hint, "warning"
            )


def _find_circles(parents: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Each comment that answers itself by way of others, with all that do so together."""
    found: dict[str, frozenset[str]] = {}
    settled: set[str] = set()
    for name in parents:
        trail: list[str] = []
        at = name
        while at in parents and at not in settled:
            settled.add(at)
            trail.append(at)
            at = parents[at]
        if at in trail:
            circle = frozenset(trail[trail.index(at) :])
            found |= dict.fromkeys(circle, circle)
    return found
