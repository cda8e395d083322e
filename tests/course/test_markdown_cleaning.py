"""Markdown as people write it becomes plain Markdown, and nothing of it is lost or run."""

import time

import pytest

from tutor_app.course.markdown_cleaning import clean_markdown
from tutor_app.tutor.grammar import course_markdown


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("---\ntitle: Waves\ntags: [a]\n---\n\n# Waves\n\nText.", "# Waves\n\nText."),
        ("---\ntitle: 'Waves'\n---\nText.", "# Waves\n\nText."),
        ('+++\ntitle = "Waves"\n+++\nText.', "# Waves\n\nText."),
        ("Title\n---\n\nText.", "Title\n---\n\nText."),
        ("A <!-- hidden\nword --> B", "A  B"),
        ("Press <kbd>F9</kbd>, <u>now</u>.<br>Then wait.", "Press F9, now. Then wait."),
        (
            "a < b and `<u>` stay, as <https://example.org> does",
            "a < b and `<u>` stay, as <https://example.org> does",
        ),
        ("## Heat {#sec-heat .unnumbered}", "## Heat"),
        (
            "Ice floats.[^why] It melts[^2], too.\n\n[^why]: It is less dense.\n[^2]: At 0 °C.",
            "Ice floats¹. It melts², too.\n\n¹ It is less dense.\n² At 0 °C.",
        ),
        ("The class `[^a]` is no note.[^b]", "The class `[^a]` is no note.[^b]"),
        (
            "1.  Run <u>it</u>:\n\n    ```html\n    <u>a</u> [[b]]\n    !!! x\n    ```\n\n    <u>Done</u>.",
            "1.  Run it:\n\n    ```html\n    <u>a</u> [[b]]\n    !!! x\n    ```\n\n    Done.",
        ),
        ("![A](a.png){ width=50% }", "![A](a.png)"),
        ("$\\frac{a}{b}$ and {braces} stay", "$\\frac{a}{b}$ and {braces} stay"),
        ('!!! note "Mind"\n\n    Ice floats.\n\nAfter.', "**Mind**\n\nIce floats.\n\nAfter."),
        ("??? tip\n    Ice floats.", "**Tip**\n\nIce floats."),
        (":::{warning}\nIce is slippery.\n:::", "**Warning**\n\nIce is slippery."),
        ("::: note Mind\nIce floats.\n:::", "**Mind**\n\nIce floats."),
        ("```{admonition} Mind\n:class: tip\nIce floats.\n```", "**Mind**\n\nIce floats."),
        (
            "```{figure} a.png\n:name: x\nIce on a lake.\n```",
            "![Ice on a lake.](<a.png>)\n\n*Ice on a lake.*",
        ),
        ("```{code-block} python\nx = 1\n```", "```{code-block} python\nx = 1\n```"),
        ("> [!NOTE]\n> Ice floats.", "> **Note**\n>\n> Ice floats."),
        (
            '=== "Ice"\n\n    Solid.\n\n=== "Water"\n\n    Liquid.',
            "**Ice**\n\nSolid.\n\n**Water**\n\nLiquid.",
        ),
        ("Ice\n: Frozen water.", "**Ice**: Frozen water."),
        ("See {ref}`ice <sec-ice>` and {term}`water`.", "See ice and water."),
        (
            "The `{cite}` roles of `ice.bib`, as `` {ref}`ice` `` says.",
            "The `{cite}` roles of `ice.bib`, as `` {ref}`ice` `` says.",
        ),
        ("Write `<!-- x -->`, `[[Ice]]` or `&nbsp;`.", "Write `<!-- x -->`, `[[Ice]]` or `&nbsp;`."),
        ("`melt()`{.python} melts ice.", "`melt()` melts ice."),
        ("[](){#melting}\n## Melting", "## Melting"),
        (":material-snowflake:{ .big } Ice floats: :octicons-check-24: yes.", "Ice floats: yes."),
        ("See [[Ice|the ice]] and ![[a b.png]].", "See the ice and ![](<a b.png>)."),
        ("![A foot pump](pics/a b.png)", "![A foot pump](<pics/a b.png>)"),
        ("![A](pics\\a.png)", "![A](<pics/a.png>)"),
        ("<div align=center>\n<b>Ice</b> floats.\n</div>", "**Ice** floats."),
        ("<ul>\n<li>Ice</li><li>Water</li>\n</ul>", "- Ice\n- Water"),
        ("<ol><li>Heat it.</li>\n<li>Wait.</li></ol>", "1. Heat it.\n2. Wait."),
        ("<table><tr><th>a</th></tr><tr><td>1 | 2</td></tr></table>", "| a |\n| --- |\n| 1 \\| 2 |"),
        (
            '<figure><img src="i.png" alt="Ice"><figcaption>Figure 1. Ice.</figcaption></figure>',
            "![Ice](<i.png>)\n\n*Figure 1. Ice.*",
        ),
        ("<script>\nalert(1)\n</script>\n\nText.", "Text."),
        ("```html\n<div>kept</div>\n<!-- kept -->\n```", "```html\n<div>kept</div>\n<!-- kept -->\n```"),
    ],
)
def test_what_is_written_is_told_plainly(written, plain):
    lines = [line.rstrip() for line in clean_markdown(written).strip().split("\n")]
    told = "\n".join(line for n, line in enumerate(lines) if line or lines[n - 1])
    assert told == plain


def test_plain_text_stays_as_it_is():
    plain = (
        "# Ice\n\nIce *floats*: [why](b.md).\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n$$x^2$$\n"
    )
    assert clean_markdown(plain) == plain


@pytest.mark.parametrize(
    "piece",
    [
        "![",
        "<div>",
        "<!--",
        "{#a",
        "!!! x\n    ",
        ":::a\n",
        "> ",
        "[[",
        "`",
        "<b ",
        "- ",
        "**",
        "---\n",
        "&nbsp;",
    ],
)
def test_the_time_grows_with_the_length_alone(piece):
    def took(count):
        start = time.perf_counter()
        clean_markdown(piece * count)
        return time.perf_counter() - start

    took(100)
    few, many = took(1_500), took(6_000)
    assert many < 12 * few + 0.2, f"{few:.3f} s, then {many:.3f} s for four times as much"


@pytest.mark.parametrize("piece", ["![", "[a](", "*a", "**", "`", "_b ", "> ", "<b", "[x][y]", "$a", "\\["])
def test_what_is_shown_of_a_line_made_to_choke_a_parser_is_parsed_at_once(piece):
    text = clean_markdown("# Title\n\n" + piece * (100_000 // len(piece)))
    start = time.perf_counter()
    course_markdown().parse(text)
    assert time.perf_counter() - start < 1.5
