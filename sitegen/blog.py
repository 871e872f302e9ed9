"""The visit blog: its collections, vocabularies, page kinds and checks, each in one explicit tuple.

It holds no logic: what each item does is in its own module.
"""

from __future__ import annotations

from sitegen.checks.document import anchors_twice, headings, link_texts, picture_texts
from sitegen.checks.runner import Checks
from sitegen.checks.site import (
    anchors,
    attachment_traces,
    attachments,
    comments_of_texts,
    copies,
    dates,
    figures,
    file_names,
    links,
    organisations,
    own_addresses,
    passages,
    paths,
    pictures,
    plans,
    slugs,
    sources,
    stray_files,
    themes,
    visits,
    vocabularies,
)
from sitegen.checks.wording import (
    acronyms,
    addresses,
    bold_headings,
    bullets,
    characters,
    comments,
    dashes,
    definitions,
    emptiness,
    heading_braces,
    heading_capitals,
    html_markdown,
    html_tags,
    indented_texts,
    leftovers,
    link_targets,
    list_lines,
    list_marks,
    lost_links,
    lost_words,
    merge_marks,
    notes,
    personal_numbers,
    placeholders,
    private_addresses,
    private_contacts,
    quotations,
    quotes,
    sentences,
    shown_marks,
    spaces,
    table_rows,
    tracking,
)
from sitegen.definition import Definition
from sitegen.documents.comments import COMMENTS
from sitegen.documents.measures import MEASURES
from sitegen.documents.organisations import ORGANISATIONS
from sitegen.kinds import (
    admin,
    andra,
    archive,
    author,
    besked,
    data,
    data_description,
    feeds,
    folj,
    home,
    hosting,
    info,
    jamfor,
    kalender,
    karta,
    kommun,
    kommun_index,
    kommun_unvisited,
    lan,
    not_found,
    old_addresses,
    organisation,
    oversikt,
    plan,
    planer,
    post,
    redirects,
    robots,
    search,
    search_answers,
    siffror,
    sitemap,
    theme,
    vantar,
    web_manifest,
)
from sitegen.model.authors import AUTHORS
from sitegen.model.info_page import PAGES
from sitegen.model.plan import PLANS
from sitegen.model.post import POSTS
from sitegen.model.themes import THEMES
from sitegen.model.visit_row import REDIRECTS, VISITS

COLLECTIONS = (POSTS, PAGES, PLANS, COMMENTS, VISITS, REDIRECTS)

VOCABULARIES = (THEMES, AUTHORS, ORGANISATIONS, MEASURES)

KINDS = (
    home.pages,
    post.pages,
    kommun.pages,
    kommun_index.pages,
    kommun_unvisited.pages,
    lan.pages,
    theme.pages,
    karta.pages,
    oversikt.pages,
    jamfor.pages,
    planer.pages,
    vantar.pages,
    plan.pages,
    besked.pages,
    kalender.pages,
    organisation.pages,
    siffror.pages,
    andra.pages,
    data.pages,
    data_description.pages,
    folj.pages,
    archive.pages,
    author.pages,
    info.pages,
    not_found.pages,
    redirects.pages,
    feeds.pages,
    robots.pages,
    hosting.pages,
    web_manifest.pages,
    search.pages,
    search_answers.pages,
    admin.pages,
)

TEXT_KINDS = (
    post.pages,
    info.pages,
    feeds.pages,
)

INDEXES = (sitemap.pages, old_addresses.pages)

DOCUMENT_CHECKS = (
    headings.check,
    picture_texts.check,
    link_texts.check,
    anchors_twice.check,
)

WORDING_CHECKS = (
    leftovers.find,
    characters.find,
    bullets.find,
    spaces.find,
    quotes.find,
    dashes.find,
    heading_capitals.find,
    heading_braces.find,
    addresses.find,
    link_targets.find,
    lost_links.find,
    acronyms.find,
    sentences.find,
    emptiness.find,
    html_tags.find,
    html_markdown.find,
    comments.find,
    notes.find,
    definitions.find,
    table_rows.find,
    list_marks.find,
    list_lines.find,
    indented_texts.find,
    quotations.find,
    bold_headings.find,
    lost_words.find,
    shown_marks.find,
)

FIELD_CHECKS = (
    characters.find_in_field,
    quotes.find_in_field,
    dashes.find,
    acronyms.find_spelling,
    heading_capitals.find_in_field,
    shown_marks.find_in_field,
)

FILE_CHECKS = (
    merge_marks.find,
    personal_numbers.find,
    private_contacts.find,
    private_addresses.find,
    tracking.find,
    placeholders.find,
)

SITE_CHECKS = (
    themes.check,
    vocabularies.check,
    sources.check,
    visits.check,
    plans.check,
    passages.check,
    organisations.check,
    figures.check,
    links.check,
    anchors.check,
    own_addresses.check,
    file_names.check,
    dates.check,
    pictures.check,
    attachments.check,
    stray_files.check,
    copies.check,
    attachment_traces.check,
    slugs.check,
    comments_of_texts.check,
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
        file=FILE_CHECKS,
        site=SITE_CHECKS,
    ),
)
