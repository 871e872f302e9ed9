"""Lighthouse's four scores for the blog's own pages on a phone; each should be 100.

It builds the blog, hosts it on this computer and runs Lighthouse, which is installed from npm on
the first run (Node 18.16 or later) and may not report anything to others.
Run: python bench/lighthouse.py [--content DIR]
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from chromium import ARGUMENTS, CHROMIUM
from host import ROOT, build_site, hosted
from kinds import find_kinds

VERSION = "12.8.2"
"""The last release that runs on Node 20."""

FOLDER = Path(__file__).parent / ".peers" / "lighthouse"

SINGLE = {
    "home": "/",
    "plans": "/planer/",
    "how we judge": "/planer/sa-bedomer-vi/",
    "waiting": "/kommun/vantar-pa-aterbesok/",
    "data": "/data/",
    "map": "/karta/",
    "kommun without a visit": "/kommun/gagnef/",
    "comparison": "/jamfor/",
    "matrix": "/oversikt/",
    "follow": "/folj/",
    "archive": "/arkiv/",
    "themes": "/tema/",
    "search": "/sok/",
}
"""Pages of which there is one, by their addresses."""

FOLDERS = {
    "post": "/besok/",
    "kommun": "/kommun/",
    "theme": "/tema/",
    "län": "/lan/",
    "plan": "/planer/",
    "plans of a theme": "/planer/tema/",
}
"""Pages of which there are many: the folder of each kind, of which the fullest is measured."""

INDEXES = frozenset(("/kommun/", "/tema/", *SINGLE.values()))
"""Pages in those folders that are of another kind."""

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def install() -> Path:
    """The path of Lighthouse's command, installed if needed. Raises CalledProcessError."""
    command = FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"
    package = command.parents[1] / "package.json"
    if not package.exists() or json.loads(package.read_text())["version"] != VERSION:
        FOLDER.mkdir(parents=True, exist_ok=True)
        npm = ("npm", "install", "--silent", "--no-audit", "--no-fund", "--no-save")
        subprocess.run((*npm, "--prefix", FOLDER, f"lighthouse@{VERSION}"), check=True)
    return command


def choose(site: Path) -> dict[str, str]:
    """The fullest page of each required kind that the site has, by the name of the kind."""
    kinds = [*find_kinds(site).values()]
    found = {
        name: place if (site / place[1:] / "index.html").exists() else ""
        for name, place in SINGLE.items()
    }
    for name, folder in FOLDERS.items():
        depth = folder.count("/") + 1
        beside = (own for own in kinds if own.startswith(folder) and own.count("/") == depth)
        found[name] = next((own for own in beside if own not in INDEXES), "")
    return {name: address for name, address in found.items() if address}


def ask(command: Path, url: str) -> dict[str, Any]:
    """Lighthouse's report on one page. Raises CalledProcessError if it fails."""
    flags = " ".join(("--headless=new", *ARGUMENTS))
    options = ("--output=json", "--quiet", "--no-enable-error-reporting", f"--chrome-flags={flags}")
    environment = {**os.environ, "CHROME_PATH": str(CHROMIUM), "CI": "1"}
    answer = subprocess.run(
        ("node", command, url, *options), env=environment, capture_output=True, check=True
    )
    report: dict[str, Any] = json.loads(answer.stdout)
    return report


def scores(report: dict[str, Any]) -> list[int]:
    """The four scores, 0 to 100, in the order of CATEGORIES."""
    found = (report["categories"][name]["score"] for name in CATEGORIES)
    return [round(100 * (score or 0)) for score in found]


def shortcomings(report: dict[str, Any]) -> list[str]:
    """Each audit that keeps one of the scores below 100, with its message."""
    below = [
        report["audits"][reference["id"]]
        for name in CATEGORIES
        if (report["categories"][name]["score"] or 0) < 1
        for reference in report["categories"][name]["auditRefs"]
        if reference["weight"]
    ]
    return [
        f"{audit['id']}: {audit['title']} {audit.get('displayValue', '')}".strip()
        for audit in below
        if audit["score"] is not None and audit["score"] < 1
    ]


def main() -> int:
    """Print the table; 1 if any score is below 100 or a required page is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--content", type=Path, default=ROOT / "content")
    given = parser.parse_args()
    for program in ("node", "npm", CHROMIUM or "chromium"):
        if shutil.which(program) is None:
            parser.error(f"{program} is not installed")
    command = install()
    with tempfile.TemporaryDirectory() as place, hosted(Path(place)) as address:
        build_site(given.content.resolve(), Path(place), f"{address}/")
        pages = choose(Path(place))
        print(f"Lighthouse {VERSION}, mobile\n")
        print(
            f"| page | {' | '.join(CATEGORIES)} |", f"| --- |{' --- |' * len(CATEGORIES)}", sep="\n"
        )
        reports = {}
        for name, path in pages.items():
            reports[name] = ask(command, address + path)
            print(f"| {name} | {' | '.join(map(str, scores(reports[name])))} |", flush=True)
    for name, report in reports.items():
        for shortcoming in shortcomings(report):
            print(f"{name}: {shortcoming}")
    missing = {*SINGLE, *FOLDERS} - pages.keys()
    if missing:
        print(f"Not there: {', '.join(sorted(missing))}")
    return int(bool(missing) or any(set(scores(report)) != {100} for report in reports.values()))


if __name__ == "__main__":
    sys.exit(main())
