"""Help topics: what `carrel help` can tell beside the help of each command."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from indexer.errors import UsageError
from indexer.printed_guide import guide_as_text
from indexer.query.language_guide import GUIDE

__all__ = ["topic_list", "topic_text"]

_QUERY: Final = "query"


def topic_list(commands: Mapping[str, str]) -> str:
    """The topics and the commands, these given by name with what each does, a line for each."""
    width = max(map(len, (*commands, _QUERY)))
    rows = [f"  {name:{width}}  {does}" for name, does in sorted(commands.items())]
    topics = ["Topics:", f"  {_QUERY:{width}}  {GUIDE.title}: all that can be typed, with examples"]
    return "\n".join([*topics, "", "Commands:", *rows, "", "carrel help NAME tells more of each."])


def topic_text(topic: str, commands: Mapping[str, str]) -> str:
    """A topic in full. Raises `UsageError` for one that there is not; `commands` are known besides."""
    if topic.casefold() != _QUERY:
        raise UsageError(f"There is no help on {topic!r}. There is on {_QUERY}, {', '.join(sorted(commands))}.")
    return guide_as_text(GUIDE)
