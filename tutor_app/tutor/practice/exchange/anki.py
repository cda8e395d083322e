"""Decks of Anki: written with stable identifiers, so that reading again updates; read with their schedule.

Source: github.com/ankidroid/Anki-Android/wiki/Database-Structure; genanki's schema 11
"""

import hashlib
import html
import json
import re
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tutor_app.core.checking import GAP
from tutor_app.core.errors import TutorError
from tutor_app.core.language import language_of, tr
from tutor_app.core.practice import Card, Grade, Item, ItemSource, Review
from tutor_app.core.practice_json import from_plain_item, to_plain_item
from tutor_app.core.valid_text import parse_json, to_valid_text
from tutor_app.tutor.practice.exchange.bundle import PracticeBundle, refuse
from tutor_app.tutor.practice.wording import answer_in_words
from tutor_app.tutor.whole_file import whole_file

MODEL, FIELDS = 1_607_392_319, ("Front", "Back", "Explanation", "Tutor")
MAX_COLLECTION_BYTES, MAX_NOTES = 400_000_000, 100_000
_BETWEEN = "\x1f"  # fields of a note
_DISPLAY, _INLINE = re.compile(r"\$\$(.+?)\$\$", re.DOTALL), re.compile(r"\$(.+?)\$")
_MATHJAX = re.compile(r"\\\[(.+?)\\\]|\\\((.+?)\\\)", re.DOTALL)
_BREAK, _TAG = re.compile(r"<br\s*/?>|</div>|</p>", re.IGNORECASE), re.compile(r"<[^>]*>")
_CLOZE = re.compile(r"\{\{c(\d+)::(.+?)(?:::(.*?))?\}\}", re.DOTALL)
_REVIEW_QUEUE, _SUSPENDED, _DAY_S = 2, -1, 86_400
_TYPES = {"learning": 1, "review": 2, "relearning": 3}


def write_apkg(bundle: PracticeBundle, title: str, file: Path, courses: Mapping[str, Path]) -> None:
    """Write a deck with pictures and schedule; `courses`: the folders of courses, for pictures.

    Raises: TutorError.
    """
    import genanki

    model = genanki.Model(
        MODEL, "Tutor", fields=[{"name": name} for name in FIELDS],
        templates=[{
            "name": "Card",
            "qfmt": "{{Front}}",
            "afmt": "{{FrontSide}}<hr id=answer>{{Back}}<br><small>{{Explanation}}</small>",
        }],
    )  # fmt: skip
    deck = genanki.Deck(_number(title), title)
    pictures: list[str] = []
    for item in bundle.items:
        picture = _find_picture(item, courses)
        if picture:
            pictures.append(str(picture))
        deck.add_note(genanki.Note(model=model, fields=_to_fields(item, picture), guid=item.id))
    with whole_file(file) as part:
        genanki.Package(deck, pictures).write_to_file(str(part))
        _write_schedule(part, bundle)


def read_apkg(file: Path, course: str) -> PracticeBundle:
    """Read a deck; notes that Tutor didn't write become items of `course`.

    Raises: TutorError: it is no deck, damaged, or of a form that only newer versions of Anki read.
    """
    try:
        with tempfile.TemporaryDirectory() as folder:
            collection = Path(folder) / "collection.db"
            _extract(file, collection)
            with closing(sqlite3.connect(collection)) as db:
                return _read_collection(db, course)
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile, sqlite3.Error) as error:
        raise refuse(file) from error


def _extract(file: Path, target: Path) -> None:
    """The collection alone: names and sizes in a stranger's archive are not trusted."""
    with zipfile.ZipFile(file) as archive:
        names = set(archive.namelist())
        if "collection.anki21b" in names:
            raise TutorError(
                tr("{file} can't be read as practice.", file=file.name),
                tr("Export it from Anki again with “Support older Anki versions” ticked."),
            )
        name = "collection.anki21" if "collection.anki21" in names else "collection.anki2"
        if archive.getinfo(name).file_size > MAX_COLLECTION_BYTES:
            raise ValueError("too large")
        with archive.open(name) as source:
            target.write_bytes(source.read(MAX_COLLECTION_BYTES))


