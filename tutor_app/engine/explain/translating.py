"""An answer of the material in the other language: sentence by sentence, each with its citation.

The material's own sentences stay what is cited. A translation that changes a number, or isn't one, gives way
to the sentence itself.
"""

import re

from tutor_app.core.cancel import Cancellation
from tutor_app.core.language import Language, tr_to
from tutor_app.engine.explain.language_model import LanguageModel, Message
from tutor_app.engine.explain.orders import disarmed
from tutor_app.engine.explain.question import Cite, Piece, Question, Say
from tutor_app.engine.explain.wishes import is_in_language

MOST_TOKENS = 200  # of a sentence in the other language
SEED = 7
TASK: dict[Language, str] = {
    "en": "Translate the student's text into English. Reply with the translation alone. Keep all numbers.",
    "zh": "把学生给出的文字翻译成简体中文。只回答译文。数字保持不变。",
}
_CITED = re.compile(r"(?P<text>[^\[\]>\n][^\n]*?)\s*(?<!\\)\[(?P<number>\d{1,2})\]")
_DIGITS = re.compile(r"\d+")


class Translator:
    """An `Explainer` of what was explained before."""

    def __init__(self, model: LanguageModel) -> None:
        self._model = model
        self.name = model.name

    def explain(self, question: Question, say: Say, cancel: Cancellation) -> bool:
        language, known = question.language, cited(question)
        if known:
            intro = tr_to(language, "Translated by the language model; the citations lead to the original:")
            say(Piece(f"{intro}\n\n"))
        for text, number in known:
            translation = _translated(text, language, self._model, cancel)
            say(Piece(f"> {translation} [{number}]\n\n", (Cite(number),)))
        return bool(known)


def cited(question: Question) -> list[tuple[str, int]]:
    """What was said before of the evidence, in the order of its citations, each once."""
    found = (
        (match["text"].strip(), int(match["number"]))
        for line in question.said.splitlines()
        for match in _CITED.finditer(line.lstrip("> "))
    )
    return [one for one in dict.fromkeys(found) if one[1] in question.numbers]


def _translated(text: str, language: Language, model: LanguageModel, cancel: Cancellation) -> str:
    if is_in_language(text, language):
        return text
    written: list[str] = []
    messages = [Message("system", TASK[language]), Message("user", disarmed(text))]
    model.write(messages, MOST_TOKENS, written.append, cancel, SEED)
    translation = " ".join("".join(written).split())
    same_numbers = sorted(_DIGITS.findall(translation)) == sorted(_DIGITS.findall(text))
    return translation if same_numbers and is_in_language(translation, language) else text
