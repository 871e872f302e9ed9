"""The command line: words in, a build, words and an exit status out.

It prints and looks at the clock; what a build does is decided in builder.py.
"""

from __future__ import annotations

import gc
import linecache
import os
import sys
import tempfile
import time
from argparse import Namespace
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from pathlib import Path

from sitegen.builder.build import build
from sitegen.builder.pagefind import SearchFailed
from sitegen.builder.result import Result
from sitegen.cache import no_op
from sitegen.commands import arguments
from sitegen.core.problem import has_errors
from sitegen.core.workers import say_nothing
from sitegen.diagnostics import formats, os_errors, problem_text
from sitegen.diagnostics.progress import Meter
from sitegen.inputs.input import Folders
from sitegen.inputs.options import Options
from sitegen.inputs.store import Store
from sitegen.registry.blog import BLOG
from sitegen.sweden import swedish
from sitegen.sweden.dates import STOCKHOLM

BUILT, WRONG_CONTENT, WRONG_USAGE, MACHINE_FAILED, INTERRUPTED = 0, 1, 2, 3, 130
"""Exit statuses; 2 is what argparse gives by itself."""


def main(words: Sequence[str]) -> int:
    """Run one command and give its exit status."""
    commands = {
        "build": _build,
        "check": _check,
        "serve": _serve,
        "new": _new,
        "explain": _explain,
        "leaks": _leaks,
    }
    given = arguments.parse(words, commands)
    try:
        return int(given.run(given))
    except KeyboardInterrupt:
        print("Avbruten. Den tidigare webbplatsen är orörd.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return MACHINE_FAILED
    except SearchFailed as error:
        print(error, file=sys.stderr)
        return MACHINE_FAILED
    except OSError as error:
        print(os_errors.tell(error), file=sys.stderr)
        return MACHINE_FAILED


def _options(given: Namespace) -> Options:
    return Options(
        folders=Folders(given.content, given.templates, given.assets),
        output=given.output,
        cache=given.cache,
        base_url=given.base_url,
        drafts=given.drafts,
        strict=given.strict,
        jobs=given.jobs,
        extras=given.extras,
        compress=given.compress,
        now=given.today or datetime.now(STOCKHOLM).replace(tzinfo=None),
    )


def _folders_exist(given: Namespace) -> bool:
    for folder in (given.content, given.templates, given.assets):
        if not folder.is_dir():
            print(f"Mappen {folder} finns inte.", file=sys.stderr)
            return False
    return True


def _run(given: Namespace) -> Result | None:
    """Build, unless a folder is missing."""
    if not _folders_exist(given):
        return None
    quiet = given.quiet or not sys.stderr.isatty()
    with Meter(None if quiet else sys.stderr) as meter:
        return build(_options(given), meter.update)


def _build(given: Namespace) -> int:
    started = time.perf_counter()
    result = _run(given)
    if result is None:
        return WRONG_USAGE
    warned = problem_text.as_text(result.problems, read_line)
    sys.stderr.write(warned)
    if has_errors(result.problems):
        print(f"{problem_text.summarise(result.problems)}. Ingenting är skrivet.", file=sys.stderr)
        return WRONG_CONTENT
    if not given.quiet:
        seconds = f"{time.perf_counter() - started:.1f}".replace(".", ",")
        sys.stdout.write(f"{_held(result)}{_outcome(result, given.output)} på {seconds} s.\n")
    if given.verify:
        return _verify(given, result)
    said = "" if given.quiet else f"{_held(result)}{given.output}: ingenting har ändrats.\n"
    _remember(given, result, said=said, warned=warned)
    return BUILT


def _verify(given: Namespace, result: Result) -> int:
    from sitegen.builder import verification

    differences = verification.verify(_options(given), result, say_nothing)
    if differences is None:
        print("Något ändrades medan jämförelsen pågick. Kör en gång till.", file=sys.stderr)
        return WRONG_CONTENT
    if differences:
        sys.stderr.write(verification.as_text(differences))
        return WRONG_CONTENT
    if not given.quiet:
        print("Jämfört: varje fil är som när allt görs från början.")
    return BUILT


def _leaks(given: Namespace) -> int:
    from sitegen.leaks.inspection import inspect_folder

    if not _folders_exist(given):
        return WRONG_USAGE
    with _memo(given) as folder:
        problems = inspect_folder(_options(given), given.output, Path(folder), say_nothing)
    sys.stdout.write(problem_text.as_text(problems, read_line))
    if not problems:
        print(f"Inget opublicerat finns i {given.output}.")
    return WRONG_CONTENT if problems else BUILT


def _check(given: Namespace) -> int:
    if given.fix:
        _fix(given)
    result = _run(given)
    if result is None:
        return WRONG_USAGE
    text = formats.FORMATS[given.format](result.problems, read_line)
    if given.format == "text" and not given.quiet:
        text += f"{problem_text.summarise(result.problems) or 'Allt ser bra ut.'}\n"
    sys.stdout.write(text)
    _remember(given, result, said=text, warned="")
    return WRONG_CONTENT if has_errors(result.problems) else BUILT


def _fix(given: Namespace) -> None:
    from sitegen.authoring import fixes
    from sitegen.commands import fix

    if _folders_exist(given):
        done = fixes.as_text(fix.mend(_options(given).folders, BLOG))
        (sys.stdout if given.format == "text" else sys.stderr).write(done)


def _remember(given: Namespace, result: Result, *, said: str, warned: str) -> None:
    """Let the next run end at once if everything is as now and nothing was wrong."""
    if given.cache is None or has_errors(result.problems):
        return
    no_op.remember(
        given.words,
        folder=str(given.cache),
        roots=result.roots,
        output=str(given.output),
        sizes=result.published.sizes if result.published else {},
        due=result.due.replace(tzinfo=STOCKHOLM).timestamp() if result.due else None,
        said=said,
        warned=warned,
    )


def _serve(given: Namespace) -> int:
    """Importing watchdog and the server waits until now, so that other commands start faster."""
    from sitegen.commands.serve import show
    from sitegen.preview.server import NotHere

    if not _folders_exist(given):
        return WRONG_USAGE
    gc.enable()  # here a process lives for days
    with _memo(given) as folder:
        try:
            show(given, Path(folder), lambda: _options(given), read_line)
        except NotHere as error:
            print(error, file=sys.stderr)
            return MACHINE_FAILED
    return INTERRUPTED


def _new(given: Namespace) -> int:
    """Importing what asks waits until now too."""
    from sitegen.commands.prompt import Unanswered, ask_and_write

    if not _folders_exist(given):
        return WRONG_USAGE
    given.drafts = True
    options = _options(given)
    with _memo(given) as folder, Store(Path(folder), say_nothing) as store:
        site = store.read(options, {}).site
    try:
        path = ask_and_write(given, site, options.now)
    except Unanswered as error:
        print(error, file=sys.stderr)
        return WRONG_USAGE
    except FileExistsError as error:
        print(f"Filen {error.filename} finns redan. Den är orörd.", file=sys.stderr)
        return WRONG_CONTENT
    print(f"{path} är skapad, som utkast. Öppna den och skriv.")
    return BUILT


def _explain(given: Namespace) -> int:
    from sitegen.builder import provenance
    from sitegen.diagnostics import rules

    if provenance.is_address(given.code):
        return _explain_page(given)
    text = rules.explain(given.code)
    if text is None:
        print(rules.suggest(given.code), file=sys.stderr)
        return WRONG_USAGE
    sys.stdout.write(text)
    return BUILT


def _explain_page(given: Namespace) -> int:
    from sitegen.builder import provenance

    if not _folders_exist(given):
        return WRONG_USAGE
    try:
        with _memo(given) as folder:
            sys.stdout.write(provenance.explain(given.code, _options(given), Path(folder)))
    except provenance.Unknown as error:
        print(error, file=sys.stderr)
        return WRONG_USAGE
    return BUILT


def _memo(given: Namespace) -> AbstractContextManager[Path | str]:
    """The memo's folder, or one that lives as long as the command."""
    return nullcontext(given.cache) if given.cache else tempfile.TemporaryDirectory()


def _held(result: Result) -> str:
    """A line for each document that waits, and why."""
    return "".join(f"Väntar: {path} ({why})\n" for path, why in sorted(result.held.items()))


def _outcome(result: Result, output: Path) -> str:
    """What a build did."""
    published = result.published
    written, removed = (len(published.written), len(published.removed)) if published else (0, 0)
    return (
        f"{output}: {swedish.count(result.pages, 'sida', 'sidor')}, "
        f"{swedish.count(written, 'fil skriven', 'filer skrivna')}, "
        f"{removed} {'borttagen' if removed == 1 else 'borttagna'}"
    )


def read_line(path: str, line: int) -> str | None:
    """One line of a file for an excerpt."""
    linecache.checkcache(path)
    try:
        return linecache.getline(path, line).rstrip("\n").removeprefix("\ufeff") or None
    except (OSError, ValueError):
        return None
