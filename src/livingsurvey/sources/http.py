"""Asking another server: politely, with patience that ends, and with a word on whose fault it is when that fails."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from pathlib import Path

import requests
import requests_cache
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

from livingsurvey.errors import UpstreamTrouble

CACHE = Path("build", "cache", "http.sqlite")
DAY = 86_400
TIMEOUT = (5.0, 15.0)
"""Seconds to connect, and between two parts of an answer."""
PATIENCE = 10.0
"""Seconds that a server may ask us to wait; when it asks for more, we stop and say so."""
BACKOFF = 0.5
"""Seconds before the second try; each further one waits twice as long."""
LARGEST = 5_000_000
"""Bytes that an answer may have; a hundred papers are far below."""
_AGENT = "livingsurvey (curated survey of papers; asks once per paper and caches for a day)"
_SERVERS_FAULT = 500
_TRY_AGAIN = (429, 500, 502, 503, 504)


def get(
    service: str,
    url: str,
    parameters: Mapping[str, str],
    *,
    is_whole: Callable[[bytes], bool],
    root: Path | None = None,
    attempts: int = 3,
) -> bytes | None:
    """The body of an answer; None when the server knows of no such thing (404).

    Args:
        service: who is asked, for messages.
        url: the address.
        parameters: what stands after the question mark.
        is_whole: whether a body is complete; others are not kept.
        root: the survey's folder, whose ``build/`` keeps answers for a day.
        attempts: how often to ask while the server is busy or has a fault of its own.

    Raises:
        UpstreamTrouble: the server cannot be reached, is silent, busy, or its answer is broken.
    """
    try:
        with _session(root, is_whole, attempts) as session:
            response = session.get(url, params=parameters, timeout=TIMEOUT)
    except requests.Timeout as error:
        raise UpstreamTrouble(f"{service} does not answer ({TIMEOUT[1]:.0f} s); try again later") from error
    except requests.exceptions.ChunkedEncodingError as error:
        raise UpstreamTrouble(f"{service}'s answer broke off; try again") from error
    except requests.RequestException as error:
        if "IncompleteRead" in str(error):
            raise UpstreamTrouble(f"{service}'s answer broke off; try again") from error
        raise UpstreamTrouble(f"{service} cannot be reached from this machine; look at its network") from error
    if response.status_code == requests.codes.not_found:
        return None
    if response.status_code == requests.codes.too_many_requests:
        raise UpstreamTrouble(f"{service} is asked too often from here (HTTP 429); try again in a few minutes")
    if response.status_code >= _SERVERS_FAULT:
        raise UpstreamTrouble(f"{service} has a fault of its own (HTTP {response.status_code}); try again later")
    if not response.ok:
        raise UpstreamTrouble(f"{service} refused the question (HTTP {response.status_code}); report this")
    if len(response.content) > LARGEST or not is_whole(response.content):
        raise UpstreamTrouble(f"{service}'s answer is broken: not what it sends for a paper; try again later")
    return response.content


class _Patience(Retry):
    """Waits as long as a server asks, up to a limit."""

    def sleep_for_retry(self, response: object) -> bool:
        seconds = self.get_retry_after(response)  # type: ignore[arg-type]
        if seconds is not None and seconds > PATIENCE:
            raise UpstreamTrouble(f"the server is busy and asks to wait {seconds:.0f} s; try again then")
        return super().sleep_for_retry(response)  # type: ignore[arg-type]


def _session(root: Path | None, is_whole: Callable[[bytes], bool], attempts: int) -> requests.Session:
    session: requests.Session | None = None
    if root is not None:
        with contextlib.suppress(OSError):
            (root / CACHE).parent.mkdir(parents=True, exist_ok=True)
            session = requests_cache.CachedSession(
                str(root / CACHE), expire_after=DAY, filter_fn=lambda response: is_whole(response.content)
            )
    session = session or requests.Session()
    retry = _Patience(
        attempts - 1, status_forcelist=_TRY_AGAIN, backoff_factor=BACKOFF, raise_on_status=False, read=False, connect=1
    )
    for scheme in ("https://", "http://"):
        session.mount(scheme, HTTPAdapter(max_retries=retry))
    session.headers["User-Agent"] = _AGENT
    return session
