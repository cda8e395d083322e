"""What kind of sentence a kind of question wants, and by which words a text speaks of a thing."""

import re
from collections.abc import Mapping

from tutor_app.core.language import is_han
from tutor_app.core.words import search_words
from tutor_app.engine.explain.question_kind import QuestionKind

_SHAPES: Mapping[QuestionKind, re.Pattern[str]] = {
    "why": re.compile(
        r"\b(?:because|since|due to|owing to|as a result|so that|therefore|thus|hence|reason|causes?|caused"
        r"|results? (?:in|from)|leads? to|in order to|this (?:is why|means|allows|prevents|keeps))\b"
        r"|因为|由于|所以|因此|原因|导致|使得|从而|于是|以免|为了|才能|否则",
        re.IGNORECASE,
    ),
    "how": re.compile(
        r"\b(?:first|then|next|finally|after|when|until|by \w+ing|through|as a result|step|begins?|starts?"
        r"|causes?|becomes?|so that|to (?:find|calculate|get|determine))\b|="
        r"|首先|然后|接着|最后|当|通过|步骤|先|再|之后|从而",
        re.IGNORECASE,
    ),
    "list": re.compile(
        r"\b(?:first|second|third|(?:two|three|four|five|six|seven|several) (?:\w+ )?(?:types|kinds|steps"
        r"|stages|phases|parts|forms|ways|factors|classes|categories)|include|includes|such as|are:"
        r"|consists? of)\b"
        r"|包括|分为|[两三四五六七几]种|首先|其次|第一|第二|以下",
        re.IGNORECASE,
    ),
    "example": re.compile(
        r"\b(?:for example|for instance|such as|e\.g\.|an? (?:good |common |classic )?example|examples"
        r"|suppose|imagine|consider)\b|例如|比如|譬如|举例|例子|假设|设想|想象|考虑",
        re.IGNORECASE,
    ),
    "compare": re.compile(
        r"\b(?:than|whereas|while|unlike|both|differ\w*|in contrast|but|however|compared|same|similar"
        r"|instead)\b"
        r"|而(?!且)|相比|不同|区别|相反|相同|类似|但|比",
        re.IGNORECASE,
    ),
    "number": re.compile(
        r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|half|dozen|hundred|thousand|million"
        r"|billion)\b|[一二三四五六七八九十百千万]+[个种次倍层]",
        re.IGNORECASE,
    ),
    "truth": re.compile(
        r"\b(?:not|no|never|cannot|only|always|actually|although|instead|rather|contrary|mistak\w+|true|false)\b"
        r"|n't\b|不|没有|无法|并非|只|其实|实际上|反而",
        re.IGNORECASE,
    ),
}
_FRAME_WORDS_ZH = re.compile(
    r"为什么|什么时候|什么|怎么样|怎么|怎样|如何|哪些|哪个|哪一|多少|多大|是不是|有没有|可以|应该|区别|不同|例子|举一个|举个"
    r"|步骤|作用|意思|[是的吗呢啊有会用和与把被请]"
)
_FRAMING = """
a an the of to in on at by for from with and or but as is are was were be been being do does did can could
will would should may might must have has had i you we they he she it me my your our their its this that
these those what which who whom whose when where why how if so not no than then there here about between
into over mean means meant difference different differences differ example examples give explain describe
define tell get dont don understand work works happen happens kind kinds type types step steps please just
really something someone thing things one ones way ways some any same s t re ve ll true use used using
versus vs instead know find calculate compute stages parts say says show shows shown see look figure
picture diagram graph image part page
"""
_FRAME_WORDS_EN = frozenset(_FRAMING.split())


def has_shape(kind: QuestionKind, text: str, names: tuple[str, str] | None = None) -> bool:
    """Tell whether a text has what a kind of question wants; `names`: both of which a comparison speaks."""
    if kind == "compare" and names is not None:
        return all(speaks_of(name, text) for name in names)
    shape = _SHAPES.get(kind)
    return shape is not None and bool(shape.search(text))


def speaks_of(name: str, text: str) -> bool:
    """Tell whether a text speaks of a thing: most of the words of its name stand in it."""
    wanted = set(telling_stems(name))
    return bool(wanted) and len(wanted & set(telling_stems(text))) >= 0.6 * len(wanted)


def telling_stems(text: str) -> list[str]:
    """Stems of the words that tell what a text is about, with short ones and numbers."""
    plain = _FRAME_WORDS_ZH.sub(" ", text)
    stems = []
    for word in search_words(plain):
        if is_han(word[0]):
            stems.append(word)
        elif word not in _FRAME_WORDS_EN:
            stems.append(word if len(word) <= 4 else word[: max(4, len(word) - 3)])
    return stems
