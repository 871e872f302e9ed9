"""The site as the preview shows it right now, and a notice to open pages when that changes.

It answers with files that the site consists of and with nothing else on disk; it neither builds
nor listens to a network.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import quote, unquote

from werkzeug import Response

from sitegen.builder.result import LatestBuild
from sitegen.core import urls
from sitegen.core.http_policy import type_of
from sitegen.core.problem import Problem, RootFolders
from sitegen.diagnostics.problem_text import ReadLine
from sitegen.output.preview_folder import PreviewFolder
from sitegen.preview import overlay
from sitegen.preview.editor import routes
from sitegen.preview.editor.http import plain
from sitegen.preview.overlay import OWN, SCRIPT, STYLE, ProblemHtml, ShownPage
from sitegen.preview.rebuild import Update

INDEX = urls.SEARCH_INDEX

_OWN_FILES = Path(__file__).parent / "data"


class SiteHandler:
    """What the preview shows: files of `place` with the problems of the newest build.

    `find_newest` gives the content as it was last read, `find_index` the files of the search index
    by path below /sokregister/, made when asked for. `find_unbuilt` gives a file by its path that
    only a text which is not saved names. Problems are shown with their paths from `folders`. `base`
    is the path that the site's own addresses begin with. From any thread.
    """

    def __init__(
        self,
        place: PreviewFolder,
        find_newest: Callable[[], LatestBuild | None],
        find_index: Callable[[], Mapping[str, bytes]],
        folders: RootFolders,
        read_line: ReadLine,
        *,
        find_unbuilt: Callable[[str], bytes | None] = lambda path: None,
        base: str = "",
    ) -> None:
        self._place = place
        self._find_unbuilt = find_unbuilt
        self._find_newest = find_newest
        self._find_index = find_index
        self._folders = folders
        self._read_line = read_line
        self._base = unquote(base)  # as Werkzeug gives the paths that are asked for
        self._problem_html = ProblemHtml()
        self._urls: Mapping[str, str] = {}
        self._moved: dict[str, str] = {}  # never a ring: what stands leads nowhere
        self._texts: Mapping[str, str] = {}  # the path of the text at each URL
        self._start = secrets.token_hex(4)
        self._count = 0
        self._news = threading.Condition()
        self._is_open = True

    @property
    def version(self) -> str:
        """The name of what is shown now, another after every restart."""
        return f"{self._start}-{self._count}"

    def show(self, update: Update) -> None:
        """A build has ended, with something new to see."""
        newest = self._find_newest()
        if newest and newest.site.urls is not self._urls:
            now = newest.site.urls
            both = (*self._urls.items(), *now.items())  # what is shown may be older
            self._texts = {url: path for path, url in both}
            if update.published:
                self._follow(now)
        self._problem_html = overlay.problem_page(
            update.problems,
            update.failure,
            self._folders,
            self._read_line,
            self._find_text,
            is_built=bool(self._place.previous),
        )
        with self._news:
            self._count += 1
            self._news.notify_all()

    def wait(self, seen: str, seconds: float) -> str | None:
        """The version when it is no longer the one that was seen, or after so many seconds; None
        when there is nothing to wait for any more."""
        with self._news:
            self._news.wait_for(lambda: self.version != seen or not self._is_open, seconds)
            return self.version if self._is_open else None

    def close(self) -> None:
        """Let nobody wait any longer."""
        with self._news:
            self._is_open = False
            self._news.notify_all()

    def answer(self, path: str) -> Response:
        """What stands at an address, given without percent-encoding and query."""
        if path.startswith(OWN):
            return self._answer_own(path)
        if self._base and not path.startswith(f"{self._base}/"):
            return _see(f"{self._base}/") if path in ("/", self._base) else self._answer_missing()
        url = path.removeprefix(self._base)
        if url.startswith(INDEX):
            return self._answer_index(url)
        return self._answer_file(url)

    def _answer_file(self, url: str) -> Response:
        name = url.removeprefix("/") + ("index.html" if url.endswith("/") else "")
        found = self._place.read(name)
        if found is not None:
            return self._file(name, *found, url=url)
        if f"{name}/index.html" in self._place.previous:
            return _see(f"{self._base}/{name}/")
        if url in self._moved:
            return _see(self._base + self._moved[url])
        unbuilt = self._find_unbuilt(name)
        if unbuilt is not None:
            return Response(unbuilt, content_type=type_of(url))
        return self._answer_missing()

    def _answer_missing(self) -> Response:
        found = self._place.read(urls.NOT_FOUND.removeprefix("/"))
        if found is None:
            page, status = (_OWN_FILES / "empty.html").read_bytes(), 503
            return self._page(page, "", status=status)
        return self._page(*found, status=404)

    def _answer_own(self, path: str) -> Response:
        if path not in (STYLE, SCRIPT):
            return plain("Den filen finns inte.", 404)
        data = (_OWN_FILES / path.removeprefix(OWN)).read_bytes()
        return Response(data, content_type=type_of(path))

    def _answer_index(self, url: str) -> Response:
        """A file of the search index, which is brought up to date first."""
        try:
            data = self._find_index().get(url.removeprefix(INDEX))
        except Exception as error:  # whatever is wrong: the page says that there is no search now
            return plain(str(error), 503)
        if data is None:
            return self._answer_missing()
        return Response(data, content_type=type_of(url))

    def _file(self, name: str, data: bytes, digest: str, *, url: str) -> Response:
        if name.endswith(".html"):
            return self._page(data, digest, url=url)
        return Response(data, content_type=type_of(url))

    def _page(self, data: bytes, digest: str, *, url: str = "", status: int = 200) -> Response:
        path, mark = self._find_source(url)
        shown = ShownPage(
            version=self.version,
            digest=digest,
            edit=routes.editor(path) if path else routes.HOME,
            mark=mark,
            problem_html=self._problem_html,
        )
        return Response(data + overlay.below(shown).encode(), status, mimetype="text/html")

    def _find_source(self, url: str) -> tuple[str, str]:
        """The text that a page is made of, and how it is marked; empty strings for other pages."""
        newest, path = self._find_newest(), self._texts.get(url, "")
        card = newest.site.cards.get(path) if newest else None
        return path, card.mark if card else ""

    def _find_text(self, problem: Problem) -> str:
        """Where the writing page edits the file of a problem, empty when it does not."""
        newest = self._find_newest()
        if newest is None or problem.root != "content":
            return ""
        is_text = newest.given.definition.writable(problem.path) is not None
        return routes.editor(problem.path) if is_text else ""

    def _follow(self, now: Mapping[str, str]) -> None:
        """Remember where a text has gone whose address is another `now` than at the last build."""
        for path, before in self._urls.items():
            after = now.get(path, before)
            if after != before:
                self._moved[before] = after
        standing = set(now.values())
        self._moved = {old: new for old, new in self._moved.items() if old not in standing}
        self._urls = now


def _see(url: str) -> Response:
    return Response(status=302, headers={"Location": quote(url)}, mimetype="text/plain")
