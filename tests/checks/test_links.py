from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.checks.made import LIMA, flaws, mended, paper, survey, told

from livingsurvey.checks.links import identifier_in
from livingsurvey.model import Paper

CODE = "https://github.com/IST-DASLab/gptq"
LATER = dt.date(2024, 1, 1)


def with_page(url: str, **fields: Any) -> Paper:
    return paper(links={"page": url}, **fields)


def with_code(url: str, **fields: Any) -> Paper:
    return paper(links={"code": url}, **fields)


@pytest.mark.parametrize(
    "url",
    [
        "https://arxiv.org/abs/2210.17323",
        "https://arxiv.org/pdf/2210.17323v1.pdf",
        "https://arxiv.org/html/2210.17323v2",
        "https://www.arxiv.org/abs/2210.17323",
        "http://export.arxiv.org/abs/2210.17323",
        "https://arxiv.org/abs/2210.17323v",
        "https://arxiv.org/abs/2210.17323).",
        "https://alphaxiv.org/abs/2210.17323",
        "https://www.alphaxiv.org/overview/2210.17323",
        "https://ar5iv.labs.arxiv.org/html/2210.17323",
        "https://doi.org/10.48550/arXiv.2210.17323",
        "https://huggingface.co/papers/2210.17323",
        "https://papers.cool/arxiv/2210.17323",
        "https://www.semanticscholar.org/arxiv/2210.17323",
        "https://www.emergentmind.com/papers/2210.17323",
    ],
)
def test_addresses_of_an_arxiv_id(url: str) -> None:
    record = mended("LS401", with_page(url, ids={"openreview": "tcbBPnfwxS"}))
    assert (record.ids.arxiv, record.links.page) == ("2210.17323", None)


@pytest.mark.parametrize(
    ("url", "scheme", "value"),
    [
        ("https://aclanthology.org/2023.acl-long.830.pdf", "acl", "2023.acl-long.830"),
        ("https://www.aclweb.org/anthology/P19-1285/", "acl", "P19-1285"),
        ("https://openreview.net/forum?id=tcbBPnfwxS", "openreview", "tcbBPnfwxS"),
        ("https://openreview.net/pdf?id=tcbBPnfwxS", "openreview", "tcbBPnfwxS"),
        ("https://doi.org/10.1145/3600006.3613165", "doi", "10.1145/3600006.3613165"),
        ("https://dl.acm.org/doi/10.1145/3600006.3613165", "doi", "10.1145/3600006.3613165"),
        ("https://dl.acm.org/doi/pdf/10.1145/3600006.3613165?download=true", "doi", "10.1145/3600006.3613165"),
        ("https://onlinelibrary.wiley.com/doi/10.1118/1.4948498/epdf", "doi", "10.1118/1.4948498"),
        ("https://pubs.acs.org/doi/full/10.1021/acs.jpr.7b00595", "doi", "10.1021/acs.jpr.7b00595"),
        ("https://link.springer.com/content/pdf/10.1007/s11263-021-01453-z.pdf", "doi", "10.1007/s11263-021-01453-z"),
    ],
)
def test_addresses_of_other_ids(url: str, scheme: str, value: str) -> None:
    record = mended("LS401", paper(links={"pdf": url, "code": CODE}))
    assert (scheme, value) in record.ids.items()
    assert (record.links.pdf, record.links.code) == (None, CODE)


def test_an_id_that_the_record_has_already() -> None:
    record = mended("LS401", with_page("https://arxiv.org/abs/2210.17323v2"))
    assert record == paper()


def test_an_id_that_is_not_the_records_own() -> None:
    fix = told("LS401", with_page("https://arxiv.org/abs/2308.13137"))
    assert fix == "The record's own id is 2210.17323: delete the one that belongs to another paper or version."


def test_an_id_of_another_record() -> None:
    record = with_page("https://arxiv.org/abs/2305.11206", ids={"openreview": "tcbBPnfwxS"})
    (flaw,) = flaws("LS401", survey(record, paper(LIMA)))
    assert (flaw.change, flaw.fix) == (None, "That id is in papers/zhou2023lima.yaml: find this paper's own.")


