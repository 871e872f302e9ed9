"""A new post: a few questions, and the file that comes of the answers.

The questions, and what counts as an answer, are those of the command line.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from werkzeug import Response

from sitegen.authoring.new_post import Answer, Wanted, answer, questions, write_post
from sitegen.builder.result import LatestBuild
from sitegen.inputs.writer import ContentWriter
from sitegen.preview.editor import http, routes, views
from sitegen.preview.editor.form import Form
from sitegen.preview.editor.http import one
from sitegen.sweden import register
from sitegen.sweden.dates import parse_moment


def ask(newest: LatestBuild, key: str, *, now: datetime) -> Response:
    """The form, with today's date."""
    return _form(newest, key, now=now, sent={}, problems={})


def begin(
    newest: LatestBuild, writer: ContentWriter, sent: Form, key: str, *, now: datetime
) -> Response:
    """Make the file and go on to write in it, or say what is missing."""
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
    page = views.render_new(newest, key, now=now, form=sent, problems=problems, names=names)
    return http.html(page, 422 if problems else 200)
