"""Private contacts: a mobile number or an e-mail address at home is not published by mistake.

Good:  växeln 0563-186 00, socialtjansten@hagfors.se
Bad:   070-174 06 05, anna.andersson@gmail.com
Source: PTS, the Swedish numbering plan; IMY, on personal data in free text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.prose.wording import Slip, Wording

PROVIDERS = (
    *("gmail", "googlemail", "hotmail", "outlook", "live", "msn", "icloud", "yahoo", "ymail"),
    *("rocketmail", "aol", "gmx", "protonmail", "tutanota", "fastmail", "yandex", "telia"),
    *("comhem", "bredband", "bredband2", "tele2", "spray", "swipnet", "passagen", "glocalnet"),
)
"""Names of the domains where private persons have their mail, whatever the top domain."""

DOMAINS = (
    *("proton.me", "pm.me", "me.com", "mac.com", "mail.com", "hey.com", "zoho.com", "tuta.com"),
    *(
        "tuta.io",
        "home.se",
        "ownit.nu",
        "brevet.nu",
        "chello.se",
        "algonet.se",
        "mail.ru",
        "web.de",
    ),
)
"""The same, where only one top domain is theirs."""

_GAP = r"(?:[^\S\n]|[-\u2010-\u2015\u2212\u00ad\u200b\u2060/.*_\\)]|&nbsp;|&\#160;){0,3}"
# From the 7, because Python searches for that first, and fast; then what must stand before it.
_MOBILE = re.compile(rf"7{_GAP}[02369](?:{_GAP}[0-9]){{7}}(?![0-9])")
_BEFORE = re.compile(
    rf"(?:(?:(?:\+|&\#43;|(?<![0-9])00)46{_GAP}(?:\(0\))?{_GAP})|(?<=wa\.me/)46|(?<![\w+=/#%-])0{_GAP})\Z"
)
# From the sign, for the same reason.
_EMAIL = re.compile(
    r"(?:@|&#64;|%40|[(\[{](?:at|a|snabel-?a)[)\]}][ ]?)"
    rf"(?:(?:{'|'.join(PROVIDERS)})\.(?:com|net|org|(?:co\.)?[a-z]{{2}})"
    rf"|{'|'.join(map(re.escape, DOMAINS))})(?![\w-]|\.\w)",
    re.IGNORECASE,
)
_NAME = re.compile(r"[\w.+-]+[ ]?\Z")
_EXCUSE = "Ska {} stå här, skriv {} under allowed i site.yml."


def find(wording: Wording) -> Iterator[Slip]:
    """Yield each Swedish mobile number, and each address at a provider of mail for persons."""
    text = wording.text
    for number in _MOBILE.finditer(text):
        begun = max(number.start() - 30, 0)
        before = _BEFORE.search(text[begun : number.start()])
        if before:
            yield Slip(
                begun + before.start(),
                number.end(),
                "phone-private",
                "Här står ett mobilnummer.",
                f"Skriv numret till en växel eller en mottagning. {_EXCUSE.format('det', 'det')}",
            )
    if any(sign in text for sign in ("@", "(at", "[at", "(a)", "#64;", "%40")):
        yield from _find_addresses(text)


def _find_addresses(text: str) -> Iterator[Slip]:
    for domain in _EMAIL.finditer(text):
        begun = max(domain.start() - 64, 0)
        name = _NAME.search(text[begun : domain.start()])
        if name:
            yield Slip(
                begun + name.start(),
                domain.end(),
                "email-private",
                "Här står en e-postadress som ser ut att vara någons egen.",
                "Skriv en adress som hör till kommunen eller arbetet. "
                + _EXCUSE.format("den", "den"),
            )
