"""Redirects: old addresses of lists, feeds and the like, the rows of content/redirects.yml.

The declaration of the collection; the old addresses of texts are in their own field `aliases`.
"""

from __future__ import annotations

from typing import Annotated

from sitegen.documents.collection import Collection
from sitegen.documents.document import RecordMeta
from sitegen.documents.sections import MAIN
from sitegen.front_matter import field_types
from sitegen.front_matter.declarations import Label, Located


class RedirectMeta(RecordMeta, frozen=True, kw_only=True):
    """An old address of something that is no text, and where it leads now."""

    from_: Annotated[
        Located,
        field_types.old_address("Den gamla adressen."),
        Label("Gammal adress", section=MAIN, place=1),
    ]
    to: Annotated[
        Located,
        field_types.located(
            "Vart den leder på bloggen. Finns inte sidan leder den till den närmast ovanför.",
            example="/arkiv/2015/",
        ),
        Label("Leder till", section=MAIN, place=2),
    ]


REDIRECTS = Collection(
    name="redirects",
    record=RedirectMeta,
    label="gammal adress",
    title="Gamla adresser till annat än texter",
    schema="gamla-adresser",
    form="rows",
)
