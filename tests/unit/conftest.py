"""What the unit tests share."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest


@pytest.fixture(params=["America/Los_Angeles", "Asia/Tokyo"])
def anywhere(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine that is set to the time of another part of the world."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()
