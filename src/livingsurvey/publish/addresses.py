"""The shape of every address: a paper's versions elsewhere, and the pages of our own site.

Addresses of the site are relative to its root and end with a slash, so that a site works below any path.
"""

from __future__ import annotations

from types import MappingProxyType
from urllib.parse import quote, urlencode, urlsplit

from livingsurvey.language import Language
from livingsurvey.model import Paper, SurveyInfo
from livingsurvey.survey import Survey

MOULD = "mould"
"""The name under which the engine makes the page that others of its kind are stamped from."""

KINDS = ("paper", "author", "venue", "framework", "result", "leaderboard", "year", "change", "comparison", "lineage")
"""The kinds of pages that are stamped; each has a folder named in the plural, with a mould in it."""

PAYWALLED_HOSTS = frozenset(
    {
        "dl.acm.org",
        "ieeexplore.ieee.org",
        "link.springer.com",
        "onlinelibrary.wiley.com",
        "sciencedirect.com",
        "tandfonline.com",
        "worldscientific.com",
    }
)
"""Hosts whose pages most readers can only look at from outside; ``www.`` left off."""


def card_path(page: str) -> str:
    """The picture beside links to a page: it stands beside the page, that of the home page as ``card.png``."""
    return f"{page.rstrip('/') or 'card'}.png"


def arxiv_url(arxiv_id: str) -> str:
    """The abstract page of an arXiv id without version: always its latest version."""
    return f"https://arxiv.org/abs/{arxiv_id}"


def arxiv_pdf_url(arxiv_id: str) -> str:
    """The PDF of an arXiv id."""
    return f"https://arxiv.org/pdf/{arxiv_id}"


def doi_url(doi: str) -> str:
    """The resolver's address of a DOI, with characters escaped that an address cannot hold (``<``, ``#``)."""
    return f"https://doi.org/{quote(doi, safe='/:;()')}"


def acl_url(acl_id: str) -> str:
    """The page of a paper in the ACL Anthology."""
    return f"https://aclanthology.org/{acl_id}/"


def acl_pdf_url(acl_id: str) -> str:
    """The PDF of a paper in the ACL Anthology."""
    return f"https://aclanthology.org/{acl_id}.pdf"


def openreview_url(forum_id: str) -> str:
    """The forum of a paper on OpenReview."""
    return f"https://openreview.net/forum?id={forum_id}"


def openreview_pdf_url(forum_id: str) -> str:
    """The PDF of a paper on OpenReview."""
    return f"https://openreview.net/pdf?id={forum_id}"


def readable_version(paper: Paper, survey: Survey) -> str | None:
    """The address of the best version anybody can open; None where nothing leads to the paper.

    Open-access proceedings first (the ACL Anthology, a page that is not behind a paywall, OpenReview once the paper is
    published), then arXiv, then whatever page or PDF is known, and the DOI last.
    """
    ids, links = paper.ids, paper.links
    open_page = links.page if links.page and not is_paywalled(links.page) else None
    forum = openreview_url(ids.openreview) if ids.openreview else None
    proceedings = acl_url(ids.acl) if ids.acl else open_page or forum
    preprint = arxiv_url(ids.arxiv) if ids.arxiv else None
    versions = (preprint, proceedings) if survey.is_preprint(paper) else (proceedings, preprint)
    known = (*versions, links.pdf, links.page, doi_url(ids.doi) if ids.doi else None)
    return next((address for address in known if address), None)


def published_version(paper: Paper, survey: Survey) -> str | None:
    """The address of the version of record, behind a paywall or not; None where none is known."""
    ids = paper.ids
    if survey.is_preprint(paper):
        return None
    if ids.acl:
        return acl_url(ids.acl)
    if paper.links.page:
        return paper.links.page
    if ids.doi:
        return doi_url(ids.doi)
    return openreview_url(ids.openreview) if ids.openreview else None


def pdf(paper: Paper) -> str | None:
    """The address of an open PDF: of the published version where an id leads to it, else of the preprint."""
    ids = paper.ids
    if ids.acl:
        return acl_pdf_url(ids.acl)
    if ids.arxiv:
        return arxiv_pdf_url(ids.arxiv)
    if ids.openreview:
        return openreview_pdf_url(ids.openreview)
    return paper.links.pdf


def is_paywalled(url: str) -> bool:
    """Whether this page is known to be closed to readers without a subscription."""
    return (urlsplit(url).hostname or "").removeprefix("www.") in PAYWALLED_HOSTS


def paper_path(key: str) -> str:
    """The page of a paper on the site."""
    return f"papers/{key}/"


def twin_path(page: str) -> str:
    """What the page of a paper, a topic or a leaderboard says, for programs."""
    return f"{page.rstrip('/')}.json"


def topic_path(topic_id: str) -> str:
    """The page of a topic on the site."""
    return f"topics/{topic_id}/"