def _read_collection(db: sqlite3.Connection, course: str) -> PracticeBundle:
    created, models = db.execute("SELECT crt, models FROM col").fetchone()
    names = {int(id): [field["name"] for field in one["flds"]] for id, one in json.loads(models).items()}
    items: dict[int, Item] = {}  # by the note's number
    rows = db.execute("SELECT id, guid, mid, flds FROM notes LIMIT ?", (MAX_NOTES,))
    for id, guid, model, fields in rows:
        values = dict(zip(names.get(model, []), to_valid_text(fields).split(_BETWEEN), strict=False))
        if item := _to_item(guid, values, course):
            items[id] = item
    cards, reviews = {}, []
    for id, note, kind, queue, due, interval, reps, lapses in db.execute(
        "SELECT id, nid, type, queue, due, ivl, reps, lapses FROM cards ORDER BY ord DESC"
    ):
        if note in items:
            item_id = items[note].id
            logged = list(_read_reviews(db, id, item_id))
            reviews += logged
            at = created + due * _DAY_S if kind == _REVIEW_QUEUE else due
            if kind:
                cards[item_id] = _to_card(
                    item_id, queue, at, interval, (reps, lapses, logged[-1].reviewed_at if logged else None)
                )
    reviews.sort(key=lambda review: review.reviewed_at)
    return PracticeBundle(items=tuple(items.values()), reviews=tuple(reviews), cards=tuple(cards.values()))


def _read_reviews(db: sqlite3.Connection, card: int, item: str) -> Iterator[Review]:
    rows = db.execute("SELECT id, ease, time FROM revlog WHERE cid = ? ORDER BY id", (card,))
    for moment, ease, took_ms in rows:
        if 1 <= ease <= 4:  # 0 is a card that was moved by hand
            at = datetime.fromtimestamp(moment / 1000, UTC)
            yield Review(item=item, reviewed_at=at, grade=Grade(ease), duration_ms=max(0, took_ms))


def _to_card(
    item: str, queue: int, due_s: float, interval: int, done: tuple[int, int, datetime | None]
) -> Card:
    """A card as Anki left it; without its log its interval says how long it is remembered."""
    reps, lapses, last = done
    due = datetime.fromtimestamp(due_s, UTC)
    stability = float(max(1, interval))
    return Card(
        item=item, state="review", due=due, stability=stability, difficulty=5.0,
        last_review=last or due - timedelta(days=stability), reps=reps, lapses=lapses,
        is_suspended=queue == _SUSPENDED,
    )  # fmt: skip


def _to_item(guid: str, values: Mapping[str, str], course: str) -> Item | None:
    if kept := values.get("Tutor"):
        try:
            return from_plain_item(parse_json(_to_text(kept)))
        except ValueError:
            return None
    texts = [_to_text(value) for value in values.values()]
    texts = [text for text in texts if text]
    if not texts:
        return None
    id = f"anki-{hashlib.sha256(guid.encode('utf-8', 'replace')).hexdigest()[:15]}"
    gaps = list(_CLOZE.finditer(texts[0]))
    if gaps:
        key = tuple(dict.fromkeys(gap[2] for gap in gaps if gap[1] == gaps[0][1]))
        prompt = _CLOZE.sub(lambda gap: GAP if gap[1] == gaps[0][1] else gap[2], texts[0])
        return _make(id, course, "cloze", prompt, key)
    return _make(id, course, "short_answer", texts[0], tuple(texts[1:2])) if len(texts) > 1 else None


def _make(id: str, course: str, kind: Any, prompt: str, key: tuple[str, ...]) -> Item:
    return Item(
        id=id, course=course, kind=kind, prompt=prompt, key=key, source=ItemSource((), ()),
        language=language_of(f"{prompt} {' '.join(key)}"), origin="import",
    )  # fmt: skip


