"""The digest of an imported text is remembered, and can be mistaken for nothing else."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from sitegen.inputs.imports import sign

TEXT = "---\ntitle: T\nimported:\n  digest: x\n---\n\n"


@given(st.text(max_size=40), st.from_regex(r"[0-9a-f]{12}", fullmatch=True))
def test_no_digest_looks_like_a_personal_number(body: str, source: str) -> None:
    signed = sign(f"{TEXT}{body}", source)
    assert re.search(r"^  digest: [a-p]{12}-[a-p]{12}$", signed, re.MULTILINE)
