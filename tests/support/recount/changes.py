"""Other blogs made of one: with its files in another order, or without what is held back.

They say the same to readers, so what is built of them must say the same too.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from tests.support.recount.blogs import Files, dump
from tests.support.recount.outcomes import points_of
from tests.support.recount.texts import Content, Fields, listed, read_content

_NUMBER = re.compile(r"inlagg-(\d)")
_STATED = re.compile(r"^date: (?!2017-07).*$(?=(?s:.*)^visited: (?!ingen))", re.MULTILINE)


def reorder(files: Files, order: Sequence[int], dates: Sequence[str]) -> Files:
    """The blog with its posts under other names and in another order, those whose visit has a time
    of its own published at other times, and the rows of visits.yml from the last to the first."""
    names = {}
    for path in files:
        if path.startswith("posts/"):
            number = int(_NUMBER.findall(path)[0])
            name = path.removeprefix("posts/")
            names[name] = f"2015-01-{order[number] + 1:02}-inlagg-{number}.md"
    found = {}
    for path, text in files.items():
        for old, new in names.items():
            text = text.replace(old, new)
        name = path.removeprefix("posts/")
        if name in names:
            number = int(_NUMBER.findall(path)[0])
            text = _STATED.sub(f"date: {dates[number]}", text, count=1)
        found[f"posts/{names[name]}" if name in names else path] = text
    if "visits.yml" in found:
        found["visits.yml"] = dump(_load(found["visits.yml"])[::-1])
    return found


def without_held(files: Files, now: datetime) -> Files:
    """The blog without every word of what readers may not see at that time."""
    with tempfile.TemporaryDirectory() as folder:
        for path, text in files.items():
            place = Path(folder, path)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
        content = read_content(Path(folder), now)
    found = {path: text for path, text in files.items() if "/" not in path}
    for name, post in content.texts.items():
        fields = {**post.fields, "follow_up": _public_follow_ups(content, post.fields)}
        found[f"posts/{name}"] = f"---\n{dump(_without_empty(fields))}---\nText.\n"
    for name, plan in content.plans.items():
        found[f"plans/{name}.yml"] = dump(_public_plan(content, plan))
    rows = [_public_sources(content, row) for row in content.rows]
    found.pop("visits.yml", None)
    return found | ({"visits.yml": dump(rows)} if rows else {})


def _public_follow_ups(content: Content, fields: Fields) -> list[Fields]:
    names = {
        (name, called)
        for name, plan in content.plans.items()
        for point in points_of(content, plan)
        for called in (point["id"], *listed(point.get("aliases")))
    }
    return [
        each for each in listed(fields.get("follow_up")) if (each["plan"], each["point"]) in names
    ]


def _public_plan(content: Content, plan: Fields) -> Fields:
    points = points_of(content, plan)
    ids = {point["id"] for point in points}
    kept = {**plan, "points": [_public_point(content, point, ids) for point in points]}
    if plan.get("replaces") not in content.plans:
        kept.pop("replaces", None)
    return _without_empty(_public_sources(content, kept))


def _public_point(content: Content, point: Fields, ids: set[str]) -> Fields:
    kept = _public_sources(content, point)
    kept["reports"] = [
        _public_sources(content, each)
        for each in listed(point.get("reports"))
        if content.sources(each)
    ]
    ended = point.get("ended")
    if ended and not content.sources(ended):
        kept.pop("ended")
    elif ended:
        kept["ended"] = _public_sources(content, ended)
        if ended.get("by") not in ids:
            kept["ended"].pop("by", None)
    return _without_empty(kept)


def _public_sources(content: Content, fields: Fields) -> Fields:
    if "source" not in fields:
        return {**fields}
    public = [each for each in listed(fields["source"]) if content.sources({"source": each})]
    return {**fields, "source": public}


def _without_empty(fields: Fields) -> Fields:
    return {name: value for name, value in fields.items() if value != []}


def _load(text: str) -> Any:
    return yaml.load(text, Loader=yaml.BaseLoader)
