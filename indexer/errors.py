"""Every error that a user can cause.

CarrelError
├── UsageError            what was asked for cannot be done as asked: nothing was tried
│   └── SettingsError     carrel.toml or a CARREL_ variable is wrong
├── QueryError            a mistake in a query, with its place, or one that costs too much
│   └── QueriesError      mistakes in some of several queries
├── InputError            one input or one article cannot be read; the others are
└── ArchiveError          the index itself
    ├── NoArchiveError    there is no index here
    ├── DamagedError      an index is there and cannot be trusted
    ├── BusyError         another process is building
    ├── BuildError        nothing was built; the live index is as it was
    └── UnknownArticleError   no article has this id

A message says what is wrong and what to do about it, in one line. The command
line prints it in one place (`indexer.cli`), the web renders it in one place
(`webui.views.errors`). Programming errors are not caught.
"""

__all__ = [
    "ArchiveError",
    "BuildError",
    "BusyError",
    "CarrelError",
    "DamagedError",
    "InputError",
    "NoArchiveError",
    "QueriesError",
    "QueryError",
    "SettingsError",
    "UnknownArticleError",
    "UsageError",
]


class CarrelError(Exception):
    """The root: `str(error)` is one line that a user can act on."""


class UsageError(CarrelError):
    """The request makes no sense as it stands; nothing was tried."""


class SettingsError(UsageError):
    """A setting in carrel.toml or in the environment is unknown or malformed."""


class QueryError(CarrelError):
    """A query that cannot be answered.

    `position` is the 0-based character offset of its mistake; None where the whole query
    costs too much. `suggestions` are queries that are likely meant, the likeliest first.
    """

    def __init__(self, message: str, *, position: int | None = None, suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.position = position
        self.suggestions = suggestions

    @property
    def suggestion(self) -> str:
        """The first of the suggestions; "" where there is none."""
        return self.suggestions[0] if self.suggestions else ""


class QueriesError(QueryError):
    """Some of several queries cannot be answered: for the rest, the mistake in the first of these.

    `mistakes`: the place of each among the queries, the first being 0, and what is wrong with it.
    """

    def __init__(self, mistakes: tuple[tuple[int, QueryError], ...]) -> None:
        first = mistakes[0][1]
        told = " ".join(f"Query {place + 1}: {mistake}" for place, mistake in mistakes)
        super().__init__(told, position=first.position, suggestions=first.suggestions)
        self.mistakes = mistakes


class InputError(CarrelError):
    """An input, or one article in it, cannot be read.

    `kind` names the class of the fault ("empty file", "broken JSON"), the same
    words for the same fault, so that a build's summary can count by it.
    """

    def __init__(self, kind: str, detail: str = "") -> None:
        super().__init__(f"{kind}: {detail}" if detail else kind)
        self.kind = kind
        self.detail = detail


class ArchiveError(CarrelError):
    """Something about the index in `index_data`."""


class NoArchiveError(ArchiveError):
    """No index has been built here yet."""


class DamagedError(ArchiveError):
    """The index is there, but its bytes are not what was written."""


class BusyError(ArchiveError):
    """Another process holds the writer's lock."""


class BuildError(ArchiveError):
    """A build ended with nothing to put in place of the live index."""


class UnknownArticleError(ArchiveError):
    """No article of this generation has the id."""
