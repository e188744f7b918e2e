"""Searching a survey: one index and one rule of ranking, for the command line and for every box of the site."""

from livingsurvey.insight.search.answer import Answer, Group, Hit, Search, Tier, chosen
from livingsurvey.insight.search.entries import KINDS, Kind
from livingsurvey.insight.search.matching import Forgiven

__all__ = ["KINDS", "Answer", "Forgiven", "Group", "Hit", "Kind", "Search", "Tier", "chosen"]
