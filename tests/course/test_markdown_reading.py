"""Blocks of Markdown as a reader takes them."""

from tutor_app.course.markdown import MarkdownReader
from tutor_app.course.raw import RawBlock, joined

STEPS = """# Loops

1. Write a loop:

   ```python
   for n in range(3):
       print(n)
   ```

   It prints three numbers.
2. Run it.
"""


def test_code_in_an_item_of_a_list_keeps_its_lines(tmp_path):
    (tmp_path / "a.md").write_text(STEPS, encoding="utf-8")
    items = MarkdownReader(tmp_path / "a.md").read(0)
    blocks = [(item.kind, joined(item.lines, item.joiner)[0]) for item in items if isinstance(item, RawBlock)]
    assert blocks == [
        ("list", "1. Write a loop:"),
        ("code", "```python\nfor n in range(3):\n    print(n)\n```"),
        ("list", "It prints three numbers.\n2. Run it."),
    ]
