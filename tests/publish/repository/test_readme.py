from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from livingsurvey.errors import UsageError
from livingsurvey.publish.rendering.github_markdown import Anchors, headings
from livingsurvey.publish.repository import readme
from livingsurvey.store.write import edit_file
from livingsurvey.survey import Survey

BOLD = (
    r"- Why \<b>bold\</b> & \"quoted\" \*stars\* \| pipes, <span>$</span>O(n\log n)$ and 数据 \[matter\] \_here\_, "
    "<ins>Example Blog, 2024</ins> [[Paper](https://example.org/blog/bold?a=1&b=2)] "
    "[[Code, third party](https://github.com/example/bold)] [[Project](https://example.org/project)]"
).replace('\\"', '"')
GPTQ = (
    "- OPTQ: Accurate Quantization for Generative Pre-trained Transformers, <ins>ICLR, 2023</ins> "
    "[[Paper](https://openreview.net/forum?id=tcbBPnfwxS)] [[Code](https://github.com/IST-DASLab/gptq)]"
)
INT8 = (
    "- GPT3.int8(): 8-bit Matrix Multiplication for Transformers at Scale, <ins>NeurIPS, 2022</ins> "
    "[[Paper](https://openreview.net/forum?id=dXiGWqBoxaD)] [[Code](https://github.com/TimDettmers/bitsandbytes)]"
)


def lines_under(text: str, heading: str) -> list[str]:
    """The list entries between a heading and the next one."""
    _, _, rest = text.partition(f"\n{heading}\n")
    return [line for line in re.split(r"^(?:#|<a id)", rest, maxsplit=1, flags=re.MULTILINE)[0].split("\n") if line]


def anchors_and_links(text: str) -> tuple[list[str], list[str]]:
    anchor = Anchors()
    anchors = [anchor(heading) for heading in headings(text)] + re.findall(r'<a id="([^"]+)">', text)
    return anchors, re.findall(r"\]\(#([^)]+)\)", text)


def test_every_topic_is_a_heading_in_tree_order_with_its_papers_newest_first(small_survey: Path) -> None:
    text = readme.render(Survey.load(small_survey))
    assert re.findall(r"^#+ .*$", text, re.MULTILINE) == [
        "## Model-Centric Methods",
        "### Quantization",
        "#### Weight-Only Quantization",
        "### Knowledge Distillation",
        "### Efficient Attention & KV Cache",
        "## Data-Centric Methods",
        "### Data Selection",
        "## Frameworks",
    ]
    assert lines_under(text, "## Model-Centric Methods") == []
    assert lines_under(text, "#### Weight-Only Quantization") == [GPTQ, INT8]
    assert lines_under(text, "### Data Selection")[0] == BOLD


def test_a_paper_in_two_topics_stands_in_both(small_survey: Path) -> None:
    text = readme.render(Survey.load(small_survey))
    assert lines_under(text, "### Quantization") == [INT8]
    assert text.count("GPT3.int8()") == 2


def test_counts_and_contents(small_survey: Path) -> None:
    text = readme.render(Survey.load(small_survey))
    assert "**8 papers** on 7 topics; the newest was added on 29 February 2024." in text
    assert "    - [Weight-Only Quantization](#weight-only-quantization) (2)\n" in text
    assert "- [Model-Centric Methods](#model-centric-methods) (7)\n" in text
    assert "  - [Efficient Attention & KV Cache](#efficient-attention--kv-cache) (3)\n" in text


def test_links_of_the_contents_lead_to_headings_past_those_written_by_hand(small_survey: Path) -> None:
    (small_survey / "README.md").write_text(
        "# Data selection\n\n## Quantization\n\n<!-- survey:begin -->\n<!-- survey:end -->\n\n## Frameworks\n"
    )
    survey = Survey.load(small_survey)
    anchors, links = anchors_and_links(readme.document(survey))
    assert len(anchors) == len(set(anchors))
    assert set(links) <= set(anchors)
    assert {"quantization-1", "data-selection-1", "frameworks"} <= set(links)


