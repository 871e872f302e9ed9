"""Comments: what readers wrote below a text, in content/comments/, a file for each text.

It declares the fields of a comment and its files; which text they belong to, a check finds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import msgspec

from sitegen.core.problem import Problem
from sitegen.core.record import Record
from sitegen.documents.collection import Collection
from sitegen.documents.comment_html import find_losses
from sitegen.documents.document import AnyDocument, RecordMeta
from sitegen.front_matter import field_types, word_types
from sitegen.front_matter.declarations import Field, Label, Located, Reporter
from sitegen.front_matter.fields import INVALID
from sitegen.front_matter.sections import MAIN
from sitegen.front_matter.yaml_nodes import Node
from sitegen.sweden import swedish
from sitegen.sweden.dates import Moment

APPROVED, WAITING, REMOVED = "approved", "waiting", "removed"

COMMENT, PINGBACK = "kommentar", "pingback"

LONGEST = 65_000
"""Characters in one comment, as in WordPress."""


def _message(help: str) -> Field:
    """What a reader wrote; markup in it that readers will not see is reported at its place."""
    field = field_types.readers_words(help, longest=LONGEST, many_lines=True, example="Tack!")

    def convert(node: Node, report: Reporter) -> Any:
        value = field.convert(node, report)
        if value is not INVALID and len(node.value) > LONGEST:
            report.problems.append(_find_excess(node, report))
        if value is not INVALID and (losses := find_losses(value)):
            report.problems.append(_find_markup(losses, node, report))
        return value

    return field._replace(convert=convert)


def _find_excess(node: Node, report: Reporter) -> Problem:
    line, column = report.locate(node)
    size, most = swedish.format_number(len(node.value)), swedish.format_number(LONGEST)
    message = f"Kommentaren är {size} tecken. Läsarna ser de första {most}."
    hint = "Korta den, eller ta bort den."
    found = Problem(report.path, line, column, "comment-too-long", message, hint, "warning")
    return msgspec.structs.replace(found, field=report.field)


def _find_markup(losses: Sequence[str], node: Node, report: Reporter) -> Problem:
    line, column = report.locate(node)
    shown = swedish.format_list([*losses[:5], *(["annat"] if losses[5:] else [])])
    message = f"Läsarna ser inte allt i kommentaren: {shown}."
    hint = "Det är bortstädat på sidan. Du behöver inte göra något, om orden räcker."
    found = Problem(report.path, line, column, "comment-markup", message, hint, "warning")
    return msgspec.structs.replace(found, field=report.field)


class Comment(Record, frozen=True, kw_only=True):
    """One comment. Of one that is removed only its place is left, for the answers to it."""

    _id: Annotated[
        Located,
        field_types.located("Kommentarens eget namn, som svar på den anger.", example="wp-12"),
        Label("Namn i filen", "Ändra det aldrig: svar hittar kommentaren med det."),
    ]
    name: Annotated[
        str,
        field_types.readers_words(
            "Vem som skrev, så som läsarna ser det.", longest=245, example="Kim"
        ),
        Label("Namn"),
    ] = ""
    date: Annotated[
        Moment,
        word_types.moment("När det skrevs.", example="2015-10-26 14:05"),
        Label("Tid"),
    ]
    message: Annotated[
        str,
        _message("Det som läsaren skrev."),
        Label("Kommentar", long=True),
    ] = ""
    parent: Annotated[
        Located | None,
        field_types.located("Den kommentar som den här svarar på.", example="wp-11"),
        Label("Svar på"),
    ] = None
    _parent: Annotated[
        Located | None,
        field_types.located("Detsamma som parent, så som Staticman skriver det.", example="wp-11"),
        Label("Svar på", "Så som Staticman skriver det.", folded=True),
    ] = None
    state: Annotated[
        str,
        word_types.choice("Om läsarna får se den.", APPROVED, WAITING, REMOVED),
        Label("Läge", "approved syns, waiting väntar på er, removed är borttagen."),
    ] = WAITING
    kind: Annotated[
        str,
        word_types.choice(
            "Om en läsare skrev, eller en annan blogg länkade hit.", COMMENT, PINGBACK
        ),
        Label("Slag"),
    ] = COMMENT
    url: Annotated[str, word_types.web_address("Adress till den som skrev."), Label("Adress")] = ""
    author: Annotated[
        Located | None,
        field_types.located(
            "Nyckeln i authors.yml, om bloggen själv svarade.",
            names="author",
            example="redaktionen",
        ),
        Label("Bloggens eget svar", "Vem av bloggens författare som skrev."),
    ] = None


def answered(comment: Comment) -> Located | None:
    """The comment that this one answers, however it says so."""
    return comment.parent or comment._parent


class CommentsMeta(RecordMeta, frozen=True, kw_only=True):
    """The comments of one text; its file is their list alone, or a single one of them."""

    comments: Annotated[
        tuple[Comment, ...],
        field_types.several(field_types.record(Comment, "Kommentarerna till en text.")),
        Label("Kommentarer", section=MAIN, one="Kommentar"),
    ] = ()


def commented_slug(path: str) -> str:
    """The slug of the text that a file of comments belongs to: its name, or its folder's."""
    below = path.removeprefix(COMMENTS.folder)
    return below.partition("/")[0].removesuffix(".yml")


def _heading(document: AnyDocument) -> str:
    return f"Kommentarer till {commented_slug(document.path)}"


COMMENTS = Collection(
    name="comments",
    record=CommentsMeta,
    label="kommentarer",
    title="Kommentarerna till en text",
    schema="kommentarer",
    form="record",
    bare="comments",
    heading=_heading,
)
