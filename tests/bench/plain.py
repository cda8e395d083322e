"""Plain "retrieve and generate": the same passages and the same language model, as it is usually done."""

from collections.abc import Callable

from tutor_app.core.cancel import Cancellation
from tutor_app.core.language import Language
from tutor_app.engine.explain.answering import Explained, Tell, explain
from tutor_app.engine.explain.language_model import LanguageModel, Message
from tutor_app.engine.explain.question import Piece, Question, Say
from tutor_app.engine.explain.quote import QuoteExplainer
from tutor_app.engine.explain.searching import Search
from tutor_app.engine.explaining import Explaining, Judged

TOKENS = 160
NOT_FOUND: dict[Language, str] = {"en": "not in the material", "zh": "材料中没有"}
TASK: dict[Language, str] = {
    "en": "Answer the question from the passages. If they don't answer it, say: not in the material.",
    "zh": "请根据这些段落回答问题。如果段落里没有答案，请说：材料中没有。",
}


class Plain:
    """An `Explainer`: it writes what it likes, and nobody looks."""

    name = "plain"

    def __init__(self, model: LanguageModel) -> None:
        self._model = model

    def explain(self, question: Question, say: Callable[[Piece], None], cancel: Cancellation) -> bool:
        written: list[str] = []

        def take(piece: str) -> None:
            written.append(piece)
            say(Piece(piece))

        passages = "\n\n".join(f"[{p.number}] {p.passage.text}" for p in question.passages[:3])
        asked = f"{passages}\n\n{question.text}\n\n{TASK[question.language]}"
        self._model.write([Message("user", asked)], TOKENS, take, cancel)
        return NOT_FOUND[question.language] not in "".join(written).lower()


class NoPerhaps(QuoteExplainer):
    """Where the model says no, it is a no."""

    def nearest(self, question: Question, say: Say, cancel: Cancellation) -> bool:
        return False


class PlainExplaining(Explaining):
    """In place of `Explaining`: nothing is decided before it is written."""

    def explain(
        self, question: Question, judged: Judged, search: Search, tell: Tell, cancel: Cancellation
    ) -> Explained:
        plain = Plain(self.models.language_model.get())
        return explain(question, plain, NoPerhaps(), tell, cancel)
