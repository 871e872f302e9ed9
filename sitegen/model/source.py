"""Sources: where a fact is from, a post of ours or what others have published.

The declaration of the field and how a named post is found; whether it is there, a check says.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Annotated, Any

from sitegen.core.record import Record
from sitegen.front_matter import field_types, word_types
from sitegen.front_matter.declarations import Field, Label, Located, Reporter
from sitegen.front_matter.fields import INVALID
from sitegen.front_matter.yaml_nodes import Node
from sitegen.sweden.dates import Moment

POST = "post"
"""The value of `Field.names` for a field that names a post by its file."""

FOLDER = "posts/"


class FactSource(Record, frozen=True, kw_only=True):
    """Where a fact is from: a `post` by its file name, or the title and publisher of something
    else, and its URL if it has one."""

    post: Annotated[
        Located | None,
        field_types.located(
            "Filnamnet på ett av våra inlägg.",
            names=POST,
            example="2015-10-26-i-hagfors-stannar-medarbetarna.md",
        ),
        Label("Vårt inlägg", "Skriv början av rubriken och välj inlägget som berättar det."),
    ] = None
    title: Annotated[
        str,
        field_types.text("Rubriken hos den som har publicerat.", example="Ny träff om barn"),
        Label("Rubrik", "Om det är någon annan än vi som berättar det."),
    ] = ""
    publisher: Annotated[
        str,
        field_types.text("Vem som har publicerat.", example="Hagfors kommun"),
        Label("Publicerat av", ""),
    ] = ""
    url: Annotated[
        str, word_types.web_address("Adressen till det som är publicerat."), Label("Adress", "")
    ] = ""
    date: Annotated[
        Moment | None,
        word_types.moment("När det publicerades."),
        Label("Datum", "Till exempel 2017-06-01."),
    ] = None


class External(Record, frozen=True):
    """What someone else has published about the visit: linked and attributed, never copied."""

    title: Annotated[
        str,
        field_types.text("Artikelns rubrik.", example="Samordnaren på besök i kommunen"),
        Label("Rubrik", ""),
    ]
    publisher: Annotated[
        str,
        field_types.text("Vem som har publicerat den.", example="Hagfors kommun"),
        Label("Publicerat av", ""),
    ]
    url: Annotated[str, word_types.web_address("Artikelns adress."), Label("Adress")]
    date: Annotated[
        Moment | None,
        word_types.moment("När den publicerades."),
        Label("Datum", "Till exempel 2017-06-01."),
    ] = None


def sources(help: str) -> Field:
    """One or several sources; the file name of a post alone is one."""
    one = field_types.record(FactSource, help, short="post", example=_EXAMPLE)

    def convert(node: Node, report: Reporter) -> Any:
        found = one.convert(node, report)
        if found is INVALID or found.post or (found.title and found.publisher):
            return found
        report(
            node,
            "source-incomplete",
            "Källan går inte att hitta med det som står här.",
            "Skriv filnamnet på ett inlägg, eller fyll i title och publisher, helst också url.",
        )
        return INVALID

    return field_types.several(one._replace(convert=convert))


SOURCE = "Källa"
"""What one of several sources is called."""


_EXAMPLE = "2015-10-26-i-hagfors-stannar-medarbetarna.md"


def posts_named_by(text: Any) -> tuple[str, ...]:
    """The posts that are the sources of a document or row with the field `source`, as it names
    them; an empty name for any other source."""
    return tuple(each.post.text if each.post else "" for each in text.meta.source)


def post_path(name: str, posts: Container[str]) -> str:
    """The path of the post that a source names, empty if there is none.

    A post that is a folder may be named without its index.md, and any without its ending.
    """
    return next((path for path in _paths(name) if path in posts), "")


def _paths(name: str) -> Iterator[str]:
    below = name.removeprefix("/").removeprefix(FOLDER)
    stem = below.removesuffix("/").removesuffix(".md")
    yield f"{FOLDER}{below}"
    yield f"{FOLDER}{stem}.md"
    yield f"{FOLDER}{stem}/index.md"
