"""Writes assets/sverige.svg, Sweden without borders, from the program's map; no build needs it.

    python scripts/make_land.py

Pages draw their thread and marks on it. Its colour shines through, so that one drawing does for
light and for dark paper.
"""

from __future__ import annotations

from pathlib import Path

from sitegen.sweden import geometry

LAND = "#b98f5c"
"""A sand that at a quarter of its strength is a land on both papers."""


def main() -> None:
    """Write the drawing."""
    size = f'width="{geometry.width()}" height="{geometry.height()}"'
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="{geometry.view_box()}">'
        f'<path fill="{LAND}" fill-opacity=".26" d="{geometry.silhouette_path()}"/></svg>\n'
    )
    (Path(__file__).parent.parent / "assets" / "sverige.svg").write_text(drawing, encoding="utf-8")


if __name__ == "__main__":
    main()
