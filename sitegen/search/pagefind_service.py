"""Pagefind as a program that is asked and answers: started, limited in time and size, and ended.

The only module that starts another program; it does not know what is asked.

Pagefind's own Python package waits 0.1 s for each answer, so its binary is talked to directly, in
the protocol of the packages that wrap it: JSON in base64, a comma after each message.
"""

from __future__ import annotations

import base64
import os
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, TypeAlias

import msgspec

LONGEST = 300.0
"""Seconds in which an answer must have come: the longest, for 30,000 posts, takes some 20."""

SPARE = 50_000_000
"""Bytes that an answer may have besides five times what has been sent: an index is smaller than its
posts, but has a program in it."""

_KILLED = 9  # SIGKILL, which Windows does not name


class SearchFailed(OSError):
    """The index cannot be made on this machine; the text tells the author why."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"Sökregistret gick inte att göra: {why} Installera om programmet enligt README, "
            "eller skriv search: false i site.yml för att klara dig utan sökning."
        )


class _File(msgspec.Struct):
    path: str
    content: bytes


class _Payload(msgspec.Struct):
    type: str
    message: str = ""
    files: list[_File] = []


class _Answer(msgspec.Struct):
    payload: _Payload


Ask: TypeAlias = Callable[[Mapping[str, Any]], _Payload]
"""Asks one question; the next may be asked when it has returned. Raises SearchFailed."""


@contextmanager
def start() -> Iterator[Ask]:
    """Pagefind waiting for questions; it is gone afterwards, and when this process is."""
    try:
        from pagefind_bin import get_executable  # type: ignore[import-untyped]

        program = get_executable()
        process = subprocess.Popen(
            [program, "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            cwd=program.parent,  # where no configuration of somebody else's lies
            env={name: os.environ[name] for name in os.environ if not name.startswith("PAGEFIND")},
            start_new_session=True,  # so that it can be ended with all that it has started
        )
    except ImportError as error:
        raise SearchFailed("programmet Pagefind saknas.") from error
    except OSError as error:
        raise SearchFailed(f"programmet Pagefind går inte att starta ({error}).") from error
    with process, _Conversation(process) as conversation:
        yield conversation.ask


class _Conversation:
    """Questions to one process, which is ended when an answer takes too long."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._sent = 0
        self._deadline = time.monotonic() + LONGEST
        self._is_late = False
        self._end = threading.Event()
        self._watch = threading.Thread(target=self._end_when_late, daemon=True)

    def __enter__(self) -> _Conversation:
        self._watch.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._end.set()
        self._watch.join()  # no thread may be left when workers are forked
        _kill(self._process)

    def _end_when_late(self) -> None:
        while not self._end.wait(min(1.0, LONGEST / 10)):
            if time.monotonic() > self._deadline:
                self._is_late = True
                _kill(self._process)
                return

    def ask(self, question: Mapping[str, Any]) -> _Payload:
        """The answer to one question."""
        self._deadline = time.monotonic() + LONGEST
        message = msgspec.json.encode({"message_id": 0, "payload": question})
        try:
            self._send(base64.b64encode(message) + b",")
            answer = base64.b64decode(self._receive()[:-1])
            payload = msgspec.json.decode(answer, type=_Answer).payload
        except BrokenPipeError as error:
            raise self._ended() from error
        except (ValueError, msgspec.MsgspecError) as error:
            raise SearchFailed(f"Pagefind svarade obegripligt ({error}).") from error
        if payload.type == "Error":
            raise SearchFailed(f"Pagefind sade: {payload.message}.")
        return payload

    def _send(self, data: bytes) -> None:
        assert self._process.stdin is not None
        self._sent += len(data)
        rest = memoryview(data)
        while rest:
            rest = rest[self._process.stdin.write(rest) :]

    def _receive(self) -> bytes:
        assert self._process.stdout is not None
        parts: list[bytes] = []
        size, most = 0, SPARE + 5 * self._sent
        while not parts or not parts[-1].endswith(b","):
            parts.append(self._process.stdout.read(1 << 20))
            size += len(parts[-1])
            if not parts[-1]:
                raise self._ended()
            if size > most:
                raise SearchFailed("Pagefind svarade utan att sluta.")
        return b"".join(parts)

    def _ended(self) -> SearchFailed:
        if self._is_late:
            return SearchFailed(f"Pagefind svarade inte på {LONGEST:.0f} sekunder.")
        return SearchFailed("Pagefind avslutades i förtid.")


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End the process, and all that it has started: those would keep its output open."""
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, _KILLED)
    process.kill()
