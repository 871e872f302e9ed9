import pytest

from sitegen.checks.wording import notes
from tests.checks.examples import Found, assert_found, check_words


@pytest.mark.parametrize(
    "body",
    [
        "Lean[^lean] och[^2].\n\n[^lean]: Ett sätt.\n[^2]: Ett annat.\n",
        "Lean[^a].\n\n[^a]:\n    Texten.\n",
        "Två gånger[^a], se[^a].\n\n[^a]: Ett sätt.\n\n    Mer.\n",
        "`[^a]` och \\[^b]\n",
        "[^a]: Se[^b].\n\n[^b]: Text.\n\nOrd[^a].\n",
        "<!-- [^a] -->\n",
        "Text (^1) och [1].\n",
    ],
)
def test_notes_that_belong_together_pass(body: str) -> None:
    assert_found(check_words(notes.find, body))


@pytest.mark.parametrize(
    ("body", "line", "column", "code", "hint"),
    [
        ("Se[^b].\n", 7, 3, "note-missing", "[^b]: Notens text"),
        ("Se[^B].\n\n[^B ]: a\n", 7, 3, "note-missing", "[^B]:"),
        ("Se[^a].\n\n[^a]: maj\n\n[^a]: juni\n", 11, 1, "note-repeated", "annat namn"),
        ("Se[^a].\n\n[^a]:\n\nMer.\n\n# Rubrik\n", 9, 1, "note-empty", "samma rad"),
        ("Text.\n\n[^a]: Aldrig nämnd.\n", 9, 1, "note-unused", "efter ordet"),
    ],
)
def test_a_note_that_goes_astray_is_reported(
    body: str, line: int, column: int, code: str, hint: str
) -> None:
    found = [each for each in check_words(notes.find, body) if each.code == code]
    assert_found(found, Found(line, column, code, hint))
