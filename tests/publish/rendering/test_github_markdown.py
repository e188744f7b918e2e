"""markdown-it with GitHub's extensions stands in for GitHub."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from livingsurvey.model.characters import seen
from livingsurvey.publish.rendering.github_markdown import Anchors, destination, escaped, headings, in_comment

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])

NASTY = r"""
GPT3.int8(): 8-bit *Matrix* Multiplication_for_Transformers __at__ Scale
Why <b>bold</b> & <script> &lt;tags&gt; &amp; &#35; 3 < 5 > 2 <!-- no -->
Attention | Pipes || and \| escaped pipes \\|
$O(n \log n)$ for $100 and $$x$$
With $100 K Budget
`code` and ``more`` and ```
[link](https://a.example) [^1] ![image](x) [ref][ref] [x]
# Title
##
## #
#hashtag C# F #
A heading ##
+ plus
- minus
* star
-
1. one
2024) two
1.58 bits
> quote
~~struck~~ ~10x and ~5x
~~~
```fence
===
---
***
___
- - -
[ ] task
[x] done
ends with a backslash \
C:\new\_x \* \alpha
@mention and #123 by someone@example.org
https://example.org/a_b_c?x=*y*&z www.example.org ftp://x.example
<https://example.org>
16:9:4 :fire: std::move
a1b2c3d4e5 :-: --- == someone@example.org
snake_case _under_ a_ _b __dunder__ x_数_y Ö_ö
数据 “quotes” Ö ∞-former
\
[a]: b
![
](x)
*
_
""".strip("\n").split("\n")

SPECIAL = st.sampled_from("\\`*_{}[]()<>#+-.!|~$&;:'\"=/@^ 1wab数Ö")
ANY = st.characters(exclude_categories=["C", "Z"])
texts = st.text(SPECIAL | ANY, min_size=1, max_size=24).map(seen).map(str.strip).filter(bool)


class _Reader(HTMLParser):
    """The text and the tags of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def read(markdown: str) -> tuple[str, list[str]]:
    reader = _Reader(MARKDOWN.render(markdown))
    return reader.text.strip(), [tag for tag in reader.tags if tag != "span"]


def whole(text: str) -> None:
    """Assert that the text survives everywhere a README puts it."""
    assert read(f"- {escaped(text)}, <ins>ICLR, 2023</ins> [[Paper](https://a.example)]") == (
        f"{text}, ICLR, 2023 [Paper]", ["ul", "li", "ins", "a"],
    )  # fmt: skip
    assert read(f"## {escaped(text)}\n") == (text, ["h2"])
    assert read(f"- [{escaped(text)}](#anchor) (12)") == (f"{text} (12)", ["ul", "li", "a"])
    table = f"| a | b |\n| --- | --- |\n| x {escaped(text)} y | ✅ |\n"
    assert read(table)[0].endswith(f"x {text} y\n✅")


@pytest.mark.parametrize("text", NASTY)
def test_text_reads_as_written(text: str) -> None:
    whole(text)


@pytest.mark.parametrize("text", ["= ", "=== ", "--: ", ":-: ", "--- "])
def test_what_only_spaces_follow_makes_no_heading_and_no_table_of_the_line_above(text: str) -> None:
    assert {token.type for token in MARKDOWN.parse(f"above\n{escaped(text)}\n")} <= {
        "paragraph_open",
        "inline",
        "paragraph_close",
    }


def test_number_signs_at_the_end_are_text_whatever_spaces_follow() -> None:
    assert read(f"## {escaped('In C # ')}\n")[0].strip() == "In C #"


@pytest.mark.parametrize("text", ["数1234567", "a1b2c3d4e5é", "x_0123456789abcdef_x", "数gh-12"])
def test_letters_of_any_script_around_a_reference_make_it_none(text: str) -> None:
    shown = str(in_comment(text))
    assert not re.search(r"[0-9a-f]{7}|gh-", shown)


@given(texts)
def test_any_text_reads_as_written(text: str) -> None:
    whole(text)


@pytest.mark.parametrize(
    "text",
    [
        "QLoRA: Efficient Finetuning of Quantized LLMs",
        "Maybe Only 0.5% Data is Needed (really): A + B = C!",
        "GPT3.int8(): 8-bit, #1 in snake_case & R&D; 3 < 5 > 2 - see C#",
        "An Open LLM and How to Train It with $100 K Budget, by @someone",
    ],
)
def test_what_needs_no_escape_stays_readable(text: str) -> None:
    assert str(escaped(text)).replace("R\\&D;", "R&D;") == text


def test_a_formula_is_kept_from_github_mathematics() -> None:
    assert escaped("$O(n)$ time") == "<span>$</span>O(n)$ time"


def test_no_address_links_itself() -> None:
    assert escaped("https://a.example www.b.example") == "https\\://a.example www\\.b.example"


def test_no_emoji_appears() -> None:
    assert escaped(":fire: hose") == "<span>:</span>fire: hose"


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/wiki/Attention_(machine_learning)",
        'https://example.org/a?b=<c>&d="e"|f\\g`h',
        "https://example.org/?a=1&lt;=2&amp=3",
        "https://example.org/*a*_b_~c~[d]",
    ],
)
def test_a_destination_stays_one_link(url: str) -> None:
    (link,) = [
        token.attrGet("href")
        for token in MARKDOWN.parseInline(f"[x]({destination(url)})")[0].children or []
        if token.type == "link_open"
    ]
    assert MARKDOWN.normalizeLink(url).replace("(", "%28").replace(")", "%29") == link


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("Quick start", "quick-start"),
        ("Efficient Attention & KV Cache", "efficient-attention--kv-cache"),
        ("Weight-Only Quantization", "weight-only-quantization"),
        ("snake_case.py (v2.0)?", "snake_casepy-v20"),
        ("数据选择 Ö É", "数据选择-ö-é"),
        ("x² ½ Ⅷ", "x--ⅷ"),
        ("नमस्ते", "नमस्ते"),
    ],
)
def test_anchor(heading: str, anchor: str) -> None:
    assert Anchors()(heading) == anchor


def test_equal_headings_are_counted_also_against_numbered_ones() -> None:
    anchor = Anchors(["Foo", "Foo 1"])
    assert [anchor("Foo"), anchor("foo!"), anchor("Foo 1"), anchor("Bar")] == ["foo-2", "foo-3", "foo-1-1", "bar"]


def test_headings_of_a_document() -> None:
    text = """# One [link](https://a.example/x_(y)) and `code`

Two
===

Text before a rule is no heading when it is apart from it

---

```bash
# a comment in a block
```

~~~
```
# still a block
~~~

<!--
## commented out
-->
###### Six <ins>more</ins> ##
####### seven
#no space

![picture](x.png) Three
-----
"""
    expected = ["One link and code", "Two", "Six more", "Three"]
    assert [anchor_text(heading) for heading in headings(text)] == [anchor_text(heading) for heading in expected]
    tokens = MARKDOWN.parse(text)
    rendered = [
        "".join(child.content for child in inline.children or [] if child.type in {"text", "code_inline"})
        for opening, inline in pairwise(tokens)
        if opening.type == "heading_open"
    ]
    assert [anchor_text(heading) for heading in rendered] == [anchor_text(heading) for heading in expected]


def anchor_text(heading: str) -> str:
    return Anchors()(heading.strip())
