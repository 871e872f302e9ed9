"""The base class of the values that pass from stage to stage.

They are immutable; this module knows none of them.
"""

from __future__ import annotations

import msgspec


class Record(msgspec.Struct, frozen=True, array_like=True):
    """A frozen value. Caches and fingerprints encode its fields in order, without their names."""
