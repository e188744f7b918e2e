"""How a link is written: once, whole, over https, and without what somebody else's software added to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from livingsurvey.checks.places import instead, links
from livingsurvey.checks.registry import Flaw, Scope, rule
from livingsurvey.survey import Survey

_HOST = re.compile(r"https?://(?:[^/?#@]*@)?([^/:?#@]+)")
_SCHEME = re.compile(r"https?://")
_ARCHIVES = re.compile(r"(?:web\.)?archive\.(?:org|ph|is|today)|webcache\.googleusercontent\.com")
_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|twclid|igshid|mc_[ce]id|_hs(?:enc|mi)|mkt_tok|spm|trk|ref|ref_src"
    r"|ref_url|referrer|share_id|s_cid|wt_mc|vero_id|oly_\w+_id)(?:=|$)",
    re.IGNORECASE,
)
_CLOSING = {")": "(", "]": "[", "}": "{"}
_OPENING = {opening: closing for closing, opening in _CLOSING.items()}
_GARBAGE = frozenset(".,;:!'*|\\`’”»>?#&([{")
_ENCODED_GARBAGE = frozenset({"%20", "%0A", "%22", "%3E"})
_HTTPS_HOSTS = re.compile(
    r"""(?:.*\.)?(?:
        arxiv\.org|doi\.org|openreview\.net|aclanthology\.org|aclweb\.org|mlr\.press|neurips\.cc|nips\.cc|icml\.cc
        |iclr\.cc|mlsys\.org|jmlr\.org|usenix\.org|acm\.org|ieee\.org|ieeexplore\.ieee\.org|aaai\.org|ijcai\.org
        |springer\.com|sciencedirect\.com|nature\.com|biorxiv\.org|semanticscholar\.org|thecvf\.com|vldb\.org
        |github\.com|github\.io|githubusercontent\.com|gitlab\.com|gitlab\.io|bitbucket\.org|codeberg\.org|gitee\.com
        |huggingface\.co|kaggle\.com|zenodo\.org|figshare\.com|readthedocs\.io|pypi\.org|pytorch\.org|tensorflow\.org
        |openai\.com|deepmind\.com|google\.com|googleblog\.com|microsoft\.com|nvidia\.com|youtube\.com|medium\.com
        |reddit\.com|wikipedia\.org|mit\.edu|stanford\.edu|berkeley\.edu|cmu\.edu|deepspeed\.ai
    )""",
    re.VERBOSE,
)
_GITHUB = re.compile(
    r"(?P<scheme>https?://)(?:www\.)?github\.com/(?P<owner>[\w.-]+)/(?P<name>[\w.-]+?)(?:\.git)?"
    r"(?:/|/tree/(?:main|master)/?|/blob/(?:main|master)/readme\.md)?(?:\?tab=[\w-]+)?(?:#(?:readme[\w-]*)?)?",
    re.IGNORECASE,
)


def host(url: str) -> str:
    """The name of the machine that an address leads to, in small letters and without www."""
    match = _HOST.match(url)
    return match[1].lower().removeprefix("www.") if match else ""


@rule("LS406", scope=Scope.RECORD)
def tracking_parameter(survey: Survey) -> Iterator[Flaw]:
    """A link contains a tracking parameter."""
    yield from _rewritten(survey, untracked, "the link contains a tracking parameter")


def untracked(url: str) -> str:
    """The address without parameters that only track readers; all others stay as they are."""
    if "?" not in url:
        return url
    address, sharp, fragment = url.partition("#")
    page, _, query = address.partition("?")
    parameters = query.split("&")
    kept = [parameter for parameter in parameters if not _TRACKING.match(parameter)]
    if len(kept) == len(parameters):
        return url
    return page + ("?" if kept else "") + "&".join(kept) + sharp + fragment


@rule("LS407", scope=Scope.RECORD)
def doubled_address(survey: Survey) -> Iterator[Flaw]:
    """One link consists of two addresses."""
    for paper in survey:
        for path, url in links(paper):
            starts = [match.start() for match in _SCHEME.finditer(url)]
            if len(starts) < 2 or "?" in url[: starts[1]] or _ARCHIVES.fullmatch(host(url)):
                continue
            parts = {url[start:end].rstrip("/") for start, end in zip(starts, [*starts[1:], None], strict=True)}
            file, reason = survey.files[paper.key], f"'{url}' is {len(starts)} addresses"
            if len(parts) == 1:
                (once,) = parts
                yield Flaw(file, path, reason, instead(path, once), change={path: once})
            else:
                yield Flaw(file, path, reason, "Keep the one that works.")


@rule("LS408", scope=Scope.RECORD)
def without_encryption(survey: Survey) -> Iterator[Flaw]:
    """A link begins with http://, but its host is known to support https://."""
    yield from _rewritten(survey, encrypted, "the host supports https")


def encrypted(url: str) -> str:
    """The address over https, where its host is known to serve that."""
    return f"https{url[4:]}" if url.startswith("http://") and _HTTPS_HOSTS.fullmatch(host(url)) else url


@rule("LS409", scope=Scope.RECORD)
def garbage_at_the_end(survey: Survey) -> Iterator[Flaw]:
    """A link ends in punctuation or an encoded space that belongs to the text around it."""
    yield from _rewritten(survey, trimmed, "the end of the link does not belong to it")


def trimmed(url: str) -> str:
    """The address without punctuation at its end; a bracket stays when the address opens it."""
    end = len(url)
    unopened = {closing: url.count(closing) - url.count(opening) for closing, opening in _CLOSING.items()}
    while end:
        last = url[end - 1]
        if unopened.get(last, 0) > 0:
            unopened[last] -= 1
            end -= 1
        elif last in _GARBAGE:
            if last in _OPENING:
                unopened[_OPENING[last]] += 1
            end -= 1
        elif url[end - 3 : end].upper() in _ENCODED_GARBAGE:
            end -= 3
        else:
            break
    return url[:end]


@rule("LS411", scope=Scope.RECORD)
def github_form(survey: Survey) -> Iterator[Flaw]:
    """A link to a GitHub repository is not in its short form, owner and name."""
    yield from _rewritten(survey, repository, "a repository has a shorter address")


def repository(url: str) -> str:
    """The address of a GitHub repository in its one form, where the address is that of a repository as a whole."""
    match = _GITHUB.fullmatch(url)
    return url if match is None else f"{match['scheme']}github.com/{match['owner']}/{match['name']}"


def _rewritten(survey: Survey, rewrite: Callable[[str], str], reason: str) -> Iterator[Flaw]:
    """A flaw for each link that is not what ``rewrite`` makes of it, unless the record has that link already."""
    for paper in survey:
        for path, url in links(paper):
            better = rewrite(url)
            if better == url:
                continue
            file, fix = survey.files[paper.key], instead(path, better)
            if len(path) == 3 and better in paper.links.reimplementations:
                yield Flaw(file, path, reason, f'Delete it: "{better}" is listed already.')
            else:
                yield Flaw(file, path, reason, fix, change={path: better})
