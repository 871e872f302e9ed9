"""The store: the content read, parsed and assembled with the help of what earlier builds found out.

It decides when to look into which cache; it plans and renders nothing, and writes only the cache.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path

import msgspec

from sitegen.core.record import Record
from sitegen.core.workers import Progress
from sitegen.documents.settings import allowed_in, without_rows
from sitegen.images.metadata import Pictures
from sitegen.images.traces import Trace
from sitegen.inputs.attachments import AttachmentCache
from sitegen.inputs.bodies import Bodies
from sitegen.inputs.documents import Library
from sitegen.inputs.input import Input, override, read_input
from sitegen.inputs.options import Options
from sitegen.inputs.pictures import PictureCache
from sitegen.inputs.toolchain import picture_tools, toolchain
from sitegen.model.assembly import assemble
from sitegen.model.cards import Card
from sitegen.model.site import Site
from sitegen.pages.files import files_of


class Content(Record, frozen=True):
    """All that was read, and the site it makes; `digests` are those of the documents' files.

    `site` is for checks; `public`, which pages are made from, does not know that anything is held
    back, nor of files that only held-back documents use.
    """

    given: Input
    library: Library
    digests: Mapping[str, str]
    site: Site
    public: Site


class Store:
    """What is known of one content folder, kept in `folder` when the store is closed."""

    def __init__(self, folder: Path, progress: Progress) -> None:
        self._folder = folder
        self._progress = progress
        self._library: Library | None = None
        self.bodies = Bodies(folder, toolchain())
        self.gallery = PictureCache(folder, picture_tools())
        self._attachments = AttachmentCache(folder, toolchain())

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        if kind is None and self._library is not None:
            self.bodies.save(self._library.save())
            self.gallery.save()
            self._attachments.save()
        self.bodies.close()

    def read(self, options: Options, before: Site | None = None) -> Content:
        """The content as it is now; what is the same as in the site `before` is shared with it.

        Raises OSError when a folder cannot be read.
        """
        given = override(read_input(options.folders, options.definition), base_url=options.base_url)
        library = self._gather(options, given)
        pictures = self.gallery.gather(given, jobs=options.jobs, progress=self._progress)
        attachments = self._attachments.gather(given)
        digests, cards = library.digests(), before.cards if before else {}
        site = _assemble(
            options, given, library, digests, pictures, cards, attachments, before=before
        )
        public = _for_readers(site, library, site.hidden)
        return Content(given, library, digests, site, public)

    def forget(self) -> None:
        """Let every document be parsed again."""
        self.bodies.forget()
        self._library = None

    def _gather(self, options: Options, given: Input) -> Library:
        made_by = toolchain(options.definition.modules)
        allowed = allowed_in(given.settings.config)
        key = f"{made_by} {sorted(given.settings.abbreviations.items())} {allowed}"
        if self._library is None or self._library.key != key:
            self._library = Library(self._folder, key, self.bodies, options.definition)
        self._library.gather(given, jobs=options.jobs, progress=self._progress)
        self.bodies.flush()
        return self._library


def site_without(content: Content, options: Options, gone: Collection[str]) -> Site:
    """The site for readers as if what is at `gone` did not exist, nor files that only it uses.

    Of the site before it takes cards alone: a leak would be taken over with the rest.
    """
    site = _assemble_again(options, content, gone=gone)
    return _for_readers(site, content.library, {*site.hidden, *gone})


def site_at(content: Content, options: Options, now: datetime) -> Site:
    """The site as it will be at another moment, if nothing is changed until then."""
    options = msgspec.structs.replace(options, now=now)
    return _assemble_again(options, content)


def site_of_all(content: Content, options: Options) -> Site:
    """The site as if everything were published that only waits, or is a draft.

    What is held back is still in `hidden`, with the reason.
    """
    options = msgspec.structs.replace(options, drafts=True)
    site = _assemble_again(options, content)
    return msgspec.structs.replace(site, hidden=content.site.hidden)


def site_of_held(content: Content, options: Options) -> Site:
    """The site as if nothing but what is held back existed, and were published."""
    options = msgspec.structs.replace(options, drafts=True)
    gone = {path for found in content.site.documents.values() for path in found}
    return _assemble_again(options, content, gone=gone)


def _assemble_again(options: Options, content: Content, gone: Collection[str] = ()) -> Site:
    """The same content with other options."""
    given, library, before = content.given, content.library, content.site
    digests, pictures, cards = content.digests, before.pictures, before.cards
    traces = before.attachments
    return _assemble(options, given, library, digests, pictures, cards, traces, gone=gone)


def _assemble(
    options: Options,
    given: Input,
    library: Library,
    digests: Mapping[str, str],
    pictures: Pictures,
    cards: Mapping[str, Card],
    attachments: Mapping[str, tuple[Trace, ...]],
    *,
    gone: Collection[str] = (),
    before: Site | None = None,
) -> Site:
    gone = {*gone, *options.left_out}
    return assemble(
        {
            name: [each for each in found if each.path not in gone]
            for name, found in library.documents().items()
        },
        without_rows(given.settings, gone),
        options.definition.collections,
        options.definition.vocabularies,
        now=options.now,
        drafts=options.drafts,
        left_out=options.left_out,
        files={path: each for path, each in given.entries.items() if path not in digests},
        pictures=pictures,
        attachments=attachments,
        cards=cards,
        unread={**dict.fromkeys(given.unread), **library.unread()},
        before=before,
    )


def _for_readers(site: Site, library: Library, held: Collection[str]) -> Site:
    """The site without any sign of what is `held` back, which is on no page of it."""
    if not held:
        return site
    documents = [each for found in library.documents().values() for each in found]
    own = {path for each in documents if each.path in held for path in files_of(each)}
    own &= site.files.keys()
    if own:
        own -= {path for each in documents if each.path not in held for path in files_of(each)}
    shapes = {path: each for path, each in site.pictures.shapes.items() if path not in own}
    return msgspec.structs.replace(
        site,
        hidden={},
        held={},
        settings=without_rows(site.settings, held),
        files={path: each for path, each in site.files.items() if path not in own},
        pictures=msgspec.structs.replace(site.pictures, shapes=shapes),
    )
