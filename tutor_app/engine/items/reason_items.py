"""Why something is so, where a sentence says it: a cause joined to its effect by “because” or “由于”."""

import re
from collections.abc import Iterator, Sequence

from tutor_app.core.language import Language, tr_to
from tutor_app.engine.items.draft import ItemDraft
from tutor_app.engine.items.standing import is_standalone
from tutor_app.engine.items.statements import Statement
from tutor_app.engine.items.term_bank import TermBank

MIN_SIDE = {"en": 5, "zh": 7}  # words, or characters, of an effect and of its cause

_CAUSE_EN = re.compile(
    r"^(?P<effect>[A-Z][^;:—]*?),? (?P<join>because(?! of)|since|due to|as a result of|because of) (?P<cause>[^;:—]+)\.$"
)
_CAUSE_FIRST_EN = re.compile(r"^(?:Because|Since) (?P<cause>[^,;:—]+), (?P<effect>[^;:—]+)\.$")
_TIME = re.compile(
    r"^(?:the (?:\d|early|late|time|beginning|19|18)|\d|then|ancient|at least|its|their)\b", re.IGNORECASE
)
_CAUSE_ZH = re.compile(
    r"^(?:由于|因为)(?P<cause>[^。；，]+(?:，[^。；，]+)?)，(?:所以|因此|因而|故)?(?P<effect>[^。；]+)[。；]$"
)
_REASON_ZH = re.compile(
    r"^(?P<effect>[^。；，]{6,40}?)的(?:一个|主要)?原因(?:是|在于)[：，]?(?P<cause>[^。；]+)[。；]$"
)
_EFFECT_ZH = re.compile(
    r"^(?P<effect>[^。；]+?)，?(?:这是)?(?:因为|由于|原因是|的原因在于)(?P<cause>[^。；]+)[。；]$"
)
_LEANS_ZH = re.compile(
    r"^(?:正如|设置|但|而|且|请|注意|其中|首先|其次|此外|这|那|在这|因此|所以|然而|事实上|实际上)|这[些种样个是就也一]|那[些种样个]|[它此该其](?!他|余|中|实)|上述|以下|下面|如下|上面"
    r"|前面|本[书节章]|例如|比如|现在|目前|这里|我们的(?:例子|数据|模型)|[图表]\s*\d|\$|`|定义一个|直接使用|\?|？|常数|你|请"
)
_PRONOUN = re.compile(r"\b(?:it|they|this|these|their|its|them)\b", re.IGNORECASE)
MAX_EFFECT_ZH = 50
_OPEN_END = re.compile(r"\b(?:but|and|or|that|so|which)$|[但而且并]$")
_NEGATED = re.compile(
    r"\b(?:not|only|simply|partly|mainly|just)$|[不并仅只]$|不是$|之所以|就是$|正是$|可能是$"
)


def make_reasons(bank: TermBank, statements: Sequence[Statement], language: Language) -> Iterator[ItemDraft]:
    """Give a question for each sentence that says why something is so, where a term stands in it."""
    for statement in statements:
        found = split_cause(statement.text, language)
        places = bank.finder.find(statement.text)
        if found is None or not places or statement.has_pointer:
            continue
        effect, cause = found
        concept = bank.find_term(places[0].term)
        yield ItemDraft(
            kind="short_answer", question=tr_to(language, "Why is this so? {fact}", fact=effect), answer=cause,
            section=statement.section, block=statement.block, quote=statement.quote,
            concept=bank.terms[concept].name if concept is not None else places[0].term, reason=statement.text,
        )  # fmt: skip


def split_cause(text: str, language: Language) -> tuple[str, str] | None:
    """Return the effect as a sentence and its cause; None where a sentence says no cause by itself."""
    patterns = (_CAUSE_ZH, _REASON_ZH, _EFFECT_ZH) if language == "zh" else (_CAUSE_EN, _CAUSE_FIRST_EN)
    for pattern in patterns:
        if not (found := pattern.match(text)):
            continue
        effect, cause = found["effect"].strip(" ,，"), found["cause"].strip(" ,，")
        if (
            _OPEN_END.search(effect)
            or effect.count("（") != effect.count("）")
            or _NEGATED.search(effect)
            or (language == "en" and _TIME.match(cause))
        ):
            return None
        whole = _to_sentence(effect, language)
        if min(_length(effect, language), _length(cause, language)) < MIN_SIDE[language]:
            return None
        if language == "zh":
            stands = not _LEANS_ZH.search(whole) and len(whole) <= MAX_EFFECT_ZH
        else:
            stands = is_standalone(whole, language) and not _PRONOUN.search(effect)
        return (whole, cause) if stands and _is_clear(cause, language) else None
    return None


def _is_clear(cause: str, language: Language) -> bool:
    """Whether a cause points to nothing outside of its sentence."""
    if language == "zh":
        return not re.search(r"这[些种样个是]|那[些种样个]|[此该]|上述|以下|如下|前面|历史原因|\$|`", cause)
    return not re.search(
        r"\b(?:this|these|those|we|our|you|your|above|below|figure|such)\b|\$", cause, re.IGNORECASE
    )


def _to_sentence(effect: str, language: Language) -> str:
    return effect + "。" if language == "zh" else effect[:1].upper() + effect[1:] + "."


def _length(text: str, language: Language) -> int:
    return len(text) if language == "zh" else len(text.split())
