from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.checks.made import flaws, mended, paper, told

from strategies import lines


def test_two_spaces() -> None:
    assert mended("LS265", paper(title="A  Survey   of It")).title == "A Survey of It"
    assert mended("LS265", paper(authors=("Elias  Frantar", "Dan Alistarh"))).authors[0] == "Elias Frantar"


@pytest.mark.parametrize(
    ("title", "better"),
    [
        ("{LLM}.int8(): 8-bit at 100% of Speed", "LLM.int8(): 8-bit at 100% of Speed"),
        (r"Nystr{\"o}mformer", "Nyströmformer"),
        (r"Nystr\"omformer \& Co", "Nyströmformer & Co"),
        (r"An \emph{Efficient} Method", "An Efficient Method"),
        ("Models Can Also ``Think''", "Models Can Also “Think”"),
        ("Language Models--An Algorithm", "Language Models–An Algorithm"),
    ],
)
def test_latex(title: str, better: str) -> None:
    assert mended("LS266", paper(title=title)).title == better


def test_latex_in_a_name() -> None:
    assert mended("LS266", paper(authors=(r"Christopher R{\'e}",))).authors == ("Christopher Ré",)


@pytest.mark.parametrize(
    ("title", "better"),
    [
        (r"Attention in $O(n\log n)$", "Attention in O(n log n)"),
        ("Training $n^2$ Models", "Training n² Models"),
        (r"\(k\)-Means", "k-Means"),
        (r"The $\varepsilon\to\infty$ Limit", "The ε → ∞ Limit"),
    ],
)
def test_a_formula_that_fits_on_a_line(title: str, better: str) -> None:
    assert mended("LS266", paper(title=title)).title == better


@pytest.mark.parametrize(
    "title", [r"Use \foo", r"A \foo{x} with \emph{y}", "Of $x_{ab}$", r"$\sqrt[3]{x}$", r"\begin{x}"]
)
def test_what_no_text_can_say_is_left_to_people(title: str) -> None:
    assert told("LS266", paper(title=title)).startswith("Write it as plain text")


@pytest.mark.parametrize(
    ("title", "better", "named"),
    [
        ("Gizmos and ``Gears'': 75% Off at M&M for $9", "Gizmos and “Gears”: 75% Off at M&M for $9", "'``', ''''"),
        (r"R\&D at 5% for $3 and #1 {x} ~5x", "R&D at 5% for $3 and #1 x ~5x", r"'\&', '{x}'"),
        (r"{\"O}ne  _ 100% $5 ``x''", "Öne  _ 100% $5 “x”", r"""'{\"O}', '``', ''''"""),
    ],
)
def test_only_what_is_latex_changes_and_all_of_it_is_named(title: str, better: str, named: str) -> None:
    (flaw,) = flaws("LS266", paper(title=title))
    assert flaw.change == {("title",): better}
    assert flaw.fix == f'Write  title: "{better}" without {named}'


@pytest.mark.parametrize(
    "title",
    [
        "How to Train It with $100K Budget",
        "Between $5 and $10 a Day",
        "E^2-LLM: Efficient_Length Extension",
        "It's 'Quoted' – and Long-Range — Twice",
        "~100x Faster",
        "100% of #1 & More",
    ],
)
def test_what_only_looks_like_latex(title: str) -> None:
    assert not flaws("LS266", paper(title=title))


@pytest.mark.parametrize(
    ("title", "better"),
    [
        ("Quantization &amp; Pruning", "Quantization & Pruning"),
        ("Don&#39;t Stop &lt;mask&gt;", "Don't Stop <mask>"),
        ("The <i>Lottery</i> Ticket", "The Lottery Ticket"),
        ('<span class="x">SMALL</span> Models', "SMALL Models"),
        ("R&D  &amp; &lt 5 of M&M &notes", "R&D  & &lt 5 of M&M &notes"),
    ],
)
def test_html(title: str, better: str) -> None:
    assert mended("LS267", paper(title=title)).title == better


def test_html_that_plain_text_cannot_say() -> None:
    assert told("LS267", paper(title="H<sub>2</sub>O at x<sup>2</sup>")).startswith("Write it as plain text")


