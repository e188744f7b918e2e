"""What a link leads to: the paper, its code or its project page, each in its own place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from livingsurvey.checks.addresses import host, repository, trimmed
from livingsurvey.checks.identity import in_order_of_arrival
from livingsurvey.checks.places import Change, links, may_go, without
from livingsurvey.checks.registry import Flaw, Scope, rule
from livingsurvey.model import Identifier, Paper, Severity, identify
from livingsurvey.model.folding import fold
from livingsurvey.store.yaml import Path
from livingsurvey.survey import Survey

_CODE_HOSTS = frozenset(
    {"github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "gitee.com", "sr.ht", "git.sr.ht", "sourceforge.net"}
)
_DEPOSITS = frozenset(
    {"zenodo.org", "figshare.com", "codeocean.com", "kaggle.com", "gist.github.com", "raw.githubusercontent.com"}
    | {"colab.research.google.com", "osf.io", "modelscope.cn"}
)
_DEPOSIT_DOIS = ("10.5281/", "10.6084/", "10.24433/", "10.17632/", "10.17605/", "10.7910/")
_OTHER_PAGES = re.compile(r"/(?:orgs|users|search|topics|explore|collections|sponsors|marketplace)(?:/|$|\?)")
_GIT_HOST = re.compile(r"(?:^|[.-])git(?:lab|ea|hub)?[.-]")
_SHORT = frozenset(
    {"aka.ms", "bit.ly", "buff.ly", "cutt.ly", "dwz.cn", "fb.me", "git.io", "goo.gl", "is.gd", "j.mp", "lnkd.in"}
    | {"ow.ly", "rb.gy", "rebrand.ly", "reurl.cc", "shorturl.at", "t.co", "t.ly", "tiny.cc", "tinyurl.com", "url.cn"}
)
_GONE = {
    "paperswithcode.com": "2025",
    "code.google.com": "2016",
}
_ABOUT = frozenset(
    {
        "academia.edu",
        "alphaxiv.org",
        "catalyzex.com",
        "connectedpapers.com",
        "dblp.org",
        "deepai.org",
        "emergentmind.com",
    }
    | {"paperdigest.org", "papers.cool", "researchgate.net", "scholar.google.com", "scirate.com"}
    | {
        "scispace.com",
        "semanticscholar.org",
        "typeset.io",
        "twitter.com",
        "x.com",
        "zhihu.com",
        "zhuanlan.zhihu.com",
        "zhuanzhi.ai",
    }
)
_PROJECT = re.compile(r"https?://(?:[^/]+\.(?:github|gitlab)\.io(?:/|$)|sites\.google\.com/|[^/]+/projects?/)")
_MIRROR = re.compile(
    r"https?://[^/]*(?:arxiv|alphaxiv|ar5iv|papers\.cool|scirate|semanticscholar|emergentmind|huggingface\.co/papers)"
    r"[^\s?#]*?[/:](?P<id>[0-9]{4}\.[0-9]{4,5}|[a-z-]+/[0-9]{7})(?:v[0-9]*)?(?:\.pdf)?(?:[/?#].*)?",
    re.IGNORECASE,
)
_DOI_PAGE = re.compile(
    r"https?://(?:dl\.acm\.org|link\.springer\.com|onlinelibrary\.wiley\.com|(?:www\.)?tandfonline\.com"
    r"|journals\.sagepub\.com|pubs\.acs\.org|(?:www\.)?science\.org)/(?:doi|chapter|article|content/pdf)/(?:abs/|pdf/|full/|epdf/|fullHtml/|reader/)?"
    r"(?P<doi>10\.[0-9]{4,9}/[^\s?#]+?)(?:/(?:e?pdf|full|abstract|references))?(?:\.pdf)?(?:[?#].*)?",
    re.IGNORECASE,
)
_CATALOGUE = {"arxiv": "arXiv", "doi": "DOI", "acl": "ACL Anthology", "openreview": "OpenReview"}
_TO_PAPER: tuple[Path, ...] = (("links", "page"), ("links", "pdf"))


@rule("LS401")
def id_as_address(survey: Survey) -> Iterator[Flaw]:
    """A link to the paper contains an id, which belongs under ids without the address."""
    for paper in survey:
        for path, url in links(paper):
            found = identifier_in(url) if path in _TO_PAPER else None
            if found is None:
                continue
            own = _own(paper, found)
            reason = f"'{url}' is the address of {_CATALOGUE[found.scheme]} {found.value}"
            change: Change | None = without(paper, path)
            if own is not None and own.folded != found.folded:
                change = None
                fix = f"The record's own id is {own.value}: delete the one that belongs to another paper or version."
            elif own is not None:
                fix = "Delete this line: the id is there already."
            elif other := _other_owner(survey, paper, found):
                change, fix = None, f"That id is in {survey.files[other.key]}: find this paper's own."
            else:
                change = {("ids", found.scheme): found.value, **without(paper, path)}
                fix = f'Write  {found.scheme}: "{found.value}"  under  ids:  and delete this line.'
            yield Flaw(survey.files[paper.key], path, reason, fix, change=change)


@rule("LS402", scope=Scope.RECORD)
def paper_as_code(survey: Survey) -> Iterator[Flaw]:
    """A link to code or to a project page leads to a paper."""
    for paper in survey:
        for path, url in links(paper):
            if path in _TO_PAPER or "/attachment" in url:
                continue
            found = identifier_in(url)
            if found is None and not url.lower().endswith(".pdf"):
                continue
            if found is not None and found.scheme == "doi" and found.value.startswith(_DEPOSIT_DOIS):
                continue
            own = _own(paper, found) if found else None
            reason = f"'{url}' is a paper, not {'a project page' if path[1] == 'project' else 'code'}"
            if found is not None and own is not None and own.folded == found.folded:
                change, fix = without(paper, path), "Delete this line: the id is there already."
            else:
                change, fix = None, "Write the address of the repository, or delete this line."
            yield Flaw(survey.files[paper.key], path, reason, fix, change=change)


@rule("LS403", scope=Scope.RECORD)
def code_as_paper(survey: Survey) -> Iterator[Flaw]:
    """A link to the paper leads to a code repository."""
    for paper in survey:
        venue = survey.venue(paper)
        for path, url in links(paper):
            is_code = path in _TO_PAPER and host(url) in _CODE_HOSTS and not url.lower().endswith(".pdf")
            if not is_code or (venue is not None and venue.kind == "web"):
                continue
            listed = paper.links.code == url or url in paper.links.reimplementations
            change = without(paper, path) if listed and may_go(paper, path) else None
            fix = "Delete this line." if change else "Move it to  code:  and give the paper's id or page."
            yield Flaw(survey.files[paper.key], path, f"'{url}' is code, not the paper", fix, change=change)


@rule("LS404", scope=Scope.RECORD)
def gone_or_only_about(survey: Survey) -> Iterator[Flaw]:
    """A link leads to a site that was shut down, or that only has pages about papers."""
    for paper in survey:
        venue = survey.venue(paper)
        for path, url in links(paper):
            site = host(url)
            if site in _GONE:
                fix = "Give the paper's id, or its current address."
                yield Flaw(survey.files[paper.key], path, f"{site} was shut down in {_GONE[site]}", fix)
            elif path not in _TO_PAPER or site not in _ABOUT or (venue is not None and venue.kind == "web"):
                continue
            elif identifier_in(url) is None:
                fix = "Give the paper's id, or its page at the venue that published it."
                yield Flaw(survey.files[paper.key], path, f"{site} is not where the paper appeared", fix)


@rule("LS405", Severity.WARNING, scope=Scope.RECORD)
def short_link(survey: Survey) -> Iterator[Flaw]:
    """A shortened link hides where it leads, and dies with its service."""
    for paper in survey:
        for path, url in links(paper):
            if host(url) in _SHORT:
                fix = "Open it, and write the address that it leads to."
                yield Flaw(survey.files[paper.key], path, f"'{url}' hides its target", fix)


@rule("LS412", scope=Scope.RECORD)
def no_repository(survey: Survey) -> Iterator[Flaw]:
    """A code link leads to a person, an organisation or a search, not to one repository."""
    for path, url, paper in _code_links(survey):
        if host(url) in _CODE_HOSTS:
            parts = re.split(r"[?#]", url, maxsplit=1)[0].rstrip("/").split("/")[3:]
            if len(parts) < 2 or _OTHER_PAGES.match("/" + "/".join(parts)):
                fix = "Write the address of the repository."
                yield Flaw(survey.files[paper.key], path, f"'{url}' is not a repository", fix)


@rule("LS413", Severity.WARNING, scope=Scope.RECORD)
def no_code_host(survey: Survey) -> Iterator[Flaw]:
    """A code link leads to a page that may have no code: a project page, model card or data set."""
    for path, url, paper in _code_links(survey):
        site = host(url)
        known = site in _CODE_HOSTS or site in _DEPOSITS or site in _SHORT or _GIT_HOST.search(site)
        if known and not site.endswith((".github.io", ".gitlab.io")):
            continue
        if site in _GONE or identifier_in(url) is not None or (site == "huggingface.co" and "/spaces/" in url):
            continue
        fix = "Write the address of the repository; a page about the work belongs under  project:"
        yield Flaw(survey.files[paper.key], path, f"'{url}' is not a repository", fix)


@rule("LS414", Severity.WARNING)
def code_of_another_paper(survey: Survey) -> Iterator[Flaw]:
    """Two papers without a common author have the same code link."""
    users: defaultdict[str, list[Paper]] = defaultdict(list)
    for paper in survey:
        if paper.links.code is not None:
            users[repository(paper.links.code).rstrip("/").lower()].append(paper)
    for papers in users.values():
        if len(papers) < 2:
            continue
        people = {paper.key: frozenset(map(fold, paper.authors)) for paper in papers}
        first, *later = in_order_of_arrival(papers)
        for paper in later:
            others = [other for other in papers if other is not paper]
            if people[paper.key] and all(people[paper.key].isdisjoint(people[other.key]) for other in others):
                reason = f"{paper.links.code} is the code of {survey.files[first.key]} too"
                fix = "Check whose code it is and delete the other link; waive this if it belongs to both."
                yield Flaw(survey.files[paper.key], ("links", "code"), reason, fix)


@rule("LS415", scope=Scope.RECORD)
def link_twice(survey: Survey) -> Iterator[Flaw]:
    """A record has the same link twice."""
    for paper in survey:
        seen: dict[str, Path] = {}
        for path, url in _by_weight(paper):
            first = seen.setdefault(trimmed(url).rstrip("/").lower(), path)
            if first != path:
                reason = f"'{url}' stands under  {first[1]}:  too"
                yield Flaw(survey.files[paper.key], path, reason, "Delete this line.", change=without(paper, path))


@rule("LS416", Severity.WARNING, scope=Scope.RECORD)
def project_as_paper(survey: Survey) -> Iterator[Flaw]:
    """A link to the paper leads to a project page."""
    for paper in survey:
        venue = survey.venue(paper)
        page = paper.links.page
        if page is None or (venue is not None and venue.kind == "web") or page.lower().endswith(".pdf"):
            continue
        if _PROJECT.match(page):
            fix = "Move it to  project:  and give the paper's id, or its page at the venue that published it."
            yield Flaw(survey.files[paper.key], ("links", "page"), f"'{page}' looks like a project page", fix)


@rule("LS417", Severity.WARNING, scope=Scope.RECORD)
def no_address(survey: Survey) -> Iterator[Flaw]:
    """Nothing leads to the paper: no id, no page, no PDF."""
    for paper in survey:
        if not paper.can_be_opened:
            reason = "nothing leads to the paper: no id, page or PDF"
            fix = "Give an id under  ids:  or  page:  or  pdf:  under  links:  or waive this if it was only printed."
            yield Flaw(survey.files[paper.key], ("title",), reason, fix)


def identifier_in(url: str) -> Identifier | None:
    """The id that an address of a paper contains, also in mirrors, publishers' pages and addresses cut off."""
    if url.startswith("https://github.com/"):
        return None  # most links are code, and asking every form of every id takes its time
    found = identify(trimmed(url))
    if found is not None:
        return found
    mirror = _MIRROR.fullmatch(url)
    if mirror is not None:
        return identify(mirror["id"])
    page = _DOI_PAGE.fullmatch(url)
    return identify(page["doi"]) if page is not None and not page["doi"].startswith("10.5555/") else None


def _own(paper: Paper, found: Identifier) -> Identifier | None:
    """The paper's own id in the catalogue of another id."""
    value = dict(paper.ids.items()).get(found.scheme)
    return None if value is None else Identifier(found.scheme, value)


def _other_owner(survey: Survey, paper: Paper, found: Identifier) -> Paper | None:
    return next((other for other in survey.by_id.get(found.folded, ()) if other is not paper), None)


def _code_links(survey: Survey) -> Iterator[tuple[Path, str, Paper]]:
    for paper in survey:
        for path, url in links(paper):
            if path[1] in ("code", "reimplementations"):
                yield path, url, paper


def _by_weight(paper: Paper) -> list[tuple[Path, str]]:
    """Links in the order in which of two that are the same the first is kept."""
    order = ("code", "reimplementations", "pdf", "page", "project")
    return sorted(links(paper), key=lambda link: order.index(str(link[0][1])))
