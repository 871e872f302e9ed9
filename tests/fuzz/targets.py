"""What must hold whatever is written: each target is a function of random input that fails if not.

None may raise anything but AssertionError, and each watches the time: no input within the limits
takes a machine longer than `LONGEST`.
"""

from __future__ import annotations

import re
import time
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple, TypeVar

import msgspec
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from sitegen.authoring import fixes
from sitegen.blog import BLOG
from sitegen.checks.runner import check_site
from sitegen.core import source, urls
from sitegen.core.problem import Problem
from sitegen.definition import make_pages
from sitegen.diagnostics import formats, problem_text
from sitegen.documents import settings as config
from sitegen.documents.collection import Collection
from sitegen.documents.comment_html import render_comment
from sitegen.documents.comments import COMMENTS
from sitegen.documents.comments import LONGEST as LONGEST_COMMENT
from sitegen.documents.discussions import ShownComment, arrange_discussion, gather_comments
from sitegen.documents.document import AnyDocument, Meta
from sitegen.front_matter.word_types import is_slug
from sitegen.images import raster, svg
from sitegen.images.metadata import Refusal, Shape, UnusablePicture, widths_of
from sitegen.inputs import documents
from sitegen.model import links
from sitegen.model.info_page import PAGES
from sitegen.model.post import POSTS
from sitegen.model.site import Site
from sitegen.preview.editor.upload import Upload, prepare_picture
from sitegen.prose import conversion, limits, slots
from sitegen.sweden import swedish
from tests.fuzz import blog, drawings, files, markup, pictures, texts
from tests.support.factories import FOLDERS, make_post, make_settings, make_site

LONGEST = 2.0
"""Seconds of the processor's time: about one for the heaviest text that the limits let through,
and as much again for what else the machine does."""

NOW = datetime(2020, 1, 1)

M = TypeVar("M", bound=Meta)


@contextmanager
def in_time() -> Iterator[None]:
    """Fails when what is done within takes too long."""
    began = time.thread_time()
    yield
    took = time.thread_time() - began
    assert took < LONGEST, f"{took:.1f} s"


def try_markdown(text: str) -> None:
    """Any text becomes HTML with nothing in it that could do harm."""
    with in_time():
        dangers = _dangers(text)
    assert dangers == []


def try_repeated(given: tuple[str, str, str, str]) -> None:
    """The same of a text as long as can be."""
    try_markdown(texts.expand(given))


def _dangers(text: str) -> list[str]:
    if limits.find_limits(text):
        return []
    made = conversion.convert(text, abbreviations={"A": "b", "IVO": "<script>"})
    html = slots.fill(made.html, [slots.slot_html(each, each.target) for each in made.references])
    assert len(made.references) == len(set(re.findall("\ue000([0-9]+)\ue001", made.html)))
    again = conversion.sanitise(html)
    assert conversion.sanitise(again) == again
    return markup.find_dangers(html)


def try_file(data: bytes) -> None:
    """Any file is read as a post and as a page, or its problems are told; the site is made of it
    with output paths that stay in their folder."""
    post = _read_document("posts/a.md", data, POSTS)
    if post is not None:
        _check_site(make_site(post, now=NOW), data)
    page = _read_document("pages/a.md", data, PAGES)
    if page is not None:
        _check_site(make_site(pages=(page,), now=NOW), data)


def _read_document(path: str, data: bytes, collection: Collection) -> AnyDocument | None:
    with in_time():
        read, problems = source.decode(path, data)
        if read is None:
            _check_told(problems, data)
            return None
        parsed = documents.parse_and_check(
            read, collection, BLOG.checks, abbreviations={"IVO": "b"}
        )
    _check_told(parsed.problems, data)
    if parsed.document is not None:
        html = parsed.html.replace("\ue000", "").replace("\ue001", "")
        assert markup.find_dangers(html) == []
    return parsed.document


def _check_site(site: Site, data: bytes) -> None:
    pages = make_pages(site, BLOG)
    _check_told(check_site(site, pages, BLOG.checks), data)
    for page in pages:
        _check_path(urls.output_path(page.url))


