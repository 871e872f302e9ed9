"""Addresses that lack something: what “www.ystad.se” or “red@example.org” means as a link, and what
to write instead of an old address that cannot be used.

Pure functions over one address; they do not know which files or pages exist.
"""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

from sitegen.core import output_names, urls

_TOP_LEVEL = (
    "se|nu|com|org|net|eu|gov|edu|info|int|mil|no|dk|fi|is|ax|fo|gl|de|uk|fr|nl|ie|at|ch|es|it|be"
    "|pl|ee|lv|lt|io|app|blog|tv"
)
"""Top-level domains of addresses without a scheme; no file that a text may link to ends in one."""

_PATH = r"(?:[/?#:][^\s<>\"]*)?"
_HOST = r"[a-z0-9åäöéü-]+(?:\.[a-z0-9åäöéü-]+)*"
_EMAIL = re.compile(
    r"(?:(?:mail|mail[ ]?to|e-?post|e-?mail)[:;]?[/\\]{0,2}[ ]*)?"
    r"(?P<address>[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?:\?[^\s<>\"]*)?)",
    re.IGNORECASE,
)
_WWW = re.compile(rf"w{{2,4}}[.,](?P<rest>{_HOST}\.[a-z]{{2,}}{_PATH})", re.IGNORECASE)
_BARE = re.compile(rf"{_HOST}\.(?:{_TOP_LEVEL}){_PATH}", re.IGNORECASE)
_SCHEME = re.compile(
    rf"(?P<scheme>[htps]{{3,9}})[ ]*(?P<mark>[:;.,]?[ ]*[/\\]{{1,4}}|:)[ ]*"
    rf"(?P<rest>(?:localhost|{_HOST}\.[a-z]{{2,}}){_PATH}|[htps]{{3,9}}[:;]?/+.*)",
    re.IGNORECASE,
)
_RIGHT = re.compile(r"(?:https?://|mailto:)(?![ ]|[htps]{3,6}[:;]?//|[/\\])", re.IGNORECASE)
_ENCODED_SLASH = re.compile("%2f|%(?![0-9a-f]{2})", re.IGNORECASE)
_LOCAL = (".md", ".pdf", ".jpg", ".jpeg", ".png", ".svg", ".html")


def complete_address(target: str) -> str | None:
    """The whole address that `target` was meant to be, or None if it is whole, leads to a file or
    page of the blog, or is not clear."""
    target = target.rstrip(",;")
    if target[:1] in ("/", "#", ".", "") or _RIGHT.match(target):
        return None
    if "." not in target and "/" not in target:
        return None  # fast pre-check: a word
    if "/" not in target and target.lower().endswith(_LOCAL):
        return None
    target = target.rstrip(".")
    if found := _EMAIL.fullmatch(target):
        return f"mailto:{found['address']}"
    if found := _SCHEME.fullmatch(target):
        return _with_scheme(found["scheme"], found["rest"])
    if found := _WWW.fullmatch(target):
        return f"https://www.{found['rest']}"
    return f"https://{target}" if _BARE.fullmatch(target) else None


def _with_scheme(scheme: str, rest: str) -> str | None:
    """The address with its misspelt scheme corrected, or None if that is no scheme."""
    letters = scheme.lower()
    if "t" not in letters or not ("p" in letters or "h" in letters):
        return None
    inner = complete_address(rest)
    if inner is not None and not inner.startswith("mailto:") and ":/" in rest.replace("//", "/"):
        return inner  # a scheme before a scheme
    if _RIGHT.match(rest):
        return rest
    return f"{'https' if 's' in letters else 'http'}://{rest}"


def explain_alias(written: str) -> str:
    """What to write instead of an old address that cannot be used, in Swedish."""
    path = re.sub(r"\Ahttps?://[^/]*", "", written, flags=re.IGNORECASE)
    if path != written and (address := urls.read_alias(path)):
        return f"Skriv bara det som står efter domännamnet: {address}"
    if "?" in path or "#" in path:
        return "Ta bort den: det som står efter ? eller # går inte att leda vidare härifrån."
    if "%" in path:
        return _explain_code(path)
    place = urls.output_path(urls.from_alias(path))
    fault = output_names.find_fault(place) if path[:1] == "/" else ""
    if fault:
        return f"Ta bort den. Den kan inte bli en fil: {fault}."
    if path[:1] == "/":
        return "Ta bort den. Den har tecken som inte kan stå i namnet på en fil, som mellanslag."
    return "Skriv adressen från första snedstrecket, till exempel /kommunbesok/hagfors/."


def _explain_code(path: str) -> str:
    """What to write instead of a percent-encoded address that cannot be used, in Swedish."""
    letters = unquote_to_bytes(path)
    try:
        letters.decode()
    except UnicodeDecodeError:  # as old servers encoded it; hosts of today would not find it
        old = letters.decode("latin-1")
        return f"Skriv den med bokstäver{f': {old}' if urls.is_alias(old) else '.'}"
    if _ENCODED_SLASH.search(path):
        return "Skriv den med bokstäver i stället för procenttecken."
    return "Ta bort den. Den har tecken som inte kan stå i namnet på en fil."
