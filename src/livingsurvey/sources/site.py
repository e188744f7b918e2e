"""Sites of surveys: the JSON that they have for programs."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import orjson

from livingsurvey.sources import http

LARGEST = 100_000_000
"""Bytes that the file with all papers may have: those of the largest survey that one page of a site can show."""


def json_at(site: str, address: str) -> Any:
    """What a site has at an address in JSON; None where it has nothing there.

    Args:
        site: the address of the site, with a final slash.
        address: that of a file, as seen from there.

    Raises:
        UpstreamTrouble: the site cannot be reached, or what it sends is not JSON.
    """
    return http.ask(urlsplit(site).netloc, f"{site}{address}", {}, orjson.loads, largest=LARGEST)
