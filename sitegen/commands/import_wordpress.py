"""The command `import`: moves a WordPress blog in, and says what became of everything in it.

The steps are in import_survey.py and import_texts.py; here they are joined, files are put in place
and the audit is written.
"""

from __future__ import annotations

import os
import shutil
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from sitegen.commands.arguments import FOLDERS, JOBS, read_clock
from sitegen.commands.command import (
    BUILT,
    WRONG_CONTENT,
    WRONG_USAGE,
    Command,
    Context,
    folders_fit,
    read_line,
)
from sitegen.commands.import_survey import ImportPlan, make_plan, survey_export
from sitegen.commands.import_texts import Converted, Converter, report_files
from sitegen.core.digest import digest_of
from sitegen.core.problem import Problem, RootFolders, has_errors
from sitegen.core.record import Record
from sitegen.core.source import decode
from sitegen.diagnostics import audit, formats
from sitegen.diagnostics.audit import Audit
from sitegen.diagnostics.progress import Meter
from sitegen.inputs import imports
from sitegen.inputs.imports import StagedFile, entries_of, put_in_place, write_staged
from sitegen.inputs.input import Folders, Input, read_input
from sitegen.inputs.uploads import Uploads
from sitegen.inputs.writer import Changed, ContentWriter, NotOurs
from sitegen.model.authors import AUTHORS
from sitegen.model.visit_row import REDIRECTS
from sitegen.wordpress import mapping, people, planning
from sitegen.wordpress.export import ExportRejected
from sitegen.wordpress.mapping import TermMap

MAP = "import-map.yml"
REPORT = "import-report"
STAGING = ".import"


class ImportArguments(Record, frozen=True, kw_only=True):
    """The options of `import`; those that are None have a place beside the content folder."""

    export: Path
    content: Path
    templates: Path
    assets: Path
    uploads: Path | None
    map: Path | None
    report: Path | None
    dry_run: bool
    jobs: int


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the fields of ImportArguments."""
    add = parser.add_argument
    add("export", type=Path, metavar="FIL", help="exporten ur WordPress (Verktyg → Exportera)")
    for name, default, what in FOLDERS[:3]:
        add(f"--{name}", type=Path, default=Path(default), metavar="MAPP", help=what)
    add("--uploads", type=Path, metavar="MAPP", help="kopia av mappen wp-content/uploads")
    add("--map", type=Path, metavar="FIL", help=f"kartan (förval: {MAP} bredvid texterna)")
    add("--report", type=Path, metavar="MAPP", help="mapp för rapporten (förval: bredvid texterna)")
    add("--dry-run", action="store_true", help="skriv bara rapporten")
    add("--jobs", type=int, default=JOBS, metavar="ANTAL", help="så många processer")


def run(given: ImportArguments, context: Context) -> int:
    """Move the blog in."""
    folders = Folders(given.content, given.templates, given.assets)
    if not folders_fit(folders) or not _are_there(given):
        return WRONG_USAGE
    try:
        return _import(given, read_input(folders, context.definition))
    except ExportRejected as error:
        print(error, file=sys.stderr)
    except NotOurs as error:
        print(error, file=sys.stderr)
    except Changed:
        print("En fil ändrades under tiden. Kör importen igen.", file=sys.stderr)
    return WRONG_CONTENT


def _are_there(given: ImportArguments) -> bool:
    if not given.export.is_file():
        print(f"Filen {given.export} finns inte.", file=sys.stderr)
    elif given.uploads is not None and not given.uploads.is_dir():
        print(f"Mappen {given.uploads} finns inte.", file=sys.stderr)
    elif given.report is not None and given.report.exists() and not given.report.is_dir():
        print(f"{given.report} är ingen mapp.", file=sys.stderr)
    else:
        return True
    return False


def _import(given: ImportArguments, read: Input) -> int:
    now = read_clock()
    beside = given.content.resolve().parent
    map_path = given.map or beside / MAP
    if wrong := [each for each in read.problems if each.path in read.unread]:
        return _report_wrong(wrong, given.content)
    map_text, known, problems = _read_map(map_path, read)
    if has_errors(problems):
        return _report_wrong(problems, map_path.parent)
    survey = survey_export(given.export)
    plan = make_plan(
        survey,
        read,
        list(imports.read_kept(given.content, read)),
        known,
        map_name=map_path.name,
        has_uploads=given.uploads is not None,
        now=now,
    )
    uploads = Uploads(given.uploads)
    with _open_staging(beside) as staging:
        with Meter(sys.stderr if sys.stderr.isatty() else None) as meter:
            converter = Converter(plan, read, uploads, staging, now)
            found = converter.convert_all(jobs=given.jobs, progress=meter.update)
        files = [
            *(file for each in found for file in each.files),
            *_picture_files(found, read, uploads, staging),
            *_list_files(plan, read, staging),
        ]
        if not given.dry_run:
            put_in_place(ContentWriter(given.content, read.entries, read.definition), files)
            _write_map(plan, map_path, map_text, read)
    made = _audit(given, plan, found, files)
    _write_reports(made, given.report or beside)
    _say(made, given.report or beside, map_path, is_open=_has_questions(made))
    return BUILT


@contextmanager
def _open_staging(beside: Path) -> Iterator[Path]:
    """An empty folder for what is made, gone afterwards; what a killed import left goes first."""
    folder = beside / STAGING
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _read_map(path: Path, read: Input) -> tuple[str, TermMap, Sequence[Problem]]:
    """The text of the map and what it says, empty if there is none, and what is wrong in it."""
    if not path.is_file():
        return "", TermMap(), ()
    source, problems = decode(path.name, path.read_bytes())
    if source is None:
        return "", TermMap(), problems
    return source.text, *mapping.read_map(path.name, source.text, read.settings)


def _report_wrong(problems: Sequence[Problem], folder: Path) -> int:
    """Say what is wrong in a file that the import rests on."""
    roots: RootFolders = {"content": str(folder), "templates": "", "assets": "", "output": ""}
    sys.stdout.write(formats.FORMATS["text"](problems, roots, read_line))
    print("Ingenting är skrivet. Rätta felen och kör igen.", file=sys.stderr)
    return WRONG_CONTENT


def _picture_files(
    found: Iterable[Converted], read: Input, uploads: Uploads, staging: Path
) -> Iterator[StagedFile]:
    """The pictures and other files that the written texts use, unless they are there already."""
    for each in found:
        if not any(file.path == each.path for file in each.files):
            continue
        for placed in each.made.placed:
            if placed.path not in read.entries:
                yield StagedFile(placed.path, uploads.place_of(placed.upload))


def _list_files(plan: ImportPlan, read: Input, staging: Path) -> Iterator[StagedFile]:
    """authors.yml and redirects.yml with what they lack."""
    yield from _extend(AUTHORS.file, list(plan.authors.added), read, staging)
    text = _read(REDIRECTS.folder, read)
    there = {str(each.get("from")) for each in entries_of(text)}
    taken = planning.Addresses(alias for each in plan.targets for alias in each.aliases)
    rows = []
    for old, new in plan.rows.items():
        if planning.can_be_alias(old) and taken.is_free(old) and old != new:
            taken.take(old)
            if old not in there:
                rows.append({"from": old, "to": new})
    yield from _extend(REDIRECTS.folder, rows, read, staging)


def _read(path: str, read: Input) -> str:
    entry = read.entries.get(path)
    if entry is None:
        return ""
    return (read.folders.content / entry.disk).read_text(encoding="utf-8-sig")


def _extend(
    path: str, rows: Sequence[Mapping[str, Any]], read: Input, staging: Path
) -> Iterator[StagedFile]:
    """A file of records with more of them at its end."""
    if not rows:
        return
    before = _read(path, read)
    digest = ""
    if path in read.entries:
        digest = digest_of((read.folders.content / read.entries[path].disk).read_bytes())
    gap = "" if not before or before.endswith("\n") else "\n"
    more = yaml.safe_dump([dict(row) for row in rows], allow_unicode=True, sort_keys=False)
    yield write_staged(staging, path, f"{before}{gap}{more}", digest)


def _write_map(plan: ImportPlan, path: Path, before: str, read: Input) -> None:
    counts = people.count_terms(plan.survey.entries)
    if before:
        known, _ = mapping.read_map(path.name, before, read.settings)
        fresh = [row for row in plan.term_map.terms if row.term not in known.by_key]
        text = mapping.append_rows(before, fresh, counts, read.settings)
    else:
        text = mapping.write_map(plan.term_map, counts, read.settings)
    if text != before:
        _write_whole(path, text)


def _write_whole(path: Path, text: str) -> None:
    """Write a file beside the content folder, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    spare = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        spare.write_text(text, encoding="utf-8")
        shutil.move(spare, path)
    finally:
        spare.unlink(missing_ok=True)


