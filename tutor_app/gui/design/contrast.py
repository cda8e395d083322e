"""How well one colour is read on another."""


def contrast(one: str, other: str) -> float:
    """1 (the same) to 21 (black and white), of two colours as #rrggbb.

    Source: www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
