"""Make claims that a true sentence refutes, by changing one thing in it: a number, a negation, a direction.

Source: the perturbations of counterfactual entailment sets such as arXiv 1909.12434; the word lists are ours.
"""

import random
import re
from collections.abc import Sequence

from tutor_app.core.opposites import OPPOSITES_EN, OPPOSITES_ZH

_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w])")
_AUXILIARY = re.compile(
    r"\b(is|are|was|were|can|could|will|would|does|do|did|has|have|should|must|may)\b(?! not|n't)"
)
_NOT = re.compile(
    r"\b(is|are|was|were|can|could|will|would|does|do|did|has|have|should|must) not\b|\bcannot\b"
)
_NEGATED_ZH = ("不是", "没有", "不能", "无法", "不会", "并不", "不需要")
_AFFIRMED_ZH = (
    (re.compile(r"(?<![但还于凡若总只可就也都而即不])是(?!否|不|非)"), "不是"),
    (re.compile(r"(?<![社机协学商工议宴舞体大国委班])会(?![议员计长社晤谈场]|不)"), "不会"),
    (re.compile(r"(?<![功性可智技才机势动热核职潜官不])能(?![力量源耗级够人])"), "不能"),
    (re.compile(r"(?<![不])(?:需要|必须)"), "不需要"),
    (re.compile(r"(?<![不])(?:可以|能够)"), "不能"),
    (re.compile(r"(?<![大天即促驱公假])使(?![用者命馆徒节])"), "不会使"),
    (re.compile(r"(?<![没])有(?![时关限效的些趣名])"), "没有"),
)  # whole words alone: the same character stands in other words, too
_CAUSE = re.compile(r"^(?P<effect>.{15,}?),? because (?P<cause>.{15,}?)\.$", re.IGNORECASE)
_SIDES = re.compile(
    r"^(?P<a>(?:The |An? )?[\w' -]{3,40}?) (?P<verb>is|are) (?P<how>\w+er|more \w+|less \w+)"
    r" than (?P<b>[\w' -]{3,40})\.$"
)


def contradict(sentence: str, rng: random.Random, others: Sequence[str] = ()) -> str | None:
    """Return the sentence with one thing turned round; None where no rule fits.

    `others`: names of the same material, one of which may take the place of the sentence's own.
    """
    ways = [_number, _opposite, _negation, _sides, _cause]
    rng.shuffle(ways)
    for way in ways:
        if changed := way(sentence, rng):
            return changed
    return _subject(sentence, rng, others)


def _number(sentence: str, rng: random.Random) -> str | None:
    found = list(_NUMBER.finditer(sentence))
    if not found:
        return None
    match = rng.choice(found)
    value = float(match.group())
    new = rng.choice([value * 2, value * 10, value / 2, value + rng.randint(1, 9)])
    text = f"{new:.0f}" if match.group().isdigit() or new >= 100 else f"{new:.2f}".rstrip("0").rstrip(".")
    return None if text == match.group() else sentence[: match.start()] + text + sentence[match.end() :]


def _opposite(sentence: str, rng: random.Random) -> str | None:
    is_chinese = bool(re.search(r"[一-鿿]", sentence))
    pairs = [*(OPPOSITES_ZH if is_chinese else OPPOSITES_EN)]
    rng.shuffle(pairs)
    for one, other in pairs:
        for word, instead in ((one, other), (other, one)):
            pattern = re.escape(word) if is_chinese else rf"\b{re.escape(word)}\b"
            found = list(re.finditer(pattern, sentence))
            if len(found) == 1:
                return f"{sentence[: found[0].start()]}{instead}{sentence[found[0].end() :]}"
    return None


def _negation(sentence: str, rng: random.Random) -> str | None:
    if re.search(r"[一-鿿]", sentence):
        return _negation_zh(sentence, rng)
    if match := _NOT.search(sentence):
        return sentence[: match.start()] + (match.group(1) or "can") + sentence[match.end() :]
    if match := _AUXILIARY.search(sentence):
        return f"{sentence[: match.end()]} not{sentence[match.end() :]}"
    return None


def _negation_zh(sentence: str, rng: random.Random) -> str | None:
    for word in _NEGATED_ZH:
        if sentence.count(word) == 1:
            return sentence.replace(
                word, {"不是": "是", "没有": "有", "不能": "能", "无法": "能够", "不会": "会"}.get(word, "")
            )
    for pattern, instead in rng.sample(_AFFIRMED_ZH, len(_AFFIRMED_ZH)):
        found = list(pattern.finditer(sentence))
        if len(found) == 1 and found[0].start() > 0:
            return sentence[: found[0].start()] + instead + sentence[found[0].end() :]
    return None


def _sides(sentence: str, _rng: random.Random) -> str | None:
    if match := _SIDES.match(sentence):
        a, b = match["a"], match["b"]
        return f"{b[0].upper()}{b[1:]} {match['verb']} {match['how']} than {a[0].lower()}{a[1:]}."
    return None


def _cause(sentence: str, _rng: random.Random) -> str | None:
    if match := _CAUSE.match(sentence):
        cause, effect = match["cause"], match["effect"]
        return f"{cause[0].upper()}{cause[1:]} because {effect[0].lower()}{effect[1:]}."
    return None


def _subject(sentence: str, rng: random.Random, others: Sequence[str]) -> str | None:
    own = [name for name in others if name in sentence]
    fresh = [name for name in others if name not in sentence]
    if not own or not fresh:
        return None
    return sentence.replace(rng.choice(own), rng.choice(fresh), 1)
