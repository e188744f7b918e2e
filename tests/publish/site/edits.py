"""Edits of every kind to the made-up survey, in whatever order they come.

Each is a function over the survey's folder, and leaves it without errors. No two touch the same words, so that any
order will do; what comes and goes does so in two edits that are the same one done twice.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.checks.examples import git

Edit = Callable[[Path], None]

_ADDED = """\
name: Tiny
title: "Tiny & <quick>: 数 more"
authors: [Elias Frantar, {family: King, given: Martin Luther, suffix: Jr.}]
year: 2024
month: 2
venue: NeurIPS
links: {page: "https://example.org/tiny"}
topics: [quantization]
added: 2024-03-01
"""
_DISTILLATION = """\
      - id: knowledge-distillation
        title: {en: Knowledge Distillation, zh: 知识蒸馏}
        definition: {en: A small model learns from a large one., zh: 小模型向大模型学习。}
"""


def replaced(root: Path, file: str, old: str, new: str) -> None:
    """Put one text in another's place."""
    text = (root / file).read_text(encoding="utf-8")
    assert old in text, (file, old)
    (root / file).write_text(text.replace(old, new), encoding="utf-8")


def toggled(root: Path, file: str, text: str) -> None:
    """Make a file with this text, or take away the one that is there."""
    path = root / file
    if path.exists():
        path.unlink()
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def appended(root: Path, file: str, text: str) -> None:
    """Add text to the end of a file."""
    with (root / file).open("a", encoding="utf-8") as opened:
        opened.write(text)


def topic_moved(root: Path) -> None:
    """Hang a topic under another root."""
    replaced(root, "taxonomy.yaml", _DISTILLATION, "")
    appended(root, "taxonomy.yaml", _DISTILLATION)


def topic_given_up(root: Path) -> None:
    """Give a topic another id, and say where the old one went."""
    for file in ("taxonomy.yaml", "papers/2023/chen2023maybe.yaml"):
        replaced(root, file, "data-selection", "choice-of-data")
    bold = root / "papers/2024/example2024bold.yaml"
    if bold.exists():
        replaced(root, "papers/2024/example2024bold.yaml", "data-selection", "choice-of-data")
    text = (root / "taxonomy.yaml").read_text(encoding="utf-8")
    (root / "taxonomy.yaml").write_text(f"moved: {{data-selection: choice-of-data}}\n{text}", encoding="utf-8")


def paper_withdrawn(root: Path) -> None:
    """Take a paper out, and say why."""
    (root / "papers/2021/xiong2021nystromformer.yaml").unlink()
    replaced(root, "knowledge/lists.yaml", ", xiong2021nystromformer", "")
    appended(root, "survey.yaml", "withdrawn: {xiong2021nystromformer: Not about <language>.}\n")


def key_given_up(root: Path) -> None:
    """Give a record another key, and change nothing in it."""
    (root / "papers/2023/li2023symbolic.yaml").rename(root / "papers/2023/li2023small.yaml")
    appended(root, "survey.yaml", "retired: {li2023symbolic: li2023small}\n")
    replaced(root, "knowledge/lists.yaml", "li2023symbolic", "li2023small")
    replaced(root, "knowledge/results/small-models.yaml", "paper: li2023symbolic", "paper: li2023small")


def author_of_three_papers(root: Path) -> None:
    """Name an author of one paper on two others, so that there is a page of that author; or take both back."""
    h2o, gptq = "papers/2023/zhang2023h2o.yaml", "papers/2022/frantar2022gptq.yaml"
    has_page = "Tim Dettmers" in (root / h2o).read_text(encoding="utf-8")
    for file, other in ((h2o, "Ying Sheng"), (gptq, "Saleh Ashkboos")):
        replaced(root, file, *(("Tim Dettmers", other) if has_page else (other, "Tim Dettmers")))


def committed(root: Path) -> None:
    """Commit everything to git; of the first commit, it tells no more than the day, and later what has changed."""
    if not (root / ".git").exists():
        git(root, "init", "--quiet")
    git(root, "add", "papers", "*.yaml", "knowledge")
    git(root, "commit", "--quiet", "--allow-empty", "--message=x")


def venue_committed(root: Path) -> None:
    """Commit before and after a paper has appeared."""
    committed(root)
    replaced(root, "papers/2023/chen2023maybe.yaml", "venue: arXiv", "venue: NeurIPS")
    committed(root)


def caches_damaged(root: Path) -> None:
    """Damage everything that a build keeps for the next one."""
    for path in sorted((root / "build/cache").iterdir()):
        path.write_bytes(path.read_bytes()[:-3] + b"\0\xff\0")


