"""Makes spoken questions about a course's terms, for `./check --bench terms`: two voices of each language.

    python terms.py KOKORO.onnx VOICES_FOLDER OUT_FOLDER BOOK_FOLDER…

Of every book (layout of `tutor_app/training/books.py`) so many terms are drawn that it is fifty
of each language: of its glossary, or of the titles of its sections. See `make.py` for what must be installed.
"""

import csv
import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from make import Kokoro

EACH = 50  # terms of a language
VOICES = {"en": ("af_heart", "am_michael"), "zh": ("zf_xiaoxiao", "zm_yunxi")}
ASKED = {
    "en": ("What is {}?", "Can you explain {} once more?", "Why do we need {} here?"),
    "zh": ("什么是{}？", "请再解释一下{}。", "这里为什么要用{}？"),
}
HAN = re.compile(r"[\u4e00-\u9fff]{3,8}")
LATIN = re.compile(r"[A-Za-z][A-Za-z' -]{5,30}")


def lines(file: Path) -> list[dict]:
    return (
        [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] if file.exists() else []
    )


def terms(book: Path) -> tuple[str, list[str]]:
    """The book's language, and its terms that are words through and through: no formulas, no numbers."""
    told = [entry["term"] for entry in lines(book / "glossary.jsonl")]
    if not told:
        told = [title for section in lines(book / "sections.jsonl") for block in section["blocks"]
                for title in block["path"]]  # fmt: skip
    written = {"en": {term for term in told if LATIN.fullmatch(term)},
               "zh": {term for term in told if HAN.fullmatch(term)}}  # fmt: skip
    language = max(written, key=lambda one: len(written[one]))
    return language, sorted(written[language])


def chosen(books: list[Path]) -> Iterator[tuple[str, Path, str]]:
    """(language, book, term)"""
    known = {book: terms(book) for book in books}
    for book, (language, told) in known.items():
        alike = [other for other, (its, _) in known.items() if its == language]
        count = EACH // len(alike) + (alike.index(book) < EACH % len(alike))
        for term in random.Random(7).sample(told, count):
            yield language, book, term


def main(model: str, voices: str, out: str, *books: str) -> None:
    kokoro, folder = Kokoro(model, voices), Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "terms.tsv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter="\t")
        table.writerow(("file", "lang", "book", "term", "text"))
        for number, (language, book, term) in enumerate(chosen([Path(book) for book in books])):
            text = ASKED[language][number % 3].format(term)
            for voice in VOICES[language]:
                name = f"{number:03}-{voice}.flac"
                kokoro.say(voice, text, folder / name)
                table.writerow((name, language, book.resolve(), term, text))


if __name__ == "__main__":
    main(*sys.argv[1:])
