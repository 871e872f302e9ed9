"""What the program is installed with: exactly what is written down, on terms that we accept."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.support.scripts import load_script

FILES = ("requirements.txt", "requirements-test.txt", "requirements-tend.txt")
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS: dict[str, list[str]] = PROJECT["project"]["optional-dependencies"]

_PIN = re.compile(
    r"(?P<name>[a-z0-9][a-z0-9.-]*)==(?P<version>[0-9][\w.]*)(?: ; (?P<marker>[^\n\\]+?))? \\\n"
    r"(?P<hashes>(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)"
)


@cache
def script(name: str) -> ModuleType:
    """One of the programs in scripts/."""
    return load_script(name)


def read_lock(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def versions(name: str) -> dict[str, str]:
    """The version of each package in a lock."""
    return {pin["name"]: pin["version"] for pin in _PIN.finditer(read_lock(name))}


def declared(*extras: str) -> dict[str, str]:
    """The versions that pyproject.toml asks for."""
    wanted = [*PROJECT["project"]["dependencies"], *(each for e in extras for each in EXTRAS[e])]
    pins = (each.partition("==") for each in wanted)
    return {name.lower(): version for name, _, version in pins}


@pytest.mark.parametrize("name", FILES)
def test_a_lock_holds_nothing_but_pins_with_the_digests_of_their_files(name: str) -> None:
    text = read_lock(name)
    assert "--only-binary :all:\n" in text
    rest = re.sub(r"^#.*\n|^--only-binary :all:\n", "", _PIN.sub("", text), flags=re.MULTILINE)
    assert rest == ""
    assert len(versions(name)) >= len(declared())


@pytest.mark.parametrize(
    ("name", "extras"), [(FILES[0], ()), (FILES[1], ("br", "test")), (FILES[2], ("tend",))]
)
def test_a_lock_agrees_with_the_project(name: str, extras: tuple[str, ...]) -> None:
    """Run `python scripts/lock.py` when this fails."""
    locked = versions(name)
    assert {each: locked.get(each) for each in declared(*extras)} == declared(*extras)


def test_all_locks_name_the_same_versions() -> None:
    fewer, *others = map(versions, FILES)
    assert all(fewer.items() <= more.items() for more in others)
    found = {item for lock in others for item in lock.items()}
    assert len(found) == len({name for name, _ in found})


def test_workflows_install_nothing_but_what_is_in_a_lock() -> None:
    places = [*(ROOT / ".github/workflows").glob("*.yml"), ROOT / ".gitlab-ci.yml"]
    installing = [
        line.strip().removeprefix("- ").removeprefix("run: ")
        for place in places
        for line in place.read_text(encoding="utf-8").splitlines()
        if "pip install" in line
    ]
    assert len(installing) > 5
    form = r"\S+ -m pip install --require-hashes -r (\S+)"
    used = {match[1] for line in installing if (match := re.fullmatch(form, line))}
    assert used == {*FILES}
    assert all(re.fullmatch(form, line) for line in installing)


def test_every_dependency_is_pinned_to_one_version() -> None:
    wanted = [*PROJECT["project"]["dependencies"], *(each for e in EXTRAS.values() for each in e)]
    assert [each for each in wanted if not re.fullmatch(r"[\w.-]+==[\d.]+\d", each)] == []


def test_what_the_project_is_installed_by_is_locked_too() -> None:
    built_by = [re.split(r"[>=<]", each)[0] for each in PROJECT["build-system"]["requires"]]
    assert set(built_by) <= versions(FILES[0]).keys()


def test_the_list_of_licences_is_up_to_date() -> None:
    """Run `python scripts/make_licences.py` when this fails."""
    licences = script("make_licences")
    assert (ROOT / licences.TARGET).read_text(encoding="utf-8") == licences.made()


def test_every_package_has_a_licence_that_we_accept() -> None:
    licences = script("make_licences")
    found = {package.name: package.licence for package in licences.packages()}
    assert found.keys() >= versions(FILES[0]).keys() - {*licences.INSTALLERS}
    assert {name for name, licence in found.items() if licence not in licences.ALLOWED} == set()


def test_a_package_under_terms_that_would_bind_the_blog_is_not_accepted() -> None:
    allowed = script("make_licences").ALLOWED
    assert not allowed & {"", "GPL-3.0-or-later", "AGPL-3.0-only", "CC-BY-NC-4.0", "Proprietary"}


def test_all_that_others_have_made_is_listed_with_its_licence() -> None:
    licences = script("make_licences")
    listed = {file for work in licences.WORKS for file in (*work.files, work.text) if file}
    assert all((ROOT / file).is_file() for file in listed)
    data = {
        path.relative_to(ROOT).as_posix()
        for folder in ("sitegen/sweden/data", "sitegen/images/data", "tests/data/vectors")
        for path in (ROOT / folder).iterdir()
    }
    own = {"andra_namn.csv", "narliggande.txt", "synonymer.txt"}
    assert data - listed == {
        "tests/data/vectors/written.json",
        *(f"sitegen/sweden/data/{name}" for name in own),
    }
    for work in licences.WORKS:
        assert work.licence in licences.ALLOWED
        assert bool(work.text) == (work.licence != "CC0-1.0")


def component(name: str) -> dict[str, Any]:
    return {"name": name, "bom-ref": f"{name}==1", "type": "library"}


def test_the_bill_of_materials_has_packages_and_works_but_not_what_installs_them() -> None:
    sbom = script("make_sbom")
    bom = {
        "components": [component("pip"), component("jinja2")],
        "dependencies": [
            {"ref": "jinja2==1", "dependsOn": ["markupsafe==1", "pip==1"]},
            {"ref": "pip==1"},
        ],
    }
    made = sbom.complete(bom)
    names = [each["name"] for each in made["components"]]
    assert names[0] == "jinja2"
    assert "Newsreader" in names
    assert not {"pip", "BRS-KB"} & {*names}
    assert made["dependencies"] == [{"ref": "jinja2==1", "dependsOn": ["markupsafe==1"]}]


@pytest.mark.parametrize("where", ["{}/lib/x.py", "file:///somewhere"])
def test_the_bill_of_materials_reveals_nothing_about_the_machine(
    where: str, tmp_path: Path
) -> None:
    bom = {"components": [{"name": where.format(tmp_path)}]}
    with pytest.raises(ValueError, match="path"):
        script("make_sbom").as_text(bom, tmp_path)
