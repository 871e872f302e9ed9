from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.output.manifest import ManifestEntry, decode_manifest, encode_manifest, folders_of

MANIFEST = {"besok/å b/index.html": ManifestEntry("ab" * 16, 12), "a": ManifestEntry("cd" * 16, 0)}

_words = st.text(st.characters(exclude_categories=["C"], exclude_characters="/\\"), min_size=1)
_paths = st.lists(_words.map(lambda word: f"x{word}"), min_size=1).map("/".join)
_entries = st.builds(
    ManifestEntry, st.text("0123456789abcdef", min_size=32, max_size=32), st.integers(0)
)


@given(st.dictionaries(_paths, _entries))
def test_what_is_written_is_read_back(manifest: dict[str, ManifestEntry]) -> None:
    assert decode_manifest(encode_manifest(manifest)) == manifest


def test_equal_manifests_have_equal_bytes() -> None:
    assert encode_manifest(dict(reversed(MANIFEST.items()))) == encode_manifest(MANIFEST)


def test_a_manifest_can_be_read_by_people() -> None:
    assert encode_manifest(MANIFEST).decode().splitlines()[1:3] == [
        f"{'cd' * 16} 0 a",
        f"{'ab' * 16} 12 besok/å b/index.html",
    ]


def test_any_changed_byte_is_noticed() -> None:
    whole = encode_manifest(MANIFEST)
    for at in range(len(whole) - 1):
        data = bytearray(whole)
        data[at] ^= 1
        with pytest.raises(ValueError, match="manifest"):
            decode_manifest(bytes(data))


def test_a_manifest_that_was_cut_off_is_noticed() -> None:
    whole = encode_manifest(MANIFEST)
    for length in range(len(whole) - 1):
        with pytest.raises(ValueError, match="manifest"):
            decode_manifest(whole[:length])


@pytest.mark.parametrize("path", ["../a", "/a", "a//b", "a/..", ".manifest"])
def test_a_path_that_leaves_the_folder_is_rejected(path: str) -> None:
    with pytest.raises(ValueError, match="not a path"):
        decode_manifest(encode_manifest({path: ManifestEntry("ab" * 16, 1)}))


def test_the_folders_of_a_path_are_named_outermost_first() -> None:
    assert folders_of("a/b/c") == ["a", "a/b"]
    assert folders_of("a") == []
