"""Link texts: a link says in words where it leads, for those who hear a list of links.

Good:  Läs mer om [första linjens vård i Hagfors](https://www.hagfors.se/visit)
Bad:   Läs mer [här](https://www.hagfors.se/visit), [](https://www.hagfors.se/visit)
Source: WCAG 2.2, success criteria 2.4.4 and 2.4.9.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.core.problem import Problem
from sitegen.documents.document import ReadText, at

VAGUE = frozenset(
    (
        *("här", "hit", "där", "den här", "denna", "detta", "se här", "se mer", "se nedan"),
        *("klicka", "klicka här", "klicka på länken", "tryck här", "gå hit", "öppna"),
        *("läs", "läs mer", "läs mer här", "läs här", "läs vidare", "mer", "mer här", "mer info"),
        *("mer information", "här kan du läsa mer", "läsa mer", "läsa mer här", "läs artikeln"),
        *("länk", "länken", "denna länk", "den här länken", "via länken", "följ länken"),
        *(
            "länk till sida",
            "webbplats",
            "sida",
            "sidan",
            "den här sidan",
            "ladda ner",
            "ladda ned",
        ),
    )
)
"""Link texts that do not describe a target."""


def check(text: ReadText) -> Iterator[Problem]:
    """Yield each link whose text is empty or does not describe its target."""
    for link in text.references:
        if link.kind != "link" or not link.target or len(link.text) > 30:
            continue  # links.py reports broken links
        if not link.text.strip():
            yield at(
                text,
                link,
                "link-without-text",
                f"Länken till {link.target} har inga ord att klicka på.",
                f"Skriv dem inom hakparenteserna: [ord som beskriver]({link.target}).",
            )
        words = link.text.strip(" \t.!:»>→…").casefold()
        if words in VAGUE:
            yield at(
                text,
                link,
                "link-text-vague",
                f"Länken ”{link.text}” säger inte vart den leder.",
                "Gör länk av orden som beskriver målet, till exempel [planen för handling](…).",
                "warning",
            )
