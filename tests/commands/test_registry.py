"""A command is one file and one line: its module declares its options and does its work."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sitegen.commands import main
from sitegen.commands.command import Command
from sitegen.commands.main import COMMANDS, load_commands
from tests.conftest import ROOT, Run

FOLDER = Path(main.__file__).parent


def test_every_module_that_declares_a_command_is_registered() -> None:
    declaring = [
        path.stem for path in FOLDER.glob("*.py") if "\nCOMMAND = " in path.read_text("utf-8")
    ]
    assert sorted(declaring) == sorted(COMMANDS.values())
    assert [command.name for command in load_commands()] == [*COMMANDS]


@pytest.mark.parametrize("command", load_commands(), ids=lambda command: command.name)
def test_a_command_lies_in_the_file_of_its_name_and_has_its_own_arguments(
    command: Command[Any],
) -> None:
    module = f"sitegen.commands.{COMMANDS[command.name]}"
    for each in (command.arguments, command.add_arguments, command.run):
        assert each.__module__ == module


def test_a_build_loads_neither_the_preview_nor_the_importer() -> None:
    program = (
        "import sys; from sitegen.commands import main; main.load_commands(['build']);"
        "others = ('sitegen.preview', 'sitegen.wordpress', 'watchdog', 'selectolax');"
        "print([name for name in sys.modules if name.startswith(others)])"
    )
    found = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert found.stdout == "[]\n"


def test_a_missing_folder_is_reported_once(run: Run) -> None:
    found = run("check", "--fix", "--content", "finns-inte")
    assert (found.status, found.out) == (2, "")
    assert found.err == "Mappen finns-inte finns inte.\n"
