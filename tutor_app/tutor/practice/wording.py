"""What the terminal and the window say of items and what is known."""

from tutor_app.core.language import tr
from tutor_app.core.practice import TRUE, Item, PointState, Verdict
from tutor_app.tutor.practice.practice import ProgressState


def state_in_words(state: ProgressState) -> str:
    return {
        "known": tr("known"),
        "fading": tr("fading"),
        "learning": tr("being learnt"),
        "unseen": tr("unseen"),
    }[state]


def point_in_words(state: PointState) -> str:
    return {"covered": tr("covered"), "missing": tr("missing"), "contradicted": tr("contradicted")}[state]


def verdict_in_words(verdict: Verdict) -> str:
    return {"right": tr("Right."), "partly": tr("Partly right."), "wrong": tr("Not right.")}[verdict]


def answer_in_words(item: Item) -> str:
    """The key of an item of any kind."""
    if not item.key:
        return tr("The material has no solution.")
    match item.kind:
        case "match_terms":
            return "\n".join(f"{term}: {key}" for term, key in zip(item.options, item.key, strict=True))
        case "order_steps" | "short_answer":
            return "\n".join(item.key)
        case "true_false":
            return tr("True") if item.key[0] == TRUE else tr("False")
        case _:
            return item.key[0]


def gap_in_words(days: float) -> str:
    """How long an item stays away."""
    if days >= 1:
        return tr("{count} d", count=round(days))
    hours = days * 24
    return (
        tr("{count} h", count=round(hours))
        if hours >= 1
        else tr("{count} min", count=max(1, round(hours * 60)))
    )
