"""What a survey says of itself."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from livingsurvey.model import SurveyInfo

TAG = "tag:example.org,2026:survey"


def info(**fields: object) -> SurveyInfo:
    return SurveyInfo.model_validate({"title": "T", "description": "D.", **fields})


@pytest.mark.parametrize("tag", [TAG, "tag:a.b@example.org,2026-01-31:", "tag:xn--bcher-kva.example,2026-01:a/b?c=%20"])
def test_an_identity_is_a_tag(tag: str) -> None:
    assert info(identity=tag).identity == tag


@pytest.mark.parametrize(
    "tag",
    ["https://example.org/", "tag:example.org:survey", "tag:example.org,26:x", "tag:,2026:x", "tag:-a,2026:x",
     "tag:example.org,2026:a b", "tag:example.org,2026:数", "tag:example.org,2026:a#b", "urn:x"],
)  # fmt: skip
def test_what_is_no_tag(tag: str) -> None:
    with pytest.raises(ValidationError):
        info(identity=tag)


@pytest.mark.parametrize("code", ["zh", "pt-BR", "zh-Hant", "yue", "es-419"])
def test_a_language_is_named_as_pages_name_it(code: str) -> None:
    assert info(languages=("en", code)).languages == ("en", code)


@pytest.mark.parametrize("codes", [(), ("zh", "en", "zh"), ("EN",), ("zh_TW",), ("en", "../x"), ("a/b",), ("..",)])
def test_what_is_no_list_of_languages(codes: tuple[str, ...]) -> None:
    with pytest.raises(ValidationError):
        info(languages=codes)


@pytest.mark.parametrize(
    ("site", "tag"),
    [
        ("https://example.org/survey/", TAG),
        ("https://example.org/", "tag:example.org,2026:"),
        ("https://example.org:8000/a/~b/", "tag:example.org,2026:a/~b"),
        ("http://bücher.example/数/", "tag:xn--bcher-kva.example,2026:%E6%95%B0"),
    ],
)
def test_without_an_identity_the_tag_is_made_of_the_address_and_is_one(site: str, tag: str) -> None:
    assert info().tag_at(site) == tag
    assert info(identity=tag).tag_at("https://elsewhere.example/") == tag
