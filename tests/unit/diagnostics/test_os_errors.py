"""Troubles of the machine, told in Swedish."""

from __future__ import annotations

import errno
import os

import pytest

from sitegen.diagnostics.os_errors import REASONS, describe_os_error


@pytest.mark.parametrize("number", REASONS, ids=errno.errorcode.get)
def test_every_known_error_is_described_in_swedish(number: int) -> None:
    told = describe_os_error(OSError(number, os.strerror(number), "site/index.html"))
    assert os.strerror(number) not in told
    assert told.endswith(" (site/index.html).")
    assert told.startswith("Datorn kunde inte: ")


def test_a_file_is_named_if_it_is_known() -> None:
    told = "Datorn kunde inte: disken är full. Gör plats och försök igen."
    assert describe_os_error(OSError(errno.ENOSPC, "x")) == told


def test_other_troubles_keep_their_own_words() -> None:
    assert describe_os_error(OSError("En av byggets processer dog i förtid.")) == (
        "Datorn kunde inte: En av byggets processer dog i förtid."
    )
    told = "Datorn kunde inte: Too many links (a)."
    assert describe_os_error(OSError(errno.EMLINK, "Too many links", "a")) == told
