from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.core.digest import digest_of
from sitegen.output.preview_folder import PreviewFolder


def commit(place: PreviewFolder, **files: str) -> None:
    """Let exactly these files stand there; `a__b` is a/b."""
    plain = {name.replace("__", "/"): text.encode() for name, text in files.items()}
    digests = {path: place.put(path, data) for path, data in plain.items()}
    place.commit(digests)


def test_what_was_committed_can_be_read(tmp_path: Path) -> None:
    with PreviewFolder(tmp_path / "preview") as place:
        commit(place, a="ett", b__c="två")
        assert place.read("b/c") == ("två".encode(), digest_of("två".encode()))
        commit(place, a="tre")
        assert place.read("a") == (b"tre", digest_of(b"tre"))
        assert place.read("b/c") is None


@pytest.mark.parametrize("path", ["../hemligt", "b/../a", "/a", "a/", "", ".", "b"])
def test_nothing_else_can_be_read(path: str, tmp_path: Path) -> None:
    (tmp_path / "hemligt").touch()
    with PreviewFolder(tmp_path / "preview") as place:
        commit(place, a="ett", b__c="två")
        assert place.read(path) is None


def test_a_file_may_take_the_name_of_a_folder_and_the_reverse(tmp_path: Path) -> None:
    with PreviewFolder(tmp_path / "preview") as place:
        commit(place, a="fil", b__c__d="djupt")
        commit(place, a__b="mapp", b="fil")
        assert place.read("a/b") is not None
        assert place.read("b") == (b"fil", digest_of(b"fil"))


def test_what_an_earlier_preview_left_is_gone_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "preview").mkdir()
    (tmp_path / "preview/gammal.html").touch()
    with PreviewFolder(tmp_path / "preview") as place:
        commit(place, a="ny")
        assert [each.name for each in (tmp_path / "preview").iterdir()] == ["a"]
    assert list(tmp_path.iterdir()) == []


def test_after_a_failed_commit_uncertain_files_are_not_in_previous(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with PreviewFolder(tmp_path / "preview") as place:
        commit(place, a="ett", b="ett")

        def replace(self: Path, target: Path) -> Path:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", replace)
            with pytest.raises(OSError, match="No space"):
                commit(place, a="två", b="ett")
        assert "a" not in place.previous
        assert place.read("b") is not None
        commit(place, a="ett", b="ett")
        assert place.read("a") == (b"ett", digest_of(b"ett"))