def _check_told(problems: object, data: bytes) -> None:
    """Problems point into the file, and can be told in every way."""
    assert isinstance(problems, list | tuple)
    text = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    for problem in problems:
        assert isinstance(problem, Problem)
        assert 0 <= problem.line <= text.count("\n") + 1, problem
        assert problem.column >= 0, problem
        assert problem.message, problem
        assert problem.hint, problem

    def read_line(path: str, line: int) -> str:
        return [*text.split("\n"), ""][line - 1]

    told = problem_text.as_text(problems, FOLDERS, read_line)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", told)
    for write in (formats.as_json, formats.as_github, formats.as_sarif):
        write(problems, FOLDERS, read_line).encode()


def _check_path(path: str) -> None:
    parts = path.split("/")
    assert not {"", ".", ".."} & set(parts), path
    assert not re.search(r"[\x00-\x1f\x7f\\:]", path), path


SETTINGS = tuple(config.settings_files(BLOG.vocabularies, BLOG.rows))
"""The files of settings, vocabularies and rows."""


def try_settings(given: tuple[str, ...]) -> None:
    """Any settings files are read or their problems told, and pages made with them have the shape
    that they always have."""
    read = {
        name: source.decode(name, text.encode("utf-8", "surrogatepass"))[0]
        for name, text in zip(SETTINGS, given, strict=True)
    }
    sources = {name: each for name, each in read.items() if each is not None}
    with in_time():
        settings, problems = config.read_settings(sources, BLOG.vocabularies, BLOG.rows)
    for problem in problems:
        _check_told([problem], sources[problem.path].text.encode())
    for word, meaning in settings.abbreviations.items():
        made = conversion.convert(f"Ett {word} två.", abbreviations={word: meaning})
        assert markup.find_dangers(made.html) == []


def try_comments(data: bytes) -> None:
    """Any file of comments is read or its problems are told; what is shown of it below its text
    does no harm, and reading it all takes no longer than a text."""
    comments = _read_document("comments/a.yml", data, COMMENTS)
    if comments is None:
        return
    site = make_site(make_post("posts/2016-01-01-a.md"), now=NOW)
    found = {**site.documents, COMMENTS.name: {comments.path: comments}}
    _check_site(msgspec.structs.replace(site, documents=found), data)
    with in_time():
        shown = arrange_discussion(gather_comments([comments]).get("a", ()), lambda key: None)
    for each in shown.comments if shown else ():
        _check_thread(each, set())


def _check_thread(comment: ShownComment, seen: set[str]) -> None:
    """Every comment is there once, and in HTML that runs nothing."""
    assert comment.id not in seen
    seen.add(comment.id)
    assert markup.find_dangers(render_comment(comment.message)) == []
    for answer in comment.answers:
        _check_thread(answer, seen)


def try_message(message: str) -> None:
    """Whatever a reader writes is shown as HTML that does no harm, the same when cleaned again."""
    with in_time():
        html = render_comment(message[:LONGEST_COMMENT])
    assert markup.find_dangers(html) == []


def try_repeated_message(given: tuple[str, str, str, str]) -> None:
    """The same of a message as long as can be."""
    try_message(texts.expand(given))


def try_field(value: str) -> None:
    """Whatever stands in every field of the blog, its pages have the shape they always have."""
    for path, data in blog.make_blog(value, definition=value).files.items():
        assert markup.shape_of(path, data) == markup.shape_of(path, _harmless()[path])
        for html in markup.prose_of(path, data):
            assert markup.find_dangers(html) == []


_made: dict[str, bytes] = {}


def _harmless() -> dict[str, bytes]:
    if not _made:
        _made.update(blog.make_blog().files)
    return _made


_LINE_END = re.compile(rb"\r\n|\r|\n")


def try_fixes(data: bytes) -> None:
    """Putting right a file changes no line into two, and leaves nothing to put right."""
    with in_time():
        fixed, found = fixes.fix_file("posts/a.md", data, BLOG.checks, abbreviations={"IVO": "b"})
    assert (fixed == data) == (not found)
    assert len(_LINE_END.split(fixed)) == len(_LINE_END.split(data))
    if len(found) < 100:
        assert fixes.fix_file("posts/a.md", fixed, BLOG.checks, abbreviations={"IVO": "b"}) == (
            fixed,
            (),
        )
    fixes.describe_fixes(found)


def try_repeated_fixes(given: tuple[str, str, str, str]) -> None:
    """The same of a file as long as can be."""
    try_fixes(f"---\n{texts.FRONT}---\n{texts.expand(given)}".encode())


