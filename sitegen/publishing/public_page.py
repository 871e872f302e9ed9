"""The public page: asks the blog's own address which version of a text readers see.

It reads one page over HTTP and nothing else; it neither waits nor asks again.
"""

from __future__ import annotations

import http.client
import re
import urllib.error
import urllib.request
from typing import Literal

Answer = Literal["seen", "gone", "other", "unreachable"]
"""The page carries the version, is not there, carries another, or could not be asked for."""

_VERSION = re.compile(rb'<body[^>]*\sdata-version="([0-9a-f]{32})"')
_MOST = 2_000_000
_PATIENCE = 10.0  # seconds


def ask_public(address: str, version: str) -> Answer:
    """What readers see at `address`, compared with the `version` that is to be there."""
    if not address.startswith(("https://", "http://")):
        return "unreachable"
    fresh = f"{address}?version={version or 'borta'}"  # past what stores copies on the way
    headers = {"Cache-Control": "no-cache", "User-Agent": "besoksbloggen"}
    request = urllib.request.Request(fresh, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=_PATIENCE) as answer:
            found = _VERSION.search(answer.read(_MOST))
    except urllib.error.HTTPError as error:
        error.close()
        return "gone" if error.code in (404, 410) else "unreachable"
    except (OSError, http.client.HTTPException, ValueError):
        return "unreachable"
    if found is None:
        return "other"
    return "seen" if found[1].decode() == version else "other"
