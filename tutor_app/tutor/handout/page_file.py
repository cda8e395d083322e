"""A handout as one HTML file that needs nothing else: no network, no script, no other file."""

import base64
import html
from collections.abc import Callable, Sequence
from pathlib import Path

from tutor_app.core.cancel import Cancellation
from tutor_app.core.language import spoken
from tutor_app.core.maths.said import said
from tutor_app.tutor.handout.body import sheet_html
from tutor_app.tutor.handout.chosen import title_of
from tutor_app.tutor.handout.picture import Picture
from tutor_app.tutor.handout.sheet import sheets
from tutor_app.tutor.past import PastTurn
from tutor_app.tutor.session import Tutor
from tutor_app.tutor.typesetting import DRAWN_PX, MATHS_TO_TEXT, typeset
from tutor_app.tutor.whole_file import whole_file

STYLE = """
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; line-height: 1.55;
  font-family: "Segoe UI", "Noto Sans", "Noto Sans CJK SC", "Microsoft YaHei UI", "PingFang SC", sans-serif;
  color: #23211d; background: #ffffff; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; margin-bottom: 0; } h3 { font-size: 1rem; }
.question { border-top: 1px solid #ddd6c9; padding-top: 1rem; margin-top: 2rem; }
.about, .caption, blockquote { color: #625c50; font-size: 0.9rem; }
.source { margin-bottom: 0; } .picture { margin-bottom: 0; }
blockquote { margin: 0.25rem 0 0.75rem; padding-left: 0.75rem; border-left: 3px solid #ddd6c9; }
img { max-width: 100%; height: auto; border: 1px solid #ddd6c9; }
table { border-collapse: collapse; } th, td { border: 1px solid #ddd6c9; padding: 0.1rem 0.5rem; }
a { color: #8a4b08; } :target + b { background: #ffdf80; }
.formula { display: inline-block; } .formula svg { display: block; width: 100%; height: 100%; }
@media print {
  body { max-width: none; margin: 0; padding: 0; } h2, h3, .source { break-after: avoid; }
  .picture, blockquote, table { break-inside: avoid; } .picture { break-after: avoid; }
  img { max-height: 22cm; width: auto; } a { color: inherit; }
}
@page { margin: 15mm; }
"""
ALLOWED = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


class SelfContained:
    """Formulas as drawings with their words, pictures as data."""

    def formula(self, latex: str, *, is_display: bool) -> str:
        drawn = typeset(latex, is_display)
        if drawn is None:
            return f"<code>{html.escape(latex)}</code>"
        em = MATHS_TO_TEXT / DRAWN_PX
        size = f"width:{drawn.width * em:.3f}em;height:{(drawn.ascent + drawn.descent) * em:.3f}em"
        words = html.escape(said(latex, spoken()))
        return (
            f'<span class="formula" role="img" aria-label="{words}" title="{html.escape(latex)}"'
            f' style="{size};vertical-align:{-drawn.descent * em:.3f}em">{drawn.svg}</span>'
        )

    def picture(self, picture: Picture) -> str:
        return f"data:{picture.mime};base64,{base64.b64encode(picture.encoded).decode()}"


def write_html(
    tutor: Tutor,
    turns: Sequence[PastTurn],
    file: Path,
    say: Callable[[float], None] = lambda _: None,
    cancel: Cancellation | None = None,
) -> None:
    """Write questions with their answers and pages; `say` hears how much is written, 0 to 1.

    Raises:
        TutorError: nothing can be written; what was there stays.
        Cancelled: `cancel` was requested.
    """
    embedding, cancel = SelfContained(), cancel or Cancellation()
    with whole_file(file) as part, part.open("w", encoding="utf-8") as out:
        out.write(_head(title_of(turns)))
        for sheet, number in sheets(tutor, turns, say, cancel):
            out.write(sheet_html(sheet, number, embedding))
        out.write("</body></html>\n")


def _head(title: str) -> str:
    language = {"en": "en", "zh": "zh-CN"}[spoken()]
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{ALLOWED}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(title)}</title>\n<style>{STYLE}</style></head>\n"
        f"<body><h1>{html.escape(title)}</h1>\n"
    )
