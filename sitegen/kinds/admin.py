"""The page for writing from any browser: Sveltia CMS, its configuration, and where it comes from.

Only of a blog with `admin: true`. The files of the editor are pinned by digest, here alone;
scripts/fetch_editor.py puts them into assets/, and the page names a CDN when they are not there.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

import msgspec

from sitegen.core import http_policy, urls
from sitegen.core.record import Record
from sitegen.documents.collection import Collection
from sitegen.documents.editor_config import (
    CONTENT,
    IN_SWEDISH,
    Choices,
    Setting,
    collection_settings,
    file_settings,
)
from sitegen.documents.vocabulary import Vocabulary
from sitegen.model.site import Site
from sitegen.pages.page import AnyPage, Generated, Page
from sitegen.sweden import register

MOST_OFFERED = 200
"""Documents of one collection that can be picked by name: the newest, or the first in order."""


class EditorFile(Record, frozen=True):
    """One file of the editor: its package, version and path there, its name in assets/, and its
    digest as in Subresource Integrity (W3C)."""

    package: str
    version: str
    path: str
    name: str
    digest: str

    @property
    def far(self) -> str:
        """Its address where the blog does not have it."""
        return f"https://unpkg.com/{self.package}@{self.version}/{self.path}"


SVELTIA = "0.221.1"
ICONS = "5.3.7"

EDITOR = EditorFile(
    *("@sveltia/cms", SVELTIA, "dist/sveltia-cms.js", f"{urls.EDITOR_FILES}sveltia-cms.js"),
    "sha384-JQ+XsKx/UzwdTiNnFStza3XtqqQoVtyNPApkfvwlzZDfhe7giE9CnfQrpHqgv3k6",
)
WORDS = EditorFile(
    *("@sveltia/cms", SVELTIA, "locales/sv.json", f"{urls.EDITOR_FILES}sv-{SVELTIA}.json"),
    "sha384-6vGiIM/ihiuJ7jfsMWH4gckQ8XYUeCtRox6LO2bsrr0NlxdjZTp4CdJmxrr7iiPm",
)
SYMBOLS = EditorFile(
    *("@fontsource-variable/material-symbols-outlined", ICONS),
    "files/material-symbols-outlined-latin-wght-normal.woff2",
    f"{urls.EDITOR_FILES}symbols-{ICONS}.woff2",
    "sha384-jSrN0g1mW/BeecSujeAPcuLp7zQj/xLJoQCLGYEec9wBNVcjMvG7t7zm6owf/EbR",
)
LICENCES = (
    EditorFile(
        *("@sveltia/cms", SVELTIA, "LICENSE.txt", f"{urls.EDITOR_FILES}sveltia-cms-license.txt"),
        "sha384-WDiS8Wu4QbzEDJ0K4Ml128rLcDYVe7RQT6LSuPfaZ1OiM1qr4HOsWb0qIG6GfxkZ",
    ),
    EditorFile(
        *("@fontsource-variable/material-symbols-outlined", ICONS),
        *("LICENSE", f"{urls.EDITOR_FILES}symbols-license.txt"),
        "sha384-SBZx/9BZ16w4UhHNp8yeyXPgeNVjp2LKgIb2rzyiLzPl3Q+h+9ongbnHA+Hsrdtq",
    ),
)
FILES = (EDITOR, WORDS, SYMBOLS, *LICENCES)
"""All that is put into assets/: who copies these works copies their licences."""


class Host(Record, frozen=True):
    """Where the repository is: the editor's settings for it, the hosts that it asks, and from where
    it shows pictures of people. `has_proposals` is True if the editor can make proposals there."""

    backend: Setting
    asked: tuple[str, ...]
    shown: tuple[str, ...]
    has_proposals: bool


class AdminView(Record, frozen=True):
    """The policy of the page if the blog has the editor's files, and if it does not; the files."""

    policy: str
    far_policy: str
    editor: EditorFile
    words: EditorFile
    symbols: EditorFile


class StartView(Record, frozen=True):
    """No fields: all that the script needs stands on the page."""


class ConfigView(Record, frozen=True):
    """The editor's configuration."""

    config: Setting


