"""Fetches the files of the editor at /admin/ into assets/, for a blog that has one.

    python scripts/fetch_editor.py

It does nothing unless content/site.yml says `admin: true`. The packages are pinned in
sitegen/kinds/admin.py; npm fetches them, and a file is kept only if its digest is right. Where npm
is missing, the page names a CDN instead, by the same digests.
"""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from sitegen.core.source import Source
from sitegen.documents.settings import CONFIG, read_settings
from sitegen.kinds.admin import FILES, EditorFile

ROOT = Path(__file__).parent.parent


def is_wanted(content: Path) -> bool:
    """True if the blog has the page for writing from any browser."""
    file = content / CONFIG
    if not file.exists():
        return False
    settings, _ = read_settings({CONFIG: Source("", file.read_text(encoding="utf-8"), "")}, ())
    return settings.config.admin


def digest_of(data: bytes) -> str:
    """The digest of a file as in Subresource Integrity."""
    return f"sha384-{base64.b64encode(hashlib.sha384(data).digest()).decode()}"


def read_packed(file: EditorFile, folder: Path) -> bytes:
    """The bytes of a file from its package, which npm puts into `folder` as an archive.

    Raises ValueError if its digest is another, and CalledProcessError if npm fails.
    """
    wanted = f"{file.package}@{file.version}"
    place = folder / wanted.replace("/", "-")
    if not place.exists():
        place.mkdir()
        command = ["npm", "pack", "--silent", "--ignore-scripts", wanted]
        subprocess.run(command, cwd=place, check=True, stdout=subprocess.DEVNULL)
    [archive] = place.glob("*.tgz")
    with tarfile.open(archive) as opened:
        found = opened.extractfile(f"package/{file.path}")
        data = found.read() if found else b""
    if digest_of(data) != file.digest:
        raise ValueError(f"{file.path} i {wanted} är inte den fil som bloggen har valt")
    return data


def main(root: Path = ROOT) -> int:
    """Fetch what the blog in `root` wants. Raises as read_packed does."""
    if not is_wanted(root / "content"):
        return 0
    if shutil.which("npm") is None:
        print("npm finns inte här: sidan /admin/ hämtar redaktören från ett CDN.")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        found = {file.name: read_packed(file, Path(folder)) for file in FILES}
    for name, data in found.items():
        target = root / "assets" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return 0


if __name__ == "__main__":
    sys.exit(main())
