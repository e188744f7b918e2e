"""The map as pictures that stand by themselves: of the field, and of each topic that has others below it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from livingsurvey.publish.addresses import map_path
from livingsurvey.publish.file import File, Stamped
from livingsurvey.publish.models.fieldmap import DRAWINGS, picture_model
from livingsurvey.publish.published import Published


def files(published: Published, stamped: Stamped) -> Iterator[File]:
    """The pictures of a site, each for wide and for tall screens; a survey without papers has none."""
    prefix = published.language.prefix
    opened = [part.topic.id for part in published.field.walk() if part.parts]
    for topic_id in [None, *opened] if published.has["map"] and published.field.parts else []:
        for name in DRAWINGS:
            model = partial(picture_model, published, topic_id, name)
            yield stamped(
                f"{prefix}{map_path(name, topic_id)}", "map", topic_id or "", model, "fragments/picture.xml.j2"
            )
