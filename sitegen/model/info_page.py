"""Info pages: standalone pages, such as the one about the blog, with their front matter fields.

It declares the collection only; what a document is, document.py defines.
"""

from __future__ import annotations

from typing import Annotated, TypeAlias

from sitegen.core import urls
from sitegen.documents.collection import Collection
from sitegen.documents.document import UNTITLED, Document, Meta
from sitegen.documents.settings import Config
from sitegen.front_matter import word_types
from sitegen.front_matter.declarations import Label
from sitegen.front_matter.sections import ADDRESS
from sitegen.sweden import swedish


class InfoMeta(Meta, frozen=True, kw_only=True):
    """The front matter of a file in content/pages/."""

    menu: Annotated[
        str,
        word_types.choice("Var länken till sidan ska stå.", "sidhuvud", "sidfot", "ingen"),
        Label("Plats för länken", section=ADDRESS),
    ] = "ingen"
    order: Annotated[
        int,
        word_types.number("Plats i menyn; lägst står först."),
        Label("Ordning i menyn", section=ADDRESS),
    ] = 100


InfoPage: TypeAlias = Document[InfoMeta]


def _address(page: InfoPage, config: Config) -> str:
    return urls.info(page.slug)


def _menu_order(page: InfoPage) -> tuple[int, str]:
    return page.meta.order, swedish.sort_key(page.meta.title)


PAGES = Collection(
    name="pages",
    record=InfoMeta,
    label="fristående sida",
    title="Faktablocket i en fristående sida",
    schema="sida",
    address=_address,
    order=_menu_order,
    stand_ins=lambda now: {"title": UNTITLED},
)
