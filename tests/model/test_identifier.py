"""Ids as people paste them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingsurvey.model import Identifier, identify
from strategies import ids


@pytest.mark.parametrize(
    "text",
    [
        "2210.17323",
        " 2210.17323 ",
        "2210.17323v12",
        "arXiv:2210.17323v2",
        "arxiv: 2210.17323",
        "https://arxiv.org/abs/2210.17323",
        "http://www.arxiv.org/pdf/2210.17323v2.pdf",
        "arxiv.org/abs/2210.17323",
        "https://export.arxiv.org/abs/2210.17323v1",
        "https://arxiv.org/html/2210.17323v1",
        "https://arxiv.org/pdf/2210.17323?download=1#page=3",
        "https://huggingface.co/papers/2210.17323",
        "https://www.alphaxiv.org/abs/2210.17323",
        "https://ar5iv.labs.arxiv.org/html/2210.17323",
        "10.48550/arXiv.2210.17323",
        "https://doi.org/10.48550/arXiv.2210.17323",
    ],
)
def test_one_arxiv_paper_by_all_its_names(text: str) -> None:
    assert identify(text) == Identifier("arxiv", "2210.17323")


@pytest.mark.parametrize(
    ("text", "scheme", "value"),
    [
        ("cs.CL/0101001v2", "arxiv", "cs/0101001"),
        ("https://arxiv.org/abs/hep-th/9901001", "arxiv", "hep-th/9901001"),
        ("10.1609/AAAI.v35i16.17664", "doi", "10.1609/AAAI.v35i16.17664"),
        ("https://doi.org/10.1609/aaai.v35i16.17664/?x=1", "doi", "10.1609/aaai.v35i16.17664"),
        ("https://dx.doi.org/10.1002/%28SICI%291097", "doi", "10.1002/(SICI)1097"),
        ("doi:10.1002/(SICI)1097(1999)1:1<1::AID>3.0;2-#", "doi", "10.1002/(SICI)1097(1999)1:1<1::AID>3.0;2-#"),
        ("2023.acl-long.150", "acl", "2023.acl-long.150"),
        ("https://aclanthology.org/2023.acl-long.150/", "acl", "2023.acl-long.150"),
        ("https://aclanthology.org/2023.acl-long.150.pdf", "acl", "2023.acl-long.150"),
        ("https://www.aclweb.org/anthology/papers/P19-1001", "acl", "P19-1001"),
        ("p19-1001", "acl", "P19-1001"),
        ("https://openreview.net/forum?id=tcbBPnfwxS&noteId=abc", "openreview", "tcbBPnfwxS"),
        ("https://openreview.net/forum?noteId=aaaaaaaaaa&id=tcbBPnfwxS", "openreview", "tcbBPnfwxS"),
        ("https://openreview.net/pdf?id=tcbBPnfwxS#x", "openreview", "tcbBPnfwxS"),
        ("openreview:tcbBPnfwxS", "openreview", "tcbBPnfwxS"),
    ],
)
def test_ids_and_addresses(text: str, scheme: str, value: str) -> None:
    assert identify(text) == Identifier(scheme, value)


@pytest.mark.parametrize(
    "text",
    ["", "gptq", "tcbBPnfwxS", "frantar2022gptq", "2210.1", "2210.17323vx", "https://example.org/2210.17323", "10.1/x"],
)
def test_what_is_no_id(text: str) -> None:
    assert identify(text) is None


@given(ids)
def test_every_id_that_a_record_may_hold_is_recognised(held: object) -> None:
    for scheme, value in held.items():  # type: ignore[attr-defined]
        if scheme != "doi":  # a DOI of arXiv is read as the arXiv id in it
            assert identify(f"{scheme}:{value}") == Identifier(scheme, value)


@given(st.text())
def test_no_text_makes_it_raise(text: str) -> None:
    identify(text)


@pytest.mark.parametrize(
    "text", ["?" * 50_000, "https://openreview.net/forum?" + "&" * 50_000, "10.1234/" + "/" * 50_000]
)
def test_no_text_makes_it_slow(text: str) -> None:
    identify(text)


def test_a_doi_knows_no_case_and_an_openreview_id_does() -> None:
    assert Identifier("doi", "10.1609/AAAI.X").folded == Identifier("doi", "10.1609/aaai.x").folded
    assert Identifier("openreview", "tcbBPnfwxS").folded != Identifier("openreview", "tcbbpnfwxs").folded
