"""An address that lacks something is completed, and one that is whole is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.core.addresses import complete_address


@pytest.mark.parametrize(
    "target",
    [
        *("https://www.ystad.se", "HTTPS://ystad.se", "http://localhost:8000/", "//ystad.se"),
        *("mailto:red@example.org", "tel:070", "javascript:alert(1)", "ftp://a.se", "C:\\a.pdf"),
        *("plan.pdf", "www.plan.pdf", "2017-01-12-ystad.md", "mapp/plan.xlsx", "../om.md"),
        *("/kommun/ystad/", "#planen", "", "ord", "hej@", "https://", "www.a"),
    ],
)
def test_what_is_whole_or_local_or_unclear_is_left_alone(target: str) -> None:
    assert complete_address(target) is None


@pytest.mark.parametrize(
    ("target", "whole"),
    [
        ("WWW.Ystad.SE", "https://www.Ystad.SE"),
        ("wwww.ystad.se.", "https://www.ystad.se"),
        ("hhtp://ystad.se", "http://ystad.se"),
        ("htt://ystad.se", "http://ystad.se"),
        ("https:ystad.se", "https://ystad.se"),
        ("https;//ystad.se", "https://ystad.se"),
        ("http:/localhost:8000/x", "http://localhost:8000/x"),
        ("epost:red@example.org", "mailto:red@example.org"),
        ("ystad.se/plan.pdf", "https://ystad.se/plan.pdf"),
        ("örebro.se", "https://örebro.se"),
    ],
)
def test_what_is_missing_is_put_in(target: str, whole: str) -> None:
    assert complete_address(target) == whole


@given(st.text("htps:/\\.w@ a-sn#;,se", max_size=30))
def test_what_has_been_completed_is_whole(target: str) -> None:
    whole = complete_address(target)
    if whole is not None:
        assert whole.startswith(("http://", "https://", "mailto:"))
        assert complete_address(whole) is None
