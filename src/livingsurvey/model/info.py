"""What a survey says of itself."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import quote, urlsplit

from pydantic import AfterValidator, Field, StringConstraints

from livingsurvey.model.address import URL, Base, Url
from livingsurvey.model.look import Coloured, Fonts, Navigation, Picture
from livingsurvey.model.paper import ArxivId, Day, Key
from livingsurvey.model.record import LONGEST, Prose, Record, Text, distinct

_IN_TAGS = r"[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2}"
Tag = Annotated[
    str,
    StringConstraints(
        max_length=LONGEST,
        pattern=rf"^tag:([A-Za-z0-9._-]+@)?[A-Za-z0-9]+((\.|-+)[A-Za-z0-9]+)*,[0-9]{{4}}(-[0-9]{{2}}){{0,2}}:({_IN_TAGS})*$",
    ),
]
"""A tag URI (RFC 4151): a domain or mail address, a day on which it was one's own, and a name of one's choice."""

Code = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$")]
"""A language as pages name it (RFC 5646), with a script or a region where that matters: ``zh-Hant``, ``pt-BR``."""

_PAGE = r"([a-z0-9_.-]+/)+"
Page = Annotated[str, StringConstraints(max_length=LONGEST, pattern=rf"^{_PAGE}$")]
"""The address of a page as seen from the site's first: ``about/``."""

Place = Annotated[str, StringConstraints(max_length=LONGEST, pattern=rf"^{_PAGE}$|{URL}")]
"""A page of the site, or an absolute web address."""

_SAFE_IN_TAGS = "/:@!$&'()*+,;=%"
_FIRST_YEAR = 2026
"""The year in tags of surveys that name none: that of the first of them."""


class Work(Record):
    """The publication a survey continues."""

    title: Text
    authors: tuple[Text, ...]
    venue: Text
    year: int
    arxiv: ArxivId | None = None
    url: Url


class Frozen(Record):
    """Why nobody keeps a survey current any more, and since when."""

    since: Day = Field(description="day on which the survey was frozen")
    reason: Text = Field(description="why, and where to look instead")


class Optional(Record):
    """Files that a site can do without, one for each paper: in a survey of very many papers they are left out."""

    arxiv: bool | None = Field(
        None, description="whether arxiv/<id>/ leads to each paper; by default up to 5,000 papers"
    )
    markdown: bool | None = Field(
        None, description="whether each paper's page has a twin in Markdown; by default up to 5,000 papers"
    )
    cards: bool | None = Field(
        None,
        description="whether each paper has a picture of its own beside links to it; by default up to 5,000 papers",
    )


class Features(Record):
    """The parts of the site besides the home page, Explore, papers and topics, which every site has.

    A part is there while the survey has something to show in it. One that is switched off is not, nor any link to it.
    """

    map: bool = Field(True, description="the map of the field")
    trends: bool = Field(True, description="how papers spread over years, topics and venues")
    changes: bool = Field(True, description="News, and the changes of each year")
    feeds: bool = Field(True, description="feeds of all papers and of each topic, and the page that lists them")
    authors: bool = Field(True, description="pages of authors; without them names lead to Explore")
    venues: bool = Field(True, description="pages of venues")
    comparisons: bool = Field(True, description="the papers of a topic in a table of their traits")
    timelines: bool = Field(True, description="the papers of a topic over time")
    compare: bool = Field(True, description="papers side by side, and the buttons that lead there")
    results: bool = Field(True, description="result tables, and everything that is made of their numbers")
    leaderboards: bool = Field(True, description="rows of several result tables, ranked")
    choose: bool = Field(True, description="the questions of knowledge/choose.yaml")
    frameworks: bool = Field(True, description="the systems of knowledge/frameworks.yaml, here and in the README")
    surveys: bool = Field(True, description="the other surveys of knowledge/surveys.yaml")
    contribute: bool = Field(True, description="the form for new records, on docs/contribute.md")
    downloads: bool = Field(True, description="the page of files with all papers; the files are there without it")


class Readme(Record):
    """What the generated part of README.md has besides the topics with their papers."""

    figures: bool = Field(True, description="shares and numbers of papers by year, below the first sentence")
    contents: bool = Field(True, description="the list of topics that leads to each")
    frameworks: bool = Field(True, description="the table of frameworks")
    newest: int | None = Field(None, ge=0, description="at most so many papers of each topic; by default all that fit")


class Keys(Record):
    """How keys of new papers are made; those that are there never change."""

    words: int = Field(1, ge=1, le=4, description="how many words of the title stand at the end")


class SurveyInfo(Record):
    """The file survey.yaml: title, addresses, and the survey it continues."""

    title: Text = Field(description="title in the site's header and the README")
    description: Prose = Field(description="the survey in one sentence")
    site: Base | None = Field(None, description="address the site is published at, with a final slash")
    identity: Tag | None = Field(
        None, description="tag URI that ids in feeds begin with; written once, it stays when the address changes"
    )
    repository: Url | None = Field(None, description="repository that takes pull requests")
    licence: Text | None = Field(None, description="SPDX id of the licence of the facts, such as CC0-1.0")
    branch: Text = Field("main", description="branch that pull requests go to")
    languages: Annotated[tuple[Code, ...], AfterValidator(distinct)] = Field(
        ("en",), min_length=1, description="languages of the site, the first at its top"
    )
    after: Work | None = Field(None, description="the publication this survey continues")
    frozen: Frozen | None = Field(None, description="the survey is no longer updated; shown on every page")
    features: Features = Field(default_factory=Features, description="which parts the site has")
    navigation: Navigation = Field((), description="what stands in the top bar, in this order")
    colours: Coloured | None = Field(None, description="the colour of links and buttons, one or one for each scheme")
    logo: Picture | None = Field(None, description="picture in the header, below docs/assets/")
    favicon: Picture | None = Field(None, description="icon of the site's pages in browsers, below docs/assets/")
    fonts: Fonts = Field(default_factory=Fonts, description="fonts of the site, by name or as files below docs/assets/")
    readme: Readme = Field(default_factory=Readme, description="what the generated part of README.md has")
    preprints: Literal["counted", "apart"] = Field(
        "counted", description="whether preprints count as papers where papers are counted, or apart from them"
    )
    keys: Keys = Field(default_factory=Keys, description="how keys of new papers are made")
    files: Optional = Field(default_factory=Optional, description="which files the site has that it can do without")
    moved: dict[Page, Place] = Field(
        default_factory=dict, description="former address of a hand-written page -> where it leads on to"
    )
    extensions: bool = Field(False, description="whether the survey's own modules in extensions/ are run")
    retired: dict[Key, Key] = Field(
        default_factory=dict, description="former key -> key of the record that replaced it"
    )
    withdrawn: dict[Key, Text] = Field(
        default_factory=dict, description="key of a withdrawn paper -> why; its address says so"
    )

    def tag_at(self, site: str) -> str:
        """What ids in feeds begin with: ``identity``, else a tag made of an address, which changes with it.

        >>> info.tag_at("https://example.org/survey/")       # doctest: +SKIP
        'tag:example.org,2026:survey'
        """
        if self.identity is not None:
            return self.identity
        parts = urlsplit(self.site or site)
        host = (parts.hostname or "").encode("idna").decode()
        return f"tag:{host},{_FIRST_YEAR}:{quote(parts.path.strip('/'), safe=_SAFE_IN_TAGS)}"
