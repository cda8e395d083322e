"""How numbers are said in English."""

import re

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred"))
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
_YEARS = range(1100, 2000)  # said in pairs: nineteen eighty-four
_MOST_DIGITS = 15


def number_in_words(written: str) -> str:
    """A number as it is written: "1,024", "9.81", "3rd", "1687"."""
    digits = written.replace(",", "")
    if ordinal := re.fullmatch(r"(\d+)(?:st|nd|rd|th)", digits):
        return _ordinal(cardinal(int(ordinal[1])))
    whole, _, decimals = digits.partition(".")
    if len(whole) > _MOST_DIGITS or (len(whole) > 1 and whole[0] == "0"):
        words = _one_by_one(whole)
    elif "," not in written and not decimals and int(whole or 0) in _YEARS:
        words = _in_pairs(int(whole))
    else:
        words = cardinal(int(whole or 0))
    return f"{words} point {_one_by_one(decimals)}" if decimals else words


def cardinal(number: int) -> str:
    """For example "one hundred five"."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f" {_ONES[ones]}" if ones else "")
    for size, name in _SCALES:
        if number >= size:
            count, rest = divmod(number, size)
            return f"{cardinal(count)} {name}" + (f" {cardinal(rest)}" if rest else "")
    raise ValueError(number)


def _in_pairs(year: int) -> str:
    century, rest = divmod(year, 100)
    if rest == 0:
        return f"{cardinal(century)} hundred"
    return f"{cardinal(century)} {'oh ' if rest < 10 else ''}{cardinal(rest)}"


def _one_by_one(digits: str) -> str:
    return " ".join(_ONES[int(digit)] for digit in digits)


def _ordinal(words: str) -> str:
    *before, last = words.split()
    ordinal = last[:-1] + "ieth" if last.endswith("y") else _ORDINALS.get(last, last + "th")
    return " ".join([*before, ordinal])
