"""Addresses in a text: the parameters by which readers are followed, and addresses without them.

It changes one address at a time, and decides nothing about the text that it stands in.
"""

from __future__ import annotations

import re

_EVERYWHERE = (
    r"utm_[a-z_]+|mtm_[a-z]+|pk_[a-z]+|piwik_[a-z]+|at_(?:medium|campaign|custom\d)|gad_source"
    r"|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|srsltid|msclkid|yclid|ttclid|twclid|igsh(?:id)?"
    r"|mc_[ce]id|li_fat_id|epik|sc_cid|rb_clickid|_hsenc|_hsmi|__hs[a-z]{2}|hsctatracking|mkt_tok"
    r"|vero_(?:id|conv)|_openstat|oly_(?:enc|anon)_id|wickedid|ref_src|ref_url|_gl|_ga|s_cid|cmpid"
    r"|wt\.mc_id"
)
_SHARED = r"si|feature|trk|rcm"
_SHARING = ("youtu.be/", "youtube.com/", "spotify.com/", "linkedin.com/")
"""Where `_SHARED` says who has shared an address; elsewhere it may say anything."""

TRACKING = rf"{_EVERYWHERE}|{_SHARED}"
"""A regular expression for the names of the parameters that may be of this kind."""

_AND = r"(?:&amp;|&)"


def _runs_of(names: str) -> re.Pattern[str]:
    value = r"(?:=(?:(?!&)[^\s<>\"'|()\[\]\\#])*|(?=[&#]|\Z))"
    one = rf"(?:{names}){value}"
    return re.compile(
        rf"(?P<sign>[?#]|{_AND})(?P<run>{one}(?:{_AND}{one})*)(?P<more>{_AND})?", re.IGNORECASE
    )


_RUNS, _RUNS_SHARED = _runs_of(_EVERYWHERE), _runs_of(TRACKING)
_NAME = re.compile(r"(?:\A|&(?:amp;)?)([^=&]+)")


def _pattern_for(address: str) -> re.Pattern[str]:
    return _RUNS_SHARED if any(host in address.lower() for host in _SHARING) else _RUNS


def tracking_in(address: str) -> tuple[str, ...]:
    """The names of the parameters in an address by which readers are followed, each once."""
    runs = (run["run"] for run in _pattern_for(address).finditer(address))
    return tuple(dict.fromkeys(name for run in runs for name in _NAME.findall(run)))


def without_tracking(address: str) -> str:
    """The address without the parameters by which readers are followed; all others are kept."""
    return _pattern_for(address).sub(_without, address)


def _without(run: re.Match[str]) -> str:
    """What remains of a run of parameters: the sign before it, if others follow."""
    return run["sign"] if run["more"] else ""
