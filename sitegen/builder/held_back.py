"""Texts that readers do not see: checked as if their day had come, or left out because of errors.

It decides by values alone and plans sites that are never rendered; the builder builds the site.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import datetime, timedelta
from functools import partial

import msgspec

from sitegen.builder.plan import make_todo
from sitegen.checks.runner import check_site
from sitegen.core.problem import Problem, find_stopping
from sitegen.core.record import Record
from sitegen.definition import make_pages
from sitegen.documents.collection import collection_of
from sitegen.documents.settings import settings_files
from sitegen.inputs.options import Options
from sitegen.inputs.store import Content, site_at, site_of_all, site_of_held
from sitegen.model import links
from sitegen.model.site import Site, documents_of, moment_at, texts_of
from sitegen.pages.files import files, files_of
from sitegen.pages.page import Output, Page

NEW = timedelta(days=2)
"""How long after its moment a text with errors is left out instead of stopping the build: long
enough for somebody to see what the build reports. No build needs to know of an earlier one."""

WHY = "har fel"


class Coming(Record, frozen=True):
    """What will be wrong when what is held back is published, and the pages of those texts."""

    problems: tuple[Problem, ...] = ()
    pages: tuple[Output, ...] = ()


def check_coming(content: Content, options: Options, today: Sequence[Output]) -> Coming:
    """The problems that the site will have once everything that is held back is published.

    A site only grows, so one site with everything shows nearly all of them. What it cannot show
    is a link to a page that will not be there yet on the day of the text, such as the page of a
    kommun without posts; where there may be one, the site of that day is checked too. `today` are
    the pages of the site for readers.
    """
    if not content.site.hidden.keys() - options.left_out.keys():
        return Coming()
    site, held = site_of_all(content, options), site_of_held(content, options)
    known = {page.url for page in today}
    more = tuple(_plan_more(content, held, known))
    pages = (*today, *more)
    found = check_site(site, pages, content.given.definition.checks)
    for day in sorted(set(_doubtful_days(site, pages, known))):
        on_day = site_at(content, options, day)
        planned = make_todo(on_day, content.given, None, extras=False)
        problems = check_site(on_day, planned, content.given.definition.checks)
        reported = {place_and_code(each) for each in found}
        own = [each for each in problems if each.path in site.hidden]
        found += [each for each in own if place_and_code(each) not in reported]
    own_pages = (each for each in more if isinstance(each, Page) and each.source in held.urls)
    return Coming(tuple(found), tuple(own_pages))


def _plan_more(content: Content, held: Site, today: Set[str]) -> Iterator[Output]:
    """The pages that held-back texts add to those of today, of which the addresses are given.

    The site with all texts has the same addresses, but takes many times as long to plan.
    """
    for page in (*make_pages(held, content.given.definition), *files(held, "")):
        if page.url not in today or page.source in held.urls:
            yield page


def _doubtful_days(site: Site, pages: Iterable[Output], today: Set[str]) -> Iterator[datetime]:
    """The day of each text that waits and links to a page of no single text, which is not there
    today."""
    shared = {page.url for page in pages if not page.source} - today
    for text in texts_of(site):
        day = moment_at(site, text.path) if text.path in site.hidden else None
        targets = (links.divide(link.target, text.path) for link in links.of_kind(text, "link"))
        if day is not None and any(target.path in shared for target in targets):
            yield day


def find_texts_to_leave_out(
    problems: Iterable[Problem], content: Content, options: Options
) -> dict[str, str]:
    """The reason for each text without which the site can be published; empty if there are none.

    All errors must be in texts that may be left out: those whose moment came within the last two
    days, and with `without_broken` any.
    """
    stopping = find_stopping(problems)
    if options.drafts and not options.without_broken:
        return {}
    texts: set[str] = set()
    for problem in stopping:
        owners = set(_owners(problem, content, options))
        if not owners or not all(_may_go(path, content.site, options) for path in owners):
            return {}
        texts |= owners
    return dict.fromkeys(sorted(texts - options.left_out.keys()), WHY)


def _owners(problem: Problem, content: Content, options: Options) -> Iterator[str]:
    """The texts that have to go for an error to go: the one it is in, or all that use the file."""
    definition = content.given.definition
    settings = settings_files(definition.vocabularies, definition.rows)
    if problem.root != "content" or not problem.path or problem.path in settings:
        return
    if collection_of(problem.path, definition.collections):
        yield problem.path
        return
    for document in documents_of(content.site):
        if problem.path in files_of(document):
            yield document.path
    if options.without_broken:
        yield problem.path


def _may_go(path: str, site: Site, options: Options) -> bool:
    if options.without_broken:
        return True
    moment = moment_at(site, path)
    return moment is not None and options.now - NEW <= moment <= options.now


def describe_left_out(left_out: Mapping[str, str], site: Site) -> Iterator[Problem]:
    """A warning for each text that is left out; files that only such texts use have none."""
    for path in left_out:
        if collection_of(path, site.collections):
            yield Problem(
                path,
                0,
                0,
                "text-left-out",
                "Texten är inte med på webbplatsen, för den har fel.",
                "Rätta felet och publicera igen. Har texten varit ute är den borta tills dess.",
                "warning",
                stops=False,
            )


def as_consequences(
    problems: Iterable[Problem], with_all: Iterable[Problem], hint: str = ""
) -> list[Problem]:
    """The problems of a site without some texts. Those that the site `with_all` does not have are
    warnings, for they go away when the texts come back; `hint` replaces theirs."""
    known = {place_and_code(each) for each in with_all}
    warn = partial(msgspec.structs.replace, severity="warning", stops=False)
    return [
        each if place_and_code(each) in known else warn(each, hint=hint or each.hint)
        for each in problems
    ]


def place_and_code(problem: Problem) -> tuple[str, str, int, int, str]:
    """What two reports of the same problem have in common; their hints may differ."""
    return problem.root, problem.path, problem.line, problem.column, problem.code