def pages(site: Site) -> Iterator[AnyPage]:
    """The page, the script that prepares it and the configuration; nothing unless asked for."""
    config = site.config
    if not (config.admin and config.repository):
        return
    host = find_host(config.repository)
    view = AdminView(_policy(host, here=True), _policy(host, here=False), EDITOR, WORDS, SYMBOLS)
    yield Page(url=urls.ADMIN, template="admin.html", view=view, listed=False)
    yield Page(url=urls.ADMIN_START, template="admin.js", view=StartView(), listed=False)
    # JSON is YAML too; the editor looks for this name if the page names no other.
    yield Generated(
        url=urls.ADMIN_CONFIG,
        view=ConfigView(_configuration(site, host)),
        encode=_encode_config,
    )


def _encode_config(view: ConfigView) -> bytes:
    return msgspec.json.format(msgspec.json.encode(view.config), indent=1) + b"\n"


def find_host(repository: str) -> Host:
    """What the address of a repository says of its host. A host that is neither GitHub nor GitLab
    by its name is Forgejo or Gitea."""
    parts = urlsplit(repository)
    home, repo = f"{parts.scheme}://{parts.netloc}", parts.path.strip("/")
    backend: Setting = {"repo": repo, "auth_methods": ["token"]}
    if parts.netloc == "github.com":
        asked = ("https://api.github.com", "https://www.githubstatus.com")
        shown = ("https://avatars.githubusercontent.com",)
        return Host({"name": "github", **backend}, asked, shown, has_proposals=True)
    if "gitlab" in parts.netloc:
        backend |= {"name": "gitlab", "base_url": home, "api_root": f"{home}/api/v4"}
        asked = (home, "https://status-api.hostedstatus.com")
        return Host(backend, asked, (home, "https://secure.gravatar.com"), has_proposals=True)
    backend |= {"name": "gitea", "base_url": home, "api_root": f"{home}/api/v1"}
    return Host(backend, (home,), (home,), has_proposals=False)


def _policy(host: Host, *, here: bool) -> str:
    """The policy of the page: the editor's own file is all that may run (CSP Level 3, W3C).

    It styles its parts where they stand, and shows pictures that are not saved yet.
    """
    own = "'self'"
    script = own if here else f"{own} {EDITOR.far}"
    words = () if here else (WORDS.far,)
    font = own if here else f"{own} https://cdn.jsdelivr.net/fontsource/"
    return http_policy.joined(
        {
            "default-src": "'none'",
            "base-uri": "'none'",
            "connect-src": " ".join((own, "blob:", "data:", *host.asked, *words)),
            "font-src": font,
            "form-action": "'none'",
            "frame-src": "blob:",
            "img-src": " ".join((own, "blob:", "data:", *host.shown)),
            "manifest-src": own,
            "media-src": "blob:",
            "script-src": script,
            "style-src": "'unsafe-inline'",
        }
    )


def _configuration(site: Site, host: Host) -> Setting:
    choices = _find_choices(site)
    editable = [each for each in site.collections if not each.bare]
    texts = [each for each in editable if each.form != "rows"]
    lists: list[Collection | Vocabulary] = [
        *(terms.vocabulary for terms in site.terms.values()),
        *(each for each in editable if each.form == "rows"),
    ]
    files = [file_settings(each, choices) for each in lists]
    made = [each for text in texts for each in collection_settings(text, choices)]
    return {
        "backend": host.backend,
        "publish_mode": "editorial_workflow" if host.has_proposals else "simple",
        "app_title": site.config.title,
        "site_url": site.config.base_url,
        "logo": {"src": urls.href(site.config.base_url, f"{urls.ASSETS}icon.svg")},
        "media_folder": CONTENT.rstrip("/"),
        "public_folder": "/",
        "media_libraries": {
            "all": {"slugify_filename": True},
            "stock_assets": False,
        },
        "i18n": IN_SWEDISH,
        "slug": {"encoding": "ascii", "clean_accents": True, "maxlength": 80},
        "output": {"omit_empty_optional_fields": True},
        "collections": [*made, {"name": "listor", "label": "Listor", "files": files}],
    }


def _find_choices(site: Site) -> Choices:
    """What fields can name: kommuner, entries of vocabularies with a file, published documents."""
    found: dict[str, Any] = {
        "kommun": [(each.name, each.name) for each in register.kommuner().values()]
    }
    for name, terms in site.terms.items():
        if terms.is_listed:
            found[name] = [(entry.slug, entry.name) for entry in terms.entries.values()]
    for each in site.collections:
        if each.named:
            documents = islice(site.documents[each.name].values(), MOST_OFFERED)
            found[each.named] = [(each.reference(one), each.heading(one)) for one in documents]
    return found
