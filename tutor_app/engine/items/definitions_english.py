"""English sentences that say what a term means: “X is a …”, “… is called X”."""

import re
from collections.abc import Iterator

from tutor_app.engine.items.statements import Statement

_TERM = r"(?P<term>[A-Za-z][\w’'-]*(?: (?!is\b|are\b|was\b|can\b)[\w’'-]+){0,4})"
_SHORT = r"(?: ?\((?P<short>[^()]{1,40})\))?"
_ALIAS = r"(?:,? (?:\(?(?:also (?:called|known as|referred to as|termed)|or) (?:the |an? )?(?P<alias>[\w' -]{2,40})\)?),?)?"
_IS = re.compile(
    rf"^(?:(?P<article>An?|The) )?{_TERM}{_SHORT}{_ALIAS},? (?P<verb>is|are)(?: simply| basically| essentially)?"
    r" (?:defined as |described as )?(?P<said>(?:an?|the|any|all|one of the|two|three|those|when)? ?[a-z][^.!?]{15,240})\.$"
)
_MEANS = re.compile(
    rf"^(?:(?:An?|The) )?(?:term |concept of |word )?[“\"]?{_TERM}[”\"]?{_SHORT}{_ALIAS},?"
    r" (?:refers? to|means|describes|denotes|is defined as|can be defined as)"
    r" (?P<said>[a-z][^.!?]{15,240})\.$"
)
_CALLED = re.compile(
    r"^(?P<said>[A-Z][^.!?;:]{14,200}?),? (?:is|are) (?:generally |usually |often |commonly |sometimes |typically |then "
    r"|collectively )?(?:called|known as|termed|referred to as|named) "
    r"(?:the |an? )?[“\"]?(?P<term>[\w’'-]+(?: [\w’'-]+){0,3}?)[”\"]?"
    r"(?:(?:,)? or (?:the |an? )?(?P<alias>[\w’'-]+(?: [\w’'-]+){0,3}?))?\.$"
)
# What opens a sentence without naming its subject, or names no term
_NO_TERM = re.compile(
    r"^(?:this|that|these|those|it|they|there|here|he|she|we|you|one|another|each|both|all|some|many|most|such|what"
    r"|which|who|when|where|how|why|an? |the (?:first|second|third|last|main|most|other|next|same|only|result|reason"
    r"|goal|purpose|idea|answer|question|problem|key|following|former|latter)|example|examples|reason|result|results"
    r"|figure|table|chapter|section|people|part|parts|note|in |on |at |for |if |as |by |with |from |to |because"
    r"|although|while|since|another|other|two|three|four|not|however|thus|its|their|his|her|our|my|your|and|but|or"
    r"|first|second|finally|today|now|also|common|important|several|various|different|certain|good|best)\b",
    re.IGNORECASE,
)
_NO_MEANING = re.compile(
    r"^(?:(?:an?|the|one of the) )?(?:\w+ly (?:important|complex|common|useful|difficult|powerful|simple)|(?:very|most|more|good|prime|common|important|major|key|classic|main|well-known"
    r"|perfect|excellent|great|big|critical|special|significant|useful|ideal|simple|only|same|first|second|third|last"
    r"|next|best|other|latter|former|largest|smallest|longest|oldest|easiest|result|reason|case|example|examples"
    r"|subject|basis|focus|key|one|ones|author|two|three|four|five|part of what)\b)"
    r"|^(?:not|also|very|more|most|less|now|still|often|usually|sometimes|thought|believed|considered|located|found"
    r"|used|made|given|based|seen|shown|known|called|able|unable|likely|important|common|similar|different|responsible"
    r"|present|available|involved|associated|related|due|of|in|on|at|to|for|from|by|as|that|what|where|why|how|because"
    r"|said|always|never|both|quite|so|such|too|only|just|even|all about|far|much|many|there|then|therefore|thus)\b",
    re.IGNORECASE,
)
_LEANS = re.compile(
    r"\b(?:this|these|those|we|us|our|you|your|he|she|his|her|here|figure|table|chapter|above|below|following|previous"
    r"|earlier|(?<!for )example|former|latter|such(?! as)|i|my)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"^(?:it|they|its|their|the (?:process|result|term|phenomenon|two|former|latter))\b", re.IGNORECASE
)
_NOUN_PHRASE = re.compile(r"^(?:an?|the|any|one of the|all)\b", re.IGNORECASE)

_FURTHER_CLAUSE = re.compile(
    r",? (?:and|but|so|yet) (?=[^,]*\b(?:is|are|was|were|has|have|can|may|must|contains?|does|do)\b)"
)
_OPENS = re.compile(r"(?:once|when|after|during|until|under|within|like|unlike|such)\b", re.IGNORECASE)
_OPEN_END = re.compile(r"\b(?:and|or|but|which|that|who|also|they|it)$")
_ASIDE = re.compile(
    r" \((?:for example|e\.g\.|i\.e\.|such as|plural|singular|see|also|from|about|often)\b[^()]*\)"
)
_TERM_FOR = re.compile(
    r"^(?:an?|the)(?: \w+)? (?:term|name|word|expression)(?: used| given)?(?: in \w+)?(?: that)? (?:refers? to|for|to describe|describes|describing|to)\s+",
    re.IGNORECASE,
)
MIN_CALLED = 4  # words of what is called so

Found = tuple[str, str, str, tuple[str, ...]]


def find_defined_english(statement: Statement) -> Iterator[Found]:
    """Give each term that a sentence defines, with meaning, form ("is" or "called") and other names."""
    text = _ASIDE.sub("", statement.text)
    if statement.has_pointer or _LEANS.search(text) or "$" in text or "?" in text:
        return
    for pattern in (_MEANS, _IS):
        if (found := pattern.match(text)) and _is_definition(found, statement):
            yield (
                _lower_first(found["term"], statement),
                _shorten(found["said"]),
                "is",
                _names(found["short"], found["alias"]),
            )
            return
    found = (
        None if _PRONOUN.match(text) or _NO_TERM.match(text) or _OPENS.match(text) else _CALLED.match(text)
    )
    if found and len(found["said"].split()) >= MIN_CALLED and not _OPEN_END.search(found["said"]):
        yield found["term"], _lower(found["said"]), "called", _names(found["alias"])


def _is_definition(found: re.Match[str], statement: Statement) -> bool:
    """Whether the subject is a term and what follows says what kind of thing it is."""
    term, said = found["term"], found["said"]
    said = _shorten(said)
    if _NO_TERM.match(term) or _NO_MEANING.match(said) or len(said.split()) < 5:
        return False
    has_kind = bool(_NOUN_PHRASE.match(said)) or found.re is _MEANS
    return has_kind and (len(term.split()) > 1 or len(term) > 3)


def _shorten(said: str) -> str:
    """A meaning without what introduces it as one, and without a further clause of the sentence."""
    return _FURTHER_CLAUSE.split(_TERM_FOR.sub("", said), maxsplit=1)[0].rstrip(" ,;")


def _lower_first(term: str, statement: Statement) -> str:
    """A term at the head of a sentence as it is written elsewhere in one; names keep their capital."""
    rest = statement.text[1:]
    return term if term[1:2].isupper() or term in rest else _lower(term)


def _lower(text: str) -> str:
    first = text.split(maxsplit=1)[0]
    return text if first[1:].lower() != first[1:] else text[:1].lower() + text[1:]


def _names(*names: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in names if name and name.strip())
