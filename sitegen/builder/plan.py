"""The plan of a build: which pages to make again, and which can stay as the last build left them.

When only the text between some documents' headings has changed, nothing but the pages that show
those texts is looked at; it renders nothing itself.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from pathlib import Path

import msgspec

from sitegen.checks.runner import check_site
from sitegen.core.digest import digest_of
from sitegen.core.problem import Problem
from sitegen.core.record import Record
from sitegen.definition import make_pages, make_text_pages
from sitegen.inputs.input import Input
from sitegen.inputs.options import Options
from sitegen.inputs.store import Content
from sitegen.inputs.table import Table
from sitegen.inputs.toolchain import toolchain
from sitegen.model.site import Site, documents_of
from sitegen.output.target import OutputFile, OutputFiles, Target
from sitegen.pages import files
from sitegen.pages.page import Generated, Output, Page


class BuildState(Record, frozen=True):
    """What the last build left: each page, what it was made from, and what was wrong with it.

    `found` are the problems of the site as a whole, `coming` those that it will have when what is
    held back is published.
    """

    rendered: Mapping[str, OutputFile] = {}
    pages: int = 0
    outline: str = ""
    digests: Mapping[str, str] = {}  # of each document's file, by path
    found: tuple[Problem, ...] = ()
    coming: tuple[Problem, ...] = ()


def open_state(options: Options, folder: Path) -> Table[BuildState]:
    """What the last build by these options left, in the cache in `folder`. A page that stands is
    known by what it was made by, and where."""
    key = f"{toolchain(options.definition.modules)} {options.output and options.output.absolute()}"
    return Table(folder / "standing.memo", key, BuildState)


class Plan(Record, frozen=True):
    """`todo` are the pages to look at, `kept` what else there is; `pages` counts both.

    `texts` are the documents whose text is all that changed; None when everything is planned.
    """

    todo: tuple[Output, ...]
    kept: OutputFiles
    pages: int
    problems: tuple[Problem, ...] = ()
    texts: frozenset[str] | None = None


def plan_all(content: Content, options: Options) -> Plan:
    """Every page of the site, checked."""
    return plan_site(content.site, content.public, content.given, extras=options.extras)


def plan_site(site: Site, public: Site, given: Input, *, extras: bool) -> Plan:
    """Every page of the site for readers, and what is wrong with the whole of it; with `extras` the
    drawn link previews too."""
    todo = make_todo(public, given, None, extras=extras)
    pages = sum(isinstance(each, Page | Generated) for each in todo)
    problems = check_site(site, todo, given.definition.checks)
    return Plan(todo, {}, pages, tuple(problems))


def plan_texts(content: Content, before: BuildState, outline: str) -> Plan | None:
    """The pages that show texts which changed; None if anything but texts did.

    What was wrong with the site as a whole still is, for its checks see no more than outlines. Only
    the lines of what was wrong in the body of a changed text may be others: then None, too.
    """
    if before.outline != outline:
        return None
    known = before.digests
    changed = frozenset([path for path, now in content.digests.items() if known.get(path) != now])
    wrong = (*before.found, *before.coming)
    if any(problem.path in changed and not problem.field for problem in wrong):
        return None
    todo = make_text_pages(content.public, changed, content.given.definition)
    return Plan(todo, dict(before.rendered), before.pages, before.found, texts=changed)


def make_todo(
    site: Site, given: Input, texts: Container[str] | None, *, extras: bool
) -> tuple[Output, ...]:
    """The pages that show one of the documents `texts`; for None all there is in the site."""
    if texts is not None:
        return make_text_pages(site, texts, given.definition)
    copies = files.files(site, str(given.folders.content))
    drawn = files.drawings(site) if extras else ()
    return (*make_pages(site, given.definition), *given.assets, *copies, *drawn)


def outline_of(site: Site, given: Input, digests: Mapping[str, str]) -> str:
    """Changes when anything does that is not just the text of a published document.

    `digests` are those of the files. A text that is held back counts as a whole: it is on no page,
    but what is wrong with it is reported, and the files that it uses are not unused.
    So does a record: its page is not one of those that show texts.
    """
    hidden = [(path, why, digests.get(path, "")) for path, why in sorted(site.hidden.items())]
    outlines = [(each.path, each.outline) for each in documents_of(site)]
    records = [each.version for each in documents_of(site) if each.path.endswith(".yml")]
    held = [(each.path, each.outline) for each in site.held.values()]
    marks = [card.mark for card in site.cards.values()]
    others = sorted(site.files.items())
    pictures = [(path, shape.digest) for path, shape in sorted(site.pictures.shapes.items())]
    rows = {name: [row.place for row in found] for name, found in site.rows.items()}
    made_from = (
        outlines,
        records,
        site.today,
        hidden,
        held,
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
    """True if what the plan keeps is still in the output folder."""
    kept = {path: page.digest for path, page in plan.kept.items()}
    return target is None or kept.items() <= target.previous.items()
