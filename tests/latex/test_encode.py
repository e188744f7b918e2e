from __future__ import annotations

import os
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingsurvey.latex.commands import table
from livingsurvey.latex.decode import decode
from livingsurvey.latex.encode import encode, encode_url, needs
from strategies import lines

_CHARACTERS = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"))
_TROUBLE = st.sampled_from(
    [*"\\{}$%&#_^~`'\"<>|-,?! ab\u0301\u0304\u0338é₂−×ℝą数", "\\alpha", "{\\", "$x$", "&amp;", "<i>", "''", "--", "\\("]
)


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("A plain title: 8-bit (v2), it's!", "A plain title: 8-bit (v2), it's!"),
        ("R&D: 100% of #1 for $5_x", r"R{\&}D: 100{\%} of {\#}1 for {\$}5{\_}x"),
        ("Nyström, Łańcucki, í, ǿ", r"Nystr{\"o}m, {\L}a{\'n}cucki, {\'{\i}}, {\'{\o}}"),
        ("a < b | c > {d} \\e ~f ^g `h", None),
        ("α → ∞, b̄, x̂, H₂O, 10⁻³, ε", None),
        ("two -- hyphens and '' apostrophes", "two -{}- hyphens and '{}' apostrophes"),
        ("数据 and Жук stay", "数据 and Жук stay"),
    ],
)
def test_text_becomes_latex(text: str, latex: str | None) -> None:
    written = encode(text)
    assert written == latex or latex is None
    assert decode(written).text == text


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("é α → ℓ ½ “x” — …", ()),
        ("ą and «x»", (r"\usepackage[T1]{fontenc}",)),
        ("ℝ and □", (r"\usepackage{amssymb}",)),
        ("ą in ℝ", (r"\usepackage[T1]{fontenc}", r"\usepackage{amssymb}")),
        ("ą, ℝ and 数", ("XeLaTeX or LuaLaTeX",)),
    ],
)
def test_what_a_document_must_load_to_print_a_text(text: str, needed: tuple[str, ...]) -> None:
    assert needs(text) == needed


@given(st.one_of(lines, st.lists(_CHARACTERS | _TROUBLE, max_size=14).map("".join)))
def test_text_that_went_out_comes_back(text: str) -> None:
    text = unicodedata.normalize("NFC", " ".join(filter(None, text.split(" "))))
    decoded = decode(encode(text))
    assert decoded.text == text
    assert decoded.notes == ()


def test_every_character_comes_back() -> None:
    letters = (chr(code) for code in (*range(0x20, 0xD800), *range(0xE000, 0x30000)))
    told = (letter for letter in letters if unicodedata.category(letter) not in ("Cc", "Zl", "Zp", "Zs"))
    assert [
        letter for letter in told if letter == unicodedata.normalize("NFC", letter) != decode(encode(letter)).text
    ] == []


@given(st.lists(_CHARACTERS | _TROUBLE, max_size=14).map("".join))
def test_braces_are_balanced_and_no_text_is_a_command(text: str) -> None:
    written, depth = encode(text), 0
    for character in written:  # as BibTeX counts, which does not look for a backslash
        depth += (character == "{") - (character == "}")
        assert depth >= 0
    assert depth == 0
    assert set(re.findall(r"\\([A-Za-z]+)", written)) <= _known()


def _known() -> set[str]:
    groups = table()["written"].values()
    accents = {name for _, *names in table()["accents"] for name in names}
    return {name for group in groups for name in group.values()} | accents | {"mathbb", "not"}


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://x.example/a%20b?x=1&y=2#z_~", "https://x.example/a%20b?x=1&y=2#z_~"),
        ("https://evil.example/},}@misc{injected", "https://evil.example/%7D,%7D@misc%7Binjected"),
        ("https://evil.example/}\\input{/etc/passwd}", "https://evil.example/%7D%5Cinput%7B/etc/passwd%7D"),
        ('https://x.example/数|^`" <', "https://x.example/%E6%95%B0%7C%5E%60%22%20%3C"),
    ],
)
def test_nothing_ends_an_address_before_its_end(url: str, written: str) -> None:
    assert encode_url(url) == written


@pytest.mark.slow
def test_pdflatex_prints_what_the_text_says(tmp_path: Path) -> None:
    if shutil.which("pdflatex") is None or shutil.which("pdftotext") is None:
        reason = "no pdflatex or no pdftotext: apt-get install texlive-latex-base poppler-utils"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    told = [text for text in _PRINTED.split() if not needs(text)]
    body = "\n".join(f"({at}: {encode(text)} :{at})" + r"\par" for at, text in enumerate(told))
    document = "\\documentclass{article}\\pagestyle{empty}\\begin{document}\n" + body + "\n\\end{document}\n"
    (tmp_path / "symbols.tex").write_text(document, encoding="ascii")
    for command in (
        ("pdflatex", "-interaction=nonstopmode", "-halt-on-error", "symbols"),
        ("pdftotext", "-raw", "symbols.pdf"),
    ):
        ended = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", errors="replace")
        assert ended.returncode == 0, ended.stdout[-2000:]
    printed = (tmp_path / "symbols.txt").read_text(encoding="utf-8")
    read = {int(at): text for at, text in re.findall(r"\((\d+): (.+?) :\1\)", " ".join(printed.split()))}
    assert len(read) == len(told) > 90
    assert [(text, read[at]) for at, text in enumerate(told) if _shape(read[at]) != _shape(text)] == []


_PRINTED = """
α β γ δ ε ζ θ λ μ ν π σ φ ω Γ Δ Σ Ω → ← ↔ ⇒ ≤ ≥ ≈ ≠ ∼ ≡ ≪ × ± ÷ ∞ ∈ ⊂ ⊆ ⊕ ⊗ ∥ ∝ ∀ ∃ ¬ ∧ ∨ ∩ ∪
² ³ ₂ ₙ ⁿ ⁻³ ℓ ∂ ∇ ° − – — ½ ¼
b̄ H₂O E(3) <x> a|b {y} R&D 50% #1 $5 § ¶ © ® † ‡ • · ¿ ¡ £ ¥ µ ⟨x⟩ ⌈x⌉
Nyström Ré Łódź ç ő ğ ß Ærø œuvre Åse naïve señor ʰ
“quoted” ‘single’ it’s x--y a''b
"""


def _shape(text: str) -> str:
    """What two readings of a page have in common: small digits are digits, a stroke is a character of its own."""
    usual = {"∆": "Δ", "ı": "i", "’": "'", "ł": "l", "Ł": "L", "̸": "", "≠": "="}
    folded = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text))
    return "".join(usual.get(letter, letter) for letter in folded).replace(" ", "")
