"""Organisations: who is named existed then, and the list holds together.

Good:  organisation: Region Värmland in a post from 2015, and one with that name and until: 2018
Bad:   the same, and the only one with that name has from: 2019-01-01
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sitegen.core.problem import Problem, did_you_mean
from sitegen.documents.document import at_field
from sitegen.documents.organisations import ORGANISATIONS, Organisation
from sitegen.model.follow_ups import period_of
from sitegen.model.plan import plan_day
from sitegen.model.site import Site
from sitegen.model.visit_row import VISITS
from sitegen.pages.page import Output
from sitegen.pages.plan_notes import all_plans
from sitegen.sweden import swedish


def check(site: Site, pages: Sequence[Output]) -> Iterator[Problem]:
    """Yield each organisation that did not exist when a text names it, each that replaces one that
    is not listed, and each that ended before it began; nothing if none is listed."""
    if not site.organisations.by_word:
        return
    yield from _check_list(site)
    yield from _check_posts(site)
    yield from _check_rows(site)
    yield from _check_plans(site)


def _check_posts(site: Site) -> Iterator[Problem]:
    for post in site.posts.values():
        for number, each in enumerate(post.meta.participants):
            if told := _explain(site, each.organisation, period_of(post).last):
                field = f"participants.{number}.organisation"
                yield at_field(post, field, "organisation-not-then", *told, "warning")


def _check_rows(site: Site) -> Iterator[Problem]:
    for row in site.rows.get(VISITS.name, ()):
        for each in row.meta.participants:
            if told := _explain(site, each.organisation, row.meta.date.last):
                yield Problem(row.path, row.line, 1, "organisation-not-then", *told, "warning")


def _check_plans(site: Site) -> Iterator[Problem]:
    for plan in all_plans(site):
        for number, point in enumerate(plan.meta.points):
            for word in point.responsible:
                if told := _explain(site, word, plan_day(plan)):
                    yield at_field(
                        plan,
                        f"points.{number}.responsible",
                        "organisation-not-then",
                        *told,
                        "warning",
                    )


def _explain(site: Site, word: str, day: date | None) -> tuple[str, str] | None:
    """What to say of a word for organisations, none or several of which existed on a day."""
    known = site.organisations.known_as(word)
    if not known or day is None:
        return None
    found = site.organisations.find(word, day)
    if found:
        return None
    then = [each for each in known if each.existed(day)]
    shown = swedish.format_date(day)
    if len(then) > 1:
        slugs = swedish.format_list(each.slug for each in then)
        message = f"Flera organisationer hette ”{word}” den {shown}."
        return message, f"Skriv nyckeln till den som du menar: {slugs}."
    hint = "Ändra from eller until i organisations.yml, eller lägg till den som fanns då."
    return f"Ingen organisation i organisations.yml hette ”{word}” den {shown}.", hint


def _check_list(site: Site) -> Iterator[Problem]:
    listed: Sequence[Organisation] = site.settings.vocabularies.get(ORGANISATIONS.name, ())
    lines = site.settings.lines.get(ORGANISATIONS.name) or (0,) * len(listed)
    slugs = {each.slug for each in listed}
    for each, line in zip(listed, lines, strict=True):
        place = (ORGANISATIONS.file, line, 1 if line else 0)
        for slug in each.replaces:
            if slug not in slugs or slug == each.slug:
                message = f"{each.name} ersätter ”{slug}”, som inte finns i organisations.yml."
                if slug == each.slug:
                    message = f"{each.name} kan inte ersätta sig själv."
                others = slugs - {each.slug}
                hint = did_you_mean(slug, others) or "Skriv nyckeln till en annan i listan."
                yield Problem(*place, "organisation-replaces", message, hint)
        begun, ended = each.from_, each.until
        if begun and ended and ended.order < begun.order:
            message = f"{each.name} slutar ({ended.text}) innan den börjar ({begun.text})."
            yield Problem(*place, "organisation-order", message, "Ändra from eller until.")
