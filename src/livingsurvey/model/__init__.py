"""The records of a survey. Nothing here reads or writes a file."""

from livingsurvey.model.author import Author, Group, Name, Person
from livingsurvey.model.change import Change, ChangeKind, Through
from livingsurvey.model.choice import Choosing, Option, Question, Sign
from livingsurvey.model.declared import Declared
from livingsurvey.model.field import OwnField, OwnFields
from livingsurvey.model.finding import Finding, Repair, Severity
from livingsurvey.model.framework import Capability, CapabilityGroup, Framework, Frameworks, Statement
from livingsurvey.model.identifier import Identifier, identify
from livingsurvey.model.info import Features, Frozen, SurveyInfo, Work
from livingsurvey.model.listing import ListSection, PublicList, PublicLists
from livingsurvey.model.paper import Citations, Cites, Claim, Claimed, Conflict, Ids, Links, Paper
from livingsurvey.model.refreshing import Refreshing, SavedQuery
from livingsurvey.model.result import Metric, Metrics, Result, ResultTable, Row, Setting, TableSource
from livingsurvey.model.searching import Searching, Weights
from livingsurvey.model.sister import Candidate, Match, Node, SisterSurvey, SisterSurveys, SurveyVersion
from livingsurvey.model.taxonomy import Taxonomy, Title, Topic
from livingsurvey.model.trait import Summary, Trait, Traits
from livingsurvey.model.venue import Venue, Venues

__all__ = [
    "Author",
    "Candidate",
    "Capability",
    "CapabilityGroup",
    "Change",
    "ChangeKind",
    "Choosing",
    "Citations",
    "Cites",
    "Claim",
    "Claimed",
    "Conflict",
    "Declared",
    "Features",
    "Finding",
    "Framework",
    "Frameworks",
    "Frozen",
    "Group",
    "Identifier",
    "Ids",
    "Links",
    "ListSection",
    "Match",
    "Metric",
    "Metrics",
    "Name",
    "Node",
    "Option",
    "OwnField",
    "OwnFields",
    "Paper",
    "Person",
    "PublicList",
    "PublicLists",
    "Question",
    "Refreshing",
    "Repair",
    "Result",
    "ResultTable",
    "Row",
    "SavedQuery",
    "Searching",
    "Setting",
    "Severity",
    "Sign",
    "SisterSurvey",
    "SisterSurveys",
    "Statement",
    "Summary",
    "SurveyInfo",
    "SurveyVersion",
    "TableSource",
    "Taxonomy",
    "Through",
    "Title",
    "Topic",
    "Trait",
    "Traits",
    "Venue",
    "Venues",
    "Weights",
    "Work",
    "identify",
]
