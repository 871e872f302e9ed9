"""A command is one file and one line: its module declares its options and does its work."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sitegen.commands import main
from sitegen.commands.command import Command
from sitegen.commands.main import COMMANDS
from tests.conftest import ROOT, Run

FOLDER = Path(main.__file__).parent


def test_every_module_that_declares_a_command_is_registered() -> None:
    declaring = [
        path.stem for path in FOLDER.glob("*.py") if "\nCOMMAND = " in path.read_text("utf-8")
    ]
    assert sorted(declaring) == sorted(module_of(command) for command in COMMANDS)


def module_of(command: Command[Any]) -> str:
    """The name of its file: the command's, and of what it imports where Python has that word."""
    return {"import": "import_wordpress"}.get(command.name, command.name)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_a_command_lies_in_the_file_of_its_name_and_has_its_own_arguments(
    command: Command[Any],
) -> None:
    module = f"sitegen.commands.{module_of(command)}"
    for each in (command.arguments, command.add_arguments, command.run):
        assert each.__module__ == module


def test_only_serve_loads_the_preview_and_its_watcher() -> None:
    program = (
        "import sys; from sitegen.commands import main;"
        "print([name for name in sys.modules if name.startswith(('sitegen.preview', 'watchdog'))])"
    )
    found = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert found.stdout == "[]\n"


def test_a_missing_folder_is_reported_once(run: Run) -> None:
    found = run("check", "--fix", "--content", "finns-inte")
    assert (found.status, found.out) == (2, "")
    assert found.err == "Mappen finns-inte finns inte.\n"
