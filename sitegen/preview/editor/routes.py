"""Where the writing page is: its addresses in the preview.

Words only; what is answered at them is for handlers.py to know.
"""

from __future__ import annotations

from urllib.parse import urlencode

from sitegen.core import urls

HOME = urls.EDITOR
NEW = "/skriv/nytt"
LOOK = "/skriv/visa"
PICTURE = "/skriv/bild"
STYLE = "/skriv/editor.css"
SCRIPT = "/skriv/editor.js"
RECORDS = "/skriv/records.js"
TOOLS = "/skriv/tools.js"


def editor(path: str, **more: str) -> str:
    """Where the text at `path` is written."""
    return f"{HOME}?{urlencode({'fil': path, **more}, safe='/')}"
