"""The second half of `import`: converts the texts in several processes, and stages their files.

Workers read the export themselves and write only to the staging folder; what was made there is put
in place by import_wordpress.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import msgspec

from sitegen.checks.runner import check_file
from sitegen.commands.import_survey import ImportPlan
from sitegen.core.digest import digest_of
from sitegen.core.record import Record
from sitegen.core.source import Source
from sitegen.core.workers import Progress, spread
from sitegen.diagnostics.audit import HELD, LEFT, WRITTEN, Change, ItemOutcome
from sitegen.documents.comments import COMMENTS
from sitegen.documents.settings import allowed_in
from sitegen.inputs.imports import Kept, StagedFile, existing_comments, write_staged
from sitegen.inputs.input import Input
from sitegen.inputs.uploads import Uploads
from sitegen.wordpress import discussion, links, planning, texts
from sitegen.wordpress.export import Broken, read_item
from sitegen.wordpress.items import Item, read_one
from sitegen.wordpress.planning import PlannedText
from sitegen.wordpress.texts import TextFile

CHUNK = 8


class Converted(Record, frozen=True, kw_only=True):
    """One text as a worker has converted it: what was staged, and what there is to say."""

    made: TextFile
    path: str
    files: tuple[StagedFile, ...]
    held: tuple[str, ...]
    approved: int
    outcomes: tuple[ItemOutcome, ...]
    changes: tuple[Change, ...]


class Converter:
    """Converts the texts of a plan; `staging` is the folder for what is made."""

    def __init__(
        self, plan: ImportPlan, given: Input, uploads: Uploads, staging: Path, now: datetime
    ) -> None:
        self._plan, self._given, self._staging = plan, given, staging
        entries = plan.survey.entries
        files = {each.id: each for each in entries if each.type == "attachment"}
        children: dict[str, tuple[str, ...]] = {}
        for each in files.values():
            children[each.parent] = (*children.get(each.parent, ()), each.id)
        self._around = links.Surroundings(
            blog=plan.old,
            uploads=uploads,
            targets={each.entry.id: each for each in plan.targets},
            by_path=planning.numbers_by_path(entries, plan.old),
            attachments=files,
            by_upload=planning.file_names(entries, plan.old),
            children=children,
            settings=given.settings,
            definition=given.definition,
            lists=links.lists_of(plan.rows, all_kommuner=given.settings.config.all_kommuner),
            now=now,
        )

    def convert_all(self, *, jobs: int, progress: Progress) -> list[Converted]:
        """Every text; again those that link to one which turned out to have errors."""
        targets = self._plan.targets
        held = {each.entry.id: bool(each.held) for each in targets}
        found = dict(self._convert(targets, held, jobs=jobs, progress=progress))
        while more := {id for id, each in found.items() if each.made.held and not held[id]}:
            held |= dict.fromkeys(more, True)
            again = [
                target
                for target in targets
                if not held[target.entry.id] and more & set(found[target.entry.id].made.links)
            ]
            found |= dict(self._convert(again, held, jobs=jobs, progress=progress))
        return [found[target.entry.id] for target in targets]

    def _convert(
        self,
        targets: Sequence[PlannedText],
        held: Mapping[str, bool],
        *,
        jobs: int,
        progress: Progress,
    ) -> Iterator[tuple[str, Converted]]:
        def work(share: Sequence[PlannedText]) -> bytes:
            with Path(self._plan.survey.export.path).open("rb") as file:
                return msgspec.msgpack.encode(
                    [self._convert_one(file, target, held) for target in share]
                )

        decoder = msgspec.msgpack.Decoder(list[Converted])
        done = 0
        for result in spread(work, targets, jobs=jobs, chunk=CHUNK, worthwhile=2 * CHUNK):
            found = decoder.decode(result)
            done += len(found)
            progress("Gör om", done, len(targets))
            for each in found:
                yield each.made.id, each

    def _convert_one(
        self, file: BinaryIO, target: PlannedText, held: Mapping[str, bool]
    ) -> Converted:
        export = self._plan.survey.export
        spot = export.spots[target.entry.spot]
        element, _, _ = read_item(file, export, spot)
        assert not isinstance(element, Broken), "it could be read the first time"
        item = read_one(element, spot.line)
        made = texts.write_text(item, target, self._around, held)
        kept: Kept | None = self._plan.known.get(target.entry.id)
        own, more = self._stage_text(made, target, kept)
        talk = self._discuss(item, target)
        waiting = sum(each.outcome == HELD for each in talk.outcomes)
        is_held = kept.is_draft if kept and not own else bool(made.held)
        reasons = made.held if is_held == bool(made.held) else ("utkast här",) * is_held
        entry = target.entry
        outcome = ItemOutcome(
            kind=entry.type,
            id=entry.id,
            outcome=HELD if is_held else WRITTEN,
            title=entry.title,
            line=entry.line,
            address=entry.link,
            file=target.path,
            reason=", ".join(reasons) if is_held else "",
        )
        notes = [
            Change(code=code, text=text, file=target.path, title=entry.title, line=entry.line)
            for code, text in (*made.notes, *more, *talk.notes)
        ]
        comments = self._stage_comments(talk, target)
        return Converted(
            made=msgspec.structs.replace(made, text="", notes=()),
            path=target.path,
            files=(*own, *comments),
            held=made.held,
            approved=len(talk.records) - waiting,
            outcomes=(outcome, *talk.outcomes),
            changes=tuple(notes),
        )

    def _stage_text(
        self, made: TextFile, target: PlannedText, kept: Kept | None
    ) -> tuple[list[StagedFile], list[tuple[str, str]]]:
        """The file of a text, if it is to be written, and what to say if it is not."""
        if kept is None:
            return [write_staged(self._staging, target.path, made.text)], []
        if not kept.is_untouched:
            return [], [("edited", "Filen är ändrad här efter flytten och står kvar som den är.")]
        if kept.source != target.entry.digest:
            return [], [("newer", "Texten är ändrad i WordPress. Filen här står kvar som den är.")]
        if digest_of(made.text.encode()) == kept.digest:
            return [], []
        changed = [("updated", "Filen är skriven på nytt, efter kartan och bilderna som nu finns.")]
        return [write_staged(self._staging, target.path, made.text, kept.digest)], changed

    def _discuss(self, item: Item, target: PlannedText) -> discussion.Discussion:
        return discussion.read_discussion(
            item.comments,
            target.entry.title,
            target.entry.line,
            fits=self._fits,
            authors=self._plan.authors.by_name,
        )

    def _fits(self, text: str) -> bool:
        """False for text that may stand in no file, such as a personal number."""
        source = Source(f"{COMMENTS.folder}x.yml", text, "")
        allowed = allowed_in(self._given.settings.config)
        found = check_file(source, self._given.definition.checks, allowed=allowed)
        return not any(each.severity == "error" for each in found.problems)

    def _stage_comments(self, talk: discussion.Discussion, target: PlannedText) -> list[StagedFile]:
        """The file of the comments of a text, those added that it lacks."""
        path = f"{COMMENTS.folder}{target.slug}.yml"
        entry = self._given.entries.get(path)
        before, digest = "", ""
        if entry is not None:
            data = (self._given.folders.content / entry.disk).read_bytes()
            before, digest = data.decode("utf-8-sig", "replace"), digest_of(data)
        there = existing_comments(before)
        fresh = [text for name, text in talk.records.items() if name not in there]
        if not fresh:
            return []
        gap = "" if not before or before.endswith("\n") else "\n"
        text = f"{before}{gap}{''.join(fresh)}"
        return [write_staged(self._staging, path, text, digest)]


def report_files(plan: ImportPlan, found: Sequence[Converted]) -> list[ItemOutcome]:
    """What becomes of each attachment."""
    used: dict[str, tuple[str, bool]] = {}
    for each in found:
        for placed in each.made.placed:
            if placed.number:
                path, is_public = used.get(placed.number, (placed.path, False))
                used[placed.number] = path, is_public or not each.held
    outcomes = []
    for entry in plan.survey.entries:
        if entry.type != "attachment":
            continue
        path, is_public = used.get(entry.id, ("", False))
        reason = "bara texter som hålls tillbaka visar den" if path else _why_unused(plan, entry.id)
        outcomes.append(
            ItemOutcome(
                kind="attachment",
                id=entry.id,
                outcome=(WRITTEN if is_public else HELD) if path else LEFT,
                title=entry.title,
                line=entry.line,
                address=entry.file_url or entry.link,
                file=path,
                reason="" if is_public else reason,
            )
        )
    return outcomes


def _why_unused(plan: ImportPlan, number: str) -> str:
    return "filen fanns inte bland de uppladdade, eller så visar ingen text den"
