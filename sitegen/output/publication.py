"""OUTPUT: publishes a finished site to its folder, entirely or not at all, and removes stale files.

It handles paths, bytes and digests, never pages; it may not touch a file that is not in the
manifest of an earlier build, nor follow a link out of the output folder.

A build stages changed files in a hidden folder (staging.py), checks here that they may be
published, and commits them (commit.py): until one rename, the old site is untouched; after it, this
run or the next one completes the new site.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from sitegen.core.problem import Problem
from sitegen.core.record import Record
from sitegen.output import commit as journal
from sitegen.output.manifest import MANIFEST, Manifest, ManifestEntry, folders_of
from sitegen.output.places import find_place_fault, real_path
from sitegen.output.staging import NotStaged, Staging, hold, home_of, stage, walk_output

_SHOWN = 10
"""The most foreign files that are reported one by one; the others are counted."""


class PublishError(Exception):
    """The site cannot be published to the output folder; nothing in it has been changed."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(f"{problem.path}: {problem.message}" for problem in problems))
        self.problems = problems


class Published(Record, frozen=True):
    """The result of a commit: sorted paths, number of unchanged files, sizes of all our files."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    sizes: Mapping[str, int]


class Publication(Record, frozen=True):
    """A build's exclusive access to the output folder; `commit` may be called once.

    `previous` has the digest of each file of ours that is still in the folder. Only existence and
    size are checked, so a file that was edited without changing its size counts as unchanged,
    unless the publication was opened with `verify`.
    `staging` is where files are staged, `site` the resolved `output`, and `owned` the manifest,
    which also lists files that have been deleted since.
    """

    output: Path
    site: str
    staging: Staging
    previous: Mapping[str, str]
    owned: Manifest

    def put(self, path: str, data: bytes) -> str:
        """Stages one file, also from a worker process; returns its digest."""
        return stage(self.staging, path, data)

    def contents(self, path: str) -> bytes:
        """The bytes of a staged file, or else of a published one. Raises OSError."""
        return self.staging.contents(path, self.site)

    def commit(self, files: Mapping[str, str]) -> Published:
        """Makes the output folder contain exactly `files` (path → digest), and foreign files.

        Every file whose digest differs from `previous` must have been staged; other staged files
        are dropped. A stale page is removed even if somebody has edited it. A foreign file with the
        same bytes as the page at its path becomes ours.

        Raises PublishError if foreign files are in the way; OSError if the file system fails;
        NotStaged if a file was not staged; ValueError if a path is the folder of another.
        """
        sizes = self.staging.sizes()
        names = {path: self.staging.name(path) for path in self._find_changed(files)}
        if lacking := sorted(path for path, name in names.items() if name not in sizes):
            raise NotStaged(errno.ENOENT, f"not staged: {lacking[:_SHOWN]}", self.staging.folder)
        self._require_manifest()
        stale = self.owned.keys() - files.keys()
        folder = _OutputState(self.site, ours=self.owned.keys(), stale=stale)
        written = sorted(names.keys() - self._find_equal(names, folder))
        new = {
            path: ManifestEntry(digest, sizes[names[path]]) if path in names else self.owned[path]
            for path, digest in files.items()
        }
        if written or new != self.owned or self.staging.tree:
            folder.require_access([*written, *stale, MANIFEST])
            dropped = sizes.keys() - {names[path] for path in written}
            journal.remove(str(self.staging.folder), dropped)
            journal.commit(self.site, self.staging, new, written=written, stale=stale)
        return Published(
            tuple(written),
            tuple(sorted(stale)),
            len(files) - len(written),
            {path: entry.size for path, entry in new.items()},
        )

    def _find_changed(self, files: Mapping[str, str]) -> list[str]:
        if not files.keys() <= self.owned.keys():
            folders = {folder for path in files for folder in folders_of(path)}
            if clash := sorted(files.keys() & folders):
                raise ValueError(f"both file and folder: {clash[:_SHOWN]}")
        return [path for path, digest in files.items() if self.previous.get(path) != digest]

    def _require_manifest(self) -> None:
        """Raises PublishError if the folder was emptied; the next build restores single files."""
        if self.owned and not Path(self.site, MANIFEST).exists():
            message = f"Mappen ”{self.output}” tömdes medan webbplatsen byggdes."
            hint = "Bygg en gång till."
            raise PublishError(_problem("", "output-vanished", message, hint))

    def _find_equal(self, wanted: Iterable[str], folder: _OutputState) -> set[str]:
        """Those of `wanted` that exist as foreign files with the same bytes; else PublishError."""
        equal: set[str] = set()
        foreign: dict[str, str] = {}
        for path in sorted(wanted):
            obstacle = folder.find_obstacle(path)
            if obstacle == path and folder.has_bytes(path, self.staging.locate(path)):
                equal.add(path)
            elif obstacle is not None:
                foreign.setdefault(obstacle, path)
        if foreign:
            raise PublishError(*_foreign_problems(self.output, foreign))
        return equal


@contextmanager
def publication(
    output: Path, *, sources: Iterable[Path] = (), verify: bool = False
) -> Iterator[Publication]:
    """Locks `output` for one build; first completes an interrupted commit and deletes leftovers.

    `sources` are the folders that the build reads; the output may not overlap with them. With
    `verify`, the files of ours are read, so that a damaged one of the same size is replaced.
    Without a commit the output folder stays unchanged. Raises PublishError and OSError.
    """
    _require_place(output, sources)
    site = real_path(output)
    site.parent.mkdir(parents=True, exist_ok=True)
    home = home_of(site)
    with hold(home) as held:
        if not held:
            message = f"Ett annat bygge skriver just nu till ”{output}”."
            hint = "Vänta tills det är klart och bygg sedan igen."
            raise PublishError(_problem("", "output-busy", message, hint))
        owned = _recover(output, site, home)
        work = home / f"work-{os.urandom(4).hex()}"  # a killed build's workers may still write
        work.mkdir()
        owner = os.getpid()
        try:
            staging = Staging(work, tree=not site.exists())
            yield Publication(
                output,
                str(site),
                staging,
                journal.find_present(str(site), owned, verify=verify),
                owned,
            )
        finally:
            if os.getpid() == owner:  # not in a forked worker that exits
                journal.discard(home)


def _recover(output: Path, site: Path, home: Path) -> Manifest:
    """The manifest of the output folder, after completing or discarding an interrupted build."""
    try:
        journal.complete_commit(str(site), home)
        journal.discard(home)
        return journal.read_manifest(site)
    except ValueError as error:
        problem = _problem(
            MANIFEST,
            "output-manifest-damaged",
            "Här ska bygget ha sin lista över de filer det har gjort, men den går inte att läsa.",
            f"Flytta undan mappen ”{output}” och bygg igen; då görs hela webbplatsen om.",
        )
        raise PublishError(problem) from error


class _OutputState:
    """The content of the output folder before a commit; each path is looked up once."""

    def __init__(self, site: str, *, ours: Collection[str], stale: Collection[str]) -> None:
        self.site = site
        self.ours = ours
        self.stale = stale
        self.stale_folders = {folder for path in stale for folder in folders_of(path)}
        self.stale_names = {path.casefold(): path for path in stale}
        self.kinds: dict[str, Literal["nothing", "file", "folder", "other"]] = {}

    def find_obstacle(self, path: str) -> str | None:
        """The foreign file, folder or link that prevents a page at `path`, or None."""
        for folder in folders_of(path):
            kind = self._kind(folder)
            if kind == "nothing" or (kind == "file" and folder in self.stale):
                return None
            if kind != "folder":
                return folder
        kind = self._kind(path)
        if kind == "nothing" or (kind == "file" and self._is_ours(path)):
            return None
        return self._find_foreign(path) if kind == "folder" else path

    def _kind(self, path: str) -> Literal["nothing", "file", "folder", "other"]:
        if path not in self.kinds:
            self.kinds[path] = _kind_of(f"{self.site}/{path}")
        return self.kinds[path]

    def _is_ours(self, path: str) -> bool:
        """True for our paths, and for stale ones in other letter case where disks ignore that."""
        twin = self.stale_names.get(path.casefold())
        return path in self.ours or (
            twin is not None
            and self._kind(twin) == "file"
            and Path(self.site, path).samefile(Path(self.site, twin))
        )

    def _find_foreign(self, folder: str) -> str | None:
        """What prevents `folder` from being replaced by a file: anything but our stale files."""
        if folder not in self.stale_folders:
            return folder
        for path, entry in walk_output(f"{self.site}/{folder}"):
            known = self.stale_folders if entry.is_dir(follow_symlinks=False) else self.stale
            if f"{folder}/{path}" not in known or entry.is_symlink():
                return f"{folder}/{path}"
        return None

    def has_bytes(self, path: str, staged: str) -> bool:
        """True if the file at `path` has the same bytes as the staged one."""
        if self._kind(path) != "file":
            return False
        return Path(f"{self.site}/{path}").read_bytes() == Path(staged).read_bytes()

    def require_access(self, paths: Iterable[str]) -> None:
        """Raises PermissionError unless the folders in which `paths` change can be written to."""
        has_site = self._kind("") != "nothing"
        parents = {path.rpartition("/")[0] if has_site else "" for path in paths}
        for folder in sorted({self._existing_folder(parent) for parent in parents}):
            if not os.access(folder, os.W_OK | os.X_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), folder)

    def _existing_folder(self, path: str) -> str:
        """A folder of the site, or the innermost of its parents that exists."""
        folders = ["", *folders_of(path), path]
        existing = [folder for folder in folders if self._kind(folder) == "folder"]
        return f"{self.site}/{existing[-1]}" if existing else str(Path(self.site).parent)


def _kind_of(path: str) -> Literal["nothing", "file", "folder", "other"]:
    try:
        mode = os.lstat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return "nothing"
    if stat.S_ISREG(mode):
        return "file"
    return "folder" if stat.S_ISDIR(mode) else "other"


def _require_place(output: Path, sources: Iterable[Path]) -> None:
    """Raises PublishError for a folder that the site may not be put into."""
    fault = find_place_fault(output, sources)
    if fault and fault.code == "not-a-folder":
        message = f"Webbplatsen behöver en mapp, men ”{output}” {fault.clause}."
        hint = "Flytta undan den, eller välj en annan mapp med --output."
        raise PublishError(_problem("", "output-not-a-folder", message, hint))
    if fault:
        message = f"Webbplatsen kan inte läggas i ”{output}”, {fault.clause}."
        hint = "Välj en mapp som ligger för sig själv, till exempel --output site."
        raise PublishError(_problem("", "output-overlaps", message, hint))


def _problem(path: str, code: str, message: str, hint: str) -> Problem:
    return Problem(path, 0, 0, code, message, hint, root="output")


def _foreign_problems(output: Path, foreign: Mapping[str, str]) -> list[Problem]:
    """A problem for each of the first obstacles, and one with the number of the others."""
    hint = f"Flytta undan den. Kommer den från ett gammalt bygge: flytta undan hela ”{output}”."
    problems = [
        _problem(
            obstacle,
            "output-foreign",
            f"Den här har inte bygget gjort, och den är i vägen för ”{path}”.",
            hint,
        )
        for obstacle, path in sorted(foreign.items())[:_SHOWN]
    ]
    if len(foreign) > _SHOWN:
        message = f"Ytterligare {len(foreign) - _SHOWN} som bygget inte har gjort är i vägen."
        problems.append(_problem("", "output-foreign", message, hint))
    return problems
