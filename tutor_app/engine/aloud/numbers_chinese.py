"""How numbers are said in Chinese."""

_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_GROUPS = ("", "万", "亿", "万亿")
_MOST_DIGITS = 4 * len(_GROUPS)


def number_in_words(written: str) -> str:
    """A number as it is written: "1,024", "9.81", "007"."""
    whole, _, decimals = written.replace(",", "").partition(".")
    is_a_code = len(whole) > _MOST_DIGITS or (len(whole) > 1 and whole[0] == "0")
    words = one_by_one(whole) if is_a_code else cardinal(int(whole or 0))
    return f"{words}点{one_by_one(decimals)}" if decimals else words


def one_by_one(digits: str) -> str:
    """As years and codes are said: 2024 is 二零二四."""
    return "".join(_DIGITS[int(digit)] for digit in digits)


def cardinal(number: int) -> str:
    """For example 一百零五; ten is 十, not 一十."""
    groups = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    words = ""
    for place in reversed(range(len(groups))):
        group = groups[place]
        if not group:
            continue
        gap = "零" if words and group < 1000 else ""
        words += gap + _below_ten_thousand(group) + _GROUPS[place]
    return words.removeprefix("一") if words.startswith("一十") else words or _DIGITS[0]


def _below_ten_thousand(number: int) -> str:
    words, skipped = "", False
    for place in reversed(range(4)):
        digit = number // 10**place % 10
        if digit:
            words += ("零" if skipped and words else "") + _DIGITS[digit] + _PLACES[place]
        skipped = not digit
    return words
