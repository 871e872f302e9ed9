"""Any sequence of builds, while others change files in the output folder."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from sitegen.output.publication import PublishError
from tests.support.publishing import publish, put, read

_names = st.sampled_from(["a", "b", "c", "A"])
_paths = st.lists(_names, min_size=1, max_size=3).map("/".join)


def _without_clashes(site: dict[str, bytes]) -> dict[str, bytes]:
    def is_folder(path: str) -> bool:
        return any(other.startswith(f"{path}/") for other in site)

    return {path: data for path, data in site.items() if not is_folder(path)}


_sites = st.dictionaries(_paths, st.sampled_from([b"", b"1", b"2", b"three"]), max_size=8).map(
    _without_clashes
)


class Publishing(RuleBasedStateMachine):
    """The folder holds exactly the last site and what others put there, as a plain model says."""

    def __init__(self) -> None:
        super().__init__()
        self.room = tempfile.TemporaryDirectory()
        self.output = Path(self.room.name, "site")
        self.ours: dict[str, bytes] = {}
        self.foreign: dict[str, bytes] = {}
        self.damaged: set[str] = set()

    def teardown(self) -> None:
        self.room.cleanup()

    @rule(site=_sites)
    def build(self, site: dict[str, bytes]) -> None:
        adopted = {path for path, data in self.foreign.items() if site.get(path) == data}
        if self._is_blocked(site, self.foreign.keys() - adopted):
            with pytest.raises(PublishError):
                publish(self.output, site)
            return
        published = publish(self.output, site)
        known = {path: self.ours[path] for path in self.ours.keys() - self.damaged}
        changed = {path for path, data in site.items() if known.get(path) != data} - adopted
        assert set(published.written) == changed
        assert set(published.removed) == self.ours.keys() - site.keys()
        assert published.unchanged == len(site) - len(changed)
        self.ours = dict(site)
        self.foreign = {path: self.foreign[path] for path in self.foreign.keys() - adopted}
        self.damaged = set()

    @staticmethod
    def _is_blocked(site: dict[str, bytes], foreign: set[str]) -> bool:
        return any(
            page == path or page.startswith(f"{path}/") or path.startswith(f"{page}/")
            for page in site
            for path in foreign
        )

    @rule(path=_paths, data=st.sampled_from([b"1", b"foreign"]))
    def put_a_foreign_file(self, path: str, data: bytes) -> None:
        standing = [*read(self.output)] if self.output.exists() else []
        target = self.output / path
        if self._is_blocked({path: data}, set(standing)) or target.is_dir():
            return
        put(target, data)
        self.foreign[path] = data
        # A page of ours that was damaged by deletion, and whose place is taken, counts as ours.
        if path in self.ours:
            self.foreign.pop(path)
            (self.damaged.discard if self.ours[path] == data else self.damaged.add)(path)

    @precondition(lambda self: self.ours.keys() - self.damaged)
    @rule(choice=st.data())
    def delete_a_page(self, choice: st.DataObject) -> None:
        path = choice.draw(st.sampled_from(sorted(self.ours.keys() - self.damaged)))
        (self.output / path).unlink()
        self.damaged.add(path)

    @invariant()
    def folder_is_as_expected(self) -> None:
        found = read(self.output) if self.output.exists() else {}
        standing = {path: self.ours[path] for path in self.ours.keys() - self.damaged}
        expected = {**standing, **self.foreign}
        assert {path: found.get(path) for path in expected} == expected
        assert found.keys() - expected.keys() <= self.damaged
        assert [path.name for path in Path(self.room.name).iterdir()] in ([], ["site"])


Publishing.TestCase.settings = settings(stateful_step_count=12)
TestPublishing = Publishing.TestCase
