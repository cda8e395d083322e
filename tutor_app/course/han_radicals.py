"""Chinese characters that fonts of PDF files name by their radicals: ⼩ for 小, ⻓ for 长.

Source: Unicode's EquivalentUnifiedIdeograph.txt; Kangxi radicals are equivalent by NFKC already.
"""

import unicodedata

_SUPPLEMENT = dict(
    zip(
        "⻁⺟⺠⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
        "虎母民西见角贝车長长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)


def mend_radical(char: str) -> str:
    """Return the character that a radical stands for; any other as it is."""
    if "\u2f00" <= char <= "\u2fdf":
        return unicodedata.normalize("NFKC", char)
    return _SUPPLEMENT.get(char, char)
