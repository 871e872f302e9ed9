"""Notes: each problem with the control it belongs to, or the line of the text beside.

What is wrong, and with which field, the problem itself says; nothing is read out of its words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

from sitegen.authoring.field_set import Fields
from sitegen.authoring.fixes import Replacement
from sitegen.authoring.source_map import SourceMap
from sitegen.authoring.yaml_values import ROWS
from sitegen.core.problem import FIXABLE, Problem
from sitegen.front_matter.declarations import Field
from sitegen.model.site import Site
from sitegen.preview.editor import views

_ASK = "Rätta raden, eller ta tillbaka en äldre version under Historik."
_LISTS = {
    "themes": "teman",
    "authors": "skribenter",
    "measures": "mått",
    "organisations": "organisationer",
    "abbreviations": "förkortningar",
    "visits": "planerade besök",
    "site": "inställningar",
}
"""What the form calls the lists that all texts share."""


class FieldProblem(msgspec.Struct, frozen=True):
    """What the page shows of a problem.

    `field` is the name of a control, `line` and `column` count from 1 in the text that is edited;
    a note with neither concerns the file, whose line is then `at`, if it has one. `meant` are the
    values that may be put in the place of what is `written` in the control.
    """

    field: str
    line: int
    column: int
    at: int
    severity: str
    code: str
    message: str
    hint: str
    fix: OfferedFix | None = None
    written: str = ""
    meant: tuple[str, ...] = ()


class OfferedFix(msgspec.Struct, frozen=True):
    """A fix that is made by a press: the characters to replace at the place of the note, and by
    what; `shown` has the words before and after."""

    old: str
    new: str
    shown: str


def make_note(
    problem: Problem,
    path: str,
    source: SourceMap,
    fields: Mapping[str, Field],
    replacements: Mapping[tuple[int, int, str], Replacement] = {},
) -> FieldProblem:
    """The note for a problem of the file at `path`, or of one that it uses. `replacements` are the
    fixes that its text offers, by line, column and code."""
    is_own = problem.root == "content" and problem.path == path
    line = problem.line - source.above if is_own and problem.line > source.above else 0
    field = _find_control(problem.field, fields) if is_own and not line else ""
    place = (problem.line, problem.column, problem.code)
    return FieldProblem(
        field=field,
        line=line,
        column=problem.column if line else 0,
        at=0 if field or line else problem.line,
        severity=problem.severity,
        code=problem.code,
        message=problem.message if is_own else f"{problem.path}: {problem.message}",
        hint=problem.hint.removesuffix(FIXABLE).rstrip(),
        fix=_offer(replacements.get(place)) if line else None,
        written=problem.written if field else "",
        meant=problem.meant if field else (),
    )


def _offer(found: Replacement | None) -> OfferedFix | None:
    if found is None:
        return None
    after = f"”{found.fix.new}”" if found.fix.new else "ingenting"
    return OfferedFix(found.old, found.new, f"”{found.fix.old}” blir {after}.")


def adapt_to_form(
    notes: Sequence[FieldProblem], fields: Fields, site: Site
) -> tuple[FieldProblem, ...]:
    """The notes as they concern a form: what is missing is a control to fill in, and no line; and
    in the form's words.

    Left out are those of words that are missing since what they are made of is.
    """
    named = {note.field for note in notes}
    adapted = []
    for note in notes:
        declared = fields.find(note.field) if note.code == "field-missing" else None
        if declared is None:
            message, hint = (word_for_form(text, site) for text in (note.message, note.hint))
            adapted.append(msgspec.structs.replace(note, message=message, hint=hint))
            continue
        field, label = declared.field, declared.label
        if label.made_of and f"{note.field.rpartition('.')[0]}.{label.made_of}" in named:
            continue
        hint = word_for_form(label.help or field.help, site)
        adapted.append(msgspec.structs.replace(note, message=f"{label.name} saknas.", hint=hint))
    return tuple(adapted)


def word_for_form(text: str, site: Site) -> str:
    """A message or hint in the words of the form: without commands, YAML and names of files."""
    text = _PATH.sub(lambda found: views.heading_at(site, found[0]) or found[1], text)
    for pattern, words in _WORDS:
        text = pattern.sub(words, text)
    return " ".join(text.split())


_PATH = re.compile(r"(?:[\w.-]+/)+(?:\d{4}-\d\d-\d\d-)?([\w.-]+?)(?:/index)?\.(?:md|yml)\b")

_WORDS = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (FIXABLE, ""),
        (r"Flytta det som står på rad 1 .*", _ASK),
        (r"; filen är trasig", "; den är trasig"),
        (r"Filen är ingen bild", "Det är ingen bild"),
        (
            r"Döp om filen till \S+, också där den visas",
            "Spara den i rätt format, och lägg in den på nytt",
        ),
        (r"Döp om filen|Byt namn på filen", "Byt namn på texten"),
        (r", i samma mapp som inlägget", ""),
        (r"har ingen fil som", "har inget som"),
        (
            r"Lägg filen i bloggens mapp eller",
            "Är det en bild lägger du in den med knappen Bild. Annars kan du",
        ),
        (r"fältet replaces", "det som den ersätter"),
        (r"Skriv (?:inläggets filnamn|filnamnet på ett inlägg)", "Välj ett inlägg"),
        (r"Filnamnet på ett av", "Ett av"),
        (r"i det här fältet", "i den här rutan"),
        (r"Lägg till raden kommun: i siffran", "Fyll i kommunen för siffran"),
        (r"Ta bort raden closed", "Ta bort slutdagen"),
        (r"i den gemensamma filen abbreviations\.yml", "i bloggens gemensamma lista"),
        (r"lägg den i en fil som inlägget länkar till", "länka till den på en annan sida"),
        (r"teman ur themes\.yml", "teman"),
        (r"om filnamnet inte duger", "om det som blir av sig självt inte duger"),
        (r"i någon av mapparna för texter", "bland bloggens texter"),
        (r"slutar inte på \.(?:md|yml)", "är inte som bloggens texter brukar ha"),
        (r"ur mappen|ut ur mappen", "ut ur bloggen"),
        (r"Lägg till två rader sist i authors\.yml:.*", "Lägg till personen bland skribenterna."),
        (r"Lägg till måttet i measures\.yml:.*", "Lägg till måttet bland bloggens mått."),
        (
            r"Lägg till raden (\w+: )?aliases: (\S+) i faktablocket, så.*",
            r"Lägg till \2 under Äldre adresser, så leder den hit.",
        ),
        (r"Lägg till raden closed", "Skriv en slutdag"),
        (r"(?:Lägg till|Skriv något efter kolonet på) raden [\w.]+: … – ", ""),
        (
            r"[^.!?]*(?:[.!?] Är det påhittat[^.]*\.)?[^.]* under allowed i site\.yml\.",
            " Måste det stå här kan den som sköter webbplatsen tillåta det.",
        ),
        (
            r"Lägg (?:bildfilen|filen) i samma mapp som inlägget( och skriv bara[^.]*)?\.",
            "Lägg in den med knappen Bild, eller dra hit den.",
        ),
        (
            r"(?:Spara bilden som en fil bredvid texten)[^!]*!\[[^)]*\)\.?",
            "Lägg in bilden med knappen Bild, eller dra hit den.",
        ),
        (
            r"Den är namnet på en fil, eller börjar med",
            "Välj en text med knappen Länk, eller skriv en adress som börjar med",
        ),
        (r"Skriv planens namn, det som filen i plans heter utan \.yml", "Skriv planens namn"),
        (
            r"[Bb]yt filnamn,? (?:eller )?lägg till fältet slug(?: med ett eget namn)?",
            "Skriv ett eget namn under Adress och annat",
        ),
        (r"lägg till fältet slug", "skriv ett namn under Adress och annat"),
        (r"Fältet ([\w.]+) finns inte\.", r"Bloggen känner inte till uppgiften ”\1”."),
        (r"Fälten som finns är [^.]*\.", "Be den som sköter webbplatsen att ta bort den."),
        (r"Fältet ([\w.]+) (saknas|är tom)t?", r"Uppgiften ”\1” \2"),
        (r"(?:Skriv|skriv) i fältet \w+ ", "Skriv "),
        (r"ta bort fältet(?: \w+)?", "töm rutan"),
        (r"(?:i|under) fältet \w+", "på sin plats"),
        (r"[^.]*\bfält, kolon, mellanslag, värde[^.]*\.", _ASK),
        (r"Börja filen med en rad ---.*", _ASK),
        (r"[^.]*(?:---|indrag|citattecken runt)[^.]*\.?", _ASK),
        (
            r"Faktablocket överst i filen tar aldrig slut|Filen börjar inte med ett faktablock",
            "Uppgifterna överst går inte att läsa",
        ),
        (r"under faktablocket", "än"),
        (r"[Ff]aktablocket", "Uppgifterna"),
        (r"är ett filnamn", "är bara namnet på bilden"),
        (r"[Bb]ildfilen", "Bilden"),
        (r"Bildens (?:fil|filnamn)\b", "Bilden"),
        (r"(?i)filen (?=”[^”]*\.(?!md\b|yml\b)\w+”)", "Bilagan "),
        (r"i (themes|authors|measures|organisations|abbreviations|visits)\.yml", r"bland \1.yml"),
        *((rf"\b{name}\.yml", f"bloggens {what}") for name, what in _LISTS.items()),
        (r"i filen|ur filen", "i texten"),
        (
            r"[Ss]para (?:om )?den på nytt[^.]*\(finns under Spara som[^)]*\)",
            "Be den som sköter webbplatsen om hjälp",
        ),
        (r"\b(\w[\w-]*)\.(?:md|yml)\b", r"\1"),
        (r"(?<=namnet på )en fil|(?<=inte bli )en fil", "en sida"),
        (r"\bFilens\b", "Textens"),
        (r"\bfilens\b", "textens"),
        (r"\bFil(en|er|erna)\b", r"Text\1"),
        (r"\bfil(en|er|erna)\b", r"text\1"),
        (r"\bfil\b", "text"),
        (r"\bFilnamn(?:et|en)?\b", "Namnet"),
        (r"\bfilnamn(?:et|en)?\b", "namn"),
        (r"\b[Mm]app(?:en|ar|arna)?\b", "bloggen"),
        (r"\bfältets\b", "uppgiftens"),
        (r"\bfältet\b", "rutan"),
        (r"\bFältet\b", "Rutan"),
        (r"\bfält(?:en)?\b", "uppgifter"),
        (r"\bkolonet\b", "det"),
        (r"\.(?:md|yml)\b", ""),
        (r"YAML", "texten"),
    )
)
"""What the command line says of files, and the form of controls; tested over all that is said."""


def _find_control(field: str, fields: Mapping[str, Field]) -> str:
    """The control of a field; in a list of records, a field begins with the record's number."""
    if field and ROWS in fields:
        return f"{ROWS}.{field}"
    return field if field.partition(".")[0] in fields else ""
