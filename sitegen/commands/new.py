"""The command `new`: asks the author for what was not given, and writes the file of a new post.

The questions and the file's text come from authoring/new_post.py; no file is ever overwritten.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sitegen.authoring import new_post
from sitegen.authoring.new_post import NewPost, Question, Wanted
from sitegen.commands.arguments import JOBS, FolderArguments, add_folders, read_clock
from sitegen.commands.command import (
    BUILT,
    WRONG_CONTENT,
    WRONG_USAGE,
    Command,
    Context,
    folders_fit,
    open_cache,
)
from sitegen.core.problem import did_you_mean
from sitegen.core.workers import say_nothing
from sitegen.definition import Definition
from sitegen.inputs.options import Options
from sitegen.inputs.store import Store
from sitegen.inputs.writer import ContentWriter, NotOurs
from sitegen.model.authors import AUTHORS
from sitegen.model.site import Site
from sitegen.sweden.dates import parse_moment


class NewArguments(FolderArguments, frozen=True, kw_only=True):
    """The parts of the post given on the command line; those that are None are asked for."""

    title: str | None
    kommun: Sequence[str] | None
    theme: Sequence[str] | None
    date: str | None
    author: str


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the fields of NewArguments."""
    add_folders(parser)
    add = parser.add_argument
    add("title", nargs="?", metavar="RUBRIK", help="inläggets rubrik")
    add("--kommun", action="append", metavar="NAMN", help="kommunen, eller ingen; kan upprepas")
    add("--theme", action="append", metavar="TEMA", help="ett tema ur themes.yml; kan upprepas")
    add("--date", metavar="DATUM", help="när inlägget publiceras (förval: i dag)")
    add("--author", default="", metavar="NYCKEL", help="författarens nyckel i authors.yml")


def run(given: NewArguments, context: Context) -> int:
    """Write the file of a new draft."""
    if not folders_fit(given.folders, given.cache):
        return WRONG_USAGE
    now = read_clock()
    options = Options(
        folders=given.folders,
        cache=given.cache,
        drafts=True,
        jobs=JOBS,
        now=now,
        definition=context.definition,
    )
    with open_cache(given.cache) as folder, Store(Path(folder), say_nothing) as store:
        site = store.read(options).site
    try:
        path = _ask_and_write(given, context.definition, site, now)
    except Unanswered as error:
        print(error, file=sys.stderr)
        return WRONG_USAGE
    except NotOurs as error:
        print(error, file=sys.stderr)
        return WRONG_CONTENT
    except FileExistsError as error:
        print(f"Filen {error.filename} finns redan. Den är orörd.", file=sys.stderr)
        return WRONG_CONTENT
    print(f"{path} är skapad, som utkast. Öppna den och skriv.")
    return BUILT


class Unanswered(Exception):
    """A question has no valid answer; the text says why, in Swedish."""


def _ask_and_write(
    given: NewArguments, definition: Definition, site: Site, today: datetime
) -> Path:
    """The file that was written for the post that `given` and the author's answers describe.

    `site` must have drafts in it. Raises Unanswered, NotOurs where the folder is a link to another
    place, and FileExistsError rather than overwrite.
    """
    date = given.date or today.date().isoformat()
    if parse_moment(date) is None:
        raise Unanswered(f"”{date}” är ingen dag. Skriv år-månad-dag, till exempel 2017-06-01.")
    said = {"title": [given.title] if given.title else [], "kommun": given.kommun or []}
    said["theme"] = given.theme or []
    made = _describe(said, site, date=date, author=given.author)
    if given.author and (missing := _describe_missing(given.author, site)):
        print(missing, file=sys.stderr)
    writer = ContentWriter(given.content, {}, definition)
    writer.add(made.path, made.text.encode())
    return given.content / made.path


def _describe_missing(author: str, site: Site) -> str:
    """What is said of an author who is not in the list; empty if there is one, or no list."""
    terms = site.terms[AUTHORS.name]
    if terms.knows(author):
        return ""
    near = did_you_mean(author, terms.entries)
    return (
        f"Författaren ”{author}” finns inte bland bloggens författare än. "
        f"{f'{near} Annars l' if near else 'L'}ägg till namnet på skrivsidan, under Gäster, teman "
        "och listor: build.py serve --open. Eller skriv två rader sist i authors.yml: "
        f"”- slug: {author}” och under den ”  name: ” med namnet."
    )


def _describe(said: Mapping[str, Sequence[str]], site: Site, *, date: str, author: str) -> NewPost:
    answers: dict[str, tuple[str, ...]] = {}
    for question in new_post.questions(site.settings):
        answers[question.name] = _answer(question, said[question.name])
        if question.name == "kommun":
            print("\n".join(new_post.earlier_visits(site, answers["kommun"])), file=sys.stderr)
    wanted = Wanted(
        title=answers["title"][0],
        date=date,
        kommun=answers["kommun"],
        theme=answers["theme"],
        author=author,
    )
    return new_post.write_post(wanted, site)


def _answer(question: Question, said: Sequence[str]) -> tuple[str, ...]:
    """What the command line gave, or the author's answer, asked for until it is valid."""
    typed = ",".join(said) if question.many else "".join(said)
    while True:
        answer = new_post.answer(question, typed or _ask(question))
        if not answer.problem:
            return answer.values
        if said or not sys.stdin.isatty():
            raise Unanswered(f"{question.prompt}: {answer.problem}")
        print(answer.problem, file=sys.stderr)
        typed = ""


def _ask(question: Question) -> str:
    if not sys.stdin.isatty():
        return ""
    _offer(question)
    try:
        return input(f"{question.prompt}: ")
    except EOFError:
        raise Unanswered("Inget inlägg är skapat.") from None


def _offer(question: Question) -> None:
    """Let the Tab key complete an answer, if Python was built with readline."""
    with suppress(ImportError):
        import readline

        def suggest(begun: str, number: int) -> str | None:
            names = new_post.complete_name(begun.strip(), question.choices)
            return names[number] if number < len(names) else None

        readline.set_completer(suggest)
        readline.set_completer_delims(",")
        readline.parse_and_bind("tab: complete")


COMMAND = Command(
    name="new",
    help="börja på ett nytt inlägg",
    description="Skapar ett utkast med rätt namn, plats och fält. Det som du inte skriver här blir "
    "du tillfrågad om; det räcker att skriva början av ett namn.",
    arguments=NewArguments,
    add_arguments=add_arguments,
    run=run,
)
