"""A new post or record: a few questions, and the file that comes of the answers.

The questions about a post, and what counts as an answer, are those of the command line; what a
record is begun with, and what its file is called, its collection declares.
"""

from __future__ import annotations

import itertools
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

import msgspec
from werkzeug import Response

from sitegen.authoring import choices, controls
from sitegen.authoring.field_set import Fields
from sitegen.authoring.form import Form, read_form
from sitegen.authoring.new_post import Answer, Wanted, answer, questions, write_post
from sitegen.authoring.source_map import read_source_map
from sitegen.authoring.yaml_edit import edit
from sitegen.authoring.yaml_values import Value, nothing
from sitegen.builder.result import LatestBuild
from sitegen.core.record import Record
from sitegen.documents.collection import Collection
from sitegen.front_matter.declarations import declared_fields
from sitegen.front_matter.fields import read_partial
from sitegen.inputs.writer import ContentWriter
from sitegen.mission.outcomes import is_open
from sitegen.model.plan import PLANS
from sitegen.model.site import Site
from sitegen.preview.editor import http, routes, views
from sitegen.preview.editor.http import Rejected, one
from sitegen.sweden import register, swedish
from sitegen.sweden.dates import parse_moment
from sitegen.sweden.periods import format_period


def ask(newest: LatestBuild, key: str, *, now: datetime) -> Response:
    """The form, with today's date."""
    return _form(newest, key, now=now, sent={}, problems={})


def begin(
    newest: LatestBuild, writer: ContentWriter, sent: Form, key: str, *, now: datetime
) -> Response:
    """Make the file and go on to write in it, or say what is missing."""
    if one(sent, "gor") == "visa":
        return _form(newest, key, now=now, sent=sent, problems={})
    asked = {question.name: question for question in questions(newest.given.settings)}
    answers: dict[str, Answer] = {}
    for name, question in asked.items():
        typed = ", ".join(filter(None, sent.get(name, ())))
        answers[name] = answer(question, typed)
    problems = {name: each.problem for name, each in answers.items() if each.problem}
    date = one(sent, "date").strip() or now.date().isoformat()
    if parse_moment(date) is None:
        problems["date"] = "Skriv dagen som år-månad-dag, till exempel 2017-06-01."
    if problems:
        return _form(newest, key, now=now, sent=sent, problems=problems)
    wanted = Wanted(
        title=answers["title"].values[0],
        date=date,
        kommun=answers["kommun"].values,
        theme=answers["theme"].values,
        points=sent.get("punkt", ()),
    )
    made = write_post(wanted, newest.site)
    try:
        writer.add(made.path, made.text.encode())
    except FileExistsError:
        problems["title"] = f"Det finns redan en fil som heter {made.path}. Välj en annan rubrik."
        return _form(newest, key, now=now, sent=sent, problems=problems)
    return http.see_other(routes.editor(made.path))


def _form(
    newest: LatestBuild, key: str, *, now: datetime, sent: Form, problems: Mapping[str, str]
) -> Response:
    names = (*(kommun.name for kommun in register.kommuner().values()), "ingen")
    page = views.render(
        "new.html",
        newest,
        key,
        form=sent,
        today=now.date().isoformat(),
        problems=problems,
        names=names,
        themes=tuple(newest.site.themes.values()),
        known=[*_find_known(newest, sent.get("kommun", ()))],
    )
    return http.html(page, 422 if problems else 200)


class KnownVisit(Record, frozen=True):
    """An earlier visit: when it was, and the titles and addresses of the posts that tell of it."""

    when: str
    posts: tuple[tuple[str, str], ...]


class PointToAsk(Record, frozen=True):
    """A point of a plan that is neither done nor ended: its name for a heading, its words, the plan
    and what is known of it."""

    reference: str
    text: str
    plan: str
    known: str


class KnownKommun(Record, frozen=True):
    """What the blog knows of a kommun when a text about it is begun, the newest first; `others` are
    the texts about it that tell of no visit, and `drafts` those that are begun already."""

    name: str
    summary: str
    visits: tuple[KnownVisit, ...]
    points: tuple[PointToAsk, ...]
    others: tuple[tuple[str, str], ...]
    drafts: tuple[tuple[str, str], ...]


def _find_known(newest: LatestBuild, names: Iterable[str]) -> Iterator[KnownKommun]:
    """What is known of each kommun of these names."""
    site = newest.site
    found = dict.fromkeys(filter(None, map(register.find_kommun, names)))
    for kommun in found:
        told = {path for each in site.visits.get(kommun.slug, ()) for path in each.posts}
        paths = site.by_kommun.get(kommun.slug, ())
        drafts = [path for path in paths if site.posts[path].meta.draft]
        visits = tuple(_list_visits(site, kommun.slug, drafts))
        yield KnownKommun(
            kommun.name,
            _summarise(kommun.name, visits),
            visits,
            tuple(_list_points(site, kommun.slug)),
            tuple(_link(site, path) for path in paths if path not in (*told, *drafts)),
            tuple((site.posts[path].meta.title, routes.editor(path)) for path in drafts),
        )


