"""What can be seen of front matter that cannot be parsed: enough to know whether it is a draft."""

from __future__ import annotations

from datetime import datetime

import pytest

from sitegen.front_matter.single_lines import read_single_lines
from sitegen.model.post import PostMeta

BROKEN = "title: Ett: två\n"


@pytest.mark.parametrize(
    "text",
    [
        f"---\n{BROKEN}draft: true\n---\nText.\n",
        f"---\ndraft: true\n{BROKEN}---\n",
        f"---\n{BROKEN}draft: ja # tills vidare\n---\n",
        f'---\n{BROKEN}draft: "true"\n---\n',
        f"---\n{BROKEN}draft:true\n---\n",
        f"---\n{BROKEN}Draft : True\n---\n",
        "---\n\ttitle: Tabb\ndraft: true\n---\n",
        "---\ntitle: Aldrig slut\ndraft: true\n\nText.\n",
        "title: Ingen början\ndraft: true\n---\nText.\n",
        "\n\n---\ntitle: Rader ovanför\n\ndraft: true\n---\nText.\n",
        "--- \ntitle: Blanksteg efter\ndraft: true\n---\n",
    ],
)
def test_a_draft_is_seen_whatever_else_is_wrong(text: str) -> None:
    assert read_single_lines(PostMeta, text)["draft"] is True


@pytest.mark.parametrize(
    "text",
    [
        f"---\n{BROKEN}---\ndraft: true\n",
        f"---\n{BROKEN}\n---\n\nVi skrev draft: true överst.\n",
        "---\ntitle: Aldrig slut\n\ndraft: true\n",
        "Text.\n\ndraft: true\n",
        f"---\n{BROKEN}draft: true\ndraft: false\n---\n",
        f"---\n{BROKEN}draft: flase\n---\n",
        f"---\n{BROKEN}image:\n  draft: true\n---\n",
        f"---\n{BROKEN}# draft: true\n---\n",
        "---\n<<<<<<< HEAD\ndraft: true\n=======\n>>>>>>> andra\n---\n",
        "",
        "---",
    ],
)
def test_what_cannot_be_seen_for_certain_is_not(text: str) -> None:
    assert "draft" not in read_single_lines(PostMeta, text)


def test_the_day_is_seen_too() -> None:
    text = f"---\n{BROKEN}date: 2031-01-02 10:00\nkommun: [Habo\n---\n"
    found = read_single_lines(PostMeta, text)
    assert "kommun" not in found
    assert found["date"].at == datetime(2031, 1, 2, 10)
