"""The pictures and other files that published texts show or link to, copied as they are.

A file that only an unpublished text refers to stays out of the site.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import links
from sitegen.document import AnyDocument
from sitegen.page import File
from sitegen.post import PostMeta
from sitegen.site import Site, documents_of


def files(site: Site, folder: str) -> Iterator[File]:
    """Each file once; `folder` is where the content lies on disk."""
    wanted = {
        links.divide(target, document.path).path
        for document in documents_of(site)
        for target in _targets(document)
    }
    for path in sorted(wanted & site.files.keys()):
        entry = site.files[path]
        yield File(links.file_url(path), f"{folder}/{entry.disk}", path, entry.stamp)


def _targets(document: AnyDocument) -> Iterator[str]:
    for kind in ("link", "picture"):
        for reference in links.local(document, kind):
            yield reference.target
    if isinstance(document.meta, PostMeta) and document.meta.image:
        yield document.meta.image.src.text