def _to_fields(item: Item, picture: Path | None) -> list[str]:
    front = _to_html(item.prompt)
    if picture:
        front += f'<br><img src="{html.escape(picture.name)}">'
    if item.options:
        front += "<br>" + "<br>".join(f"• {_to_html(option)}" for option in item.options)
    kept = html.escape(json.dumps(to_plain_item(item), ensure_ascii=False), quote=False)
    return [front, _to_html(answer_in_words(item)), _to_html(item.explanation), kept]


def _to_html(text: str) -> str:
    """Formulas as Anki's MathJax, the rest as plain text."""
    escaped = html.escape(text, quote=False)
    escaped = _DISPLAY.sub(lambda found: rf"\[{found[1]}\]", escaped)
    return _INLINE.sub(lambda found: rf"\({found[1]}\)", escaped).replace("\n", "<br>")


def _to_text(value: str) -> str:
    text = html.unescape(_TAG.sub("", _BREAK.sub("\n", value)))
    return _MATHJAX.sub(lambda found: f"$${found[1]}$$" if found[1] else f"${found[2]}$", text).strip()


def _find_picture(item: Item, courses: Mapping[str, Path]) -> Path | None:
    folder = courses.get(item.course)
    picture = folder / item.label.image if folder and item.label else None
    return picture if picture and picture.is_file() else None


def _write_schedule(package: Path, bundle: PracticeBundle) -> None:
    """Put reviews and due days into the collection that genanki wrote: it knows new cards alone."""
    with tempfile.TemporaryDirectory() as folder:
        collection = Path(folder) / "collection.anki2"
        with zipfile.ZipFile(package) as archive:
            contents = {name: archive.read(name) for name in archive.namelist()}
        collection.write_bytes(contents["collection.anki2"])
        with closing(sqlite3.connect(collection)) as db, db:
            _fill_schedule(db, bundle)
        contents["collection.anki2"] = collection.read_bytes()
        with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in contents.items():
                archive.writestr(name, content)


def _fill_schedule(db: sqlite3.Connection, bundle: PracticeBundle) -> None:
    begun = min((review.reviewed_at for review in bundle.reviews), default=datetime.now(UTC))
    created = int(begun.timestamp())
    db.execute("UPDATE col SET crt = ?", (created,))
    numbers = dict(
        db.execute("SELECT notes.guid, cards.id FROM notes JOIN cards ON cards.nid = notes.id").fetchall()
    )
    for card in bundle.cards:
        if card.item not in numbers or card.due is None:
            continue
        days = max(1, round((card.due - (card.last_review or card.due)).total_seconds() / _DAY_S))
        is_review = card.state == "review"
        due = (card.due.timestamp() - created) / _DAY_S if is_review else card.due.timestamp()
        queue = _SUSPENDED if card.is_suspended else _REVIEW_QUEUE if is_review else 1
        db.execute(
            "UPDATE cards SET type = ?, queue = ?, due = ?, ivl = ?, factor = 2500, reps = ?, lapses = ?,"
            " left = 1001 WHERE id = ?",
            (_TYPES.get(card.state, 1), queue, int(due), days, card.reps, card.lapses, numbers[card.item]),
        )
    _fill_log(db, bundle.reviews, numbers)


def _fill_log(db: sqlite3.Connection, reviews: Sequence[Review], numbers: Mapping[str, int]) -> None:
    used: set[int] = set()
    for review in reviews:
        if review.item in numbers:
            moment = int(review.reviewed_at.timestamp() * 1000)
            while moment in used:  # Anki knows a review by its millisecond
                moment += 1
            used.add(moment)
            db.execute(
                "INSERT INTO revlog VALUES (?, ?, -1, ?, 1, 1, 2500, ?, 1)",
                (moment, numbers[review.item], int(review.grade), review.duration_ms),
            )


def _number(title: str) -> int:
    """A deck's number, the same each time."""
    return 1_000_000_000 + int(hashlib.sha256(title.encode("utf-8", "replace")).hexdigest()[:8], 16) % 10**9
