"""The memo: what is found again, and what is not lost twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.core.digest import digest_of
from sitegen.inputs.bodies import Bodies, BodyLost

HTML = "<p>Text.</p>"
DIGEST = digest_of(HTML.encode())


def put(bodies: Bodies) -> None:
    bodies.put(DIGEST, HTML)
    bodies.flush()


def test_what_was_lost_once_is_not_lost_again_before_it_is_saved(tmp_path: Path) -> None:
    bodies = Bodies(tmp_path, "key")
    put(bodies)
    (tmp_path / "bodies.html").write_bytes(b"damaged")
    with pytest.raises(BodyLost):
        bodies.read(DIGEST)
    bodies.forget()
    put(bodies)
    (tmp_path / "bodies.html").write_bytes(b"damaged again")
    assert bodies.read(DIGEST) == HTML
    bodies.save({DIGEST})
    bodies.close()
    later = Bodies(tmp_path, "key")
    assert later.read(DIGEST) == HTML
    later.close()
