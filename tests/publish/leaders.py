"""Leaderboards read back from their pages."""

from __future__ import annotations

from lxml import html


def ranked_on(shown: str) -> list[tuple[str, str, str]]:
    """Rank, label and number of each row of a page, in their order."""
    (table,) = html.fromstring(f"<div>{shown}</div>").xpath('.//table[@id="ls-leaders"]')
    rows = []
    for line in table.xpath("./tbody/tr"):
        rank, number = line.xpath("./td")[:2]
        numbers = [*number.xpath("./a/text()"), *number.xpath("./@title")]
        rows.append((rank.text_content().strip(), line.xpath("./th/a/text()")[0], numbers[0]))
    return rows
