"""How much two colours differ to the eye, as WCAG 2.2 reckons it."""

from __future__ import annotations

import re


def contrast(one: str, other: str) -> float:
    """The contrast ratio, 1 to 21, of two opaque colours as a browser computes them."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance, 0 to 1, of `rgb(250, 246, 238)`."""
    channels = re.fullmatch(r"rgb\((\d+), (\d+), (\d+)\)", colour)
    assert channels, colour
    red, green, blue = (_linear(int(channel) / 255) for channel in channels.groups())
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
