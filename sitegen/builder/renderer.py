"""Jinja: page → bytes, and the fingerprint that shows if a page would be the same.

A template sees its view as `page`, the chrome as `site` and its own address as `url`, and is handed
nothing else; templates are the project's own code and not sandboxed. This module reads no files.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from functools import cached_property, partial

import jinja2
import msgspec
from jinja2.bccache import Bucket
from markupsafe import Markup

from sitegen.builder import template_errors
from sitegen.builder.environment import Environment
from sitegen.builder.filters import PLAIN, WORD_FILTERS, address_filters
from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.core.time_limit import Overtime, within
from sitegen.core.workers import spread
from sitegen.inputs.bodies import BodyLost
from sitegen.pages.chrome import Chrome
from sitegen.pages.page import AnyPage, Body, Page, RenderError
from sitegen.prose import headings, slots

_IN_PAGE = re.compile(r'(<a [^<>]*?href=")#')
_encode = msgspec.msgpack.Encoder().encode


FINGERPRINT = ("view", "template", "chrome")
"""The parts of a fingerprint in order; the last also stands for the toolchain."""


class Prepared(Record, frozen=True):
    """What is known of templates beforehand, to save the time of finding it out.

    `closures` are, for each template, the names of all that it extends, includes or imports, and
    its own; `compiled` is Jinja's bytecode.
    """

    closures: dict[str, tuple[str, ...]]
    compiled: dict[str, bytes]


class _Compiled(jinja2.BytecodeCache):
    """Bytecode in a dictionary: Jinja's own cache on disk unpickles whatever lies there."""

    def __init__(self, store: dict[str, bytes]) -> None:
        self.store = store

    def load_bytecode(self, bucket: Bucket) -> None:
        if data := self.store.get(bucket.key):
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.store[bucket.key] = bucket.bytecode_to_string()


class Renderer:
    """Renders pages of one site with one set of templates.

    `read_body` gives the HTML stored under a body's digest; `toolchain` names everything else
    that shapes the bytes. `prepare` is called when templates are first needed: what it gives must
    have been made by the same toolchain, of the same templates and chrome.
    """

    def __init__(
        self,
        templates: Mapping[str, str],
        chrome: Chrome,
        *,
        read_body: Callable[[str], str],
        toolchain: str,
        prepare: Callable[[], Prepared] | None = None,
    ) -> None:
        self.chrome = chrome
        self._prepare = prepare or partial(prepare_templates, templates, chrome)
        self._templates = templates
        self.read_body = read_body
        self._seed = hashlib.blake2b(_encode((toolchain, chrome)), digest_size=8).hexdigest()
        self._fingerprints: dict[str, str] = {}
        self._host = urls.host(chrome.base_url)
        self._endless: RenderError | None = None

    @cached_property
    def prepared(self) -> Prepared:
        """What is known of the templates beforehand."""
        return self._prepare()

    def get_ready(self) -> None:
        """Wait for the templates. Processes that are to render must be forked after this."""
        _ = self._environment

    @cached_property
    def _environment(self) -> Environment:
        environment = _environment(self._templates, self.chrome, self._html)
        environment.bytecode_cache = _Compiled(self.prepared.compiled)
        return environment

    def fingerprint(self, page: AnyPage) -> str:
        """Changes whenever the bytes of the page could: with view, template closure or chrome."""
        template = page.template if isinstance(page, Page) else ""
        frame = self._fingerprints.get(template)
        if frame is None:
            frame = self._fingerprints[template] = self._frame(template)
        content = _encode((page.url, page.view))
        return hashlib.blake2b(content, digest_size=16).hexdigest() + frame

    def render(self, page: Page) -> bytes:
        """The file of one page. Raises RenderError."""
        if self._endless:  # every page might take as long
            raise self._endless
        try:
            with within(template_errors.LONGEST):
                template = self._environment.get_template(page.template)
                data = template.render(page=page.view, url=page.url).encode()
        except Overtime as error:
            self._endless = RenderError(template_errors.endless_problem(error, page))
            raise self._endless from error
        except jinja2.TemplateSyntaxError as error:
            raise RenderError(template_errors.syntax_problem(error)) from error
        except jinja2.TemplateNotFound as error:
            raise RenderError(template_errors.missing_problem(error, page)) from error
        except BodyLost:
            raise
        except Exception as error:
            raise RenderError(template_errors.runtime_problem(error, page)) from error
        if len(data) > template_errors.LARGEST:
            raise RenderError(template_errors.large_problem(len(data), page))
        return data

    def _html(self, body: Body) -> Markup:
        html = slots.fill(self.read_body(body.digest), body.fills)
        html = slots.drop_dead_links(html) if "" in body.fills else html
        if body.base:
            return Markup(_IN_PAGE.sub(lambda link: f"{link[1]}{body.base}#", html))
        return Markup(slots.name_host(headings.add_anchors(html), self._host))

    def closure(self, name: str) -> tuple[str, ...]:
        """The template and all that it extends, includes or imports, by name."""
        return self.prepared.closures.get(name, ())

    def _frame(self, name: str) -> str:
        """The parts of a fingerprint that all pages with this template share."""
        sources = [(other, self._templates[other]) for other in self.closure(name)]
        digest = hashlib.blake2b(_encode((name, sources)), digest_size=8).hexdigest()
        return f" {digest} {self._seed}"


