"""The languages that readers see: what words are in each, and where translations come from."""

from livingsurvey.language.language import ENGLISH, Language, language_of, languages_of, noted, translated_into

__all__ = ["ENGLISH", "Language", "language_of", "languages_of", "noted", "translated_into"]
