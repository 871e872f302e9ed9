"""A page that stands by itself, such as the one about the blog: its front matter fields.

It only declares them; what a document is stands in document.py.
"""

from __future__ import annotations

from typing import Annotated, TypeAlias

from sitegen.front_matter import field_types
from sitegen.model.document import Document, Meta


class InfoMeta(Meta, frozen=True, kw_only=True):
    """The front matter of a file in content/pages/."""

    menu: Annotated[
        str, field_types.choice("Var länken till sidan ska stå.", "sidhuvud", "sidfot", "ingen")
    ] = "ingen"
    order: Annotated[int, field_types.number("Plats i menyn; lägst står först.")] = 100


InfoPage: TypeAlias = Document[InfoMeta]