def test_a_topic_deeper_than_headings_go_is_bold_and_still_linked(small_survey: Path) -> None:
    path = small_survey / "taxonomy.yaml"
    deeper = "[{id: a, title: {en: A}, definition: D., topics: %s}]"
    deeper %= '[{id: b, title: {en: "Deep #b *"}, definition: D., topics: %s}]'
    deeper %= '[{id: c, title: {en: "Deep #c *"}, definition: D.}]'
    path.write_text(
        path.read_text(encoding="utf-8").replace("激活不变。\n", f"激活不变。\n            topics: {deeper}\n"),
        encoding="utf-8",
    )
    rendered = readme.render(Survey.load(small_survey))
    assert "###### Deep #b \\*\n" in rendered
    assert '<a id="topic-c"></a>**Deep #c \\***\n' in rendered
    anchors, links = anchors_and_links(rendered)
    assert set(links) <= set(anchors)
    assert "topic-c" in links


def test_frameworks_table_knows_unknown_from_no(small_survey: Path) -> None:
    text = readme.render(Survey.load(small_survey))
    assert "| DeepSpeed [[Code](https://github.com/microsoft/DeepSpeed)] | ✅ | ✅ | ✅ |\n" in text
    assert "| Small \\| Engine | ❌ | ◐ | ? |\n" in text
    html = MarkdownIt("commonmark").enable("table").render(text)
    assert html.count("<table>") == 1
    assert html.count("<td") == 8
    assert "✅ yes · ◐ partly · ❌ no · ?" in text


def test_each_other_language_has_a_short_one_with_what_topics_are_and_their_newest_papers(small_survey: Path) -> None:
    survey = grown(small_survey, 5)
    assert readme.write(survey) == ["README.md", "README.zh.md"]
    text = (small_survey / "README.zh.md").read_text(encoding="utf-8")
    assert "**13 篇论文**，7 个主题；最近一次新增于 2024年2月29日。" in text
    assert "    - [仅权重量化](#仅权重量化)（2）\n" in text
    page = "https://example.org/small-survey/zh/topics/efficient-attention/"
    original, _, *papers = lines_under(text, "### 高效注意力")
    assert original == f"*Efficient Attention & KV Cache* · [8 篇论文]({page})"
    assert len(papers) == readme.NEWEST
    assert "[[论文](https://openreview.net/forum?id=tcbBPnfwxS)] [[代码](https://github.com/IST-DASLab/gptq)]" in text
    anchors, links = anchors_and_links(text)
    assert set(links) <= set(anchors)
    assert not re.search(r"\n\n\n|[ \t]\n", text)


def test_what_is_written_by_hand_in_another_language_stays(small_survey: Path) -> None:
    path = small_survey / "README.zh.md"
    path.write_text("# 综述\n\n<!-- survey:begin -->\n<!-- survey:end -->\n尾\n", encoding="utf-8")
    survey = Survey.load(small_survey)
    assert readme.outdated(survey) == ["README.md", "README.zh.md"]
    readme.write(survey)
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# 综述\n\n<!-- survey:begin -->\n\n**8 篇论文**")
    assert text.endswith("<!-- survey:end -->\n尾\n")
    assert readme.outdated(survey) == []


def test_a_survey_in_one_language_has_one_and_its_first_is_that_of_readme_md(small_survey: Path) -> None:
    path = small_survey / "survey.yaml"
    written = path.read_text(encoding="utf-8")
    path.write_text(written.replace("[en, zh]", "[en]"), encoding="utf-8")
    assert readme.write(Survey.load(small_survey)) == ["README.md"]
    path.write_text(written.replace("[en, zh]", "[zh, en]"), encoding="utf-8")
    assert readme.write(Survey.load(small_survey)) == ["README.md", "README.en.md"]
    assert "## 数据" in (small_survey / "README.md").read_text(encoding="utf-8")


def test_no_frameworks_no_table(small_survey: Path) -> None:
    (small_survey / "knowledge/frameworks.yaml").unlink()
    assert "Frameworks" not in readme.render(Survey.load(small_survey))


def test_without_papers_or_site(small_survey: Path) -> None:
    shutil.rmtree(small_survey / "papers")
    (small_survey / "papers").mkdir()
    edit = small_survey / "survey.yaml"
    edit.write_text(
        "".join(line for line in edit.read_text(encoding="utf-8").splitlines(True) if not line.startswith("site:")),
        encoding="utf-8",
    )
    assert "**0 papers** on 7 topics.\n" in readme.render(Survey.load(small_survey))


