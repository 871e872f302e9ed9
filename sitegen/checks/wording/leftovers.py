"""Leftovers: markup that Word and WordPress add for their own use has no meaning here.

Shortcodes would be shown to readers as they are; Word's tags are dropped, but the text between them
may stay.
Good:  ![Snö på torget](torget.jpg "Julstämning i Hultsfred")
Bad:   [caption id="attachment_17"]…[/caption], <!--more-->, <o:p></o:p>, class="MsoNormal"
Source: the shortcodes of WordPress and its common plugins; the HTML that Office writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.prose.wording import Slip, Wording

_SHORTCODE = re.compile(
    r"\[/?(?:caption|embed|gallery|playlist)(?:[ ][^[\]\n]*)?\](?![(\[:])"
    r"|\[(?:audio|contact-form-7|et_pb_\w+|su_\w+|vc_\w+|video|youtube)[ ]"
    r"[^[\]\n=]*=[^[\]\n]*\](?!\()"
)
_PLAYED = re.compile(r"\[/?(?:embed|audio|playlist|video|youtube)\b")
_FILM = (
    "Ta bort den. En film eller en artikel blir en länk ensam i sitt stycke: "
    '[Vad det är](adressen "Varifrån").'
)
# Of Hugo and Zola, of Jekyll and Liquid.
_TEMPLATE = re.compile(
    r"\{\{[<%](?:[^{}\n]|\}(?!\}))*\}\}|\{%[^{}\n]*%\}"
    r"|\{\{[ ]?[^\W\d][\w ]{0,60}(?:[\"'.(|:][^{}\n]*)?\}\}"
)
_NAME = re.compile(r"\{\{[\w ]+\}\}")  # to be filled in by another program
_BOX = re.compile(r"\n[ ]*(?:>[ ]?)+(?P<kind>\[![A-Za-z]+\])")  # on GitHub
_WORDPRESS = re.compile(r"<!--\s*(?:more|nextpage|/?wp:)\b")
_WORD = re.compile(
    r"<(?:/?(?:o|w|m|v|st1):\w+|!--\[if\b|!\[(?:if|endif)\b|\?xml\b)"
    r"|<\w[^<>]*(?:[\"' =]Mso\w|mso-\w)|\{[^{}]*mso-\w"
)


def find(wording: Wording) -> Iterator[Slip]:
    """Yield markup that other programs left in the text."""
    text = wording.text
    if "[" in text and _SHORTCODE.search(text):
        for code in _SHORTCODE.finditer(wording.readable):
            yield Slip(
                *code.span(),
                "leftover-shortcode",
                f"Läsarna ser koden {code[0]} som den står.",
                _FILM
                if _PLAYED.match(code[0])
                else 'Ta bort den. En bild skriver du ![Vad bilden visar](bild.jpg "Bildtext").',
            )
    if "{" in text or wording.has_loose_brackets:
        yield from _find_template(wording)
    if "<" in text:
        yield from _find_in(wording, _WORDPRESS, "leftover-wordpress", "WordPress", _REMOVE)
    if "<" in text or "{" in text:
        yield from _find_in(wording, _WORD, "leftover-word", "Word", _PASTE)


def _find_template(wording: Wording) -> Iterator[Slip]:
    for found in _TEMPLATE.finditer(wording.uncommented):
        yield Slip(
            *found.span(),
            "leftover-template",
            f"Läsarna ser koden {found[0]} som den står.",
            "Skriv det som ska stå här." if _NAME.fullmatch(found[0]) else _FILM,
        )
    for found in _BOX.finditer(wording.uncommented):
        yield Slip(
            *found.span("kind"),
            "leftover-box",
            f"Läsarna ser koden {found['kind']} som den står.",
            "Ta bort den. Säg med ord vad rutan är, till exempel **Tips:** först i stycket.",
        )


_REMOVE = "Ta bort den; den har ingen betydelse här."
_PASTE = "Ta bort den. Klistra in utan formatering (Ctrl + Skift + V) så följer ingen kod med."


def _find_in(
    wording: Wording, pattern: re.Pattern[str], code: str, program: str, hint: str
) -> Iterator[Slip]:
    for found in pattern.finditer(wording.uncoded):
        yield Slip(*found.span(), code, f"Här ligger kod från {program} kvar.", hint)
