"""OUTPUT: puts a finished site into its folder, whole or not at all, and takes away what is stale.

Only paths, bytes and digests pass here, never pages; it may not touch a file that no earlier build
listed in its manifest, nor follow a link out of the output folder.

A build stages what changed in a hidden folder beside the output (`staging`), checks here that it
may be published, and commits it (`journal`): until one certain rename the old site is untouched,
from then on the new one is completed by this run or the next.
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
from sitegen.output.staging import NotStaged, Staging, hold, home_of, stage, walk_output

_SHOWN = 10
"""Foreign files named one by one; more of them are counted."""


class PublishError(Exception):
    """The site cannot be put where it was asked for; nothing in the output folder was changed."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(f"{problem.path}: {problem.message}" for problem in problems))
        self.problems = problems


class Published(Record, frozen=True):
    """What a commit did: paths written and removed, in order, and the sizes of all of ours."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    sizes: Mapping[str, int]


class Publication(Record, frozen=True):
    """A build's hold on the output folder; `commit` may be called once.

    `previous` gives the digest of each file of ours that stands in the folder. Existence and size
    are looked at, not the bytes: a file that was edited to the same size passes for unchanged.
    `staging` is where `stage` puts files, `site` the resolved `output`, and `owned` the manifest,
    also of what has gone missing since.
    """

    output: Path
    site: str
    staging: Staging
    previous: Mapping[str, str]
    owned: Manifest

    def put(self, path: str, data: bytes) -> str:
        """Stages one file, also from a worker process; its digest."""
        return stage(self.staging, path, data)

    def contents(self, path: str) -> bytes:
        """The bytes of a file that is staged, or else of one that stands. Raises OSError."""
        return self.staging.contents(path, self.site)

    def commit(self, files: Mapping[str, str]) -> Published:
        """Makes the output folder hold exactly `files` (path → digest), and foreign files.

        Every file whose digest differs from `previous` must have been staged; what was staged and
        is unchanged or not in `files` is dropped. A stale page goes even if somebody edited it.
        A foreign file that already has the bytes of a page becomes ours.

        Raises PublishError when foreign files stand in the way; OSError when the machine fails;
        NotStaged when a file was not staged; ValueError when a path is the folder of another.
        """
        sizes = self.staging.sizes()
        names = {path: self.staging.name(path) for path in self._find_changed(files)}
        if lacking := sorted(path for path, name in names.items() if name not in sizes):
            raise NotStaged(errno.ENOENT, f"not staged: {lacking[:_SHOWN]}", self.staging.folder)
        self._require_standing()
        stale = self.owned.keys() - files.keys()
        ground = _Ground(self.site, ours=self.owned.keys(), stale=stale)
        written = sorted(names.keys() - self._find_equal(names, ground))
        new = {
            path: ManifestEntry(digest, sizes[names[path]]) if path in names else self.owned[path]
            for path, digest in files.items()
        }
        if written or new != self.owned or self.staging.tree:
            ground.require_access([*written, *stale, MANIFEST])
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

    def _require_standing(self) -> None:
        """Refuses to vouch for a folder that was emptied; single files the next build mends."""
        if self.owned and not Path(self.site, MANIFEST).exists():
            message = f"Mappen ”{self.output}” tömdes medan webbplatsen byggdes."
            hint = "Bygg en gång till."
            raise PublishError(_problem("", "output-vanished", message, hint))

    def _find_equal(self, wanted: Iterable[str], ground: _Ground) -> set[str]:
        """Those of `wanted` that stand there already, as foreign files with the same bytes."""
        equal: set[str] = set()
        foreign: dict[str, str] = {}
        for path in sorted(wanted):
            obstacle = ground.find_obstacle(path)
            if obstacle == path and ground.has_bytes(path, self.staging.locate(path)):
                equal.add(path)
            elif obstacle is not None:
                foreign.setdefault(obstacle, path)
        if foreign:
            raise PublishError(*_foreign_problems(self.output, foreign))
        return equal


@contextmanager
def publication(output: Path, *, sources: Iterable[Path] = ()) -> Iterator[Publication]:
    """Holds `output` for one build; completes a commit that was interrupted, drops other leavings.

    `sources` are the folders that the build reads; the output may not overlap with them.
    Without a commit the output folder stays as it was. Raises PublishError and OSError.
    """
    site = output.resolve()
    _refuse_place(output, site, sources)
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
            yield Publication(output, str(site), staging, _find_standing(str(site), owned), owned)
        finally:
            if os.getpid() == owner:  # and not a forked worker on its way out
                journal.discard(home)


def _recover(output: Path, site: Path, home: Path) -> Manifest:
    """The manifest of what stands, after finishing or dropping what a killed build left."""
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


def _find_standing(site: str, owned: Manifest) -> dict[str, str]:
    """The digests of those files in the manifest that are there and have their size."""
    standing: dict[str, str] = {}
    for path, entry in owned.items():
        try:
            status = os.lstat(f"{site}/{path}")
        except (FileNotFoundError, NotADirectoryError):
            continue
        if status.st_size == entry.size and stat.S_ISREG(status.st_mode):
            standing[path] = entry.digest
    return standing


class _Ground:
    """What stands in the output folder before a commit; each path is looked up once."""

    def __init__(self, site: str, *, ours: Collection[str], stale: Collection[str]) -> None:
        self.site = site
        self.ours = ours
        self.stale = stale
        self.stale_folders = {folder for path in stale for folder in folders_of(path)}
        self.stale_names = {path.casefold(): path for path in stale}
        self.kinds: dict[str, Literal["nothing", "file", "folder", "other"]] = {}

    def find_obstacle(self, path: str) -> str | None:
        """The foreign file, folder or link that keeps a page from being put at `path`."""
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
        """Also a stale file whose name is the same but for letter case, where disks ignore that."""
        twin = self.stale_names.get(path.casefold())
        return path in self.ours or (
            twin is not None
            and self._kind(twin) == "file"
            and Path(self.site, path).samefile(Path(self.site, twin))
        )

    def _find_foreign(self, folder: str) -> str | None:
        """What keeps `folder` from giving way to a file: anything but stale files of ours."""
        if folder not in self.stale_folders:
            return folder
        for path, entry in walk_output(f"{self.site}/{folder}"):
            known = self.stale_folders if entry.is_dir(follow_symlinks=False) else self.stale
            if f"{folder}/{path}" not in known or entry.is_symlink():
                return f"{folder}/{path}"
        return None

    def has_bytes(self, path: str, staged: str) -> bool:
        """Whether the file at `path` equals the staged one."""
        if self._kind(path) != "file":
            return False
        return Path(f"{self.site}/{path}").read_bytes() == Path(staged).read_bytes()

    def require_access(self, paths: Iterable[str]) -> None:
        """Raises PermissionError unless the folders in which `paths` come or go can be changed."""
        for folder in sorted({self._standing_folder(path) for path in paths}):
            if not os.access(folder, os.W_OK | os.X_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), folder)

    def _standing_folder(self, path: str) -> str:
        """The innermost existing folder around `path`."""
        folders = ["", *folders_of(path)]
        standing = [folder for folder in folders if self._kind(folder) == "folder"]
        return f"{self.site}/{standing[-1]}" if standing else str(Path(self.site).parent)


def _kind_of(path: str) -> Literal["nothing", "file", "folder", "other"]:
    try:
        mode = os.lstat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return "nothing"
    if stat.S_ISREG(mode):
        return "file"
    return "folder" if stat.S_ISDIR(mode) else "other"


def _refuse_place(output: Path, site: Path, sources: Iterable[Path]) -> None:
    if site.exists() and not site.is_dir():
        message = f"Webbplatsen behöver en mapp, men ”{output}” är en fil."
        hint = "Flytta undan filen, eller välj en annan mapp med --output."
        raise PublishError(_problem("", "output-not-a-folder", message, hint))
    for source in sources:
        folder = source.resolve()
        if site == folder or site in folder.parents or folder in site.parents:
            message = f"Webbplatsen kan inte läggas i ”{output}”, för där ligger också ”{source}”."
            hint = "Välj en mapp som ligger för sig själv, till exempel --output site."
            raise PublishError(_problem("", "output-overlaps", message, hint))


def _problem(path: str, code: str, message: str, hint: str) -> Problem:
    return Problem(path, 0, 0, code, message, hint, root="output")


def _foreign_problems(output: Path, foreign: Mapping[str, str]) -> list[Problem]:
    """One problem for each of the first obstacles, and one that counts the others."""
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
