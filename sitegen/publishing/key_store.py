"""The key store: the token of the blog's host in the system's own store of passwords.

Where the system has none, the token is kept in memory until the program ends. It is never written
to a file, and no other module keeps it.
"""

from __future__ import annotations

import threading

_SERVICE = "besoksbloggen"


class KeyStore:
    """The tokens of this user by the address of the repository. From any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._here: dict[str, str] = {}

    def read(self, address: str) -> str:
        """The token for an address, empty if there is none."""
        with self._lock:
            if address not in self._here:
                self._here[address] = _ask(address)
            return self._here[address]

    def write(self, address: str, token: str) -> bool:
        """Keep a token; True if it is still there after a restart."""
        with self._lock:
            self._here[address] = token
            return _put(address, token)


def has_system_store() -> bool:
    """True if this system has a store that keeps passwords."""
    try:
        import keyring
        from keyring.backends import fail, null

        return not isinstance(keyring.get_keyring(), fail.Keyring | null.Keyring)
    except Exception:  # whatever a store of a system may raise: then there is none to use
        return False


def _ask(address: str) -> str:
    try:
        import keyring

        return keyring.get_password(_SERVICE, address) or ""
    except Exception:
        return ""


def _put(address: str, token: str) -> bool:
    if not has_system_store():
        return False
    try:
        import keyring

        keyring.set_password(_SERVICE, address, token)
        return keyring.get_password(_SERVICE, address) == token
    except Exception:
        return False
