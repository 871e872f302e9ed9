"""Lists the files of the site that are no pages, and reads none of them: the pictures and other
files that published texts show or link to, and the drawn link previews.

Pictures become copies without metadata: several widths of a picture that is shown, one of full size
of a picture that is linked to. Other files are copied as they are. A file that only unpublished
texts refer to is not published.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.documents.document import AnyDocument, Text
from sitegen.front_matter.declarations import PICTURE
from sitegen.images import metadata
from sitegen.images.metadata import Shape
from sitegen.images.social_card import Preview
from sitegen.model import links
from sitegen.model.site import Site, documents_of, named_in
from sitegen.pages import card_contents, cover
from sitegen.pages.page import Derivative, Drawing, File
from sitegen.pages.plan_notes import all_plans


def files(site: Site, folder: str) -> Iterator[File]:
    """Each file once; `folder` is the path of the content folder on disk."""
    shown, linked = _wanted(site)
    seen: set[str] = set()
    for path in sorted((shown | linked) & site.files.keys()):
        entry = site.files[path]
        disk = f"{folder}/{entry.disk}"
        shape = site.pictures.shapes.get(path)
        if shape is None or shape.kind == "svg":
            if shape or not _is_picture(path):  # otherwise a check reports it
                yield File(links.file_url(path, site.collections), disk, path, entry.stamp)
            continue
        sizes = _sizes(shape, is_shown=path in shown, is_linked=path in linked)
        for width, extension in sizes:
            copy = _copy(path, disk, shape, width=width, extension=extension)
            if copy.url not in seen:  # the same picture may be in several folders
                seen.add(copy.url)
                yield copy


def _is_picture(path: str) -> bool:
    return metadata.extension_of(path) in (*metadata.SHOWN, *metadata.UNSUPPORTED)


def _sizes(shape: Shape, *, is_shown: bool, is_linked: bool) -> dict[tuple[int, str], None]:
    """The widths and extensions of the copies of a picture, in order, without duplicates."""
    sizes: list[tuple[int, str]] = []
    if is_shown:
        sizes += [(width, "webp") for width in metadata.widths_of(shape)]
        sizes.append((metadata.plain_width(shape), shape.extension))
    if is_linked:
        sizes.append((shape.width, shape.extension))
    return dict.fromkeys(sizes)


def _copy(path: str, disk: str, shape: Shape, *, width: int, extension: str) -> Derivative:
    return Derivative(
        url=links.picture_url(path, shape, width=width, extension=extension),
        disk=disk,
        source=path,
        digest=shape.digest,
        width=width,
        height=shape.height_at(width),
        kind=shape.kind,
        extension=extension,
    )


def _wanted(site: Site) -> tuple[set[str], set[str]]:
    """The paths of the files that published documents show, and of those that they link to."""
    shown: set[str] = set()
    linked: set[str] = set()
    for document in documents_of(site):
        for reference in document.references:
            wanted = shown if reference.kind == "picture" else linked
            wanted.add(links.divide(reference.target, document.path).path)
        shown |= pictures_of(document)
    return shown, linked


def files_of(document: AnyDocument) -> set[str]:
    """The paths, from the content folder, of the files that a document refers to."""
    targets = (reference.target for reference in document.references)
    return {links.divide(target, document.path).path for target in targets} | pictures_of(document)


def pictures_of(document: Text) -> set[str]:
    """The paths of the pictures named in the fields of a document."""
    return {
        links.divide(each.word.text, document.path).path
        for each in named_in(document, PICTURE)
        if each.names == PICTURE
    }


def drawings(site: Site) -> Iterator[Drawing]:
    """Each drawing once; none if link previews are switched off."""
    if not site.config.link_previews:
        return
    seen = set()
    for name, preview, source, shows in _all(site):
        if preview:
            url = card_contents.address_of(name, preview)
            if url not in seen:  # two posts may have the same slug, which a check reports
                seen.add(url)
                yield Drawing(url=url, source=source, preview=preview, shows=shows)


def _all(site: Site) -> Iterator[tuple[str, Preview | None, str, str]]:
    """The name of each, what is on it, the file that it is made from, and what of that it shows.

    Those of posts come by kommun: what shows the same place one after the other is drawn faster.
    """
    yield card_contents.BLOG, card_contents.blog_preview(site), "", "bloggens namn och underrubrik"
    for path, post in sorted(site.posts.items(), key=lambda each: each[1].meta.kommun):
        if not cover.has_own_cover(site, post):
            preview = card_contents.post_preview(site, post)
            yield post.slug, preview, path, "rubrik, kommun och datum"
    for slug in site.visits:
        name = f"{card_contents.KOMMUN}{slug}"
        yield name, card_contents.kommun_preview(site, slug), "", "besöken i kommunen"
    for slug, theme in site.themes.items():
        name = f"{card_contents.THEME}{slug}"
        yield name, card_contents.theme_preview(site, theme), "", "inläggen om temat"
    for plan in all_plans(site):
        name = f"{card_contents.PLAN}{plan.slug}"
        shows = "planen och vad som har blivit av den"
        yield name, card_contents.plan_preview(site, plan), plan.path, shows
