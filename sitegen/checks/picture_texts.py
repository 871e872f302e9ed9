"""Alternative texts: every picture says in words what it shows, and comes from the blog itself.

Good:  ![Snö på torget i Hultsfred](torget.jpg)
Bad:   ![](torget.jpg), or ![Torget](https://example.org/torget.jpg)
Source: WCAG 2.2, success criterion 1.1.1; pictures from elsewhere would let others follow readers.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import urls
from sitegen.document import AnyDocument
from sitegen.problems import Problem


def check(document: AnyDocument) -> Iterator[Problem]:
    """Yield each picture that lacks an alternative text or is fetched from another site."""
    for picture in document.references:
        if picture.kind != "picture":
            continue
        line = document.body_line + picture.line
        if not picture.text.strip():
            yield Problem(
                document.path,
                line,
                picture.column,
                "picture-without-text",
                f"Bilden ”{picture.target}” saknar alternativtext.",
                "Skriv mellan hakparenteserna vad bilden visar: "
                f"![Snö på torget]({picture.target}).",
            )
        if urls.is_external(picture.target):
            yield Problem(
                document.path,
                line,
                picture.column,
                "picture-external",
                f"Bilden hämtas från en annan webbplats: {picture.target}",
                "Lägg bildfilen i samma mapp som inlägget och skriv bara dess namn.",
            )
