"""A text in English that knows what it was made of, so that it can be said again in another language."""

from __future__ import annotations

from collections.abc import Mapping


class Sentence(str):
    """What a message says with values in its places: English for all who read it as text.

    A language says it again with the words that it has for the message. Errors keep it: ``str(error)`` is the sentence
    that the error was given.

    Args:
        message: the text, with places such as ``{id}``.
        values: what stands in the places; a value may itself be a sentence.

    >>> said = Sentence("it has the id {id}", id="arxiv:2210.17323")
    >>> said, said.message
    ('it has the id arxiv:2210.17323', 'it has the id {id}')
    """

    message: str
    values: Mapping[str, object]

    def __new__(cls, message: str, /, **values: object) -> Sentence:
        """A sentence of a message and its values."""
        made = super().__new__(cls, message.format_map(values) if values else message)
        made.message, made.values = message, values
        return made

    def __str__(self) -> str:
        """The sentence itself, where ``str`` of a string would be one without its parts."""
        return self
