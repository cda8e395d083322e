"""A course as a search finds it while some of its passages are covered up."""

from typing import Any, cast

import numpy as np

from tutor_app.core.arrays import Ids, Vectors
from tutor_app.core.shelf import Hit, Kind, Shelf


class _Covered:
    """A shelf without some passages; neighbourhoods keep their numbers."""

    def __init__(self, shelf: Shelf, gone: Ids) -> None:
        self._shelf, self._gone = shelf, gone

    def by_words(self, kind: Kind, query: str, limit: int) -> list[Hit]:
        if kind != "passage":
            return self._shelf.by_words(kind, query, limit)
        hits = self._shelf.by_words(kind, query, limit + len(self._gone))
        return [hit for hit in hits if hit.id not in self._gone][:limit]

    def passages_with(self, phrase: str, most: int) -> Ids:
        found = self._shelf.passages_with(phrase, most + len(self._gone))
        return found[~np.isin(found, self._gone)][:most]

    def neighbourhoods(self) -> tuple[Ids, Ids]:
        ids, groups = self._shelf.neighbourhoods()
        keep = ~np.isin(ids, self._gone)
        return ids[keep], groups[keep]

    def text_vectors(self, kind: Kind) -> tuple[Ids, Vectors]:
        ids, vectors = self._shelf.text_vectors(kind)
        if kind != "passage":
            return ids, vectors
        keep = ~np.isin(ids, self._gone)
        return ids[keep], vectors[keep]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._shelf, name)


def covered(shelf: Shelf, passages: tuple[int, ...]) -> Shelf:
    """Where a question was made of a passage, that passage must not answer it."""
    return cast(Shelf, _Covered(shelf, np.array(passages, dtype=np.int64))) if passages else shelf
