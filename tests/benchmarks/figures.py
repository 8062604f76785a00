"""What was measured, and the ratios between engines."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.benchmarks.searches import Search


@dataclass(frozen=True, slots=True)
class Build:
    """How an engine built its index: the fastest of its tries. `peak_bytes` is None where it was not looked at."""

    engine: str
    threads: int
    articles: int
    seconds: float
    index_bytes: int
    peak_bytes: int | None = None

    @property
    def rate(self) -> float:
        """Articles a second."""
        return self.articles / self.seconds


@dataclass(frozen=True, slots=True)
class Pages:
    """How an engine did one search's page: the number found, and the median milliseconds of all rounds."""

    engine: str
    search: Search
    total: int
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Ratios:
    """One engine's page times by another's, search by search: the median, and the 10th and 90th percentile."""

    median: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Group:
    """Engines that were measured together, on the same articles. `private_bytes` and `update_seconds` are by engine."""

    name: str
    articles: int
    builds: tuple[Build, ...]
    pages: tuple[Pages, ...]
    private_bytes: dict[str, int] = field(default_factory=dict)
    update_seconds: dict[str, float] = field(default_factory=dict)

    @property
    def engines(self) -> list[str]:
        """The engines whose pages were measured, in the order of measuring."""
        return list(dict.fromkeys(page.engine for page in self.pages))

    def built(self, engine: str, threads: int) -> Build | None:
        """How an engine built its index with so many threads."""
        return next((build for build in self.builds if (build.engine, build.threads) == (engine, threads)), None)

    def pages_of(self, engine: str) -> list[Pages]:
        """An engine's pages, in the order of the searches."""
        return [page for page in self.pages if page.engine == engine]

    def median(self, engine: str) -> float:
        """The median of an engine's milliseconds over the searches."""
        return statistics.median(page.milliseconds for page in self.pages_of(engine))

    def heaviest(self, engine: str) -> float:
        """An engine's milliseconds for the search that takes it longest."""
        return max(page.milliseconds for page in self.pages_of(engine))

    def ratios(self, ours: str, theirs: str) -> Ratios:
        """An engine's page times by another's."""
        pairs = zip(self.pages_of(ours), self.pages_of(theirs), strict=True)
        return _spread([one.milliseconds / other.milliseconds for one, other in pairs])

    def disagreements(self) -> list[str]:
        """The searches of which the engines had to find the same number of articles, and did not; in words."""
        rows = zip(*map(self.pages_of, self.engines), strict=True)
        return [
            f"{row[0].search.kind} ({row[0].search.text}): "
            + ", ".join(f"{page.engine} found {page.total:,}" for page in row)
            for row in rows
            if row[0].search.comparable and len({page.total for page in row}) > 1
        ]


def _spread(ratios: Sequence[float]) -> Ratios:
    tenths = statistics.quantiles(ratios, n=10, method="inclusive")
    return Ratios(statistics.median(ratios), tenths[0], tenths[-1])