def test_written_once_then_current_and_the_same_bytes(small_survey: Path) -> None:
    survey = Survey.load(small_survey)
    path = small_survey / "README.md"
    assert readme.outdated(survey)
    assert readme.write(survey)
    first = path.read_bytes()
    assert first.startswith(b'# A Small Survey of "Efficient" \\<LLMs>\n')
    assert not readme.outdated(survey)
    assert not readme.write(Survey.load(small_survey))
    assert path.read_bytes() == first
    assert not re.search(rb"\n\n\n|[ \t]\n", first)


def test_a_changed_record_makes_it_out_of_date(small_survey: Path) -> None:
    readme.write(Survey.load(small_survey))
    edit_file(small_survey / "papers/2022/frantar2022gptq.yaml", {("year",): 2024})
    survey = Survey.load(small_survey)
    assert readme.outdated(survey)
    assert readme.write(survey)
    assert "Transformers, <ins>ICLR, 2024</ins>" in (small_survey / "README.md").read_text(encoding="utf-8")


def test_only_the_list_and_the_number_change(small_survey: Path) -> None:
    path = small_survey / "README.md"
    path.write_text(
        "<!-- survey:papers -->many<!-- /survey:papers --> papers, <!-- survey:papers --><!-- /survey:papers -->\n"
        "<!-- survey:begin: a note -->\nold\n<!-- survey:end: another -->\n\nThe end\\1\r\n",
        newline="",
    )
    assert readme.write(Survey.load(small_survey))
    text = path.read_text(encoding="utf-8")
    before, after = text.split("<!-- survey:begin: a note -->\n")
    assert before == (
        "<!-- survey:papers -->8<!-- /survey:papers --> papers, <!-- survey:papers -->8<!-- /survey:papers -->\n"
    )
    assert after.endswith("<!-- survey:end: another -->\n\nThe end\\1\n")
    assert "\nold\n" not in after


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# Mine\n", "neither"),
        ("<!-- survey:begin -->\n", "'<!-- survey:begin -->' in line 1"),
        ("x\n<!-- survey:end -->\n<!-- survey:begin -->\n", "-->' in line 2, '<!-- survey:begin -->' in line 3"),
        ("<!-- survey:begin -->\n" * 2 + "<!-- survey:end -->\n", "'<!-- survey:begin -->' in line 2"),
        ("text <!-- survey:begin -->\n<!-- survey:end -->\n", "has '<!-- survey:end -->' in line 2"),
    ],
)  # fmt: skip
def test_markers_that_are_not_a_pair_are_refused_and_nothing_written(small_survey: Path, text: str, found: str) -> None:
    path = small_survey / "README.md"
    path.write_text(text, encoding="utf-8")
    survey = Survey.load(small_survey)
    for ask in (readme.write, readme.outdated):
        with pytest.raises(UsageError) as caught:
            ask(survey)
        message = str(caught.value)
        assert "'<!-- survey:begin -->' and below it one line '<!-- survey:end -->'" in message
        assert found in message
        assert "\n" not in message
    assert path.read_text(encoding="utf-8") == text


def test_a_readme_that_is_no_text_is_refused(small_survey: Path) -> None:
    (small_survey / "README.md").write_bytes(b"\xff\xfe")
    with pytest.raises(UsageError, match="UTF-8"):
        readme.write(Survey.load(small_survey))


def grown(root: Path, copies: int) -> Survey:
    """The survey with many more papers on efficient attention."""
    for number in range(copies):
        shutil.copy(root / "papers/2023/zhang2023h2o.yaml", root / f"papers/2023/zhang2023copy{number:02}.yaml")
    return Survey.load(root)


