"""What a PDF is called: by its author, not by the program that wrote it."""

import re

_PROGRAMS = re.compile(
    r"(?:microsoft|ms)\s+(?:office\s+)?(?:power\s*point|word|excel|publisher|visio)\b.*"
    r"|(?:power\s*point|word|excel|publisher|visio|writer|impress|keynote|pages)\s+[-–—]\s.*"
    r"|(?:power\s*point|word|excel|keynote|impress|writer)(?:\s*(?:presentation|document|演示文稿|文档))?[\W\d_]*"
    r"|(?:libre|open)office(?:\.org)?(?:\s+\w+)?"
    r"|(?:adobe\s+)?(?:indesign|photoshop|illustrator|acrobat)(?:\s+\w+)?[\W\d_]*"
    r"|corel\s?draw\b.*|quarkxpress\b.*|autocad\b.*"
    r"|(?:un(?:titled|benannt|named)|no ?name|无标题|無標題|未命名|ohne titel|sans titre|sin título)"
    r"(?:\s*(?:document|presentation))?[\W\d_]*"
    r"|(?:new |neues )?(?:document|dokument|presentation|präsentation|slides?|folie|page|layout|drawing|book"
    r"|sheet|文档|文稿|演示文稿|幻灯片|工作簿)\s*[\W\d_]*"
    r"|scan(?:ned)?(?:\s*(?:document|image))?[\W\d_]*|image[\W\d_]*|img[\W\d_]*\d|print(?:ing|out| preview)?"
    r"|no job name|about:blank|\(?anonymous\)?|title|titel|temp|tmp|null|none|doc[\W\d_]*|test|draft|final"
    r"|copy of .*|(?:template|beamer|main|thesis|paper|report|output|ms)[\W\d_]*",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"\.(?:docx?|dotx?|rtf|odt|ods|odp|pages|key|numbers|pptx?|ppsx?|xlsx?|pdf|e?ps|ai|psd|indd?|qxd|qxp|pmd|p65|fm|"
    r"tex|dvi|ltx|md|html?|txt|svg|cdr|dwg|vsdx?|tiff?|jpe?g|png|wpd|sxw|idml|mif|xps|pub)\s*$",
    re.IGNORECASE,
)
_PLACE = re.compile(r"^(?:[A-Za-z]:[\\/]|\\\\|/|~/|\.{1,2}/|file:|https?:|www\.)")
_NUMBER = re.compile(r"^[\W\d_]*$|^[0-9a-f]{8}(?:-?[0-9a-f]{4,12}){2,}$", re.IGNORECASE)


def is_title(text: str) -> bool:
    """Tell whether a title in a file's metadata names its content, not a program, file or place."""
    title = text.strip()
    has_letters = len(title) > 2 or any("㐀" <= char <= "鿿" for char in title)
    wrong = _PROGRAMS.fullmatch(title) or _FILE.search(title) or _PLACE.match(title) or _NUMBER.match(title)
    return has_letters and title.isprintable() and not wrong
