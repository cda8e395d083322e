"""Words of the material or of a language model as part of an explanation."""

import re

_LIKE_A_CITATION = re.compile(r"(?<!\\)\[(?=\d{1,2}\])")
# Marks of books whose code can be run: [**what this cell shows**], :numref:`sec_x`; no words of the text.
_MARKED = re.compile(r"[\[(]\*\*(?P<words>.+?)\*\*[\])]")
_REFERENCE = re.compile(r"\s*:(?:num|eq)?ref:`[^`]*`|\s*:(?:cite|citet|label|eqlabel):?`[^`]*`")


def quoted(text: str) -> str:
    """Words of the material, in which nothing looks like a citation of ours."""
    return _LIKE_A_CITATION.sub(r"\\[", _REFERENCE.sub("", _MARKED.sub(r"\g<words>", text)))
