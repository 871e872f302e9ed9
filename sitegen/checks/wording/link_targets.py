"""Link targets: an address out of the blog is whole, and an e-mail address says that it is one.

Without its scheme an address is taken for a file of the blog; with a misspelt one it leads nowhere.
Good:  [kommunen](https://www.ystad.se), [redaktionen](mailto:redaktionen@example.org)
Bad:   [kommunen](www.ystad.se), [redaktionen](redaktionen@example.org), <www.ystad.se>
Source: RFC 3986, section 4.2: a reference without a scheme is relative.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.core.addresses import complete_address
from sitegen.prose.wording import Slip, Wording, places_of

_INLINE = re.compile(
    r"\]\([ ]*<?(?P<target>(?:(?:ht|mail)[a-z]*[:;][/\\]*[ ]+)?"
    r"[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)(?=[\s)>])"
)
_DEFINED = re.compile(r"\]:[ ]{0,9}<?(?P<target>[^\s<>\[\]]{1,999}+)(?=>?(?:[ ]|\n|\Z))")
_DEFINITION = re.compile(r"(?:\n|\A)[ ]{0,3}\[(?!\^)[^\]\n]+\Z")
_BRACKETED = re.compile(r"<(?<!\(<)(?<!: <)(?P<target>[^\s<>\"'=]{1,999}+)>")
_TAG = re.compile(r"<a[ \n][^<>]*?\bhref=[\"']?(?P<target>[^\s\"'<>]+)")
_FORMS = (("](", _INLINE), ("]:", _DEFINED), ("<", _BRACKETED), ("<a", _TAG))
"""How targets are written, and what each form begins with: `str.find` is faster than a pattern."""


def find(wording: Wording) -> Iterator[Slip]:
    """Yield each address of a link that lacks something."""
    forms = _FORMS if "<" in wording.text else _FORMS[:2]
    for mark, pattern in forms:
        is_suspect = any(
            complete_address(link["target"]) for link in _links(wording.text, mark, pattern)
        )
        if is_suspect:  # fast pre-check: to cover code takes longer
            yield from _find_with(wording, mark, pattern)


def _links(text: str, mark: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    return filter(None, (pattern.match(text, start) for start in places_of(text, mark)))


def _find_with(wording: Wording, mark: str, pattern: re.Pattern[str]) -> Iterator[Slip]:
    text = wording.uncoded
    for link in _links(text, mark, pattern):
        address = complete_address(link["target"])
        if address is None or not _is_link(text, link):
            continue
        is_email = address.startswith("mailto:")
        if link.re is _BRACKETED and is_email:
            continue  # <red@example.org> is a link
        what = (
            "är en e-postadress, men länken säger det inte" if is_email else "är ingen hel adress"
        )
        yield Slip(
            *link.span("target"),
            "address-incomplete",
            f"”{link['target']}” {what}.",
            f"Skriv {address} i stället.",
            address,
            severity="error",
        )


def _is_link(text: str, found: re.Match[str]) -> bool:
    """True if what was found is a link and no picture, and a definition really one."""
    if found.re is _DEFINED:
        above = text.rfind("\n", 0, found.start())
        return _DEFINITION.search(text, max(above, 0), found.start()) is not None
    if found.re is not _INLINE or text[found.start() - 1 : found.start()] == ")":
        return True
    opening = text.rfind("[", 0, found.start())
    return opening >= 0 and text[opening - 1 : opening] != "!"
