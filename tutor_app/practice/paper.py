"""A test: some items of some chapters, spread over concepts, the same each time for the same seed."""

from collections.abc import Collection, Mapping, Sequence
from random import Random

from tutor_app.core.practice import Concept, Item, ItemKind


def draw_test(
    items: Sequence[Item],
    concepts: Mapping[str, Concept],
    number: int,
    *,
    kinds: Collection[ItemKind] = (),
    chapters: Collection[str] = (),
    seed: int = 0,
) -> list[Item]:
    """Choose up to `number` items, no two on one sentence, each concept once before any comes again.

    `chapters`: titles, or parts of them; empty means all, as with `kinds`. The material's order is kept.
    """
    random = Random(seed)
    able = [
        item
        for item in items
        if (not kinds or item.kind in kinds) and (not chapters or _is_of(item, concepts, chapters))
    ]
    random.shuffle(able)
    chosen: list[Item] = []
    quotes: set[str] = set()
    counts: dict[str, int] = {}
    while able and len(chosen) < number:
        best = min(able, key=lambda item: sum(counts.get(one, 0) for one in item.concepts))
        able.remove(best)
        if best.source.quote and best.source.quote in quotes:
            continue
        quotes.add(best.source.quote)
        chosen.append(best)
        for concept in best.concepts:
            counts[concept] = counts.get(concept, 0) + 1
    return sorted(chosen, key=lambda item: _rank(item, concepts))


def _is_of(item: Item, concepts: Mapping[str, Concept], chapters: Collection[str]) -> bool:
    titles = [title.casefold() for one in item.concepts if one in concepts for title in concepts[one].path]
    return any(chapter.casefold() in title for chapter in chapters for title in titles)


def _rank(item: Item, concepts: Mapping[str, Concept]) -> int:
    return min((concepts[one].rank for one in item.concepts if one in concepts), default=10**9)
