"""Output names: what a file of the site may be called on every file system and every host.

The one rule for pages, old addresses, slugs and copied files. Pure; it looks at no disk.
"""

from __future__ import annotations

import re

DEVICES = "con|prn|aux|nul|com[0-9]|lpt[0-9]"
"""Names that Windows keeps for devices, as a regular expression for small letters."""

LONGEST = 252
"""Bytes in one name: most file systems allow 255, and a compressed copy adds `.gz` or `.br`."""

_DEVICE = re.compile(rf"(?:{DEVICES}|com[¹²³]|lpt[¹²³]|conin\$|conout\$) *(?:\..*)?", re.IGNORECASE)
_UNSAFE = re.compile(r'[<>:"|?*\\#%\x00-\x1f\x7f]')

# Fast pre-check: paths that match are certainly good; all others are checked closely.
_PLAIN = re.compile(
    rf"(?:(?!(?:{DEVICES})/)[a-z0-9_-]{{1,120}}/)*(?!(?:{DEVICES})\.)[a-z0-9_-]{{1,120}}\.[a-z]{{2,5}}"
)


def find_fault(path: str) -> str:
    """Why no file of the site can have this path, as a Swedish clause; empty if one can."""
    if _PLAIN.fullmatch(path):
        return ""
    return next(filter(None, map(_find_fault_of_name, path.split("/"))), "")


def _find_fault_of_name(name: str) -> str:
    if name in ("", ".", ".."):
        return "två snedstreck följer på varandra" if name == "" else f"{name} är ingen egen mapp"
    if found := _UNSAFE.search(name):
        shown = found[0] if found[0].isprintable() else "ett osynligt tecken"
        return f"den innehåller {shown}"
    if name != name.strip(" ") or name.endswith("."):
        return "ett namn i den slutar eller börjar med mellanslag, eller slutar med punkt"
    if _DEVICE.fullmatch(name):
        return f"namnet {name} går inte att använda i Windows"
    if len(name.encode()) > LONGEST:
        return f"ett namn i den är längre än {LONGEST} byte"
    return ""


def is_device(name: str) -> bool:
    """True if Windows keeps the name, whatever its extension."""
    return _DEVICE.fullmatch(name) is not None
