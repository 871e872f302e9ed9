"""Open data: the tables that others load, what each column means, and how a file holds the rows.

Names and columns are fixed, because others rely on them: columns may be added, none renamed. What
is in the rows, kinds/data.py decides.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any, Literal

import msgspec

from sitegen.core.record import Record

Cells = tuple[str, ...]

Type = Literal["text", "dag", "heltal", "tal", "ja/nej", "lista", "namn"]
"""What is in the cells of a column: `lista` is codes, slugs or addresses with a space between,
`namn` names with “; ” between."""

JSON_TYPES: dict[str, dict[str, Any]] = {
    "text": {"type": ["string", "null"]},
    "dag": {"type": ["string", "null"], "format": "date"},
    "heltal": {"type": ["integer", "null"]},
    "tal": {"type": ["number", "null"]},
    "ja/nej": {"type": "boolean"},
    "lista": {"type": "array", "items": {"type": "string"}},
    "namn": {"type": "array", "items": {"type": "string"}},
}
"""The JSON Schema of the values of a column."""


class DataColumn(Record, frozen=True):
    """A column: its fixed name, what it is in Swedish, and the type of its cells."""

    name: str
    help: str
    type: Type = "text"


class DataTable(Record, frozen=True, kw_only=True):
    """A table: its fixed name, which is also its file's, and its columns. `key` are the columns
    that tell its rows apart, and `parents` the tables that some columns refer to."""

    name: str
    title: str
    help: str
    columns: tuple[DataColumn, ...]
    key: tuple[str, ...] = ()
    parents: tuple[tuple[str, tuple[str, ...]], ...] = ()


_CODE = DataColumn("kommunkod", "Kommunens kod hos SCB, med inledande nolla.")
_NAME = DataColumn("kommun", "Kommunens namn.")
_PLAN = DataColumn("plan_id", "Planens namn i adressen till dess sida.")
_POINT = DataColumn("punkt_id", "Punktens namn inom planen.")
_SOURCE = DataColumn("kalla", "Källans adress, eller utgivare och rubrik om den saknar adress.")

VISITS = DataTable(
    name="besok",
    title="Besök",
    help="Varje besök i varje kommun, och de som är planerade. Ett gemensamt besök har en rad för "
    "varje kommun, men räknas en gång när vi summerar.",
    columns=(
        DataColumn("besok_id", "Besökets namn: den lägsta kommunkoden och första dagen."),
        _CODE,
        _NAME,
        DataColumn("lanskod", "Länets kod hos SCB."),
        DataColumn("fran", "Första dagen som besöket kan ha börjat.", "dag"),
        DataColumn("till", "Sista dagen som besöket kan ha slutat.", "dag"),
        DataColumn("nummer", "Vilket besök i kommunen det är. Tom för planerade.", "heltal"),
        DataColumn("planerat", "ja om besöket inte är gjort än.", "ja/nej"),
        DataColumn("antaget", "ja om vi har tagit dagen då inlägget publicerades.", "ja/nej"),
        DataColumn("inlagg", "Adresserna till våra inlägg om besöket.", "lista"),
        _SOURCE,
    ),
)
PLANS = DataTable(
    name="planer",
    title="Planer för handling",
    help="Varje plan för handling.",
    columns=(
        _PLAN,
        _CODE,
        _NAME,
        DataColumn("overenskommen_fran", "Första dagen då den kan ha blivit klar.", "dag"),
        DataColumn("overenskommen_till", "Sista dagen då den kan ha blivit klar.", "dag"),
        DataColumn("vantad_fran", "Första dagen av tiden då den väntades.", "dag"),
        DataColumn("vantad_till", "Sista dagen av tiden då den väntades.", "dag"),
        DataColumn("punkter", "Antalet punkter, också okända. Tom om vi inte vet.", "heltal"),
        _SOURCE,
    ),
    key=("plan_id",),
)
POINTS = DataTable(
    name="punkter",
    title="Punkter",
    help="Varje punkt i planerna, med läget.",
    columns=(
        _PLAN,
        DataColumn("ordning", "Vilken punkt i planen det är.", "heltal"),
        _POINT,
        _CODE,
        DataColumn("omrade", "Området i planen."),
        DataColumn("text", "Vad kommunen ska göra."),
        DataColumn("teman", "Temanas namn i adresserna till deras sidor.", "lista"),
        DataColumn("ansvariga", "De som ansvarar.", "namn"),
        DataColumn("senast_fran", "Första dagen av tiden då det senast skulle vara klart.", "dag"),
        DataColumn("senast_till", "Sista dagen av tiden då det senast skulle vara klart.", "dag"),
        DataColumn("status", "Läget, från inget besked till klart. Eller struket, eller ändrat."),
        DataColumn("status_fran", "Första dagen av tiden då det var så.", "dag"),
        DataColumn("status_till", "Sista dagen av tiden då det var så.", "dag"),
        DataColumn("forsenad", "ja, nej, eller okänt om tiden är ute utan nytt besked."),
    ),
    key=("plan_id", "punkt_id"),
    parents=(("planer", ("plan_id",)),),
)
STATUSES = DataTable(
    name="besked",
    title="Besked",
    help="Varje besked om en punkt: när, vad och varifrån.",
    columns=(
        _PLAN,
        _POINT,
        DataColumn("fran", "Första dagen av tiden då det var så.", "dag"),
        DataColumn("till", "Sista dagen av tiden då det var så.", "dag"),
        DataColumn("status", "Läget."),
        DataColumn("anteckning", "Vad som berättades, kort."),
        _SOURCE,
    ),
    parents=(("punkter", ("plan_id", "punkt_id")),),
)
POSTS = DataTable(
    name="inlagg",
    title="Inlägg",
    help="Varje inlägg på bloggen.",
    columns=(
        DataColumn("adress", "Inläggets adress."),
        DataColumn("rubrik", "Inläggets rubrik."),
        DataColumn("publicerat", "Dagen då det publicerades.", "dag"),
        DataColumn("kommunkoder", "Koderna för kommunerna som det handlar om.", "lista"),
        DataColumn("teman", "Temanas namn i adresserna till deras sidor.", "lista"),
        DataColumn("forfattare", "Den som har skrivit."),
        DataColumn("gast", "ja om en gäst har skrivit.", "ja/nej"),
    ),
    key=("adress",),
)
FIGURES = DataTable(
    name="siffror",
    title="Siffror",
    help="Varje siffra som nämns i ett inlägg: vad den mäter, var och när.",
    columns=(
        DataColumn("matt", "Måttets namn i adressen till dess sida."),
        DataColumn("kommunkod", "Kommunens kod hos SCB. Tom om siffran gäller något annat."),
        DataColumn("period_fran", "Första dagen av tiden som siffran gäller.", "dag"),
        DataColumn("period_till", "Sista dagen av tiden som siffran gäller.", "dag"),
        DataColumn("varde", "Siffran, med decimalpunkt.", "tal"),
        DataColumn("ungefar", "ja om siffran är ungefärlig.", "ja/nej"),
        DataColumn("enhet", "Vad som räknas."),
        DataColumn("anteckning", "Vad man bör veta om siffran."),
        DataColumn("inlagg", "Adressen till inlägget som nämner den."),
    ),
)

TABLES = (VISITS, PLANS, POINTS, STATUSES, POSTS, FIGURES)


class TableView(Record, frozen=True):
    """The rows of a table in order, its header first."""

    rows: tuple[Cells, ...]


def table_of(table: DataTable, rows: Iterable[Cells]) -> TableView:
    """The rows of a table in order: by their first columns, numbers by their size."""
    header = tuple(column.name for column in table.columns)
    return TableView((header, *sorted(rows, key=_in_order)))


def _in_order(row: Cells) -> tuple[tuple[float, str], ...]:
    return tuple([(float(cell) if _is_number(cell) else 0, cell) for cell in row])


def _is_number(cell: str) -> bool:
    return cell[:1].isdecimal() and cell.replace(".", "", 1).isdecimal()


def encode_csv(view: TableView) -> bytes:
    """The table as CSV (RFC 4180) in UTF-8."""
    text = io.StringIO()
    csv.writer(text).writerows(view.rows)
    return text.getvalue().encode()


class AllTables(Record, frozen=True):
    """All tables by their names."""

    tables: tuple[tuple[str, TableView], ...]


def encode_tables(view: AllTables) -> bytes:
    """All tables as one JSON object: lists of rows, each an object with the columns' names."""
    named = {table.name: table for table in TABLES}
    lists = (_list(named[name], table.rows[1:]) for name, table in view.tables)
    return b"{\n" + b",\n".join(lists) + b"\n}\n"


def _list(table: DataTable, rows: Iterable[Cells]) -> bytes:
    lines = b",\n".join(msgspec.json.encode(_object(table, row)) for row in rows)
    return msgspec.json.encode(table.name) + b": [\n" + lines + b"\n]"


def _object(table: DataTable, row: Cells) -> dict[str, Any]:
    pairs = zip(table.columns, row, strict=True)
    return {column.name: _value(column.type, cell) for column, cell in pairs}


def _value(type: Type, cell: str) -> Any:
    """A cell as JSON has it; null where nothing is known."""
    if type == "ja/nej":
        return cell == "ja"
    if type == "lista":
        return cell.split()
    if type == "namn":
        return cell.split("; ") if cell else []
    if type in ("heltal", "tal") and cell:
        return float(cell) if "." in cell else int(cell)
    return cell or None
