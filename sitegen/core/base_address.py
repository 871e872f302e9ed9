"""The base address: where the site is published, and what is wrong with one that cannot be used.

Everything else is added to it, so it may have neither a query nor what is private; a message may
not repeat a password. Pure.
"""

from __future__ import annotations

import posixpath
import re
from urllib.parse import quote, unquote

_LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_HOST = rf"(({_LABEL}\.)+{_LABEL}|localhost|\[[0-9a-fA-F:.]+\])"
_PORT = "(6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[1-9][0-9]{0,3})"
_PART = (
    r"(?!(\.|%2[eE]){1,2}(/|$))([A-Za-z0-9._~+@-]|%(2[0-9A-Ea-e]|[346][0-9A-Fa-f]"
    r"|5[0-9ABDEFabdef]|7[0-9A-Ea-e]|[89A-Fa-f][0-9A-Fa-f]))+"
)
PATTERN = rf"https?://{_HOST}(:{_PORT})?(/{_PART})*/?"
"""Every usable address, as a regular expression that JavaScript reads too."""

LONGEST = 500

_USABLE = re.compile(f"^({PATTERN})$")
_PARTS = re.compile(r"(https?)://([^/?#]*)([^?#]*)([?#].*)?", re.IGNORECASE | re.DOTALL)
_SECRET = re.compile(
    r"(https?)://(?:[^/?#]*|[^/?#:]+:(?!\d+(?:[/?#]|\Z)).*)@([^/?#]*)([^?#]*).*",
    re.IGNORECASE | re.DOTALL,
)
_BROKEN_CODE = re.compile("%(?![0-9A-Fa-f]{2})")
_SAFE_IN_PATH = "/~+@%"

_EXAMPLE = "Skriv till exempel https://example.org/blogg/"


def find_base_fault(address: str) -> tuple[str, str] | None:
    """What is wrong with the address and what to write instead, in Swedish; None if it is right."""
    if _USABLE.fullmatch(address) and len(address) <= LONGEST:
        return None
    parts = _PARTS.fullmatch(address)
    whole = f"https://{address.strip()}" if "://" not in address else address.strip()
    scheme, colon, rest = whole.partition(":")
    whole = f"{scheme.lower()}{colon}{rest}"
    if (parts is None or whole != address) and _USABLE.fullmatch(whole):
        return "Adressen ska börja med https:// eller http://, med små bokstäver.", f"Skriv {whole}"
    if parts is None or parts[1] not in ("http", "https"):
        return "Adressen ska börja med https:// eller http://.", _EXAMPLE
    if secret := _SECRET.fullmatch(address):
        return (
            "Adressen innehåller ett användarnamn eller lösenord, som skulle synas i varje flöde.",
            f"{_write(*secret.groups())} och byt lösenordet om någon annan kan ha sett det.",
        )
    scheme, host, path, rest = parts.groups()
    if rest:
        message = f"Adressen får inte ha någon del som börjar med {rest[0]}."
        return message, _write(scheme, host, path)
    return _find_host_fault(scheme, host, path) or _find_path_fault(scheme, host, path)


def _write(scheme: str, host: str, path: str) -> str:
    """The advice to write an address, or an example if that cannot be used either."""
    address = f"{scheme}://{host}{path}"
    return f"Skriv {address}" if _USABLE.fullmatch(address) else _EXAMPLE


def _find_host_fault(scheme: str, host: str, path: str) -> tuple[str, str] | None:
    if _USABLE.fullmatch(f"{scheme}://{host}/"):
        return None
    name, colon, port = host.partition(":")
    if not host.isascii():
        try:
            encoded = name.encode("idna").decode() + colon + port
        except UnicodeError:
            encoded = ""
        message = "Domännamnet har bokstäver som måste skrivas om för datorer."
        return message, _write(scheme, encoded, path)
    if name.endswith("."):
        message = "Domännamnet slutar med en punkt."
        return message, _write(scheme, name.rstrip(".") + colon + port, path)
    if colon and _USABLE.fullmatch(f"{scheme}://{name}/"):
        message = "Porten efter kolonet i adressen finns inte."
        return message, f"{_write(scheme, name, path)} eller en port från 1 till 65535."
    return "Adressen har inget domännamn som går att använda.", _EXAMPLE


def _find_path_fault(scheme: str, host: str, path: str) -> tuple[str, str]:
    if _BROKEN_CODE.search(path):
        message = "Efter ett procenttecken i adressen ska det stå två siffror eller bokstäver a–f."
        return message, "Kopiera adressen en gång till, och se efter att allt kommer med."
    if {".", ".."} & set(unquote(path).split("/")) or "//" in path:
        message = "Adressen har punkter eller dubbla snedstreck i stället för namn på mappar."
        whole = f"{posixpath.normpath(re.sub('/+', '/', unquote(path)))}/".replace("//", "/")
        return message, _write(scheme, host, quote(whole, safe=_SAFE_IN_PATH))
    message = "Adressen innehåller tecken som måste skrivas om för datorer."
    return message, _write(scheme, host, quote(path, safe=_SAFE_IN_PATH))
