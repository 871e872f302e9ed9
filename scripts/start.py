"""Start the writing page: what the files to double-click (starta-…) run once they found a Python.

It makes .venv with the packages of requirements.txt, fetches the newest texts and serves; if the
blog runs already, it only opens the browser. It uses the standard library alone, and no syntax
newer than Python 3.7's: an old Python shall be able to report that it is too old.
Run: python scripts/start.py
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import http.client
import importlib.util
import os
import signal
import socket
import subprocess
import sys
import time
import webbrowser
from pathlib import Path
from typing import IO

OLDEST = (3, 11)
"""The oldest Python that the program runs with."""

PORTS = range(8000, 8020)
"""The ports that are tried, in this order."""

PAGE = "skriv/"
"""What is opened in the browser."""

LONGEST_WAIT = 600
"""Seconds that a second window waits for the first, which may be installing."""

LONGEST_FETCH = 120
"""Seconds after which the blog starts without the newest texts."""

NEEDED = "frontmatter, jinja2, markdown, msgspec, yaml"
"""Packages without which no page can be made. Where they can be imported, the others are too."""

PIP_SETTINGS = (
    *("CACHE_DIR", "CERT", "CLIENT_CERT", "CONFIG_FILE", "EXTRA_INDEX_URL", "FIND_LINKS"),
    *("INDEX_URL", "NO_INDEX", "PROXY", "RETRIES", "TIMEOUT", "TRUSTED_HOST"),
)
"""Settings of pip that say how packages are reached; others say where they go, and are left out."""

CAUSES = {
    "ENOSPC": "disken är full",
    "EDQUOT": "ditt utrymme på disken är slut",
    "EACCES": "du får inte spara där",
    "EPERM": "du får inte spara där",
    "EROFS": "där går det bara att läsa",
    "ENAMETOOLONG": "sökvägen är för lång; lägg mappen närmare diskens rot",
}
"""What the system's words for a failure are in Swedish."""


class CannotStart(Exception):
    """Why the blog does not start, in Swedish."""