@pytest.mark.parametrize(
    "url",
    [
        "https://proceedings.mlr.press/v162/shen22f.html",
        "https://dl.acm.org/doi/10.5555/3571885.3571946",
        "https://www.usenix.org/conference/osdi22/presentation/yu",
        "https://papers.neurips.cc/paper/2020/file/e6b738eca0e6792ba8a9cbcba6c1881d-Paper.pdf",
        "https://github.com/deepseek-ai/arxiv/2210.17323",
        "https://openreview.net/group?id=ICLR.cc",
        "https://example.org/2210.17323",
    ],
)
def test_addresses_without_an_id(url: str) -> None:
    assert identifier_in(url) is None
    assert not flaws("LS401", with_page(url))


def test_a_code_link_that_repeats_the_paper() -> None:
    record = paper(links={"code": "https://arxiv.org/abs/2210.17323", "project": "https://example.org/"})
    assert mended("LS402", record).links == paper(links={"project": "https://example.org/"}).links
    assert mended("LS402", with_code("https://arxiv.org/abs/2210.17323")) == paper()
    record = paper(links={"reimplementations": ("https://arxiv.org/abs/2210.17323", CODE)})
    assert mended("LS402", record).links.reimplementations == (CODE,)


@pytest.mark.parametrize(
    "links",
    [
        {"code": "https://arxiv.org/abs/2308.13137"},
        {"code": "https://example.org/paper.pdf"},
        {"project": "https://aclanthology.org/2023.acl-long.830"},
    ],
)
def test_a_code_link_that_is_another_paper(links: dict[str, str]) -> None:
    assert told("LS402", paper(links=links)) == "Write the address of the repository, or delete this line."


@pytest.mark.parametrize(
    "url",
    [
        CODE,
        "https://doi.org/10.5281/zenodo.1234567",
        "https://openreview.net/attachment?id=tcbBPnfwxS&name=supplementary_material",
    ],
)
def test_code_links_that_are_code(url: str) -> None:
    assert not flaws("LS402", with_code(url))


def test_a_paper_link_that_is_code() -> None:
    assert told("LS403", with_page("https://github.com/FasterDecoding/REST")).startswith("Move it to  code:")
    assert mended("LS403", paper(links={"page": CODE, "code": CODE})).links == paper(links={"code": CODE}).links


def test_code_that_is_the_only_way_to_the_paper_stays() -> None:
    told("LS403", paper(ids={}, links={"page": CODE, "code": CODE}))
    assert mended("LS403", paper(ids={}, links={"page": CODE, "code": CODE, "pdf": "https://example.org/a.pdf"}))


def test_papers_that_stand_on_a_code_host() -> None:
    assert not flaws("LS403", paper(links={"pdf": "https://github.com/deepseek-ai/x/blob/main/paper.pdf"}))
    assert not flaws("LS403", with_page(CODE, venue="Example Blog"))


@pytest.mark.parametrize(
    "links",
    [
        {"page": "https://paperswithcode.com/paper/lut-tensor-core"},
        {"code": "https://code.google.com/p/word2vec"},
        {"page": "https://zhuanzhi.ai/paper/6045a748004aa13e00d0cc6c8aceca4f"},
        {"pdf": "https://www.semanticscholar.org/reader/0123456789abcdef"},
        {"page": "https://twitter.com/someone/status/1"},
    ],
)
def test_sites_that_are_gone_or_only_about_papers(links: dict[str, str]) -> None:
    assert told("LS404", paper(links=links)).startswith("Give the paper's id")


def test_sites_where_papers_are() -> None:
    assert not flaws("LS404", with_page("https://x.com/someone/status/1", venue="Example Blog"))
    assert not flaws("LS404", with_page("https://openai.com/index/learning-to-reason-with-llms/"))
    assert not flaws("LS404", paper(links={"project": "https://x.com/someone"}))
    assert not flaws("LS404", with_page("https://www.semanticscholar.org/arxiv/2210.17323"))


