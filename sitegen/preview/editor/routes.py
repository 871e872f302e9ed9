"""Where the writing page is: its addresses in the preview.

Words only; what is answered at them is for handlers.py to know.
"""

from __future__ import annotations

from urllib.parse import urlencode

from sitegen.core import urls

HOME = urls.EDITOR
NEW = "/skriv/nytt"
LOOK = "/skriv/visa"
TARGETS = "/skriv/mal"
PICTURE = "/skriv/bild"
PASTE = "/skriv/klistra"
STYLE = "/skriv/editor.css"
SCRIPT = "/skriv/editor.js"
RECORDS = "/skriv/records.js"
TOOLS = "/skriv/tools.js"
PASTING = "/skriv/paste.js"
RESCUE = "/skriv/rescue.js"
PUBLISHING = "/skriv/publishing.js"
GROUND = "/skriv/ground.css"
FONT = "/skriv/newsreader.ttf"
PUBLISH = "/skriv/publicera"
PROGRESS = "/skriv/publicerar"
AGAIN = "/skriv/igen"
CONNECT = "/skriv/anslut"
STATE = "/skriv/lage"
HISTORY = "/skriv/historik"
CLASH = "/skriv/tva-texter"
WITHDRAW = "/skriv/ta-bort"
COLLEAGUE = "/skriv/kollega"
COMMENTS = "/skriv/kommentarer"
PICTURES = "/skriv/bilder"
PICTURE_CHOICE = "/skriv/pictures.js"
ENTRIES = "/skriv/listor"
ENTRY_FORMS = "/skriv/entries.js"
CLEAR = "/skriv/rensa"
ADDRESS = "/skriv/adress"
DONE = "/skriv/gjort"
BIN = "/skriv/papperskorg"


def with_path(route: str, path: str, **more: str) -> str:
    """An address about the text at `path`, if there is one."""
    given = {**({"fil": path} if path else {}), **more}
    return f"{route}?{urlencode(given, safe='/')}" if given else route


def editor(path: str, **more: str) -> str:
    """Where the text at `path` is written."""
    return f"{HOME}?{urlencode({'fil': path, **more}, safe='/')}"