_FOUND = tuple[dict[str, list[str | None]], dict[str, bytes]]


def prepare_templates(templates: Mapping[str, str], chrome: Chrome) -> Prepared:
    """Compile every template that can be; the others are reported when a page needs them."""
    return begin_preparing(templates, chrome)()


def begin_preparing(
    templates: Mapping[str, str], chrome: Chrome, *, jobs: int = 1
) -> Callable[[], Prepared]:
    """As `prepare_templates`, in other processes while the caller does something else; what is
    returned waits for the end."""

    def work(names: Sequence[str]) -> bytes:
        environment = _environment(templates, chrome, Markup)
        compiled: dict[str, bytes] = {}
        environment.bytecode_cache = _Compiled(compiled)
        for name in names:
            with suppress(jinja2.TemplateError, Overtime), within(template_errors.LONGEST):
                environment.get_template(name)
        return _encode((environment.references, compiled))

    results = spread(work, sorted(templates), jobs=jobs, chunk=4, worthwhile=16)

    def finish() -> Prepared:
        references: dict[str, list[str | None]] = {}
        compiled: dict[str, bytes] = {}
        for result in results:
            found, made = msgspec.msgpack.decode(result, type=_FOUND)
            references |= found
            compiled |= made
        return Prepared(_close(references, templates), compiled)

    return finish


def _close(
    references: Mapping[str, list[str | None]], templates: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """The closure of every template; a name that only a run can find may be any."""
    direct = {
        name: set(templates) if None in found else {other for other in found if other}
        for name, found in references.items()
    }
    closures = {}
    for name in templates:
        seen: set[str] = set()
        waiting = {name}
        while waiting:
            seen |= waiting
            waiting = {other for known in waiting for other in direct.get(known, ())} - seen
        closures[name] = tuple(sorted(seen & set(templates)))
    return closures


def _environment(
    templates: Mapping[str, str], chrome: Chrome, html: Callable[[Body], Markup]
) -> Environment:
    def load(name: str) -> tuple[str, str, None] | None:
        return (templates[name], name, None) if name in templates else None

    environment = Environment(
        loader=jinja2.FunctionLoader(load),
        autoescape=lambda name: name is None or not name.endswith(PLAIN),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=-1,
        auto_reload=False,
    )
    environment.globals = {"site": chrome}
    environment.filters |= {"html": html, **address_filters(chrome), **WORD_FILTERS}
    return environment