def test_a_short_link() -> None:
    assert told("LS405", with_code("https://aka.ms/LeX-Transformer")).startswith("Open it")
    assert not flaws("LS405", with_code("https://example.org/aka.ms/t.co"))


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/IST-DASLab",
        "https://github.com/IST-DASLab/",
        "https://github.com/orgs/IST-DASLab/repositories",
        "https://github.com/search?q=gptq",
        "https://gitlab.com/someone",
    ],
)
def test_a_code_link_that_is_no_repository(url: str) -> None:
    assert told("LS412", with_code(url)) == "Write the address of the repository."
    assert not flaws("LS413", with_code(url))


@pytest.mark.parametrize(
    "url",
    [
        "https://huggingface.co/CofeAI/FLM-101B",
        "https://huggingface.co/datasets/math-ai/AutoMathText",
        "https://ucinlp.github.io/autoprompt/",
        "https://www.deepspeed.ai/tutorials/zero-offload/",
    ],
)
def test_a_code_link_that_leads_to_no_code(url: str) -> None:
    assert "project:" in told("LS413", with_code(url))
    assert not flaws("LS412", with_code(url))


@pytest.mark.parametrize(
    "url",
    [
        CODE,
        f"{CODE}/tree/main/examples",
        "https://gitlab.com/a/b",
        "https://gitlab.inria.fr/a/b",
        "https://git.example.org/a",
        "https://bitbucket.org/a/b",
        "https://zenodo.org/records/1",
        "https://aka.ms/x",
        "https://huggingface.co/spaces/a/b",
    ],
)
def test_code_links(url: str) -> None:
    assert not flaws("LS412", with_code(url))
    assert not flaws("LS413", with_code(url))


def test_one_code_link_of_two_groups() -> None:
    record = paper(LIMA, links={"code": f"{CODE}/"}, added=LATER)
    (flaw,) = flaws("LS414", survey(with_code(CODE), record))
    assert (flaw.file, flaw.reason) == (
        "papers/zhou2023lima.yaml",
        f"{CODE}/ is the code of papers/frantar2022gptq.yaml too",
    )


def test_one_code_link_of_one_group() -> None:
    record = paper(LIMA, links={"code": CODE}, authors=("Omer Levy", "elias frantar"))
    assert not flaws("LS414", survey(with_code(CODE), record))
    assert not flaws("LS414", survey(with_code(CODE), paper(LIMA, links={"code": CODE}, authors=())))
    assert not flaws("LS414", survey(with_code(CODE), paper(LIMA, links={"code": f"{CODE}-2"})))


@pytest.mark.parametrize(
    ("links", "kept"),
    [
        ({"code": CODE, "project": f"{CODE}/"}, {"code": CODE}),
        ({"code": CODE, "reimplementations": (CODE, f"{CODE}2")}, {"code": CODE, "reimplementations": (f"{CODE}2",)}),
        ({"code": CODE, "reimplementations": (CODE,)}, {"code": CODE}),
        ({"page": "https://example.org/a", "pdf": "https://example.org/a"}, {"pdf": "https://example.org/a"}),
    ],
)
def test_a_link_twice(links: dict[str, Any], kept: dict[str, Any]) -> None:
    assert mended("LS415", paper(links=links)) == paper(links=kept)


def test_links_that_differ() -> None:
    links = {
        "code": CODE,
        "project": f"{CODE}/wiki",
        "page": "https://example.org/a",
        "pdf": "https://example.org/a.pdf",
    }
    assert not flaws("LS415", paper(links=links))


@pytest.mark.parametrize(
    "url",
    ["https://hanlab.mit.edu/projects/quest", "https://duquant.github.io", "https://sites.google.com/view/sot-llm"],
)
def test_a_paper_link_that_is_a_project_page(url: str) -> None:
    assert told("LS416", with_page(url)).startswith("Move it to  project:")
    assert not flaws("LS416", with_page(url, venue="Example Blog"))
    assert not flaws("LS416", paper(links={"project": url}))


def test_pages_of_papers() -> None:
    assert not flaws("LS416", with_page("https://proceedings.mlr.press/v162/shen22f.html"))
    assert not flaws("LS416", with_page("https://someone.github.io/paper.pdf"))
