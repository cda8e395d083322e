"""How usual a Chinese text is: of two that sound alike, the one in words that people use is likelier."""

import re
from collections.abc import Callable
from typing import TypeAlias

from tutor_app.core.language import Language
from tutor_app.engine.chinese_words import ChineseWords
from tutor_app.engine.lazy import Lazy
from tutor_app.engine.speech.script import simplified
from tutor_app.settings.home import Home

Usual: TypeAlias = Callable[[str, Language], float]  # nats that a text is likelier for its words

WEIGHT = 0.2  # of the words' log probability, beside what the sound says
A_CHARACTER = 5.3  # nats that one takes in ordinary text: so a longer text is not held for a rarer one
FEWEST = 20  # times that a word was counted; of rarer ones there are four times as many
_HAN = re.compile(r"[\u4e00-\u9fff]+")


def usual_words(home: Home) -> Usual:
    """By the dictionary of the natural voice; where it isn't here every text is as usual as another."""
    words = Lazy(lambda: ChineseWords.open(home, FEWEST))

    def weighed(text: str, language: Language) -> float:
        known = words.get_or_none() if language == "zh" else None
        return how_usual(known, text) if known else 0.0

    return weighed


def how_usual(words: ChineseWords, text: str) -> float:
    """Nats, about 0 for ordinary Chinese of any length. What is in other scripts counts for nothing."""
    runs = _HAN.findall(simplified(text))
    return WEIGHT * sum(words.log_chance(run) + A_CHARACTER * len(run) for run in runs)


def all_alike(_text: str, _language: Language) -> float:
    """Nothing is known of words."""
    return 0.0
