"""The base of the values that pass from stage to stage.

They never change after they are made, and nothing here knows any of them.
"""

from __future__ import annotations

import msgspec


class Record(msgspec.Struct, frozen=True, array_like=True):
    """A frozen value. Memo and fingerprint hold its fields in order, without their names."""