class Place:
    """The files in the blog's folder `root` that have to do with starting it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.requirements = root / "requirements.txt"
        self.environment = root / ".venv"
        inside = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
        self.python = self.environment.joinpath(*inside)
        self.stamp = self.environment / "installed.txt"
        self.unfinished = self.environment / "unfinished.txt"
        self.work = root / ".cache" / "start"
        self.lock = self.work / "lock"
        self.port = self.work / "port.txt"
        self.log = self.work / "installation.txt"

    def digest(self) -> str:
        """What the environment has to be made from: the digest of requirements.txt."""
        return hashlib.sha256(self.requirements.read_bytes()).hexdigest()


def say(text: str) -> None:
    """Show a line at once."""
    print(text, flush=True)


def is_new_enough(version: tuple[int, ...]) -> bool:
    """True for a version of Python that the program runs with."""
    return version >= OLDEST


# The environment


def works(python: Path, imports: str = "sys") -> bool:
    """True if a Python can be run, is new enough and has these modules."""
    asked = f"import {imports}, sys; sys.exit(sys.version_info < {OLDEST})"
    try:
        found = subprocess.run(
            [str(python), "-c", asked], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
    except OSError:
        return False
    return found.returncode == 0


def choose_step(place: Place) -> str:
    """What the environment needs: "nothing", "packages", or to be made "whole" again.

    An installation that was interrupted may have left half a package, so it begins again.
    """
    if place.unfinished.exists():
        return "whole"
    if _read(place.stamp) == place.digest() and works(place.python, NEEDED):
        return "nothing"
    return "packages" if works(place.python, f"pip, {NEEDED}") else "whole"


def prepare(place: Place, kept: IO[bytes]) -> None:
    """Make .venv, or bring it up to date. Raises CannotStart and OSError.

    The programs that do it keep the lock `kept` open: as long as one of them runs, nobody else
    begins. An environment that works is touched only when all that it lacks can be had.
    """
    step = choose_step(place)
    if step == "nothing":
        return
    say("Hämtar det som bloggen behöver. Det tar en minut eller två, och görs bara då och då …")
    with place.log.open("wb") as log:
        if step == "whole":
            _make_environment(place, log, kept)
        elif _install(place, log, kept, "--dry-run"):
            say("Det gick inte att hämta. Bloggen startar med det som finns här sedan förut.")
            return
        place.unfinished.write_text("", encoding="utf-8")
        if _install(place, log, kept) or not works(place.python, NEEDED):
            raise CannotStart(
                "Det gick inte att hämta och spara det som bloggen behöver. Är datorn på nätet? "
                f"Finns det plats på disken? Se efter, och dubbelklicka igen.{_see(place)}"
            )
    place.stamp.write_text(place.digest(), encoding="utf-8")
    place.unfinished.unlink()


def _make_environment(place: Place, log: IO[bytes], kept: IO[bytes]) -> None:
    made = [sys.executable, "-m", "venv", "--clear", str(place.environment)]
    if not _run(made, place, log, kept):
        return
    if importlib.util.find_spec("ensurepip") is None:
        raise CannotStart(
            "Datorns Python saknar en del som behövs. I Debian och Ubuntu heter den python3-venv. "
            "Annars: installera Python från python.org, och dubbelklicka igen."
        )
    raise CannotStart(
        "Det gick inte att göra mappen .venv. Finns det plats på disken, och får du spara i "
        f"{place.root}?{_see(place)}"
    )


def _install(place: Place, log: IO[bytes], kept: IO[bytes], *more: str) -> int:
    """Run pip with what the blog requires; its exit status."""
    pip = [str(place.python), "-m", "pip", "install", "--no-input", *more]
    words = ["--disable-pip-version-check", "--require-hashes", "-r", str(place.requirements)]
    return _run([*pip, *words], place, log, kept)


def _see(place: Place) -> str:
    return (
        "\nHjälper inte det: visa den här rutan för den som sköter webbplatsen, och filen\n"
        f"{place.log}"
    )


def _run(command: list[str], place: Place, log: IO[bytes], kept: IO[bytes]) -> int:
    """Run a program to its end; what it prints goes to the log."""
    handles = (kept.fileno(),) if os.name == "posix" else ()
    return subprocess.call(
        command, cwd=str(place.root), env=_environment(), stdout=log, stderr=log, pass_fds=handles
    )


def _environment() -> dict[str, str]:
    """The variables for programs: those of this process, without what would lead Python or pip
    astray."""
    allowed = {f"PIP_{name}" for name in PIP_SETTINGS}
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in allowed or not name.upper().startswith(("PIP_", "PYTHON"))
    }
    return {**kept, "PYTHONUTF8": "1"}


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


def _remove(path: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        path.unlink()


# One window at a time


def take_lock(place: Place) -> IO[bytes] | None:
    """The lock of this folder, held as long as it is open; None if another window has it.

    The system gives it up when the program ends, however it ends.
    """
    file = place.lock.open("ab")
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        file.close()
        return None
    except OSError:  # a network drive without locks: better two windows than none
        pass
    return file


def answers(port: int) -> bool:
    """True if a writing page answers at the port."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", f"/{PAGE}")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def wait_for_lock(place: Place) -> IO[bytes] | None:
    """The lock, once nobody else has it; None if the blog runs in another window, and has been
    opened in the browser. Raises CannotStart."""
    has_said = False
    end = time.monotonic() + LONGEST_WAIT
    while True:
        lock = take_lock(place)
        if lock is not None:
            return lock
        port = _read(place.port)
        if port.isdigit() and answers(int(port)):
            say("Bloggen är redan igång i ett annat fönster. Skrivsidan öppnas i webbläsaren.")
            webbrowser.open(f"http://127.0.0.1:{port}/{PAGE}")
            return None
        if time.monotonic() > end:
            raise CannotStart("Ett annat fönster håller på att starta bloggen. Stäng det först.")
        if not has_said:
            say("Bloggen håller på att starta i ett annat fönster. Väntar på det …")
            has_said = True
        time.sleep(1)


