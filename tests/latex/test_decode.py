from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingsurvey.latex.decode import decode, decode_url, pieces


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Widgets & Gadgets at AT&T: a 50% Cheaper Model for $5", None),
        ("From $5 to $10, C# and snake_case at ~5x", None),
        ("#1 of 100%: x^2 < y > z | `", None),
        ("It's 'quoted', \"twice\"", None),
        ("An unbalanced { brace", None),
        ("An unbalanced } brace and a curse\\", None),
        (r"100\% of R\&D for \$5 in C\# with snake\_case \{x\}", "100% of R&D for $5 in C# with snake_case {x}"),
        (r"{GPTQ}: {A}ccurate {{Double}}", "GPTQ: Accurate Double"),
        ("Graph Networks~for Decays, 2~for~5", "Graph Networks for Decays, 2 for 5"),
        (r"{``}Gadgets{''} as the {`}Anthology{'} has them", "“Gadgets” as the ‘Anthology’ has them"),
        (r"\glqq{}x\grqq{} \flqq{}y\frqq{} \noindent z", "„x“ «y» z"),
        (r"``Gadgets'' and `gizmos', a--b, 1--2 -- or---not", "“Gadgets” and ‘gizmos’, a–b, 1–2 – or—not"),
        (r"\textbackslash{}x \textless y\textgreater{} \textasciitilde{}5x", "\\x <y> ~5x"),
        (r"{\em Deep} \emph{Nets} \textsc{Sc} \mbox{in one} \underline{x}", "Deep Nets Sc in one x"),
        (r"\LaTeX{} and \LaTeX\ and \LaTeX is \TeX", "LaTeX and LaTeX and LaTeX is TeX"),
        (r"\href{https://x.example/~a_b%20c}{Gadgets} at \url{https://x.example/a_b%20c}",
         "Gadgets at https://x.example/a_b%20c"),
        (r"\texorpdfstring{$\mu$P}{muP} \enquote{x} \textcolor{red}{y}", "muP “x” y"),
        ("two\n    lines", "two lines"),
    ],
)  # fmt: skip
def test_text(value: str, text: str | None) -> None:
    assert decode(value).text == (text or value)
    assert decode(value).notes == ()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (r"""{\"o} \"{o} \"o {\"{o}} \" o""", "ö ö ö ö ö"),
        (r"\v{c} \v c {\v c} \c{c} \u{g} \H{o} \k{a} \r{u} \d{a} \b{d} \={a} \.{z}", "č č č ç ğ ő ą ů ạ ḏ ā ż"),
        (r"\'{\i} {\'\i} {\'i} \^{\j} \i", "í í í ĵ ı"),
        (r"{\o} \o re {\aa}{\AA} {\ss} \l{} {\ae}{\OE} {\dj} {\th} {\ng}", "ø øre åÅ ß ł æŒ đ þ ŋ"),
        (r"\'{\^e} Vi\d{\^e}t Nguy\h{\^e}n \ohorn{} \'{\uhorn}", "ế Việt Nguyển ơ ứ"),
        (r"{\textquoteleft}x{\textquoteright} {\ldots} {\texttrademark} {\S}5 {\pounds}", "‘x’ … ™ §5 £"),
    ],
)
def test_accents_and_letters(value: str, text: str) -> None:
    assert decode(value).text == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (r"{$H\to b\bar b$} Decays", "H → bb̄ Decays"),
        (r"$R_{1\rho}$ Dispersion", "R₁ᵨ Dispersion"),
        (r"$\mathcal{O}(n\log n)$ and $O(n^2)$ in $\mathbb{R}^n$", "O(n log n) and O(n²) in ℝⁿ"),
        (r"\ensuremath{\alpha}-divergence, $\beta$-VAE, \(k\)-means, $$x$$", "α-divergence, β-VAE, k-means, x"),
        (r"$N = 4$, $\mathcal{N}=4$, $2\times$ faster, $16\times 16$, $\alpha + \beta$",
         "N = 4, N=4, 2× faster, 16×16, α + β"),
        (r"$10^{-3}$ at $90^\circ$ and $\pm 1$, $\geq 5$, A$^*$, 4$^{th}$, $f'$, $x-1$",
         "10⁻³ at 90° and ±1, ≥5, A*, 4th, f′, x−1"),
        (r"$\sqrt{s} = 13$ TeV, $\frac{1}{2}$, $\frac{a+b}{2}$, $\hat{x}$, $\not\in$",
         "√s = 13 TeV, 1/2, (a+b)/2, x̂, ∉"),
        (r"$<$1\% at $\sim$5 and $\approx$10$\times$2, not $5 or $10", "<1% at ∼5 and ≈10×2, not $5 or $10"),
        (r"$O(\log_2 n)$, $\min_x f(x)$", "O(log₂ n), minₓ f(x)"),
        (r"Gadget\textsuperscript{\textregistered}, Gadget$^{\mathrm{TM}}$", "Gadget®, Gadget™"),
        (r"CO\textsubscript{2} and CO$_2$ and m\textsuperscript{2}", "CO₂ and CO₂ and m²"),
    ],
)  # fmt: skip
def test_formulas(value: str, text: str) -> None:
    assert decode(value).text == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("R&amp;D, R\\&amp;D, R&amp;amp;D &#8211; &#x2013;", "R&D, R&D, R&D – –"),
        ("H<sub>2</sub>O and x&lt;sup&gt;2&lt;/sup&gt;", "H₂O and x²"),
        ("<i>In vivo</i> <jats:italic>x</jats:italic> <b class='y'>z</b>", "In vivo x z"),
        (r"{\textless}i{\textgreater}In vivo{\textless}/i{\textgreater} at {\textless}5", "In vivo at <5"),
        (r"\textless{}i\textgreater{}x\textless{}/i\textgreater{}, $<$sub$>$2$<$/sub$>$", "x, ₂"),
        ("if a<b>c, <p> values, <i>x</i>", "if a<b>c, <p> values, x"),
        ("A < B, <mask> and c;", "A < B, <mask> and c;"),
        ("Prices of &#36;5 and &#123;x", "Prices of $5 and {x"),
    ],
)
def test_what_catalogues_leave_of_html(value: str, text: str) -> None:
    assert decode(value).text == text