def test_beyond_the_budget_topics_shorten_and_say_so(small_survey: Path) -> None:
    survey = grown(small_survey, 20)
    whole = readme.document(survey)
    size = len(whole.encode())
    assert readme.document(survey, size) == whole
    assert "too long" not in whole
    entry = len(lines_under(whole, "### Efficient Attention & KV Cache")[0].encode())
    short = readme.document(survey, size - 5 * entry)
    assert size - 6 * entry < len(short.encode()) <= size - 5 * entry
    assert readme.document(survey, len(short.encode())) == short
    assert len(readme.document(survey, size - 1).encode()) < size
    (shown,) = (
        int(number)
        for number in re.findall(r"each topic shows its (\d+) newest papers here, and all of them \[", short)
    )
    under = lines_under(short, "### Efficient Attention & KV Cache")
    assert under[:-1] == lines_under(whole, "### Efficient Attention & KV Cache")[:shown]
    page = "https://example.org/small-survey/topics/efficient-attention/"
    assert under[-1] == f"- [{23 - shown} more on the site]({page})"
    assert lines_under(short, "#### Weight-Only Quantization") == [GPTQ, INT8]


def test_the_longest_list_that_fits_is_taken_for_every_budget(small_survey: Path) -> None:
    survey = grown(small_survey, 8)
    with pytest.raises(UsageError, match="size limit"):
        readme.render(survey, budget=1000)
    counts = []
    for budget in range(1650, 6000, 50):
        text = readme.render(survey, budget=budget)
        assert len(text.encode()) <= budget
        counts.append(len(lines_under(text, "### Efficient Attention & KV Cache")) - ("on the site](" in text))
    assert counts == sorted(counts)
    assert {0, 1, 2, 3, 4, 5, 6, 7} <= set(counts)
    assert counts[-1] == 11


def test_without_a_site_a_shortened_topic_names_how_many_are_missing(small_survey: Path) -> None:
    path = small_survey / "survey.yaml"
    path.write_text(
        "".join(line for line in path.read_text(encoding="utf-8").splitlines(True) if not line.startswith("site:")),
        encoding="utf-8",
    )
    survey = grown(small_survey, 20)
    short = readme.render(survey, budget=3000)
    assert re.fullmatch(r"- and \d+ more", lines_under(short, "### Efficient Attention & KV Cache")[-1])


def test_a_survey_can_bring_its_own_template(small_survey: Path) -> None:
    folder = small_survey / "templates" / "readme"
    folder.mkdir(parents=True)
    (folder / "entries.md.j2").write_text("{% for paper in papers %}\n* {{ paper.title }}\n{% endfor %}\n")
    text = readme.render(Survey.load(small_survey))
    assert "* ∞-former: Infinite Memory Transformer\n" in text
    assert "## Data-Centric Methods" in text


def test_a_template_that_is_wrong_is_named_with_its_line(small_survey: Path) -> None:
    template = small_survey / "templates/readme/list.md.j2"
    template.parent.mkdir(parents=True)
    for text in ("fine\n{% for %}\n", "fine\n{{ newest.nothing }}\n"):
        template.write_text(text, encoding="utf-8")
        with pytest.raises(UsageError, match=rf"{re.escape(str(template))}:2: "):
            readme.write(Survey.load(small_survey))
    assert not (small_survey / "README.md").exists()


def with_info(root: Path, text: str) -> Survey:
    with (root / "survey.yaml").open("a", encoding="utf-8") as info:
        info.write(f"\n{text}\n")
    return Survey.load(root)


def test_parts_of_the_list_are_left_out_where_the_survey_says_so(small_survey: Path) -> None:
    parts = ("By year:", "](#quantization)", "## Frameworks", "](#frameworks)")
    whole = readme.render(Survey.load(small_survey))
    assert [part for part in parts if part not in whole] == []
    wanted = "readme: {figures: false, contents: false, frameworks: false, newest: 1}"
    short = readme.render(with_info(small_survey, wanted))
    assert [part for part in parts if part in short] == []
    assert "Each topic shows its newest paper here, and all of them are [on the site]" in short
    assert "too long" not in short
    assert short.count("[[Paper]") < whole.count("[[Paper]")
    assert not re.search(r"\n\n\n|[ \t]\n", short)


def test_preprints_are_counted_apart_where_the_survey_says_so(small_survey: Path) -> None:
    assert "**8 papers** on 7 topics" in readme.render(Survey.load(small_survey))
    apart = readme.render(with_info(small_survey, "preprints: apart"))
    assert "**7 papers** on 7 topics" in apart
    assert "\n\nBesides, 1 preprint is listed.\n\nBy year: " in apart
    assert "%" not in apart.partition("- [")[0]