# The blog


def is_free(port: int) -> bool:
    """True if nobody uses the port."""
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True


def find_port(ports: range = PORTS) -> int:
    """The first port that nobody uses. Raises CannotStart."""
    for port in ports:
        if is_free(port):
            return port
    raise CannotStart(
        "Andra program på datorn använder alla portar som bloggen brukar ha. "
        "Starta om datorn och försök igen."
    )


def fetch_texts(place: Place) -> None:
    """Bring the texts up to date; what stops it is reported, and stops nothing else."""
    say("Hämtar andras senaste texter …")
    command = [str(place.python), "build.py", "fetch"]
    process = subprocess.Popen(command, cwd=str(place.root), env=_environment())
    try:
        failed = process.wait(LONGEST_FETCH)
    except subprocess.TimeoutExpired:
        say("Det gick för långsamt.")
        _stop(process)
        failed = 1
    if failed:
        say("Bloggen startar ändå, med texterna som de är på den här datorn.")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End a program, which gets the time to finish what it is writing."""
    process.send_signal(signal.SIGTERM if os.name == "nt" else signal.SIGINT)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def serve(place: Place, kept: IO[bytes]) -> None:
    """Show the blog until the window is closed. Raises CannotStart and OSError."""
    status, port = 1, 0
    while status and (not port or not is_free(port)):  # another program was quicker to take it
        port = find_port()
        status = _serve_at(port, place, kept)
    if status:
        raise CannotStart(
            "Bloggen stannade. Skälet står här ovanför. Dubbelklicka igen, och hjälper inte det:\n"
            "visa den här rutan för den som sköter webbplatsen."
        )


def _serve_at(port: int, place: Place, kept: IO[bytes]) -> int:
    """Serve until the end; the exit status, which is 0 also if somebody has ended it."""
    words = ["serve", "--open", PAGE, "--port", str(port)]
    handles = (kept.fileno(),) if os.name == "posix" else ()
    process = subprocess.Popen(
        [str(place.python), "build.py", *words],
        cwd=str(place.root),
        env=_environment(),
        pass_fds=handles,
    )
    place.port.write_text(str(port), encoding="utf-8")
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    while True:
        try:
            status = process.wait()
            break
        except KeyboardInterrupt:  # the blog has got it too, and ends by itself
            continue
    _remove(place.port)
    return 0 if status in (130, -signal.SIGTERM) else status


def start(place: Place) -> None:
    """Do all that is needed, and show the blog. Raises CannotStart and OSError."""
    try:
        place.work.mkdir(parents=True, exist_ok=True)
        lock = wait_for_lock(place)
    except OSError:
        raise CannotStart(
            f"I mappen {place.root} går det inte att spara. Flytta bloggens mapp till en plats där "
            "du får spara, till exempel Dokument, och dubbelklicka där."
        ) from None
    if lock is None:
        return
    with lock:
        say("Startar bloggen. Låt det här fönstret vara öppet så länge du skriver.")
        _remove(place.port)
        prepare(place, lock)
        fetch_texts(place)
        prepare(place, lock)  # the program itself may have become newer
        serve(place, lock)


def main() -> int:
    """Start the blog of the folder that this file lies in; the exit status."""
    place = Place(Path(__file__).resolve().parent.parent)
    if not is_new_enough(sys.version_info[:2]):
        say((place.root / "scripts" / "python_missing.txt").read_text(encoding="utf-8"))
        return 3
    try:
        start(place)
    except CannotStart as reason:
        say(f"\n{reason}\n")
        return 1
    except KeyboardInterrupt:
        return 0
    except OSError as error:
        cause = CAUSES.get(errno.errorcode.get(error.errno or 0, ""), f"fel {error.errno}")
        say(f"\nDatorn kunde inte läsa eller spara {error.filename}: {cause}.\n{_see(place)}\n")
        return 1
    return 0


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(main())
