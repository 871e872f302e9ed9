"""What programs read to use the tables: who publishes them, and on which terms."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sitegen.documents.organisations import Issuer
from sitegen.documents.settings import Contact
from sitegen.kinds import data_description
from sitegen.kinds.data_description import CatalogueView
from sitegen.pages.page import Generated, Page
from tests.support.factories import make_post, make_settings, make_site


def made(**config: Any) -> dict[str, Any]:
    """The files by their addresses, JSON read and pages as their views."""
    site = make_site(make_post(), settings=make_settings(**config))
    return {page.url: content_of(page) for page in data_description.pages(site)}


def content_of(page: Page | Generated) -> Any:
    return page.view if isinstance(page, Page) else json.loads(page.encode(page.view))


def test_the_settings_say_who_publishes_and_on_which_terms() -> None:
    files = made(
        licence="CC BY 4.0",
        publisher=Issuer("Samordnaren", "ideell organisation"),
        contact=Contact("Redaktionen", "red@example.org"),
    )
    package = files["/data/datapackage.json"]
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert package["contributors"] == [{"title": "Samordnaren", "role": "publisher"}]
    catalogue = files["/data/dcat.rdf"]
    assert isinstance(catalogue, CatalogueView)
    assert (catalogue.publisher, catalogue.kind) == ("Samordnaren", "NonProfitOrganisation")
    assert catalogue.licence == "https://creativecommons.org/licenses/by/4.0/"


def test_what_nobody_has_said_is_the_blogs_own() -> None:
    package = made(title="Bloggen")["/data/datapackage.json"]
    assert package["licenses"][0]["name"] == "CC0-1.0"
    assert package["contributors"][0]["title"] == "Bloggen"
    assert package["name"] == "oppna-data-fran-bloggen"


def test_a_blog_without_an_address_is_in_no_catalogue() -> None:
    files = made(base_url="http://localhost:8000/")
    assert "/data/dcat.rdf" not in files
    assert "homepage" not in files["/data/datapackage.json"]
    assert files["/data/blogg.schema.json"]["$id"] == "/data/blogg.schema.json"


@pytest.mark.parametrize("title", ["…", "Besök & möten", "Åäö"])
def test_the_name_of_the_package_is_one_that_programs_take(title: str) -> None:
    name = made(title=title)["/data/datapackage.json"]["name"]
    assert name.isascii()
    assert name.replace("-", "").isalnum()