def cache_lost(root: Path) -> None:
    """Remove everything that a build keeps for the next one."""
    shutil.rmtree(root / "build", ignore_errors=True)


EDITS: dict[str, Edit] = {
    "title": partial(replaced, file="papers/2023/zhang2023h2o.yaml", old="Heavy-Hitter", new="Light-Hitter"),
    "venue": partial(replaced, file="papers/2021/martins2021former.yaml", old="venue: ACL", new="venue: AAAI"),
    "topic moved": topic_moved,
    "topic given up": topic_given_up,
    "topic named anew": partial(replaced, file="taxonomy.yaml", old="en: Efficient Attention", new="en: Attention"),
    "definition of a topic": partial(replaced, file="taxonomy.yaml", old="Fewer and better", new="Fewer & better"),
    "paper added": partial(toggled, file="papers/2024/frantar2024tiny.yaml", text=_ADDED),
    "paper removed": lambda root: (root / "papers/2024/example2024bold.yaml").unlink(),
    "paper withdrawn": paper_withdrawn,
    "key given up": key_given_up,
    "paper's topics": partial(
        replaced, file="papers/2022/frantar2022gptq.yaml", old="[weight-only-quantization]", new="[quantization]"
    ),
    "author of three papers": author_of_three_papers,
    "author named anew": partial(
        replaced, file="papers/2022/dettmers2022llmint8.yaml", old="Younes Belkada", new="{family: Belkada, given: Y.}"
    ),
    "venue's name": partial(replaced, file="knowledge/venues.yaml", old="Conference on Learning", new="Meeting on"),
    "venue's kind": partial(replaced, file="knowledge/venues.yaml", old="kind: web", new="kind: conference"),
    "framework's answer": partial(
        replaced, file="knowledge/frameworks.yaml", old="lacks: [training]", new="lacks: [inference]"
    ),
    "result": partial(replaced, file="knowledge/results/small-models.yaml", old='"45.2"', new='"4.52"'),
    "metric": partial(replaced, file="knowledge/metrics.yaml", old="Memory in use.", new="Memory <in use>."),
    "sister's match": partial(replaced, file="knowledge/surveys.yaml", old="relation: exact", new="relation: narrower"),
    "candidate": partial(replaced, file="knowledge/surveys.yaml", old="Counting goats", new="Counting & goats"),
    "trait": partial(replaced, file="knowledge/traits.yaml", old="en: Weight bits", new="en: Bits & bytes"),
    "paper's traits": partial(
        replaced, file="papers/2022/frantar2022gptq.yaml", old="training: calibration", new="training: fine-tuning"
    ),
    "question": partial(replaced, file="knowledge/choose.yaml", old="Which engine?", new="Which <engine>?"),
    "optional files": lambda root: appended(root, "survey.yaml", "files: {arxiv: false, markdown: false}\n"),
    "survey's title": partial(replaced, file="survey.yaml", old="A Small Survey", new="A Tiny Survey"),
    "prose": partial(toggled, file="docs/guide.md", text="# Guide <b>\n\nHow to read this.\n"),
    "contribute": partial(toggled, file="docs/contribute.md", text="# Contribute\n\nSend it.\n"),
    "template of pages": partial(toggled, file="templates/pages/trends.md.j2", text="# Trends of {{ info.title }}\n"),
    "template of redirects": partial(
        toggled, file="templates/fragments/redirect.html.j2", text="<title>ours</title>{{ target }}"
    ),
    "template of citations": partial(toggled, file="templates/fragments/citation.md.j2", text="{{ title }}!\n"),
    "template of LaTeX": partial(toggled, file="templates/fragments/taxonomy.tex.j2", text="% ours\n"),
    "template of records": partial(toggled, file="templates/github/record.yaml.j2", text="topics: [{{ topic }}]\n"),
    "word of a survey in Chinese": partial(
        toggled, file="knowledge/languages/zh.po", text='msgid "Accuracy"\nmsgstr "准确率"\n'
    ),
    "theme": partial(toggled, file="templates/theme/partials/footer.html", text="<footer>ours</footer>"),
    "asset": partial(toggled, file="templates/assets/icon.svg", text="<svg/>"),
    "history": committed,
    "venue and history": venue_committed,
    "damaged caches": caches_damaged,
    "lost caches": cache_lost,
}
"""Edits by what they change."""

TWICE = ("paper added", "author of three papers", "prose", "template of pages", "template of redirects", "history")
