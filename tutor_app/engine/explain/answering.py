"""From a question with its evidence to an explanation, or a plain "not in the material"."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr, tr_to
from tutor_app.engine.explain.question import Explainer, Question

# By `engine.support`, the chance that the material speaks of what is asked. Below the first, nobody is asked;
# a language model that can judge the passages decides above it; without one the second decides.
HOPELESS = 0.05
ENOUGH = 0.2
LEAST_CHANCE = 0.5
NEAREST = 3


class Judge(Protocol):
    """Who can tell whether passages hold an answer."""

    def chance_of_answer(self, question: Question, cancel: Cancellation) -> float:
        """0 to 1."""


@dataclass(frozen=True)
class Explained:
    """An explanation and who wrote it."""

    text: str
    explainer: str
    in_material: bool


def in_material(question: Question, support: float, judge: Judge | None, cancel: Cancellation) -> bool:
    """Whether the passages answer the question, as far as can be told before it is answered."""
    if not question.passages or support < HOPELESS:
        return False
    if judge is None or not question.text.strip():
        return support >= ENOUGH
    return judge.chance_of_answer(question, cancel) >= LEAST_CHANCE


def explain(
    question: Question,
    explainer: Explainer,
    fallback: Explainer,
    say: Callable[[str], None],
    cancel: Cancellation,
    mind: Callable[[TutorError], None] = lambda _: None,
) -> Explained:
    """The explanation; where the explainer can't be used before its first word, the fallback's.

    `mind` gets the reason why it is not the explainer's.

    Raises:
        Cancelled; TutorError: it failed in mid-sentence.
    """
    said: list[str] = []

    def pass_on(piece: str) -> None:
        said.append(piece)
        say(piece)

    try:
        text = explainer.explain(question, pass_on, cancel)
    except TutorError as error:
        if said:
            raise
        text, trouble = "", error
    else:
        trouble = TutorError(tr("The language model said nothing."))
    if text.strip():
        return Explained(text, explainer.name, True)
    mind(trouble)
    return Explained(fallback.explain(question, say, cancel), fallback.name, True)


def decline(question: Question, say: Callable[[str], None]) -> Explained:
    """Says that the material does not answer it, and where it comes nearest."""
    language = question.language
    text = tr_to(language, "The material does not answer this question.")
    sections = list(dict.fromkeys(" › ".join(n.passage.path[-2:]) for n in question.passages))[:NEAREST]
    if sections:
        mark = {" › ".join(n.passage.path[-2:]): n.number for n in reversed(question.passages)}
        near = "；" if language == "zh" else "; "
        listed = near.join(f"{section} [{mark[section]}]" for section in sections)
        text += "\n\n" + tr_to(language, "The nearest sections are: {sections}", sections=listed)
    say(text)
    return Explained(text, "none", False)