def _summarise(name: str, visits: Sequence[KnownVisit]) -> str:
    if not visits:
        return f"Inget besök i {name} finns på bloggen än."
    counted = swedish.count(len(visits), "besök", "besök")
    return f"{swedish.capitalise(name)}: {counted} förut, det senaste {visits[0].when}."


def _list_visits(site: Site, kommun: str, drafts: Container[str]) -> Iterator[KnownVisit]:
    for visit in reversed(site.visits.get(kommun, ())):
        posts = tuple(_link(site, path) for path in visit.posts if path not in drafts)
        if posts or visit.rows:
            yield KnownVisit(format_period(visit.period), posts)


def _link(site: Site, path: str) -> tuple[str, str]:
    return site.posts[path].meta.title, site.urls.get(path, "")


def _list_points(site: Site, kommun: str) -> Iterator[PointToAsk]:
    """The points that wait for a follow-up; those of a plan that another has replaced do not."""
    plans = [each for each in site.documents[PLANS.name].values() if each.meta.kommun == kommun]
    replaced = {each.meta.replaces.text for each in plans if each.meta.replaces}
    for plan in plans:
        for each in site.outcomes[plan.slug] if plan.slug not in replaced else ():
            status, newest, due = each.outcome.status, each.outcome.newest, each.point.due
            if is_open(status):
                when = f" {format_period(newest.period)}" if newest else ""
                until = f" Skulle vara klart {format_period(due)}." if due else ""
                yield PointToAsk(
                    f"{plan.slug}/{each.point.id}",
                    each.point.text,
                    PLANS.heading(plan),
                    f"{swedish.capitalise(status)}{when}.{until}",
                )


_DRAFT = "draft"


def ask_record(newest: LatestBuild, name: str, key: str) -> Response:
    """The form for a new record of the collection of that name."""
    return _record_form(newest, _begun(name, newest), key, {}, {})


def begin_record(
    newest: LatestBuild, writer: ContentWriter, name: str, sent: Form, key: str
) -> Response:
    """Make the file, a draft, and go on to fill it in; or say what is missing."""
    collection = _begun(name, newest)
    asked = _asked(collection)
    before = {name: nothing(field) for name, field in asked.fields.items()}
    values = read_form(asked, sent, before, newest.site)
    problems = _find_problems(asked, collection, values)
    if problems:
        return _record_form(newest, collection, key, values, problems)
    answers = {name: str(values.get(name, "")) for name in collection.begun_with}
    stem = swedish.slugify(collection.new_name(answers)) or swedish.slugify(collection.label)
    data = _compose(collection, {**values, _DRAFT: "true"})
    for number in itertools.count(1):
        path = f"{collection.folder}{stem}{f'-{number}' if number > 1 else ''}.yml"
        if path not in newest.given.entries:
            try:
                writer.add(path, data)
            except FileExistsError:
                continue
            break
    return http.see_other(routes.editor(path))


def _begun(name: str, newest: LatestBuild) -> Collection:
    for collection in newest.site.collections:
        if collection.name == name and collection.begun_with:
            return collection
    raise Rejected(404, "Det går inte att lägga till något sådant här.")


def _asked(collection: Collection) -> Fields:
    """The fields that are asked for."""
    declared = declared_fields(collection.record)
    return Fields("", "record", {name: declared[name] for name in collection.begun_with})


def _find_problems(
    asked: Fields, collection: Collection, values: Mapping[str, Value]
) -> dict[str, str]:
    missing = {
        name: f"Det behövs ett svar. {each.field.help}"
        for name, each in asked.declared.items()
        if each.required and not values.get(name)
    }
    reading = read_partial(collection.record, "", _compose(collection, values).decode())
    wrong = {
        problem.field: f"{problem.message} {problem.hint}"
        for problem in reading.problems
        if problem.field in asked.declared
    }
    return wrong | missing


def _compose(collection: Collection, values: Mapping[str, Value]) -> bytes:
    """A file with these values."""
    fields = Fields("", "record", declared_fields(collection.record))
    empty = read_source_map(b"", "record")
    return edit(empty, values, "", declared=fields.fields, order=fields.order)


def _record_form(
    newest: LatestBuild,
    collection: Collection,
    key: str,
    values: Mapping[str, Value],
    problems: Mapping[str, str],
) -> Response:
    asked = _asked(collection)
    shown = controls.make_controls(asked, values, newest.site)
    page = views.render(
        "new_record.html",
        newest,
        key,
        sort=collection.name,
        label=collection.label,
        is_wrong=bool(problems),
        controls=[
            msgspec.structs.replace(each, problem=problems.get(name, ""))
            for name, each in shown.items()
        ],
        suggested=choices.suggestions(asked, newest.site),
    )
    return http.html(page, 422 if problems else 200)
