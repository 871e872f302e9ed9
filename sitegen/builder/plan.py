"""The plan of a build: which pages to make anew, and which can stay as the last build left them.

When only the text between some documents' headings has changed, nothing but the pages that show
those texts is looked at; it renders nothing itself.
"""

from __future__ import annotations

from collections.abc import Container, Mapping

import msgspec

from sitegen.checks.runner import check_site
from sitegen.core.digest import digest_of
from sitegen.core.problem import Problem
from sitegen.core.record import Record
from sitegen.inputs.input import Input
from sitegen.inputs.store import Content
from sitegen.model.site import Site, documents_of
from sitegen.output.target import OutputFile, OutputFiles, Target, stands
from sitegen.pages import files, social_cards
from sitegen.pages.page import Generated, Output, Page
from sitegen.registry.definition import make_pages, make_text_pages


class BuildState(Record, frozen=True):
    """What the last build left: each page, and what the whole was made from.

    `outline` is empty when the site as a whole had problems, which are then looked for again.
    """

    rendered: Mapping[str, OutputFile] = {}
    pages: int = 0
    outline: str = ""
    digests: Mapping[str, str] = {}  # of each document's file, by path


class Plan(Record, frozen=True):
    """`todo` are the pages to look at, `kept` what else there is; `pages` counts both.

    `texts` are the documents whose text is all that changed; None when everything is planned.
    """

    todo: tuple[Output, ...]
    kept: OutputFiles
    pages: int
    problems: tuple[Problem, ...] = ()
    texts: frozenset[str] | None = None


def plan_all(content: Content, *, extras: bool) -> Plan:
    """Every page of the site, checked; with `extras` the drawn link previews too."""
    return plan_site(content.site, content.public, content.given, extras=extras)


def plan_site(site: Site, public: Site, given: Input, *, extras: bool) -> Plan:
    """Every page of the site for readers, and what is wrong with the whole of it."""
    todo = make_todo(public, given, None, extras=extras)
    pages = sum(isinstance(each, Page | Generated) for each in todo)
    problems = check_site(site, todo, given.definition.checks)
    return Plan(todo, {}, pages, tuple(problems))


def plan_texts(content: Content, before: BuildState) -> Plan:
    """The pages that show texts which changed, where nothing but texts did."""
    digests, definition = content.digests, content.given.definition
    changed = frozenset(path for path in digests if before.digests.get(path) != digests[path])
    todo = make_text_pages(content.public, changed, definition)
    return Plan(todo, dict(before.rendered), before.pages, texts=changed)


def make_todo(
    site: Site, given: Input, texts: Container[str] | None, *, extras: bool
) -> tuple[Output, ...]:
    """The pages that show one of the documents `texts`; for None all there is in the site."""
    if texts is not None:
        return make_text_pages(site, texts, given.definition)
    copies = files.files(site, str(given.folders.content))
    drawn = social_cards.drawings(site) if extras else ()
    return (*make_pages(site, given.definition), *given.assets, *copies, *drawn)


def outline_of(site: Site, given: Input) -> str:
    """Changes when anything does that is not just the text of a document.

    Held-back documents count by their absence: they are on no page.
    """
    outlines = [(each.path, each.outline) for each in documents_of(site)]
    marks = [card.mark for card in site.cards.values()]
    others = sorted(site.files.items())
    pictures = [(path, shape.digest) for path, shape in sorted(site.pictures.shapes.items())]
    rows = {name: [row.place for row in found] for name, found in site.rows.items()}
    made_from = (
        outlines,
        marks,
        rows,
        others,
        pictures,
        given.settings,
        given.templates,
        given.assets,
    )
    return digest_of(msgspec.msgpack.encode(made_from))


def holds(plan: Plan, target: Target | None) -> bool:
    """Whether what the plan keeps still stands in the output folder."""
    return all(stands(target, path, page.digest) for path, page in plan.kept.items())