def _audit(
    given: ImportArguments,
    plan: ImportPlan,
    found: Sequence[Converted],
    files: Sequence[StagedFile],
) -> Audit:
    return Audit(
        export=given.export.name,
        home=plan.survey.blog.home,
        dry_run=given.dry_run,
        outcomes=(
            *(outcome for each in found for outcome in each.outcomes),
            *report_files(plan, found),
            *plan.outcomes,
        ),
        changes=(*plan.changes, *(change for each in found for change in each.changes)),
        written_comments=sum(each.approved for each in found),
        files=() if given.dry_run else tuple(file.path for file in files),
    )


def _write_reports(made: Audit, folder: Path) -> None:
    _write_whole(folder / f"{REPORT}.md", audit.write_report(made))
    _write_whole(folder / f"{REPORT}.json", audit.write_json(made))


def _has_questions(made: Audit) -> bool:
    return any(each.code == "term-open" for each in made.changes)


def _say(made: Audit, folder: Path, map_path: Path, *, is_open: bool) -> None:
    sys.stdout.write(audit.summarise_counts(made))
    print(f"Allt står i {folder / REPORT}.md.")
    if is_open and not made.dry_run:
        print(f"Fyll i {map_path} och kör samma kommando igen.")
    if made.dry_run:
        print("Det var ett prov. Inga texter är skrivna.")


COMMAND = Command(
    name="import",
    help="flytta in en blogg från WordPress",
    description="Läser en export ur WordPress och skriver dess texter, bilder och kommentarer som "
    "filer i content/. Säger vad som blev av allt i exporten. Hämtar ingenting från någon annan "
    "dator, och skriver aldrig över det som du har ändrat.",
    arguments=ImportArguments,
    add_arguments=add_arguments,
    run=run,
)