def map_path(drawing: str, topic_id: str | None = None) -> str:
    """The map of a topic, or of the whole field, as a picture that stands by itself: ``wide`` or ``tall``."""
    name = "map" if drawing == "wide" else f"map-{drawing}"
    return f"{topic_path(topic_id) if topic_id else ''}{name}.svg"


def comparison_path(topic_id: str) -> str:
    """The page of the site that compares the papers of a topic."""
    return f"{topic_path(topic_id)}comparison/"


def comparison_file(topic_id: str, ending: str) -> str:
    """The same table as a file to take along."""
    return f"{topic_path(topic_id)}comparison.{ending}"


def author_path(slug: str) -> str:
    """The page of an author on the site."""
    return f"authors/{slug}/"


def lineage_path(topic_id: str) -> str:
    """The page on the site that shows the works of a topic over time."""
    return f"{topic_path(topic_id)}timeline/"


def venue_path(slug: str) -> str:
    """The page of a venue on the site."""
    return f"venues/{slug}/"


def changes_path(year: int) -> str:
    """The page of the changes of a year on the site."""
    return f"changes/{year}/"


def feed_path(topic_id: str | None = None) -> str:
    """The Atom feed of a topic, or of all papers."""
    return f"{topic_path(topic_id) if topic_id else ''}feed.xml"


def year_path(year: int) -> str:
    """The page of the papers of a year, on the site of a survey too large to list them all on one page."""
    return f"years/{year}/"


def framework_path(framework_id: str) -> str:
    """The page of a framework on the site."""
    return f"frameworks/{framework_id}/"


def result_path(table_id: str) -> str:
    """The page of a table of results on the site."""
    return f"results/{table_id}/"


def leaderboard_path(board_id: str) -> str:
    """The page of a leaderboard on the site."""
    return f"leaderboards/{board_id}/"


def leaderboard_file(board_id: str, ending: str) -> str:
    """The same leaderboard as a file to take along."""
    return f"leaderboards/{board_id}.{ending}"


def survey_path(survey_id: str) -> str:
    """The page of another survey on the site."""
    return f"surveys/{survey_id}/"


def mould_path(kind: str) -> str:
    """Where the engine puts the mould of a kind of page: as deep as those are, since it leads elsewhere as they do."""
    below_topics = {"comparison": comparison_path, "lineage": lineage_path}
    return below_topics[kind](MOULD) if kind in below_topics else f"{kind}s/{MOULD}/"


def arxiv_redirect_path(arxiv_id: str) -> str:
    """The address on the site that leads from an arXiv id to its paper."""
    return f"arxiv/{arxiv_id}/"


TEMPLATES = MappingProxyType({"add": "add-papers.yml", "fix": "fix-record.yml"})
"""The issue forms, by what they are for; their names are part of addresses."""


def form_file(purpose: str, language: Language) -> str:
    """The file of an issue form in a language: ``add-papers.yml``, in another than the survey's first ``….zh.yml``."""
    name = TEMPLATES[purpose]
    return f"{name.removesuffix('.yml')}.{language.code}.yml" if language.prefix else name


def editing_url(info: SurveyInfo) -> str | None:
    """What stands before a file's path in the address where it can be edited; None where GitHub does not host it."""
    repository = repository_url(info)
    return f"{repository}/edit/{quote(info.branch)}/" if repository else None


def history_url(info: SurveyInfo) -> str | None:
    """What stands before a file's path in the address of all its changes; None where GitHub does not host it."""
    repository = repository_url(info)
    return f"{repository}/commits/{quote(info.branch)}/" if repository else None


def new_record_url(info: SurveyInfo, content: str) -> str | None:
    """The form for a new record with this content in it; None where GitHub does not host the survey."""
    page = new_file_url(info)
    query = urlencode({"filename": "papers/YEAR/surnameYEARword.yaml", "value": content}, quote_via=quote)
    return f"{page}?{query}" if page else None


def new_file_url(info: SurveyInfo) -> str | None:
    """GitHub's page for a new file; None where GitHub does not host the survey."""
    repository = repository_url(info)
    return f"{repository}/new/{quote(info.branch)}" if repository else None


def issue_url(info: SurveyInfo, purpose: str, language: Language, **fields: str) -> str | None:
    """An issue form with these fields filled in; None where GitHub does not host the survey.

    Args:
        info: the survey.
        purpose: which form: a key of :data:`TEMPLATES`.
        language: the language of the form.
        fields: values by the ids of the form's fields.
    """
    repository = repository_url(info)
    if repository is None:
        return None
    query = {"template": form_file(purpose, language), **fields}
    return f"{repository}/issues/new?{urlencode(query, quote_via=quote)}"


def repository_url(info: SurveyInfo) -> str | None:
    """The survey's repository, without a final slash; None where GitHub does not host the survey."""
    repository = (info.repository or "").rstrip("/").removesuffix(".git")
    return repository if urlsplit(repository).hostname == "github.com" else None
