"""Troubles of the machine, told in Swedish."""

from __future__ import annotations

import errno
import os

import pytest

from sitegen.troubles import _TOLD, tell


@pytest.mark.parametrize("number", _TOLD, ids=errno.errorcode.get)
def test_every_trouble_we_know_is_told_in_swedish(number: int) -> None:
    told = tell(OSError(number, os.strerror(number), "site/index.html"))
    assert os.strerror(number) not in told
    assert told.endswith(" (site/index.html)")
    assert told[0].islower()


def test_a_file_is_named_if_it_is_known() -> None:
    assert tell(OSError(errno.ENOSPC, "x")) == "disken är full. Gör plats och bygg igen"


def test_other_troubles_keep_their_own_words() -> None:
    assert tell(OSError("En av byggets processer dog i förtid.")) == (
        "En av byggets processer dog i förtid"
    )
    assert tell(OSError(errno.ELOOP, "Too many levels", "a")) == "Too many levels (a)"
