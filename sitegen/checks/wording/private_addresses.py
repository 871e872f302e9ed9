"""Private addresses: a link leads to what every reader can open, not to one's own computer or work.

Good:  [planen](https://www.hagfors.se/plan), [förra besöket](2015-10-26-hagfors.md)
Bad:   [planen](http://127.0.0.1:8000/besok/plan/), file:///C:/plan.docx, https://x.sharepoint.com/…
Source: RFC 1918, 4193, 6761 and 6762, on names and networks that are not of the Internet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote

from sitegen.prose.addresses import without_tracking
from sitegen.prose.wording import Slip, Wording

_REST = r"(?:[^\s<>\"'|()\[\]\\]|\([^\s()]*\))*"
_ADDRESS = re.compile(
    r"://+(?:[^\s/@()]*@)?(?P<host>\[[0-9a-fA-F:.]+\]|[\w-]+(?:\.[\w-]+)*\.?)(?::[0-9]+)?(?P<path>"
    rf"{_REST})"
)
_SCHEME = re.compile(r"(?<![a-z])(?:https?|wss?|ftps?)\Z", re.IGNORECASE)
_LOCAL = re.compile(
    r"localhost|(?:[\w-]+\.)+(?:local|localhost|internal|intranet|intern|lan|corp|home\.arpa)"
    r"|0\.0\.0\.0|127(?:\.[0-9]+)+|10(?:\.[0-9]+){3}|192\.168(?:\.[0-9]+){2}"
    r"|172\.(?:1[6-9]|2[0-9]|3[01])(?:\.[0-9]+){2}|169\.254(?:\.[0-9]+){2}"
    r"|\[(?:::1?|f[cde][0-9a-f]{2}:[0-9a-f:.]*|::ffff:[0-9a-f:.]*)\]|[\w-]+"
)
_SIGN_IN = re.compile(
    r"(?:[\w-]+\.)*(?:sharepoint\.com|onedrive\.(?:live\.)?com|1drv\.ms|office\.com"
    r"|teams\.(?:live|microsoft)\.com|teams\.cloud\.microsoft|outlook\.(?:live|office|office365)\.com"
    r"|(?:calendar|drive|mail|docs)\.google\.com|slack\.com|login\.microsoftonline\.com)"
)
_OPEN = re.compile(
    r"/forms/|/calendar/embed|/[a-z]+/d/e/|/[a-z]+/d/[\w-]+/pub|/file/d/[\w-]+/preview"
)
"""Paths at Google that everybody can open."""
_WRAPPERS = re.compile(
    r"(?:[\w-]+\.)*safelinks\.protection\.outlook\.com|(?:[\w-]+\.)*mimecast\.com"
    r"|urldefense(?:\.proofpoint)?\.com|linkprotect\.cudasvc\.com|secure-web\.cisco\.com"
    r"|lm?\.(?:facebook|instagram|messenger)\.com|out\.reddit\.com|t\.co|deref-[a-z]+\.[a-z]+"
    r"|statics\.teams\.cdn\.office\.net|(?:[\w-]+\.)*list-manage\.com|(?:www\.)?google\.[a-z.]{2,6}"
    r"|(?:www\.)?youtube\.com|(?:www\.)?linkedin\.com"
)
_WRAPPING = re.compile(
    r"(?:(?!statics|[\w.-]*list-manage|(?:www\.)?(?:google|youtube|linkedin))[^/]*"
    r"|statics.*safelinks|[\w.-]*list-manage\.com/track/|(?:www\.)?google[a-z.]*/url\?"
    r"|(?:www\.)?youtube\.com/redirect\?|(?:www\.)?linkedin\.com/(?:redir|safety/go))"
)
"""The host and the beginning of the path: some of them have other pages too."""
_BARE = re.compile(
    r"(?:(?<=\()//|(?<![\w.:/@-]))(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])"
    rf"(?::[0-9]+{_REST}|/{_REST})"
)
_ON_DISK = re.compile(
    rf"""(?:file:/+|(?<=\]\()<?file:|(?:smb|afp|nfs)://){_REST}
    |(?<![A-Za-z0-9])[A-Z]:\\+(?=[\w.$~%])[^\s<>"'|()]*
    |(?<=\]\()<?[A-Z]:/+[^\s<>"'|()]*
    |(?<![\\\w])\\\\+[A-Za-z0-9][\w.-]+\\+[\w$][^\s<>"'|()]*""",
    re.VERBOSE | re.IGNORECASE,
)
_FROM_DISK = re.compile(r"\]\(<?[A-Za-z]:/")
_INNER = re.compile(r"[?&;](?:url|u|q|a|domain)=(?P<url>https?(?::|%3A|-3A)[^&\s]+)", re.IGNORECASE)
_PROOFPOINT = re.compile(r"/v3/__(?P<url>https?:.+?)__;")
_CISCO = re.compile(r"(?P<url>https?%3A%2F%2F\S+)")

_CLEAN = re.compile(r"https?://[\w.~:/?#@!$&*+,;=%-]*[\w/]")
"""An address that can be put in any text as it is."""

_PREVIEW = re.compile(
    r"(?:https?://)?(?:localhost|127\.0\.0\.1|\[::1\])(?::[0-9]+)?", re.IGNORECASE
)
LONGEST = 4_000
"""Characters of an address in which another is looked for; browsers accept hardly longer ones."""

_EXCUSE = "Ska den stå här, skriv den under allowed i site.yml."


def find(wording: Wording) -> Iterator[Slip]:
    """Yield each address that only some can open, and each that leads by way of another program."""
    text = wording.text
    for address in _ADDRESS.finditer(text):
        kind = _kind_of(address["host"].lower().rstrip("."))
        if kind:
            yield from _judge(text, address, kind)
    if any(host in text for host in ("localhost", "127.0.0.1", "0.0.0.0", "[::1]")):
        yield from (_local(found.start(), found[0]) for found in _BARE.finditer(text))
    if (
        "\\" in text
        or "file:" in text
        or "FILE:" in text
        or "smb:" in text
        or _FROM_DISK.search(text)
    ):
        for found in _ON_DISK.finditer(text):
            yield Slip(
                *found.span(),
                "address-on-disk",
                f"Adressen {_shorten(found[0])} finns bara på en dator eller i ett nätverk.",
                "Lägg filen i samma mapp som inlägget och skriv bara filens namn.",
            )


@lru_cache(10_000)
def _kind_of(host: str) -> str:
    """What is special about a host, in lower case; empty for all others."""
    if _LOCAL.fullmatch(host):
        return "local"
    if _SIGN_IN.fullmatch(host):
        return "sign-in"
    return "wrapper" if _WRAPPERS.fullmatch(host) else ""


def _judge(text: str, address: re.Match[str], kind: str) -> Iterator[Slip]:
    scheme = _SCHEME.search(text[max(address.start() - 5, 0) : address.start()])
    if scheme is None:
        return
    start = address.start() - len(scheme[0])
    whole = text[start : address.end()]
    if kind == "local" and "@" in text[address.end("host") : address.end()]:
        return  # a name and a password before the real host, which are not to be repeated
    if kind == "local":
        yield _local(start, whole)
    elif kind == "sign-in" and not _OPEN.match(address["path"]):
        yield Slip(
            start,
            address.end(),
            "address-sign-in",
            f"Adressen {_shorten(whole)} kräver att läsaren loggar in.",
            f"Lägg filen i bloggens mapp eller länka till en öppen sida. {_EXCUSE}",
        )
    elif kind == "wrapper" and _is_wrapped(whole):
        yield _wrapped(start, whole)


def _local(start: int, address: str) -> Slip:
    path = _PREVIEW.sub("", address)
    if path.startswith("/") and path != "/":
        remedy = f"Menar du bloggens egen sida, skriv {path}. Annars skriv"
    else:
        remedy = "Skriv"
    return Slip(
        start,
        start + len(address),
        "address-local",
        f"Adressen {_shorten(address)} går bara att öppna på din dator eller ditt nätverk.",
        f"{remedy} den adress som alla kan öppna. {_EXCUSE}",
    )


def _is_wrapped(address: str) -> bool:
    found = _ADDRESS.search(address)
    return (
        found is not None
        and _kind_of(found["host"].lower()) == "wrapper"
        and _WRAPPING.match(f"{found['host']}{found['path']}".lower()) is not None
    )


def _wrapped(start: int, address: str) -> Slip:
    inner = _unwrap(address[:LONGEST])
    return Slip(
        start,
        start + len(address),
        "address-wrapped",
        f"Adressen {_shorten(address)} går omvägen över ett annat program, som kan se vem "
        "som klickar.",
        f"Skriv den riktiga adressen: {inner}"
        if inner
        else "Öppna länken och kopiera adressen till den sida som du kommer till.",
        inner if _CLEAN.fullmatch(inner) and not _is_special(inner) else None,
    )


def _is_special(address: str) -> bool:
    found = _ADDRESS.search(address)
    return found is None or _kind_of(found["host"].lower().rstrip(".")) != ""


def _unwrap(address: str) -> str:
    """The address inside another, or an empty string if only the other program knows it."""
    for _ in range(4):
        found = _INNER.search(address.replace("&amp;", "&")) or _PROOFPOINT.search(address)
        if "secure-web.cisco.com" in address:
            found = found or _CISCO.search(address)
        if found is None:
            return ""
        inner = found["url"]
        if "proofpoint.com/v2" in address:
            inner = inner.replace("-", "%").replace("_", "/")
        address = inner if "://" in inner else unquote(inner)
        if not _is_wrapped(address):
            return without_tracking(address)
    return ""


def _shorten(address: str) -> str:
    return address if len(address) <= 60 else f"{address[:57]}…"
