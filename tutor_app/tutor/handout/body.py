"""A sheet of a handout as HTML, plain enough for a browser and for a printed page."""

import html

from tutor_app.core.language import tr
from tutor_app.core.maths.in_text import shortened
from tutor_app.tutor.handout.markup import Embedding, anchor, answer_html, markdown_html, plain_html
from tutor_app.tutor.handout.picture import Picture
from tutor_app.tutor.handout.shared_pages import PageLink
from tutor_app.tutor.handout.sheet import Sheet, Source

MOST_LETTERS = 600  # of a source's words


def sheet_html(sheet: Sheet, number: int, embedding: Embedding) -> str:
    """The question, the answer, its sources, its pictures; `number` counts the questions of the handout."""
    past = sheet.past
    asked = f"{past.asked_at.astimezone():%Y-%m-%d %H:%M}"
    return "\n".join(
        (
            f'<div class="question"><h2>{number}. {plain_html(past.question, embedding)}</h2>',
            f'<p class="about">{html.escape(past.title)} · {asked}</p>',
            *(_picture(picture, embedding) for picture in sheet.asked_about),
            _answer(sheet, number, embedding),
            *_sources(sheet.sources, number, embedding),
            *(_picture(picture, embedding) for picture in sheet.pictures),
            *(_link(link, embedding) for link in sheet.links),
            "</div>\n",
        )
    )


def _answer(sheet: Sheet, number: int, embedding: Embedding) -> str:
    if sheet.answer is None:
        return f"<p>{html.escape(sheet.failure or tr('This question was not answered.'))}</p>"
    numbers = {source.number for source in sheet.sources}
    return f'<div class="answer">{answer_html(sheet.answer.text, embedding, number, numbers)}</div>'


def _sources(sources: tuple[Source, ...], number: int, embedding: Embedding) -> list[str]:
    if not sources:
        return []
    lines = [f"<h3>{html.escape(tr('In your material'))}</h3>"]
    for source in sources:
        name = anchor(number, source.number)
        lines.append(
            f'<p class="source"><a name="{name}" id="{name}"></a><b>[{source.number}]</b>'
            f" {plain_html(source.place, embedding)}</p>"
        )
        if source.words:
            lines.append(f"<blockquote>{_words(source, embedding)}</blockquote>")
    return lines


def _words(source: Source, embedding: Embedding) -> str:
    """All of them as they stand in Markdown, which has no page to show; the first ones beside a page."""
    if source.is_markdown:
        return markdown_html(source.words, embedding)
    one_line = html.unescape(" ".join(source.words.split()))
    cut = shortened(one_line, MOST_LETTERS)
    return plain_html(cut if len(one_line) <= MOST_LETTERS else f"{cut.rstrip()} …", embedding)


def _link(link: PageLink, embedding: Embedding) -> str:
    told = tr("it is shown with question {number}", number=link.question)
    return (
        f'<p class="caption">{plain_html(link.caption, embedding)}: '
        f'<a href="#{html.escape(link.anchor)}">{html.escape(told)}</a></p>'
    )


def _picture(picture: Picture, embedding: Embedding) -> str:
    name = html.escape(picture.anchor)
    anchor = f'<a name="{name}" id="{name}"></a>' if name else ""
    return (
        f'<p class="picture">{anchor}<img src="{html.escape(embedding.picture(picture))}"'
        f' width="{picture.shown_px}" alt="{html.escape(picture.alt)}"></p>'
        f'<p class="caption">{plain_html(picture.caption, embedding)}</p>'
    )
