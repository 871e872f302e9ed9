"""Write the software bill of materials for a release, as CycloneDX JSON.

    python -m venv bare && bare/bin/pip install --require-hashes -r requirements.txt
    pip install cyclonedx-bom==7.5.0 && python scripts/make_sbom.py bare sbom.json

It lists the packages in a virtual environment and the works of others in the repository, and is the
same for the same packages. It is not kept in the repository, since it describes one release.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from make_licences import INSTALLERS, ROOT, WORKS

Bom = dict[str, Any]

_COMMAND = (
    *("cyclonedx-py", "environment", "--pyproject", "pyproject.toml", "--output-reproducible"),
    *("--short-PURLs", "--output-format", "JSON", "--output-file", "-"),
)


def describe(environment: Path) -> Bom:
    """The output of CycloneDX's tool for a virtual environment. Raises CalledProcessError."""
    command = [*_COMMAND, str(environment.absolute())]
    found = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return json.loads(found.stdout)  # type: ignore[no-any-return]


def complete(bom: Bom) -> Bom:
    """Add the works in the repository, and remove the packages that only install others."""
    kept = [each for each in bom["components"] if each["name"].lower() not in INSTALLERS]
    refs = {each["bom-ref"] for each in bom["components"]} - {each["bom-ref"] for each in kept}
    works = [
        {
            "type": "data",
            "bom-ref": f"work:{work.files[0]}",
            "name": work.name,
            "description": work.origin,
            "licenses": [{"license": {"id": work.licence}}],
            "properties": [{"name": "file", "value": file} for file in work.files],
        }
        for work in WORKS
        if not work.files[0].startswith("tests/")
    ]
    depending = [
        {name: _without(value, refs) for name, value in each.items()}
        for each in bom.get("dependencies", ())
        if each["ref"] not in refs
    ]
    return {**bom, "components": [*kept, *works], "dependencies": depending}


def _without(value: Any, refs: set[str]) -> Any:
    return [each for each in value if each not in refs] if isinstance(value, list) else value


def as_text(bom: Bom, environment: Path) -> str:
    """The text of the file. Raises ValueError if it contains a path of this machine."""
    text = json.dumps(bom, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    if str(environment.absolute()) in text or re.search(r'"file://', text):
        raise ValueError("a path of this machine in the bill of materials")
    return text


def main() -> None:
    """Write the file that is named."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("environment", type=Path, help="a virtual environment")
    parser.add_argument("target", type=Path)
    given = parser.parse_args()
    text = as_text(complete(describe(given.environment)), given.environment)
    given.target.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
