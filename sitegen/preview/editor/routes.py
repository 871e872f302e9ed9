"""Where the writing page is: its addresses in the preview.

Words only; what is answered at them is for handlers.py to know.
"""

from __future__ import annotations

from urllib.parse import urlencode

HOME = "/skriv/"
NEW = "/skriv/nytt"
LOOK = "/skriv/visa"
PICTURE = "/skriv/bild"
STYLE = "/skriv/editor.css"
SCRIPT = "/skriv/editor.js"


def editor(path: str, **more: str) -> str:
    """Where the text at `path` is written."""
    return f"{HOME}?{urlencode({'fil': path, **more}, safe='/')}"
