"""Whether a sentence can be asked about by itself: nothing in it points to what stands elsewhere."""

import re

from tutor_app.core.language import Language, is_han
from tutor_app.core.words import search_words
from tutor_app.engine.items.statements import Statement

WORDS = {"en": (6, 34), "zh": (10, 70)}  # of a sentence; a Chinese one has about as many characters

_POINTS_EN = re.compile(
    r"\b(?:this|these|those|that is|such|here|above|below|following|previous|previously|earlier|later|above-mentioned"
    r"|figures?|fig|tables?|chapters?|sections?|examples?|illustrat\w+|discuss\w*|recall|note|we|us|our|ours|you|your"
    r"|i|my|he|him|his|she|her|hers|former|latter|respectively|as mentioned|in contrast|on the other hand|however"
    r"|therefore|thus|hence|instead|moreover|furthermore|similarly|likewise|otherwise|nevertheless|nonetheless"
    r"|for instance|let|consider|imagine|suppose|also|too|another|others?|so called|as well|et al|conversely"
    r"|in other words|still|again|even though|them|interestingly|importantly|surprisingly|notably|the same|once more|equation|study|studies|authors?|researchers?)\b",
    re.IGNORECASE,
)
_OPENS_EN = re.compile(
    r"^(?:of course|over time|for now|at first|briefly|explain|describe|discuss|compare|define|identify|list|name|state|give|visit|view|watch|read|use|try|find|see"
    r"|it|its|they|their|them|there|then|and|but|or|so|yet|because|since|as|if|when|while|although|though|one|ones"
    r"|much|indeed|each|both|all|some|many|most|several|few|any|neither|either|not|no|only|first|second|third|finally|next|last"
    r"|in (?:this|these|that|fact|addition|general|turn|short|the|many|some)|for|to|by|with|at|on|from|after|before"
    r"|during|once|until|unless|despite|rather|today|now|currently|recently|historically|fortunately|unfortunately"
    r"|the (?:two|three|four|five|first|second|third|final|last|next|other|rest|result|results|reason|remaining|main"
    r"|process|idea|problem|question|answer|word|term|purpose|goal|difference|point|same|only|more|most|fact|model"
    r"|method|book|man|woman|person|child|patient|student|students|data|value|values|case|system|number|effect|change"
    r"|body|group|author|new|old|entire|whole|one|ones|key|event|events))\b",
    re.IGNORECASE,
)
_SPECIAL_EN = re.compile(r"[?!$=<>|{}\\\[\]@#]|\b\w\)|https?:|\.\.\.|…|“[^”]*$|;.*;")
_POINTS_ZH = re.compile(
    r"让我们|我们(?:将|已|刚|来|先|再|会在|在前|在上|在下|在本|定义|介绍|看到|讨论|描述|引入|使用|用|还|也|就|现在|从|需要先|的(?:模型|例子|数据|实现|代码|目标|网络))|你|咱|上述|上面|下面|以下|如下|前面|后面|之前的|前文|本节|本章|本书|此处|这里|此时|此外|这[些种样个一]|那[些种样个么]|这是|这就|例如|比如|譬如"
    r"|[图表]\s*\d|图中|下图|上图|代码|函数名|后者|前者|另一|接下来|其他|其余|该|它|他们|她|刚才|目前|现在|换句话说|事实上|请|让|回想|回忆|注意|假设|考虑|想象|首先|其次"
    r"|最后|然后|接着|于是|然而|不过|同样|类似地|相比之下|相反|总之|总的来说|一方面|另一方面|也就是说|即使|甚至|第[一二三四五六]|如上|正如|可见|显然|幸运|不幸"
    r"|作者|研究人员|论文|实验|练习|下一|上一|两者|二者|以上|之后的章|稍后|某些|有些|有时|回顾|结果表明|初创|这家|人们|\d{4}年|近年|今天|随后|进而|如前|如同|同时|反过来|综上"
)
_OPENS_ZH = re.compile(
    r"^(?:因此|所以|但是|我们|其|此|这|那|但|而|且|并|或|也|还|又|都|就|则|便|却|因为|虽然|尽管|为|跟|同"
    r"|至于|关于|有|没有|不|可以|可能|应该|需要|必须|能|会|使|令|让|把|将|被|给|向|比|很|非常|更|最|已|已经|正在|曾|一般来说|一般而言|通常来说|简单地|严格|具体|实际上|作为|如在|如[A-Z]|左|右|要|本质上|首先|最|唯一|最终)"
)
_SPECIAL_ZH = re.compile(r"[？！$=<>|{}\\\[\]@#]|`|https?:|……|：$|^（|begin_tab|end_tab")


def is_standalone(text: str, language: Language) -> bool:
    """Whether a sentence is whole, of middle length, and says everything that it speaks of."""
    least, most = WORDS[language]
    if not least <= _count_words(text, language) <= most:
        return False
    if language == "zh":
        is_whole = text.endswith(("。", "；")) and not _SPECIAL_ZH.search(text)
        return is_whole and not _POINTS_ZH.search(text) and not _OPENS_ZH.match(text) and _is_paired(text)
    is_whole = text.endswith(".") and text[:1].isupper() and not _SPECIAL_EN.search(text)
    return is_whole and not _POINTS_EN.search(text) and not _OPENS_EN.match(text) and _is_paired(text)


def can_be_asked(statement: Statement, language: Language) -> bool:
    """Whether a sentence of the material stands by itself."""
    return not statement.has_pointer and is_standalone(statement.text, language)


def _count_words(text: str, language: Language) -> int:
    if language == "zh":
        return sum(map(is_han, text)) + len(re.findall(r"[A-Za-z]+", text))
    return len(search_words(text))


def _is_paired(text: str) -> bool:
    return all(text.count(one) == text.count(other) for one, other in ("()", "（）", "“”"))
