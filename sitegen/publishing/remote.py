"""The remote: fetches from and sends to the Git repository of the blog's host, by dulwich.

What goes wrong is raised as a stop in plain Swedish, in which no token and no address with one can
stand. It changes no file of the working copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dulwich.client import (
    GitClient,
    HTTPProxyUnauthorized,
    HTTPUnauthorized,
    LocalGitClient,
    Urllib3HttpGitClient,
)
from dulwich.errors import (
    GitProtocolError,
    HangupException,
    NotGitRepository,
    SendPackError,
)
from dulwich.objects import ZERO_SHA
from dulwich.repo import Repo

from sitegen.core.record import Record
from sitegen.publishing.stops import Kind, PublishStop, Stopped

_PATIENCE = 60.0
"""Seconds in which nothing comes."""

_LOOPBACK = re.compile(r"localhost|127(?:\.\d{1,3}){3}|::1")


class Connection(Record, frozen=True, kw_only=True):
    """Where the blog's repository is, and who publishes. `username` is the host's, if it needs
    one; `branch` is the one that the host publishes."""

    address: str
    branch: str
    name: str
    email: str
    username: str = ""


class Moved(Exception):
    """Somebody else has published since we fetched."""


def find_address_fault(address: str) -> str:
    """What is wrong with the address of a repository, in Swedish; empty if nothing is."""
    if not address:
        return "Skriv adressen till bloggens förråd."
    if Path(address).is_absolute():
        return "" if Path(address).is_dir() else "Mappen finns inte på den här datorn."
    parts = urlsplit(address)
    if parts.username or parts.password:
        return "Ta bort namnet och nyckeln ur adressen. Nyckeln klistrar du in i rutan nedanför."
    if parts.scheme == "http" and _LOOPBACK.fullmatch(parts.hostname or ""):
        return ""
    if parts.scheme != "https" or not parts.hostname:
        return "Adressen ska börja med https://, så att ingen på vägen kan läsa nyckeln."
    return ""


class Remote:
    """The host's repository, for one publication."""

    def __init__(self, connection: Connection, token: str) -> None:
        self._ref = f"refs/heads/{connection.branch}".encode()
        self._tracking = f"refs/remotes/publicera/{connection.branch}".encode()
        self._path = connection.address
        self._client = _open(connection, token)
        self._refused: Kind = "key" if token else "no-key"

    def fetch(self, repo: Repo) -> bytes:
        """Fetch what the host has, and give its newest commit. Raises Stopped."""

        def want(refs: Any, depth: int | None = None) -> list[Any]:
            tip = refs.get(self._ref)
            return [tip] if tip is not None and tip not in repo.object_store else []

        with _translated(self._refused, "key"):
            found = self._client.fetch(self._location(), repo, determine_wants=want)
        tip = found.refs.get(self._ref)  # type: ignore[call-overload]
        if tip is None:
            raise Stopped(
                PublishStop("missing", f"Grenen {self._ref.decode()[11:]} finns inte där.")
            )
        repo.refs[self._tracking] = tip  # type: ignore[index]
        return bytes(tip)

    def find_branch(self) -> str:
        """The branch that the host shows first. Raises Stopped."""
        with _translated(self._refused, "key"):
            found = self._client.get_refs(self._location().encode())
        head = found.symrefs.get(b"HEAD", b"")  # type: ignore[call-overload]
        return (head or b"refs/heads/main").decode().removeprefix("refs/heads/")

    def push(self, repo: Repo, commit: bytes, expected: bytes) -> None:
        """Send `commit`, which follows on `expected`. Raises Moved and Stopped."""

        def update(refs: Any) -> Any:
            if refs.get(self._ref) not in (expected, commit):
                raise Moved
            return {self._ref: commit}

        def pack(have: Any, want: Any, **how: Any) -> Any:
            return repo.object_store.generate_pack_data(have, want, **how)

        with _translated(self._refused, "rejected"):
            result = self._client.send_pack(self._location().encode(), update, pack)
        if reason := (result.ref_status or {}).get(self._ref):
            if "fetch first" in reason or "non-fast-forward" in reason or "unable to set" in reason:
                raise Moved
            raise Stopped(PublishStop("rejected", str(reason)[:200]))

    def put_draft(self, repo: Repo, commit: bytes | None, branch: str) -> None:
        """Let a branch of its own be `commit`, whatever it was, or be no more. Raises Stopped."""
        ref = f"refs/heads/{branch}".encode()

        def update(refs: Any) -> Any:
            return {ref: commit} if commit else {ref: ZERO_SHA} if ref in refs else {}

        def pack(have: Any, want: Any, **how: Any) -> Any:
            return repo.object_store.generate_pack_data(have, want, **how)

        with _translated(self._refused, "rejected"):
            result = self._client.send_pack(self._location().encode(), update, pack)
        if reason := (result.ref_status or {}).get(ref):
            raise Stopped(PublishStop("rejected", str(reason)[:200]))

    def _location(self) -> str:
        is_local = isinstance(self._client, LocalGitClient)
        return self._path if is_local else urlsplit(self._path).path


def _open(connection: Connection, token: str) -> GitClient:
    if Path(connection.address).is_absolute():
        return LocalGitClient()
    username = (connection.username or "token") if token else None
    client = Urllib3HttpGitClient(
        connection.address, username=username, password=token or None, timeout=_PATIENCE
    )
    client.pool_manager.connection_pool_kw["retries"] = False
    return client


@contextmanager
def _translated(unknown: Kind, forbidden: Kind) -> Iterator[None]:
    """What goes wrong as a stop; `unknown` is what it means if the host does not know us, and
    `forbidden` if it does and says no."""
    try:
        yield
    except (Moved, Stopped):
        raise
    except (HTTPUnauthorized, HTTPProxyUnauthorized):
        raise Stopped(PublishStop(unknown)) from None
    except NotGitRepository:
        raise Stopped(PublishStop("missing")) from None
    except SendPackError as error:
        raise Stopped(PublishStop("rejected", type(error).__name__)) from None
    except GitProtocolError as error:
        raise Stopped(_read_protocol_error(error, forbidden)) from None
    except (HangupException, OSError):
        raise Stopped(PublishStop("network")) from None


def _read_protocol_error(error: GitProtocolError, forbidden: Kind) -> PublishStop:
    cause = error.__cause__
    if "SSLError" in (type(cause).__name__, type(getattr(cause, "reason", None)).__name__):
        return PublishStop("certificate")
    answered = re.search(r"unexpected http resp (\d{3})", str(error))
    if not answered:
        return (
            PublishStop("network")
            if cause is not None
            else PublishStop("host", type(error).__name__)
        )
    status = int(answered[1])
    if status == 403:
        return PublishStop(forbidden)
    return PublishStop("host", f"Svaret var {status}.")
