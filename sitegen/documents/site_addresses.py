"""Field types of the addresses and patterns of addresses that only site.yml has.

Each function returns a Field; which fields there are, settings.py declares.
"""

from __future__ import annotations

from sitegen.core import urls
from sitegen.front_matter import patterns, word_types
from sitegen.front_matter.declarations import Field


def permalink(help: str) -> Field:
    """The pattern of the URLs of posts."""
    return word_types.one_of(
        help,
        code="permalink-invalid",
        parse=lambda value: value if patterns.matches(patterns.PERMALINK, value) else None,
        message="”{}” går inte att använda som mönster för adresser.",
        hint="Skriv till exempel /besok/{slug}/ eller /{year}/{month}/{slug}/.",
        example=urls.PERMALINK,
        shape=patterns.PERMALINK,
    )


def draft_address(help: str) -> Field:
    """The pattern of the address of a draft at the host."""
    return word_types.one_of(
        help,
        code="draft-address-invalid",
        parse=lambda value: value if patterns.matches(patterns.DRAFTS, value) else None,
        message="”{}” går inte att använda som mönster för adressen till ett utkast.",
        hint="Skriv adressen som värden ger en gren, med {branch} där grenens namn står.",
        example="https://{branch}--blogg.netlify.app/",
        shape=patterns.DRAFTS,
    )


def repository(help: str) -> Field:
    """The address of the first page of a repository, as it is without its last slash or .git."""
    return word_types.one_of(
        help,
        code="repository-invalid",
        parse=lambda value: (
            value.rstrip("/").removesuffix(".git")
            if patterns.matches(patterns.REPOSITORY, value)
            else None
        ),
        message="”{}” går inte att använda som adress till bloggens förråd.",
        hint="Skriv adressen till förrådets första sida: https://github.com/organisation/blogg.",
        example="https://github.com/organisation/blogg",
        shape=patterns.REPOSITORY,
    )


NO_REPOSITORY = (
    "Sidan /admin/ vet inte var bloggens förråd är.",
    "Lägg till adressen: repository: https://github.com/organisation/blogg. Eller ta bort admin.",
)
"""Message and hint for a blog with that page whose repository is not said."""
