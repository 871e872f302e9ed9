"""Known attacks, and where an author could put them: every place in a text and every field.

`python -m tests.fuzz.vectors` tries all attacks in all places, which takes some minutes; given a
file, a JSON list of strings, it tries those instead.
"""

from __future__ import annotations

import functools
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from sitegen.core import source
from sitegen.prose import conversion, limits, slots
from tests.conftest import ROOT
from tests.fuzz import blog, markup

FOLDER = ROOT / "tests/data/vectors"

PLACES = {
    "text": "Ett {} två.",
    "alone": "{}",
    "paragraph": "Ett.\n\n{}\n\nTvå.",
    "heading": "## {}",
    "heading below": "{}\n---",
    "list": "- {}\n- två",
    "numbered list": "1. {}",
    "quote": "> {}\n>\n> — {}",
    "table": "| {} | b |\n|---|---|\n| c | {} |",
    "emphasis": "*{}* och **{}**",
    "code": "`{}`",
    "code block": "```\n{}\n```",
    "code language": "```{}\nkod\n```",
    "code attributes": "``` {{ .a {} }\nkod\n```",
    "indented code": "Ett:\n\n    {}",
    "link text": "[{}](https://example.org/)",
    "link address": "[a]({})",
    "link address in angles": "[a](<{}>)",
    "link title": '[a](https://example.org/ "{}")',
    "link title in apostrophes": "[a](https://example.org/ '{}')",
    "link alone with title": "[{}](https://example.org/a '{}')",
    "definition": "[a][b]\n\n[b]: {}",
    "definition title": '[a][b]\n\n[b]: https://example.org/ "{}"',
    "definition name": "[a][{}]\n\n[{}]: https://example.org/",
    "address in angles": "<{}>",
    "picture text": "![{}](bild.png)",
    "picture address": "![a]({})",
    "picture title": '![a](bild.png "{}")',
    "footnote": "Not[^1].\n\n[^1]: {}",
    "footnote name": "Not[^{}].\n\n[^{}]: Text.",
    "abbreviation": "*[{}]: Text\n\nEtt {} två.",
    "meaning": "*[ABC]: {}\n\nABC",
    "attributes": "Ett\n{{: {} }",
    "attribute value": "Ett *två*{{: title='{}' }",
    "heading attributes": "## Ett {{ {} }",
    "heading id": "## Ett {{#{}}",
    "html text": "<div>{}</div>",
    "html block": "<div>\n\n{}\n\n</div>",
    "html title": '<b title="{}">a</b>',
    "html title in apostrophes": "<b title='{}'>a</b>",
    "html bare title": "<b title={}>a</b>",
    "html id": '<p id="{}">a</p>',
    "html address": '<a href="{}">a</a>',
    "html picture": '<img src="{}" alt="{}">',
    "html source": '<q cite="{}">a</q>',
    "html tag": "<b {}>a</b>",
    "html name": "<{}>",
    "html comment": "<!-- {} -->",
    "html code": "<pre><code>{}</code></pre>",
    "html table": "<table><tr><td>{}</td></tr></table>",
}
"""Markdown with holes {} for an attack; {{ stands for a brace."""


def written() -> list[str]:
    """The attacks of our own, which are of every kind."""
    kinds: dict[str, list[str]] = _read("written.json")
    return [vector for vectors in kinds.values() for vector in vectors]


def collected() -> list[str]:
    """Those of a public collection."""
    found: list[str] = _read("brs-kb.json")
    return found


def _read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))["vectors"]


TITLE = 150
"""Characters that the shortest of the fields takes."""


def packed(vectors: Iterable[str], *, longest: int = TITLE, between: str = " ") -> Iterator[str]:
    """Attacks one after the other, as many as there is room for: where nothing at all may become
    markup, one that does is found all the same."""
    pack = ""
    for vector in vectors:
        if pack and len(pack) + len(between) + len(vector) > longest:
            yield pack
            pack = ""
        pack = f"{pack}{between}{vector}" if pack else vector
    yield pack


class Found(NamedTuple):
    """An attack that came through: what, where, and what it became."""

    vector: str
    place: str
    dangers: object


def fill(place: str, vector: str) -> str:
    """A text with an attack in that place."""
    return vector.join(PLACES[place].replace("{{", "\0").split("{}")).replace("\0", "{")


def in_texts(vectors: Iterable[str], places: Iterable[str] = tuple(PLACES)) -> Iterator[Found]:
    """Each attack in each of these places that becomes more than text and harmless markup."""
    chosen = tuple(places)
    for vector in vectors:
        for place in chosen:
            dangers = dangers_in(fill(place, vector))
            if dangers:
                yield Found(vector, place, dangers)


def dangers_in(text: str, *, meaning: str = "Ett") -> list[str]:
    """What the HTML of a text holds that it may not; nothing of a text that is refused."""
    read, _ = source.decode("posts/a.md", text.encode("utf-8", "replace"))
    if read is None or limits.find_limits(read.text):
        return []
    made = conversion.convert(read.text, abbreviations={"ABC": meaning, meaning: "Ett"})
    html = slots.fill(made.html, [slots.slot_html(each, each.target) for each in made.references])
    dangers = markup.find_dangers(html)
    again = conversion.sanitise(html)
    if conversion.sanitise(again) != again:
        dangers.append("read again, it is another text")
    return dangers


def in_fields(vectors: Iterable[str]) -> Iterator[Found]:
    """Each attack that changes the shape of any page when it stands in every field at once."""
    for vector in vectors:
        for path, data in blog.make_blog(vector, definition=vector).files.items():
            if data != _harmless()[path] and markup.shape_of(path, data) != _shapes()[path]:
                yield Found(vector, path, "the page has another shape")
            for html in markup.prose_of(path, data):
                if dangers := markup.find_dangers(html):
                    yield Found(vector, path, dangers)


def in_bodies(vectors: Iterable[str]) -> Iterator[Found]:
    """Each attack that breaks out of the text of a post or page into what stands around it."""
    for vector in vectors:
        read, _ = source.decode("posts/a.md", vector.encode("utf-8", "replace"))
        if read is None or limits.find_limits(read.text):
            continue
        for path, data in blog.make_blog(body=f"Ett.\n\n{read.text}\n").files.items():
            if data != _harmless()[path] and markup.shape_of(path, data) != _shapes()[path]:
                yield Found(vector, path, "the page has another shape")
            for html in markup.prose_of(path, data):
                if dangers := markup.find_dangers(html):
                    yield Found(vector, path, dangers)


@functools.cache
def _harmless() -> dict[str, bytes]:
    return blog.make_blog(body="Ett.\n\nText.\n").files


@functools.cache
def _shapes() -> dict[str, markup.Shape]:
    return {path: markup.shape_of(path, data) for path, data in _harmless().items()}


def main(words: list[str]) -> int:
    """Try everything; one line for each attack that comes through."""
    given = [json.loads(Path(word).read_text(encoding="utf-8")) for word in words]
    vectors = [each for one in given for each in one] or [*written(), *collected()]
    found = 0
    for name, attempt in (("texts", in_texts), ("bodies", in_bodies), ("fields", in_fields)):
        for one in attempt(vectors):
            found += 1
            print(name, *map(ascii, one), flush=True)
    print(
        f"{len(vectors)} attacks in {len(PLACES)} places, bodies and fields: {found} came through"
    )
    return found > 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
