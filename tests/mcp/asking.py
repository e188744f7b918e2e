"""Asking a server of the Model Context Protocol with the client of its SDK."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import anyio

from mcp import Client

Said = TypeVar("Said")
Calls = list[tuple[str, dict[str, Any]]]


def answers(server: Any, calls: Calls) -> list[Any]:
    """What tools answer, one after another: their structured content, or the text of an error."""

    async def ask() -> list[Any]:
        async with Client(server) as client:
            found = [await client.call_tool(name, arguments) for name, arguments in calls]
            return [each.content[0].text if each.is_error else each.structured_content for each in found]

    return asked(ask)


def asked(ask: Callable[[], Awaitable[Said]]) -> Said:
    """What a question comes to, in a thread of its own: that of a browser's tests has a loop already."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(anyio.run, ask).result()