@pytest.mark.parametrize("title", ["R&D; Then More", "A < B > C", "The <mask> Token", "&c;", "AT&T Labs"])
def test_what_only_looks_like_html(title: str) -> None:
    assert not flaws("LS267", paper(title=title))


@pytest.mark.parametrize(
    ("title", "better"),
    [
        ("Across Scales and Tasks，Too", "Across Scales and Tasks, Too"),
        ("LongLLMLingua：Compression", "LongLLMLingua: Compression"),
        ("Half （a） Line", "Half (a) Line"),
        ("Efﬁcient Inference", "Efficient Inference"),
        ("No\u00a0Break and\u2009Thin", "No Break and Thin"),
        ("ReST-MCTS∗: Self-Training", "ReST-MCTS*: Self-Training"),
        ("Non\u2011Breaking", "Non-Breaking"),
        ("𝑘-Means", "k-Means"),
        (unicodedata.normalize("NFD", "Nyströmformer"), "Nyströmformer"),
        ("LLM´s Context", "LLM’s Context"),
    ],
)
def test_odd_characters(title: str, better: str) -> None:
    assert mended("LS268", paper(title=title)).title == better


def test_an_odd_character_is_named() -> None:
    (flaw,) = flaws("LS268", paper(title="No\u00a0Break"))
    assert flaw.reason == "'\u00a0' is U+00A0 NO-BREAK SPACE"
    (flaw,) = flaws("LS268", paper(title="Nystro\u0308mformer"))
    assert flaw.reason == "'\u0308' is U+0308 COMBINING DIAERESIS"
    (flaw,) = flaws("LS268", paper(title="Vie\u0323\u0302t"))
    assert flaw.fix == 'Write  title: "Việt"'


def test_a_lost_character_is_left_to_people() -> None:
    assert told("LS268", paper(title="Nystr\ufffdmformer")) == "Write the character that was lost."


@pytest.mark.parametrize(
    "title",
    [
        "PanGu-Σ and PanGu-π on ∞-Bench",
        "Show, Don’t Tell: “Quotes” – and Dashes — Here",
        "Nyströmformer, Łańcucki and Ré",
        "数据选择：一种方法，以及（其他）",
        "x − 1 × 2 ≤ 3",
    ],
)
def test_characters_that_are_right(title: str) -> None:
    assert not flaws("LS268", paper(title=title))


@pytest.mark.parametrize(
    ("title", "better"), [("NystrÃ¶mformer", "Nyströmformer"), ("Donâ€™t Stop", "Don’t Stop"), ("RÃ©", "Ré")]
)
def test_a_wrong_encoding(title: str, better: str) -> None:
    assert mended("LS269", paper(title=title)).title == better


@pytest.mark.parametrize("title", ["SÃO PAULO", "Ãrea", "Crème Brûlée", "Château"])
def test_letters_that_only_look_like_a_wrong_encoding(title: str) -> None:
    assert not flaws("LS269", paper(title=title))


@given(lines)
def test_any_text_is_mended_or_left(title: str) -> None:
    record = paper(title=title)
    for code in ("LS265", "LS266", "LS267", "LS268", "LS269"):
        for flaw in flaws(code, record):
            if flaw.change:
                mended_once = paper(title=flaw.change["title",])
                assert all(again.change != flaw.change for again in flaws(code, mended_once))


@given(st.text("aäÃ¶&;<i>{}$\\~'`-–—ﬁ，： ", min_size=1, max_size=12).filter(str.strip))
def test_mending_comes_to_an_end(title: str) -> None:
    record, seen = paper(title=title.strip()), set()
    while record.title not in seen:
        seen.add(record.title)
        for code in ("LS261", "LS264", "LS265", "LS266", "LS267", "LS268", "LS269"):
            for flaw in flaws(code, record):
                if flaw.change:
                    record = paper(title=flaw.change["title",])
    assert not [flaw for code in ("LS265", "LS266", "LS267", "LS268") for flaw in flaws(code, record) if flaw.change], (
        record.title
    )