def try_picture(given: tuple[str, bytes]) -> None:
    """Any bytes with the name of a picture are one of which copies can be made, or refused."""
    path, data = given
    with in_time():
        found = raster.examine(path, data)
    if isinstance(found, Refusal):
        assert found.message
        assert found.hint
        return
    if found.kind == "svg":
        return
    images = {**raster.open_up(data), **raster.open_up(data, found.width)}
    assert images.keys() == {*widths_of(found), found.width}
    for wide, image in images.items():
        tall = found.height_at(wide)
        for extension in ("webp", found.extension):
            copy = raster.encode(image, kind=found.kind, extension=extension)
            shape = raster.examine(f"a.{extension}", copy)
            assert isinstance(shape, Shape), shape
            assert (shape.width, shape.height) == (wide, tall)


def try_whole_picture(given: tuple[str, bytes]) -> None:
    """A picture whose pixels are whole can be shown and uploaded, whatever else is in its file."""
    path, data = given
    found = raster.examine(path, data)
    assert isinstance(found, Shape), found
    try_picture(given)
    stored = prepare_picture(path, data)
    assert isinstance(stored, Upload), stored
    again = raster.examine(path, stored.data)
    assert isinstance(again, Shape), again
    assert (again.width, again.height) == (found.width, found.height)


def try_svg(data: bytes) -> None:
    """A drawing that is let through holds nothing that runs, moves or fetches, to any reader."""
    try:
        with in_time():
            svg.measure(data)
    except UnusablePicture:
        return
    root = etree.fromstring(data)
    for element in root.iter():
        name = element.tag.rpartition("}")[2].lower()
        assert name not in ("script", "foreignobject", "iframe", "animate", "set", "handler")
        assert not element.tag.startswith("{http://www.w3.org/1999/xhtml}")
        for attribute, value in element.attrib.items():
            bare = attribute.rpartition("}")[2].lower()
            assert not bare.startswith("on")
            assert bare not in ("href", "src") or value.strip().startswith("#")
    page = LexborHTMLParser(data.decode("utf-8", "replace"))
    assert not page.css("svg script, svg iframe, svg foreignObject")
    assert list(drawings.find_outside(data)) == []


def try_address(given: tuple[str, str]) -> None:
    """No target and no name leads out of the folders or becomes an address that runs."""
    target, name = given
    slug = swedish.slugify(name)
    assert slug == "" or re.fullmatch(r"[a-z0-9-]+", slug)
    assert not is_slug(name) or slug == name
    divided = links.divide(target, "posts/a/b.md")
    site = make_site(settings=make_settings(), files=["posts/a.txt", f"posts/{name}.txt"])
    if not urls.is_external(target):
        found = links.resolve(site, target, "posts/a/b.md")
        assert found is None or found[:1] in ("/", "#"), (divided, found)
    if urls.is_alias(target):
        _check_path(urls.output_path(urls.from_alias(target)))
    _check_path(urls.output_path(links.file_url(f"posts/{name}.txt", BLOG.collections)))


class Target(NamedTuple):
    """Random input, what is done with it, and how many tries the suite can afford."""

    inputs: st.SearchStrategy[object]
    attempt: Callable[..., None]
    tries: int


TARGETS: dict[str, Target] = {
    "markdown": Target(texts.markdown, try_markdown, 300),
    "repeated": Target(texts.repeated, try_repeated, 12),
    "file": Target(texts.files, try_file, 100),
    "settings": Target(st.tuples(*[texts.yaml_text] * len(SETTINGS)), try_settings, 150),
    "comments": Target(texts.comments, try_comments, 100),
    "message": Target(texts.markdown, try_message, 200),
    "repeated message": Target(texts.repeated, try_repeated_message, 12),
    "field": Target(texts.words, try_field, 12),
    "fixes": Target(texts.files, try_fixes, 200),
    "repeated fixes": Target(texts.repeated, try_repeated_fixes, 12),
    "picture": Target(files.pictures, try_picture, 150),
    "whole picture": Target(pictures.whole_pictures(), try_whole_picture, 150),
    "svg": Target(drawings.drawings, try_svg, 300),
    "address": Target(st.tuples(texts.words, texts.words), try_address, 150),
}
