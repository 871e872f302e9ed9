"""Where the key of the host is kept."""

from __future__ import annotations

from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail

from sitegen.publishing.key_store import KeyStore, has_system_store


class Store(KeyringBackend):
    """A system's key store, in memory."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def system() -> Iterator[object]:
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


def test_a_key_is_there_after_a_restart(system: object) -> None:
    keyring.set_keyring(Store())
    assert KeyStore().write("https://x", "nyckel")
    assert KeyStore().read("https://x") == "nyckel"
    assert KeyStore().read("https://y") == ""


def test_without_a_store_a_key_is_there_until_the_program_ends(system: object) -> None:
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]
    keys = KeyStore()
    assert not has_system_store()
    assert not keys.write("https://x", "nyckel")
    assert keys.read("https://x") == "nyckel"
    assert KeyStore().read("https://x") == ""
