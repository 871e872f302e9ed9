"""The visit blog: its collections, vocabularies, page kinds and checks, each in one explicit tuple.

It holds no logic: what each item does is in its own module.
"""

from __future__ import annotations

from sitegen.checks.document import headings, link_texts, picture_texts
from sitegen.checks.runner import Checks
from sitegen.checks.site import (
    anchors,
    attachments,
    links,
    paths,
    pictures,
    slugs,
    themes,
    vocabularies,
)
from sitegen.checks.wording import (
    acronyms,
    addresses,
    bullets,
    characters,
    dashes,
    heading_capitals,
    leftovers,
    lost_links,
    quotes,
    sentences,
    spaces,
)
from sitegen.kinds import (
    archive,
    feeds,
    home,
    hosting,
    info,
    karta,
    kommun,
    lan,
    not_found,
    oversikt,
    post,
    redirects,
    robots,
    search,
    sitemap,
    theme,
    web_manifest,
)
from sitegen.model.authors import AUTHORS
from sitegen.model.info_page import PAGES
from sitegen.model.post import POSTS
from sitegen.model.themes import THEMES
from sitegen.registry.definition import Definition

COLLECTIONS = (POSTS, PAGES)

VOCABULARIES = (THEMES, AUTHORS)

KINDS = (
    home.pages,
    post.pages,
    kommun.pages,
    lan.pages,
    theme.pages,
    karta.pages,
    oversikt.pages,
    archive.pages,
    info.pages,
    not_found.pages,
    redirects.pages,
    feeds.pages,
    robots.pages,
    hosting.pages,
    web_manifest.pages,
    search.pages,
)

TEXT_KINDS = (
    post.pages,
    info.pages,
    feeds.pages,
)

INDEXES = (sitemap.pages,)

DOCUMENT_CHECKS = (
    headings.check,
    picture_texts.check,
    link_texts.check,
)

WORDING_CHECKS = (
    leftovers.find,
    characters.find,
    bullets.find,
    spaces.find,
    quotes.find,
    dashes.find,
    heading_capitals.find,
    addresses.find,
    lost_links.find,
    acronyms.find,
    sentences.find,
)

FIELD_CHECKS = (
    characters.find_in_field,
    quotes.find_in_field,
    dashes.find,
    acronyms.find_spelling,
)

SITE_CHECKS = (
    themes.check,
    vocabularies.check,
    links.check,
    anchors.check,
    pictures.check,
    attachments.check,
    slugs.check,
    paths.check,
)

BLOG = Definition(
    collections=COLLECTIONS,
    vocabularies=VOCABULARIES,
    kinds=KINDS,
    text_kinds=TEXT_KINDS,
    indexes=INDEXES,
    checks=Checks(
        document=DOCUMENT_CHECKS,
        wording=WORDING_CHECKS,
        field=FIELD_CHECKS,
        site=SITE_CHECKS,
    ),
)