@pytest.mark.parametrize(
    ("value", "unknown"),
    [
        (r"Use \foo{x}{y} here", r"\foo{x}{y}"),
        (r"\input{/etc/passwd}", r"\input{/etc/passwd}"),
        (r"A $x_{ab}$ B", "$x_{ab}$"),
        (r"\begin{y}x\end{y}", r"\begin{y}"),
        (r"{Long \foo{x} Title}", r"\foo{x}"),
    ],
)
def test_what_is_not_known_stays_as_it_stands_with_a_note(value: str, unknown: str) -> None:
    decoded = decode(value)
    assert unknown in decoded.text
    assert f"{unknown} is LaTeX that is not supported here; it is kept as it is" in decoded.notes


def test_what_is_known_beside_it_is_decoded() -> None:
    assert decode(r"{M\"uller's \foo{x} for 5\%}").text == r"Müller's \foo{x} for 5%"


@pytest.mark.parametrize(
    ("value", "address"),
    [
        (r"10.1007/978-3-030-12345-6\_7", "10.1007/978-3-030-12345-6_7"),
        (r"10.1162/tacl{\_}a{\_}00123", "10.1162/tacl_a_00123"),
        ("https://x.example/a%20b?x=1&y=2#z~w_v", None),
        (r"\url{https://x.example/a_b}", "https://x.example/a_b"),
        (r"https://x.example/{\textasciitilde}me/50\%25\&c", "https://x.example/~me/50%25&c"),
        (r"https://x.example/$\sim$me/\~{}you?a=1&amp;b=2", "https://x.example/~me/~you?a=1&b=2"),
        (r"\url{https://x.example/\%20z}", "https://x.example/%20z"),
        (r"10.1002/1096(199601)1:1$<$113::AID{\textgreater}3.0.CO;2-6", "10.1002/1096(199601)1:1<113::AID>3.0.CO;2-6"),
    ],
)
def test_addresses(value: str, address: str | None) -> None:
    assert decode_url(value) == (address or value)


_TOKENS = ["%", "&", "$5", "#", "_", "^", "<", ">", '"', "'", "|", "@", "*", "=", "a", "É", "数", "7", ".", " ", " ~5"]


@given(st.lists(st.sampled_from(_TOKENS), max_size=20).map("".join))
def test_text_without_latex_comes_back_unchanged(text: str) -> None:
    text = " ".join(text.split())
    if not re.search(r"''|\$5\S*\$", text):
        assert decode(text).text == text


_LATEX = [
    "{",
    "}",
    "\\",
    "$",
    "`",
    "'",
    "--",
    "~",
    "\\'",
    "\\alpha",
    "\\emph",
    "^",
    "_",
    "\\(",
    "\\)",
    "\\begin{x}",
    "x",
]


@given(st.lists(st.sampled_from(_LATEX), max_size=30).map("".join))
def test_anything_is_read_and_its_pieces_are_told_in_order(source: str) -> None:
    decode(source)
    end = 0
    for piece in pieces(source):
        assert end <= piece.start < piece.stop <= len(source)
        assert piece.source == source[piece.start : piece.stop]
        end = piece.stop


@pytest.mark.parametrize(
    "unit", ["{", "}", "$", "$a", "\\x", "\\'", "`", "``x", "{a}", "\\(", "a~", "a--", "\\foo{", "&#"]
)
def test_long_runs_are_read_too(unit: str) -> None:
    assert decode(unit * 5_000).text
